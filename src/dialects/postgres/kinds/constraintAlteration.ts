import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { risk, statement } from '../generator/statement.js';
import { alterIndexSetting, isPartitionedIndex } from './indexSettings.js';
import { alterRelation, quotedName, relationOf, textOf } from './partName.js';

/** A definition as pg_get_constraintdef prints it, without the words at its end that ALTER can change. */
interface Definition {
  readonly base: string;
  readonly deferrability: string;
  readonly enforced: boolean;
  readonly valid: boolean;
}

function parse(definition: string): Definition {
  // NOT ENFORCED: since 18.
  const match = /^([\s\S]*?)((?: DEFERRABLE)?(?: INITIALLY DEFERRED)?)( NOT ENFORCED)?( NOT VALID)?$/.exec(
    definition,
  );
  return {
    base: match?.[1] ?? definition,
    deferrability: match?.[2] ?? '',
    enforced: match?.[3] === undefined,
    valid: match?.[4] === undefined,
  };
}

/** How a constraint becomes another of the same name: in place where only its state differs, otherwise anew. */
export function alterConstraint(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  // A foreign key holds on to the key that it was made with, even where another one would do.
  if (
    textOf(target, 'type') === 'foreign key' &&
    target.dependsOn.some((id) => !context.from.parts.has(id))
  ) {
    return { how: 'replace', reason: `${quotedName(target)} on ${relationOf(target)} refers to another key` };
  }
  const statements: Statement[] = [];
  for (const { attribute } of changes) {
    if (attribute === 'storage parameters' && isPartitionedIndex(target, context.target)) {
      const reason = `the storage parameters of ${quotedName(target)} on partitioned ${relationOf(target)} change`;
      return { how: 'replace', reason };
    }
    const made = alterIndexSetting(target, source, attribute) ?? alterDefinition(target, source);
    if (made === undefined) {
      return {
        how: 'replace',
        reason: `the definition of ${quotedName(target)} on ${relationOf(target)} changes`,
      };
    }
    statements.push(...made);
  }
  return { how: 'in-place', statements };
}

function alterDefinition(target: Part, source: Part): readonly Statement[] | undefined {
  const type = textOf(source, 'type');
  if (textOf(target, 'type') !== type) return undefined;
  const was = parse(textOf(target, 'definition') ?? '');
  const becomes = parse(textOf(source, 'definition') ?? '');
  if (was.base !== becomes.base) return undefined;
  const table = alterRelation(target);
  const statements: Statement[] = [];
  const isForeignKey = type === 'foreign key';
  const fails = risk(
    'may-fail-on-rows',
    `fails if rows of ${relationOf(target)} break ${quotedName(target)}`,
  );
  if (was.deferrability !== becomes.deferrability) {
    if (!isForeignKey) return undefined;
    const words = becomes.deferrability === '' ? ' NOT DEFERRABLE' : becomes.deferrability;
    statements.push(statement(`${table} ALTER CONSTRAINT ${quotedName(target)}${words}`));
  }
  if (was.enforced !== becomes.enforced) {
    if (!isForeignKey || !becomes.valid) return undefined;
    const words = becomes.enforced ? ' ENFORCED' : ' NOT ENFORCED';
    statements.push(
      statement(
        `${table} ALTER CONSTRAINT ${quotedName(target)}${words}`,
        ...(becomes.enforced ? [fails] : []),
      ),
    );
  } else if (was.valid !== becomes.valid) {
    if (was.valid) return undefined;
    statements.push(statement(`${table} VALIDATE CONSTRAINT ${quotedName(target)}`, fails));
  }
  return statements;
}
