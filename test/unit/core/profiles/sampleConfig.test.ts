import assert from 'node:assert/strict';
import { parseConfigFile } from '../../../../src/core/profiles/configFile.js';
import { sampleConfig } from '../../../../src/core/profiles/sampleConfig.js';
import { resolveIgnore } from '../../../../src/core/rules/ignore.js';
import { parsePattern } from '../../../../src/core/rules/pattern.js';

describe('the sample of .dbvc.jsonc', () => {
  it('can be read as it is, and compares nothing yet', () => {
    assert.deepEqual(parseConfigFile(sampleConfig, '.dbvc.jsonc'), { profiles: [], comparison: {} });
  });

  it('can be read with all that it suggests', () => {
    const all = sampleConfig.replace(/^(\s*)\/\/ (?=\s*["{}])/gm, '$1');
    const { profiles = [], comparison = {} } = parseConfigFile(all, '.dbvc.jsonc');
    assert.deepEqual(
      profiles.map(({ name }) => name),
      ['dev', 'prod'],
    );
    assert.deepEqual(
      [comparison.source, comparison.target],
      profiles.map(({ name }) => name),
    );
    for (const pattern of [...(comparison.include ?? []), ...(comparison.exclude ?? [])])
      parsePattern(pattern);
    assert.ok(resolveIgnore(comparison.ignore ?? []).length > 0);
    assert.equal(Object.keys(comparison.renames ?? {}).length, 1);
  });
});
