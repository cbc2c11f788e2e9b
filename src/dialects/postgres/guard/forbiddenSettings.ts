import type { Finding } from './finding.js';
import type { Word } from './word.js';

interface GuardedSetting {
  readonly reason: string;
  /** Values that change nothing, as scripts of pg_dump set them. */
  readonly harmless: readonly string[];
}

const roleChange: GuardedSetting = { reason: 'changes the role that the rest runs as', harmless: [] };

/** Settings that change who runs the rest, or how the server reads it, so that it is no longer what was checked. */
const guardedSettings: ReadonlyMap<string, GuardedSetting> = new Map([
  ['role', roleChange],
  ['session_authorization', roleChange],
  [
    'standard_conforming_strings',
    {
      reason: 'changes how the server reads literals, so that what follows cannot be checked',
      harmless: ['on', 'true', '1'],
    },
  ],
  [
    'client_encoding',
    {
      reason: 'changes how the server reads characters, so that what follows cannot be checked',
      harmless: ['utf8', 'utf-8'],
    },
  ],
]);

/** What SET does that it may not, given its words. */
export function findInSet(words: readonly Word[]): readonly Finding[] {
  let at = 1;
  const scope = words[at]?.keyword;
  const next = words[at + 1];
  // `SET SESSION AUTHORIZATION` and `SET LOCAL SESSION AUTHORIZATION`; `session` and `local` are scopes otherwise.
  if (scope === 'session' && next?.keyword === 'authorization')
    return [{ word: next, reason: roleChange.reason }];
  if (scope === 'session' || scope === 'local') at++;
  const setting = words[at];
  if (setting === undefined) return [];
  if (setting.keyword === 'session' && words[at + 1]?.keyword === 'authorization') {
    return [{ word: setting, reason: roleChange.reason }];
  }
  if (setting.keyword === 'names') return findSetting(setting, 'client_encoding', words.slice(at + 1));
  const value = words.slice(words[at + 1]?.keyword === 'to' || words[at + 1]?.text === '=' ? at + 2 : at + 1);
  return findSetting(setting, setting.name, value);
}

/** What RESET does that it may not. */
export function findInReset(words: readonly Word[]): readonly Finding[] {
  const setting = words[1];
  if (setting === undefined) return [];
  if (setting.keyword === 'all') {
    return [{ word: setting, reason: 'takes back the settings that DBVC applies under' }];
  }
  if (setting.keyword === 'session' && words[2]?.keyword === 'authorization') {
    return [{ word: setting, reason: roleChange.reason }];
  }
  return findSetting(setting, setting.name, []);
}

/** What a call of set_config does that it may not; `argument` is the index of the word after its parenthesis. */
export function findInSetConfig(words: readonly Word[], argument: number): readonly Finding[] {
  const [setting, comma] = [words[argument], words[argument + 1]];
  if (setting === undefined) return [];
  if (!isPlainLiteral(setting) || comma?.text !== ',') {
    return [{ word: setting, reason: 'changes a setting whose name is not written out' }];
  }
  const value = words.slice(argument + 2, argument + 4);
  return findSetting(setting, setting.text.slice(1, -1), value[1]?.text === ',' ? value.slice(0, 1) : []);
}

function findSetting(word: Word, name: string, value: readonly Word[]): readonly Finding[] {
  // The server compares the names of settings without regard to case, quoted or not.
  const guarded = guardedSettings.get(name.toLowerCase());
  if (guarded === undefined) return [];
  const [only, more] = value;
  const text =
    only === undefined || more !== undefined ? '' : isPlainLiteral(only) ? only.text.slice(1, -1) : only.text;
  return guarded.harmless.includes(text.toLowerCase()) ? [] : [{ word, reason: guarded.reason }];
}

function isPlainLiteral(word: Word): boolean {
  return word.token.kind === 'string' && /^'[^'\\]*'$/.test(word.text);
}
