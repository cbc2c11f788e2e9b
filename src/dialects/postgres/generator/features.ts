import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { isSet, listOf, textOf } from '../kinds/partName.js';

/** Something that PostgreSQL has only since a major version. */
interface Feature {
  readonly kind: string;
  readonly since: number;
  /** In words, after "PostgreSQL 13 has no". */
  readonly name: string;
  /** The rule that hides the attribute, which is not written then. */
  readonly rule?: string;
  readonly isUsedBy: (part: Part) => boolean;
}

const definitionHas =
  (pattern: RegExp) =>
  (part: Part): boolean =>
    pattern.test(textOf(part, 'definition') ?? '');

const subscriptionOptions: readonly {
  readonly attribute: string;
  readonly since: number;
  readonly name: string;
}[] = [
  { attribute: 'binary', since: 14, name: 'binary subscriptions' },
  { attribute: 'streaming', since: 14, name: 'streaming subscriptions' },
  { attribute: 'two phase', since: 15, name: 'subscriptions with two_phase' },
  { attribute: 'disable on error', since: 15, name: 'subscriptions with disable_on_error' },
  { attribute: 'origin', since: 16, name: 'subscriptions with an origin' },
  { attribute: 'password not required', since: 16, name: 'subscriptions with password_required' },
  { attribute: 'run as owner', since: 16, name: 'subscriptions with run_as_owner' },
  { attribute: 'failover', since: 17, name: 'subscriptions with failover' },
];

/** What came after PostgreSQL 13, by the release notes; what an older server has other words for is not in here. */
const features: readonly Feature[] = [
  {
    kind: 'column',
    since: 18,
    name: 'virtual generated columns',
    isUsedBy: (part) => textOf(part, 'generated') === 'virtual',
  },
  {
    kind: 'column',
    since: 14,
    name: 'compression of columns',
    rule: 'storage-parameters',
    isUsedBy: (part) => textOf(part, 'compression') !== undefined,
  },
  {
    kind: 'column',
    since: 18,
    name: 'NOT NULL NOT VALID',
    isUsedBy: (part) => isSet(part, 'not null not valid'),
  },
  {
    kind: 'column',
    since: 18,
    name: 'NOT NULL NO INHERIT',
    isUsedBy: (part) => isSet(part, 'not null no inherit'),
  },
  {
    kind: 'publication',
    since: 18,
    name: 'publications of generated columns',
    isUsedBy: (part) => textOf(part, 'generated columns') !== undefined,
  },
  ...subscriptionOptions.map(({ attribute, since, name }) => ({
    kind: 'subscription',
    since,
    name,
    isUsedBy: (part: Part) => part.attributes[attribute] !== undefined,
  })),
  {
    kind: 'subscription',
    since: 16,
    name: 'parallel streaming',
    isUsedBy: (part) => textOf(part, 'streaming') === 'parallel',
  },
  ...['constraint', 'index'].map((kind) => ({
    kind,
    since: 15,
    name: 'NULLS NOT DISTINCT',
    isUsedBy: definitionHas(/\bNULLS NOT DISTINCT\b/),
  })),
  {
    kind: 'constraint',
    since: 15,
    name: 'ON DELETE SET with columns',
    isUsedBy: definitionHas(/ ON DELETE SET (NULL|DEFAULT) \(/),
  },
  { kind: 'constraint', since: 18, name: 'NOT ENFORCED', isUsedBy: definitionHas(/ NOT ENFORCED$/) },
  {
    kind: 'constraint',
    since: 18,
    name: 'WITHOUT OVERLAPS and PERIOD',
    isUsedBy: (part) =>
      textOf(part, 'type') !== 'check' && definitionHas(/ WITHOUT OVERLAPS\)|, PERIOD /)(part),
  },
  {
    kind: 'view',
    since: 15,
    name: 'security_invoker views',
    isUsedBy: (part) =>
      listOf(part, 'options as given').some((option) => option.startsWith('security_invoker=')),
  },
  {
    kind: 'statistics',
    since: 14,
    name: 'statistics on expressions',
    isUsedBy: definitionHas(/ ON .*\(.* FROM /),
  },
  ...['function', 'procedure'].map((kind) => ({
    kind,
    since: 14,
    name: 'bodies by the SQL standard',
    isUsedBy: (part: Part) =>
      textOf(part, 'language') === 'sql' && !(textOf(part, 'server definition') ?? '').includes('\nAS '),
  })),
  { kind: 'procedure', since: 14, name: 'procedures with OUT arguments', isUsedBy: hasOutputs },
  {
    kind: 'range',
    since: 14,
    name: 'multirange types',
    isUsedBy: (part) => textOf(part, 'multirange') !== undefined,
  },
  {
    kind: 'sequence',
    since: 15,
    name: 'unlogged sequences',
    // Those of unlogged tables were logged before, as far as anybody could tell.
    isUsedBy: (part) =>
      textOf(part, 'persistence') === 'unlogged' && part.attributes['owned by'] === undefined,
  },
  {
    kind: 'collation',
    since: 17,
    name: 'builtin collations',
    isUsedBy: (part) => textOf(part, 'provider') === 'builtin',
  },
  {
    kind: 'collation',
    since: 16,
    name: 'collations with rules',
    isUsedBy: (part) => textOf(part, 'rules') !== undefined,
  },
  {
    kind: 'privileges',
    since: 17,
    name: 'privilege MAINTAIN',
    rule: 'privileges',
    isUsedBy: grantsMaintain,
  },
  {
    kind: 'event-trigger',
    since: 17,
    name: 'event triggers on login',
    isUsedBy: (part) => textOf(part, 'event') === 'login',
  },
];

/** The role that stands for the owner of the database, and owns the schema public since 14. */
const databaseOwner = 'pg_database_owner';

/** Why a part cannot get its owner on the target's server; undefined where it can. */
export function lackingOwner(part: Part, context: ScriptContext): string | undefined {
  if (textOf(part, 'owner') !== databaseOwner || context.target.server.version >= 140_000) return undefined;
  return 'PostgreSQL 13 has no role pg_database_owner';
}

function grantsMaintain(part: Part): boolean {
  return Object.keys(part.attributes).some((grantee) =>
    listOf(part, grantee).some((privilege) => privilege === 'MAINTAIN' || privilege === 'MAINTAIN*'),
  );
}

function hasOutputs(part: Part): boolean {
  return !isSet(part, 'window') && listOf(part, 'argument modes').includes('o');
}

/** Why the target's server cannot have a part, in words; undefined where it can. */
export function lackingFeature(part: Part, context: ScriptContext): string | undefined {
  const major = Math.floor(context.target.server.version / 10_000);
  const feature = features.find(
    ({ kind, since, rule, isUsedBy }) =>
      kind === part.kind && major < since && !(rule !== undefined && context.hides(rule)) && isUsedBy(part),
  );
  return feature === undefined ? undefined : `PostgreSQL ${String(major)} has no ${feature.name}`;
}
