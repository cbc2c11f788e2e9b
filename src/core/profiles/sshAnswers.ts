import type { Secret } from '../secret.js';
import { hopName, type SshQuestions } from './sshRoute.js';

/**
 * The questions, one after the other also where two sides ask at once, and each secret once: what was given is used again
 * until it turns out to be wrong. Nothing is kept longer than this object.
 */
export function rememberedAnswers(questions: SshQuestions): SshQuestions {
  const secrets = new Map<string, Secret>();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = last.then(ask, ask);
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    secret: (kind, hop, again) =>
      inTurn(async () => {
        const key = `${kind} ${hopName(hop)} ${kind === 'passphrase' ? (hop.key ?? '') : ''}`;
        const known = again ? undefined : secrets.get(key);
        if (known !== undefined) return known;
        secrets.delete(key);
        const given = await questions.secret(kind, hop, again);
        if (given !== undefined) secrets.set(key, given);
        return given;
      }),
    trusts: (key) => inTurn(() => questions.trusts(key)),
  };
}
