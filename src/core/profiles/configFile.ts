import { findNodeAtLocation, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import * as z from 'zod';
import { DbvcError } from '../errors.js';
import { issueWords } from './issueWords.js';
import { isConnectionString, parseConnectionString } from './connectionString.js';
import { holdsSecret, profilesSchema } from './profile.js';

const endpointText = z
  .string()
  .min(1, 'must not be empty')
  .superRefine((value, context) => {
    if (!isConnectionString(value)) return;
    try {
      if (!holdsSecret(parseConnectionString(value))) return;
      context.addIssue({ code: 'custom', message: 'holds a password; leave it out' });
    } catch (error) {
      if (!(error instanceof DbvcError)) throw error;
      context.addIssue({ code: 'custom', message: `cannot be read: ${error.message}` });
    }
  });

const patterns = z.array(z.string().min(1, 'must not be empty'));

/** What `.dbvc.jsonc` may hold. */
export const configFileSchema = z.strictObject({
  $schema: z.string().optional(),
  profiles: profilesSchema.optional(),
  comparison: z
    .strictObject({
      source: endpointText.optional(),
      target: endpointText.optional(),
      include: patterns.optional(),
      exclude: patterns.optional(),
      ignore: patterns.optional(),
      /** Old names on the target by new names in the source, e.g. `"public.users": "public.customers"`. */
      renames: z.record(z.string().min(1), z.string().min(1)).optional(),
    })
    .optional(),
});

export type ConfigFile = z.infer<typeof configFileSchema>;

const secretKey = /^(?:.*_)?(?:pass(?:word|wd|phrase)?|pwd|secret|token|.*Password)$/i;

/**
 * Reads the text of a `.dbvc.jsonc`: JSON with comments and trailing commas. `path` is for messages.
 * Throws `invalid-input`; `details.lines` has every problem as `path:line:column: …`. Never quotes a value, and refuses
 * passwords wherever they stand.
 */
export function parseConfigFile(text: string, path: string): ConfigFile {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: false };
  const tree = parseTree(text, errors, options);
  if (errors.length > 0 || tree === undefined) {
    const lines = errors.map(
      (error) => `${position(text, error.offset, path)}: ${words(printParseErrorCode(error.error))}`,
    );
    throw failure(path, lines.length === 0 ? [`${path}:1:1: the file is empty`] : lines);
  }
  const secrets = secretLines(tree, text, path);
  if (secrets.length > 0) throw failure(path, secrets);
  const value: unknown = parse(text, [], options);
  const result = configFileSchema.safeParse(value, { error: issueWords });
  if (result.success) return result.data;
  throw failure(
    path,
    result.error.issues.map((issue) => {
      const keys = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
      const node = nearestNode(
        tree,
        issue.code === 'unrecognized_keys' ? [...keys, ...issue.keys.slice(0, 1)] : keys,
      );
      const name = keys.length === 0 ? 'the file' : keys.join('.');
      return `${position(text, node.offset, path)}: ${name}: ${issue.message}${placeOf(issue)}`;
    }),
  );
}

/** Where a key belongs that stands one level too high. */
function placeOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys' || issue.path.length > 0) return '';
  const inner = configFileSchema.shape.comparison.unwrap().shape;
  const misplaced = issue.keys.filter((key) => key in inner);
  return misplaced.length === 0
    ? ''
    : `; ${misplaced.map((key) => `"${key}"`).join(', ')} belongs in "comparison"`;
}

function failure(path: string, lines: readonly string[]): DbvcError {
  const [first = '', ...others] = lines;
  const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
  return new DbvcError('invalid-input', `${path} cannot be used. ${first}${more}`, { lines });
}

/** `InvalidCommentToken` -> `invalid comment token`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function position(text: string, offset: number, path: string): string {
  const before = text.slice(0, offset).split('\n');
  return `${path}:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
}

function nearestNode(tree: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent : node;
  }
  return tree;
}

function secretLines(node: Node, text: string, path: string): readonly string[] {
  const lines: string[] = [];
  for (const child of node.children ?? []) {
    const key: unknown = child.type === 'property' ? child.children?.[0]?.value : undefined;
    if (typeof key === 'string' && secretKey.test(key)) {
      lines.push(
        `${position(text, child.offset, path)}: "${key}" must not be in this file; ` +
          'passwords come from the environment, .pgpass or a prompt',
      );
    } else {
      lines.push(...secretLines(child, text, path));
    }
  }
  return lines;
}
