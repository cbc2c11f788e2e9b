import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { listOf, textOf } from './partName.js';

/** The attribute that holds what the owner may do, whoever that is. */
export const toTheOwner = 'to the owner';

/** The attribute that holds what everybody may do. */
export const toPublic = 'to PUBLIC';

/** The attribute that holds what a role may do. A role whose name is one of the words above is quoted in it. */
export function toRole(name: string): string {
  return `to ${quoteIdentifier(name)}`;
}

/** What a grantee holds: privileges, those with the grant option marked by a star. */
type Held = readonly string[];

/**
 * The statements that give a new object its privileges. It starts with the standard ones, unless default privileges
 * of the target meddle: then everything is said.
 */
export function createPrivileges(part: Part, context: ScriptContext): readonly Statement[] {
  const owner = ownerRole(part, context);
  const given = defaultGrantees(part, context);
  const standard = standardOf(part);
  const grantees = new Set(Object.keys(part.attributes));
  if (given.length > 0) {
    for (const grantee of [...standard.keys(), ...given]) grantees.add(grantee);
  }
  return [...grantees].sort().flatMap((grantee) => {
    const role = grantee === toTheOwner ? owner : roleOf(grantee);
    const wanted = heldBy(part, grantee);
    if (given.length === 0) return changeOfGrants(part, role, standard.get(grantee) ?? [], wanted);
    // The creator is named in its own default privileges.
    if (grantee !== toTheOwner && role === owner) return [];
    return [
      statement(`REVOKE ALL${columnOf(part)} ON ${objectOf(part)} FROM ${role}`),
      ...changeOfGrants(part, role, [], wanted),
    ];
  });
}

/** The statements that take every privilege away that the object would not have by itself. */
export function dropPrivileges(part: Part, context: ScriptContext): readonly Statement[] {
  const owner = ownerRole(part, context);
  const standard = standardOf(part);
  const { statements, left } = takeBack(part, owner);
  return [
    ...statements,
    ...Object.keys(left.attributes)
      .sort()
      .flatMap((grantee) => {
        const role = grantee === toTheOwner ? owner : roleOf(grantee);
        return changeOfGrants(part, role, heldBy(left, grantee), standard.get(grantee) ?? []);
      }),
  ];
}

/**
 * Takes back what others than the owner have passed on: the server takes nothing from them before. What is left then is
 * what the owner granted, without the option to pass that on.
 */
function takeBack(
  part: Part,
  owner: string,
): { readonly statements: readonly Statement[]; readonly left: Part } {
  const passedOn = listOf(part, 'grantors')
    .map((entry) => {
      const at = entry.lastIndexOf('\n');
      return { role: entry.slice(0, at), privilege: entry.slice(at + 1) };
    })
    .filter(({ role }) => quoteIdentifier(role) !== owner);
  if (passedOn.length === 0) return { statements: [], left: part };
  const own = grantsByGrantee(listOf(part, 'own grants'));
  const grantees = new Set([...Object.keys(part.attributes), ...standardOf(part).keys(), ...own.keys()]);
  const attributes: Record<string, Attribute> = {};
  for (const grantee of [...grantees].sort()) {
    const mayPassOn = (held: string): boolean =>
      passedOn.some(({ role, privilege }) => toRole(role) === grantee && held === `${privilege}*`);
    attributes[grantee] = {
      value: (own.get(grantee) ?? []).map((held) => (mayPassOn(held) ? privilegeOf(held) : held)),
    };
  }
  const statements = passedOn.map(({ role, privilege }) =>
    statement(
      `REVOKE GRANT OPTION FOR ${privilege}${columnOf(part)} ON ${objectOf(part)} FROM ${quoteIdentifier(role)} CASCADE`,
      risk(
        'drop',
        `takes back ${privilege} on ${textOf(part, 'described') ?? ''} from those whom ${role} gave it`,
      ),
    ),
  );
  return { statements, left: { ...part, attributes } };
}

/** The statements that change who may do what. */
export function alterPrivileges(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  // A change of the owner comes first, and takes the old owner's privileges along.
  const owner = ownerRole(context.hides('owners') ? target : source, context);
  const isNewOwner =
    !context.hides('owners') && textOf(target, 'owner role') !== textOf(source, 'owner role');
  const attributes = new Set(changes.map(({ attribute }) => attribute));
  // What the new owner was granted before it was the owner's is the owner's now.
  const absorbed = isNewOwner ? heldBy(target, `to ${owner}`) : [];
  if (absorbed.length > 0) attributes.add(toTheOwner);
  const isLess = [...attributes].some((attribute) => {
    const after = heldBy(source, attribute);
    return heldBy(target, attribute).some((held) => !after.includes(held));
  });
  const { statements: takenBack, left } = isLess ? takeBack(target, owner) : { statements: [], left: target };
  if (left !== target) for (const attribute of Object.keys(left.attributes)) attributes.add(attribute);
  const statements = [...attributes].sort().flatMap((attribute) => {
    const role = attribute === toTheOwner ? owner : roleOf(attribute);
    if (attribute !== toTheOwner && role === owner) return [];
    const held = heldBy(left, attribute);
    const before = attribute === toTheOwner ? withBoth(held, absorbed) : held;
    const after = heldBy(source, attribute);
    return [
      ...changeOfGrants(source, role, before, after),
      ...columnsAgain(target, role, attribute, before, after, context),
    ];
  });
  return { how: 'in-place', statements: [...takenBack, ...statements] };
}

/** What somebody holds who has both of two lists of privileges. */
function withBoth(one: Held, other: Held): Held {
  const all = new Set([...one, ...other]);
  return [...all].filter((privilege) => !all.has(`${privilege}*`));
}

/** REVOKE on a table takes the privilege on its columns away too: those that stay are granted again. */
function columnsAgain(
  target: Part,
  role: string,
  grantee: string,
  before: Held,
  after: Held,
  context: ScriptContext,
): readonly Statement[] {
  const kept = new Set(after.map(privilegeOf));
  const revoked = new Set(before.map(privilegeOf).filter((privilege) => !kept.has(privilege)));
  if (revoked.size === 0) return [];
  return context
    .dependentsOf(target.id)
    .filter((part) => part.kind === target.kind && typeof part.details['column'] === 'string')
    .flatMap((part) => {
      const column = context.from.parts.get(part.id) ?? part;
      const held = heldBy(column, grantee).filter((privilege) => revoked.has(privilegeOf(privilege)));
      return changeOfGrants(column, role, [], held);
    });
}

/** REVOKE and GRANT that get one grantee from one list of privileges to another. */
export function changeOfGrants(part: Part, role: string, before: Held, after: Held): readonly Statement[] {
  const holds = new Set(before);
  const wanted = new Set(after);
  const wantedAtAll = new Set(after.map(privilegeOf));
  const revoked = before.filter((one) => !wantedAtAll.has(privilegeOf(one))).map(privilegeOf);
  const optionRevoked = before
    .filter((one) => one.endsWith('*') && wanted.has(privilegeOf(one)))
    .map(privilegeOf);
  const granted = after.filter((one) => !holds.has(one) && !one.endsWith('*') && !holds.has(`${one}*`));
  const optionGranted = after.filter((one) => one.endsWith('*') && !holds.has(one)).map(privilegeOf);
  const list = (privileges: Held): string =>
    [...privileges]
      .sort()
      .map((privilege) => `${privilege}${columnOf(part)}`)
      .join(', ');
  const on = objectOf(part);
  const prefix = textOf(part, 'prefix') ?? '';
  const what = prefix === '' ? on : (textOf(part, 'described') ?? '');
  const who = role === 'PUBLIC' ? 'everybody' : role;
  return [
    ...(revoked.length === 0
      ? []
      : [
          statement(
            `${prefix}REVOKE ${list(revoked)} ON ${on} FROM ${role}`,
            risk('drop', `takes ${list(revoked)} on ${what} from ${who}`),
          ),
        ]),
    ...(optionRevoked.length === 0
      ? []
      : [
          statement(
            `${prefix}REVOKE GRANT OPTION FOR ${list(optionRevoked)} ON ${on} FROM ${role}`,
            risk('drop', `takes the grant option for ${list(optionRevoked)} on ${what} from ${who}`),
          ),
        ]),
    ...(granted.length === 0 ? [] : [statement(`${prefix}GRANT ${list(granted)} ON ${on} TO ${role}`)]),
    ...(optionGranted.length === 0
      ? []
      : [statement(`${prefix}GRANT ${list(optionGranted)} ON ${on} TO ${role} WITH GRANT OPTION`)]),
  ];
}

function privilegeOf(held: string): string {
  return held.endsWith('*') ? held.slice(0, -1) : held;
}

/** The role of an attribute that {@link toRole} or {@link toPublic} named, as SQL. */
export function roleOf(grantee: string): string {
  return grantee.slice('to '.length);
}

/** The role that owns the object when its privileges are written: whoever creates it, unless owners are set. */
function ownerRole(part: Part, context: ScriptContext): string {
  // What is made again with another owner takes the privileges that it had.
  const carrier = context.nextOf?.(part.objectId);
  const owner = (carrier === undefined ? undefined : textOf(carrier, 'owner')) ?? textOf(part, 'owner role');
  const exists = context.target.parts.has(part.parent ?? part.id);
  return owner === undefined || (context.hides('owners') && !exists)
    ? 'CURRENT_USER'
    : quoteIdentifier(owner);
}

function objectOf(part: Part): string {
  return textOf(part, 'object') ?? '';
}

function columnOf(part: Part): string {
  const column = textOf(part, 'column');
  return column === undefined ? '' : ` (${quoteIdentifier(column)})`;
}

/** What a grantee holds: what is not said is the standard. */
export function heldBy(part: Part, grantee: string): Held {
  const said = part.attributes[grantee]?.value;
  return said === undefined ? (standardOf(part).get(grantee) ?? []) : listOf(part, grantee);
}

/** What an object has by itself, by attribute. */
export function standardOf(part: Part): ReadonlyMap<string, Held> {
  return grantsByGrantee(listOf(part, 'standard'));
}

/** Lists of privileges by attribute, from entries `to bob\nSELECT*`. */
export function grantsByGrantee(entries: readonly string[]): ReadonlyMap<string, Held> {
  const grants = new Map<string, string[]>();
  for (const entry of [...entries].sort()) {
    const at = entry.lastIndexOf('\n');
    const grantee = entry.slice(0, at);
    const held = grants.get(grantee);
    if (held === undefined) grants.set(grantee, [entry.slice(at + 1)]);
    else held.push(entry.slice(at + 1));
  }
  return grants;
}

/**
 * The grantees that the target's default privileges may give something on a new object, whoever creates it; they are
 * kept with the privileges of the schemas. `here` or `everywhere`, the type's letter, and the grantee, one per line.
 */
function defaultGrantees(part: Part, context: ScriptContext): readonly string[] {
  const type = textOf(part, 'type') ?? '';
  if (textOf(part, 'column') !== undefined) return [];
  const schema = context.target.parts.get(partId('privileges', 'schema', part.path[0] ?? ''));
  const known = schema ?? [...context.target.parts.values()].find(isOfSchema);
  if (known === undefined) return [];
  const scopes = schema === undefined || type === 'n' ? ['everywhere'] : ['here', 'everywhere'];
  return listOf(known, 'default grantees').flatMap((entry) => {
    const [scope = '', letter = '', ...grantee] = entry.split('\n');
    return scopes.includes(scope) && letter === type ? [grantee.join('\n')] : [];
  });
}

function isOfSchema(part: Part): boolean {
  return part.kind === 'privileges' && textOf(part, 'type') === 'n';
}
