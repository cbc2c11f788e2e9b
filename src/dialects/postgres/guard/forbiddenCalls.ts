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

/**
 * Calls in a statement that do at once what a statement of its own may not. Routines of the database are not looked
 * into, nor is a definition (a view's, a routine's) that merely holds such a call.
 */
export function findCalls(words: readonly Word[]): readonly Finding[] {
  return words.flatMap((word, index) => {
    if (word.name === '' || words[index + 1]?.text !== '(') return [];
    if (word.name === 'set_config') return findInSetConfig(words, index + 2);
    const forbidden = forbiddenFunctions.find(([prefix]) => word.name.startsWith(prefix));
    return forbidden === undefined ? [] : [{ word, reason: forbidden[1] }];
  });
}
