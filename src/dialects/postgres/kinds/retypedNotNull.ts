import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { addNotValid, notNullName } from './columnDefinition.js';
import {
  alterColumnStart,
  alterRelation,
  isSet,
  qualified,
  quotedName,
  relationOf,
  textOf,
} from './partName.js';
import { withHeirs } from './tiedColumns.js';

/** NOT NULL constraints that are dropped before columns change their type, and made again after. */
export interface RetypedNotNulls {
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
  /** The keys that columns cannot be part of while they are nullable. */
  readonly disturbs: readonly PartId[];
  /** Why that cannot be done. */
  readonly obstacle?: string;
}

const nothing: RetypedNotNulls = { before: [], after: [], disturbs: [] };

/**
 * What a new type of a column takes where its heirs call their NOT NULL in another way: since 18, the server makes the
 * constraints again with the type, refuses the names of heirs that declare theirs, and gives partitions that of their parent.
 * `isDropped` says that the column itself is not to be NOT NULL any more, and is not by then.
 */
export function retypedNotNulls(column: Part, context: ScriptContext, isDropped = false): RetypedNotNulls {
  if (context.target.server.version < 180_000) return nothing;
  const members = withHeirs(column, context);
  const leaders = members.filter((one) => isLeader(one, context));
  const [top] = leaders;
  if (top === undefined) return nothing;
  const identity = leaders.find((one) => textOf(one, 'identity') !== undefined);
  if (identity !== undefined) {
    const reason = `${qualified(identity)} is an identity, and its heirs call their NOT NULL in another way, which PostgreSQL does not keep while the type changes`;
    return { ...nothing, obstacle: reason };
  }
  const lost = withHeirs(top, context).filter(
    (one) => leaders.includes(one) || mayBeHandedDown(one, context),
  );
  const named = lost.filter((one) => leaders.includes(one) || !hasNameOfParent(one, context));
  const stays = (one: Part): boolean => !isDropped || one !== column;
  return {
    before: leaders.filter(stays).map((one) => statement(`${alterColumnStart(one)} DROP NOT NULL`)),
    // Those below before those above, whose name they would get.
    after: named.filter(stays).reverse().map(addAgain),
    disturbs: lost.flatMap((one) => keysOf(one, context)).map(({ id }) => id),
  };
}

/** Whether the constraint of a column would be made again with it, for heirs that have one of another name. */
function isLeader(column: Part, context: ScriptContext): boolean {
  if (!isHandingDown(column) || isSet(column, 'not null handed down')) return false;
  return withHeirs(column, context).some(
    (one) => isHandingDown(one) && notNullName(one) !== notNullName(column),
  );
}

function isHandingDown(column: Part): boolean {
  return isSet(column, 'not null') && !isSet(column, 'not null no inherit');
}

/** Whether a column may have its constraint from its parent alone; of a partition's of the usual name that is not known. */
function mayBeHandedDown(column: Part, context: ScriptContext): boolean {
  if (!isHandingDown(column)) return false;
  const tie = column.inherited === undefined ? undefined : context.target.parts.get(column.inherited.via);
  return isSet(column, 'not null handed down') || (tie !== undefined && textOf(tie, 'bound') !== undefined);
}

function hasNameOfParent(column: Part, context: ScriptContext): boolean {
  const parent = column.inherited === undefined ? undefined : context.target.parts.get(column.inherited.from);
  return parent !== undefined && isHandingDown(parent) && notNullName(parent) === notNullName(column);
}

function addAgain(column: Part): Statement {
  if (isSet(column, 'not null not valid')) return addNotValid(column);
  const name = quoteIdentifier(notNullName(column));
  return statement(
    `${alterRelation(column)} ADD CONSTRAINT ${name} NOT NULL ${quotedName(column)}`,
    risk('long-lock', `reads all rows of ${relationOf(column)} under a lock that stops everybody`),
  );
}

/** The keys, and the index by which rows are told apart, that need a column to be NOT NULL. */
function keysOf(column: Part, context: ScriptContext): readonly Part[] {
  return context
    .dependentsOf(column.id)
    .filter(
      (part) =>
        (part.kind === 'constraint' && textOf(part, 'type') === 'primary key') ||
        isSet(part, 'replica identity'),
    );
}
