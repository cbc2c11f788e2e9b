import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { format } from 'prettier';
import * as z from 'zod';
import { compareJson, planJson } from '../../../src/cli/render/json.js';
import { compareJsonSchema, planJsonSchema } from '../../../src/cli/render/jsonSchemas.js';
import { configFileSchema } from '../../../src/core/profiles/configFile.js';
import { projectRoot } from '../../support/projectRoot.js';
import { comparison, noDrift, plan } from './fixtures.js';

const published = {
  compare: { schema: compareJsonSchema, title: 'What dbvc compare --format json prints' },
  plan: { schema: planJsonSchema, title: 'What dbvc plan --format json prints' },
  dbvc: { schema: configFileSchema, title: 'The configuration file .dbvc.jsonc' },
} as const;

type Name = keyof typeof published;

const fileOf = (name: Name): string => path.join(projectRoot(), 'docs', 'schemas', `${name}.schema.json`);

/** `input`: readers of results skip fields that a later version adds. */
function generated(name: Name): object {
  const { schema, title } = published[name];
  return { title, ...z.toJSONSchema(schema, { io: 'input' }) };
}

function validator(name: Name): ValidateFunction {
  const schema: unknown = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  return new Ajv2020({ allErrors: true, strict: true }).compile(schema);
}

function assertValid(name: Name, value: unknown): void {
  const validate = validator(name);
  assert.ok(validate(value), JSON.stringify(validate.errors, undefined, 2));
}

describe('the published JSON schemas', () => {
  for (const name of ['compare', 'plan', 'dbvc'] as const) {
    it(`have ${name}.schema.json as the code has it (UPDATE_GOLDEN=1 writes it anew)`, async () => {
      const text = await format(JSON.stringify(generated(name)), { parser: 'json', printWidth: 110 });
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(fileOf(name), text);
      assert.equal(readFileSync(fileOf(name), 'utf8'), text);
    });
  }

  it('accept what compare prints, with and without drift and diffs', () => {
    assertValid('compare', JSON.parse(compareJson(comparison(), false)));
    assertValid('compare', JSON.parse(compareJson(comparison(), true)));
    assertValid('compare', JSON.parse(compareJson(comparison(noDrift()), true)));
  });

  it('accept what plan prints', () => {
    assertValid('plan', JSON.parse(planJson(comparison(), plan())));
  });

  it('know every field that is printed', () => {
    const strict = compareJsonSchema.strict().safeParse(JSON.parse(compareJson(comparison(), true)));
    assert.ok(strict.success, strict.error?.message);
  });

  it('refuse what is none of it', () => {
    const validate = validator('compare');
    assert.equal(validate({ version: 2 }), false);
    assert.equal(validator('plan')(JSON.parse(compareJson(comparison(), false))), false);
  });

  it('accept a configuration and refuse its mistakes', () => {
    assertValid('dbvc', {
      $schema: './docs/schemas/dbvc.schema.json',
      profiles: [{ name: 'dev', url: 'postgresql://localhost/dev', environment: 'development' }],
      comparison: { source: 'dev', target: 'prod', include: ['public.*'], ignore: ['owners'] },
    });
    const validate = validator('dbvc');
    assert.equal(validate({ profiles: [{ url: 'postgresql://localhost/dev' }] }), false);
    assert.equal(validate({ profiles: [{ name: 'dev', password: 'x' }] }), false);
    assert.equal(validate({ comparisons: {} }), false);
  });
});
