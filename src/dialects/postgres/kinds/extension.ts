import * as z from 'zod';
import { compareText } from '../../../core/model/compareText.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, text, texts } from '../introspection/rows.js';
import { updateKey } from '../introspection/offers.js';
import type { PostgresKind } from './kind.js';
import { isSet, quotedName, textOf } from './partName.js';

const row = z.object({ oid, name: text, schema: text, version: text, relocatable: flag, members: texts });

/**
 * Extensions. Their members are no parts: what depends on a member depends on the extension. An extension has no
 * owner that could be changed (there is no ALTER EXTENSION … OWNER TO).
 */
export const extensionKind: PostgresKind = {
  name: 'extension',
  object: { name: 'extension', label: 'Extension', plural: 'Extensions', order: 20, icon: 'extensions' },
  rank: 20,
  // Array and row types are no members (deptype i on element type and relation), but columns depend on them.
  row,
  query: () => `
    with member as (
      select d.refobjid as extension, d.classid, d.objid
      from pg_catalog.pg_depend as d
      where d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.deptype = 'e'
    ), address as (
      select m.extension, m.classid, m.objid
      from member as m
      union all
      select m.extension, m.classid, t.typarray
      from member as m
      join pg_catalog.pg_type as t on t.oid = m.objid and t.typarray <> 0
      where m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      union all
      select m.extension, 'pg_catalog.pg_type'::pg_catalog.regclass::oid, c.reltype
      from member as m
      join pg_catalog.pg_class as c on c.oid = m.objid and c.reltype <> 0
      where m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    )
    select e.oid, e.extname as name, n.nspname as schema, e.extversion as version,
           e.extrelocatable as relocatable,
           coalesce(a.members, '{}') as members
    from pg_catalog.pg_extension as e
    join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
    left join (
      select extension, pg_catalog.array_agg(classid::text || '/' || objid::text) as members
      from address
      group by extension
    ) as a on a.extension = e.oid
    order by e.extname`,
  read(rows, builder) {
    for (const extension of checkedRows('extension', row, rows)) {
      const id = partId('extension', extension.name);
      builder.add(
        {
          id,
          kind: 'extension',
          path: [extension.name],
          attributes: {
            schema: { value: extension.schema },
            version: { value: extension.version, rule: 'extension-versions' },
          },
          details: { relocatable: extension.relocatable },
        },
        { catalog: 'pg_extension', oid: extension.oid },
      );
      for (const member of extension.members) {
        const [catalogOid, memberOid] = member.split('/').map(Number);
        if (catalogOid !== undefined && memberOid !== undefined) {
          builder.aliasByNumber(catalogOid, memberOid, id);
        }
      }
    }
  },
  address: (part) => `EXTENSION ${quotedName(part)}`,
  describe: (part) => `extension ${quotedName(part)}`,
  create(part, _inline, context) {
    const schema = quoteIdentifier(textOf(part, 'schema') ?? '');
    const version = context.hides('extension-versions')
      ? ''
      : ` VERSION ${quoteLiteral(textOf(part, 'version') ?? '')}`;
    return [statement(`CREATE EXTENSION ${quotedName(part)} WITH SCHEMA ${schema}${version}`)];
  },
  obstacle(part, context) {
    const offered = context.target.offers?.versions.get(part.path[0] ?? '');
    if (context.target.parts.has(part.id) || offered === undefined) return undefined;
    const name = quotedName(part);
    if (offered.length === 0) return `the target's server does not have extension ${name}`;
    const version = textOf(part, 'version') ?? '';
    if (context.hides('extension-versions') || offered.includes(version)) return undefined;
    const others = [...offered].sort(compareText).join(', ');
    return `the target's server has extension ${name} in ${others}, and not in ${version}; with extension-versions ignored, it would be made in the server's own`;
  },
  drop: (part) => [
    statement(`DROP EXTENSION ${quotedName(part)}`, risk('drop', `drops extension ${quotedName(part)}`)),
  ],
  alter(target, source, changes, context) {
    const changed = new Set(changes.map((change) => change.attribute));
    const name = quotedName(target);
    if (changed.has('schema') && !isSet(target, 'relocatable')) {
      return { how: 'unsupported', reason: `extension ${name} cannot be moved to another schema` };
    }
    const [before, next] = [target, source].map((part) => textOf(part, 'version') ?? '');
    const updates = context.target.offers?.updates.get(updateKey(target.path[0] ?? '', before ?? ''));
    if (changed.has('version') && updates?.includes(next ?? '') === false) {
      const reason = `the target's server has no update of extension ${name} from ${before ?? ''} to ${next ?? ''}`;
      return { how: 'unsupported', reason, independent: changed.size === 1 };
    }
    const statements = [];
    if (changed.has('schema')) {
      const schema = quoteIdentifier(textOf(source, 'schema') ?? '');
      statements.push(statement(`ALTER EXTENSION ${name} SET SCHEMA ${schema}`));
    }
    if (changed.has('version')) {
      const version = quoteLiteral(textOf(source, 'version') ?? '');
      statements.push(
        statement(
          `ALTER EXTENSION ${name} UPDATE TO ${version}`,
          risk('irreversible', `updates extension ${name} to ${version}; few extensions have a way back`),
        ),
      );
    }
    return { how: 'in-place', statements };
  },
};
