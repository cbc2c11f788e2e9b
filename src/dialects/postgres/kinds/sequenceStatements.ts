import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { listOf, qualified, textOf } from './partName.js';
import { type LimitChange, sequenceOptions } from './sequenceOptions.js';

/** CREATE SEQUENCE, and which column owns it. */
export function createSequence(sequence: Part, context: ScriptContext): readonly Statement[] {
  const isUnlogged =
    context.target.server.version >= 150_000 && textOf(sequence, 'persistence') === 'unlogged';
  const unlogged = isUnlogged ? 'UNLOGGED ' : '';
  const type = textOf(sequence, 'type') ?? 'bigint';
  const options = [...(type === 'bigint' ? [] : [`AS ${type}`]), ...sequenceOptions(sequence)];
  return [
    statement([`CREATE ${unlogged}SEQUENCE ${qualified(sequence)}`, ...options].join(' ')),
    ...(listOf(sequence, 'owned by').length === 0 ? [] : setOwningColumn(sequence, context)),
  ];
}

/** OWNED BY, after giving the sequence the table's owner: the server asks that they are the same. */
export function setOwningColumn(sequence: Part, context: ScriptContext): readonly Statement[] {
  const name = qualified(sequence);
  const column = listOf(sequence, 'owned by');
  if (column.length === 0) return [statement(`ALTER SEQUENCE ${name} OWNED BY NONE`)];
  const owner = tableOwner(column, context);
  return [
    ...(owner === undefined ? [] : [statement(`ALTER SEQUENCE ${name} OWNER TO ${quoteIdentifier(owner)}`)]),
    statement(`ALTER SEQUENCE ${name} OWNED BY ${quoteQualified(...column)}`),
  ];
}

/** Who owns the table of a column when the plan gets there, where it is somebody else than who runs the script. */
function tableOwner(column: readonly string[], context: ScriptContext): string | undefined {
  const path = column.slice(0, 2);
  const catalog = context.hides('owners') ? context.target : context.from;
  const table =
    catalog.parts.get(partId('table', ...path)) ?? catalog.parts.get(partId('foreign-table', ...path));
  const owner = table === undefined ? undefined : textOf(table, 'owner');
  return owner === context.target.server.user ? undefined : owner;
}

/** Moves a sequence that nobody has called yet to where its new limits allow it to start; others stay. */
export function moveUncalled(path: readonly string[], { uncalled }: LimitChange): readonly Statement[] {
  if (uncalled === undefined) return [];
  const name = quoteQualified(...path);
  const { start, minimum, maximum } = uncalled;
  return [
    statement(
      `SELECT pg_catalog.setval(${quoteLiteral(name)}::pg_catalog.regclass, ${String(start)}, false) FROM ${name}` +
        ` WHERE NOT is_called AND last_value NOT BETWEEN ${String(minimum)} AND ${String(maximum)}`,
    ),
  ];
}

/** The risks of new limits for a sequence, or the identity column that it belongs to. */
export function limitRisks(name: string, restarts: boolean, mayFail: boolean): readonly Risk[] {
  if (restarts) {
    return [
      risk('data-loss', `${name} counts from the start: nothing it has counted to is within its new limits`),
    ];
  }
  return mayFail ? [risk('may-fail-on-rows', `fails if ${name} has counted beyond its new limits`)] : [];
}
