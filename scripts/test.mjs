/**
 * Runs the layers of the test suite that are named as arguments, or all of them, from a fresh clone
 * too: it needs nothing but Node.js. Arguments that start with "-" go to mocha, and so do file names.
 * The last line says `N passed, N failed`; the exit status is 1 when anything failed or could not run.
 */
import { filesBelow } from './filesBelow.mjs';
import { LAYERS } from './layers.mjs';
import { installDependencies, npm, ROOT, run } from './processes.mjs';
import path from 'node:path';

const names = new Set(LAYERS.map(({ name }) => name));
const wanted = process.argv.slice(2).filter((argument) => names.has(argument));
const forMocha = process.argv.slice(2).filter((argument) => !names.has(argument));
const layers = LAYERS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const mocha = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');
const tsx = ['--import', 'tsx'];

const preparations = {
  build: () => npm('run', '--silent', 'build'),
  servers: () => run(process.execPath, [...tsx, 'test/support/postgres/installServers.ts']),
  clients: () => run(process.execPath, [...tsx, 'test/support/postgres/installClients.ts']),
  workbench: () =>
    // The host suite runs in editors that it downloads itself then.
    process.env.DBVC_TEST_VSCODE === 'download'
      ? { code: 0 }
      : run(process.execPath, [...tsx, 'test/support/workbench/install.ts']),
  package: () => npm('run', '--silent', 'package'),
};

/** Each preparation happens once, and what it is for fails when it does. */
const prepared = new Map();
function prepare(need) {
  if (!prepared.has(need)) prepared.set(need, preparations[need]());
  return prepared.get(need);
}

async function runLayer(layer) {
  const files = filesBelow(`test/${layer.name}`, '.test.ts');
  if (files.length === 0) return cannotRun(layer, `there are no tests in test/${layer.name}`);
  for (const need of layer.needs) {
    const { code } = await prepare(need);
    if (code !== 0) return cannotRun(layer, `preparing "${need}" failed, see above`);
  }
  const isNarrowed = forMocha.some((argument) => argument.endsWith('.ts'));
  const { code, stdout } = await run(process.execPath, [
    ...(layer.program === undefined ? [mocha, ...optionsOf(layer, isNarrowed)] : [...tsx, layer.program]),
    ...forMocha,
    ...(isNarrowed ? [] : files),
  ]);
  return countOf(layer, code, stdout);
}

function optionsOf(layer, isNarrowed) {
  return [
    // The files of a layer share two cores with the servers that they test, and often wait for them.
    ...(layer.jobs !== undefined && !isNarrowed ? ['--parallel', '--jobs', String(layer.jobs)] : []),
    ...(layer.timeout === undefined ? [] : ['--timeout', String(layer.timeout)]),
  ];
}

/** Reads the counts from mocha's own summary; a run that died without one has failed. */
function countOf(layer, code, stdout) {
  const text = stdout.replace(/\u001b\[[0-9;]*m/g, '');
  // The host suite says it once for each editor that it runs in.
  const count = (word) =>
    [...text.matchAll(new RegExp(`^\\s+(\\d+) ${word}\\b`, 'gm'))].reduce((sum, [, n]) => sum + Number(n), 0);
  const passed = count('passing');
  const failed = Math.max(count('failing'), code === 0 ? 0 : 1);
  if (passed + failed === 0 && forMocha.length === 0) return cannotRun(layer, 'no test ran');
  return { name: layer.name, passed, failed, pending: count('pending') };
}

function cannotRun(layer, why) {
  console.error(`The layer "${layer.name}" could not run: ${why}`);
  return { name: layer.name, passed: 0, failed: 1, pending: 0, why };
}

async function main() {
  await installDependencies();
  const results = [];
  for (const layer of layers) {
    console.log(`\n== ${layer.name} ==`);
    const started = performance.now();
    const result = await runLayer(layer);
    results.push({ ...result, seconds: Math.round((performance.now() - started) / 1000) });
  }
  console.log('');
  for (const { name, passed, failed, pending, why, seconds } of results) {
    const skipped = pending === 0 ? '' : `, ${pending} pending`;
    console.log(
      `${name}: ${passed} passed, ${failed} failed${skipped}${why === undefined ? '' : ` (${why})`}, ${seconds} s`,
    );
  }
  if (!process.env.DBVC_TEST_MSSQL_URL) {
    console.log('SQL Server, live: not run (DBVC_TEST_MSSQL_URL names no server)');
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
