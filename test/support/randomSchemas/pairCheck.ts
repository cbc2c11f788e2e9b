import type { TestDatabase } from '../postgres/testDatabase.js';
import type { TestServer } from '../postgres/testServer.js';
import { loadFitting } from './loadFitting.js';
import { pairText, type PairFailure, reducePair } from './reducePair.js';
import type { SchemaPair } from './schemaPair.js';

/** Holds pairs of schemas to the properties that every two schemas must have. */
export interface PairCheck {
  /** Fails with the smallest pair that was found to fail in the same way. */
  assertHolds(pair: SchemaPair, property: PairProperty): Promise<void>;
  /** The share of all statements that the server took: the generator is worth as much as what gets past it. */
  acceptedShare(): number;
}

/** What must be true of two databases with the schemas of a pair; fails where it is not. */
export type PairProperty = (a: TestDatabase, b: TestDatabase) => Promise<unknown>;

/** A check on a server, which spends up to so long on making a failing pair smaller. */
export function pairCheck(server: TestServer, millisecondsToReduce: number): PairCheck {
  let accepted = 0;
  let all = 0;
  return {
    assertHolds: async (pair, property) => {
      const fails = (one: SchemaPair): Promise<PairFailure | undefined> => failureOf(one, property);
      const failure = await fails(pair);
      if (failure === undefined) return;
      const smallest = await reducePair(failure, fails, millisecondsToReduce);
      throw new Error(`${pairText(smallest.pair)}\n\n${smallest.error.message}`, { cause: smallest.error });
    },
    acceptedShare: () => accepted / all,
  };

  async function failureOf(pair: SchemaPair, property: PairProperty): Promise<PairFailure | undefined> {
    const a = await server.createDatabase();
    const b = await server.createDatabase();
    try {
      const [first, second] = [await loadFitting(a, pair.first), await loadFitting(b, pair.second)];
      all += pair.first.length + pair.second.length;
      accepted += first.length + second.length;
      try {
        await property(a, b);
        return undefined;
      } catch (error) {
        return {
          pair: { first, second },
          error: error instanceof Error ? error : new Error(String(error), { cause: error }),
        };
      }
    } finally {
      await a.drop();
      await b.drop();
    }
  }
}
