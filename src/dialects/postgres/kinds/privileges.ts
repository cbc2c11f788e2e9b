import * as z from 'zod';
import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, integer, oid, optionalText, text, texts } from '../introspection/rows.js';
import { isUserSchema } from '../introspection/scope.js';
import { databaseName, databaseRule } from './database.js';
import { whyNoIdentity } from './identityChange.js';
import type { PostgresKind } from './kind.js';
import { detailKind, textOf } from './partName.js';
import {
  alterPrivileges,
  createPrivileges,
  dropPrivileges,
  grantsByGrantee,
  toPublic,
  toRole,
  toTheOwner,
} from './privilegeStatements.js';

const row = z.object({
  classid: oid,
  objid: oid,
  objsubid: integer,
  type: text,
  column: optionalText,
  sequence_schema: optionalText,
  sequence: optionalText,
  owner: text,
  /** Null where the object has the standard. */
  grants: texts.nullable(),
  default_grantees: texts.nullable(),
  grantors: texts.nullable(),
  own_grants: texts.nullable(),
});

/** What the objects of each type have by themselves: told by the first rows of a reading, and needed by all. */
const standardsOf = new WeakMap<CatalogBuilder, Map<string, readonly string[]>>();

/** The row of a type's standard stands for no object. */
const noObject = 0;

type PrivilegesRow = z.infer<typeof row>;

/** How GRANT calls the objects of each type; the letters are acldefault's, but for p (procedures). */
export const words: Readonly<Record<string, string>> = {
  r: 'TABLE',
  s: 'SEQUENCE',
  f: 'FUNCTION',
  p: 'PROCEDURE',
  n: 'SCHEMA',
  T: 'TYPE',
  l: 'LANGUAGE',
  d: 'DATABASE',
  F: 'FOREIGN DATA WRAPPER',
  S: 'FOREIGN SERVER',
};

/** The placeholders that queries put before a role's name, so that no role's name is taken for anybody else. */
const ownerMark = 'o';
const publicMark = 'p';
const roleMark = 'r';

/** The entries of an ACL as texts `mark name NEWLINE privilege`, the same whoever the owner is. */
export function grantsOf(acl: string, owner: string, which = ''): string {
  return `(
        select coalesce(pg_catalog.array_agg(distinct
          case x.grantee when ${owner} then '${ownerMark}' when 0 then '${publicMark}'
            else '${roleMark}' || pg_catalog.pg_get_userbyid(x.grantee)::text end
          || E'\\n' || x.privilege_type || case when x.is_grantable then '*' else '' end), '{}')
        from pg_catalog.aclexplode(${acl}) as x${which})`;
}

/**
 * Columns for what others than the owner have passed on, null where nobody has: `grantors`, entries like those of
 * {@link grantsOf} of who granted a privilege, and `own_grants`, what the owner granted.
 */
function passedOn(acl: string, owner: string): string {
  const others = `from pg_catalog.aclexplode(${acl}) as x where x.grantor <> ${owner}`;
  return `case when ${acl} is not null then (
             select pg_catalog.array_agg(distinct pg_catalog.pg_get_userbyid(x.grantor)::text || E'\\n' || x.privilege_type)
             ${others}) end,
           case when exists (select ${others}) then ${grantsOf(acl, owner, ` where x.grantor = ${owner}`)} end`;
}

/**
 * Who may do what, for each object that can have privileges, and for each column that has some of its own. What an
 * object has by itself (the standard: a NULL ACL, or its spelling-out) is no attribute, and the owner is a placeholder,
 * so that a change of owner is not a change of privileges. Who granted is not compared.
 */
export const privilegesKind: PostgresKind = {
  name: 'privileges',
  rank: 910,
  row,
  query: () => `
    with object as (
      select 'pg_catalog.pg_class'::pg_catalog.regclass::oid as classid, c.oid as objid, c.relowner as owner,
             c.relacl as acl, c.relnamespace as schema,
             case c.relkind when 'S' then 's' else 'r' end as type,
             -- the sequence of an identity column is a detail of the column, but has privileges of its own
             case c.relkind when 'S' then n.nspname end as sequence_schema,
             case c.relkind when 'S' then c.relname end as sequence
      from pg_catalog.pg_class as c
      join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${isUserSchema()}
      union all
      select 'pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid, p.proowner, p.proacl, p.pronamespace,
             case p.prokind when 'p' then 'p' else 'f' end, null, null
      from pg_catalog.pg_proc as p
      join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
      where ${isUserSchema()}
      union all
      select 'pg_catalog.pg_namespace'::pg_catalog.regclass::oid, n.oid, n.nspowner, n.nspacl, n.oid, 'n', null, null
      from pg_catalog.pg_namespace as n
      where ${isUserSchema()}
      union all
      select 'pg_catalog.pg_type'::pg_catalog.regclass::oid, t.oid, t.typowner, t.typacl, t.typnamespace, 'T', null, null
      from pg_catalog.pg_type as t
      join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
      left join pg_catalog.pg_class as c on c.oid = t.typrelid
      where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c')
          or (t.typtype = 'b' and t.typinput <> 'pg_catalog.array_in'::pg_catalog.regproc)) and ${isUserSchema()}
      union all
      select 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass::oid, w.oid, w.fdwowner, w.fdwacl, 0::oid, 'F',
             null, null
      from pg_catalog.pg_foreign_data_wrapper as w
      union all
      select 'pg_catalog.pg_foreign_server'::pg_catalog.regclass::oid, s.oid, s.srvowner, s.srvacl, 0::oid, 'S', null, null
      from pg_catalog.pg_foreign_server as s
      union all
      select 'pg_catalog.pg_language'::pg_catalog.regclass::oid, l.oid, l.lanowner, l.lanacl, 0::oid, 'l', null, null
      from pg_catalog.pg_language as l
      -- nothing is granted on the others, which are for superusers
      where l.lanpltrusted and l.oid >= 16384
      union all
      select 'pg_catalog.pg_database'::pg_catalog.regclass::oid, d.oid, d.datdba, d.datacl, 0::oid, 'd', null, null
      from pg_catalog.pg_database as d
      where d.datname = pg_catalog.current_database()
    ), standard as (
      -- what a NULL ACL stands for; the same for every owner, so that of the first role does
      select k.type, ${grantsOf('pg_catalog.acldefault(k.letter::"char", 10::oid)', '10')} as grants
      from (values ('r', 'r'), ('s', 's'), ('f', 'f'), ('p', 'f'), ('n', 'n'), ('T', 'T'),
                   ('F', 'F'), ('S', 'S'), ('l', 'l'), ('d', 'd')) as k(type, letter)
    ), new_objects as (
      -- what ALTER DEFAULT PRIVILEGES gives on new objects; defaclnamespace 0 stands for every schema
      select d.defaclnamespace as schema,
             case d.defaclnamespace when 0 then 'everywhere' else 'here' end || E'\\n' || k.type || E'\\n'
             || case x.grantee when 0 then '${publicMark}'
                  else '${roleMark}' || pg_catalog.pg_get_userbyid(x.grantee)::text end as entry
      from pg_catalog.pg_default_acl as d
      join (values ('r', 'r'), ('s', 'S'), ('f', 'f'), ('p', 'f'), ('n', 'n'), ('T', 'T')) as k(type, letter)
        on k.letter = d.defaclobjtype::text
      cross join lateral pg_catalog.aclexplode(d.defaclacl) as x
    )
    select ${String(noObject)}::oid as classid, ${String(noObject)}::oid as objid, 0 as objsubid, s.type,
           null::text as "column", null::name as sequence_schema, null::name as sequence, '' as owner,
           s.grants, null::text[] as default_grantees, null::text[] as grantors, null::text[] as own_grants
    from standard as s
    union all
    select o.classid, o.objid, 0, o.type, null, o.sequence_schema, o.sequence,
           pg_catalog.pg_get_userbyid(o.owner)::text,
           case when o.acl is not null then ${grantsOf('o.acl', 'o.owner')} end,
           case o.type when 'n' then array(
             select distinct d.entry from new_objects as d where d.schema in (o.objid, 0) order by 1
           ) end,
           ${passedOn('o.acl', 'o.owner')}
    from object as o
    union all
    select 'pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid, a.attnum::integer, 'r', a.attname::text, null, null,
           pg_catalog.pg_get_userbyid(c.relowner)::text,
           ${grantsOf('a.attacl', 'c.relowner')}, null,
           ${passedOn('a.attacl', 'c.relowner')}
    from pg_catalog.pg_attribute as a
    join pg_catalog.pg_class as c on c.oid = a.attrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    -- columns have nothing by default; an empty ACL is left where everything was revoked again
    where a.attacl is not null and a.attacl <> '{}' and a.attnum > 0 and not a.attisdropped
      and c.relkind in ('r', 'p', 'v', 'm', 'f') and ${isUserSchema()}
    order by 1, 2, 3`,
  read(rows, builder) {
    const standards = standardsOf.get(builder) ?? new Map<string, readonly string[]>();
    standardsOf.set(builder, standards);
    for (const one of checkedRows('set of privileges', row, rows)) {
      // They come first.
      if (one.classid === noObject) {
        standards.set(one.type, named(one.grants ?? []));
        continue;
      }
      const parent = builder.at(one.classid, one.objid, one.objsubid);
      // Members of extensions and what is not compared keep theirs to themselves.
      if (parent === undefined || parent.kind === 'extension') continue;
      addPrivileges(one, one.column === null ? (standards.get(one.type) ?? []) : [], parent, builder);
    }
  },
  obstacle: whyNoIdentity,
  describe: (part) => `privileges on ${textOf(part, 'described') ?? ''}`,
  create: (part, _inline, context) => createPrivileges(onTarget(part, context), context),
  drop: (part, context) => dropPrivileges(onTarget(part, context), context),
  alter: (target, source, changes, context) =>
    alterPrivileges(onTarget(target, context), onTarget(source, context), changes, context),
};

/** The database is called by the name that it has on the target. */
function onTarget(part: Part, context: ScriptContext): Part {
  if (part.details['type'] !== 'd') return part;
  return { ...part, details: { ...part.details, object: `DATABASE ${databaseName(context)}` } };
}

function addPrivileges(
  one: PrivilegesRow,
  standard: readonly string[],
  parent: NewPart,
  builder: CatalogBuilder,
): void {
  const { kind, path, name } = grantedOn(one, parent, builder);
  const id = partId('privileges', kind, ...path);
  builder.add({
    id,
    kind: 'privileges',
    objectId: parent.objectId ?? parent.id,
    parent: parent.id,
    path,
    attributes: one.grants === null ? nothing : attributesOfGrants(named(one.grants), standard),
    details: {
      type: one.type,
      object: `${words[one.type] ?? ''} ${name}`,
      described: `${kind.replace('-', ' ')} ${kind === 'column' ? quoteQualified(...path) : name}`,
      'owner role': one.owner,
      standard,
      ...(one.column === null ? {} : { column: one.column }),
      ...(one.default_grantees === null || one.default_grantees.length === 0
        ? {}
        : { 'default grantees': one.default_grantees.map(namedDefault) }),
      ...(one.grantors === null ? {} : { grantors: one.grantors, 'own grants': named(one.own_grants ?? []) }),
    },
    rule: one.type === 'd' ? databaseRule : 'privileges',
  });
  // REVOKE on a table reaches its columns, so theirs come after.
  const whole = one.column === null ? undefined : builder.at(one.classid, one.objid, 0);
  if (whole !== undefined) builder.depend(id, partId('privileges', whole.kind, ...whole.path));
}

/** What the privileges are on: kind and path for the part's id, and the object's name as SQL. */
function grantedOn(
  one: PrivilegesRow,
  parent: NewPart,
  builder: CatalogBuilder,
): { readonly kind: string; readonly path: readonly string[]; readonly name: string } {
  if (one.sequence_schema !== null && one.sequence !== null) {
    const path = [one.sequence_schema, one.sequence];
    // A column that turns from serial to identity gets a new sequence of the same name, with privileges of its own.
    const kind = parent.kind === 'column' ? 'identity-sequence' : 'sequence';
    return { kind, path, name: quoteQualified(...path) };
  }
  if (one.column === null) return { kind: parent.kind, path: parent.path, name: nameOf(parent) };
  const relation = builder.at(one.classid, one.objid, 0) ?? parent;
  return {
    kind: detailKind('column', relation.id),
    path: [...relation.path, one.column],
    name: quoteQualified(...relation.path),
  };
}

function nameOf(part: NewPart): string {
  const name = part.details?.['sql name'];
  return typeof name === 'string' ? name : quoteQualified(...part.path);
}

/** What differs from the standard where nothing does, as of most objects. */
const nothing: Readonly<Record<string, Attribute>> = {};

/** What differs from the standard, one attribute per grantee; both as {@link named} gives them. */
export function attributesOfGrants(
  grants: readonly string[],
  standard: readonly string[],
): Readonly<Record<string, Attribute>> {
  const usual = grantsByGrantee(standard);
  const given = grantsByGrantee(grants);
  const attributes: Record<string, Attribute> = {};
  for (const grantee of [...new Set([...usual.keys(), ...given.keys()])].sort()) {
    const held = given.get(grantee) ?? [];
    if (held.join() !== (usual.get(grantee) ?? []).join()) attributes[grantee] = { value: held };
  }
  return attributes;
}

/** Entries with the attribute's name in place of the mark: `to bob NEWLINE SELECT`. The grant option swallows the plain one. */
export function named(entries: readonly string[]): readonly string[] {
  const all = new Set(entries);
  return entries
    .filter((entry) => !all.has(`${entry}*`))
    .map((entry) => {
      const at = entry.lastIndexOf('\n');
      return `${granteeOf(entry.slice(0, at))}${entry.slice(at)}`;
    });
}

function namedDefault(entry: string): string {
  const at = entry.indexOf('\n', entry.indexOf('\n') + 1);
  return `${entry.slice(0, at + 1)}${granteeOf(entry.slice(at + 1))}`;
}

function granteeOf(marked: string): string {
  if (marked.startsWith(ownerMark)) return toTheOwner;
  return marked.startsWith(publicMark) ? toPublic : toRole(marked.slice(1));
}
