import * as vscode from 'vscode';
import { rememberedAnswers } from '../../core/profiles/sshAnswers.js';
import { hopName, type SshQuestions } from '../../core/profiles/sshRoute.js';
import { Secret } from '../../core/secret.js';

/** Asks for SSH's secrets, which are kept until the window is closed, and whether to trust a server that is not known. */
export function sshQuestions(): SshQuestions {
  return rememberedAnswers({
    secret: async (kind, hop, again) => {
      const typed = await vscode.window.showInputBox({
        title:
          kind === 'password'
            ? vscode.l10n.t('SSH password for {0}', hopName(hop))
            : vscode.l10n.t('Passphrase of {0}', hop.key ?? ''),
        prompt: again
          ? vscode.l10n.t('That was not accepted. It is kept until this window is closed.')
          : vscode.l10n.t('It is kept until this window is closed.'),
        password: true,
        ignoreFocusOut: true,
      });
      return typed === undefined ? undefined : new Secret(typed);
    },
    trusts: async ({ hop, type, fingerprint }) => {
      const trust = vscode.l10n.t('Trust');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('The SSH server {0} is not known. Trust it from now on?', hopName(hop)),
        {
          modal: true,
          detail: vscode.l10n.t(
            'Its key is {0} {1}. Compare that with what the administrator says; it is added to your known_hosts.',
            type,
            fingerprint,
          ),
        },
        trust,
      );
      return answer === trust;
    },
  });
}
