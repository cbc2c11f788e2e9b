/**
 * Makes what the demo opens: the engine's files and two data directories with the web shop in them.
 *
 *   node scripts/buildDemo.mjs DIRECTORY
 */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { ROOT } from './processes.mjs';

const SQL = path.join(ROOT, 'src', 'demo', 'sql');
const ENGINE = path.join(ROOT, 'node_modules', '@electric-sql', 'pglite');

/** The packed data directories, by what they are in the demo, and the database in each. */
const SIDES = { source: 'shop_dev', target: 'shop_prod' };
const BASE = 'shop';

/**
 * As they are: zipped into the .vsix they are 0.9 MB larger than with brotli, which would cost a quarter of a second
 * each time the demo opens. What initdb needs stays behind.
 */
const ENGINE_FILES = ['pglite.wasm', 'pglite.data'];

/** Clearing the default 128 MB of shared buffers is half of the engine's start; recycled WAL is dead weight. */
const SETTINGS = { shared_buffers: '16MB', min_wal_size: '2MB', wal_recycle: 'off' };

/**
 * Fills `directory` with pglite.wasm, pglite.data, source.tar.br and target.tar.br. The data directories are made
 * when the SQL, the engine or this script has changed, and come from a cache otherwise.
 */
export async function buildDemo(directory) {
  const cache = path.join(ROOT, 'node_modules', '.cache', 'dbvc', `demo-${fingerprint()}`);
  if (!existsSync(cache)) await fillCache(cache);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  cpSync(cache, directory, { recursive: true });
  for (const file of ENGINE_FILES) {
    copyFileSync(path.join(ENGINE, 'dist', file), path.join(directory, file));
  }
}

function fingerprint() {
  const hash = createHash('sha256');
  hash.update(JSON.parse(readFileSync(path.join(ENGINE, 'package.json'), 'utf8')).version);
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of ['base', ...Object.keys(SIDES)]) hash.update(readSql(name));
  return hash.digest('hex').slice(0, 16);
}

function readSql(name) {
  return readFileSync(path.join(SQL, `${name}.sql`), 'utf8').replaceAll('\r\n', '\n');
}

async function fillCache(cache) {
  console.log('Making the demo databases (once, until their SQL changes)');
  // Under its name only when complete: another build may look for it at the same time.
  const unfinished = `${cache}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const base = await makeBase();
  for (const [side, database] of Object.entries(SIDES)) {
    // ALTER DATABASE does not rename the one that it runs in; nothing but this row knows the name.
    const rename = `UPDATE pg_database SET datname = '${database}'`;
    const tar = await change(base, [readSql(side), rename, 'CHECKPOINT']);
    await writeFile(path.join(unfinished, `${side}.tar.br`), await pack(tar));
  }
  try {
    renameSync(unfinished, cache);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(cache)) throw error;
  }
}

/** Loaded when there is something to make: most builds find it all in the cache. */
async function start(options) {
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create(options);
}

/** A cluster whose one database is the shop: without the templates, it is a third of the size and opens faster. */
async function makeBase() {
  const postgres = await start({ initDbStartParams: ['--wal-segsize=1'] });
  for (const [name, value] of Object.entries(SETTINGS)) {
    await postgres.exec(`ALTER SYSTEM SET ${name} = '${value}'`);
  }
  await postgres.exec(`CREATE DATABASE ${BASE} TEMPLATE template0`);
  const cluster = await dump(postgres);
  return change(cluster, [
    `UPDATE pg_database SET datistemplate = false`,
    ...['template0', 'template1', 'postgres'].map((name) => `DROP DATABASE ${name}`),
    readSql('base'),
    'VACUUM FULL',
    // Twice: the first lets go of the WAL segments that the second one removes.
    'CHECKPOINT',
    'CHECKPOINT',
  ]);
}

/** The data directory after these statements, as a tar archive. */
async function change(tar, statements) {
  const shop = await start({ database: BASE, loadDataDir: new Blob([tar]) });
  for (const sql of statements) await shop.exec(sql);
  return dump(shop);
}

async function dump(postgres) {
  const tar = await postgres.dumpDataDir('none');
  const bytes = Buffer.from(await tar.arrayBuffer());
  await postgres.close();
  return bytes;
}

/** Quality 9 takes a second; 11 would take 16 for a tenth less. */
function pack(bytes) {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildDemo(path.resolve(process.argv[2] ?? path.join('dist', 'demo')));
}
