/**
 * Measures `dbvc compare` on two databases beside one `pg_dump --schema-only` of one of them, in the same run and in
 * turns: wall time and peak memory. Usage: npm run bench -- [tables ...] [--runs N]; 1000 and 5000 tables by default.
 * Ratios are what counts; seconds depend on the machine.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dumpProgram } from '../test/support/postgres/dumpProgram.js';
import { startPostgres, stopOwnPostgres } from '../test/support/postgres/testServer.js';

const root = path.join(import.meta.dirname, '..');

/** Tables with ten columns, a key, two indexes and a foreign key each; a view per 5, a function and a trigger per 10. */
function schemaSql(tables: number, isDrifted: boolean): readonly string[] {
  const statements: string[] = [];
  for (let n = 0; n < tables; n += 1) {
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function bench(tables: number, runs: number): Promise<void> {
  const server = await startPostgres(18);
  const source = await server.createDatabase('CREATE SCHEMA bench');
  const target = await server.createDatabase('CREATE SCHEMA bench');
  for (const [database, isDrifted] of [
    [source, true],
    [target, false],
  ] as const) {
    const statements = schemaSql(tables, isDrifted);
    for (let at = 0; at < statements.length; at += 500)
      await database.query(statements.slice(at, at + 500).join(';\n'));
    await database.query('VACUUM ANALYZE');
    await database.close();
  }
  const program = await dumpProgram();
  const compared: Measurement[] = [];
  const dumped: Measurement[] = [];
  const compare = [
    'dist/cli.js',
    'compare',
    '--source',
    source.url,
    '--target',
    target.url,
    '--format',
    'json',
    '--quiet',
  ];
  for (let run = 0; run < runs; run += 1) {
    dumped.push(await measure(program.file, [...program.args, '--schema-only', '--dbname', target.url], [0]));
    compared.push(
      await measure(
        process.execPath,
        compare.map((one) => (one === 'dist/cli.js' ? path.join(root, one) : one)),
        [2],
      ),
    );
  }
  const [ours, theirs] = [compared, dumped].map((all) => median(all.map(({ seconds }) => seconds)));
  const ratio = (ours ?? 0) / (theirs ?? 1);
  const memory = Math.max(...compared.map(({ megabytes }) => megabytes));
  process.stdout.write(
    `${String(tables)} tables: dbvc compare ${(ours ?? 0).toFixed(2)} s (both sides), pg_dump ${(theirs ?? 0).toFixed(2)} s (one side), ` +
      `ratio ${ratio.toFixed(2)}, peak ${memory.toFixed(0)} MiB (median of ${String(runs)})\n`,
  );
  await source.drop();
  await target.drop();
}

async function main(): Promise<void> {
  const options = { runs: { type: 'string', default: '3' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  try {
    for (const tables of positionals.length === 0 ? [1000, 5000] : positionals.map(Number)) {
      await bench(tables, Number(values.runs));
    }
  } finally {
    await stopOwnPostgres();
  }
}

void main();
