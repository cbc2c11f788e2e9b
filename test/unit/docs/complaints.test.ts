import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../support/projectRoot.js';

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');
const rows = [...read('docs/complaints.md').matchAll(/^\| (\d+)\s*\| (.+?)\s*\| (.+?)\s*\|$/gm)];

describe('the complaints about other tools', () => {
  it('are sixty-five, each with a test or the reason why there is none', () => {
    assert.deepEqual(
      rows.map(([, number]) => Number(number)),
      Array.from({ length: 65 }, (_, index) => index + 1),
    );
    for (const [, number, , answer = ''] of rows) {
      assert.match(answer, /^(?:`test\/[\w/.]+\.ts`: .+|Cannot happen: .+|Not covered: .+)$/, number);
    }
  });

  it('name tests that exist', () => {
    for (const [, number, , answer = ''] of rows) {
      const [, file, title] = /^`(.+?)`: (.+)$/.exec(answer) ?? [];
      if (file === undefined || title === undefined) continue;
      assert.ok(read(file).includes(`it('${title}`), `${String(number)}: ${file} has no test "${title}"`);
    }
  });
});
