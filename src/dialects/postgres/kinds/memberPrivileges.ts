import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, oid, text, texts } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { textOf } from './partName.js';
import { attributesOfGrants, grantsOf, named, words } from './privileges.js';
import { alterPrivileges, createPrivileges, dropPrivileges } from './privilegeStatements.js';

const row = z.object({
  extension: oid,
  type: text,
  name: text,
  owner: text,
  grants: texts,
  initial: texts,
});

/** The catalogs whose rows can be members of an extension and have privileges, and how they call owner and ACL. */
const catalogs: readonly {
  readonly catalog: string;
  readonly owner: string;
  readonly acl: string;
  readonly type: string;
}[] = [
  {
    catalog: 'pg_class',
    owner: 'relowner',
    acl: 'relacl',
    type: `case o.relkind when 'S' then 's' else 'r' end`,
  },
  {
    catalog: 'pg_proc',
    owner: 'proowner',
    acl: 'proacl',
    type: `case o.prokind when 'p' then 'p' else 'f' end`,
  },
  { catalog: 'pg_type', owner: 'typowner', acl: 'typacl', type: `'T'` },
  { catalog: 'pg_namespace', owner: 'nspowner', acl: 'nspacl', type: `'n'` },
  { catalog: 'pg_language', owner: 'lanowner', acl: 'lanacl', type: `'l'` },
  { catalog: 'pg_foreign_data_wrapper', owner: 'fdwowner', acl: 'fdwacl', type: `'F'` },
  { catalog: 'pg_foreign_server', owner: 'srvowner', acl: 'srvacl', type: `'S'` },
];

/**
 * What somebody granted on a member of an extension, or revoked, after the extension had come with it. All else that
 * a member is belongs to the extension.
 */
export const memberPrivilegesKind: PostgresKind = {
  name: 'member-privileges',
  rank: 911,
  row,
  query: () => `
    with object as (${catalogs
      .map(
        ({ catalog, owner, acl, type }) => `
      select d.refobjid as extension, d.classid, d.objid, ${type} as type, o.${owner} as owner, o.${acl} as acl
      from pg_catalog.pg_depend as d
      join pg_catalog.${catalog} as o on o.oid = d.objid
      where d.deptype = 'e' and d.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass
        and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass`,
      )
      .join('\n      union all')}
    ), held as (
      select o.extension, o.classid, o.objid, o.type, o.owner,
             coalesce(o.acl, s.acl) as acl,
             -- what CREATE EXTENSION gave by itself
             coalesce(i.initprivs, s.acl) as initial
      from object as o
      cross join lateral (
        select pg_catalog.acldefault(case o.type when 'p' then 'f' else o.type end::"char", o.owner) as acl
      ) as s
      left join pg_catalog.pg_init_privs as i on i.classoid = o.classid and i.objoid = o.objid and i.objsubid = 0
      where o.acl is not null or i.initprivs is not null
    )
    select h.extension, h.type, i.identity as name, pg_catalog.pg_get_userbyid(h.owner)::text as owner,
           ${grantsOf('h.acl', 'h.owner')} as grants,
           ${grantsOf('h.initial', 'h.owner')} as initial
    from held as h
    cross join lateral pg_catalog.pg_identify_object(h.classid, h.objid, 0) as i
    where h.acl <> h.initial
    order by h.extension, i.identity`,
  read(rows, builder) {
    for (const member of checkedRows('set of privileges', row, rows)) {
      const id = builder.find(catalogOids.pg_extension, member.extension, 0);
      const extension = id === undefined ? undefined : builder.part(id);
      const standard = named(member.initial);
      const attributes = attributesOfGrants(named(member.grants), standard);
      if (extension === undefined || Object.keys(attributes).length === 0) continue;
      const object = `${words[member.type] ?? ''} ${member.name}`;
      const path = [...extension.path, object];
      builder.add({
        id: partId('member-privileges', ...path),
        kind: 'member-privileges',
        objectId: extension.id,
        parent: extension.id,
        path,
        attributes,
        details: {
          type: member.type,
          object,
          described: `${object.toLowerCase().slice(0, -member.name.length)}${member.name}`,
          'owner role': member.owner,
          standard,
        },
        rule: 'privileges',
      });
    }
  },
  describe: (part) => `privileges on ${textOf(part, 'described') ?? ''}`,
  create: (part, _inline, context) => createPrivileges(part, context),
  drop: (part, context) => dropPrivileges(part, context),
  alter: alterPrivileges,
};
