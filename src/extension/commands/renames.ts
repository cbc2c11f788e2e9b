import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { acceptanceIn } from '../../core/renames/acceptance.js';
import type { RenameOffer } from '../../core/renames/findRenames.js';
import { evidenceWords } from '../drift/offerText.js';
import type { ObjectRow, PartRow } from '../drift/driftRows.js';
import type { Services } from '../services.js';
import { describedWords } from '../text/dialectWords.js';
import { chosenOf, driftRowOf } from './commandArguments.js';
import { compare } from './compare.js';

/** Accepts that something was renamed, remembers it, and compares again beside it. */
export async function acceptRename(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const { result } = services.comparison.state;
  const { renamer } = result?.dialect ?? {};
  if (result === undefined || renamer === undefined) return;
  const accepted: RenameOffer[] = [];
  for (const { offers } of chosenObjectRows(argument, selection)) {
    // What was accepted by another row cannot be renamed twice.
    const open = offers.filter(({ rename: { from, to } }) =>
      accepted.every(({ rename: other }) => other.from.id !== from.id && other.to.id !== to.id),
    );
    const offer = open.length > 1 ? await pickOffer(open, result) : open[0];
    if (offer !== undefined) accepted.push(offer);
  }
  if (accepted.length === 0) return;
  const acceptance = acceptanceIn(result.drift, renamer);
  const file = await services.renames.place();
  for (const offer of accepted) await services.renames.accept(acceptance(offer), file);
  if (file !== undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('DBVC: remembered in {0}', file.label), 5000);
  }
  await compare(services);
}

/** Stops offering renames. */
export async function rejectRename(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const offers = chosenObjectRows(argument, selection).flatMap((row) => row.offers);
  if (offers.length === 0) return;
  await services.renames.reject(offers);
  const undo = vscode.l10n.t('Undo');
  const message =
    offers.length === 1
      ? vscode.l10n.t('This rename is not offered any more.')
      : vscode.l10n.t('These renames are not offered any more.');
  if ((await vscode.window.showInformationMessage(message, undo)) === undo) {
    await services.renames.reconsider(offers);
  }
}

/** Takes back that something was renamed, and compares again. */
export async function forgetRename(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const rows = chosenObjectRows(argument, selection);
  const renamed = services.comparison.state.result?.drift.renamed;
  const { renamer } = services.comparison.state.result?.dialect ?? {};
  if (rows.length === 0 || renamed === undefined || renamer === undefined) return;
  const { parseName } = await import('../../core/renames/renameText.js');
  const wanted = new Set(
    renamed.renames
      .filter(({ to }) =>
        rows.some((row) => (row.type === 'part' ? to.id === row.part.partId : to.objectId === row.objectId)),
      )
      .flatMap(({ to }) => [to.path, [...to.path.slice(0, -1), renamer.nameOf(to)]])
      .map((path) => path.join('\0')),
  );
  const accepted = await services.renames.accepted();
  await services.renames.forget(
    accepted.filter(({ after }) => wanted.has(parseName(after).names.join('\0'))).map(({ before }) => before),
  );
  await compare(services);
}

function chosenObjectRows(argument: unknown, selection: unknown): readonly (ObjectRow | PartRow)[] {
  return chosenOf(argument, selection).flatMap((row) => {
    const found = driftRowOf(row);
    return found === undefined || found.type === 'group' ? [] : [found];
  });
}

async function pickOffer(
  offers: readonly RenameOffer[],
  { dialect: { generator } }: ComparisonResult,
): Promise<RenameOffer | undefined> {
  const items = offers.map((offer) => ({
    label: [offer.rename.from, offer.rename.to]
      .map((part) => describedWords(generator.describe(part), vscode.l10n))
      .join(' → '),
    description: evidenceWords(offer, vscode.l10n),
    offer,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Accept Rename'),
    placeHolder: vscode.l10n.t('Which of these was renamed?'),
  });
  return picked?.offer;
}
