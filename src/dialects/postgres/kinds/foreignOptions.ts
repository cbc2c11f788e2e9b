import type { AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk } from '../generator/statement.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { optionalTexts } from '../introspection/rows.js';
import { listOf } from './partName.js';

/**
 * Names of options that hold secrets, as one regular expression of the server and a list of those that only look like
 * it. What such an option holds is never read: the server sends its name alone.
 */
const secretNames =
  '(passw|passphrase|^pass$|pwd|secret|token|credential|jwt|authorization|(api|access|account|private|client|server)_?key)';
const harmlessNames = ['password_required', 'passfile', 'use_scram_passthrough'];

/** The options of wrappers, servers, user mappings, foreign tables and their columns, as OPTIONS (…) takes them. */
export const foreignOptionsShape = { options: optionalTexts, secrets: optionalTexts };

/** SQL: whether an option, parameter or setting of this name holds a secret. */
export function isSecretName(name: string): string {
  const harmless = harmlessNames.map((one) => `'${one}'`).join(', ');
  return `(${name} ~* '${secretNames}' and ${name} <> all (array[${harmless}]))`;
}

/** The columns for {@link foreignOptionsShape}, from a column of a catalog that holds options. */
export function foreignOptionsColumns(column: string): string {
  const { options, secrets } = foreignOptionsLists(column);
  return `${options} as options,
      ${secrets} as secrets`;
}

/** The two lists of {@link foreignOptionsColumns}, null where they are empty. */
export function foreignOptionsLists(column: string): { readonly options: string; readonly secrets: string } {
  const isSecret = isSecretName('given.option_name');
  const given = `from pg_catalog.pg_options_to_table(${column}) as given`;
  return {
    options: `(
        select pg_catalog.array_agg(given.option_name || '=' || coalesce(given.option_value, ''))
        ${given}
        where not ${isSecret}
      )`,
    secrets: `(
        select pg_catalog.array_agg(given.option_name)
        ${given}
        where ${isSecret}
      )`,
  };
}

interface ForeignOptions {
  readonly options: readonly string[] | null;
  readonly secrets: readonly string[] | null;
}

/** What can differ of options: those that anybody may see with their values, the others by name. */
export function foreignOptionsAttributes(
  given: ForeignOptions,
): Readonly<Record<string, Attribute | undefined>> {
  return {
    options: given.options === null ? undefined : { value: [...given.options].sort() },
    'secret options': given.secrets === null ? undefined : { value: [...given.secrets].sort() },
  };
}

/**
 * Says of each secret that its value is not compared. Nothing can be made with it, so what holds it is neither made
 * on a side that lacks it nor made again, but goes when it is dropped.
 */
export function keepSecrets(
  given: ForeignOptions,
  part: NewPart,
  described: string,
  builder: CatalogBuilder,
): void {
  for (const secret of given.secrets ?? []) {
    keepApart(part, 'secret option values', `${quoteIdentifier(secret)} of ${described}`, builder);
  }
}

/** {@link keepSecrets} for options none of which the login may see. */
export function keepHiddenOptions(part: NewPart, described: string, builder: CatalogBuilder): void {
  keepApart(part, 'options that the login may not see', described, builder);
}

function keepApart(part: NewPart, kind: string, name: string, builder: CatalogBuilder): void {
  const id = partId('uncompared', kind, name);
  builder.addUncompared({ id, kind, name, goesWith: [part.id] }, 0, 0);
  builder.depend(id, part.id);
  builder.depend(part.id, id);
}

/** OPTIONS (…) of a CREATE, from the attribute that holds them; empty where there are none. Secrets are named in a comment: somebody has to set them. */
export function optionsClause(part: Part, attribute = 'options'): string {
  const options = listOf(part, attribute).map(parse);
  const secrets = listOf(part, 'secret options');
  const list = options.map(({ name, value }) => `${quoteIdentifier(name)} ${quoteLiteral(value)}`).join(', ');
  const named = secrets.length === 0 ? '' : ` /* ${secretNote(secrets)} */`;
  return `${list === '' ? '' : ` OPTIONS (${list})`}${named}`;
}

/** A comment inside a statement that no name can end. */
function secretNote(secrets: readonly string[]): string {
  const names = secrets.map((name) => name.replaceAll(/[^\w .-]/g, '?')).join(', ');
  return `and a secret value for ${names}`;
}

interface ForeignOption {
  readonly name: string;
  readonly value: string;
}

function parse(option: string): ForeignOption {
  const at = option.indexOf('=');
  return { name: option.slice(0, at), value: option.slice(at + 1) };
}

/** OPTIONS (ADD …, SET …, DROP …) of an ALTER; empty where no option differs. */
export function optionsAlteration(target: Part, source: Part, attribute = 'options'): string {
  const before = new Map(
    listOf(target, attribute)
      .map(parse)
      .map(({ name, value }) => [name, value]),
  );
  const after = new Map(
    listOf(source, attribute)
      .map(parse)
      .map(({ name, value }) => [name, value]),
  );
  const changes: string[] = [];
  for (const name of [...before.keys(), ...secretsLost(target, source)]) {
    if (!after.has(name)) changes.push(`DROP ${quoteIdentifier(name)}`);
  }
  for (const [name, value] of after) {
    if (before.get(name) === value) continue;
    const action = before.has(name) ? 'SET' : 'ADD';
    changes.push(`${action} ${quoteIdentifier(name)} ${quoteLiteral(value)}`);
  }
  return changes.length === 0 ? '' : ` OPTIONS (${changes.join(', ')})`;
}

function secretsLost(target: Part, source: Part): readonly string[] {
  const kept = new Set(listOf(source, 'secret options'));
  return listOf(target, 'secret options').filter((name) => !kept.has(name));
}

/** What an alteration takes away for good. What a drop does is named because {@link keepSecrets} keeps it apart. */
export function secretRisks(target: Part, source: Part): readonly Risk[] {
  return secretsLost(target, source).map((name) =>
    risk('irreversible', `DBVC does not read what the option ${quoteIdentifier(name)} holds: it is gone`),
  );
}

/** Why an alteration has to be left: the source has a secret that the target lacks. */
export function missingSecret(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
): string | undefined {
  if (!changes.some(({ attribute }) => attribute === 'secret options')) return undefined;
  const present = new Set(listOf(target, 'secret options'));
  const missing = listOf(source, 'secret options').filter((name) => !present.has(name));
  if (missing.length === 0) return undefined;
  const names = missing.map(quoteIdentifier).join(', ');
  return `the source has a value for the option ${names}, which is a secret that DBVC does not read: set it by hand`;
}
