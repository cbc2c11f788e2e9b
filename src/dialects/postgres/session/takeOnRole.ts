import { DbvcError } from '../../../core/errors.js';
import type { OpenOptions } from '../../../core/dialect/session.js';
import { connectionAddress, type ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { ServerError } from '../errors/serverError.js';
import type { Setting } from './settings.js';
import type { Wire } from './wire.js';

/**
 * Takes on the role that the connection asks for, for the session, or where a pooler would hand it on to somebody else,
 * as a setting that each transaction begins with. Throws `permission-denied` where the login is no member of it,
 * `invalid-input` where there is none of that name, and `not-supported` for applying through a pooler: what runs outside
 * of a transaction would be the login's there.
 */
export async function takeOnRole(
  wire: Wire,
  role: string,
  settings: ConnectionSettings,
  options: OpenOptions,
  pooler: string | undefined,
): Promise<readonly Setting[]> {
  if (pooler !== undefined && options.purpose === 'apply') {
    throw new DbvcError('not-supported', `The role "${role}" cannot be kept through ${pooler}.`, {
      hint: 'Connect to the server directly to apply as a role.',
    });
  }
  // Quoted always: NONE without quotes is no role but the way back.
  const set = `SET LOCAL ROLE "${role.replaceAll('"', '""')}"`;
  try {
    if (pooler === undefined) await wire.execute(set.replace('LOCAL ', ''), []);
    // One message is one transaction, which ends here again.
    else await wire.execute(set, []);
  } catch (error) {
    throw refusal(error, role, settings);
  }
  return pooler === undefined ? [] : [['role', role]];
}

function refusal(error: unknown, role: string, settings: ConnectionSettings): unknown {
  if (!(error instanceof ServerError)) return error;
  const { sqlState, message } = error.fields;
  const facts = { sqlState, serverMessage: message };
  const address = connectionAddress(settings);
  if (sqlState === '42501') {
    return new DbvcError(
      'permission-denied',
      `"${settings.user}" may not take on the role "${role}" at ${address}.`,
      { ...facts, hint: 'The login must be a member of the role: GRANT role TO login.' },
      { cause: error },
    );
  }
  if (sqlState === '22023' || sqlState === '42704') {
    return new DbvcError(
      'invalid-input',
      `There is no role "${role}" at ${address}.`,
      { ...facts, hint: 'The connection asks for it with "role".' },
      { cause: error },
    );
  }
  return error;
}
