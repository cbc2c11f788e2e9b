import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { FollowUp } from '../introspection/followUp.js';
import { checkedRows, flag, oid, optionalText, optionalTexts, text, texts } from '../introspection/rows.js';
import { connectionWithoutSecrets } from './connectionText.js';
import { keepHiddenOptions, keepSecrets, missingSecret } from './foreignOptions.js';
import type { PostgresKind } from './kind.js';
import { flagged, given, isSet, listOf, nameOf, quotedName, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  name: text,
  owner: text,
  sees_connection: flag,
  slot: optionalText,
  publications: texts,
  binary: flag,
  streaming: text,
  two_phase: flag,
  disable_on_error: flag,
  origin: text,
  password_required: flag,
  run_as_owner: flag,
  failover: flag,
});

const connectionRow = z.object({
  name: text,
  connection: optionalText,
  secrets: optionalTexts,
  synchronous_commit: text,
});

const ownDatabase = `join pg_catalog.pg_database as d
      on d.oid = s.subdbid and d.datname = pg_catalog.current_database()`;

/**
 * In 13 the oid is for superusers, too, but for a view of all databases. It leads to comments alone, so among those
 * that are called the same the one that has a comment in this database does.
 */
const oidOfComment = `(
        select view.subid
        from pg_catalog.pg_stat_subscription as view
        where view.subname = s.subname
        order by view.subid in (
          select c.objoid from pg_catalog.pg_description as c
          where c.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass) desc
        limit 1)`;

const notVisible = 'not visible to this login';

/**
 * Subscriptions of the database, without the secrets of their connections. Like pg_dump, without what is the state of
 * replication rather than its definition: whether they are enabled, and how far they are.
 */
export const subscriptionKind: PostgresKind = {
  name: 'subscription',
  object: { name: 'subscription', label: 'Subscription', plural: 'Subscriptions', order: 96, icon: 'inbox' },
  rank: 610,
  row,
  // subconninfo (and in 13 subsynccommit) is for superusers, so it is asked for apart.
  query: (version) => {
    const since = (major: number, sql: string, before: string): string =>
      version >= major * 10_000 ? sql : before;
    return `
    select ${since(14, 's.oid', oidOfComment)} as oid, s.subname as name, pg_catalog.pg_get_userbyid(s.subowner) as owner,
      pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'select') as sees_connection,
      s.subslotname as slot, s.subpublications as publications,
      ${since(14, 's.subbinary', 'false')} as "binary",
      ${since(16, 's.substream::text', since(14, `case when s.substream then 't' else 'f' end`, `'f'`))} as streaming,
      -- d disabled, p pending, e enabled
      ${since(15, `s.subtwophasestate <> 'd'`, 'false')} as two_phase,
      ${since(15, 's.subdisableonerr', 'false')} as disable_on_error,
      ${since(16, 's.suborigin', `'any'`)} as origin,
      ${since(16, 's.subpasswordrequired', 'true')} as password_required,
      ${since(16, 's.subrunasowner', 'false')} as run_as_owner,
      ${since(17, 's.subfailover', 'false')} as failover
    from pg_catalog.pg_subscription as s
    ${ownDatabase}
    order by s.subname`;
  },
  read(rows, builder) {
    for (const one of checkedRows('subscription', row, rows)) {
      const part = {
        id: partId('subscription', one.name),
        kind: 'subscription',
        path: [one.name],
        attributes: withoutDefaults({
          connection: one.sees_connection ? undefined : { value: notVisible },
          publications: { value: one.publications },
          // The slot of another name, or none at all.
          slot: one.slot === one.name ? undefined : { value: one.slot },
          binary: flagged(one.binary),
          streaming: given(streamings[one.streaming] ?? null),
          'two phase': flagged(one.two_phase),
          'disable on error': flagged(one.disable_on_error),
          origin: one.origin === 'any' ? undefined : given(one.origin),
          'password not required': flagged(!one.password_required),
          'run as owner': flagged(one.run_as_owner),
          failover: flagged(one.failover),
          owner: { value: one.owner, rule: 'owners' },
        }),
        rule: 'subscriptions',
        ...(builder.server.version < 160_000 ? { lacks: ['run as owner'] } : {}),
      };
      builder.add(part, { catalog: 'pg_subscription', oid: one.oid });
      if (!one.sees_connection) {
        keepHiddenOptions(part, `the connection of subscription ${quoteIdentifier(one.name)}`, builder);
      }
    }
  },
  followUp: (rows, builder) =>
    checkedRows('subscription', row, rows).some((one) => one.sees_connection)
      ? connections(builder)
      : undefined,
  address: (part) => `SUBSCRIPTION ${quotedName(part)}`,
  describe: (part) => `subscription ${quotedName(part)}`,
  create: (part, _inline, context) => [statement(definitionOf(part, context))],
  drop,
  alter,
};

/** The letters of substream (since 16); f is off. */
const streamings: Readonly<Record<string, string>> = { t: 'on', p: 'parallel' };

function connections(builder: CatalogBuilder): FollowUp {
  return {
    sql: `
    select s.subname as name, connection.shown as connection, connection.secrets,
      s.subsynccommit as synchronous_commit
    from pg_catalog.pg_subscription as s
    ${ownDatabase}
    cross join lateral (${connectionWithoutSecrets('s.subconninfo')}
    ) as connection`,
    row: connectionRow,
    read: (rows) => {
      for (const one of checkedRows('connection', connectionRow, rows)) {
        const part = builder.part(partId('subscription', one.name));
        if (part === undefined) continue;
        const secrets = one.connection === null ? ['connection'] : one.secrets;
        builder.amend(part.id, {
          ...(one.connection === null ? {} : { connection: { value: one.connection } }),
          ...(secrets === null ? {} : { 'secret options': { value: [...secrets].sort() } }),
          ...(one.synchronous_commit === 'off'
            ? {}
            : { 'synchronous commit': { value: one.synchronous_commit } }),
        });
        const described = `subscription ${quoteIdentifier(part.path[0] ?? '')}`;
        keepSecrets({ options: null, secrets }, part, described, builder);
      }
    },
  };
}

/** The options that ALTER SUBSCRIPTION SET changes while the publisher does not hear of it, as it calls them. */
const settings: Readonly<Record<string, string>> = {
  slot: 'slot_name',
  'synchronous commit': 'synchronous_commit',
  binary: 'binary',
  streaming: 'streaming',
  'disable on error': 'disable_on_error',
  origin: 'origin',
  'password not required': 'password_required',
  'run as owner': 'run_as_owner',
};

/** Those that are only said when it is made: changing them changes the slot of the publisher, too. */
const fixed: Readonly<Record<string, string>> = { 'two phase': 'two_phase', failover: 'failover' };

/** What is so where nothing is said. */
const defaults: Readonly<Record<string, string>> = {
  'synchronous commit': 'off',
  streaming: 'off',
  origin: 'any',
};

/** `streaming = on`: every value as it is, defaults too. */
function option(part: Part, attribute: string): string {
  return `${settings[attribute] ?? fixed[attribute] ?? ''} = ${valueOf(part, attribute)}`;
}

function valueOf(part: Part, attribute: string): string {
  if (attribute === 'slot') {
    const slot = slotOf(part);
    return slot === undefined ? 'NONE' : quoteLiteral(slot);
  }
  if (attribute === 'password not required') return String(!isSet(part, attribute));
  return textOf(part, attribute) ?? defaults[attribute] ?? String(isSet(part, attribute));
}

/** The replication slot of the publisher; undefined where it has none. */
function slotOf(part: Part): string | undefined {
  const slot = part.attributes['slot'];
  if (slot === undefined) return nameOf(part);
  return typeof slot.value === 'string' ? slot.value : undefined;
}

function publicationsOf(part: Part): string {
  return listOf(part, 'publications').map(quoteIdentifier).join(', ');
}

/** As pg_dump restores one: nothing is asked of the publisher, whose slot may be another's, and nothing runs yet. */
function definitionOf(part: Part, context: ScriptContext): string {
  // Streaming is parallel where nothing is said, since 18.
  const isSaid = (attribute: string): boolean =>
    attribute === 'slot' ||
    part.attributes[attribute] !== undefined ||
    (attribute === 'streaming' && context.target.server.version >= 180_000);
  const given = [...Object.keys(settings), ...Object.keys(fixed)].filter(isSaid);
  // Before 16 changes are made as the subscription's owner, which is not said there.
  const runsAsOwner = context.from.server.version < 160_000 && context.target.server.version >= 160_000;
  const options = [
    'connect = false',
    ...given.map((attribute) => option(part, attribute)),
    ...(runsAsOwner ? ['run_as_owner = true'] : []),
  ];
  return `CREATE SUBSCRIPTION ${quotedName(part)} CONNECTION ${quoteLiteral(textOf(part, 'connection') ?? '')}
    PUBLICATION ${publicationsOf(part)}
    WITH (${options.join(', ')}) /* disabled: make its slot, ENABLE it and REFRESH PUBLICATION to start it */`;
}

/** The publisher is not asked: it could be out of reach, and a slot cannot be dropped within a transaction. */
function drop(part: Part): readonly Statement[] {
  const name = quotedName(part);
  const slot = slotOf(part);
  const left =
    slot === undefined
      ? []
      : [
          risk(
            'irreversible',
            `the replication slot ${quoteIdentifier(slot)} stays on the publisher and holds back its WAL until somebody drops it there`,
          ),
        ];
  return [
    ...(slot === undefined ? [] : withoutSlot(name)),
    statement(
      `DROP SUBSCRIPTION ${name}`,
      risk('drop', `drops subscription ${name}: nothing is replicated to its tables any more`),
      ...left,
    ),
  ];
}

function withoutSlot(name: string): readonly Statement[] {
  return [
    statement(`ALTER SUBSCRIPTION ${name} DISABLE`),
    statement(`ALTER SUBSCRIPTION ${name} SET (slot_name = NONE)`),
  ];
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const name = quotedName(target);
  const hidden = [target, source].find((part) => textOf(part, 'connection') === notVisible);
  if (hidden !== undefined && changes.some(({ attribute }) => attribute === 'connection')) {
    const side = hidden === target ? 'target' : 'source';
    const reason = `the login on the ${side} may not see the connection of subscription ${name}`;
    return { how: 'unsupported', reason };
  }
  const reason = missingSecret(target, source, changes) ?? secretInTheWay(target, source, changes);
  if (reason !== undefined) return { how: 'unsupported', reason };
  const statements: Statement[] = [];
  const set: string[] = [];
  for (const { attribute } of changes) {
    if (attribute in fixed) {
      return {
        how: 'replace',
        reason: `${fixed[attribute] ?? ''} of subscription ${name} cannot change without its publisher`,
      };
    }
    if (attribute === 'connection') {
      const connection = quoteLiteral(textOf(source, 'connection') ?? '');
      statements.push(statement(`ALTER SUBSCRIPTION ${name} CONNECTION ${connection}`));
    } else if (attribute === 'publications') {
      statements.push(
        statement(
          `ALTER SUBSCRIPTION ${name} SET PUBLICATION ${publicationsOf(source)} WITH (refresh = false) /* REFRESH PUBLICATION to copy the rows of new tables */`,
        ),
      );
    } else if (attribute === 'slot' && slotOf(source) === undefined) statements.push(...withoutSlot(name));
    else if (attribute in settings) set.push(option(source, attribute));
  }
  if (set.length > 0) statements.push(statement(`ALTER SUBSCRIPTION ${name} SET (${set.join(', ')})`));
  return { how: 'in-place', statements };
}

/** A connection is set as a whole, which would take the secrets that DBVC does not read out of it. */
function secretInTheWay(target: Part, source: Part, changes: readonly AttributeChange[]): string | undefined {
  const changed = changes.some(
    ({ attribute }) => attribute === 'connection' || attribute === 'secret options',
  );
  const secrets = [...new Set([target, source].flatMap((part) => listOf(part, 'secret options')))].sort();
  if (!changed || secrets.length === 0) return undefined;
  const names = secrets.map(quoteIdentifier).join(', ');
  return `the connection of subscription ${quotedName(target)} holds ${names}, which DBVC does not read: set it by hand`;
}
