import type { Environment } from '../../../core/dialect/session.js';
import type { Engine } from '../../../core/model/catalog.js';
import type { Profile } from '../../../core/profiles/profile.js';
import type { CloudSignIn } from '../../../core/profiles/signIn.js';
import { hasVariables } from '../../../core/profiles/variables.js';
import type { Secret } from '../../../core/secret.js';
import type { PasswordMode } from '../passwordStore.js';
import type { ProfileAddress } from '../../../core/profiles/addressOfConnection.js';

/** A connection while a person fills it in. */
export interface ConnectionDraft {
  /** Whether the address is filled in field by field or as one string; undefined until that is chosen. */
  readonly method?: 'fields' | 'string';
  readonly address: ProfileAddress;
  readonly name: string;
  readonly environment?: Environment;
  readonly readOnly: boolean;
  readonly folder?: string;
  readonly passwordMode: PasswordMode;
  /** The cloud whose token takes the place of a password. */
  readonly signIn?: CloudSignIn;
  /** What was typed in this form; where nothing was, what is saved stays. */
  readonly password?: Secret;
}

/** The address that a new connection starts with, for a person to change. */
export function suggestedAddress(engine: Engine): ProfileAddress {
  return { engine, host: 'localhost', port: usualPort(engine) };
}

/** The port that servers of an engine listen on unless somebody says otherwise. */
export function usualPort(engine: Engine | undefined): number {
  return engine === 'mssql' ? 1433 : 5432;
}

/** The draft that a new connection starts with. */
export const emptyDraft: ConnectionDraft = {
  address: suggestedAddress('postgres'),
  name: '',
  readOnly: false,
  passwordMode: 'saved',
};

/** The draft that editing a profile starts with. */
export function draftOf(profile: Profile, passwordMode: PasswordMode): ConnectionDraft {
  const { name, environment, readOnly, folder, signIn = 'password', ...address } = profile;
  return {
    method: profile.url === undefined ? 'fields' : 'string',
    address,
    name,
    readOnly: readOnly === true,
    passwordMode,
    ...(environment === undefined ? {} : { environment }),
    ...(folder === undefined ? {} : { folder }),
    ...(signIn === 'password' ? {} : { signIn }),
  };
}

/** The profile that a finished draft describes. */
export function profileOf(draft: ConnectionDraft): Profile {
  return {
    name: draft.name,
    ...draft.address,
    ...(draft.signIn === undefined ? {} : { signIn: draft.signIn }),
    ...(draft.environment === undefined ? {} : { environment: draft.environment }),
    ...(draft.readOnly ? { readOnly: true } : {}),
    ...(draft.folder === undefined ? {} : { folder: draft.folder }),
  };
}

/** The draft with a field of its address set, or taken out where the text is empty. */
export function withAddressField(
  draft: ConnectionDraft,
  field: 'host' | 'port' | 'database' | 'user' | 'role',
  text: string,
): ConnectionDraft {
  const address: { -readonly [Key in keyof ProfileAddress]: ProfileAddress[Key] } = { ...draft.address };
  const trimmed = text.trim();
  if (trimmed === '') Reflect.deleteProperty(address, field);
  else if (field === 'port') address.port = hasVariables(trimmed) ? trimmed : Number(trimmed);
  else address[field] = trimmed;
  return { ...draft, address };
}
