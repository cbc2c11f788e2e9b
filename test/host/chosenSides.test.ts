import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Comparison } from '../../src/core/comparison/comparison.js';
import { silentLogger } from '../../src/core/logger.js';
import type { Profile } from '../../src/core/profiles/profile.js';
import { Candidates } from '../../src/extension/connections/candidates.js';
import { ChosenSides } from '../../src/extension/connections/chosenSides.js';
import { PasswordStore } from '../../src/extension/connections/passwordStore.js';
import { ProfileConnector } from '../../src/extension/connections/profileConnector.js';
import { ProfileStore } from '../../src/extension/connections/profileStore.js';
import { DemoHost } from '../../src/extension/demo/demoHost.js';
import { setProfiles } from '../support/host/profiles.js';
import { fakeMemento, noSecrets } from '../support/host/storage.js';

const dev: Profile = { name: 'dev', host: 'localhost', database: 'dev' };
const prod: Profile = { name: 'prod', host: 'localhost', database: 'prod' };

/** What one window makes of the profiles, with the memory of its workspace. */
interface Window {
  readonly comparison: Comparison;
  readonly candidates: Candidates;
  readonly sides: ChosenSides;
  /** The names of the chosen databases. */
  chosen(): Readonly<Record<'source' | 'target', string | undefined>>;
  choose(side: 'source' | 'target', name: string): Promise<void>;
  close(): void;
}

function openWindow(memento: vscode.Memento): Window {
  const profiles = new ProfileStore(silentLogger);
  const connector = new ProfileConnector(new PasswordStore(noSecrets, fakeMemento()), silentLogger);
  const demo = new DemoHost(vscode.Uri.file('/nowhere'), silentLogger);
  const candidates = new Candidates(profiles, connector, demo);
  const comparison = new Comparison({
    loadDialect: () => Promise.reject(new Error('nothing is compared')),
    now: () => new Date(),
    logger: silentLogger,
  });
  const sides = new ChosenSides(comparison, candidates, profiles, memento);
  return {
    comparison,
    candidates,
    sides,
    chosen: () => ({
      source: comparison.state.sides.source?.label,
      target: comparison.state.sides.target?.label,
    }),
    choose: async (side, name) => {
      comparison.choose(side, (await candidates.ofProfile(name))?.candidate);
    },
    close: () => {
      sides.dispose();
      profiles.dispose();
      demo.dispose();
    },
  };
}

/** Ends when the comparison has other sides. */
function sidesChange({ comparison }: Window): Promise<void> {
  const before = JSON.stringify(comparison.state.sides);
  return new Promise((resolve) => {
    const stop = comparison.onDidChange((state) => {
      // Choosing anew is to choose nothing first.
      if (JSON.stringify(state.sides) === before) return;
      stop();
      setImmediate(resolve);
    });
  });
}

describe('the chosen source and target', () => {
  let memento: vscode.Memento;
  let window: Window;

  beforeEach(async () => {
    await setProfiles([dev, prod]);
    memento = fakeMemento();
    window = openWindow(memento);
    await window.choose('source', 'dev');
    await window.choose('target', 'prod');
  });

  afterEach(async () => {
    window.close();
    await setProfiles(undefined);
  });

  /** Loads the window again: all that stays is the memory of the workspace. */
  async function reload(): Promise<void> {
    window.close();
    window = openWindow(memento);
    await window.sides.restore();
  }

  it('are chosen again in the next window, and not compared', async () => {
    await reload();
    assert.deepEqual(window.chosen(), { source: 'dev', target: 'prod' });
    assert.equal(window.comparison.state.phase, 'idle');
  });

  it('are remembered as they were swapped', async () => {
    window.comparison.swap();
    await reload();
    assert.deepEqual(window.chosen(), { source: 'prod', target: 'dev' });
  });

  it('forget a profile that was removed or renamed, at once and for the next window', async () => {
    const changed = sidesChange(window);
    await setProfiles([dev, { ...prod, name: 'production' }]);
    await changed;
    assert.deepEqual(window.chosen(), { source: 'dev', target: undefined });
    await setProfiles([dev, prod]);
    await reload();
    assert.deepEqual(window.chosen(), { source: 'dev', target: undefined });
  });

  it('forget a profile that went while no window was open', async () => {
    window.close();
    await setProfiles([dev]);
    await reload();
    assert.deepEqual(window.chosen(), { source: 'dev', target: undefined });
    await setProfiles([dev, prod]);
    await reload();
    assert.deepEqual(window.chosen(), { source: 'dev', target: undefined });
  });

  it('are the profile as it is now, after it became read-only or leads elsewhere', async () => {
    const changed = sidesChange(window);
    await setProfiles([dev, { ...prod, readOnly: true, database: 'other' }]);
    await changed;
    const { target } = window.comparison.state.sides;
    assert.deepEqual([target?.label, target?.readOnly, target?.address], ['prod', true, 'localhost/other']);
  });

  it('do not come over what was chosen meanwhile', async () => {
    window.close();
    window = openWindow(memento);
    await window.choose('source', 'prod');
    await window.sides.restore();
    assert.deepEqual(window.chosen(), { source: 'prod', target: undefined });
  });
});
