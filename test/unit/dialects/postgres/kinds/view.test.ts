import assert from 'node:assert/strict';
import type { ScriptContext } from '../../../../../src/core/dialect/scriptGenerator.js';
import type { Part } from '../../../../../src/core/model/part.js';
import { partId } from '../../../../../src/core/model/partId.js';
import { viewKind } from '../../../../../src/dialects/postgres/kinds/view.js';

function created(definition: string): readonly string[] {
  const id = partId('view', 'public', 'invoice');
  const view: Part = {
    id,
    kind: 'view',
    objectId: id,
    path: ['public', 'invoice'],
    attributes: { definition: { value: definition } },
    details: { names: ['id'], types: ['integer'] },
    dependsOn: [],
    occupies: [],
  };
  return viewKind.create(view, [], { overStub: false } as ScriptContext).map(({ sql }) => sql);
}

describe('a new view', () => {
  it('is made at once where what it reads is called as it is, and longer', () => {
    assert.deepEqual(created('SELECT id FROM public.invoices'), [
      'CREATE VIEW public.invoice AS\n SELECT id FROM public.invoices',
    ]);
  });

  it('is made over its stub where it reads itself', () => {
    assert.deepEqual(created('SELECT id FROM public.invoice'), [
      'CREATE VIEW public.invoice AS\n SELECT NULL::integer AS id',
      'CREATE OR REPLACE VIEW public.invoice AS\n SELECT id FROM public.invoice',
    ]);
  });
});
