import * as vscode from 'vscode';
import type { Side } from '../../core/comparison/readSides.js';
import { CancelledError, DbvcError } from '../../core/errors.js';
import { freeName } from '../../core/profiles/freeName.js';
import type { Profile } from '../../core/profiles/profile.js';
import { profileKey, profileNameOf } from '../connections/candidates.js';
import type { ConnectionDraft } from '../connections/form/connectionDraft.js';
import type { ConnectionRow } from '../connections/connectionRows.js';
import type { StoredProfile } from '../connections/profileStore.js';
import { profileAddress } from '../connections/profileText.js';
import type { Services } from '../services.js';
import { signalOf } from '../ui/cancellation.js';
import { revealDrift } from './compare.js';
import { chosenOf, connectionRowOf } from './commandArguments.js';

/** Adds a connection step by step; `method` skips the choice between fields and a string. */
export async function addConnection(services: Services, method?: 'string'): Promise<void> {
  const { emptyDraft } = await import('../connections/form/connectionDraft.js');
  const draft: ConnectionDraft = method === undefined ? emptyDraft : { ...emptyDraft, method };
  const profile = await fillIn(services, draft, undefined, method === undefined);
  if (profile === undefined) return;
  services.keys.set('dbvc.connectionAdded', true);
  const use = vscode.l10n.t('Use as Source');
  const useTarget = vscode.l10n.t('Use as Target');
  void vscode.window
    .showInformationMessage(vscode.l10n.t('The connection {0} was saved.', profile.name), use, useTarget)
    .then((chosen) => {
      if (chosen === undefined) return undefined;
      return useAs(services, chosen === use ? 'source' : 'target', profile.name);
    });
}

/** Edits a profile; an unchanged password is kept, whatever else changes. */
export async function editConnection(services: Services, argument: unknown): Promise<void> {
  const stored = await storedProfile(services, argument);
  if (stored === undefined) return;
  const { draftOf } = await import('../connections/form/connectionDraft.js');
  const draft = draftOf(stored.profile, services.passwords.mode(stored.profile));
  const profile = await fillIn(services, draft, stored, false);
  if (profile === undefined) return;
  const place = { key: profileKey(profile.name), address: profileAddress(profile) };
  services.states.set(place, { status: 'unknown' });
  vscode.window.setStatusBarMessage(vscode.l10n.t('DBVC: the connection {0} was saved', profile.name), 5000);
}

/** Copies profiles with their passwords under other names. */
export async function duplicateConnection(
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  const taken = [...(await namesOf(services))];
  for (const { profile } of await storedProfiles(services, argument, selection)) {
    const copy: Profile = { ...profile, name: freeName(profile.name, taken) };
    taken.push(copy.name);
    await services.passwords.copy(profile, copy);
    await services.profiles.add(copy);
  }
}

/** Removes profiles and their passwords, after asking once with their names. */
export async function removeConnection(
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  const chosen = await storedProfiles(services, argument, selection);
  const [only] = chosen;
  if (only === undefined) return;
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    chosen.length === 1
      ? vscode.l10n.t('Remove the connection {0}?', only.profile.name)
      : vscode.l10n.t('Remove {0} connections?', chosen.length),
    {
      modal: true,
      detail:
        chosen.length === 1
          ? vscode.l10n.t('Its saved password is deleted. The database is not touched.')
          : [
              ...listedNames(chosen.map(({ profile }) => profile.name)),
              '',
              vscode.l10n.t('Their saved passwords are deleted. The databases are not touched.'),
            ].join('\n'),
    },
    remove,
  );
  if (answer !== remove) return;
  await services.profiles.remove(chosen);
  for (const { profile } of chosen) await services.passwords.forget(profile);
}

/** Names one below the other, as many as a dialog has room for. */
function listedNames(names: readonly string[]): readonly string[] {
  const most = 20;
  if (names.length <= most) return names;
  return [...names.slice(0, most - 1), vscode.l10n.t('and {0} more', names.length - most + 1)];
}

/** Connects once to each and says what server it is and how far away, or the exact reason why not. */
export async function testConnection(
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  // One after the other: each may ask for a password.
  for (const chosen of chosenOf(argument, selection)) {
    const row = connectionRowOf(chosen);
    // There is no server behind a saved catalog that is selected along with others.
    if (row?.entry.saved !== true) await testOne(services, row);
  }
}

async function testOne(services: Services, row: ConnectionRow | undefined): Promise<void> {
  const listed = row === undefined ? undefined : await services.candidates.find(row.entry.key);
  if (listed === undefined) return;
  const { key, name } = listed.entry;
  const { testWords } = await import('../connections/form/finishStep.js');
  services.states.set(listed.entry, { status: 'connecting' });
  try {
    const database = await listed.candidate.database();
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Connecting to {0}', name),
        cancellable: true,
      },
      async (_, token) => {
        const cancellation = signalOf(token);
        try {
          return await services.connector.test(database, cancellation.signal);
        } finally {
          cancellation.dispose();
        }
      },
    );
    services.states.set(listed.entry, { status: 'connected', server: result.server });
    void vscode.window.showInformationMessage(`${name}: ${testWords(result.server, result.latency)}`);
  } catch (error) {
    const failed = error instanceof DbvcError;
    services.states.set(
      listed.entry,
      failed ? { status: 'failed', message: error.message } : { status: 'unknown' },
    );
    if (error instanceof CancelledError) return;
    const profile = profileNameOf(key);
    services.errors.show(error, {
      retry: () => testOne(services, row),
      ...(profile === undefined ? {} : { profile }),
    });
  }
}

/** Makes a database the source or the target; with both chosen, comparing is one click away. */
export async function useAs(services: Services, side: Side, argument: unknown): Promise<void> {
  const key = typeof argument === 'string' ? profileKey(argument) : connectionRowOf(argument)?.entry.key;
  const listed = key === undefined ? undefined : await services.candidates.find(key);
  if (listed === undefined) return;
  const other: Side = side === 'source' ? 'target' : 'source';
  const { sides } = services.comparison.state;
  // Choosing the same database for both sides means turning them around.
  if (sides[other]?.key === key) services.comparison.choose(other, sides[side]);
  services.comparison.choose(side, listed.candidate);
  await revealDrift();
}

async function fillIn(
  services: Services,
  draft: ConnectionDraft,
  stored: StoredProfile | undefined,
  asksMethod: boolean,
): Promise<Profile | undefined> {
  const { passwords, profiles, connector } = services;
  const [{ runConnectionForm }, { profileOf }] = await Promise.all([
    import('../connections/form/connectionForm.js'),
    import('../connections/form/connectionDraft.js'),
  ]);
  const before = stored?.profile;
  const savedPassword = before === undefined ? undefined : await passwords.get(before);
  const finished = await runConnectionForm({
    title: before === undefined ? vscode.l10n.t('Add Connection') : vscode.l10n.t('Edit {0}', before.name),
    draft,
    taken: (await namesOf(services)).filter((name) => name !== before?.name),
    asksMethod,
    connector,
    savedPassword: () => Promise.resolve(savedPassword),
    hasSavedPassword: savedPassword !== undefined,
  });
  if (finished === undefined) return undefined;
  const profile = profileOf(finished);
  await keepPassword(services, finished, profile, before);
  if (stored === undefined) await profiles.add(profile);
  else await profiles.replace(stored, profile);
  return profile;
}

/** Keeps the password as the draft says, and lets go of what an edited profile had under another key. */
async function keepPassword(
  { passwords }: Services,
  draft: ConnectionDraft,
  profile: Profile,
  before: Profile | undefined,
): Promise<void> {
  const password = draft.password ?? (before === undefined ? undefined : await passwords.get(before));
  if (before !== undefined) await passwords.forget(before);
  if (draft.passwordMode === 'saved' && password !== undefined) {
    await passwords.save(profile, password);
    return;
  }
  // Nothing to save: a login without a password, or one that comes from elsewhere.
  const mode = draft.passwordMode === 'saved' ? 'environment' : draft.passwordMode;
  await passwords.setMode(profile, mode);
  if (draft.passwordMode === 'ask' && password !== undefined) passwords.remember(profile, password);
}

async function storedProfile(services: Services, argument: unknown): Promise<StoredProfile | undefined> {
  const key = connectionRowOf(argument)?.entry.key;
  const name = typeof argument === 'string' ? argument : key === undefined ? undefined : profileNameOf(key);
  return name === undefined ? undefined : services.profiles.find(name);
}

async function storedProfiles(
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<readonly StoredProfile[]> {
  const found = chosenOf(argument, selection).map((row) => storedProfile(services, row));
  return (await Promise.all(found)).filter((stored) => stored !== undefined);
}

async function namesOf(services: Services): Promise<readonly string[]> {
  const { usable, broken } = await services.profiles.all();
  return [...usable.map(({ profile }) => profile.name), ...broken.map(({ name }) => name)];
}
