/**
 * Measures `dbvc compare` and `dbvc plan` on two databases beside one `pg_dump --schema-only` of one of them, in the same
 * run and in turns: wall time and peak memory, and the time of the catalog queries of one side alone.
 * Usage: npm run bench -- [shape:size ...] [--runs N]; see `shapes`; tables:1000 and tables:5000 by default. Ratios are
 * what counts; seconds depend on the machine, and both sides and their server share it.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CatalogBuilder } from '../src/dialects/postgres/introspection/catalogBuilder.js';
import { catalogQueries } from '../src/dialects/postgres/introspection/reading.js';
import { postgresKinds } from '../src/dialects/postgres/kinds/kinds.js';
import { postgresNormalizer } from '../src/dialects/postgres/normalizer/postgresNormalizer.js';
import { connectDatabase } from '../test/support/connectDatabase.js';
import { dumpProgram } from '../test/support/postgres/dumpProgram.js';
import { startPostgres, stopOwnPostgres } from '../test/support/postgres/testServer.js';

const root = path.join(import.meta.dirname, '..');

/** The statements that make one side of a shape of a size; the sides differ in one of a hundred objects. */
type Shape = (size: number, isDrifted: boolean) => readonly string[];

const shapes: Readonly<Record<string, Shape>> = { tables, partitions, functions, schemas };

/** Tables with ten columns, a key, two indexes and a foreign key each; a view per 5, a function and a trigger per 10. */
function tables(size: number, isDrifted: boolean): readonly string[] {
  const statements: string[] = ['CREATE SCHEMA bench'];
  for (let n = 0; n < size; n += 1) {
    const table = `bench.t${String(n)}`;
    const drift = isDrifted && n % 100 === 0 ? ', extra text' : '';
    statements.push(
      `CREATE TABLE ${table} (id bigint PRIMARY KEY, parent bigint, name text NOT NULL, email varchar(80) DEFAULT 'x',
        amount numeric(10,2) DEFAULT 0, created timestamptz DEFAULT now(), active boolean NOT NULL DEFAULT true,
        note text, rank integer, day date${drift})`,
      `CREATE INDEX ON ${table} (name)`,
      `CREATE INDEX ON ${table} (created DESC, rank) WHERE active`,
      `ALTER TABLE ${table} ADD FOREIGN KEY (parent) REFERENCES bench.t${String(Math.floor(n / 2))} (id)`,
    );
    if (n % 5 === 0) {
      statements.push(
        `CREATE VIEW bench.v${String(n)} AS SELECT id, name, upper(email) AS email FROM ${table} WHERE active`,
      );
    }
    if (n % 10 === 0) {
      const body = `BEGIN NEW.rank := coalesce(NEW.rank, ${String(isDrifted && n % 1000 === 0 ? 1 : 0)}); RETURN NEW; END`;
      statements.push(
        `CREATE FUNCTION bench.f${String(n)}() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$`,
        `CREATE TRIGGER tr BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION bench.f${String(n)}()`,
      );
    }
  }
  return statements;
}

/** One partitioned table with a key, an index and so many partitions. */
function partitions(size: number, isDrifted: boolean): readonly string[] {
  return [
    `CREATE TABLE public.whole (id bigint, day integer, note text${isDrifted ? ', extra text' : ''}, PRIMARY KEY (id, day))
      PARTITION BY RANGE (day)`,
    'CREATE INDEX ON public.whole (note)',
    ...Array.from(
      { length: size },
      (_, n) =>
        `CREATE TABLE public.whole_${String(n)} PARTITION OF public.whole FOR VALUES FROM (${String(n)}) TO (${String(n + 1)})`,
    ),
  ];
}

/** Functions of 200 lines. */
function functions(size: number, isDrifted: boolean): readonly string[] {
  return Array.from({ length: size }, (_, n) => {
    const lines = Array.from(
      { length: 200 },
      (_unused, line) => `  result := result + ${String(line)}; -- step ${String(line)} of ${String(n)}`,
    );
    const drift = isDrifted && n % 100 === 0 ? '  result := -result;\n' : '';
    return (
      `CREATE FUNCTION public.f${String(n)}(result integer) RETURNS integer LANGUAGE plpgsql AS $$\n` +
      `BEGIN\n${lines.join('\n')}\n${drift}  RETURN result;\nEND $$`
    );
  });
}

/** Schemas with two tables and a view each. */
function schemas(size: number, isDrifted: boolean): readonly string[] {
  return Array.from({ length: size }, (_, n) => {
    const schema = `s${String(n)}`;
    const drift = isDrifted && n % 100 === 0 ? ', extra text' : '';
    return [
      `CREATE SCHEMA ${schema}`,
      `CREATE TABLE ${schema}.customer (id bigint PRIMARY KEY, name text${drift})`,
      `CREATE TABLE ${schema}.invoice (id bigint PRIMARY KEY, customer bigint REFERENCES ${schema}.customer, total numeric)`,
      `CREATE VIEW ${schema}.due AS SELECT id, total FROM ${schema}.invoice WHERE total > 0`,
    ];
  }).flat();
}

interface Measurement {
  readonly seconds: number;
  /** Peak resident set in MiB; 0 where the system has no /proc. */
  readonly megabytes: number;
}

/** Runs a program to its end, its output thrown away. */
async function measure(
  file: string,
  args: readonly string[],
  accepted: readonly number[],
): Promise<Measurement> {
  const started = performance.now();
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const poll = setInterval(() => {
    void readFile(`/proc/${String(child.pid)}/status`, 'utf8').then(
      (status) => {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      },
      () => undefined,
    );
  }, 20);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => {
      resolve(status ?? -1);
    });
  });
  clearInterval(poll);
  if (!accepted.includes(code)) throw new Error(`${file} ended with ${String(code)}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: peak };
}

/** The time in which one session answers all catalog queries, in seconds. */
async function measureQueries(url: string): Promise<number> {
  const session = await (await connectDatabase(url)).open({ purpose: 'read' });
  try {
    const builder = new CatalogBuilder(session.server, postgresNormalizer);
    const statements = catalogQueries(postgresKinds, builder, []).map(({ sql }) => sql);
    const started = performance.now();
    await session.queryMany(statements);
    return (performance.now() - started) / 1000;
  } finally {
    await session.close();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function bench(shape: string, size: number, runs: number): Promise<void> {
  const statementsOf = shapes[shape];
  if (statementsOf === undefined || !Number.isInteger(size)) {
    throw new Error(`${shape}:${String(size)} is not one of ${Object.keys(shapes).join(', ')} and a number`);
  }
  const server = await startPostgres(18);
  const source = await server.createDatabase('');
  const target = await server.createDatabase('');
  for (const [database, isDrifted] of [
    [source, true],
    [target, false],
  ] as const) {
    const statements = statementsOf(size, isDrifted);
    for (let at = 0; at < statements.length; at += 500)
      await database.query(statements.slice(at, at + 500).join(';\n'));
    await database.query('VACUUM ANALYZE');
    await database.close();
  }
  const program = await dumpProgram();
  const sides = ['--source', source.url, '--target', target.url, '--quiet'];
  const dbvc = (command: string): Promise<Measurement> =>
    measure(
      process.execPath,
      [path.join(root, 'dist/cli.js'), command, ...sides, '--format', 'json'],
      [0, 2],
    );
  const dumped: Measurement[] = [];
  const compared: Measurement[] = [];
  const planned: Measurement[] = [];
  const queried: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    dumped.push(await measure(program.file, [...program.args, '--schema-only', '--dbname', target.url], [0]));
    compared.push(await dbvc('compare'));
    planned.push(await dbvc('plan'));
    queried.push(await measureQueries(target.url));
  }
  const seconds = (all: readonly Measurement[]): number => median(all.map((one) => one.seconds));
  const megabytes = (all: readonly Measurement[]): string =>
    Math.max(...all.map((one) => one.megabytes)).toFixed(0);
  process.stdout.write(
    `${shape}:${String(size)}, PostgreSQL 18, median of ${String(runs)}: pg_dump of one side ${seconds(dumped).toFixed(2)} s; ` +
      `of both sides dbvc compare ${seconds(compared).toFixed(2)} s (${(seconds(compared) / seconds(dumped)).toFixed(2)} x, ` +
      `${megabytes(compared)} MiB), dbvc plan ${seconds(planned).toFixed(2)} s (${megabytes(planned)} MiB); ` +
      `the catalog queries of one side alone ${median(queried).toFixed(2)} s\n`,
  );
  await source.drop();
  await target.drop();
}

async function main(): Promise<void> {
  const options = { runs: { type: 'string', default: '5' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  try {
    for (const wanted of positionals.length === 0 ? ['tables:1000', 'tables:5000'] : positionals) {
      const [shape = '', size] = wanted.split(':');
      await bench(shape, Number(size), Number(values.runs));
    }
  } finally {
    await stopOwnPostgres();
  }
}

void main();
