import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { missingFilegroup } from './filegroup.js';
import type { MssqlKind } from './kind.js';
import { isSet, listOf, quotedName, textOf } from './partName.js';
import { filegroupsAfter, rangeChanges } from './partitionRanges.js';

/** Partition schemes: in which filegroup each partition of a function lies. */
export const partitionSchemeKind: MssqlKind = {
  name: 'partition-scheme',
  object: {
    name: 'partition-scheme',
    label: 'Partition scheme',
    plural: 'Partition schemes',
    order: 52,
    icon: 'layout',
  },
  rank: 55,
  read(system, builder) {
    const spaces = new Map(system.data_spaces.map((space) => [space.data_space_id, space.name]));
    const functions = new Map(system.partition_functions.map((one) => [one.function_id, one]));
    for (const row of system.partition_schemes) {
      if (row.is_system === true) continue;
      const used = functions.get(row.function_id);
      const id = builder.id('partition-scheme', row.name);
      const on = builder.id('partition-function', used?.name ?? '');
      const occupies = [builder.occupied('data-space', row.name)];
      const cut = builder.part(on);
      if (cut === undefined) {
        const name = quoteIdentifier(row.name);
        builder.addUncompared({ id, kind: 'partition schemes of other functions', name, occupies }, on);
        continue;
      }
      const partitions = listOf(cut, 'values').length + 1;
      const filegroups = system.destination_data_spaces
        .filter((one) => one.partition_scheme_id === row.data_space_id && one.destination_id <= partitions)
        .sort((a, b) => a.destination_id - b.destination_id)
        .map((one) => spaces.get(one.data_space_id) ?? '');
      // However many partitions there are, where all of them lie in one filegroup.
      const said = new Set(filegroups).size === 1 ? filegroups.slice(0, 1) : filegroups;
      builder.add({
        id,
        kind: 'partition-scheme',
        path: [row.name],
        attributes: {
          ...builder.spelling(row.name),
          function: { value: quoteIdentifier(used?.name ?? ''), canonical: builder.fold(used?.name ?? '') },
          filegroups: {
            value: said,
            canonical: said.map((name) => builder.fold(name)),
            rule: 'tablespaces',
          },
        },
        details: { 'filegroup of each': filegroups },
        occupies,
      });
      builder.depend(id, on);
    }
  },
  describe: (part) => `partition scheme ${quotedName(part)}`,
  obstacle: (part, context) =>
    context.hides('tablespaces') ? undefined : missingFilegroup(listOf(part, 'filegroups'), context),
  create: (part, _inline, context) => {
    const filegroups = listOf(part, 'filegroups').map(quoteIdentifier).join(', ');
    const all = listOf(part, 'filegroups').length === 1 ? 'ALL ' : '';
    const to = context.hides('tablespaces') ? 'ALL TO ([PRIMARY])' : `${all}TO (${filegroups})`;
    return [
      statement(
        `CREATE PARTITION SCHEME ${quotedName(part)} AS PARTITION ${textOf(part, 'function') ?? ''} ${to}`,
      ),
    ];
  },
  drop: (part) => [
    statement(
      `DROP PARTITION SCHEME ${quotedName(part)}`,
      risk('drop', `drops partition scheme ${quotedName(part)}`),
    ),
  ],
  alter,
};

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const isByFunction =
    changes.every(({ attribute }) => attribute === 'filegroups') && followsFunction(target, source, context);
  if (isByFunction) return { how: 'in-place', statements: [] };
  const reason = `partition scheme ${quotedName(target)} changes in what only moving rows could change`;
  return context.dependentsOf(target.id).length === 0
    ? { how: 'replace', reason }
    : { how: 'unsupported', reason };
}

/** Whether splitting and merging the function's ranges brings the partitions to where the source has them. */
function followsFunction(target: Part, source: Part, context: ScriptContext): boolean {
  const [id] = target.dependsOn.filter((on) => on.startsWith('partition-function:'));
  const [before, after] = [context.target, context.from].map(({ parts }) =>
    id === undefined ? undefined : parts.get(id),
  );
  if (before === undefined || after === undefined) return false;
  const right = isSet(after, 'right');
  const ranges = rangeChanges(
    { values: listOf(before, 'values'), right },
    { values: listOf(after, 'values'), right },
  );
  const wanted = listOf(source, 'filegroup of each');
  const result = filegroupsAfter(listOf(target, 'filegroup of each'), ranges, ({ value }) => {
    const at = listOf(after, 'values').indexOf(value) + (right ? 1 : 0);
    return wanted[at] ?? '';
  });
  const fold = (name: string): string => name.toLowerCase();
  return wanted.map(fold).join('\n') === result.map(fold).join('\n');
}
