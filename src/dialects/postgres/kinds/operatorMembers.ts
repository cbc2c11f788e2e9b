import * as z from 'zod';
import type { AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { nameIn } from './catalogNames.js';
import { textOf } from './partName.js';

/** The members of an operator class or family, each a text of several lines; see {@link membersQuery}. */
const member = z.object({ oid, is_operator: z.boolean(), key: text, value: text });

/**
 * The operators and functions that belong to a class or family, as one JSON array. Those of a class depend on it, loose
 * ones of a family on that. `owner` is the catalog of which, `column` its oid as SQL.
 */
export function membersQuery(owner: 'pg_opclass' | 'pg_opfamily', column: string): string {
  const belongs = (catalog: string): string => `
            join pg_catalog.pg_depend as belongs
              on belongs.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass and belongs.objid = m.oid
              and belongs.refclassid = 'pg_catalog.${owner}'::pg_catalog.regclass and belongs.refobjid = ${column}`;
  return `(
        select coalesce(pg_catalog.json_agg(
            pg_catalog.json_build_object('oid', x.oid::int8, 'is_operator', x.is_operator,
              'key', pg_catalog.format('%s %s (%s, %s)', case when x.is_operator then 'OPERATOR' else 'FUNCTION' end,
                x.number, pg_catalog.format_type(x.left_type, null), pg_catalog.format_type(x.right_type, null)),
              'value', x.value)
            order by x.is_operator desc, x.number, pg_catalog.format_type(x.left_type, null),
              pg_catalog.format_type(x.right_type, null)), '[]')::text
        from (
            select m.oid, true as is_operator, m.amopstrategy as number, m.amoplefttype as left_type,
                   m.amoprighttype as right_type,
                   m.amopopr::pg_catalog.regoperator::text || case when m.amopsortfamily = 0 then ''
                     else ' FOR ORDER BY ' || ${nameIn('pg_opfamily', 'opfname', 'opfnamespace', 'm.amopsortfamily')}
                   end as value
            from pg_catalog.pg_amop as m${belongs('pg_amop')}
            union all
            select m.oid, false, m.amprocnum, m.amproclefttype, m.amprocrighttype,
                   m.amproc::pg_catalog.oid::pg_catalog.regprocedure::text
            from pg_catalog.pg_amproc as m${belongs('pg_amproc')}
        ) as x)`;
}

/** The attributes of the members in the answer of {@link membersQuery}: `OPERATOR 1 (integer, integer)` and the like. */
export function membersOf(json: string): Readonly<Record<string, Attribute>> {
  return Object.fromEntries(parse(json).map(({ key, value }) => [key, { value }]));
}

/** Says that the members stand for the class or family: operators and functions are needed by them, says the server. */
export function aliasMembers(json: string, id: PartId, builder: CatalogBuilder): void {
  for (const { oid: at, is_operator: isOperator } of parse(json)) {
    builder.alias({ catalog: isOperator ? 'pg_amop' : 'pg_amproc', oid: at }, id);
  }
}

function parse(json: string): readonly z.infer<typeof member>[] {
  const members: unknown = JSON.parse(json);
  return checkedRows('member', member, z.array(z.record(z.string(), z.any())).parse(members));
}

/** Whether an attribute is a member. */
export function isMember(attribute: string): boolean {
  return /^(?:OPERATOR|FUNCTION) \d/.test(attribute);
}

/** The members as CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY ADD take them. */
export function membersToAdd(part: Part, attributes: readonly string[]): readonly string[] {
  return attributes.filter(isMember).map((attribute) => {
    const value = textOf(part, attribute) ?? '';
    // The operator itself says its types; a function may be there for others than its own.
    return attribute.startsWith('OPERATOR')
      ? `${attribute.slice(0, attribute.indexOf(' ('))} ${value}`
      : `${attribute} ${value}`;
  });
}

/**
 * Why a change of members is left: before 14 all of them stay with the class that names them, since then optional ones
 * move to its family (amadjustmembers), so that the same statements give other members on the two sides.
 */
export function keptElsewhere(
  changes: readonly AttributeChange[],
  context: ScriptContext,
): string | undefined {
  const [from, target] = [context.from, context.target].map(({ server }) => server.version < 140000);
  if (from === target || !changes.every(({ attribute }) => isMember(attribute))) return undefined;
  return 'PostgreSQL before 14 keeps members with their class that newer ones keep with its family';
}
