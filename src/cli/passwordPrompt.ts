import type { Database } from '../core/dialect/session.js';
import { CancelledError, DbvcError } from '../core/errors.js';
import { connectionAddress, type ConnectionSettings } from '../core/profiles/connectionSettings.js';
import { Secret } from '../core/secret.js';
import type { Context } from './context.js';
import { printableLine } from './terminal/printable.js';

const mostAttempts = 3;

/**
 * The database of some settings. Where they hold no password and a person is there, it tries whether one is needed
 * (peer, trust and certificate logins need none) and asks for it, three times at most.
 */
export async function withPassword(
  settings: ConnectionSettings,
  database: (settings: ConnectionSettings) => Database,
  context: Context,
): Promise<Database> {
  let current = database(settings);
  if (settings.password !== undefined || !context.terminal.isInteractive) return current;
  for (let attempt = 0; ; attempt++) {
    try {
      context.progress.show(`connecting to ${current.label}`);
      const session = await current.open({ purpose: 'read', signal: context.interrupt.signal });
      await session.close();
      return current;
    } catch (error) {
      const isLogin = error instanceof DbvcError && error.code === 'authentication-failed';
      if (!isLogin || attempt === mostAttempts) throw error;
      context.progress.clear();
      if (attempt > 0) context.terminal.err('That password was not accepted.\n');
      const typed = await context.terminal.ask(
        `Password of ${printableLine(settings.user)} on ${printableLine(connectionAddress(settings))}: `,
        { hidden: true },
      );
      if (typed === undefined) throw new CancelledError();
      current = database({ ...settings, password: new Secret(typed) });
    }
  }
}
