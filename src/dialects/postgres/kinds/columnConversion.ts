import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import type { Risk } from '../../../core/model/risk.js';
import { risk } from '../generator/statement.js';
import { typeChange, type TypeChange } from './columnType.js';
import { qualified, quotedName, relationOf, textOf } from './partName.js';

/** What it means that a column gets the type that it has on the source. */
export function typeChangeOf(target: Part, source: Part, context: ScriptContext): TypeChange {
  const enums = new Set([...enumsOf(target, context.target), ...enumsOf(source, context.from)]);
  return typeChange(
    textOf(target, 'type') ?? '',
    textOf(source, 'type') ?? '',
    domainsOf(target, source),
    enums,
  );
}

/** The expression that copies a value of a column into one that may be of another type, and what that does to it. */
export function convert(
  target: Part,
  source: Part,
  context: ScriptContext,
): { readonly sql: string; readonly risks: readonly Risk[] } {
  const [from = '', to = ''] = [textOf(target, 'type'), textOf(source, 'type')];
  if (from === to) return { sql: quotedName(target), risks: [] };
  const change = typeChangeOf(target, source, context);
  const sql = change.using === undefined ? quotedName(target) : converted(target, change.using, to);
  return { sql, risks: risksOf(target, { ...change, rewrites: false }, from, to) };
}

function converted(column: Part, using: 'cast' | 'text', to: string): string {
  return `${quotedName(column)}${using === 'text' ? '::text' : ''}::${to}`;
}

/** The USING clause of ALTER COLUMN … TYPE, where it needs one. */
export function using(column: Part, change: TypeChange, to: string): readonly string[] {
  return change.using === undefined ? [] : [`USING ${converted(column, change.using, to)}`];
}

/** What a change of type can do to the values and the table of a column. */
export function risksOf(column: Part, change: TypeChange, from: string, to: string): readonly Risk[] {
  const name = qualified(column);
  const risks: Risk[] = [];
  if (change.risk === 'data-loss') {
    risks.push(risk('data-loss', `${name} from ${from} to ${to} loses ${change.reason ?? 'values'}`));
  } else if (change.risk !== undefined) {
    risks.push(risk(change.risk, `${name} from ${from} to ${to} fails on ${change.reason ?? 'some values'}`));
  }
  if (change.failsToo !== undefined) {
    risks.push(risk('may-fail-on-rows', `${name} from ${from} to ${to} fails on ${change.failsToo}`));
  }
  if (change.rewrites) {
    risks.push(
      risk(
        'table-rewrite',
        `writes all rows of ${relationOf(column)} anew, under a lock that stops everybody`,
      ),
    );
  }
  return risks;
}

/** The enums that a column is of, as the server prints them. */
function enumsOf(column: Part, catalog: Catalog): readonly string[] {
  return column.dependsOn.flatMap((id) => {
    const type = catalog.parts.get(id);
    return type?.kind === 'enum' ? (textOf(type, 'server name') ?? []) : [];
  });
}

function domainsOf(...columns: readonly Part[]): ReadonlyMap<string, string> {
  const domains = new Map<string, string>();
  for (const column of columns) {
    const base = column.details['base type'];
    if (typeof base === 'string') domains.set(textOf(column, 'type') ?? '', base);
  }
  return domains;
}
