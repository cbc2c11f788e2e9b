import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk } from '../generator/statement.js';
import { fulltextBatch } from './fulltext.js';
import type { MssqlKind } from './kind.js';
import { listOf, quotedName } from './partName.js';

/** Full-text stoplists: the words that an index leaves out, by language. */
export const fulltextStoplistKind: MssqlKind = {
  name: 'fulltext-stoplist',
  object: {
    name: 'fulltext-stoplist',
    label: 'Full-text stoplist',
    plural: 'Full-text stoplists',
    order: 114,
    icon: 'list-filter',
  },
  rank: 880,
  read(system, builder) {
    const words = new Map<number, string[]>();
    for (const row of system.fulltext_stopwords) {
      const word = `${quoteLiteral(row.stopword)} LANGUAGE ${String(row.language_id)}`;
      const list = words.get(row.stoplist_id);
      if (list === undefined) words.set(row.stoplist_id, [word]);
      else list.push(word);
    }
    for (const row of system.fulltext_stoplists) {
      builder.add({
        id: builder.id('fulltext-stoplist', row.name),
        kind: 'fulltext-stoplist',
        path: [row.name],
        attributes: {
          ...builder.spelling(row.name),
          words: { value: [...(words.get(row.stoplist_id) ?? [])].sort() },
        },
        occupies: [builder.occupied('fulltext-stoplist', row.name)],
      });
    }
  },
  describe,
  create: (part) =>
    fulltextBatch([
      `CREATE FULLTEXT STOPLIST ${quotedName(part)}`,
      ...listOf(part, 'words').map((word) => change(part, 'ADD', word)),
    ]),
  drop: (part) =>
    fulltextBatch([`DROP FULLTEXT STOPLIST ${quotedName(part)}`], risk('drop', `drops ${describe(part)}`)),
  alter: (target, source, changes) => {
    if (changes.some(({ attribute }) => attribute === 'name'))
      return { how: 'replace', reason: `${describe(target)} is spelled in another way` };
    const [before, after] = [listOf(target, 'words'), listOf(source, 'words')];
    return {
      how: 'in-place',
      statements: fulltextBatch([
        ...before.filter((word) => !after.includes(word)).map((word) => change(target, 'DROP', word)),
        ...after.filter((word) => !before.includes(word)).map((word) => change(target, 'ADD', word)),
      ]),
    };
  },
};

function describe(part: Part): string {
  return `full-text stoplist ${quotedName(part)}`;
}

function change(part: Part, verb: 'ADD' | 'DROP', word: string): string {
  return `ALTER FULLTEXT STOPLIST ${quotedName(part)} ${verb} ${word}`;
}
