import assert from 'node:assert/strict';
import { trafficLines } from '../../../../src/cli/render/trafficLines.js';
import { applySummary } from '../../../../src/cli/render/applySummary.js';
import { compareText } from '../../../../src/cli/render/compareText.js';
import { compareMarkdown } from '../../../../src/cli/render/markdown.js';
import { compareJson, planJson } from '../../../../src/cli/render/json.js';
import { planJsonSchema } from '../../../../src/cli/render/jsonSchemas.js';
import { failureText, remainingText, successText } from '../../../../src/cli/render/outcomeText.js';
import { helpWithLeftOut, planText } from '../../../../src/cli/render/planText.js';
import { createColors } from '../../../../src/cli/terminal/colors.js';
import type { Plan } from '../../../../src/core/planner/plan.js';
import { DbvcError } from '../../../../src/core/errors.js';
import { comparison, database, drift, noDrift, plan, step } from '../fixtures.js';
import { assertGolden } from '../golden.js';

const plain = createColors(false);

describe('reports', () => {
  it('show a comparison as a tree by kind', () => {
    assertGolden('compare.golden', compareText(comparison(), plain, false));
  });

  it('show a unified diff of what is modified', () => {
    assertGolden('compareDiff.golden', compareText(comparison(), plain, true));
  });

  it('colour a comparison without changing its text', () => {
    const coloured = compareText(comparison(), createColors(true), true);
    assertGolden('compareColoured.golden', coloured);
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), compareText(comparison(), plain, true));
  });

  it('say that there is no drift', () => {
    assertGolden('compareEqual.golden', compareText(comparison(noDrift()), plain, true));
  });

  it('never pass on control characters of a name', () => {
    for (const text of [
      compareText(comparison(), plain, true),
      compareMarkdown(comparison(), true),
      planText(comparison(), plan(), plain, true),
      applySummary(comparison(), plan(), plain),
      remainingText(drift().objects, comparison(), plain),
    ]) {
      assert.doesNotMatch(text, /[^\P{Cc}\n]/u);
    }
  });

  it('show a comparison as Markdown', () => {
    assertGolden('compareMarkdown.golden', compareMarkdown(comparison(), false));
    assertGolden('compareMarkdownDiff.golden', compareMarkdown(comparison(), true));
  });

  it('show a comparison as JSON', () => {
    assertGolden('compareJson.golden', compareJson(comparison(), false));
  });

  it('show a plan as text, with and without its SQL', () => {
    assertGolden('plan.golden', planText(comparison(), plan(), plain, false));
    assertGolden('planSql.golden', planText(comparison(), plan(), plain, true));
  });

  it('show a plan as JSON', () => {
    assertGolden('planJson.golden', planJson(comparison(), plan()));
  });

  it('sum an apply up before it is agreed to, data loss first', () => {
    assertGolden('applySummary.golden', applySummary(comparison(), plan(), plain));
  });

  it('say before an apply how large tables are and who is in the way, or that it is not known', () => {
    const [table] = [...drift().target.parts.values()];
    assert.ok(table !== undefined);
    const holders = [{ who: 'pid 7, app', seconds: 90 }, { who: 'pid 8' }];
    const tables = [
      { table, rows: 1_200_000, grows: true, holders },
      { table, grows: true, holders: [] },
      { table, rows: 5, grows: false, holders: [] },
    ];
    const name = table.path.join('.');
    assert.deepEqual(trafficLines({ known: true, tables }, plain), [
      `  ${name} has rows that nobody has counted (ANALYZE)`,
      `  ${name} has about 1,200,000 rows`,
      `  in the way: a transaction of 90 s holds ${name} (pid 7, app)`,
      `  in the way: a transaction holds ${name} (pid 8)`,
    ]);
    const text = applySummary(comparison(), plan(), plain, { known: false, reason: 'too late\u0007' });
    assert.match(text, /how large the tables are and who uses them is not known: too late/);
    assert.doesNotMatch(text, /[^\P{Cc}\n]/u);
  });

  it('name what runs in no transaction, also where it is all', () => {
    const reason = 'create full-text catalog cannot run in a transaction';
    const lone: Plan = {
      ...plan(),
      segments: [{ steps: [step(1)], expected: new Map(), outsideTransaction: true, reason }],
    };
    assert.match(
      applySummary(comparison(), lone, plain),
      /^ {2}in no transaction: create full-text catalog/m,
    );
    assert.match(
      planText(comparison(), lone, plain, false),
      /^-- in no transaction: create full-text catalog/m,
    );
    const [segment] = planJsonSchema.parse(JSON.parse(planJson(comparison(), lone))).segments;
    assert.equal(segment?.outsideTransaction, true);
  });

  it('list at most twenty risks before an apply', () => {
    const risks = Array.from({ length: 30 }, (_, index) => ({
      kind: 'table-rewrite' as const,
      message: `rewrites t${index}`,
    }));
    const many = { ...plan(), segments: [{ steps: [step(1, { risks })], expected: new Map() }] };
    const text = applySummary(comparison(), many, plain);
    assert.equal(text.match(/! table rewrite/g)?.length, 20);
    assert.match(text, /and 10 more/);
  });

  it('call the sides by profile or database, by label, or by their part', () => {
    const named = (source: string, target: string): string =>
      compareText(
        {
          ...comparison(drift({ target: { ...drift().target, server: drift().source.server } })),
          sides: { source: database(source), target: database(target) },
        },
        plain,
        false,
      );
    assert.match(named('one/dev', 'two/dev'), /missing in two\/dev/);
    assert.match(named('one/dev', 'one/dev'), /missing in target/);
  });

  it('say what an apply did', () => {
    const outcome = { status: 'applied', steps: 3, milliseconds: 1234 } as const;
    assertGolden('applied.golden', successText(outcome, comparison(), plan(), plain));
  });

  it('say what a failed apply left', () => {
    const failed = {
      status: 'failed',
      error: new DbvcError('statement-failed', 'no'),
      committedSegments: 0,
      inDoubt: false,
    } as const;
    const text = (more: object): string =>
      failureText({ ...failed, ...more }, plan(), '/j/rollback.sql', plain);
    assert.match(text({ step: step(2) }), /in step 2: alter table public\.users\nNothing was changed/);
    const partly = text({ committedSegments: 1 });
    assert.match(partly, /1 of 2 transactions had been committed/);
    assert.match(partly, /1\. create table public\.invoices\n {2}2\. alter column/);
    assert.doesNotMatch(partly, /3\. /);
    assert.match(partly, /undoes them: \/j\/rollback\.sql/);
    assert.match(text({ inDoubt: true }), /may or may not have been applied/);
  });

  it('name the options that take along what was left', () => {
    const because = (...causes: readonly ('drops' | 'data-loss' | 'unsupported')[]): string | undefined =>
      helpWithLeftOut({
        ...plan(),
        leftOut: causes.map((cause) => ({
          objectId: step(1).objectId,
          partId: step(1).objectId,
          described: 'x',
          reason: 'y',
          because: cause,
        })),
      });
    assert.match(because('drops', 'data-loss') ?? '', /--allow-drops .* --allow-data-loss/);
    assert.match(because('data-loss') ?? '', /^--allow-data-loss/);
    assert.equal(because('unsupported'), undefined);
  });
});
