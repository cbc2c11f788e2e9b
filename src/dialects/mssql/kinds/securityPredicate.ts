import type { PartId } from '../../../core/model/partId.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { mssqlLexer } from '../normalizer/lexer.js';
import { columnsNamedIn, unquote } from './expression.js';
import type { MssqlKind } from './kind.js';
import { relationOf, textOf } from './partName.js';

/** What a BLOCK predicate looks at; all of it where there is no number. */
const operations: Readonly<Record<number, string>> = {
  1: 'AFTER INSERT',
  2: 'AFTER UPDATE',
  3: 'BEFORE UPDATE',
  4: 'BEFORE DELETE',
};

/**
 * Predicates of security policies, each for a table and what is done to it: no more than one of each. The function is bound to
 * the policy, and the columns that it is called with are.
 */
export const securityPredicateKind: MssqlKind = {
  name: 'security-predicate',
  rank: 455,
  read(system, builder) {
    for (const row of system.security_predicates) {
      const policy = builder.partAt(row.object_id);
      const table = builder.partAt(row.target_object_id);
      if (policy?.kind !== 'security-policy' || table === undefined) continue;
      const [type, operation] = [typeOf(row), operationOf(row)];
      const call = bare(row.predicate_definition ?? '');
      const on = quoteQualified(...table.path);
      const id = predicateId(row, policy, table, builder);
      builder.add({
        id,
        kind: 'security-predicate',
        objectId: policy.id,
        parent: policy.id,
        path: [...policy.path, `${type} ${operation}`.trim(), ...table.path],
        attributes: { calls: builder.printed(call) },
        details: { type, operation, on },
      });
      builder.depend(id, table.id);
      builder.depend(id, functionIn(call, builder));
      for (const column of columnsNamedIn(call, table, builder)) builder.depend(id, column);
    }
  },
  describe,
  create: (part) => [statement(`ALTER SECURITY POLICY ${relationOf(part)} ${addPredicate(part)}`)],
  drop: (part) => [
    statement(
      `ALTER SECURITY POLICY ${relationOf(part)} DROP ${whichOf(part)}`,
      risk('drop', `drops ${describe(part)}: it no longer guards the rows`),
    ),
  ],
  alter: (target, source) => ({
    how: 'in-place',
    statements: [
      statement(
        `ALTER SECURITY POLICY ${relationOf(target)} ALTER ${calling({ ...source, path: target.path })}`,
      ),
    ],
  }),
};

function describe(part: Part): string {
  const what = `${textOf(part, 'type') ?? ''} ${textOf(part, 'operation') ?? ''}`.trim();
  return `predicate ${what} on ${textOf(part, 'on') ?? ''} of security policy ${relationOf(part)}`;
}

type PredicateRow = SystemRow<'security_predicates'>;

function typeOf(row: PredicateRow): string {
  return row.predicate_type === 1 ? 'BLOCK' : 'FILTER';
}

function operationOf(row: PredicateRow): string {
  return operations[row.operation ?? 0] ?? '';
}

/** The id of the predicate of a policy for a table. */
export function predicateId(row: PredicateRow, policy: Part, table: Part, builder: CatalogBuilder): PartId {
  return builder.id('security-predicate', ...policy.path, typeOf(row), operationOf(row), ...table.path);
}

/** `ADD FILTER PREDICATE [rls].[f]([a]) ON [dbo].[t]`, as CREATE and ALTER say it. */
export function addPredicate(part: Part): string {
  return `ADD ${calling(part)}`;
}

function calling(part: Part): string {
  return `${textOf(part, 'type') ?? ''} PREDICATE ${textOf(part, 'calls') ?? ''} ON ${place(part)}`;
}

function whichOf(part: Part): string {
  return `${textOf(part, 'type') ?? ''} PREDICATE ON ${place(part)}`;
}

function place(part: Part): string {
  return `${textOf(part, 'on') ?? ''} ${textOf(part, 'operation') ?? ''}`.trim();
}

/** A call without the parentheses that the server puts around it, which no statement takes. */
function bare(call: string): string {
  const text = call.trim();
  return text.startsWith('(') && text.endsWith(')') ? bare(text.slice(1, -1)) : text;
}

/** The function that a predicate calls: `[rls].[f]([a], 1)`. */
function functionIn(call: string, builder: CatalogBuilder): Part['id'] | undefined {
  const names = mssqlLexer()
    .tokens(call)
    .tokens.filter(({ kind }) => kind === 'identifier' || kind === 'quoted-identifier')
    .map(({ start, end }) => unquote(call.slice(start, end)));
  const [schema = '', name = ''] = names;
  const id = builder.id('function', schema, name);
  return builder.part(id) === undefined ? undefined : id;
}
