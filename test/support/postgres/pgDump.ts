import { postgresNormalizer } from '../../../src/dialects/postgres/normalizer/postgresNormalizer.js';
import { runChecked } from '../runProcess.js';
import { dumpProgram } from './dumpProgram.js';
import { splitStatements } from './splitStatements.js';

/** The script of `pg_dump --schema-only` that psql restores on the database's own version or a newer one. */
export async function dumpScript(databaseUrl: string): Promise<string> {
  const program = await dumpProgram();
  const { stdout } = await runChecked(program.file, [
    ...program.args,
    '--schema-only',
    '--no-sync',
    '--dbname',
    databaseUrl,
  ]);
  // What an older psql or server does not know.
  return stdout.replaceAll(/^(\\(un)?restrict .*|SET transaction_timeout .*)$/gm, '');
}

/**
 * What `pg_dump --schema-only` says about a database, as statements: without comments, settings and
 * psql's own commands, sorted. Two databases with equal schemas give equal lists, however they were built.
 */
export async function pgDump(databaseUrl: string): Promise<readonly string[]> {
  return splitStatements(await dumpScript(databaseUrl))
    .filter((statement) => !/^(SET |SELECT pg_catalog\.set_config)/.test(statement))
    .sort();
}

/**
 * {@link pgDump} with the columns inside each CREATE TABLE and the tables that it inherits from sorted too, because
 * their order is not compared: ALTER TABLE can only add at the end.
 */
export async function comparableDump(databaseUrl: string): Promise<readonly string[]> {
  return (await pgDump(databaseUrl)).map(sortColumns).map(foldCasts).sort();
}

/** pg_dump writes one column or constraint a line, four spaces in, between a first line and one with ")". */
function sortColumns(statement: string): string {
  const statistics = /^(CREATE STATISTICS .*? ON )(.*)( FROM .*)$/s.exec(statement);
  if (statistics !== null) {
    const [, head = '', columns = '', table = ''] = statistics;
    return `${head}${columns
      .split(/, (?![^(]*\))/)
      .sort()
      .join(', ')}${table}`;
  }
  const match = /^(CREATE (?:UNLOGGED |FOREIGN )?TABLE [^\n]*\(\n)([\s\S]*?)(\n\)[\s\S]*)$/.exec(statement);
  const [, head, body, tail] = match ?? [];
  if (head === undefined || body === undefined || tail === undefined) return statement;
  const parents = (_all: string, list: string): string => `INHERITS (${list.split(', ').sort().join(', ')})`;
  const entries = body.split(/,\n(?= {4}\S)/).map((entry) => entry.trim());
  return `${head}${entries
    .sort()
    .map((entry) => `    ${entry}`)
    .join(',\n')}${tail.replace(/INHERITS \(([^)]*)\)/, parents)}`;
}

/** The spellings that a reload changes (see foldReloadSpellings) are folded in statements that may hold them. */
function foldCasts(statement: string): string {
  return /\(ARRAY\[|ARRAY\[\(|\bBEGIN ATOMIC\b|\( ?SELECT '/.test(statement)
    ? postgresNormalizer.canonical(statement)
    : statement;
}
