import { type PartId } from '../../../core/model/partId.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import type { NameChanges } from './nameChanges.js';
import { argumentsOf, hasArguments } from './ownName.js';

/** Writes the types in a text anew. */
type Rewrite = (text: string) => string;

/** The path of a part after the renames. */
export function newPath(part: Part, changes: NameChanges, rewrite: Rewrite): readonly string[] {
  const { kind, segments } = splitId(part.id);
  return rename(carriedKind(kind) ? (segments[0] ?? '') : kind, part.path, part, changes, rewrite);
}

/** The id of a part after the renames. */
export function newId(part: Part, changes: NameChanges, rewrite: Rewrite): PartId {
  const { kind, segments } = splitId(part.id);
  if (carriedKind(kind)) {
    const [on = '', ...path] = segments;
    return partId(kind, on, ...rename(on, path, part, changes, rewrite));
  }
  if (kind === 'inheritance') {
    const half = segments.length / 2;
    return partId(
      kind,
      ...rename('table', segments.slice(0, half), part, changes, rewrite),
      ...rename('table', segments.slice(half), part, changes, rewrite),
    );
  }
  return partId(kind, ...rename(kind, segments, part, changes, rewrite));
}

/** Whether the id of a part goes on with the kind of what carries it. */
function carriedKind(kind: string): boolean {
  return kind === 'comment' || kind === 'privileges' || kind === 'security-label';
}

function rename(
  kind: string,
  path: readonly string[],
  part: Part,
  changes: NameChanges,
  rewrite: Rewrite,
): readonly string[] {
  const [schema = '', second = '', third = '', ...rest] = path;
  const relation = changes.nameOf('relation', schema, second);
  switch (kind) {
    case 'table':
    case 'foreign-table':
    case 'view':
    case 'materialized-view':
    case 'sequence':
    case 'identity-sequence':
    case 'inheritance':
    case 'table-type':
      return [schema, relation, ...path.slice(2)];
    case 'column':
    case 'foreign-column':
    case 'default':
    case 'foreign-default':
      return [schema, relation, changes.nameOf('column', schema, second, third), ...rest];
    case 'constraint':
    case 'foreign-constraint':
      return [schema, relation, changes.nameOf('constraint', schema, second, third), ...rest];
    case 'index':
    case 'index-attachment':
      // The comment on an index leads to it without its table.
      return third === ''
        ? [schema, changes.nameOf('index', schema, second)]
        : [schema, relation, changes.nameOf('index', schema, third), ...rest];
    case 'policy':
    case 'trigger':
    case 'rule':
    case 'partition-trigger':
      return [schema, relation, ...path.slice(2)];
    case 'publication-table':
      return [schema, second, changes.nameOf('relation', second, third)];
    case 'enum':
    case 'domain':
    case 'domain-default':
    case 'composite':
    case 'range':
    case 'base-type':
    case 'base-type-definition':
      return [schema, changes.nameOf('type', schema, second), ...path.slice(2)];
    case 'domain-constraint':
      return [
        schema,
        changes.nameOf('type', schema, second),
        changes.nameOf('constraint', schema, second, third),
        ...rest,
      ];
    case 'operator':
    case 'cast':
    case 'transform':
      return path.map(rewrite);
    default:
      return hasArguments(kind) ? [schema, routine(second, part, changes, rewrite), ...path.slice(2)] : path;
  }
}

/** A routine's name with the types of its arguments; `part` is the routine, or hangs on it. */
function routine(called: string, part: Part, changes: NameChanges, rewrite: Rewrite): string {
  const types = argumentsOf(called);
  const change = changes.of(part.id) ?? (part.parent === undefined ? undefined : changes.of(part.parent));
  const name = change?.after ?? called.slice(0, called.length - types.length);
  return `${name}${rewrite(types)}`;
}

function splitId(id: PartId): { readonly kind: string; readonly segments: readonly string[] } {
  const colon = id.indexOf(':');
  const segments: string[] = [];
  let segment = '';
  for (let at = colon + 1; at < id.length; at += 1) {
    const character = id.charAt(at);
    if (character === '.') {
      segments.push(segment);
      segment = '';
    } else if (character === '\\') {
      at += 1;
      segment += id.charAt(at);
    } else segment += character;
  }
  segments.push(segment);
  return { kind: id.slice(0, colon), segments };
}
