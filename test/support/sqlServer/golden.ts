import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('test/data/sqlServer/golden');

/** Of a script what a case decides: its steps, without what every script has around them. */
function steps(script: string): string {
  const body = script
    .replace(/^[\s\S]*?^SET NOCOUNT ON;\nGO\n/m, '')
    .replace(/^SET NOEXEC OFF;[\s\S]*$/m, '')
    .replaceAll(/^IF @@ERROR <> 0 (?:SET NOEXEC ON;|AND @@TRANCOUNT.*\nIF @@TRANCOUNT.*)\nGO\n/gm, '');
  // All of it is in one transaction, unless there is something that can be in none.
  if (/\bFULLTEXT\b/.test(body)) return body.trim();
  return body.replaceAll(/^(?:BEGIN|COMMIT) TRANSACTION;\nGO\n/gm, '').trim();
}

/**
 * Holds the scripts of a case to what a person has read and found right; DBVC_TEST_UPDATE=1 writes them anew, for a
 * person to read.
 */
export function assertGolden(
  title: string,
  { there, back }: { readonly there: string; readonly back: string },
): void {
  const file = path.join(folder, `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.sql`);
  const text = [`-- ${title}`, steps(there), '-- And back', steps(back)].join('\n\n') + '\n';
  if (process.env['DBVC_TEST_UPDATE'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file} is missing: DBVC_TEST_UPDATE=1 writes it`);
  assert.equal(text, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
}
