import * as vscode from 'vscode';
import type { Profile } from '../../../src/core/profiles/profile.js';

/** Writes the user's connections into the settings; undefined takes the setting out. */
export async function setProfiles(profiles: readonly Profile[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('dbvc')
    .update('connections', profiles, vscode.ConfigurationTarget.Global);
}
