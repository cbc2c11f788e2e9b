import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diff } from '../../../src/core/differ/diff.js';
import type { Drift } from '../../../src/core/differ/drift.js';
import type { Catalog } from '../../../src/core/model/catalog.js';
import { type PartId, partId } from '../../../src/core/model/partId.js';
import type { JournalEntry } from '../../../src/core/executor/journal.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { noRules } from '../../../src/core/rules/rules.js';
import {
  decodeDocumentAddress,
  encodeDocumentAddress,
} from '../../../src/extension/documents/documentAddress.js';
import {
  decodeJournalAddress,
  encodeJournalAddress,
} from '../../../src/extension/documents/journalAddress.js';
import { objectHeader } from '../../../src/extension/documents/objectHeader.js';
import { placeholderText } from '../../../src/extension/documents/placeholderText.js';
import { sideTexts } from '../../../src/extension/documents/sideTexts.js';
import { english } from '../../support/englishText.js';
import { fakeCatalog, fakeDialect, type FakePart } from '../../support/fakeDialect.js';

const id = 'view:public.v' as PartId;

/** A drift of one view whose document is the text itself. */
function driftOf(source: string | undefined, target: string | undefined): Drift {
  const catalog = (name: string, text: string | undefined): Catalog =>
    fakeCatalog(name, text === undefined ? [] : [{ id, attributes: { definition: text } }]);
  return diff(catalog('dev', source), catalog('prod', target), noRules, fakeDialect());
}

const generator = {
  document: (objectId: PartId, catalog: Catalog): string =>
    String(catalog.parts.get(objectId)?.attributes['definition']?.value ?? ''),
};

/** What VS Code's diff editor compares when it ignores white space at the ends of lines. */
const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

describe('the texts of a diff', () => {
  it('are the definitions with LF and one newline at the end', () => {
    assert.deepEqual(sideTexts(driftOf('select 1;\r\n\r\n', 'select 2;'), id, generator, english), {
      source: 'select 1;\n',
      target: 'select 2;\n',
    });
  });

  it('are empty on the side that does not have the object', () => {
    assert.deepEqual(sideTexts(driftOf('select 1;', undefined), id, generator, english), {
      source: 'select 1;\n',
      target: '',
    });
  });

  it('spell out a difference that the diff editor would not show', () => {
    const { source, target } = sideTexts(driftOf("select 'a\t';", "select 'a\t';  "), id, generator, english);
    assert.notEqual(trimmed(source), trimmed(target));
    assert.match(source, /^-- {3}view public\.v, definition: "select 'a\\t';"$/m);
  });

  it('spell out a difference in line ends', () => {
    const { source, target } = sideTexts(driftOf('a\nb', 'a\r\nb'), id, generator, english);
    assert.match(target, /definition: "a\\r\\nb"/);
    assert.notEqual(trimmed(source), trimmed(target));
  });

  it('never look the same for a modified object, whatever the difference is', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', '\u00a0', '\u200b', '\u2028'),
    });
    fc.assert(
      fc.property(text, text, (source, target) => {
        const drift = driftOf(source, target);
        fc.pre(drift.objects[0]?.status === 'modified');
        const texts = sideTexts(drift, id, generator, english);
        assert.notEqual(trimmed(texts.source), trimmed(texts.target));
      }),
    );
  });

  it('break the lines of a header between words, for two editors that share the window', () => {
    const long = `  + ${'a word '.repeat(14)}${'x'.repeat(90)} end`;
    const header = ['Differs between dev and prod.', long];
    const { source } = sideTexts(driftOf('select 1', 'select 2'), id, generator, english, header);
    assert.equal(
      source,
      [
        '-- Differs between dev and prod.',
        '--   + a word a word a word a word a word a word',
        '--     a word a word a word a word a word a word',
        '--     a word a word',
        `--     ${'x'.repeat(90)}`,
        '--     end',
        '',
        'select 1',
        '',
      ].join('\n'),
    );
  });

  it('keep names with line breaks inside their comments', () => {
    const evil = partId('view', 'public', 'v\ndrop table t;');
    const part = { id: evil, attributes: { definition: 'x' } };
    const other = { id: evil, attributes: { definition: 'x ' } };
    const drift = diff(fakeCatalog('dev', [part]), fakeCatalog('prod', [other]), noRules, fakeDialect());
    for (const line of sideTexts(drift, evil, { document: () => '' }, english).source.split('\n')) {
      assert.ok(line === '' || line.startsWith('--'), line);
    }
  });
});

describe('the header of a diff', () => {
  const names = { source: 'dev', target: 'prod' };
  const table: FakePart = { id: 'table:t' };
  const column = (name: string, type: string): FakePart => ({
    id: `column:t.${name}`,
    parent: 'table:t',
    attributes: { type },
  });
  const dialect = fakeDialect({
    alter: (_, part) => ({
      how: 'in-place',
      statements: [{ sql: `alter ${part.id}`, risks: [{ kind: 'table-rewrite', message: 'rewrites t' }] }],
    }),
  });
  const headerOf = (
    source: readonly FakePart[],
    target: readonly FakePart[],
    of = 'table:t',
  ): readonly string[] => {
    const drift = diff(fakeCatalog('dev', source), fakeCatalog('prod', target), noRules, dialect);
    const difference = drift.objects.find(({ objectId }) => objectId === of);
    assert.ok(difference !== undefined);
    const objects = new Set([difference.objectId]);
    const request = { objects, takeAlong: true, allowDrops: true, allowDataLoss: true };
    return objectHeader({ difference, drift, names, plan: makePlan(drift, request, dialect) }, english);
  };

  it('says what differs and what the patch risks', () => {
    const source = [table, column('email', 'text'), column('status', 'int')];
    const target = [table, column('email', 'char'), column('legacy', 'int')];
    assert.deepEqual(headerOf(source, target), [
      'Differs between dev and prod: Apply Patch changes prod.',
      '  ~ column t.email: type char -> text',
      '  - column t.legacy',
      '  + column t.status',
      'What Apply Patch risks:',
      '  Rewrite: rewrites t',
    ]);
  });

  it('says so where no risk is known', () => {
    assert.deepEqual(headerOf([table], []), [
      'Exists in dev, missing in prod: Apply Patch creates it.',
      'No risk is known: nothing is lost, rewritten or locked for long.',
    ]);
  });

  it('names what has to be taken along', () => {
    const header = headerOf([{ id: 'type:a' }, { id: 'view:b', on: ['type:a'] }], [], 'view:b');
    const at = header.indexOf('What has to be taken along:');
    assert.match(header[at + 1] ?? '', /^ {2}type a: /);
  });

  it('counts what is too much to read', () => {
    const many = Array.from({ length: 30 }, (_, n) => column(`c${String(n).padStart(2, '0')}`, 'int'));
    const header = headerOf([table, ...many], [table]);
    assert.ok(header.includes('  and 18 more'), header.join('\n'));
  });

  it('stands above both texts of a modified object, so that it is no change, and above the only text of others', () => {
    const header = ['one', 'two\nlines'];
    const above = '-- one\n-- two lines\n\n';
    assert.deepEqual(sideTexts(driftOf('select 1;', 'select 2;'), id, generator, english, header), {
      source: `${above}select 1;\n`,
      target: `${above}select 2;\n`,
    });
    assert.deepEqual(sideTexts(driftOf('select 1;', undefined), id, generator, english, header), {
      source: `${above}select 1;\n`,
      target: '',
    });
    const alike = sideTexts(driftOf('a ', 'a'), id, generator, english, header);
    assert.notEqual(trimmed(alike.source), trimmed(alike.target));
  });

  it('never stands above an object that does not differ', () => {
    const same = driftOf('select 1;', 'select 1;');
    assert.deepEqual(sideTexts(same, id, generator, english, ['one']), {
      source: 'select 1;\n',
      target: 'select 1;\n',
    });
  });
});

describe('the addresses of documents', () => {
  it('carry side and object there and back, whatever the names are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('source', 'target'), (name, database, side) => {
        const objectId = partId('table', 'public', name);
        const address = encodeDocumentAddress({ side, objectId }, database, name);
        assert.deepEqual(decodeDocumentAddress(address), { side, objectId });
        assert.match(address.path, /^\/[^/]+\/[^/]+\.sql$/);
      }),
    );
  });

  it('read well', () => {
    const address = encodeDocumentAddress({ side: 'target', objectId: id }, 'prod', 'public.v');
    assert.equal(address.path, '/prod/public.v.sql');
  });

  it('of others mean nothing', () => {
    for (const query of [
      '',
      '{',
      'null',
      '{"side":"left","object":"x"}',
      '{"side":"source"}',
      '{"side":"source","object":1}',
    ]) {
      assert.equal(decodeDocumentAddress({ scheme: 'dbvc', query }), undefined);
    }
    assert.equal(
      decodeDocumentAddress({ scheme: 'file', query: '{"side":"source","object":"x"}' }),
      undefined,
    );
  });
});

describe('the addresses of kept scripts', () => {
  const entry: JournalEntry = {
    version: 1,
    id: '2026-01-01T12-00-00-000Z-abc',
    startedAt: '2026-01-01T12:00:00.000Z',
    source: { label: 'dev', address: 'dev' },
    target: { label: 'a/b', address: 'prod' },
    status: 'applied',
    steps: [],
    leftOut: [],
    lost: [],
  };

  it('carry the apply and which script there and back, and are no address of an object', () => {
    for (const script of ['script', 'rollback'] as const) {
      const address = encodeJournalAddress(entry, script);
      assert.deepEqual(decodeJournalAddress(address), { entry: entry.id, script });
      assert.equal(decodeDocumentAddress(address), undefined);
      assert.match(address.path, /^\/a_b 2026-01-01 12_00_00\/(apply|rollback)\.sql$/);
    }
    for (const query of ['{', 'null', '{"entry":1,"script":"script"}', '{"entry":"x","script":"y"}']) {
      assert.equal(decodeJournalAddress({ scheme: 'dbvc', query }), undefined);
    }
  });
});

describe('a document whose comparison is gone', () => {
  it('says in a comment how to compare again', () => {
    const text = placeholderText(english);
    assert.match(text, /DBVC: Compare Databases/);
    for (const line of text.trimEnd().split('\n')) assert.match(line, /^-- /);
  });
});
