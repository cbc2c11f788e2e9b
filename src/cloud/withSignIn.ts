import type { Dialect } from '../core/dialect/dialect.js';
import type { SignIn } from '../core/profiles/signIn.js';

/** The dialect as a profile signs in; the same one where that is with a password. Tokens are loaded when they are wanted. */
export async function withSignIn(dialect: Dialect, signIn: SignIn = 'password'): Promise<Dialect> {
  if (signIn === 'password') return dialect;
  const { tokenConnector } = await import('./tokenConnector.js');
  return { ...dialect, connector: tokenConnector(dialect.connector, signIn) };
}
