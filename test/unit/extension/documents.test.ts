import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diff } from '../../../src/core/differ/diff.js';
import type { Drift } from '../../../src/core/differ/drift.js';
import type { Catalog } from '../../../src/core/model/catalog.js';
import { type PartId, partId } from '../../../src/core/model/partId.js';
import { noRules } from '../../../src/core/rules/rules.js';
import {
  decodeDocumentAddress,
  encodeDocumentAddress,
} from '../../../src/extension/documents/documentAddress.js';
import { placeholderText } from '../../../src/extension/documents/placeholderText.js';
import { sideTexts } from '../../../src/extension/documents/sideTexts.js';
import { english } from '../../support/englishText.js';
import { fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

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

describe('a document whose comparison is gone', () => {
  it('says in a comment how to compare again', () => {
    const text = placeholderText(english);
    assert.match(text, /DBVC: Compare Databases/);
    for (const line of text.trimEnd().split('\n')) assert.match(line, /^-- /);
  });
});
