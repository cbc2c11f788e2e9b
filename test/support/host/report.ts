import Mocha from 'mocha';

/** Prints a line among the results: the extension host's own console is seen by nobody. */
export function report(line: string): void {
  Mocha.reporters.Base.consoleLog(`      ${line}`);
}
