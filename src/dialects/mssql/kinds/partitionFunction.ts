import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { typeRows, typeText } from './columnType.js';
import type { MssqlKind } from './kind.js';
import { isSet, listOf, quotedName, textOf } from './partName.js';
import { filegroupsAfter, rangeChanges, type Ranges } from './partitionRanges.js';

const numbers = /^(?:bit|tinyint|smallint|int|bigint|decimal|numeric|money|smallmoney|float|real)$/;

/** Partition functions: a type, and the values at which partitions meet. */
export const partitionFunctionKind: MssqlKind = {
  name: 'partition-function',
  object: {
    name: 'partition-function',
    label: 'Partition function',
    plural: 'Partition functions',
    order: 50,
    icon: 'split-horizontal',
  },
  rank: 50,
  read(system, builder) {
    const types = typeRows(system);
    for (const row of system.partition_functions) {
      if (row.is_system === true) continue;
      const id = builder.id('partition-function', row.name);
      const occupies = [builder.occupied('partition-function', row.name)];
      const parameters = system.partition_parameters.filter((one) => one.function_id === row.function_id);
      const [parameter] = parameters;
      if (row.type.trim() !== 'R' || parameter === undefined || parameters.length > 1) {
        const name = quoteIdentifier(row.name);
        builder.addUncompared({ id, kind: 'partition functions of other kinds', name, occupies });
        continue;
      }
      const values = system.partition_range_values
        .filter((one) => one.function_id === row.function_id)
        .sort((a, b) => a.boundary_id - b.boundary_id)
        .map(literal);
      const collation =
        parameter.collation_name === null || parameter.collation_name === builder.collation
          ? ''
          : ` COLLATE ${parameter.collation_name}`;
      builder.add({
        id,
        kind: 'partition-function',
        path: [row.name],
        attributes: {
          ...builder.spelling(row.name),
          type: { value: `${typeText(parameter, types, builder)}${collation}` },
          right: { value: row.boundary_value_on_right === true },
          values: { value: values },
        },
        occupies,
      });
    }
  },
  describe: (part) => `partition function ${quotedName(part)}`,
  create: (part) => [
    statement(
      `CREATE PARTITION FUNCTION ${quotedName(part)} (${textOf(part, 'type') ?? ''}) ` +
        `AS RANGE ${isSet(part, 'right') ? 'RIGHT' : 'LEFT'} FOR VALUES (${listOf(part, 'values').join(', ')})`,
    ),
  ],
  drop: (part) => [
    statement(
      `DROP PARTITION FUNCTION ${quotedName(part)}`,
      risk('drop', `drops partition function ${quotedName(part)}`),
    ),
  ],
  alter,
};

/** A boundary as a literal that the parameter's type takes, in every language that a session may have. */
function literal({ value, base }: SystemRow<'partition_range_values'>): string {
  if (value === null) return 'NULL';
  if (numbers.test(base ?? '') || /^(?:var)?binary$/.test(base ?? '')) return value;
  return `N'${value.replaceAll("'", "''")}'`;
}

function rangesOf(part: Part): Ranges {
  return { values: listOf(part, 'values'), right: isSet(part, 'right') };
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const name = quotedName(target);
  if (changes.some(({ attribute }) => attribute !== 'values')) {
    const schemes = context.dependentsOf(target.id);
    const reason = `partition function ${name} changes in what has no ALTER`;
    if (schemes.length === 0) return { how: 'replace', reason };
    return { how: 'unsupported', reason: `${reason}, and partition schemes use it` };
  }
  const ranges = rangeChanges(rangesOf(target), rangesOf(source));
  const schemes = context.dependentsOf(target.id).filter(({ kind }) => kind === 'partition-scheme');
  const used = schemes.filter(({ id }) => context.dependentsOf(id).length > 0);
  const moves =
    used.length === 0
      ? []
      : [
          risk(
            'table-rewrite',
            `moves the rows of a partition of ${name} that is cut or goes into another, in every table on ` +
              `${used.map(quotedName).join(', ')}, under a lock that stops everybody; little to do where it is empty`,
          ),
        ];
  const statements: Statement[] = [];
  const filegroups = new Map(schemes.map((scheme) => [scheme.id, listOf(scheme, 'filegroup of each')]));
  for (const change of ranges) {
    if (change.how === 'SPLIT') {
      for (const scheme of schemes) {
        const next = nextUsed(
          scheme,
          change.value,
          filegroups.get(scheme.id)?.[change.partition],
          source,
          context,
        );
        statements.push(
          statement(`ALTER PARTITION SCHEME ${quotedName(scheme)} NEXT USED ${quoteIdentifier(next)}`),
        );
      }
    }
    statements.push(
      statement(`ALTER PARTITION FUNCTION ${name}() ${change.how} RANGE (${change.value})`, ...moves),
    );
    for (const scheme of schemes) {
      const now = filegroups.get(scheme.id) ?? [];
      const after = filegroupsAfter(now, [change], ({ value, partition }, before) =>
        nextUsed(scheme, value, before[partition], source, context),
      );
      filegroups.set(scheme.id, after);
    }
  }
  return { how: 'in-place', statements };
}

/** Where a new partition goes: where the source has it, or where filegroups are not compared, beside the one that is cut. */
function nextUsed(
  scheme: Part,
  value: string,
  beside: string | undefined,
  source: Part,
  context: ScriptContext,
): string {
  const twin = context.from.parts.get(scheme.id);
  const at = listOf(source, 'values').indexOf(value) + (isSet(source, 'right') ? 1 : 0);
  const wanted =
    twin === undefined || context.hides('tablespaces') ? undefined : listOf(twin, 'filegroup of each')[at];
  return wanted ?? beside ?? 'PRIMARY';
}
