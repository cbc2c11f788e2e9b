import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { columnDefinition, columnSettings, sortedColumns } from './columnDefinition.js';
import { constraintClause } from './constraintClause.js';
import { whyMarkStays, whyNoMark } from './indexMark.js';
import { settleConstraint } from './indexSettings.js';
import { inheritedColumn } from './inheritedColumn.js';
import { parentOf } from './inheritance.js';
import { isSet, listOf, qualified, quotedName, textOf } from './partName.js';
import { whyNoRewrite } from './rowHolders.js';
import { isToastOption, optionChanges, optionList, optionsOf } from './storageOptions.js';

const keyOrder = ['primary key', 'unique', 'check', 'exclusion'];

/** CREATE TABLE with the columns and constraints that are given to be written into it, and what only ALTER can say. */
export function createTable(
  table: Part,
  inline: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const columns = sortedColumns(inline);
  const ties = inline
    .filter((part) => part.kind === 'inheritance')
    .sort((a, b) => Number(a.details['position']) - Number(b.details['position']));
  // What INHERITS brings along is not the table's own unless it is declared here.
  const isOwn = (part: Part): boolean => ties.length === 0 || part.details['inherited'] !== 'only';
  const constraints = inlineConstraints(inline).filter(isOwn);
  const lines = [
    ...columns.filter(isOwn).map((column) => columnDefinition(column, inline, context)),
    ...constraints.map(
      (constraint) => `CONSTRAINT ${quotedName(constraint)} ${constraintClause(constraint, context)}`,
    ),
  ];
  const unlogged = textOf(table, 'persistence') === 'unlogged' ? 'UNLOGGED ' : '';
  const body = lines.length === 0 ? '()' : `(\n${lines.map((line) => `    ${line}`).join(',\n')}\n)`;
  const key = textOf(table, 'partition key');
  const create = [
    `CREATE ${unlogged}TABLE ${qualified(table)} ${body}`,
    ...(ties.length === 0 ? [] : [`INHERITS (${ties.map(parentOf).join(', ')})`]),
    ...(key === undefined ? [] : [`PARTITION BY ${key}`]),
    ...storageClauses(table, context),
  ];
  return [
    statement(create.join('\n')),
    ...columns
      .filter((column) => !isOwn(column))
      .flatMap((column) => inheritedColumn(column, inline, context)),
    ...columns.flatMap((column) => columnSettings(column, inline, context)),
    ...constraints.flatMap((constraint) => settleConstraint(constraint, context)),
    ...securityAndReplication(table),
  ];
}

function inlineConstraints(inline: readonly Part[]): readonly Part[] {
  const position = (part: Part): number => keyOrder.indexOf(textOf(part, 'type') ?? '');
  return inline
    .filter((part) => part.kind === 'constraint')
    .sort((a, b) => position(a) - position(b) || (a.id < b.id ? -1 : 1));
}

function storageClauses(table: Part, context: ScriptContext): readonly string[] {
  const clauses: string[] = [];
  if (!context.hides('storage-parameters')) {
    const method = textOf(table, 'access method');
    if (method !== undefined) clauses.push(`USING ${quoteIdentifier(method)}`);
    const options = optionsOf(table);
    if (options.length > 0) clauses.push(`WITH (${optionList(options)})`);
  }
  const tablespace = textOf(table, 'tablespace');
  if (tablespace !== undefined && !context.hides('tablespaces')) {
    clauses.push(`TABLESPACE ${quoteIdentifier(tablespace)}`);
  }
  return clauses;
}

function securityAndReplication(table: Part): readonly Statement[] {
  const name = qualified(table);
  const statements: Statement[] = [];
  if (isSet(table, 'row security')) statements.push(rowSecurity(name, 'ENABLE'));
  if (isSet(table, 'force row security')) statements.push(rowSecurity(name, 'FORCE'));
  const identity = textOf(table, 'replica identity');
  if (identity !== undefined && identity !== 'index') {
    statements.push(statement(`ALTER TABLE ${name} REPLICA IDENTITY ${identity.toUpperCase()}`));
  }
  return statements;
}

function rowSecurity(name: string, action: 'ENABLE' | 'DISABLE' | 'FORCE' | 'NO FORCE'): Statement {
  return statement(`ALTER TABLE ${name} ${action} ROW LEVEL SECURITY`);
}

/** The changes of a table's own attributes, all in place; columns and constraints are parts of their own. */
export function alterTable(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const statements: Statement[] = [];
  const afterwards: Statement[] = [];
  for (const { attribute } of changes) {
    const made = alterAttribute(target, source, attribute, context);
    if (typeof made === 'string') return { how: 'unsupported', reason: made, independent: true };
    statements.push(...made);
    if (attribute === 'storage parameters') afterwards.push(...changeOptions(target, source, true));
  }
  const disturbs = changes.some(({ attribute }) => attribute === 'persistence')
    ? keysAcross(target, context)
    : [];
  return { how: 'in-place', statements, afterwards, disturbs };
}

/**
 * The foreign keys between a table and others that become logged or unlogged with it: no logged table refers to an unlogged
 * one, and for two that refer to each other there is no order in which they could change.
 */
function keysAcross(table: Part, context: ScriptContext): readonly PartId[] {
  const keys = [...context.target.parts.values()].filter((part) => {
    if (part.kind !== 'constraint' || textOf(part, 'type') !== 'foreign key') return false;
    const sides = [part.objectId, ...part.dependsOn.map((id) => context.target.parts.get(id)?.objectId)];
    return (
      sides.includes(table.id) &&
      sides.some((id) => id !== undefined && id !== table.id && context.isChanging?.(id, 'persistence'))
    );
  });
  return keys.map(({ id }) => id);
}

function alterAttribute(
  target: Part,
  source: Part,
  attribute: string,
  context: ScriptContext,
): readonly Statement[] | string {
  const name = qualified(target);
  switch (attribute) {
    case 'persistence': {
      const held = whyNoRewrite(target.id, context);
      if (held !== undefined) return held;
      const logged = textOf(source, 'persistence') === 'unlogged' ? 'UNLOGGED' : 'LOGGED';
      return [
        statement(
          `ALTER TABLE ${name} SET ${logged}`,
          risk(
            'table-rewrite',
            `writes all rows of ${name} anew, under a lock that stops everybody${logged === 'LOGGED' ? '' : ': they do not survive a crash any more, and no standby has them'}`,
          ),
        ),
      ];
    }
    case 'row security':
      return [rowSecurity(name, isSet(source, attribute) ? 'ENABLE' : 'DISABLE')];
    case 'force row security':
      return [rowSecurity(name, isSet(source, attribute) ? 'FORCE' : 'NO FORCE')];
    case 'replica identity': {
      const identity = textOf(source, attribute) ?? 'default';
      // The index itself carries USING INDEX: it may not exist yet.
      if (identity === 'index') return whyNoMark(source, attribute, context) ?? [];
      const stays = whyMarkStays(target, attribute, context);
      if (stays !== undefined) return stays;
      return [statement(`ALTER TABLE ${name} REPLICA IDENTITY ${identity.toUpperCase()}`)];
    }
    case 'clustered':
      // The index carries CLUSTER ON for the same reason.
      if (isSet(source, attribute)) return whyNoMark(source, attribute, context) ?? [];
      return (
        whyMarkStays(target, attribute, context) ?? [statement(`ALTER TABLE ${name} SET WITHOUT CLUSTER`)]
      );
    case 'access method': {
      const method = textOf(source, attribute) ?? 'heap';
      const held = whyNoRewrite(target.id, context);
      if (held !== undefined) return held;
      if (context.target.server.version < 150000) {
        return `PostgreSQL before 15 cannot give ${name} the access method ${method}`;
      }
      return [
        statement(
          `ALTER TABLE ${name} SET ACCESS METHOD ${quoteIdentifier(method)}`,
          risk('table-rewrite', `writes all rows of ${name} anew, under a lock that stops everybody`),
        ),
      ];
    }
    case 'storage parameters':
      return changeOptions(target, source, false);
    case 'tablespace': {
      const tablespace = textOf(source, attribute) ?? 'pg_default';
      return [
        statement(
          `ALTER TABLE ${name} SET TABLESPACE ${quoteIdentifier(tablespace)}`,
          risk('table-rewrite', `copies ${name} to another tablespace, under a lock that stops everybody`),
        ),
      ];
    }
    default:
      return `DBVC does not know how to change the ${attribute} of ${name}`;
  }
}

/**
 * The changes of a table's own options, or of those of its TOAST table: there may be none yet, or another one, until the
 * columns are those that are to be, and the server takes options of a TOAST table that is not there without keeping them.
 */
function changeOptions(target: Part, source: Part, ofToast: boolean): readonly Statement[] {
  const isMeant = (option: string): boolean => isToastOption(option) === ofToast;
  const before = listOf(target, 'storage parameters').filter(isMeant);
  const after = optionsOf(source).filter(isMeant);
  const { set, reset } = optionChanges(before, after);
  const table = `ALTER TABLE ${qualified(target)}`;
  return [
    ...(set === '' ? [] : [statement(`${table} SET (${set})`)]),
    ...(reset === '' ? [] : [statement(`${table} RESET (${reset})`)]),
  ];
}
