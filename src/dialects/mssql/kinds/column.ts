import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { withOff } from '../generator/settings.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import { columnDefinition, maskClause, typeClause } from './columnDefinition.js';
import { isConvertible } from './conversion.js';
import { ColumnRows } from './columnRows.js';
import { risksOfAltering } from './columnRisks.js';
import { onlyGrows, typeName } from './columnType.js';
import { noteMixedPadding, paddingOff } from './ansiPadding.js';
import { addLargeValues } from './largeValues.js';
import { isRowVersion } from './columnValues.js';
import { dropDefault } from './columnDefault.js';
import { endOfPeriod, periodOf, periodValue } from './period.js';
import { rebuildTable } from './tableRebuild.js';
import type { MssqlKind } from './kind.js';
import { isSet, qualified, quotedName, relationOf, textOf } from './partName.js';
import { columnPlaces } from './placesOfTable.js';
import { boundToName, rename } from './rename.js';
import { columnsNamedIn } from './expression.js';

/** Columns of tables, identity and computed ones included. */
export const columnKind: MssqlKind = {
  name: 'column',
  rank: 110,
  read,
  describe: (part) => `column ${qualified(part)}`,
  obstacle: (part) =>
    isSet(part, 'unscriptable')
      ? `column ${qualified(part)} has properties that DBVC does not compare yet (${textOf(part, 'unscriptable because') ?? ''})`
      : undefined,
  create: (part, inline, context) => {
    const filling = fillingOf(part, inline, context);
    const all = filling === undefined ? inline : [...inline, filling];
    const options = isSet(part, paddingOff) ? ['ANSI_PADDING'] : [];
    const add = statement(
      `ALTER TABLE ${relationOf(part)} ADD ${columnDefinition(part, all)}`,
      ...risksOfAdding(part, all, context),
    );
    return [...withOff(options, add), ...(filling === undefined ? [] : [statement(dropDefault(filling))])];
  },
  drop,
  alter,
  inlines: (_parent, child) => (child.kind === 'default' ? 'may' : 'no'),
};

function read(system: SystemCatalog, builder: CatalogBuilder): void {
  const columns = new ColumnRows(system, builder);
  const orders = new Map<PartId, string[]>();
  const rows = [...system.columns].sort((a, b) => a.object_id - b.object_id || a.column_id - b.column_id);
  for (const row of rows) {
    const table = builder.partAt(row.object_id);
    if (table?.kind !== 'table') continue;
    const path = [...table.path, row.name];
    const id = builder.id('column', ...path);
    const order = orders.get(table.id) ?? [];
    orders.set(table.id, order);
    order.push(row.name);
    const because = columns.unscriptable(row);
    builder.add({
      id,
      kind: 'column',
      objectId: table.id,
      parent: table.id,
      path,
      attributes: { ...builder.spelling(row.name), ...columns.attributesOf(row) },
      details: {
        position: order.length,
        ...(because === undefined ? {} : { unscriptable: true, 'unscriptable because': because }),
      },
      occupies: columnPlaces(row, columns.isRowVersion(row), table, builder),
    });
    builder.atColumn(row.object_id, row.column_id, id);
    builder.depend(id, builder.type(row.user_type_id));
    builder.depend(id, builder.xmlCollection(row.xml_collection_id));
  }
  for (const { object_id: object, column_id: column, definition } of system.computed_columns) {
    const id = builder.column(object, column);
    const table = builder.partAt(object);
    if (id === undefined || table === undefined || definition === null) continue;
    for (const on of columnsNamedIn(definition, table, builder)) builder.depend(id, on);
  }
  noteMixedPadding(system, builder);
  addLargeValues(system, builder);
  for (const [table, order] of orders) {
    builder.amend(table, {
      'column order': {
        value: order,
        canonical: order.map((name) => builder.fold(name)),
        rule: 'column-order',
      },
    });
  }
}

function risksOfAdding(part: Part, inline: readonly Part[], context: ScriptContext): readonly Risk[] {
  const table = context.target.parts.get(part.objectId);
  if (table === undefined) return [];
  const filled =
    inline.some(({ kind }) => kind === 'default') ||
    'identity' in part.attributes ||
    'computed' in part.attributes;
  const rewrite = (does: string): readonly Risk[] => [
    risk('table-rewrite', `${does} of ${relationOf(part)}, under a lock that stops everybody`),
  ];
  if ('identity' in part.attributes) return rewrite('numbers all rows');
  if (isRowVersion(part)) return rewrite('gives a value to all rows');
  if (isSet(part, 'persisted')) return rewrite('computes a value for all rows');
  if (isSet(part, 'nullable')) return [];
  if (filled) {
    if ('computed' in part.attributes) return [];
    // https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql, "Adding NOT NULL columns as an online operation"
    return [
      risk(
        'table-rewrite',
        `gives a value to all rows of ${relationOf(part)}, under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant`,
      ),
    ];
  }
  return [
    risk(
      'may-fail-on-rows',
      `fails if ${relationOf(part)} has rows: column ${quotedName(part)} would be empty in them`,
    ),
  ];
}

/**
 * A default for the time of ADD, where rows must have a value that the server would give them: ends of a period, and
 * what rows of a history get when the table that they come from gets a column with a default.
 */
function fillingOf(part: Part, inline: readonly Part[], context: ScriptContext): Part | undefined {
  const isFilled =
    isSet(part, 'nullable') ||
    'identity' in part.attributes ||
    'computed' in part.attributes ||
    inline.some(({ kind, parent }) => kind === 'default' && parent === part.id);
  if (isFilled || !context.target.parts.has(part.objectId)) return undefined;
  const which = endOfPeriod(part, periodOf(part, context.from.parts));
  const value = which === undefined ? valueOfCurrent(part, context) : periodValue(part, which);
  if (value === undefined) return undefined;
  const id = partId('default', ...part.path);
  return { ...part, id, kind: 'default', parent: part.id, attributes: { expression: { value } } };
}

/** The default of the column of the same name in the table whose history this is. */
function valueOfCurrent(part: Part, { from }: ScriptContext): string | undefined {
  const current = textOf(from.parts.get(part.objectId) ?? part, 'history of');
  if (current === undefined) return undefined;
  const column = part.id.slice('column:'.length + part.objectId.slice('table:'.length).length);
  const id = `${partId('default')}${current.slice('table:'.length)}${column}`;
  const value = from.parts.get(id as PartId);
  return value === undefined ? undefined : textOf(value, 'expression');
}

function drop(part: Part, context: ScriptContext): readonly Statement[] {
  const defaults = context
    .dependentsOf(part.id)
    .filter(({ kind, parent }) => kind === 'default' && parent === part.id);
  const loses =
    'computed' in part.attributes
      ? risk('drop', `drops computed column ${qualified(part)}`)
      : risk('data-loss', `drops column ${qualified(part)} and its values`);
  return [
    // DROP COLUMN does not take the default along.
    ...defaults.map((one) => statement(dropDefault(one))),
    statement(`ALTER TABLE ${relationOf(part)} DROP COLUMN ${quotedName(part)}`, loses),
  ];
}

/** What ALTER COLUMN says again, whichever of it changes. */
const restated: readonly string[] = ['type', 'collation', 'nullable', paddingOff];

/** ALTER COLUMN leaves a column under ANSI_PADDING ON, whatever it was made under, says its page. */
function paddingAlteration(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): Alteration | undefined {
  if (!isSet(source, paddingOff) || 'computed' in target.attributes) return undefined;
  if (!restated.some((attribute) => changed.has(attribute)) && !changesMask(target, source)) return undefined;
  const table = context.target.parts.get(target.objectId) ?? target;
  const reason = `only a new table could have column ${qualified(target)} under ANSI_PADDING OFF, as the source has it`;
  return rebuildTable(table, reason, false, context);
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map(({ attribute }) => attribute));
  const name = qualified(target);
  if (changed.has('further properties')) {
    return {
      how: 'unsupported',
      reason: `column ${name} has other properties that DBVC does not compare yet`,
    };
  }
  if (changed.has('identity')) {
    const table = context.target.parts.get(target.objectId) ?? target;
    return rebuildTable(
      table,
      `only a new table could change the identity of column ${name}`,
      false,
      context,
    );
  }
  const padding = paddingAlteration(target, source, changed, context);
  if (padding !== undefined) return padding;
  if (changed.has('computed') || changed.has('persisted') || 'computed' in target.attributes) {
    const isComputed = 'computed' in target.attributes && 'computed' in source.attributes;
    if (isComputed && changed.size === 1 && changed.has('name')) return renamed(target, source, context);
    const loses =
      'computed' in target.attributes ? [] : [risk('data-loss', `drops the values of column ${name}`)];
    return { how: 'replace', reason: `what column ${name} is computed from changes`, risks: loses };
  }
  const column = `ALTER TABLE ${relationOf(target)} ALTER COLUMN ${quotedName(target)}`;
  const statements: Statement[] = [];
  let isRowGuid = isSet(target, 'rowguidcol');
  const isRestated = restated.some((attribute) => changed.has(attribute)) || changesMask(target, source);
  if (isRestated) {
    const refusal =
      unalterable(target, source) ??
      unalterablePartitioned(target, source, context) ??
      beneathUncompared(target, context);
    if (refusal !== undefined) return { how: 'unsupported', reason: refusal };
    // A ROWGUIDCOL can be nothing else meanwhile.
    if (isRowGuid) statements.push(statement(`${column} DROP ROWGUIDCOL`));
    isRowGuid = false;
    statements.push(
      statement(`${column} ${restatement(target, source)}`, ...risksOfAltering(target, source)),
    );
  }
  if (isSet(source, 'rowguidcol') !== isRowGuid)
    statements.push(statement(`${column} ${verb(source, 'rowguidcol')} ROWGUIDCOL`));
  if (changed.has('sparse')) statements.push(statement(`${column} ${verb(source, 'sparse')} SPARSE`));
  if (changed.has('not for replication')) {
    statements.push(statement(`${column} ${verb(source, 'not for replication')} NOT FOR REPLICATION`));
  }
  if (changed.has('masked with') && !isRestated) {
    const mask = textOf(source, 'masked with');
    statements.push(statement(`${column} ${mask === undefined ? 'DROP MASKED' : `ADD ${maskClause(mask)}`}`));
  }
  const disturbs = new Set(disturbed(target, source, changed, context));
  if (changed.has('name')) {
    statements.push(rename(target, source, 'COLUMN'));
    for (const id of boundToName(target, context)) disturbs.add(id);
  }
  return { how: 'in-place', statements, disturbs: [...disturbs] };
}

function renamed(target: Part, source: Part, context: ScriptContext): Alteration {
  return {
    how: 'in-place',
    statements: [rename(target, source, 'COLUMN')],
    disturbs: boundToName(target, context),
  };
}

/** Whether one mask becomes another: ADD MASKED is only for a column that has none. */
function changesMask(target: Part, source: Part): boolean {
  const [before, after] = [textOf(target, 'masked with'), textOf(source, 'masked with')];
  return before !== undefined && after !== undefined && before !== after;
}

/**
 * What ALTER COLUMN says. What it leaves out is gone: the mask
 * (https://learn.microsoft.com/sql/relational-databases/security/dynamic-data-masking) as well as NOT NULL and the collation.
 */
function restatement(target: Part, source: Part): string {
  const mask = textOf(source, 'masked with');
  return [
    typeClause(source),
    mask === undefined ? '' : maskClause(mask),
    isSet(source, 'nullable') ? 'NULL' : 'NOT NULL',
    isSet(target, 'sparse') && isSet(source, 'sparse') ? 'SPARSE' : '',
  ]
    .filter((clause) => clause !== '')
    .join(' ');
}

function verb(part: Part, attribute: string): 'ADD' | 'DROP' {
  return isSet(part, attribute) ? 'ADD' : 'DROP';
}

/** Why ALTER COLUMN cannot get there: https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql */
function unalterable(target: Part, source: Part): string | undefined {
  const [from, to] = [typeName(textOf(target, 'type') ?? ''), typeName(textOf(source, 'type') ?? '')];
  for (const type of [from, to]) {
    if (type === 'timestamp' || type === 'rowversion')
      return `column ${qualified(target)} is a ${type}, which nothing can change`;
  }
  const old: Readonly<Record<string, readonly string[]>> = {
    text: ['varchar', 'nvarchar', 'xml'],
    ntext: ['varchar', 'nvarchar', 'xml'],
    image: ['varbinary'],
  };
  if (from in old && from !== to && old[from]?.includes(to) !== true)
    return `column ${qualified(target)} cannot become a ${to}`;
  if (!isConvertible(from, to))
    return `the server does not turn ${from} into ${to} by itself, as column ${qualified(target)} would need`;
  return undefined;
}

/** The data type of a column of a partitioned table cannot be changed, says the same page. */
function unalterablePartitioned(target: Part, source: Part, context: ScriptContext): string | undefined {
  const table = context.target.parts.get(target.objectId);
  if (table?.attributes['partitioned by'] === undefined) return undefined;
  if (textOf(target, 'type') === textOf(source, 'type')) return undefined;
  return `column ${qualified(target)} is of a partitioned table, in which types cannot change`;
}

/** What is not compared and holds on to a column: an XML index, say (error 5074). */
function beneathUncompared(target: Part, context: ScriptContext): string | undefined {
  const user = context.target.uncompared.find(
    ({ dependsOn, goesWith }) => dependsOn.includes(target.id) && goesWith?.includes(target.id) !== true,
  );
  return user === undefined
    ? undefined
    : `${user.name} (${user.kind}, not compared yet) holds on to column ${qualified(target)}`;
}

/** The clustered columnstore index of a table, which has all of its columns without naming any. */
function columnstoreOf(column: Part, context: ScriptContext): readonly Part[] {
  return context
    .dependentsOf(column.objectId)
    .filter((part) => part.kind === 'index' && textOf(part, 'type') === 'CLUSTERED COLUMNSTORE');
}

/** What must be out of the way of ALTER COLUMN: everything that uses the column, but for what the server lets stand. */
function disturbed(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): readonly PartId[] {
  const isMasked = changed.has('masked with');
  const versioning = context
    .dependentsOf(target.id)
    .filter(({ kind }) => kind === 'system-versioning')
    .map(({ id }) => id);
  if (!isMasked && !restated.some((attribute) => changed.has(attribute))) return versioning;
  const [from, to] = [textOf(target, 'type') ?? '', textOf(source, 'type') ?? ''];
  // A mask is a change of the column too, which nothing may depend on.
  const grows = !isMasked && !changed.has('nullable') && !changed.has('collation') && onlyGrows(from, to);
  return [...context.dependentsOf(target.id), ...columnstoreOf(target, context)]
    .filter(({ kind }) => {
      if (kind === 'default') return typeName(from) !== typeName(to);
      if (kind === 'comment') return false;
      return !(grows && ['index', 'check', 'unique'].includes(kind));
    })
    .map(({ id }) => id);
}
