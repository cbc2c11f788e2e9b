import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
import { DbvcError } from '../../core/errors.js';
import type { PartId } from '../../core/model/partId.js';
import { everything } from '../apply/everything.js';
import { compare } from '../commands/compare.js';
import type { ListedCandidate } from '../connections/candidates.js';
import { sideTexts } from '../documents/sideTexts.js';
import type { Services } from '../services.js';
import { driftReport, objectsNamed } from './driftReport.js';

/** What a language model may ask for; checked before it is used. */
interface ToolInput {
  readonly source?: string;
  readonly target?: string;
  readonly filter?: string;
  readonly object?: string;
  readonly objects?: readonly string[];
}

type Answer = (services: Services, result: ComparisonResult, input: ToolInput) => Promise<string> | string;

const answers: Readonly<Record<string, Answer>> = {
  dbvc_list_drift: (_, result, { filter }) => driftReport(result, filter),
  dbvc_get_object_diff: objectDiff,
  dbvc_get_patch: patch,
};

/**
 * The tools for language models. They read: none of them applies anything. Where one would have to connect, a person is
 * asked first.
 */
export function registerChatTools(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(answers).map(([name, answer]) =>
      vscode.lm.registerTool(name, {
        prepareInvocation: ({ input }) => preparation(services, inputOf(input)),
        invoke: async ({ input }) => {
          const asked = inputOf(input);
          const result = await comparisonFor(services, asked);
          const text = await answer(services, result, asked);
          return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
}

/** What a person is shown, and asked where connections would be opened. */
function preparation(services: Services, input: ToolInput): vscode.PreparedToolInvocation {
  if (isThere(services, input)) return { invocationMessage: vscode.l10n.t('Reading the drift') };
  const { sides } = services.comparison.state;
  const source = input.source ?? sides.source?.label ?? '-';
  const target = input.target ?? sides.target?.label ?? '-';
  return {
    invocationMessage: vscode.l10n.t('Comparing {0} and {1}', source, target),
    confirmationMessages: {
      title: vscode.l10n.t('Connect to {0} and {1}?', source, target),
      message: vscode.l10n.t('DBVC reads the schemas of both databases. Nothing is changed.'),
    },
  };
}

/** Whether what is asked about has been compared already. */
function isThere({ comparison }: Services, { source, target }: ToolInput): boolean {
  const { result } = comparison.state;
  return (
    result !== undefined &&
    (source === undefined || source === result.sides.source.label) &&
    (target === undefined || target === result.sides.target.label)
  );
}

async function comparisonFor(services: Services, input: ToolInput): Promise<ComparisonResult> {
  const { comparison } = services;
  const { result } = comparison.state;
  if (result !== undefined && isThere(services, input)) return result;
  for (const side of ['source', 'target'] as const) await choose(services, side, input[side]);
  const compared = await compare(services);
  if (compared === undefined) throw new vscode.CancellationError();
  return compared;
}

async function choose(
  { candidates, comparison }: Services,
  side: Side,
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return;
  const found = (await candidates.all()).find((listed: ListedCandidate) => listed.entry.name === name);
  if (found === undefined) {
    throw new DbvcError('invalid-input', vscode.l10n.t('There is no connection {0}.', name));
  }
  comparison.choose(side, found.candidate);
}

async function objectDiff(_: Services, result: ComparisonResult, input: ToolInput): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return named(result, [input.object ?? ''])
    .map(({ objectId, name }) => {
      const texts = sideTexts(result.drift, objectId, result.dialect.generator, vscode.l10n);
      const [before, after] = [result.sides.target.label, result.sides.source.label];
      return createTwoFilesPatch(`${before}/${name}`, `${after}/${name}`, texts.target, texts.source);
    })
    .join('\n');
}

/** The script of the named objects and what they need; without names, of what is ticked in the Drift view. */
async function patch(
  { ticks, driftTree, planners }: Services,
  result: ComparisonResult,
  { objects: names }: ToolInput,
): Promise<string> {
  const [makePlan, { planScript }] = await Promise.all([
    planners.of(result),
    import('../../core/planner/planScript.js'),
  ]);
  const { dialect } = result;
  const all = { ...everything, takeAlong: true };
  if (names === undefined || names.length === 0) {
    const ticked = ticks.choice(driftTree.shown.map(({ difference }) => difference));
    return planScript(makePlan({ ...all, allowDataLoss: false, allowRebuilds: false, ...ticked }), dialect);
  }
  const objects = new Set<PartId>(named(result, names).map(({ objectId }) => objectId));
  return planScript(makePlan({ ...all, objects }), dialect);
}

function named(result: ComparisonResult, names: readonly string[]): ReturnType<typeof objectsNamed> {
  return names.flatMap((name) => {
    const found = objectsNamed(result, name);
    if (found.length > 0) return found;
    throw new DbvcError('invalid-input', vscode.l10n.t('No drifted object is called {0}.', name));
  });
}

function inputOf(input: unknown): ToolInput {
  const values: Readonly<Record<string, unknown>> =
    typeof input === 'object' && input !== null ? { ...input } : {};
  const text = (key: string): Record<string, string> => {
    const value = values[key];
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  const { objects } = values;
  return {
    ...text('source'),
    ...text('target'),
    ...text('filter'),
    ...text('object'),
    ...(Array.isArray(objects) ? { objects: objects.filter((name) => typeof name === 'string') } : {}),
  };
}
