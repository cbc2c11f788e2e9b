import type { Finding } from './finding.js';
import { findInReset, findInSet } from './forbiddenSettings.js';
import { findCalls, isIndex } from './forbiddenCalls.js';
import type { Word } from './word.js';

export type StatementOrigin = 'generated' | 'edited';

const endsTransaction = 'begins or ends a transaction, which DBVC does around all steps';
const savepoint = 'sets or goes back to a savepoint, which can undo steps that were reported as done';
const roleChange = 'changes roles, which belong to the whole server';
const databaseChange = 'creates, changes or drops a whole database';
const tablespaceChange = 'changes tablespaces, which belong to the whole server';
const noTransaction = 'cannot run inside the transaction that DBVC opens around all steps';
const dynamic = 'runs SQL that cannot be checked beforehand';

/** Statements that may not run whatever follows their first word. */
const forbiddenByFirstWord: ReadonlyMap<string, string> = new Map([
  ['begin', endsTransaction],
  ['start', endsTransaction],
  ['commit', endsTransaction],
  ['end', endsTransaction],
  ['rollback', endsTransaction],
  ['abort', endsTransaction],
  ['savepoint', savepoint],
  ['release', savepoint],
  ['reassign', roleChange],
  ['load', 'loads a library into the server'],
  ['vacuum', noTransaction],
  ['checkpoint', 'acts on the whole server'],
  ['discard', 'throws away the state of the session that DBVC applies on'],
]);

const dynamicByFirstWord: ReadonlySet<string> = new Set(['do', 'execute', 'prepare', 'deallocate']);

/** Statements that only read or change rows: what they call is looked at. */
const rowStatements: ReadonlySet<string> = new Set([
  'select',
  'values',
  'table',
  'with',
  'insert',
  'update',
  'delete',
  'merge',
  'call',
  'declare',
]);

/** The other statements that DBVC knows and lets run. What is in no list is refused. */
const allowedStatements: ReadonlySet<string> = new Set([
  'comment',
  'security',
  'import',
  'refresh',
  'truncate',
  'analyze',
  'analyse',
  'lock',
  'show',
  'fetch',
  'move',
  'close',
  'listen',
  'unlisten',
  'notify',
]);

/** What a statement would do that it may not, read from its words alone. */
export function findForbidden(words: readonly Word[], origin: StatementOrigin): readonly Finding[] {
  const [first] = words;
  if (first === undefined) return [];
  const refuse = (reason: string, word: Word = first): readonly Finding[] => [{ word, reason }];
  const command = first.keyword;
  const always = forbiddenByFirstWord.get(command);
  if (always !== undefined) return refuse(always);
  if (command === 'prepare' && words[1]?.keyword === 'transaction') return refuse(endsTransaction);
  if (dynamicByFirstWord.has(command)) return origin === 'edited' ? refuse(dynamic) : [];
  if (rowStatements.has(command) || first.text === '(') return findCalls(words);
  if (allowedStatements.has(command)) return [];
  switch (command) {
    case 'create':
      return [...findInCreate(words, origin), ...findEvaluated(words, origin)];
    case 'alter':
      return [...findInAlter(words, origin), ...findEvaluated(words, origin)];
    case 'drop':
      return findInDrop(words, origin);
    case 'grant':
    case 'revoke':
      return words.some((word) => word.keyword === 'on' && word.depth === 0) ? [] : refuse(roleChange);
    case 'set':
      return findInSet(words);
    case 'reset':
      return findInReset(words);
    case 'copy':
      return findInCopy(words, first);
    case 'explain':
      return findForbidden(explained(words), origin);
    case 'reindex': {
      const word = words.find(({ keyword }) =>
        ['concurrently', 'schema', 'database', 'system'].includes(keyword),
      );
      return word === undefined ? [] : refuse(noTransaction, word);
    }
    case 'cluster':
      return words.some(({ name }) => name !== '' && name !== 'cluster' && name !== 'verbose')
        ? []
        : refuse(noTransaction);
    default:
      return refuse(`starts with ${first.text}, which is no statement that DBVC knows`);
  }
}

/** What CREATE, ALTER and DROP may not be about, by the word after them. */
function findServerObject(words: readonly Word[]): Finding | undefined {
  const word = words[1];
  switch (word?.keyword) {
    case 'database':
      return { word, reason: databaseChange };
    case 'tablespace':
      return { word, reason: tablespaceChange };
    case 'system':
      return { word, reason: 'changes the settings of the whole server' };
    case 'owned':
      return { word, reason: 'drops all that a role owns' };
    case 'role':
    case 'group':
      return { word, reason: roleChange };
    case 'user': {
      // `ALTER USER mapping …` would be about a user of that name.
      const isMapping = words[2]?.keyword === 'mapping' && ['for', 'if'].includes(words[3]?.keyword ?? '');
      return isMapping ? undefined : { word, reason: roleChange };
    }
    default:
      return undefined;
  }
}

/**
 * Calls in definitions whose expressions the server evaluates while it makes them: queries that fill a table, bounds of
 * partitions, keys of indexes, values and checks of the rows that are there. What the planner writes of them stands in the source.
 */
function findEvaluated(words: readonly Word[], origin: StatementOrigin): readonly Finding[] {
  if (origin === 'generated') return [];
  const isEvaluated =
    isIndex(words) ||
    words.slice(1, 4).some(({ keyword }) => ['table', 'materialized', 'domain'].includes(keyword));
  return isEvaluated ? findCalls(words) : [];
}

function findInCreate(words: readonly Word[], origin: StatementOrigin): readonly Finding[] {
  const found = findServerObject(words);
  if (found !== undefined) return [found];
  const concurrently = words.slice(2, 4).find(({ keyword }) => keyword === 'concurrently');
  if (isIndex(words) && concurrently !== undefined) return [{ word: concurrently, reason: noTransaction }];
  const executed = words.find(
    ({ keyword, depth }, index) => keyword === 'execute' && depth === 0 && words[index - 1]?.keyword === 'as',
  );
  return executed !== undefined && origin === 'edited' ? [{ word: executed, reason: dynamic }] : [];
}

/** What the planner writes about a database: its settings, for everybody or a role, and its connection limit. */
function isDatabaseSetting(words: readonly Word[]): boolean {
  const at = (index: number): string => words[index]?.keyword ?? '';
  if (at(1) === 'database') {
    return at(3) === 'set' ? at(4) !== 'tablespace' : ['reset', 'connection'].includes(at(3));
  }
  return at(1) === 'role' && at(3) === 'in' && at(4) === 'database' && ['set', 'reset'].includes(at(6));
}

function findInAlter(words: readonly Word[], origin: StatementOrigin): readonly Finding[] {
  if (origin === 'generated' && isDatabaseSetting(words)) return [];
  const found = findServerObject(words);
  if (found !== undefined) return [found];
  const concurrently = words.find(({ keyword, depth }, index) => {
    // ALTER TABLE … DETACH PARTITION name CONCURRENTLY; names in between may be qualified.
    return (
      keyword === 'concurrently' &&
      depth === 0 &&
      words.slice(0, index).some((word) => word.keyword === 'detach')
    );
  });
  if (concurrently !== undefined) return [{ word: concurrently, reason: noTransaction }];
  const all = words.slice(2, 4).find(({ keyword }, index) => {
    return keyword === 'all' && words[index + 3]?.keyword === 'in';
  });
  return all === undefined ? [] : [{ word: all, reason: tablespaceChange }];
}

function findInDrop(words: readonly Word[], origin: StatementOrigin): readonly Finding[] {
  const found = findServerObject(words);
  if (found !== undefined) return [found];
  const [, kind, name, behaviour] = words;
  if (kind?.keyword === 'schema') {
    const isThePlanners =
      origin === 'generated' &&
      words.length === 4 &&
      name?.token.kind === 'quoted-identifier' &&
      name.text.startsWith('"') &&
      behaviour?.keyword === 'restrict';
    return isThePlanners ? [] : [{ word: kind, reason: 'drops a schema that was not chosen by its name' }];
  }
  if (kind?.keyword === 'index' && name?.keyword === 'concurrently')
    return [{ word: name, reason: noTransaction }];
  return [];
}

function findInCopy(words: readonly Word[], first: Word): readonly Finding[] {
  const direction = words.findIndex(({ keyword, depth }) => depth === 0 && ['from', 'to'].includes(keyword));
  const end = direction === -1 ? undefined : words[direction + 1];
  if (end?.keyword === 'stdin' || end?.keyword === 'stdout') return findCalls(words);
  if (end?.keyword === 'program') return [{ word: end, reason: 'runs a program on the server' }];
  return [{ word: end ?? first, reason: 'reads or writes a file of the server' }];
}

/** The statement that EXPLAIN is about: EXPLAIN ANALYZE runs it. */
function explained(words: readonly Word[]): readonly Word[] {
  let from = 1;
  while (['analyze', 'analyse', 'verbose'].includes(words[from]?.keyword ?? '')) from++;
  const open = words[from];
  if (open?.text !== '(') return words.slice(from);
  const close = words.findIndex(
    (word, index) => index > from && word.text === ')' && word.depth === open.depth,
  );
  const rest = words.slice(close + 1);
  return close === -1 || rest.length === 0 ? words.slice(from) : rest;
}
