/** The differences that are not looked at unless `--ignore` says otherwise. */
export const defaultIgnoreRules: readonly string[] = [
  'owners',
  'privileges',
  'tablespaces',
  'column-order',
  'formatting',
  'subscriptions',
  'user-mappings',
  'database-settings',
];

/** All names that `--ignore` understands; `none` stands for the empty list. */
export const ignoreRules: readonly string[] = [
  ...defaultIgnoreRules,
  'comments',
  'constraint-names',
  'storage-parameters',
  'extension-versions',
  'security-labels',
];

/** One model of what to leave out, for comparing, showing, scripting, verifying and exit codes alike. */
export interface Rules {
  /** Patterns `[kind:]schema.name` (globs); empty means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly ignore: readonly string[];
}

/** The rules of a comparison where nobody has said anything. */
export const defaultRules: Rules = { include: [], exclude: [], ignore: defaultIgnoreRules };

/** Rules that hide nothing. */
export const noRules: Rules = { include: [], exclude: [], ignore: [] };
