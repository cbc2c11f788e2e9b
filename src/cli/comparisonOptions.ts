import { DbvcError } from '../core/errors.js';
import type { ConfigFile } from '../core/profiles/configFile.js';
import { resolveIgnore } from '../core/rules/ignore.js';
import { parsePattern } from '../core/rules/pattern.js';
import { defaultIgnoreRules, type Rules } from '../core/rules/rules.js';
import { suggestion } from '../core/rules/suggestion.js';
import type { ObjectKind } from '../core/model/objectKind.js';
import { parseDuration } from './duration.js';

/** What commander collects for every command that compares. */
export interface ComparisonOptions {
  readonly source?: string;
  readonly target?: string;
  readonly config?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly ignore?: string;
  readonly rename?: readonly string[];
  readonly lockTimeout: string;
  readonly statementTimeout?: string;
  readonly jobs: string;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** Times in milliseconds; 0 means no limit. */
export interface Limits {
  readonly lockTimeout: number;
  readonly readTimeout: number;
  readonly applyTimeout: number;
  readonly jobs: number;
}

const defaultReadTimeout = 60_000;
const mostJobs = 32;

/** Checks the numbers. Throws `invalid-input`. */
export function limitsOf(options: ComparisonOptions): Limits {
  const statementTimeout =
    options.statementTimeout === undefined
      ? undefined
      : parseDuration(options.statementTimeout, '--statement-timeout');
  const jobs = /^\d{1,3}$/.test(options.jobs) ? Number(options.jobs) : 0;
  if (jobs < 1 || jobs > mostJobs) {
    throw new DbvcError('invalid-input', `--jobs needs a number from 1 to ${mostJobs}.`);
  }
  return {
    lockTimeout: parseDuration(options.lockTimeout, '--lock-timeout'),
    readTimeout: statementTimeout ?? defaultReadTimeout,
    applyTimeout: statementTimeout ?? 0,
    jobs,
  };
}

/** The rules: each option replaces what the configuration says about the same. Throws `invalid-input`. */
export function rulesOf(options: ComparisonOptions, config: ConfigFile): Rules {
  const comparison = isOfDemo(options) ? undefined : config.comparison;
  const ignore = options.ignore?.split(',') ?? comparison?.ignore;
  if (options.ignore?.trim() === '') {
    throw new DbvcError('invalid-input', '--ignore needs names, separated by commas.', {
      hint: 'Write --ignore none to compare everything.',
    });
  }
  const rules: Rules = {
    include: options.include ?? comparison?.include ?? [],
    exclude: options.exclude ?? comparison?.exclude ?? [],
    ignore: ignore === undefined ? defaultIgnoreRules : resolveIgnore(ignore),
  };
  [...rules.include, ...rules.exclude].forEach(parsePattern);
  return rules;
}

/** Whether both sides are the demo's: what a project says about its own databases means nothing there. */
export function isOfDemo({ source, target }: ComparisonOptions): boolean {
  return [source, target].every((endpoint) => endpoint?.startsWith('demo:'));
}

/** Throws `invalid-input` for a pattern whose kind matches none of the engine's kinds: it would match nothing. */
export function checkKinds(rules: Rules, kinds: readonly ObjectKind[]): void {
  for (const text of [...rules.include, ...rules.exclude]) {
    const { kind } = parsePattern(text);
    if (kind === undefined || kinds.some(({ name }) => parsePattern(`${kind}:x`).matches(name, ['x'])))
      continue;
    const names = kinds.map(({ name }) => name);
    const meant = suggestion(kind, names);
    throw new DbvcError(
      'invalid-input',
      `The pattern ${JSON.stringify(text)} names a kind that is not known.`,
      {
        hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}The kinds are ${names.join(', ')}.`,
      },
    );
  }
}

/** The two endpoints, from the options or the configuration. Throws `invalid-input` where one is missing. */
export function endpointsOf(
  options: ComparisonOptions,
  config: ConfigFile,
): { readonly source: string; readonly target: string } {
  const endpoint = (side: 'source' | 'target'): string => {
    const text = options[side] ?? config.comparison?.[side];
    if (text !== undefined) return text;
    throw new DbvcError('invalid-input', `Which database is the ${side}? --${side} is missing.`, {
      hint:
        `Add --${side} with a URL or a profile's name, or "${side}" to "comparison" in .dbvc.jsonc. ` +
        'Without a database at hand, try: dbvc demo',
    });
  };
  return { source: endpoint('source'), target: endpoint('target') };
}
