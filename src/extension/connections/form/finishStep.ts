import * as vscode from 'vscode';
import { CancelledError, DbvcError } from '../../../core/errors.js';
import type { Profile } from '../../../core/profiles/profile.js';
import type { Secret } from '../../../core/secret.js';
import type { Step, StepResult } from '../../ui/multiStep.js';
import { profileAddress } from '../profileText.js';
import type { ProfileConnector } from '../profileConnector.js';
import { askSsh, sshWords } from './sshSteps.js';
import { type ConnectionDraft, profileOf, withAddressField } from './connectionDraft.js';

type Action = 'save' | 'test' | 'ssh' | 'role' | 'read-only';
type ActionItem = vscode.QuickPickItem & { readonly action: Action };

/** What the last test said; undefined before one ran. */
interface TestResult {
  readonly text: string;
  readonly isFailure: boolean;
}

/**
 * The last step: Save, Test Connection, the way through SSH, the role and the read-only mark. A test leaves it open, so that what was typed is not
 * lost when the connection does not work. `savedPassword` is used where none was typed.
 */
export function finishStep(
  connector: ProfileConnector,
  savedPassword: (profile: Profile) => Promise<Secret | undefined>,
): Step<ConnectionDraft> {
  return (first, frame) =>
    new Promise((resolve) => {
      let draft = first;
      let result: TestResult | undefined;
      const stopped = new AbortController();
      const pick = vscode.window.createQuickPick<ActionItem>();
      Object.assign(pick, {
        title: frame.title,
        step: frame.step,
        totalSteps: frame.totalSteps,
        ignoreFocusOut: true,
        buttons: [vscode.QuickInputButtons.Back],
        placeholder: `${draft.name}: ${profileAddress(profileOf(draft))}`,
      });
      const show = (active: Action): void => {
        const items = itemsOf(draft, result);
        pick.items = items;
        pick.activeItems = items.filter((item) => item.action === active);
      };
      const end = (answer: StepResult<ConnectionDraft> | undefined): void => {
        resolve(answer);
        stopped.abort();
        pick.dispose();
      };
      const test = async (): Promise<void> => {
        pick.busy = true;
        result = { text: vscode.l10n.t('connecting…'), isFailure: false };
        show('test');
        result = await testDraft(draft, connector, savedPassword, stopped.signal);
        if (stopped.signal.aborted) return;
        pick.busy = false;
        show(result.isFailure ? 'test' : 'save');
        // A line of the list has no room for a long reason.
        if (result.isFailure) void vscode.window.showErrorMessage(result.text);
      };
      let isAsking = false;
      /** Asks for something in between; what was filled in stays, whatever comes of it. */
      const ask = async (action: Action, change: () => Promise<ConnectionDraft>): Promise<void> => {
        isAsking = true;
        draft = await change();
        isAsking = false;
        // What a test said is about another way.
        result = undefined;
        pick.placeholder = `${draft.name}: ${profileAddress(profileOf(draft))}`;
        show(action);
        pick.show();
      };
      pick.onDidHide(() => {
        if (!isAsking) end(undefined);
      });
      pick.onDidTriggerButton(() => end('back'));
      pick.onDidAccept(() => {
        switch (pick.selectedItems[0]?.action) {
          case 'save':
            end({ answer: draft });
            break;
          case 'test':
            void test();
            break;
          case 'ssh':
            void ask('ssh', () => withSsh(draft, frame.title));
            break;
          case 'role':
            void ask('role', () => withRole(draft, frame.title));
            break;
          case 'read-only':
            draft = { ...draft, readOnly: !draft.readOnly };
            show('read-only');
            break;
          case undefined:
            break;
        }
      });
      show('save');
      pick.show();
    });
}

function itemsOf(draft: ConnectionDraft, result: TestResult | undefined): readonly ActionItem[] {
  const icon = result === undefined ? 'plug' : result.isFailure ? 'error' : 'pass';
  return [
    { action: 'save', label: `$(save) ${vscode.l10n.t('Save')}`, alwaysShow: true },
    {
      action: 'test',
      label: `$(${icon}) ${vscode.l10n.t('Test Connection')}`,
      alwaysShow: true,
      ...(result === undefined ? {} : { detail: result.text }),
    },
    ...(draft.address.url === undefined ? [sshItem(draft)] : []),
    ...(draft.address.url === undefined && draft.address.engine !== 'mssql' ? [roleItem(draft)] : []),
    {
      action: 'read-only',
      label: draft.readOnly
        ? `$(lock) ${vscode.l10n.t('Read-Only: On')}`
        : `$(unlock) ${vscode.l10n.t('Read-Only: Off')}`,
      description: vscode.l10n.t('nothing is ever applied to a read-only connection'),
      alwaysShow: true,
    },
  ];
}

function roleItem({ address: { role } }: ConnectionDraft): ActionItem {
  return {
    action: 'role',
    label: `$(person) ${role === undefined ? vscode.l10n.t('Role: None') : vscode.l10n.t('Role: {0}', role)}`,
    description: vscode.l10n.t('taken on after the login; owns what is made'),
    alwaysShow: true,
  };
}

function sshItem({ address: { ssh } }: ConnectionDraft): ActionItem {
  return {
    action: 'ssh',
    label: `$(remote) ${ssh === undefined ? vscode.l10n.t('SSH Tunnel: None') : vscode.l10n.t('SSH Tunnel: {0}', sshWords(ssh))}`,
    description: vscode.l10n.t('a server that leads to the database'),
    alwaysShow: true,
  };
}

async function withRole(draft: ConnectionDraft, title: string): Promise<ConnectionDraft> {
  const role = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Role to take on after the login (SET ROLE); empty for none'),
    value: draft.address.role ?? '',
    ignoreFocusOut: true,
  });
  return role === undefined ? draft : withAddressField(draft, 'role', role);
}

async function withSsh(draft: ConnectionDraft, title: string): Promise<ConnectionDraft> {
  const { ssh, ...address } = draft.address;
  const answer = await askSsh(title, ssh);
  return answer === undefined ? draft : { ...draft, address: { ...address, ...answer } };
}

async function testDraft(
  draft: ConnectionDraft,
  connector: ProfileConnector,
  savedPassword: (profile: Profile) => Promise<Secret | undefined>,
  signal: AbortSignal,
): Promise<TestResult> {
  const profile = profileOf(draft);
  try {
    const password = draft.password ?? (await savedPassword(profile));
    const database = await connector.databaseWith(profile, password);
    const { server, latency } = await connector.test(database, signal);
    return { text: testWords(server, latency), isFailure: false };
  } catch (error) {
    if (error instanceof CancelledError) return { text: '', isFailure: false };
    if (!(error instanceof DbvcError)) throw error;
    return { text: [error.message, error.details.hint ?? ''].join(' ').trim(), isFailure: true };
  }
}

/** `PostgreSQL 18.1, 3 ms`. */
export function testWords(server: string, latency: number): string {
  return vscode.l10n.t('{0}, {1} ms', server, Math.max(1, Math.round(latency)));
}
