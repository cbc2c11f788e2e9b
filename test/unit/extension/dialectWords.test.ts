import assert from 'node:assert/strict';
import { dialectWords } from '../../../scripts/dialectWords.js';
import { initialState } from '../../../src/core/comparison/comparisonState.js';
import { mssqlKinds } from '../../../src/dialects/mssql/kinds/kinds.js';
import { postgresKinds } from '../../../src/dialects/postgres/kinds/kinds.js';
import { progressLine } from '../../../src/extension/drift/driftText.js';
import {
  describedWords,
  dialectWordPrefix,
  kindHeading,
  kindWord,
  partKindWord,
} from '../../../src/extension/text/dialectWords.js';
import { english } from '../../support/englishText.js';
import { germanText } from '../../support/germanText.js';

const german = germanText();
const counts = ['one', 'many'] as const;
const kinds = [...postgresKinds, ...mssqlKinds];
const objectKinds = kinds.flatMap(({ object }) => object ?? []);
const kind = (name: string): (typeof objectKinds)[number] => {
  const found = objectKinds.find((candidate) => candidate.name === name);
  assert.ok(found !== undefined, name);
  return found;
};

describe('the words of dialects', () => {
  it('are German for every kind of objects and parts, and for everything that is read', () => {
    const shown = kinds.flatMap(({ name, object }) =>
      counts.map((count) =>
        object === undefined ? partKindWord(name, english, count) : kindWord(object, english, count),
      ),
    );
    const words = new Set([...shown, ...dialectWords()]);
    assert.ok(words.size > 100);
    assert.deepEqual(
      [...words].filter((word) => german.bundle?.[`${dialectWordPrefix}${word}`] === undefined),
      [],
    );
  });

  it('begin a line with a capital, and stand in a sentence as the language writes them', () => {
    const view = kind('materialized-view');
    assert.equal(kindHeading(view, english), 'Materialized view');
    assert.equal(kindWord(view, english, 'many'), 'materialized views');
    assert.equal(kindHeading(view, german, 'many'), 'Materialisierte Sichten');
    assert.equal(kindWord(view, german), 'materialisierte Sicht');
    assert.equal(kindWord(kind('table'), german, 'many'), 'Tabellen');
    assert.equal(kindWord(kind('xml-schema-collection'), english), 'XML schema collection');
    assert.equal(kindHeading(kind('foreign-data-wrapper'), english), 'Foreign-data wrapper');
  });

  it('are found in what a dialect describes, and nothing else is', () => {
    const cases = {
      'column public.users.status': 'Spalte public.users.status',
      'domain constraint c on public.email': 'Domänen-Constraint c auf public.email',
      'constraint "a on b" on public.users': 'Constraint "a on b" auf public.users',
      'default of public.users.status': 'Standardwert von public.users.status',
      'comment on table public.users': 'Kommentar auf Tabelle public.users',
      'comment on constraint k on public.users': 'Kommentar auf Constraint k auf public.users',
      'function public.total(integer, text)': 'Funktion public.total(integer, text)',
      'role table': 'Rolle table',
      'role of': 'Rolle of',
      'something else': 'something else',
    };
    for (const [described, said] of Object.entries(cases)) {
      assert.equal(describedWords(described, german), said);
      assert.equal(describedWords(described, english), described);
    }
  });

  it('say how far a reading is', () => {
    const line = (what: string, l10n = german): string =>
      progressLine(
        { ...initialState, progress: { source: { phase: 'reading', what, done: 2140, total: 5000 } } },
        l10n,
      );
    assert.equal(line('functions'), 'liest Funktionen, 2.140 von 5.000');
    assert.equal(line('functions', english), 'reading functions, 2,140 of 5,000');
    const connecting = { ...initialState, progress: { source: { phase: 'connecting' } } } as const;
    assert.equal(progressLine(connecting, english), 'connecting');
  });
});
