import type { Finding } from './finding.js';
import { findInSetConfig } from './forbiddenSettings.js';
import type { Word } from './word.js';

const runsText = 'runs SQL that cannot be checked beforehand';
const serverFiles = 'reads or writes files of the server';
const applyLock = "releases DBVC's own lock on the database";
const wholeServer = 'acts on the whole server or on other sessions';

/** Functions that do what statements may not, by the start of their names. */
const forbiddenFunctions: readonly (readonly [prefix: string, reason: string])[] = [
  ['dblink', runsText],
  ['query_to_xml', runsText],
  ['ts_stat', runsText],
  ['ts_rewrite', runsText],
  ['crosstab', runsText],
  ['connectby', runsText],
  ['xpath_table', runsText],
  ['pg_ls_', serverFiles],
  ['pg_stat_file', serverFiles],
  ['pg_read_file', serverFiles],
  ['pg_read_binary_file', serverFiles],
  ['pg_file_', serverFiles],
  ['lo_import', serverFiles],
  ['lo_export', serverFiles],
  ['pg_advisory_unlock', applyLock],
  ['pg_terminate_backend', wholeServer],
  ['pg_cancel_backend', wholeServer],
  ['pg_reload_conf', wholeServer],
  ['pg_promote', wholeServer],
];

/** Words that a table's name follows, with its columns in parentheses after it, as the arguments of a call would be. */
const beforeTables: ReadonlySet<string> = new Set(['table', 'exists', 'into', 'references']);

/**
 * Calls in a statement that do at once what a statement of its own may not. Routines of the database are not looked
 * into, nor is a definition (a view's, a routine's) that merely holds such a call.
 */
export function findCalls(words: readonly Word[]): readonly Finding[] {
  return words.flatMap((word, index) => {
    if (word.name === '' || words[index + 1]?.text !== '(' || isTable(words, index)) return [];
    if (word.name === 'set_config') return findInSetConfig(words, index + 2);
    const forbidden = forbiddenFunctions.find(([prefix]) => word.name.startsWith(prefix));
    return forbidden === undefined ? [] : [{ word, reason: forbidden[1] }];
  });
}

/** Whether a word before a parenthesis is the name of a table. */
function isTable(words: readonly Word[], index: number): boolean {
  let first = index;
  while (words[first - 1]?.text === '.') first -= 2;
  const before = words[first - 1];
  if (before === undefined) return false;
  // CREATE INDEX … ON table (…); the ON of a join stands before an expression.
  const isIndexed = before.keyword === 'on' && before.depth === 0 && isIndex(words);
  return isIndexed || beforeTables.has(before.keyword);
}

/** Whether a statement makes an index. */
export function isIndex(words: readonly Word[]): boolean {
  return words[0]?.keyword === 'create' && words.slice(1, 3).some(({ keyword }) => keyword === 'index');
}
