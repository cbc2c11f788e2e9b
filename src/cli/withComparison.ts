import type { Side, Sides } from '../core/comparison/readSides.js';
import type { ReadProgress } from '../core/dialect/introspector.js';
import type { ConfigFile } from '../core/profiles/configFile.js';
import type { RenameRequest } from '../core/renames/renameText.js';
import { resolveRenames } from '../core/renames/resolveRenames.js';
import type { Rules } from '../core/rules/rules.js';
import {
  checkKinds,
  type ComparisonOptions,
  endpointsOf,
  type Limits,
  limitsOf,
  rulesOf,
} from './comparisonOptions.js';
import { readConfiguration } from './configuration.js';
import type { Context } from './context.js';
import { nameSides, type NamedSides, type OpenSides, openSides } from './openSides.js';
import { renamesOf } from './renames.js';
import type { Comparison } from './render/comparison.js';
import { number } from './render/words.js';

/** What the options and the configuration say, checked before anything is connected. */
export interface Request {
  readonly config: ConfigFile;
  readonly named: NamedSides;
  readonly rules: Rules;
  readonly renames: readonly RenameRequest[];
  readonly limits: Limits;
}

/** Reads configuration and options. Connects to nothing. Throws `invalid-input`. */
export async function readRequest(options: ComparisonOptions, context: Context): Promise<Request> {
  const { machine, workingDirectory } = context.services;
  const config = await readConfiguration(machine, workingDirectory, options.config);
  const limits = limitsOf(options);
  const rules = rulesOf(options, config);
  const named = nameSides(endpointsOf(options, config), config.profiles ?? [], workingDirectory);
  return { config, named, rules, renames: renamesOf(options, config), limits };
}

/** Opens both sides for as long as `use` takes. */
export async function withSides<T>(
  request: Request,
  context: Context,
  use: (open: OpenSides) => Promise<T>,
): Promise<T> {
  const open = await openSides(request.named, context);
  try {
    checkKinds(request.rules, open.dialect.kinds);
    return await use(open);
  } finally {
    context.progress.clear();
    await open.close();
  }
}

/** Reads both catalogs and compares them under the request's rules. */
export async function compareSides(
  { sides, dialect }: OpenSides,
  request: Request,
  context: Context,
): Promise<Comparison> {
  const { services, progress, interrupt, messages } = context;
  const phases: Record<Side, string> = { source: 'connecting', target: 'connecting' };
  const show = (): void => {
    progress.show(progressText(sides, phases));
  };
  show();
  await dialect.normalizer.load();
  const catalogs = await services.readSides(sides, dialect, {
    jobs: request.limits.jobs,
    signal: interrupt.signal,
    statementTimeout: request.limits.readTimeout,
    lockTimeout: request.limits.lockTimeout,
    logger: messages.logger,
    progress: (side, at) => {
      phases[side] = phaseText(at);
      show();
    },
  });
  progress.show('comparing');
  const { source, target } = catalogs;
  const { renames, passedOver } = resolveRenames(request.renames, source, target, dialect);
  const drift = services.diff(source, target, request.rules, dialect, renames);
  progress.clear();
  for (const sentence of passedOver) messages.warn(sentence);
  if (catalogs.source.server.identity === catalogs.target.server.identity) {
    messages.warn('Source and target are the same database.');
  }
  return { sides, dialect, drift, offers: services.findRenames(drift, dialect) };
}

function progressText(sides: Sides, phases: Readonly<Record<Side, string>>): string {
  return `${sides.source.label}: ${phases.source} · ${sides.target.label}: ${phases.target}`;
}

function phaseText(at: ReadProgress): string {
  if (at.phase === 'connecting') return at.phase;
  const { what, done, total } = at;
  const phase = `reading ${what}`;
  if (done === undefined) return phase;
  return total === undefined ? `${phase}, ${number(done)}` : `${phase}, ${number(done)} of ${number(total)}`;
}
