import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program with its output passed through, and returns its exit status (1 for a signal) and
 * its standard output.
 */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      stdio: ['inherit', 'pipe', 'inherit'],
      ...options,
      env: { ...process.env, ...options.env },
    });
    let stdout = '';
    child.stdout?.on('data', (chunk) => {
      process.stdout.write(chunk);
      stdout += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, stdout }));
  });
}

/** Runs one of npm's commands. */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** Installs the dependencies unless they are the ones that the lock file names. */
export async function installDependencies() {
  const installed = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && isInstalled(JSON.parse(readFileSync(installed, 'utf8')))) return;
  console.log('Installing dependencies (npm ci)');
  const { code } = await npm('ci', '--no-audit', '--no-fund');
  if (code !== 0) throw new Error('npm ci failed');
}

function isInstalled({ packages: installed }) {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).every(
    // Packages of other platforms are in the lock file only.
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  );
}
