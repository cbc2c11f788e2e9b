import assert from 'node:assert/strict';
import { diff } from '../../../src/core/differ/diff.js';
import type { RiskKind } from '../../../src/core/model/risk.js';
import type { PartId } from '../../../src/core/model/partId.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import type { Plan } from '../../../src/core/planner/plan.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import {
  applySummary,
  deviationSummary,
  mayLoseData,
  serverDoubtSummary,
  takeAlongSummary,
} from '../../../src/extension/apply/applySummary.js';
import { trafficLines } from '../../../src/extension/apply/trafficLines.js';
import { english } from '../../support/englishText.js';
import { type FakeBehaviour, type FakePart, fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

const everything = { takeAlong: true, allowDrops: true, allowDataLoss: true };

function planOf(
  source: readonly FakePart[],
  target: readonly FakePart[],
  behaviour: FakeBehaviour = {},
): Plan {
  const dialect = fakeDialect(behaviour);
  const drift = diff(fakeCatalog('dev', source), fakeCatalog('prod', target), defaultRules, dialect);
  return makePlan(drift, everything, dialect);
}

function summary(plan: Plan, environment?: 'production'): { question: string; detail: string } {
  const target = { label: 'prod', ...(environment === undefined ? {} : { environment }) };
  return applySummary({ plan, kinds: fakeDialect().kinds, target }, english);
}

/** A plan of one step with these risks. */
function risky(risks: readonly (readonly [RiskKind, string])[]): Plan {
  const plan = planOf([{ id: 'table:public.a' }], []);
  const statement = { sql: 'x', risks: [] };
  return {
    ...plan,
    segments: [
      {
        expected: new Map(),
        steps: [
          {
            number: 1,
            action: 'create',
            objectId: 'table:public.a' as PartId,
            partIds: [],
            title: 'create',
            statements: [statement],
            risks: risks.map(([kind, message]) => ({ kind, message })),
          },
        ],
      },
    ],
  };
}

describe('the question before a script that a person edited is applied', () => {
  const plan = risky([]);

  it('says what runs in no transaction, also where it is all', () => {
    const plan = risky([]);
    const reason = 'create full-text catalog cannot run in a transaction';
    const segments = plan.segments.map((segment) => ({
      ...segment,
      outsideTransaction: true as const,
      reason,
    }));
    const { detail } = summary({ ...plan, segments });
    assert.match(detail, /In no transaction, so that nothing is taken back: create full-text catalog/);
    assert.doesNotMatch(detail, /All in one transaction/);
  });

  it("lists the statements that are not the planner's own, and lets Enter do no harm", () => {
    const edited: Plan = { ...plan, edited: { own: new Set() } };
    assert.match(summary(edited).detail, /^Edited, and not looked at for risks: 1 of 1 statements\ncreate$/m);
    assert.equal(mayLoseData(edited), true);
  });

  it('says so where nothing was changed', () => {
    const same: Plan = { ...plan, edited: { own: new Set(['x']) } };
    assert.match(summary(same).detail, /^The script is as DBVC wrote it, or with less in it\.$/m);
    assert.equal(mayLoseData(same), false);
  });

  it('lists how it led elsewhere than promised, at most twenty lines', () => {
    const lines = Array.from({ length: 25 }, (_, n) => `line ${String(n)}`);
    const { question, detail } = deviationSummary(lines, 'prod', english);
    assert.match(question, /^The edited script leaves prod otherwise/);
    assert.equal(detail.split('\n').length, 22);
    assert.match(detail, /and 5 more$/);
  });
});

describe('what is said about the tables before an apply', () => {
  const [table] = [...fakeCatalog('prod', [{ id: 'table:public.users' }]).parts.values()];
  assert.ok(table !== undefined);

  it('is how large those are that a step works through, and which transactions hold them', () => {
    const holders = [{ who: 'pid 7, app, idle in transaction', seconds: 3600 }, { who: 'pid 8' }];
    assert.deepEqual(
      trafficLines({ known: true, tables: [{ table, rows: 1_200_000, grows: true, holders }] }, english),
      [
        'public.users: about 1,200,000 rows',
        'In the way: a transaction of 3,600 s holds public.users (pid 7, app, idle in transaction)',
        'In the way: a transaction holds public.users (pid 8)',
      ],
    );
    const small = { table, rows: 3, grows: false, holders: [] };
    assert.deepEqual(trafficLines({ known: true, tables: [small] }, english), []);
  });

  it('is that it is not known, where it is not', () => {
    const traffic = { known: false, reason: 'permission denied' } as const;
    assert.match(
      applySummary({ plan: risky([]), traffic, kinds: [], target: { label: 'prod' } }, english).detail,
      /^How large the tables are and who uses them is not known: permission denied$/m,
    );
    assert.deepEqual(trafficLines(undefined, english), []);
  });
});

describe('the question before an apply', () => {
  it('names the target and its environment', () => {
    const plan = planOf([{ id: 'table:public.a' }], []);
    assert.equal(summary(plan).question, 'Apply to prod?');
    assert.equal(summary(plan, 'production').question, 'Apply to prod (PRODUCTION)?');
  });

  it('names the role that the sessions take on', () => {
    const plan = planOf([{ id: 'table:public.a' }], []);
    const { target } = plan.drift;
    const asOwner = { ...target, server: { ...target.server, role: 'app_owner' } };
    const { detail } = summary({ ...plan, drift: { ...plan.drift, target: asOwner } });
    assert.match(detail, /As the role app_owner/);
    assert.doesNotMatch(summary(plan).detail, /role/);
  });

  it('counts what is created, changed and dropped, by kind', () => {
    const plan = planOf(
      [
        { id: 'table:public.a' },
        { id: 'table:public.b' },
        { id: 'view:public.v' },
        { id: 'function:public.f', attributes: { body: '1' } },
      ],
      [{ id: 'function:public.f', attributes: { body: '2' } }, { id: 'trigger:public.t' }],
    );
    assert.match(summary(plan).detail, /^Create: 2 tables, 1 view\nChange: 1 function\nDrop: 1 trigger/);
  });

  it('lists data loss before everything else, each once', () => {
    const { detail } = summary(
      risky([
        ['may-fail-on-rows', 'rows may be null'],
        ['long-lock', 'locks a'],
        ['data-loss', 'drops column x'],
        ['data-loss', 'drops column x'],
        ['rebuild', 'rebuilds v'],
      ]),
    );
    assert.match(detail, /\n\nDATA LOSS: drops column x\nLock: locks a\nMay fail: rows may be null\n\n/);
    assert.doesNotMatch(detail, /rebuilds v/);
  });

  it('stops after twenty lines and says how many more there are', () => {
    const risks = Array.from({ length: 33 }, (_, index) => ['data-loss', `loses ${String(index)}`] as const);
    const { detail } = summary(risky(risks));
    assert.equal(detail.match(/DATA LOSS/g)?.length, 20);
    assert.match(detail, /and 13 more, see the script/);
  });

  it('says that it is all or nothing, and how much is left', () => {
    const plan = planOf([{ id: 'table:public.a' }], []);
    assert.match(summary(plan).detail, /All in one transaction/);
    const id = 'x' as PartId;
    const left = { objectId: id, partId: id, described: 'x', reason: 'y', because: 'drops' as const };
    assert.match(summary({ ...plan, leftOut: [left] }).detail, /Left as they are: 1/);
  });
});

describe('whether a plan loses data', () => {
  it('is told by its risks, not by what it drops', () => {
    assert.equal(mayLoseData(risky([['data-loss', 'drops column x']])), true);
    assert.equal(
      mayLoseData(
        risky([
          ['drop', 'drops v'],
          ['irreversible', 'adds a value'],
        ]),
      ),
      false,
    );
  });
});

describe('the question about what else is needed', () => {
  const needed = (count: number): Plan['required'] =>
    Array.from({ length: count }, (_, index) => ({
      objectId: `table:public.t${String(index)}` as PartId,
      described: `table public.t${String(index)}`,
      reason: 'view public.v reads it',
      neededBy: 'view:public.v' as PartId,
    }));

  it('names the object and the reason', () => {
    assert.deepEqual(takeAlongSummary({ required: needed(1) }, english), {
      question: 'This needs another object that is not chosen. Take it along?',
      detail: 'table public.t0: view public.v reads it',
    });
  });

  it('counts several, names the first twelve and counts the rest', () => {
    const { question, detail } = takeAlongSummary({ required: needed(15) }, english);
    assert.equal(question, 'This needs 15 other objects that are not chosen. Take them along?');
    const lines = detail.split('\n');
    assert.equal(lines.length, 13);
    assert.equal(lines[11], 'table public.t11: view public.v reads it');
    assert.equal(lines[12], 'and 3 more');
  });

  it('says what a view needs in the words of the plan', () => {
    const dialect = fakeDialect();
    const source = fakeCatalog('dev', [
      { id: 'table:public.t' },
      { id: 'view:public.v', on: ['table:public.t'] },
    ]);
    const drift = diff(source, fakeCatalog('prod', []), defaultRules, dialect);
    const chosen = { objects: new Set(['view:public.v' as PartId]), ...everything, takeAlong: false };
    const { detail } = takeAlongSummary(makePlan(drift, chosen, dialect), english);
    assert.match(detail, /^table public\.t: .*view public\.v/);
  });
});

describe('the question about a server that DBVC may not know', () => {
  const drift = (notices: readonly { code: string; message: string }[]) => {
    const target = { ...fakeCatalog('prod', []), notices };
    return diff(fakeCatalog('dev', []), target, defaultRules, fakeDialect());
  };

  it('is asked only where the target is newer than what DBVC knows', () => {
    assert.equal(serverDoubtSummary(drift([]), english), undefined);
    assert.equal(serverDoubtSummary(drift([{ code: 'no-superuser', message: 'x' }]), english), undefined);
    const asked = serverDoubtSummary(drift([{ code: 'newer-server', message: 'It is newer.' }]), english);
    assert.match(asked?.question ?? '', /is newer than this version of DBVC knows\. Apply all the same\?$/);
    assert.equal(asked?.detail, 'It is newer.');
  });

  it('is asked where nobody has tried DBVC on the server', () => {
    const asked = serverDoubtSummary(
      drift([{ code: 'untried-server', message: 'Read the script.' }]),
      english,
    );
    assert.match(
      asked?.question ?? '',
      /^This version of DBVC was not tried on a live .*\. Apply all the same\?$/,
    );
    assert.equal(asked?.detail, 'Read the script.');
  });
});
