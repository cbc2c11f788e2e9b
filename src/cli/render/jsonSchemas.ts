import * as z from 'zod';

/**
 * The JSON of `--format json`, published as JSON schemas in docs/schemas. Within a `version` fields are only added, so
 * readers skip the ones they don't know.
 */
const value = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
  .describe('A value as the server has it; null where there is none.');

const status = z.enum(['missing_in_target', 'modified', 'extra_in_target']);

const side = z.object({
  label: z.string().describe("The profile's name, or host/database."),
  address: z.string(),
  profile: z.string().optional(),
  environment: z.enum(['development', 'staging', 'production']).optional(),
  engine: z.enum(['postgres', 'mssql']),
  version: z.string().describe('The version of the server in words.'),
  database: z.string(),
});

const part = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  description: z.string().describe('The part in words, e.g. "column public.users.email".'),
  status,
  changes: z
    .array(z.object({ attribute: z.string(), target: value, source: value }))
    .describe('Which attributes of a modified part differ, and both values.'),
});

const object = z.object({
  id: z.string().describe('Stable across databases and runs.'),
  kind: z.string(),
  name: z.string(),
  schema: z.string().optional(),
  status,
  renamedFrom: z.string().optional().describe('What the target calls it, where a rename was accepted.'),
  parts: z.array(part).describe('Empty unless the object is modified.'),
  diff: z
    .string()
    .optional()
    .describe('With --diff: a unified diff from the target to the source of a modified object.'),
});

const common = {
  version: z.literal(1),
  source: side,
  target: side,
  rules: z.object({
    include: z.array(z.string()),
    exclude: z.array(z.string()),
    ignore: z.array(z.string()),
  }),
  summary: z.object({
    missingInTarget: z.int(),
    modified: z.int(),
    extraInTarget: z.int(),
    unchanged: z.int(),
  }),
  hidden: z
    .array(z.object({ rule: z.string(), count: z.int() }))
    .describe('How many differences each rule hid; "filters" stands for include and exclude.'),
  uncompared: z
    .array(z.object({ kind: z.string(), source: z.int(), target: z.int(), names: z.array(z.string()) }))
    .describe('What was found but is not compared yet.'),
  notices: z
    .array(z.object({ side: z.enum(['source', 'target']), code: z.string(), message: z.string() }))
    .describe('What a person must know about a reading.'),
};

/** What `dbvc compare --format json` prints. */
export const compareJsonSchema = z.object({
  ...common,
  objects: z.array(object),
  renames: z
    .array(
      z.object({
        kind: z.string(),
        before: z.string().describe('What the target calls it.'),
        after: z.string().describe('What the source calls it.'),
        evidence: z.string().describe('Why it may be the same, in words.'),
        others: z.int().describe('How many other offers speak of the same two.'),
        accept: z.array(z.string()).describe('What --rename takes to say that it is; one for each option.'),
      }),
    )
    .describe(
      'What may have been renamed. Never assumed: --rename, or "renames" in .dbvc.jsonc, says that it was.',
    ),
});

const risk = z.object({
  kind: z.enum([
    'data-loss',
    'may-fail-on-rows',
    'table-rewrite',
    'long-lock',
    'index-build',
    'drop',
    'stale-values',
    'breaks-callers',
    'rebuild',
    'irreversible',
  ]),
  message: z.string(),
});

const step = z.object({
  number: z.int().describe('1-based over the whole plan.'),
  action: z.enum(['rename', 'create', 'alter', 'drop', 'rebuild-drop', 'rebuild-create']),
  objectId: z.string(),
  title: z.string(),
  reason: z.string().optional(),
  risks: z.array(risk),
  statements: z.array(z.string()).describe('SQL, without terminators.'),
});

/** What `dbvc plan --format json` prints. */
export const planJsonSchema = z.object({
  ...common,
  segments: z
    .array(
      z.object({
        reason: z.string().optional(),
        outsideTransaction: z
          .literal(true)
          .optional()
          .describe('Its steps run in no transaction: what they did stays where a later one fails.'),
        steps: z.array(step),
      }),
    )
    .describe('Steps that run in one transaction each, in order.'),
  leftOut: z
    .array(
      z.object({
        objectId: z.string(),
        description: z.string(),
        because: z.enum(['drops', 'data-loss', 'rebuild', 'unsupported', 'blocked', 'needs-left-out']),
        reason: z.string(),
      }),
    )
    .describe('Differences that the plan leaves, and why.'),
});

export type CompareJson = z.infer<typeof compareJsonSchema>;
export type PlanJson = z.infer<typeof planJsonSchema>;
