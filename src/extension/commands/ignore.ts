import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { PartId } from '../../core/model/partId.js';
import type { Services } from '../services.js';
import { changeExclude } from '../ui/settings.js';
import { chosenObjects, resultOf } from './chosenRows.js';
import { compare } from './compare.js';

/** Leaves the chosen objects out from now on, by a pattern in the settings, with a way back. */
export async function ignoreObjects(
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  const result = resultOf(services);
  const { objects } = chosenObjects(services, argument, selection);
  if (objects.size === 0) return;
  const { exactPattern } = await import('../../core/rules/pattern.js');
  const patterns = [...objects].flatMap((id) => {
    const part = partOf(result, id);
    return part === undefined ? [] : [exactPattern(part.kind, part.path)];
  });
  const added = await changeExclude(patterns, []);
  await compare(services);
  const undo = vscode.l10n.t('Undo');
  const words =
    patterns.length === 1
      ? vscode.l10n.t('{0} is left out from now on, by the setting dbvc.exclude.', patterns[0] ?? '')
      : vscode.l10n.t('{0} objects are left out from now on, by the setting dbvc.exclude.', patterns.length);
  void vscode.window.showInformationMessage(words, undo).then(async (chosen) => {
    if (chosen !== undo) return;
    try {
      await changeExclude([], added);
      await compare(services);
    } catch (error) {
      services.errors.show(error);
    }
  });
}

function partOf(
  { drift }: ComparisonResult,
  id: PartId,
): { kind: string; path: readonly string[] } | undefined {
  return drift.source.parts.get(id) ?? drift.target.parts.get(id);
}
