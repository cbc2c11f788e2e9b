import { DbvcError } from '../core/errors.js';
import type { Machine } from '../core/profiles/machine.js';
import { rememberedAnswers } from '../core/profiles/sshAnswers.js';
import { hopName, type SshQuestions } from '../core/profiles/sshRoute.js';
import { Secret } from '../core/secret.js';
import { printableLine } from './terminal/printable.js';
import type { ProgressLine } from './terminal/progressLine.js';
import type { Terminal } from './terminal/terminal.js';

const variables = { password: 'DBVC_SSH_PASSWORD', passphrase: 'DBVC_SSH_PASSPHRASE' } as const;

/** Secrets from the environment, or asked for on a terminal; a server that is not known is trusted by a person only. */
export function sshQuestions(machine: Machine, terminal: Terminal, progress: ProgressLine): SshQuestions {
  return rememberedAnswers({
    secret: async (kind, hop, again) => {
      const given = machine.env[variables[kind]];
      if (!again && given !== undefined && given !== '') return new Secret(given);
      const what = kind === 'password' ? 'password' : `passphrase of ${hop.key ?? 'the key'}`;
      if (!terminal.isInteractive) {
        throw new DbvcError(
          'authentication-failed',
          again
            ? `The SSH server ${hopName(hop)} did not accept the ${what}.`
            : `The SSH server ${hopName(hop)} needs the ${what}.`,
          { hint: `Set ${variables[kind]}, or use an agent.` },
        );
      }
      progress.clear();
      if (again) terminal.err('That was not accepted.\n');
      const question = kind === 'password' ? 'SSH password' : `Passphrase of ${hop.key ?? 'the key'}`;
      const typed = await terminal.ask(`${printableLine(question)} for ${printableLine(hopName(hop))}: `, {
        hidden: true,
      });
      return typed === undefined ? undefined : new Secret(typed);
    },
    trusts: async ({ hop, type, fingerprint }) => {
      if (!terminal.isInteractive) return false;
      progress.clear();
      const answer = await terminal.ask(
        `The SSH server ${printableLine(hopName(hop))} is not known. Its key is ${printableLine(type)} ${fingerprint}. ` +
          'Trust it from now on? [y/N] ',
      );
      return /^y(?:es)?$/i.test(answer?.trim() ?? '');
    },
  });
}
