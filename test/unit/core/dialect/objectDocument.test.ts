import assert from 'node:assert/strict';
import type { Part } from '../../../../src/core/model/part.js';
import type { PartId } from '../../../../src/core/model/partId.js';
import { ObjectParts } from '../../../../src/core/dialect/objectDocument.js';
import { fakeCatalog } from '../../../support/fakeDialect.js';

/** Parts that count how often all of them are gone through. */
class CountedParts extends Map<PartId, Part> {
  passes = 0;

  override values(): MapIterator<Part> {
    this.passes += 1;
    return super.values();
  }
}

describe('the parts of objects for their documents', () => {
  const tables = Array.from({ length: 50 }, (_, index) => `table:t${String(index)}`);

  it('are found with one pass over a catalog, however many objects are asked for', () => {
    const fake = fakeCatalog(
      'x',
      tables.flatMap((id) => [{ id }, { id: `column:${id}.c`, parent: id }]),
    );
    const counted = new CountedParts(fake.parts);
    const catalog = { ...fake, parts: counted };
    const parts = new ObjectParts();
    for (const id of catalog.parts.keys()) {
      const children = parts.of(id, catalog).map((part) => part.id as string);
      assert.deepEqual(children, id.startsWith('table:') ? [`column:${id}.c`] : []);
    }
    assert.equal(counted.passes, 1);
  });
});
