import type { SchemaPair } from './schemaPair.js';

/** How a pair fails: what was thrown, with the statements that had run. */
export interface PairFailure {
  readonly pair: SchemaPair;
  readonly error: Error;
}

/**
 * Takes statements out of a failing pair, the same from both schemas, while it goes on to fail in the same way; gives up when
 * the time is over. Statements rather than choices of the generator: fewer tries, and what stays is read as it stands.
 */
export async function reducePair(
  failure: PairFailure,
  failureOf: (pair: SchemaPair) => Promise<PairFailure | undefined>,
  milliseconds: number,
): Promise<PairFailure> {
  const until = Date.now() + milliseconds;
  const wanted = signatureOf(failure.error);
  let smallest = failure;
  let statements = [...new Set([...failure.pair.first, ...failure.pair.second])];
  for (let size = Math.ceil(statements.length / 2); size >= 1;) {
    let isSmaller = false;
    for (let end = statements.length; end > 0 && Date.now() < until; end -= size) {
      const gone = new Set(statements.slice(Math.max(0, end - size), end));
      const stays = (statement: string): boolean => !gone.has(statement);
      const { first, second } = smallest.pair;
      const found = await failureOf({ first: first.filter(stays), second: second.filter(stays) });
      if (found === undefined || signatureOf(found.error) !== wanted) continue;
      smallest = found;
      isSmaller = true;
    }
    const left = new Set([...smallest.pair.first, ...smallest.pair.second]);
    statements = statements.filter((statement) => left.has(statement));
    if (Date.now() >= until || (size === 1 && !isSmaller)) break;
    size = Math.max(1, Math.floor(size / 2));
  }
  return smallest;
}

/** What stays of a failure when other names and statements are left of it. */
function signatureOf({ message }: Error): string {
  return (message.split('\n')[0] ?? '').replaceAll(/"[^"]*"|\bt_[0-9a-f]{12}\b/g, '…').slice(0, 80);
}

/** A pair as a person reads it: what is common first, in so far as the order of statements allows. */
export function pairText({ first, second }: SchemaPair): string {
  const script = (statements: readonly string[]): string => statements.map((one) => `${one};`).join('\n');
  return `-- first\n${script(first)}\n\n-- second\n${script(second)}`;
}
