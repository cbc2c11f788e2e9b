import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
import { CancelledError } from '../../core/errors.js';
import type { ListedCandidate } from '../connections/candidates.js';
import { comparisonTerms } from '../drift/comparisonTerms.js';
import type { Services } from '../services.js';
import { environmentWord } from '../text/environmentWord.js';
import { askPick, type StepFrame, type StepResult } from '../ui/multiStep.js';
import { readingLimits } from '../ui/settings.js';

type CandidateItem = vscode.QuickPickItem & {
  readonly choice: ListedCandidate | 'add' | 'demo';
};

/** Picks source and target among everything that can be compared, then compares. */
export async function compareDatabases(services: Services): Promise<void> {
  const chosen = await pickSides(services);
  if (chosen === undefined) return;
  services.comparison.choose('source', chosen.source.candidate);
  services.comparison.choose('target', chosen.target.candidate);
  await revealDrift();
  await compare(services);
}

/** Compares what is chosen; what is not chosen yet is asked for. */
export async function refresh(services: Services): Promise<void> {
  const { sides } = services.comparison.state;
  if (sides.source === undefined || sides.target === undefined) await compareDatabases(services);
  else await compare(services);
}

/** Turns the comparison around and compares again. */
export async function swapSides(services: Services): Promise<void> {
  services.comparison.swap();
  await refresh(services);
}

/** Compares the chosen sides. Undefined when it was cancelled. Throws what went wrong. */
export async function compare(
  services: Services,
  keepFailures = false,
): Promise<ComparisonResult | undefined> {
  try {
    const terms = await comparisonTerms(services);
    return await services.comparison.compare({ ...terms, ...readingLimits(), keepFailures });
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    vscode.window.setStatusBarMessage(vscode.l10n.t('DBVC: the comparison was cancelled'), 5000);
    return undefined;
  }
}

/** Shows the Drift view without taking the focus from where the person is. */
export async function revealDrift(): Promise<void> {
  await vscode.commands.executeCommand('workbench.view.extension.dbvc');
}

async function pickSides(services: Services): Promise<Readonly<Record<Side, ListedCandidate>> | undefined> {
  for (;;) {
    const source = await pickSide(services, 'source', undefined);
    if (source === undefined || source === 'back') return undefined;
    const target = await pickSide(services, 'target', source.answer);
    if (target === undefined) return undefined;
    if (target !== 'back') return { source: source.answer, target: target.answer };
  }
}

async function pickSide(
  services: Services,
  side: Side,
  other: ListedCandidate | undefined,
): Promise<StepResult<ListedCandidate> | undefined> {
  const listed = (await services.candidates.all()).filter(
    (candidate) => candidate.entry.key !== other?.entry.key,
  );
  const items = itemsFor(listed, services.demo.running === undefined && other === undefined);
  const current = services.comparison.state.sides[side]?.key;
  const active = items.find(({ choice }) => typeof choice === 'object' && choice.entry.key === current);
  const frame: StepFrame = {
    title: vscode.l10n.t('Compare Databases'),
    step: side === 'source' ? 1 : 2,
    totalSteps: 2,
    canGoBack: side === 'target',
  };
  const result = await askPick({
    ...frame,
    placeholder:
      side === 'source'
        ? vscode.l10n.t('Source: the database that is right')
        : vscode.l10n.t('Target: the database that will be changed'),
    items,
    ...(active === undefined ? {} : { active }),
  });
  if (result === undefined || result === 'back') return result;
  const { choice } = result.answer;
  if (typeof choice === 'object') return { answer: choice };
  await vscode.commands.executeCommand(choice === 'add' ? 'dbvc.connections.add' : 'dbvc.demo.start');
  return undefined;
}

function itemsFor(listed: readonly ListedCandidate[], offersDemo: boolean): readonly CandidateItem[] {
  return [
    ...listed.map((candidate): CandidateItem => ({
      label: `$(database) ${candidate.entry.name}`,
      description: [candidate.entry.address, ...environmentOf(candidate)].join(' '),
      choice: candidate,
    })),
    { label: `$(add) ${vscode.l10n.t('Add Connection…')}`, choice: 'add', alwaysShow: true },
    ...(offersDemo
      ? [
          {
            label: `$(beaker) ${vscode.l10n.t('Try the Demo')}`,
            choice: 'demo',
            alwaysShow: true,
          } satisfies CandidateItem,
        ]
      : []),
  ];
}

function environmentOf({ entry: { environment } }: ListedCandidate): readonly string[] {
  return environment === undefined ? [] : [environmentWord(environment, vscode.l10n)];
}
