import * as vscode from 'vscode';
import type { Demo } from '../../demo/demo.js';
import type { Services } from '../services.js';
import { compare, revealDrift } from './compare.js';

/** Starts the demo and compares its databases. */
export async function startDemo(services: Services): Promise<void> {
  await revealDrift();
  await begin(services);
  chooseDemo(services);
  await compare(services);
}

/** Brings the demo's differences back. */
export async function resetDemo(services: Services): Promise<void> {
  const wasRunning = services.demo.running !== undefined;
  const demo = await begin(services);
  services.comparison.cancel();
  if (wasRunning) {
    await vscode.window.withProgress(
      { location: { viewId: 'dbvc.drift' }, title: vscode.l10n.t('Resetting the demo') },
      () => demo.reset(),
    );
  }
  chooseDemo(services);
  await compare(services);
}

async function begin({ demo, keys }: Services): Promise<Demo> {
  if (demo.running !== undefined) return demo.running;
  keys.set('dbvc.demo', 'starting');
  try {
    const started = await vscode.window.withProgress(
      { location: { viewId: 'dbvc.drift' }, title: vscode.l10n.t('Starting the demo') },
      () => demo.start(),
    );
    keys.set('dbvc.demo', 'running');
    return started;
  } catch (error) {
    keys.set('dbvc.demo', 'stopped');
    throw error;
  }
}

function chooseDemo({ candidates, comparison }: Services): void {
  const demo = candidates.demoCandidates();
  for (const side of ['source', 'target'] as const) {
    comparison.choose(side, demo.find(({ entry }) => entry.key === `demo:${side}`)?.candidate);
  }
}
