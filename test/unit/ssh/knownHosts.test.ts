import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbvcError } from '../../../src/core/errors.js';
import {
  fingerprint,
  hostKeyType,
  judgeHostKey,
  knownKeyTypes,
  readKnownHosts,
  rememberHostKey,
} from '../../../src/ssh/knownHosts.js';

/** A key blob: its type, and something. */
function key(type: string, rest: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.from(rest)]);
}

const mine = key('ssh-ed25519', 'mine');
const other = key('ssh-rsa', 'other');
const line = (hosts: string, one = mine): string =>
  `${hosts} ${hostKeyType(one)} ${one.toString('base64')} me@x\n`;
const salt = Buffer.from('salt').toString('base64');
const hashed = (name: string): string =>
  `|1|${salt}|${createHmac('sha1', Buffer.from('salt')).update(name).digest('base64')}`;

describe('known_hosts', () => {
  const cases: readonly (readonly [what: string, text: string, verdict: string, port?: number])[] = [
    ['has the host', line('db.example'), 'known'],
    ['has it in other letters and beside others', line('x,DB.example'), 'known'],
    ['has it with its port', line('[db.example]:2222'), 'known', 2222],
    ['has it with the usual port only', line('db.example'), 'unknown', 2222],
    ['has it hashed', line(hashed('db.example')), 'known'],
    ['has another one hashed', line(hashed('x.example')), 'unknown'],
    ['has a pattern for it', line('*.example'), 'known'],
    ['has a pattern that leaves it out', line('*.example,!db.example'), 'unknown'],
    ['has another key of it', line('db.example', other), 'changed'],
    ['has this key and another', line('db.example', other) + line('db.example'), 'known'],
    ['has this key revoked', line('db.example') + line('@revoked *'), 'revoked'],
    ['has an authority for it', line('@cert-authority *.example', other), 'unknown'],
    ['has comments and nonsense', '# db.example x y\n\nnonsense\ndb.example\n', 'unknown'],
    ['has a key of SSH 1 only', 'db.example 1024 35 1234567\n', 'unknown'],
    ['is empty', '', 'unknown'],
  ];
  for (const [what, text, verdict, port = 22] of cases) {
    it(`that ${what} makes the key ${verdict}`, () => {
      assert.equal(judgeHostKey(text, 'db.example', port, mine), verdict);
    });
  }

  it('says which types of keys to ask for', () => {
    const text = line('db.example', other) + line('db.example') + line('x');
    assert.deepEqual(knownKeyTypes(text, 'db.example', 22), ['ssh-rsa', 'ssh-ed25519']);
  });

  it('keeps what a file says whose last line has no end, and makes one where there is none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dbvc-ssh-'));
    try {
      const file = path.join(folder, 'known', 'hosts');
      assert.equal(await readKnownHosts(file), '');
      await rememberHostKey(file, 'db.example', 22, mine);
      await writeFile(file, (await readFile(file, 'utf8')).trimEnd());
      await rememberHostKey(file, 'x.example', 2222, other);
      const text = await readKnownHosts(file);
      assert.equal(judgeHostKey(text, 'db.example', 22, mine), 'known');
      assert.equal(judgeHostKey(text, 'x.example', 2222, other), 'known');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is no empty file where it cannot be read', async () => {
    await assert.rejects(
      readKnownHosts(tmpdir()),
      (error) => error instanceof DbvcError && error.code === 'invalid-input',
    );
  });

  it('shows a key as ssh does', () => {
    assert.match(fingerprint(mine), /^SHA256:[A-Za-z0-9+/]{43}$/);
  });
});
