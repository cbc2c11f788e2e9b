import * as vscode from 'vscode';
import type { Profile } from '../../../core/profiles/profile.js';
import { hasVariables, variablePattern } from '../../../core/profiles/variables.js';
import { askPick, askText, runSteps, type Step, type StepResult } from '../../ui/multiStep.js';

/** The way through SSH servers that a profile describes. */
export type ProfileSsh = NonNullable<Profile['ssh']>;

/** How to sign in at a server: by a key file, or by what an agent and a person have. */
type Way = 'either' | 'agent' | 'password' | 'key';

/** One server while it is filled in; an empty host means none. */
interface HopDraft {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly way: Way;
  readonly key: string;
}

/** The server that leads to the database, and one to go through before it. */
interface RouteDraft {
  readonly server: HopDraft;
  readonly jump: HopDraft;
}

type RouteStep = Step<RouteDraft>;

/** Asks for the SSH server that leads to a database. Empty for none; undefined when the person gave up. */
export async function askSsh(
  title: string,
  ssh: ProfileSsh | undefined,
): Promise<{ readonly ssh?: ProfileSsh } | undefined> {
  const first: RouteDraft = { server: hopDraft(ssh), jump: hopDraft(ssh?.jump) };
  const filled = await runSteps(title, first, stepsFor);
  if (filled === undefined) return undefined;
  if (filled.server.host === '') return {};
  const jump = filled.jump.host === '' ? {} : { jump: hopOf(filled.jump) };
  return { ssh: { ...hopOf(filled.server), ...jump } };
}

/** `ada@bastion.example via jump.example`, for a line of a list. */
export function sshWords({ user, host, jump }: ProfileSsh): string {
  const server = user === undefined ? host : `${user}@${host}`;
  return jump === undefined ? server : vscode.l10n.t('{0} via {1}', server, jump.host);
}

function stepsFor({ server, jump }: RouteDraft): readonly RouteStep[] {
  const hostPrompt = vscode.l10n.t('SSH server that leads to the database; empty for none');
  const jumpPrompt = vscode.l10n.t('Jump host: an SSH server to go through before it; empty for none');
  return [
    hostStep('server', hostPrompt),
    ...(server.host === '' ? [] : [...loginSteps('server', server), hostStep('jump', jumpPrompt)]),
    ...(server.host === '' || jump.host === '' ? [] : loginSteps('jump', jump)),
  ];
}

function loginSteps(which: keyof RouteDraft, hop: HopDraft): readonly RouteStep[] {
  return [portStep(which), userStep(which), wayStep(which), ...(hop.way === 'key' ? [keyStep(which)] : [])];
}

function hostStep(which: keyof RouteDraft, prompt: string): RouteStep {
  return async (draft, frame) => {
    const result = await askText({
      ...frame,
      prompt,
      value: draft[which].host,
    });
    return changed(draft, which, result, (host) => ({ host: host.trim() }));
  };
}

function portStep(which: keyof RouteDraft): RouteStep {
  return async (draft, frame) => {
    const result = await askText({
      ...frame,
      prompt: vscode.l10n.t('SSH port of {0}', draft[which].host),
      value: draft[which].port,
      validate: (text) => {
        if (variablePattern.test(text.trim())) return undefined;
        const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
        return port >= 1 && port <= 65_535 ? undefined : vscode.l10n.t('A number from 1 to 65535, please.');
      },
    });
    return changed(draft, which, result, (port) => ({ port: port.trim() }));
  };
}

function userStep(which: keyof RouteDraft): RouteStep {
  return async (draft, frame) => {
    const result = await askText({
      ...frame,
      prompt: vscode.l10n.t('User on {0}; empty means your login on this computer', draft[which].host),
      value: draft[which].user,
    });
    return changed(draft, which, result, (user) => ({ user: user.trim() }));
  };
}

function wayStep(which: keyof RouteDraft): RouteStep {
  return async (draft, frame) => {
    const items: readonly (vscode.QuickPickItem & { readonly way: Way })[] = [
      {
        way: 'either',
        label: `$(list-selection) ${vscode.l10n.t('Agent, then password')}`,
        description: vscode.l10n.t('what the agent has is tried before anybody is asked'),
      },
      {
        way: 'key',
        label: `$(key) ${vscode.l10n.t('Key file')}`,
        description: vscode.l10n.t('its passphrase is asked for'),
      },
      {
        way: 'agent',
        label: `$(organization) ${vscode.l10n.t('Agent only')}`,
        description: vscode.l10n.t('that SSH_AUTH_SOCK names, or Pageant'),
      },
      {
        way: 'password',
        label: `$(question) ${vscode.l10n.t('Password only')}`,
        description: vscode.l10n.t('kept until the window is closed'),
      },
    ];
    const active = items.find(({ way }) => way === draft[which].way);
    const result = await askPick({
      ...frame,
      placeholder: vscode.l10n.t('How do you sign in to {0}?', draft[which].host),
      items,
      ...(active === undefined ? {} : { active }),
    });
    return changed(draft, which, result, ({ way }) => ({ way }));
  };
}

function keyStep(which: keyof RouteDraft): RouteStep {
  return async (draft, frame) => {
    const result = await askText({
      ...frame,
      prompt: vscode.l10n.t('Path of the private key for {0}', draft[which].host),
      value: draft[which].key === '' ? '~/.ssh/id_ed25519' : draft[which].key,
      validate: (text) => (text.trim() === '' ? vscode.l10n.t('Which key?') : undefined),
    });
    return changed(draft, which, result, (key) => ({ key: key.trim() }));
  };
}

/** The draft with what an answer says about one of the servers; Back and giving up pass through. */
function changed<Answer>(
  draft: RouteDraft,
  which: keyof RouteDraft,
  result: StepResult<Answer> | undefined,
  change: (answer: Answer) => Partial<HopDraft>,
): StepResult<RouteDraft> | undefined {
  if (result === undefined || result === 'back') return result;
  return { answer: { ...draft, [which]: { ...draft[which], ...change(result.answer) } } };
}

function hopDraft(hop: Omit<ProfileSsh, 'jump'> | undefined): HopDraft {
  return {
    host: hop?.host ?? '',
    port: String(hop?.port ?? 22),
    user: hop?.user ?? '',
    way: hop?.key === undefined ? (hop?.signIn ?? 'either') : 'key',
    key: hop?.key ?? '',
  };
}

function hopOf({ host, port, user, way, key }: HopDraft): Omit<ProfileSsh, 'jump'> {
  return {
    host,
    ...(port === '22' ? {} : { port: hasVariables(port) ? port : Number(port) }),
    ...(user === '' ? {} : { user }),
    ...(way === 'key' ? { key } : {}),
    ...(way === 'agent' || way === 'password' ? { signIn: way } : {}),
  };
}
