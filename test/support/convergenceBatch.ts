import assert from 'node:assert/strict';
import { assertConverges, assertDatabasesConverge, type ConvergenceOptions } from './convergence.js';
import { quoteIdentifier, type TestDatabase } from './postgres/testDatabase.js';
import type { TestServer } from './postgres/testServer.js';

/** Two schemas that must become each other, and what is asked of the rows meanwhile. */
export interface SchemaPair extends Pick<ConvergenceOptions, 'check'> {
  readonly before: string;
  readonly after: string;
}

/** What belongs to the database or the server, so that two cases might speak of the same one, or says where it is. */
const notOfOneSchema = new RegExp(
  [
    '\\b(create|alter|drop|comment on)\\s+(or replace\\s+)?(trusted\\s+|procedural\\s+|default\\s+)*' +
      '(access method|cast|database|event trigger|extension|foreign data wrapper|language|publication|role|schema' +
      '|server|subscription|transform|user)\\b',
    'alter default privileges',
    'import foreign schema',
    'foreign table',
    'large object',
    '\\bpublic\\b',
    'search_path',
    'current_schema',
  ].join('|'),
  'i',
);

/** Whether all that a pair makes can be in a schema of its own, whose name it does not say. */
export function fitsOneSchema({ before, after }: SchemaPair): boolean {
  return !notOfOneSchema.test(before) && !notOfOneSchema.test(after);
}

/**
 * Pairs that are patched together, each in a schema of its own of one database: most of what a case takes is spent on
 * making, reading and dumping databases. Where they do not converge together, each is tried alone, to say which.
 */
export class ConvergenceBatch<Pair extends SchemaPair> {
  #together: Promise<ReadonlySet<string> | Error> | undefined;

  constructor(
    private readonly server: () => Promise<TestServer>,
    private readonly pairs: readonly Pair[],
  ) {}

  /** Fails unless this pair changes something and converges: see `assertConverges`. */
  async assertConverges(pair: Pair): Promise<void> {
    this.#together ??= this.#converge();
    const outcome = await this.#together;
    if (outcome instanceof Error) {
      await assertConverges(await this.server(), pair.before, pair.after, pair);
      throw new Error(`It converges alone, but together with others: ${outcome.message}`, { cause: outcome });
    }
    assert.ok(outcome.has(this.#schemaOf(pair)), 'its two schemas differ');
  }

  /** The schemas in which anything differed. */
  async #converge(): Promise<ReadonlySet<string> | Error> {
    try {
      const server = await this.server();
      const [a, b] = [await server.createDatabase(), await server.createDatabase()];
      try {
        for (const pair of this.pairs) {
          await this.#load(a, pair, pair.before);
          await this.#load(b, pair, pair.after);
        }
        const drift = await assertDatabasesConverge(a, b, this.#checks());
        return new Set(drift.objects.flatMap(({ schema }) => schema ?? []));
      } finally {
        await a.drop();
        await b.drop();
      }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #load(database: TestDatabase, pair: Pair, script: string): Promise<void> {
    await database.query(`create schema ${quoteIdentifier(this.#schemaOf(pair))}`);
    await this.#within(database, pair).query(script);
  }

  #checks(): ConvergenceOptions {
    const checked = this.pairs.filter(({ check }) => check !== undefined);
    if (checked.length === 0) return {};
    return {
      check: async (target, stage) => {
        for (const pair of checked) await pair.check?.(this.#within(target, pair), stage);
      },
    };
  }

  /** A database as the scripts of a pair see it: its schema is where names without one are. */
  #within(database: TestDatabase, pair: Pair): TestDatabase {
    const schema = quoteIdentifier(this.#schemaOf(pair));
    return {
      ...database,
      query: async (sql, values) => {
        await database.query(`reset all; set search_path = ${schema}`);
        return database.query(sql, values);
      },
    };
  }

  /** Has to be quoted, as names that people give. */
  #schemaOf(pair: Pair): string {
    return `Case ${String(this.pairs.indexOf(pair) + 1)}`;
  }
}
