import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { constraintClause, dropConstraint } from './constraintClause.js';
import { isSet, relationOf, textOf } from './partName.js';

const words: Readonly<Record<string, string>> = {
  'primary-key': 'primary key',
  unique: 'unique constraint',
  check: 'check',
  'foreign-key': 'foreign key',
};

/** A constraint in words: by its name, or by what it says where the server named it. */
export function describeConstraint(part: Part): string {
  const name = textOf(part, 'constraint name');
  const word = words[part.kind] ?? part.kind;
  return name === undefined
    ? `${word} of ${relationOf(part)}`
    : `${word} ${quoteIdentifier(name)} of ${relationOf(part)}`;
}

/** ADD, trusted unless the source's is not, and in the source's state. */
export function createConstraint(part: Part, context: ScriptContext): readonly Statement[] {
  const checks = part.kind === 'check' || part.kind === 'foreign-key';
  const trust = !checks ? '' : isSet(part, 'not trusted') ? 'WITH NOCHECK ' : 'WITH CHECK ';
  const add = `ALTER TABLE ${relationOf(part)} ${trust}ADD ${constraintClause(part, context)}`;
  const name = textOf(part, 'constraint name');
  const statements = [statement(add, ...risksOfAdding(part, context))];
  if (isSet(part, 'disabled') && name !== undefined) {
    statements.push(statement(`ALTER TABLE ${relationOf(part)} NOCHECK CONSTRAINT ${quoteIdentifier(name)}`));
  }
  return statements;
}

function risksOfAdding(part: Part, context: ScriptContext): readonly Risk[] {
  if (!context.target.parts.has(part.objectId) || isSet(part, 'not trusted')) return [];
  const described = describeConstraint(part);
  const may = risk('may-fail-on-rows', `fails if rows do not keep ${described}`);
  if (part.kind === 'check' || part.kind === 'foreign-key') return [may];
  const clustered = textOf(part, 'type') === 'CLUSTERED';
  const built = clustered
    ? risk(
        'table-rewrite',
        `writes all rows of ${relationOf(part)} in another order, under a lock that stops everybody`,
      )
    : risk('index-build', `builds the index of ${described} under a lock that stops writers`);
  return [may, built];
}

export function dropConstraintStatement(part: Part): Statement {
  return statement(dropConstraint(part), risk('drop', `drops ${describeConstraint(part)}`));
}

/** States and names change in place; whatever a constraint says has no ALTER. */
export function alterConstraint(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const changed = new Set(changes.map(({ attribute }) => attribute));
  const inPlace = ['constraint name', 'disabled', 'not trusted'];
  const [before, after] = [textOf(target, 'constraint name'), textOf(source, 'constraint name')];
  if (![...changed].every((one) => inPlace.includes(one)) || before === undefined || after === undefined) {
    return { how: 'replace', reason: `${describeConstraint(target)} changes` };
  }
  const statements: Statement[] = [];
  const name = quoteIdentifier(before);
  if (changed.has('disabled') || changed.has('not trusted')) {
    const table = `ALTER TABLE ${relationOf(target)}`;
    if (isSet(source, 'disabled')) statements.push(statement(`${table} NOCHECK CONSTRAINT ${name}`));
    else if (isSet(source, 'not trusted') && !isSet(target, 'not trusted')) {
      // Enabling without a look at the rows is what takes trust away.
      statements.push(
        statement(`${table} NOCHECK CONSTRAINT ${name}`),
        statement(`${table} WITH NOCHECK CHECK CONSTRAINT ${name}`),
      );
    } else {
      const trust = isSet(source, 'not trusted') ? 'WITH NOCHECK' : 'WITH CHECK';
      const risks = isSet(source, 'not trusted')
        ? []
        : [risk('may-fail-on-rows', `fails if rows do not keep ${describeConstraint(target)}`)];
      statements.push(statement(`${table} ${trust} CHECK CONSTRAINT ${name}`, ...risks));
    }
  }
  if (changed.has('constraint name')) {
    const schema = target.path[0] ?? '';
    statements.push(
      statement(
        `EXEC sp_rename ${quoteLiteral(quoteQualified(schema, before))}, ${quoteLiteral(after)}, N'OBJECT'`,
      ),
    );
  }
  return { how: 'in-place', statements };
}
