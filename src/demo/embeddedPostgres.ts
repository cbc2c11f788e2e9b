import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { messages, PGlite, types } from '@electric-sql/pglite';
import type { SqlRow } from '../core/dialect/session.js';
import type { ServerErrorFields } from '../dialects/postgres/errors/serverError.js';
import { joinStatements } from '../dialects/postgres/session/statementBatch.js';
import { valueParser, valueParsers } from '../dialects/postgres/session/values.js';
import type { SqlParameter } from '../dialects/postgres/session/wire.js';
import { byteBlob } from './byteBlob.js';
import type { EngineAnswer, EngineFiles, EngineRequest } from './messages.js';
import { queryMessage, readAnswer } from './simpleQuery.js';

/** A WebAssembly module with nothing in it. */
const emptyModule = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** PostgreSQL inside this thread, on a data directory in memory. It has one session, and blocks while it works. */
export class EmbeddedPostgres {
  private constructor(
    private readonly postgres: PGlite,
    private readonly notice: (severity: string, message: string) => void,
  ) {}

  /** Reads the files, and starts PostgreSQL on what is in them. */
  static async open(
    { assetsDirectory, dataFile, database }: EngineFiles,
    notice: (severity: string, message: string) => void,
  ): Promise<EmbeddedPostgres> {
    const read = (name: string): Promise<Buffer> => readFile(path.join(assetsDirectory, name));
    const [wasm, bundle, data] = await Promise.all([
      read('pglite.wasm').then((bytes) => WebAssembly.compile(bytes)),
      read('pglite.data'),
      read(dataFile).then((bytes) => promisify(brotliDecompress)(bytes)),
    ]);
    const postgres = await PGlite.create({
      database,
      pgliteWasmModule: wasm,
      // The data directory exists already; without this, the engine would look for initdb all the same.
      initdbWasmModule: new WebAssembly.Module(emptyModule),
      fsBundle: byteBlob(bundle),
      loadDataDir: byteBlob(data),
    });
    // Values as our sessions deliver them: PGlite would fall back on parsers of its own for what has none here.
    const known = new Set([...Object.keys(types.parsers).map(Number), ...valueParsers.keys()]);
    postgres.parsers = Object.fromEntries([...known].map((oid) => [oid, valueParser(oid)]));
    // Parameters as text, whose type the server infers.
    postgres.serializers = {};
    return new EmbeddedPostgres(postgres, notice);
  }

  /** Does what is asked. Never rejects. */
  async answer(request: EngineRequest): Promise<EngineAnswer> {
    try {
      switch (request.do) {
        case 'execute':
          return { type: 'results', results: [await this.#execute(request.sql, request.parameters)] };
        case 'executeMany':
          return await this.#executeMany(request.statements);
        case 'recycle':
          await this.postgres.exec('ROLLBACK');
          await this.postgres.exec('DISCARD ALL');
          return { type: 'results', results: [] };
        default:
          return request satisfies never;
      }
    } catch (error) {
      if (error instanceof messages.DatabaseError) {
        return { type: 'refused', fields: errorFields(error), completed: 0 };
      }
      return { type: 'broken', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #execute(sql: string, parameters: readonly SqlParameter[]): Promise<readonly SqlRow[]> {
    const { rows } = await this.postgres.query<SqlRow>(sql, [...parameters], {
      onNotice: (notice) => this.#onNotice(notice),
    });
    return rows;
  }

  /** PGlite's own call for several statements does not tell which of them failed. */
  async #executeMany(statements: readonly string[]): Promise<EngineAnswer> {
    const answer = await this.postgres.execProtocol(queryMessage(joinStatements(statements)), {
      throwOnError: false,
      syncToFs: false,
      onNotice: (notice) => this.#onNotice(notice),
    });
    const { results, error } = readAnswer(answer.messages, this.postgres.parsers);
    if (error !== undefined) {
      return { type: 'refused', fields: errorFields(error), completed: results.length };
    }
    return { type: 'results', results };
  }

  #onNotice(notice: messages.NoticeMessage): void {
    this.notice(notice.severity ?? 'NOTICE', notice.message ?? '');
  }
}

function errorFields(error: messages.DatabaseError): ServerErrorFields {
  const number = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  return {
    severity: error.severity,
    sqlState: error.code ?? 'XX000',
    message: error.message,
    detail: error.detail,
    hint: error.hint,
    position: number(error.position),
    internalPosition: number(error.internalPosition),
    internalQuery: error.internalQuery,
    where: error.where,
    schema: error.schema,
    table: error.table,
    column: error.column,
    dataType: error.dataType,
    constraint: error.constraint,
    routine: error.routine,
  };
}
