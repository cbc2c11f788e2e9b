import assert from 'node:assert/strict';
import {
  checkKinds,
  type ComparisonOptions,
  endpointsOf,
  limitsOf,
  rulesOf,
} from '../../../src/cli/comparisonOptions.js';
import { parseDuration } from '../../../src/cli/duration.js';
import { renamesOf } from '../../../src/cli/renames.js';
import { journalDirectory } from '../../../src/cli/stateDirectory.js';
import { wantsColors } from '../../../src/cli/terminal/colors.js';
import { printable, printableLine } from '../../../src/cli/terminal/printable.js';
import { displayWidth, truncate } from '../../../src/cli/terminal/width.js';
import { defaultIgnoreRules } from '../../../src/core/rules/rules.js';
import { dialect } from './fixtures.js';

const options: ComparisonOptions = { lockTimeout: '5s', jobs: '4' };

describe('durations', () => {
  for (const [text, milliseconds] of [
    ['500ms', 500],
    ['5s', 5000],
    ['1.5s', 1500],
    ['2m', 120_000],
    ['2min', 120_000],
    ['1h', 3_600_000],
    ['0', 0],
    [' 10 s ', 10_000],
  ] as const) {
    it(`read ${JSON.stringify(text)} as ${milliseconds} ms`, () => {
      assert.equal(parseDuration(text, '--lock-timeout'), milliseconds);
    });
  }
  for (const text of ['', '5', '-5s', 'abc', '5 parsecs', '999999h', '1e3s']) {
    it(`refuse ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseDuration(text, '--lock-timeout'), /--lock-timeout/);
    });
  }
});

describe('the options of a comparison', () => {
  it('have the limits of the manual where nothing is said', () => {
    assert.deepEqual(limitsOf(options), { lockTimeout: 5000, readTimeout: 60_000, applyTimeout: 0, jobs: 4 });
  });

  it('apply one statement timeout to reading and applying', () => {
    const limits = limitsOf({ ...options, statementTimeout: '2s' });
    assert.equal(limits.readTimeout, 2000);
    assert.equal(limits.applyTimeout, 2000);
  });

  for (const jobs of ['0', '33', '-1', '1.5', 'x', '']) {
    it(`refuse --jobs ${JSON.stringify(jobs)}`, () => {
      assert.throws(() => limitsOf({ ...options, jobs }), /--jobs needs a number from 1 to 32/);
    });
  }

  it('replace what the configuration says about the same', () => {
    const config = {
      comparison: { source: 'a', target: 'b', include: ['x.*'], exclude: ['y.*'], ignore: ['owners'] },
    };
    assert.deepEqual(rulesOf(options, config), { include: ['x.*'], exclude: ['y.*'], ignore: ['owners'] });
    assert.deepEqual(rulesOf({ ...options, include: ['z.*'], ignore: 'comments,owners' }, config), {
      include: ['z.*'],
      exclude: ['y.*'],
      ignore: ['comments', 'owners'],
    });
    assert.deepEqual(endpointsOf({ ...options, target: 'c' }, config), { source: 'a', target: 'c' });
  });

  it('ignore the default list, or nothing with none', () => {
    assert.deepEqual(rulesOf(options, {}).ignore, defaultIgnoreRules);
    assert.deepEqual(rulesOf({ ...options, ignore: 'none' }, {}).ignore, []);
    assert.throws(() => rulesOf({ ...options, ignore: ' ' }, {}), /needs names/);
  });

  it('refuse a malformed pattern before anything is connected', () => {
    assert.throws(() => rulesOf({ ...options, exclude: ['a.'] }, {}), /empty name/);
  });

  it('name the side that is missing', () => {
    assert.throws(() => endpointsOf({ ...options, source: 'a' }, {}), /--target is missing/);
    assert.throws(() => endpointsOf({ ...options, target: 'a' }, {}), /--source is missing/);
  });

  it('refuse a kind that the engine does not have', () => {
    const rules = (include: string) => ({ include: [include], exclude: [], ignore: [] });
    checkKinds(rules('view:*'), dialect().kinds);
    checkKinds(rules('*:x'), dialect().kinds);
    assert.throws(
      () => checkKinds(rules('tabel:x'), dialect().kinds),
      (error: unknown) =>
        error instanceof Error &&
        'details' in error &&
        JSON.stringify(error.details).includes('Did you mean table'),
    );
  });

  it('take renames from the configuration and beside it, malformed ones for what they are', () => {
    const config = { comparison: { renames: { 'public.a': 'public.b', 'public.c': 'public.d' } } };
    const options = { lockTimeout: '5s', jobs: '4' };
    assert.deepEqual(renamesOf({ ...options, rename: ['public.a=public.x', '"a=b".c=d'] }, config), [
      { before: 'public.c', after: 'public.d', from: 'configuration' },
      { before: 'public.a', after: 'public.x', from: 'option' },
      { before: '"a=b".c', after: 'd', from: 'option' },
    ]);
    assert.deepEqual(renamesOf({ ...options, source: 'demo:source', target: 'demo:target' }, config), []);
    for (const text of ['a', '=b', 'a=', 'a=b=c', 'a.=b', 'a="b']) {
      assert.throws(() => renamesOf({ ...options, rename: [text] }, {}), { code: 'invalid-input' });
    }
  });
});

describe('the terminal', () => {
  it('gets colours where it is one, unless the environment decides', () => {
    assert.equal(wantsColors({}, true), true);
    assert.equal(wantsColors({}, false), false);
    assert.equal(wantsColors({ NO_COLOR: '1' }, true), false);
    assert.equal(wantsColors({ NO_COLOR: '' }, true), true);
    assert.equal(wantsColors({ FORCE_COLOR: '1' }, false), true);
    assert.equal(wantsColors({ FORCE_COLOR: '1', NO_COLOR: '1' }, false), true);
    assert.equal(wantsColors({ FORCE_COLOR: '0' }, true), false);
    assert.equal(wantsColors({ TERM: 'dumb' }, true), false);
  });

  it('shows control characters as escapes', () => {
    assert.equal(printable('a\u001b[2Jb\nc\td\u0007'), 'a\\u001b[2Jb\nc\td\\u0007');
    assert.equal(printable('a\u202eb\u2028'), 'a\\u202eb\\u2028');
    assert.equal(printableLine('a\nb\tc\r'), 'a\\nb\\tc\\r');
    assert.equal(printable('größe 😀 日本'), 'größe 😀 日本');
  });

  it('measures and cuts what is shown', () => {
    assert.equal(displayWidth('abc'), 3);
    assert.equal(displayWidth('日本'), 4);
    assert.equal(displayWidth('😀'), 2);
    assert.equal(displayWidth('\u001b[31mred\u001b[39m'), 3);
    assert.equal(truncate('abcdef', 6), 'abcdef');
    assert.equal(truncate('abcdefg', 6), 'abcde…');
    assert.equal(displayWidth(truncate('日本語日本語', 6)), 5);
  });
});

describe('the journal of the command line', () => {
  const at = (platform: NodeJS.Platform, homeDirectory: string, env: Record<string, string> = {}): string =>
    journalDirectory({ platform, homeDirectory, env });
  it('lies where each system keeps the state of programs', () => {
    assert.equal(at('linux', '/home/ada'), '/home/ada/.local/state/dbvc/journal');
    assert.equal(at('linux', '/home/ada', { XDG_STATE_HOME: '/s' }), '/s/dbvc/journal');
    assert.equal(
      at('linux', '/home/ada', { XDG_STATE_HOME: 'relative' }),
      '/home/ada/.local/state/dbvc/journal',
    );
    assert.equal(at('darwin', '/Users/ada'), '/Users/ada/Library/Application Support/dbvc/journal');
    assert.equal(at('win32', 'C:\\Users\\ada', { LOCALAPPDATA: 'D:\\Local' }), 'D:\\Local\\dbvc\\journal');
    assert.equal(at('win32', 'C:\\Users\\ada'), 'C:\\Users\\ada\\AppData\\Local\\dbvc\\journal');
  });
});
