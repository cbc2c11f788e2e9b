import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { acceptanceIn } from '../../core/renames/acceptance.js';
import type { RenameOffer } from '../../core/renames/findRenames.js';
import { evidenceWords } from '../drift/offerText.js';
import type { Services } from '../services.js';
import { driftRowOf } from './commandArguments.js';
import { compare } from './compare.js';

/** Accepts that something was renamed, remembers it, and compares again beside it. */
export async function acceptRename(services: Services, argument: unknown): Promise<void> {
  const { result } = services.comparison.state;
  const offers = offersOf(argument);
  const { renamer } = result?.dialect ?? {};
  if (result === undefined || renamer === undefined) return;
  const offer = offers.length > 1 ? await pickOffer(offers, result) : offers[0];
  if (offer === undefined) return;
  await services.renames.accept(acceptanceIn(result.drift, renamer)(offer));
  await compare(services);
}

/** Stops offering a rename. */
export async function rejectRename(services: Services, argument: unknown): Promise<void> {
  const offers = offersOf(argument);
  if (offers.length === 0) return;
  await services.renames.reject(offers);
  const undo = vscode.l10n.t('Undo');
  const message = vscode.l10n.t('This rename is not offered any more.');
  if ((await vscode.window.showInformationMessage(message, undo)) === undo) {
    await services.renames.reconsider(offers);
  }
}

/** Takes back that something was renamed, and compares again. */
export async function forgetRename(services: Services, argument: unknown): Promise<void> {
  const row = driftRowOf(argument);
  const renamed = services.comparison.state.result?.drift.renamed;
  const { renamer } = services.comparison.state.result?.dialect ?? {};
  if (row === undefined || row.type === 'group' || renamed === undefined || renamer === undefined) return;
  const { parseName } = await import('../../core/renames/renameText.js');
  const wanted = new Set(
    renamed.renames
      .filter(({ to }) => (row.type === 'part' ? to.id === row.part.partId : to.objectId === row.objectId))
      .flatMap(({ to }) => [to.path, [...to.path.slice(0, -1), renamer.nameOf(to)]])
      .map((path) => path.join('\0')),
  );
  const accepted = await services.renames.accepted();
  await services.renames.forget(
    accepted.filter(({ after }) => wanted.has(parseName(after).names.join('\0'))).map(({ before }) => before),
  );
  await compare(services);
}

function offersOf(argument: unknown): readonly RenameOffer[] {
  const row = driftRowOf(argument);
  return row === undefined || row.type === 'group' ? [] : row.offers;
}

async function pickOffer(
  offers: readonly RenameOffer[],
  { dialect: { generator } }: ComparisonResult,
): Promise<RenameOffer | undefined> {
  const items = offers.map((offer) => ({
    label: `${generator.describe(offer.rename.from)} → ${generator.describe(offer.rename.to)}`,
    description: evidenceWords(offer, vscode.l10n),
    offer,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Accept Rename'),
    placeHolder: vscode.l10n.t('Which of these was renamed?'),
  });
  return picked?.offer;
}
