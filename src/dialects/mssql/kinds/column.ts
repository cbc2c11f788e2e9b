import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { columnDefinition, typeClause } from './columnDefinition.js';
import { mayLose, onlyGrows, typeName, typeRows, typeText } from './columnType.js';
import { dropDefault } from './columnDefault.js';
import type { MssqlKind } from './kind.js';
import { flagged, isSet, qualified, quotedName, relationOf, textOf, withoutDefaults } from './partName.js';
import { rename } from './rename.js';
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
  create: (part, inline, context) => [
    statement(
      `ALTER TABLE ${relationOf(part)} ADD ${columnDefinition(part, inline)}`,
      ...risksOfAdding(part, inline, context),
    ),
  ],
  drop,
  alter,
  inlines: (_parent, child) => (child.kind === 'default' ? 'may' : 'no'),
};

function read(system: SystemCatalog, builder: CatalogBuilder): void {
  const types = typeRows(system);
  const key = (row: { object_id: number; column_id: number }): string =>
    `${String(row.object_id)}.${String(row.column_id)}`;
  const computed = new Map(system.computed_columns.map((row) => [key(row), row]));
  const identities = new Map(system.identity_columns.map((row) => [key(row), row]));
  const masks = new Map(system.masked_columns.map((row) => [key(row), row.masking_function]));
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
    const expression = computed.get(key(row));
    const identity = identities.get(key(row));
    const because = unscriptable(row);
    builder.add({
      id,
      kind: 'column',
      objectId: table.id,
      parent: table.id,
      path,
      attributes: {
        ...builder.spelling(row.name),
        ...(expression === undefined
          ? plainAttributes(row, identity, masks.get(key(row)), typeText(row, types, builder), builder)
          : computedAttributes(row, expression, builder)),
      },
      details: {
        position: order.length,
        ...(because === undefined ? {} : { unscriptable: true, 'unscriptable because': because }),
      },
    });
    builder.atColumn(row.object_id, row.column_id, id);
    builder.depend(id, builder.type(row.user_type_id));
  }
  for (const [key, { definition }] of computed) {
    const [object = 0, column = 0] = key.split('.').map(Number);
    const id = builder.column(object, column);
    const table = builder.partAt(object);
    if (id === undefined || table === undefined || definition === null) continue;
    for (const on of columnsNamedIn(definition, table, builder)) builder.depend(id, on);
  }
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

/** What a column has that is found but that nothing here can say. */
function unscriptable(row: SystemRow<'columns'>): string | undefined {
  if (row.is_column_set === true) return 'column set';
  if (row.is_filestream) return 'FILESTREAM';
  if (row.xml_collection_id !== 0) return 'XML schema collection';
  if ((row.encryption_type ?? 0) !== 0) return 'Always Encrypted';
  if (row.rule_object_id !== 0) return 'bound rule';
  return undefined;
}

function plainAttributes(
  row: SystemRow<'columns'>,
  identity: SystemRow<'identity_columns'> | undefined,
  mask: string | null | undefined,
  type: string,
  builder: CatalogBuilder,
): Record<string, Attribute> {
  const collation = row.collation_name === builder.collation ? null : row.collation_name;
  return withoutDefaults({
    type: { value: type },
    collation: collation === null ? undefined : { value: collation },
    nullable: { value: row.is_nullable === true },
    identity:
      identity === undefined
        ? undefined
        : { value: `(${identity.seed_value ?? '1'}, ${identity.increment_value ?? '1'})` },
    'not for replication': flagged(identity?.is_not_for_replication ?? null),
    rowguidcol: flagged(row.is_rowguidcol),
    sparse: flagged(row.is_sparse),
    'masked with': row.is_masked === true && typeof mask === 'string' ? { value: mask } : undefined,
    'further properties': unscriptable(row) === undefined ? undefined : { value: unscriptable(row) ?? null },
  });
}

function computedAttributes(
  row: SystemRow<'columns'>,
  { definition, is_persisted: persisted }: SystemRow<'computed_columns'>,
  builder: CatalogBuilder,
): Record<string, Attribute> {
  return withoutDefaults({
    computed: builder.printed(definition ?? '(NULL)'),
    persisted: flagged(persisted),
    // Otherwise the server finds it out by itself.
    nullable: persisted ? { value: row.is_nullable === true } : undefined,
  });
}

function risksOfAdding(part: Part, inline: readonly Part[], context: ScriptContext): readonly Risk[] {
  const table = context.target.parts.get(part.objectId);
  if (table === undefined) return [];
  const filled =
    inline.some(({ kind }) => kind === 'default') ||
    'identity' in part.attributes ||
    'computed' in part.attributes;
  if ('identity' in part.attributes) {
    return [
      risk('table-rewrite', `numbers all rows of ${relationOf(part)}, under a lock that stops everybody`),
    ];
  }
  if (isSet(part, 'nullable') || filled) return [];
  return [
    risk(
      'may-fail-on-rows',
      `fails if ${relationOf(part)} has rows: column ${quotedName(part)} would be empty in them`,
    ),
  ];
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
const restated: readonly string[] = ['type', 'collation', 'nullable'];

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
    return { how: 'unsupported', reason: `only a new table could change the identity of column ${name}` };
  }
  if (changed.has('computed') || changed.has('persisted') || 'computed' in target.attributes) {
    const isComputed = 'computed' in target.attributes && 'computed' in source.attributes;
    if (isComputed && changed.size === 1 && changed.has('name')) return renamed(target, source);
    const loses =
      'computed' in target.attributes ? [] : [risk('data-loss', `drops the values of column ${name}`)];
    return { how: 'replace', reason: `what column ${name} is computed from changes`, risks: loses };
  }
  const column = `ALTER TABLE ${relationOf(target)} ALTER COLUMN ${quotedName(target)}`;
  const statements: Statement[] = [];
  if (restated.some((attribute) => changed.has(attribute))) {
    const refusal = unalterable(target, source);
    if (refusal !== undefined) return { how: 'unsupported', reason: refusal };
    statements.push(
      statement(
        `${column} ${typeClause(source)} ${isSet(source, 'nullable') ? 'NULL' : 'NOT NULL'}`,
        ...risksOfAltering(target, source),
      ),
    );
  }
  if (changed.has('rowguidcol'))
    statements.push(statement(`${column} ${verb(source, 'rowguidcol')} ROWGUIDCOL`));
  if (changed.has('sparse')) statements.push(statement(`${column} ${verb(source, 'sparse')} SPARSE`));
  if (changed.has('not for replication')) {
    statements.push(statement(`${column} ${verb(source, 'not for replication')} NOT FOR REPLICATION`));
  }
  if (changed.has('masked with')) {
    const mask = textOf(source, 'masked with');
    const clause =
      mask === undefined ? 'DROP MASKED' : `ADD MASKED WITH (FUNCTION = '${mask.replaceAll("'", "''")}')`;
    statements.push(statement(`${column} ${clause}`));
  }
  if (changed.has('name')) statements.push(rename(target, source, 'COLUMN'));
  return { how: 'in-place', statements, disturbs: disturbed(target, source, changed, context) };
}

function renamed(target: Part, source: Part): Alteration {
  return { how: 'in-place', statements: [rename(target, source, 'COLUMN')] };
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
  return undefined;
}

function risksOfAltering(target: Part, source: Part): readonly Risk[] {
  const name = qualified(target);
  const [from, to] = [textOf(target, 'type') ?? '', textOf(source, 'type') ?? ''];
  const risks: Risk[] = [];
  if (from !== to && mayLose(from, to)) {
    risks.push(risk('may-fail-on-rows', `fails if values of ${name} do not fit ${to}`));
    if (!typeName(to).startsWith('n') && typeName(from).startsWith('n')) {
      risks.push(risk('data-loss', `characters of ${name} that ${to} lacks become question marks`));
    } else if (losesDigits(from, to))
      risks.push(risk('data-loss', `digits of ${name} that ${to} has no room for are lost`));
  }
  if (from !== to && !onlyGrows(from, to)) {
    risks.push(
      risk(
        'table-rewrite',
        `writes all rows of ${relationOf(target)} anew, under a lock that stops everybody`,
      ),
    );
  }
  if (isSet(target, 'nullable') && !isSet(source, 'nullable')) {
    risks.push(risk('may-fail-on-rows', `fails if rows have no value in ${name}`));
  }
  return risks;
}

/** Whether what is after the point, or a fraction of a second, is rounded away without a word. */
function losesDigits(from: string, to: string): boolean {
  const exact = ['int', 'bigint', 'smallint', 'tinyint', 'bit'];
  const fractional = ['decimal', 'numeric', 'float', 'real', 'money', 'smallmoney'];
  const times = ['datetime', 'datetime2', 'datetimeoffset', 'smalldatetime', 'time', 'date'];
  const [before, after] = [typeName(from), typeName(to)];
  if (fractional.includes(before) && (exact.includes(after) || fractional.includes(after))) return true;
  return times.includes(before) && times.includes(after);
}

/** What must be out of the way of ALTER COLUMN: everything that uses the column, but for what the server lets stand. */
function disturbed(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): readonly PartId[] {
  if (!restated.some((attribute) => changed.has(attribute))) return [];
  const [from, to] = [textOf(target, 'type') ?? '', textOf(source, 'type') ?? ''];
  const grows = !changed.has('nullable') && !changed.has('collation') && onlyGrows(from, to);
  return context
    .dependentsOf(target.id)
    .filter(({ kind }) => {
      if (kind === 'default') return typeName(from) !== typeName(to);
      if (kind === 'comment') return false;
      return !(grows && ['index', 'check', 'unique'].includes(kind));
    })
    .map(({ id }) => id);
}
