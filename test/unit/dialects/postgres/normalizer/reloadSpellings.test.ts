import assert from 'node:assert/strict';
import { postgresNormalizer } from '../../../../../src/dialects/postgres/normalizer/postgresNormalizer.js';

const canonical = (text: string): string => postgresNormalizer.canonical(text);

describe('spellings that a reload changes', () => {
  it('reads a cast of a whole array as casts of its elements', () => {
    assert.equal(
      canonical(
        "CHECK (((a)::text = ANY ((ARRAY['x'::character varying, 'y]'::character varying])::text[])))",
      ),
      canonical(
        "CHECK (((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y]'::character varying)::text])))",
      ),
    );
  });

  it('folds arrays within arrays, and types with modifiers and schemas', () => {
    assert.equal(
      canonical('(ARRAY[f((ARRAY[1, 2])::bigint[]), 3])::numeric(8,2)[]'),
      canonical('ARRAY[(f(ARRAY[(1)::bigint, (2)::bigint]))::numeric(8,2), (3)::numeric(8,2)]'),
    );
    assert.equal(canonical('(ARRAY[a])::public."My t"[]'), canonical('ARRAY[(a)::public."My t"]'));
  });

  it('keeps apart what is not the same', () => {
    assert.notEqual(canonical("(ARRAY['a'])::text[]"), canonical("(ARRAY['b'])::text[]"));
    assert.notEqual(canonical("(ARRAY['a'])::text[]"), canonical("(ARRAY['a'])::varchar[]"));
    assert.equal(canonical('(ARRAY[[1],[2]])::int[][]'), '( array [ [ 1 ] , [ 2 ] ] ) :: int [ ] [ ]');
  });

  it('reads a constant in a subquery and its name, which it has by itself, as the constant', () => {
    const view = (name: string): string =>
      canonical(
        `SELECT a FROM t WHERE a = (SELECT 'x'::text${name}) AND b IN (SELECT '-1'::integer${name === '' ? '' : ' AS int4'})`,
      );
    assert.equal(view(' AS text'), view(''));
    assert.notEqual(view(' AS other'), view(''));
    const body = (name: string): string => canonical(`BEGIN ATOMIC\n SELECT 2,\n ''::text${name};\nEND`);
    assert.equal(body(' AS text'), body(''));
    assert.notEqual(canonical("SELECT 'x'::text AS text"), canonical("SELECT 'x'::text"));
  });

  it('is idempotent', () => {
    const once = canonical("x = ANY ((ARRAY['x'::character varying])::text[])");
    assert.equal(canonical(once), once);
  });
});
