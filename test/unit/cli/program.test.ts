import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { watchInterrupts } from '../../../src/cli/interrupt.js';
import { runCli } from '../../../src/cli/program.js';
import { DbvcError } from '../../../src/core/errors.js';
import { stepsOf } from '../../../src/core/planner/plan.js';
import { fakeCore, type FakeCore, fakeServices } from './fakeServices.js';
import { fakeTerminal, type FakeTerminal } from './fakeTerminal.js';
import { drift, noDrift, plan } from './fixtures.js';

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly terminal: FakeTerminal;
}

const sides = ['--source', 'postgresql://h/dev', '--target', 'postgresql://h/prod'];
const config = `{ "profiles": [
  { "name": "prod", "url": "postgresql://h/prod", "environment": "production" },
  { "name": "locked", "url": "postgresql://h/prod", "readOnly": true },
  { "name": "dev", "url": "postgresql://h/dev" } ] }`;

async function run(
  core: FakeCore,
  args: readonly string[],
  answers?: readonly (string | undefined)[],
): Promise<Ran> {
  const terminal = fakeTerminal(answers);
  const interrupt = watchInterrupts(new EventEmitter() as unknown as NodeJS.Process, () => undefined);
  const status = await runCli(args, { terminal, services: fakeServices(core), interrupt });
  interrupt.dispose();
  return { status, out: terminal.written.out, err: terminal.written.err, terminal };
}

describe('dbvc', () => {
  let core: FakeCore;
  beforeEach(() => {
    core = fakeCore();
  });

  it('prints its version and help to standard output', async () => {
    const version = await run(core, ['--version']);
    assert.deepEqual([version.status, version.out, version.err], [0, '1.2.3\n', '']);
    for (const args of [['--help'], ['compare', '--help'], ['demo', '--help'], ['demo', 'plan', '--help']]) {
      const help = await run(core, args);
      assert.equal(help.status, 0);
      assert.match(help.out, /Usage: dbvc/);
    }
  });

  it('imports what the environment and the files say as profiles, with no password in anything it prints', async () => {
    core.env = { DATABASE_URL: 'postgresql://ada:hunter2@db/shop', SPARE_URL: 'mssql://sa:hunter2@h:port/d' };
    const ran = await run(core, ['import']);
    assert.equal(ran.status, 0);
    assert.deepEqual(JSON.parse(ran.out), {
      profiles: [{ name: 'shop@db', engine: 'postgres', host: 'db', database: 'shop', user: 'ada' }],
    });
    assert.match(ran.err, /shop@db: from environment, DATABASE_URL \(its password stays there\)/);
    assert.match(ran.err, /environment, SPARE_URL: .*the port is not a number/);
    assert.doesNotMatch(ran.out + ran.err, /hunter2/);
    const missing = await run(core, ['import', 'missing.env']);
    assert.deepEqual([missing.status, missing.out], [1, '']);
    assert.match(missing.err, /There is no file missing\.env/);
  });

  for (const args of [
    [],
    ['frobnicate'],
    ['compare', '--nope'],
    ['compare', 'stray', ...sides],
    ['compare', '--format', 'xml', ...sides],
    ['compare', '--source', 'postgresql://h/dev'],
    ['compare', ...sides, '--jobs', '0'],
    ['compare', ...sides, '--lock-timeout', '5'],
    ['compare', ...sides, '--ignore', 'owner'],
    ['compare', ...sides, '--include', 'a..b'],
    ['compare', ...sides, '--config', 'missing.jsonc'],
    ['compare', '--source', 'nobody', '--target', 'demo:target'],
    ['compare', '--source', 'mssql://h/db', '--target', 'postgresql://h/db'],
    ['plan', ...sides, '--rename', 'public.a=public.b'],
    ['plan', ...sides, '--out', '/nowhere/else/x.sql'],
    ['snapshot', '--source', 'x', '--out', 'y'],
  ]) {
    it(`ends "${args.join(' ')}" with 1 and words on standard error`, async () => {
      const ran = await run(core, args);
      assert.equal(ran.status, 1);
      assert.equal(ran.out, '');
      assert.notEqual(ran.err, '');
      assert.doesNotMatch(ran.err, /\n {4}at /);
    });
  }

  describe('compare and plan', () => {
    it('end with 2 when there is drift and with 0 when there is none', async () => {
      assert.equal((await run(core, ['compare', ...sides])).status, 2);
      assert.equal((await run(core, ['plan', ...sides])).status, 2);
      core.drifts.splice(0, 1, noDrift());
      assert.equal((await run(core, ['compare', ...sides])).status, 0);
      assert.equal((await run(core, ['plan', ...sides])).status, 0);
    });

    it('put results on standard output and everything else on standard error', async () => {
      const planned = await run(core, ['plan', ...sides]);
      assert.equal(planned.out, 'FORWARD;\n');
      assert.match(planned.err, /ada is no superuser/);
      assert.match(planned.err, /Found, not compared yet/);
      const compared = await run(core, ['compare', ...sides, '--format', 'json']);
      assert.equal(compared.err, '');
      assert.doesNotThrow(() => {
        JSON.parse(compared.out);
      });
    });

    it('say nothing but results with --quiet', async () => {
      const ran = await run(core, ['plan', ...sides, '--quiet']);
      assert.deepEqual([ran.out, ran.err], ['FORWARD;\n', '']);
    });

    it('plan drops unless --no-drops', async () => {
      await run(core, ['plan', ...sides]);
      await run(core, ['plan', ...sides, '--no-drops']);
      assert.deepEqual(
        core.requests.map(({ allowDrops, allowDataLoss }) => [allowDrops, allowDataLoss]),
        [
          [true, true],
          [false, false],
        ],
      );
    });

    it('take the sides and rules from the configuration', async () => {
      core.config = `{ "comparison": { "source": "demo:source", "target": "demo:target", "ignore": ["comments"] } }`;
      const ran = await run(core, ['compare', '--format', 'json']);
      assert.equal(ran.status, 2);
      assert.match(ran.out, /"ignore": \[\n\s+"comments"\n/);
    });

    it('name the side of an error', async () => {
      core.readSides = () =>
        Promise.reject(new DbvcError('connection-failed', 'Nothing listens.', { side: 'target' }));
      const ran = await run(core, ['compare', ...sides]);
      assert.equal(ran.status, 1);
      assert.equal(ran.err, 'error: Nothing listens.\n  on the target\n');
    });

    it('run on the demo without a database, and close it', async () => {
      for (const args of [['demo'], ['demo', '--format', 'json'], ['demo', 'compare'], ['demo', 'plan']]) {
        const ran = await run(core, args);
        assert.equal(ran.status, 2, args.join(' '));
        assert.equal(core.demosOpen, 0);
      }
      core.readSides = () => Promise.reject(new Error('no'));
      assert.equal((await run(core, ['demo'])).status, 1);
      assert.equal(core.demosOpen, 0);
    });
  });

  describe('passwords', () => {
    const needsPassword = (): void => {
      core.open = (settings) =>
        settings.password?.reveal() === 'right'
          ? Promise.resolve()
          : Promise.reject(new DbvcError('authentication-failed', 'No.'));
    };

    it('are asked for on a terminal where the server wants one', async () => {
      needsPassword();
      const ran = await run(core, ['compare', ...sides], ['right', 'wrong', 'right']);
      assert.equal(ran.status, 2);
      assert.equal(ran.terminal.questions.length, 3);
      assert.match(
        ran.terminal.questions[0] ?? '',
        /Password of ada on localhost|Password of ada on h:5432\/dev/,
      );
      assert.match(ran.err, /not accepted/);
      assert.doesNotMatch(ran.out + ran.err, /right/);
    });

    it('are not asked for where none is needed or one is given', async () => {
      assert.deepEqual((await run(core, ['compare', ...sides], [])).terminal.questions, []);
      core.env['DBVC_SOURCE_PASSWORD'] = 'right';
      core.env['PGPASSWORD'] = 'right';
      needsPassword();
      assert.deepEqual((await run(core, ['compare', ...sides], [])).terminal.questions, []);
    });

    it('are asked for three times at most', async () => {
      needsPassword();
      const ran = await run(core, ['compare', ...sides], ['a', 'b', 'c', 'd']);
      assert.equal(ran.status, 1);
      assert.equal(ran.terminal.questions.length, 3);
    });

    it('end quietly with Ctrl-C', async () => {
      needsPassword();
      assert.equal((await run(core, ['compare', ...sides], ['^C'])).status, 130);
    });
  });

  describe('apply', () => {
    it('refuses without --yes where nobody can be asked', async () => {
      const ran = await run(core, ['apply', ...sides]);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /--yes/);
      assert.equal(core.applied.length, 0);
    });

    it('ends with 2 and lists what it left', async () => {
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 2);
      assert.equal(core.applied.length, 1);
      assert.match(ran.out, /Left as it is: 1 difference/);
      assert.match(ran.err, /--allow-drops/);
    });

    it('ends with 0 when the target now equals the source', async () => {
      core.drifts.push(noDrift());
      core.planFor = () => ({ ...plan(), leftOut: [] });
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 0);
      assert.match(ran.err, /undoes it: \/journal\/rollback\.sql/);
    });

    it('ends with 0 when there is nothing to do', async () => {
      core.drifts.splice(0, 1, noDrift());
      assert.equal((await run(core, ['apply', ...sides, '--yes'])).status, 0);
      assert.equal(core.applied.length, 0);
    });

    it('lists what is different again, and ends with 2', async () => {
      core.planFor = () => ({ ...plan(), leftOut: [] });
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 2);
      assert.match(ran.out, /Still different, or different again: 4 objects/);
    });

    it('asks on a terminal, after a summary', async () => {
      const yes = await run(core, ['apply', ...sides], ['y']);
      assert.equal(yes.status, 2);
      assert.match(yes.err, /create {2}1 table[\s\S]*! data loss/);
      assert.match(yes.terminal.questions[0] ?? '', /Apply to h\/prod\? \[y\/N\]/);
      for (const answer of ['n', '', 'yep', undefined]) {
        assert.equal((await run(core, ['apply', ...sides], [answer])).status, 1);
      }
      assert.equal((await run(core, ['apply', ...sides], ['^C'])).status, 130);
      assert.equal(core.applied.length, 1);
    });

    it('gives each consent to the planner, data loss implying drops', async () => {
      for (const option of [[], ['--allow-drops'], ['--allow-data-loss']]) {
        await run(core, ['apply', ...sides, '--yes', ...option]);
      }
      assert.deepEqual(
        core.requests.map(({ allowDrops, allowDataLoss }) => [allowDrops, allowDataLoss]),
        [
          [false, false],
          [true, false],
          [true, true],
        ],
      );
    });

    it('executes nothing in a dry run, and needs no consent for it', async () => {
      core.config = config;
      const ran = await run(core, ['apply', '--source', 'dev', '--target', 'prod', '--dry-run']);
      assert.equal(ran.status, 2);
      assert.match(ran.out, /CREATE TABLE public\.invoices/);
      assert.equal(core.applied.length, 0);
      assert.equal(core.journal.length, 0);
    });

    it('needs the name of a production target', async () => {
      core.config = config;
      const args = ['apply', '--source', 'dev', '--target', 'prod'];
      const refused = await run(core, [...args, '--yes']);
      assert.equal(refused.status, 1);
      assert.match(refused.err, /--confirm prod/);
      assert.equal((await run(core, [...args, '--yes', '--confirm', 'dev'])).status, 1);
      assert.equal((await run(core, args, ['y'])).status, 1);
      assert.equal(core.applied.length, 0);
      assert.equal((await run(core, [...args, '--yes', '--confirm', 'prod'])).status, 2);
      assert.equal((await run(core, args, ['prod'])).status, 2);
      assert.equal((await run(core, [...args, '--confirm', 'prod'], ['y'])).status, 2);
      assert.equal(core.applied.length, 3);
    });

    it('refuses --confirm with a name that is not the target', async () => {
      const ran = await run(core, ['apply', ...sides, '--yes', '--confirm', 'prod']);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /the target is "h\/prod"/);
    });

    it('refuses a read-only profile before it connects', async () => {
      core.config = config;
      const ran = await run(core, ['apply', '--source', 'dev', '--target', 'locked', '--yes']);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /read-only/);
      assert.deepEqual(core.connections, []);
    });

    it('refuses source and target that are the same database, though they do not differ', async () => {
      const one = noDrift();
      core.drifts.splice(0, 1, { ...one, target: one.source });
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /same database/);
    });

    it('asks once more where the server is newer than DBVC knows', async () => {
      const newer = drift();
      const notices = [{ code: 'newer-server', message: 'PostgreSQL 99 is newer.' }];
      core.drifts.splice(0, 1, { ...newer, target: { ...newer.target, notices } });
      assert.equal((await run(core, ['apply', ...sides], ['y', 'n'])).status, 1);
      assert.equal(core.applied.length, 0);
      assert.equal((await run(core, ['apply', ...sides], ['y', 'y'])).status, 2);
    });

    it('asks once more where nobody has tried DBVC on the server', async () => {
      const untried = drift();
      const notices = [{ code: 'untried-server', message: 'Read the script.' }];
      core.drifts.splice(0, 1, { ...untried, target: { ...untried.target, notices } });
      const ran = await run(core, ['apply', ...sides], ['y', 'n']);
      assert.equal(ran.status, 1);
      assert.equal(core.applied.length, 0);
    });

    it('keeps a journal entry from before the start to the end', async () => {
      core.apply = () => {
        assert.equal(core.journal.length, 1);
        assert.equal(core.journal[0]?.result, undefined);
        return Promise.resolve({ status: 'applied', steps: 3, milliseconds: 5 });
      };
      await run(core, ['apply', ...sides, '--yes']);
      const [kept] = core.journal;
      assert.equal(kept?.result?.status, 'applied');
      assert.equal(kept.entry.script, 'FORWARD;\n');
      assert.equal(kept.entry.rollback, 'BACK;\n');
      assert.equal(kept.entry.person, 'ada');
      assert.match(kept.entry.leftOut[0] ?? '', /it exists only in the target/);
    });

    it('ends with 1 and says what is left when it fails', async () => {
      core.apply = () =>
        Promise.resolve({
          status: 'failed',
          error: new DbvcError('statement-failed', 'The column has nulls.', {
            object: 'column public.users.email',
          }),
          committedSegments: 0,
          inDoubt: false,
        });
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /The column has nulls\.\n {2}column public\.users\.email/);
      assert.match(ran.err, /Nothing was changed/);
      assert.equal(core.journal[0]?.result?.status, 'failed');
    });

    it('does not say that nothing was changed where a step failed that runs in no transaction', async () => {
      core.apply = (plan) => {
        const [unfinished] = stepsOf(plan);
        assert.ok(unfinished !== undefined);
        const error = new DbvcError('statement-failed', 'There is no such language.');
        const failed = { status: 'failed', error, committedSegments: 0, inDoubt: false } as const;
        return Promise.resolve({ ...failed, step: unfinished, unfinished });
      };
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 1);
      assert.match(ran.err, /Step 1 runs in no transaction: what it did before it failed was not taken back/);
      assert.doesNotMatch(ran.err, /Nothing was changed/);
      assert.equal(core.journal[0]?.result?.status, 'partly-applied');
    });

    it('ends with 130 and says what was committed when it was interrupted between two transactions', async () => {
      core.apply = () =>
        Promise.resolve({
          status: 'failed',
          error: new DbvcError('statement-failed', 'Cancelled after a part of the plan was committed.'),
          committedSegments: 1,
          inDoubt: false,
          cancelled: true,
        });
      const ran = await run(core, ['apply', ...sides, '--yes']);
      assert.equal(ran.status, 130);
      assert.match(ran.err, /1 of \d+ transactions had been committed before:\n {2}1\. /);
      assert.equal(core.journal[0]?.result?.status, 'partly-applied');
    });

    it('records a refusal of the core', async () => {
      core.apply = () => Promise.reject(new DbvcError('target-changed', 'The target has changed.'));
      assert.equal((await run(core, ['apply', ...sides, '--yes'])).status, 1);
      assert.equal(core.journal[0]?.result?.status, 'failed');
      assert.equal(core.journal[0].result.error, 'The target has changed.');
    });
  });
});
