import path from 'node:path';
import Mocha from 'mocha';

/** What {@link run} tells the process that opened the editor. */
export interface HostReport {
  readonly kind: 'line' | 'end';
  readonly text: string;
  readonly failures?: number;
}

/** Set by that process: where to send reports, which files to run, and mocha's own arguments. */
export const REPORT_VARIABLE = 'DBVC_TEST_HOST_REPORT';
export const FILES_VARIABLE = 'DBVC_TEST_HOST_FILES';
export const GREP_VARIABLE = 'DBVC_TEST_HOST_GREP';

/** How long a test may take unless it says otherwise: a demo start on a busy machine is the longest. */
const TIMEOUT_MS = 60_000;

/**
 * The extension host calls this. It runs the bundled test files with mocha in that process, where
 * `vscode` is, and reports over HTTP because a browser's extension host has no terminal.
 */
export async function run(): Promise<void> {
  const address = process.env[REPORT_VARIABLE];
  const files = process.env[FILES_VARIABLE];
  if (address === undefined || files === undefined)
    throw new Error('The host suite is started by its runner');
  let sending: Promise<unknown> = Promise.resolve();
  const send = (report: HostReport): void => {
    sending = sending.then(() => fetch(address, { method: 'POST', body: JSON.stringify(report) }));
  };
  // mocha's reporter writes through console.log, which it keeps a copy of.
  Mocha.reporters.Base.consoleLog = (...parts: readonly unknown[]) => {
    const [format, ...values] = parts;
    send({ kind: 'line', text: formatLine(typeof format === 'string' ? format : '', values) });
  };
  const failures = await runFiles(JSON.parse(files)).catch((error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send({ kind: 'line', text });
    return 1;
  });
  send({ kind: 'end', text: '', failures });
  await sending;
}

async function runFiles(files: unknown): Promise<number> {
  if (!Array.isArray(files)) throw new Error('The list of test files is not a list');
  const grep = process.env[GREP_VARIABLE];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
  });
  for (const file of files) mocha.addFile(path.resolve(String(file)));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    mocha.run(resolve);
  });
}

/** mocha formats as printf does, with %s, %d and %%. */
function formatLine(format: string, values: readonly unknown[]): string {
  const rest = [...values];
  const text = format.replace(/%([sdj%])/g, (_, kind) => (kind === '%' ? '%' : String(rest.shift())));
  return [text, ...rest.map(String)].join(' ');
}
