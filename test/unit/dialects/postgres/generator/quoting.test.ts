import assert from 'node:assert/strict';
import { saysName } from '../../../../../src/dialects/postgres/generator/quoting.js';

describe('a name in a text of the server', () => {
  for (const [text, name] of [
    ['SELECT a FROM public.v', 'public.v'],
    ['SELECT public.f(1)', 'public.f'],
    ['public.v[]', 'public.v'],
    ['FROM public.views JOIN public.v ON true', 'public.v'],
    ['FROM "A.b"."c""d" x', '"A.b"."c""d"'],
  ] as const) {
    it(`is said: ${name} in ${text}`, () => {
      assert.equal(saysName(text, name), true);
    });
  }

  for (const [text, name] of [
    ['SELECT a FROM public.views', 'public.v'],
    ['SELECT public.f_2(1)', 'public.f'],
    ['FROM other_public.v', 'public.v'],
    ['FROM "public.v".t', 'public.v'],
    ['FROM public."c""d"', 'public."c"'],
  ] as const) {
    it(`is not said where another one goes on: ${name} in ${text}`, () => {
      assert.equal(saysName(text, name), false);
    });
  }
});
