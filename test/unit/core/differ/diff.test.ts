import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diff } from '../../../../src/core/differ/diff.js';
import type { Drift } from '../../../../src/core/differ/drift.js';
import type { Catalog } from '../../../../src/core/model/catalog.js';
import type { Attribute, Part } from '../../../../src/core/model/part.js';
import type { PartId } from '../../../../src/core/model/partId.js';
import { defaultRules, noRules, type Rules } from '../../../../src/core/rules/rules.js';
import { type FakePart, fakeCatalog, fakeDialect } from '../../../support/fakeDialect.js';

function compare(source: readonly FakePart[], target: readonly FakePart[], rules: Rules = noRules): Drift {
  return diff(fakeCatalog('source', source), fakeCatalog('target', target), rules, fakeDialect());
}

const words = (drift: Drift): readonly string[] =>
  drift.objects.map(({ objectId, status }) => `${objectId} ${status}`);

describe('diff', () => {
  it('gives each object one status, in the order of kinds and names', () => {
    const drift = compare(
      [{ id: 'view:b' }, { id: 'table:a', attributes: { x: '1' } }, { id: 'table:same' }],
      [{ id: 'view:c' }, { id: 'table:a', attributes: { x: '2' } }, { id: 'table:same' }],
    );
    assert.deepEqual(words(drift), [
      'table:a modified',
      'view:b missing_in_target',
      'view:c extra_in_target',
    ]);
    assert.equal(drift.unchangedCount, 1);
  });

  it('finds the same, in whatever order the two sides were read and whatever only one of them has', () => {
    const names = Array.from({ length: 12 }, (_, at) => `table:t${String(at)}`);
    const side = fc.shuffledSubarray(names, { minLength: 0 });
    fc.assert(
      fc.property(side, side, fc.subarray(names), (source, target, changed) => {
        const parts = (ids: readonly string[], value: string): readonly FakePart[] =>
          ids.map((id) => ({ id, attributes: { x: changed.includes(id) ? value : '' } }));
        const expected = names.flatMap((id) => {
          const [here, there] = [source.includes(id), target.includes(id)];
          if (here && there) return changed.includes(id) ? [`${id} modified`] : [];
          return here ? [`${id} missing_in_target`] : there ? [`${id} extra_in_target`] : [];
        });
        const found = words(compare(parts(source, '1'), parts(target, '2')));
        assert.deepEqual([...found].sort(), expected.sort());
      }),
    );
  });

  it('names the part, the attribute and both values', () => {
    const column = (type: string): FakePart[] => [
      { id: 'table:s.t' },
      { id: 'column:s.t.c', parent: 'table:s.t', attributes: { type } },
    ];
    const [object] = compare(column('text'), column('integer')).objects;
    assert.equal(object?.name, 's.t');
    assert.equal(object.schema, 's');
    assert.deepEqual(object.parts, [
      {
        partId: 'column:s.t.c',
        kind: 'column',
        described: 'column s.t.c',
        name: 'c',
        status: 'modified',
        changes: [{ attribute: 'type', target: 'integer', source: 'text' }],
      },
    ]);
  });

  it('lets layout count only when it is told to', () => {
    const view = (body: string): FakePart[] => [{ id: 'view:v', attributes: { body } }];
    const hidden = compare(view('SELECT 1'), view('select 1'), defaultRules);
    assert.deepEqual(words(hidden), []);
    assert.deepEqual(hidden.hidden, [{ rule: 'formatting', count: 1 }]);
    assert.deepEqual(words(compare(view('SELECT 1'), view('select 1'))), ['view:v modified']);
  });

  it('never counts the layout of what the server printed', () => {
    const side = (name: string, value: string): Catalog => {
      const catalog = fakeCatalog(name, [{ id: 'view:v' }]);
      const attributes: Record<string, Attribute> = {
        body: { value, canonical: value.toLowerCase(), printed: true },
      };
      const parts = [...catalog.parts].map(([id, part]): [PartId, Part] => [id, { ...part, attributes }]);
      return { ...catalog, parts: new Map(parts) };
    };
    const drift = diff(side('a', 'SELECT 1'), side('b', 'select 1'), noRules, fakeDialect());
    assert.deepEqual([words(drift), drift.hidden], [[], []]);
  });

  it('hides attributes and whole parts by their rules, and counts them', () => {
    const parts = (owner: string, grants: string | undefined): FakePart[] => [
      { id: 'table:t', attributes: { owner }, attributeRules: { owner: 'owners' } },
      ...(grants === undefined
        ? []
        : [{ id: 'comment:t', parent: 'table:t', rule: 'privileges', attributes: { grants } }]),
    ];
    const drift = compare(parts('a', 'x'), parts('b', 'y'), defaultRules);
    assert.deepEqual(words(drift), []);
    assert.deepEqual(drift.hidden, [
      { rule: 'owners', count: 1 },
      { rule: 'privileges', count: 1 },
    ]);
    assert.deepEqual(compare(parts('a', 'x'), parts('a', undefined), defaultRules).hidden, [
      { rule: 'privileges', count: 1 },
    ]);
    assert.deepEqual(words(compare(parts('a', 'x'), parts('b', 'y'))), ['table:t modified']);
  });

  it('counts what the filters leave out, and only what differs', () => {
    const rules: Rules = { include: ['s.*'], exclude: ['s.b'], ignore: [] };
    const drift = compare(
      [{ id: 'table:s.a' }, { id: 'table:s.b' }, { id: 'table:t.c' }, { id: 'table:t.d' }],
      [{ id: 'table:t.d' }],
      rules,
    );
    assert.deepEqual(words(drift), ['table:s.a missing_in_target']);
    assert.deepEqual(drift.hidden, [{ rule: 'filters', count: 2 }]);
  });

  it('hides whole objects by the rule of their main part', () => {
    const rules: Rules = { include: [], exclude: [], ignore: ['privileges'] };
    const one: FakePart = { id: 'defaults:a', rule: 'privileges', attributes: { grants: 'SELECT' } };
    const both: FakePart = { id: 'defaults:b', rule: 'privileges', attributes: { grants: 'SELECT' } };
    const other: FakePart = { ...both, attributes: { grants: 'UPDATE' } };
    assert.deepEqual(words(compare([one, both], [other])), [
      'defaults:a missing_in_target',
      'defaults:b modified',
    ]);
    for (const drift of [compare([one, both], [other], rules), compare([other], [one, both], rules)]) {
      assert.deepEqual(words(drift), []);
      assert.deepEqual(drift.hidden, [{ rule: 'privileges', count: 2 }]);
    }
  });

  it('moves a part between objects where the source has it', () => {
    const drift = compare(
      [{ id: 'table:t' }, { id: 'type:s', object: 'table:t', attributes: { owned: 't' } }],
      [{ id: 'table:t' }, { id: 'type:s', attributes: { owned: '' } }],
    );
    assert.deepEqual(words(drift), ['table:t modified']);
  });

  it('takes what the other side has in a form that is not compared for neither missing nor extra', () => {
    const partitioned = {
      id: 'uncompared:t' as never,
      kind: 'partitioned tables',
      name: 't',
      dependsOn: [],
      occupies: ['relation:t'],
    };
    const plain = [{ id: 'table:t', occupies: ['relation:t'] }, { id: 'table:u' }];
    const withTable = fakeCatalog('one', plain);
    const withPartitions = fakeCatalog('other', [], [partitioned]);
    for (const [source, target] of [
      [withTable, withPartitions],
      [withPartitions, withTable],
    ] as const) {
      const drift = diff(source, target, noRules, fakeDialect());
      assert.deepEqual(
        drift.objects.map(({ objectId }) => objectId),
        ['table:u'],
      );
      assert.deepEqual(drift.uncompared[0]?.names, ['t']);
    }
  });

  it('counts by kind what is found but not compared', () => {
    const one = { id: 'rule:r' as never, kind: 'rules', name: 's.r', dependsOn: [] };
    const drift = diff(fakeCatalog('source', [], [one]), fakeCatalog('target', []), noRules, fakeDialect());
    assert.deepEqual(drift.uncompared, [{ kind: 'rules', source: 1, target: 0, names: ['s.r'] }]);
  });
});
