import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../../support/projectRoot.js';

/** Throws with the reasons when the JSON is not what the published schema says. */
export function assertPublished(name: 'compare' | 'plan', json: string): void {
  const file = path.join(projectRoot(), 'docs', 'schemas', `${name}.schema.json`);
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  const validate = new Ajv2020({ strict: true }).compile(schema);
  assert.ok(validate(JSON.parse(json)), JSON.stringify(validate.errors));
}
