import fc from 'fast-check';
import { condition, expressionOf } from '../expressions.js';
import { baseType } from '../baseTypes.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const tableIndex = randomKind({
  word: 'index',
  stage: 6,
  slots: 8,
  weight: 7,
  spec: fc.record({
    on: fc.nat(99),
    column: fc.nat(99),
    second: fc.constantFrom(0, 0, 1, 2),
    is: fc.constantFrom('plain', 'plain', 'unique', 'expression', 'call', 'hash'),
    order: fc.constantFrom('', '', ' DESC', ' ASC NULLS FIRST', ' text_pattern_ops'),
    collation: fc.constantFrom(0, 0, 1),
    include: fc.constantFrom(0, 0, 1),
    where: fc.constantFrom(false, false, true),
    nulls: fc.boolean(),
    options: fc.constantFrom('', '', ' WITH (fillfactor=70)', ' WITH (deduplicate_items=off)'),
    statistics: fc.constantFrom(0, 0, 50),
    cluster: fc.constantFrom(false, false, false, true),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(({ is }) => is !== 'view' && is !== 'foreign table'),
      spec.on,
    );
    const columns = on?.columns.filter(({ type }) => type.sorts) ?? [];
    const column = pick(columns, spec.column);
    if (on === undefined || column === undefined) return;
    const second = spec.second > 0 ? pick(columns, spec.second) : undefined;
    const collates = column.type.collates === true;
    const collation =
      spec.collation > 0 && collates ? pick(world.named('collation'), spec.collation) : undefined;
    const order = spec.order.includes('text') && !(collates && column.type.sql === 'text') ? '' : spec.order;
    const isHash = spec.is === 'hash' && on.is !== 'partitioned';
    const expression =
      spec.is === 'call'
        ? expressionOf(world, baseType('boolean'), spec.column, { columns: on.columns, immutable: true })
        : `${quote(column.name)} IS NULL`;
    const isExpression = spec.is === 'expression' || spec.is === 'call';
    const keys = [
      isExpression
        ? `(${expression})`
        : `${quote(column.name)}${collation === undefined ? '' : ` COLLATE ${collation.sql}`}${isHash ? '' : order}`,
      ...(second === undefined || isHash ? [] : [quote(second.name)]),
    ];
    const unique = spec.is === 'unique' && on.is !== 'partitioned' ? 'UNIQUE ' : '';
    const parts = [
      `CREATE ${unique}INDEX ${self.quoted} ON ${on.sql} USING ${isHash ? 'hash' : 'btree'} (${keys.join(', ')})`,
    ];
    const included = spec.include > 0 && !isHash ? pick(on.columns, spec.include) : undefined;
    if (included !== undefined) parts.push(`INCLUDE (${quote(included.name)})`);
    if (unique !== '' && spec.nulls && world.major >= 15) parts.push('NULLS NOT DISTINCT');
    if (spec.options !== '' && !(isHash && spec.options.includes('dedup')) && on.is !== 'partitioned')
      parts.push(spec.options.trim());
    if (spec.where)
      parts.push(`WHERE ${condition(world, spec.column, { columns: on.columns, immutable: true })}`);
    world.run(parts.join(' '));
    const schema = world.schemas.find((one) => on.sql.startsWith(`${one}.`)) ?? '';
    const name = `${schema}.${self.quoted}`;
    if (spec.statistics > 0 && isExpression)
      world.run(`ALTER INDEX ${name} ALTER COLUMN 1 SET STATISTICS ${String(spec.statistics)}`);
    if (spec.cluster && !isHash && on.is === 'table' && !spec.where)
      world.run(`ALTER TABLE ${on.sql} CLUSTER ON ${self.quoted}`);
    world.subject(`INDEX ${name}`, { owner: false });
    if (unique !== '' && second === undefined && !spec.where) on.keys.push([column]);
  },
});
