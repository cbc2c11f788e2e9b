import type { ScriptStep } from '../../../core/dialect/scriptGenerator.js';
import { quoteIdentifier } from './quoting.js';

/** Settings that make a script mean the same in every session: the ones pg_dump writes. */
export const scriptSettings: readonly string[] = [
  "SET client_encoding = 'UTF8'",
  'SET standard_conforming_strings = on',
  "SELECT pg_catalog.set_config('search_path', '', false)",
  // Times without a zone that get one take the session's: the same as when DBVC applies.
  "SET TimeZone = 'UTC'",
  'SET check_function_bodies = false',
  'SET client_min_messages = warning',
  'SET xmloption = content',
  // Where and how tables are stored that say nothing about it.
  "SET default_tablespace = ''",
  'SET default_table_access_method = heap',
];

/**
 * Makes a transaction act as a role, as DBVC's own sessions do where the connection says so: a client that goes on after
 * errors, such as psql by default, changes nothing then where the login may not.
 */
export function takeOnRole(role: string): string {
  return `SET LOCAL ROLE ${quoteIdentifier(role)}`;
}

/** Whatever the database, role or session would have by default: some are read-only until they are told otherwise. */
export const scriptBegin = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';

export const scriptCommit = 'COMMIT';

/** A text as SQL comment lines: nothing in it can end the comment. */
function comment(text: string): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => (line === '' ? '--' : `-- ${line}`))
    .join('\n');
}

/** A script for `psql -v ON_ERROR_STOP=1 -f`, one transaction per segment. */
export function renderScript(
  segments: readonly (readonly ScriptStep[])[],
  header: readonly string[],
  role?: string,
): string {
  const blocks = [comment(header.join('\n')), scriptSettings.map((setting) => `${setting};`).join('\n')];
  const begin = [scriptBegin, ...(role === undefined ? [] : [takeOnRole(role)])]
    .map((one) => `${one};`)
    .join('\n');
  for (const steps of segments) {
    if (steps.length === 0) continue;
    blocks.push(begin, ...steps.map(renderStep), `${scriptCommit};`);
  }
  return `${blocks.join('\n\n')}\n`;
}

function renderStep(step: ScriptStep): string {
  const heading = [step.title, ...step.risks.map((risk) => `  ! ${risk.kind}: ${risk.message}`)];
  return [comment(heading.join('\n')), ...step.statements.map((statement) => `${statement.sql};`)].join('\n');
}
