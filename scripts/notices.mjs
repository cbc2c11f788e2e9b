import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './processes.mjs';

/** Packages whose files are copied as they are, so that no bundle names them. */
const COPIED = ['@electric-sql/pglite', 'libpg-query'];

/** Compiled into the WebAssembly of those packages. */
const POSTGRESQL = `PostgreSQL Database Management System
(also known as Postgres, formerly known as Postgres95)

Portions Copyright (c) 1996-2026, PostgreSQL Global Development Group

Portions Copyright (c) 1994, The Regents of the University of California

Permission to use, copy, modify, and distribute this software and its documentation for any purpose,
without fee, and without a written agreement is hereby granted, provided that the above copyright notice
and this paragraph and the following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL,
INCIDENTAL, OR CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND
ITS DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER
IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT,
UPDATES, ENHANCEMENTS, OR MODIFICATIONS.`;

/** The licences of everything that is bundled or copied into dist/, from esbuild's list of what went in. */
export function notices(metafile) {
  const names = new Set(COPIED);
  for (const input of Object.keys(metafile.inputs)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
    if (name !== undefined) names.add(name);
  }
  const entries = [...names].sort().map(noticeOf);
  return [
    'DBVC contains the following software, under the licences below.',
    ...entries,
    entry('PostgreSQL (in the demo engine and in the SQL parser)', POSTGRESQL),
    '',
  ].join('\n\n');
}

function noticeOf(name) {
  const folder = path.join(ROOT, 'node_modules', name);
  const {
    version,
    licenses,
    // What npm's older packages say.
    license = licenses?.map(({ type }) => type).join(' or '),
    author,
    homepage,
    repository,
  } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((candidate) => /^(licen[cs]e|copying)/i.test(candidate));
  const text =
    file !== undefined && existsSync(path.join(folder, file))
      ? readFileSync(path.join(folder, file), 'utf8').trim()
      : `Licence: ${license}. ${[nameOf(author), homepage ?? repository?.url].filter(Boolean).join(', ')}`;
  if (license === undefined && file === undefined) throw new Error(`${name} says nothing about its licence`);
  return entry(`${name} ${version} (${license})`, text);
}

function nameOf(author) {
  return typeof author === 'string' ? author : author?.name;
}

function entry(title, text) {
  return `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}\n\n${text}`;
}
