import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Localizer } from '../../../src/extension/text/localizer.js';
import { grouped, inSeconds } from '../../../src/extension/text/numbers.js';
import { english } from '../../support/englishText.js';
import { projectRoot } from '../../support/projectRoot.js';

const bundle = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(path.join(projectRoot(), 'l10n', 'bundle.l10n.de.json'), 'utf8')));
const german: Localizer = { t: (message) => bundle[message] ?? message };

describe('numbers', () => {
  it('are written as the language writes them', () => {
    assert.deepEqual(
      [999, 2140, 1_234_567].map((count) => grouped(count, english)),
      ['999', '2,140', '1,234,567'],
    );
    assert.equal(grouped(1_234_567, german), '1.234.567');
    assert.equal(inSeconds(1340, english), '1.3');
    assert.equal(inSeconds(1340, german), '1,3');
  });
});
