import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteQualified, saysName } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { ownName } from '../renames/ownName.js';
import { indexName } from './indexSettings.js';
import { isSet, listOf, qualified, quotedName, relationOf, textOf } from './partName.js';
import { stubOf } from './routineStub.js';

/**
 * CREATE FUNCTION or PROCEDURE in the server's own words, which start with CREATE OR REPLACE; over its stub, which is its
 * own where it calls itself, as only one that was replaced can.
 */
export function createRoutine(part: Part, overStub: boolean): readonly Statement[] {
  const stub = overStub || !callsItself(part) ? undefined : stubOf(part, undefined);
  const definition = definitionOf(part);
  if (stub !== undefined) return [...stub.statements, statement(definition)];
  return [statement(overStub ? definition : definition.replace(/^CREATE OR REPLACE /, 'CREATE '))];
}

function callsItself(part: Part): boolean {
  if (!isSet(part, 'standard body')) return false;
  return saysName(textOf(part, 'body') ?? '', quoteQualified(part.path[0] ?? '', ownName(part)));
}

function definitionOf(part: Part): string {
  return (textOf(part, 'server definition') ?? '').trimEnd();
}

/** CREATE OR REPLACE where the server takes it, which keeps whatever depends on the routine. */
export function alterRoutine(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  const reason = whyNotReplaceable(target, source, changed);
  const type = textOf(target, 'of a base type');
  if (reason !== undefined && type !== undefined) {
    return { how: 'unsupported', reason: `${reason}, and ${type} is made of it` };
  }
  if (reason !== undefined) return { how: 'replace', reason };
  const isOther = [...changed].some((attribute) => results.includes(attribute));
  const stale = isOther ? context.dependentsOf(target.id).flatMap(staleValues) : [];
  const stub = callsItself(source) ? stubOf(source, target) : undefined;
  return {
    how: 'in-place',
    statements: [...(stub?.statements ?? []), statement(definitionOf(source), ...stale)],
  };
}

/** What a change of which may make a routine give another result for the same arguments. */
const results: readonly string[] = ['body', 'library', 'settings', 'strict', 'arguments'];

/**
 * What a table keeps of the results that a function gave before: the server trusts that an immutable function never
 * changes, and computes nothing again.
 */
function staleValues(dependent: Part): readonly Risk[] {
  const stale = (message: string): readonly Risk[] => [risk('stale-values', message)];
  switch (dependent.kind) {
    case 'index': {
      const name = indexName(dependent);
      return stale(`index ${name} holds what the function gave before, until REINDEX INDEX ${name}`);
    }
    case 'constraint': {
      const constraint = `constraint ${quotedName(dependent)} on ${relationOf(dependent)}`;
      return stale(`the rows that are there were checked by the function as it was: ${constraint}`);
    }
    case 'domain-constraint': {
      const constraint = `constraint ${quotedName(dependent)} of domain ${relationOf(dependent)}`;
      return stale(`the values that are there were checked by the function as it was: ${constraint}`);
    }
    case 'column':
      return textOf(dependent, 'generated') === 'stored'
        ? stale(`${qualified(dependent)} holds what the function gave before, until its rows are written`)
        : [];
    case 'table':
      return textOf(dependent, 'partition key') !== undefined
        ? stale(`rows of ${qualified(dependent)} lie in the partitions that the function gave before`)
        : [];
    default:
      return [];
  }
}

/** What CREATE OR REPLACE refuses to change (ProcedureCreate in pg_proc.c); undefined where it changes everything. */
function whyNotReplaceable(target: Part, source: Part, changed: ReadonlySet<string>): string | undefined {
  if (changed.has('result')) return 'it returns another type';
  if (changed.has('window')) return 'a function cannot become a window function or stop being one';
  if (!changed.has('arguments')) return undefined;
  const before = argumentsOf(target);
  const after = argumentsOf(source);
  if (before.length !== after.length) return 'it has another number of arguments';
  for (const [index, old] of before.entries()) {
    const next = after[index];
    if (next?.mode !== old.mode || next.type !== old.type) {
      return `argument ${String(index + 1)} is another one`;
    }
    const isInput = old.mode === 'i' || old.mode === 'b' || old.mode === 'v';
    // An input that had no name may be given one; names of outputs are part of the result's row type.
    if (next.name !== old.name && !(isInput && old.name === '' && next.name !== '')) {
      return `argument ${String(index + 1)} has another name`;
    }
  }
  // Only the last inputs have defaults, so fewer of them means that one was removed.
  if (Number(source.details['default count'] ?? 0) < Number(target.details['default count'] ?? 0)) {
    return 'an argument loses its default';
  }
  return undefined;
}

interface Argument {
  readonly mode: string;
  readonly name: string;
  readonly type: string;
}

function argumentsOf(part: Part): readonly Argument[] {
  const modes = listOf(part, 'argument modes');
  const names = listOf(part, 'argument names');
  return listOf(part, 'argument types').map((type, index) => ({
    type,
    mode: modes[index] ?? 'i',
    name: names[index] ?? '',
  }));
}
