import * as z from 'zod';
import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, integer, oid, optionalText, text } from '../introspection/rows.js';
import { isSecretName, keepSecrets, missingSecret } from './foreignOptions.js';
import type { PostgresKind } from './kind.js';
import { attributeOf, nameOf, textOf, withoutDefaults } from './partName.js';

const databaseRow = z.object({ oid, connection_limit: integer, comment: optionalText });

/** The rule that hides what belongs to the database rather than to a schema in it. */
export const databaseRule = 'database-settings';

/** The database itself, which is called differently on the two sides: it is the same part whatever its name. */
export const databaseId = partId('database', 'database');

const ownDatabase = `pg_catalog.pg_database as d
    where d.datname = pg_catalog.current_database()`;

/** The database, as far as ALTER DATABASE changes it and it is no matter of storage. Its privileges hang on it. */
export const databaseKind: PostgresKind = {
  name: 'database',
  object: { name: 'database', label: 'Database', plural: 'Database', order: 5, icon: 'database' },
  rank: 5,
  row: databaseRow,
  query: () => `
    select d.oid, d.datconnlimit as connection_limit,
      pg_catalog.shobj_description(d.oid, 'pg_database') as comment
    from ${ownDatabase}`,
  read(rows, builder) {
    for (const database of checkedRows('database', databaseRow, rows)) {
      const { connection_limit: limit, comment } = database;
      builder.add(
        {
          id: databaseId,
          kind: 'database',
          path: ['database'],
          attributes: withoutDefaults({
            'connection limit': limit === -1 ? undefined : { value: limit },
            comment: comment === null ? undefined : { value: comment },
          }),
          rule: databaseRule,
        },
        { catalog: 'pg_database', oid: database.oid },
      );
    }
  },
  describe: () => 'the database',
  create: (part, _inline, context) =>
    Object.keys(part.attributes).map((attribute) => change(part, attribute, context)),
  // It is always there.
  drop: () => [],
  alter: (_target, source, changes, context) => ({
    how: 'in-place',
    statements: changes.map(({ attribute }) => change(source, attribute, context)),
  }),
};

/** How the database of the target is called, as SQL. */
export function databaseName(context: ScriptContext): string {
  return quoteIdentifier(context.target.server.database);
}

function change(source: Part, attribute: string, context: ScriptContext): Statement {
  const name = databaseName(context);
  if (attribute === 'comment') {
    const comment = textOf(source, attribute);
    return statement(
      `COMMENT ON DATABASE ${name} IS ${comment === undefined ? 'NULL' : quoteLiteral(comment)}`,
    );
  }
  const limit = attributeOf(source, attribute);
  return statement(
    `ALTER DATABASE ${name} CONNECTION LIMIT ${typeof limit === 'number' ? String(limit) : '-1'}`,
  );
}

const settingRow = z.object({ role: optionalText, name: text, value: optionalText, is_secret: flag });

/** What ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET keep for this database. */
export const databaseSettingKind: PostgresKind = {
  name: 'database-setting',
  rank: 915,
  row: settingRow,
  query: () => `
    select pg_catalog.pg_get_userbyid(nullif(s.setrole, 0)) as role, given.name,
      case when not ${isSecretName('given.name')} then given.value end as value,
      ${isSecretName('given.name')} as is_secret
    from pg_catalog.pg_db_role_setting as s
    cross join lateral unnest(s.setconfig) as c(setting)
    cross join lateral (
      select pg_catalog.split_part(c.setting, '=', 1) as name,
             pg_catalog.substr(c.setting, pg_catalog.strpos(c.setting, '=') + 1) as value
    ) as given
    where s.setdatabase = (select d.oid from ${ownDatabase})
    order by 1, 2`,
  read(rows, builder) {
    for (const setting of checkedRows('database setting', settingRow, rows)) {
      const { role, name, value } = setting;
      const path = role === null ? ['database', name] : ['database', role, name];
      const part = {
        id: partId('database-setting', ...path),
        kind: 'database-setting',
        objectId: databaseId,
        parent: databaseId,
        path,
        attributes: withoutDefaults({ value: valueOf(value), 'secret options': secretOf(setting) }),
        rule: databaseRule,
      };
      builder.add(part);
      const secrets = setting.is_secret ? [name] : null;
      keepSecrets({ options: null, secrets }, part, describe(part.path), builder);
    }
  },
  describe: (part) => describe(part.path),
  create: (part, _inline, context) => [set(part, context)],
  drop: (part, context) => [
    statement(
      `${alterDatabase(part, context)} RESET ${quoteIdentifier(nameOf(part))}`,
      risk('drop', `takes the ${describe(part.path)} back to what it is elsewhere`),
    ),
  ],
  alter(target, source, changes, context) {
    const secret = missingSecret(target, source, changes);
    if (secret !== undefined) return { how: 'unsupported', reason: secret };
    return { how: 'in-place', statements: [set(source, context)] };
  },
};

function valueOf(value: string | null): Attribute | undefined {
  return value === null ? undefined : { value };
}

function secretOf(setting: z.infer<typeof settingRow>): Attribute | undefined {
  return setting.is_secret ? { value: [setting.name] } : undefined;
}

function describe(path: readonly string[]): string {
  const role = path.length === 3 ? ` for role ${quoteIdentifier(path[1] ?? '')}` : '';
  return `setting ${quoteIdentifier(path.at(-1) ?? '')} of the database${role}`;
}

function alterDatabase(part: Part, context: ScriptContext): string {
  const database = databaseName(context);
  if (part.path.length < 3) return `ALTER DATABASE ${database}`;
  return `ALTER ROLE ${quoteIdentifier(part.path[1] ?? '')} IN DATABASE ${database}`;
}

/** Settings that are lists of names (GUC_LIST_QUOTE): one literal for each of them. */
const lists: ReadonlySet<string> = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

function set(part: Part, context: ScriptContext): Statement {
  const name = nameOf(part);
  const value = textOf(part, 'value') ?? '';
  const written = lists.has(name.toLowerCase()) ? namesIn(value) : [value];
  const to = (written.length === 0 ? [''] : written).map(quoteLiteral).join(', ');
  const secret =
    part.attributes['secret options'] === undefined ? '' : ' /* a secret value that DBVC does not read */';
  return statement(`${alterDatabase(part, context)} SET ${quoteIdentifier(name)} TO ${to}${secret}`);
}

/** The names of a list as the server keeps it: `"$user", public`. */
function namesIn(list: string): readonly string[] {
  return (list.match(/"(?:[^"]|"")*"|[^,\s]+/g) ?? []).map((name) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
  );
}
