import { isSecretName } from './foreignOptions.js';

/** One `name = value` of a libpq connection string, with the white space behind it. */
const keyValue = String.raw`([^\s=]+)\s*=\s*('(?:\\.|[^'\\])*'|(?:\\.|[^\s'\\])(?:\\.|[^\s\\])*|)(?:\s+|$)`;

/** A password before the host of a URL. */
const passwordOfUrl = String.raw`^(postgres(?:ql)?://[^:@/]*):[^@/]*@`;

/** A URL without one, whose parameters have plain names: those could be spelled with percent signs. */
const plainUrl = String.raw`^postgres(ql)?://([^:@/?]*@)?[^@?]*([?][a-z_]+=[^&]*(&[a-z_]+=[^&]*)*)?$`;

/**
 * SQL for one row of what a connection string of libpq says, taken apart on the server so that no secret leaves it:
 * `shown` is the text without its secrets, null where it cannot be taken apart for sure, and `secrets` are their names.
 */
export function connectionWithoutSecrets(text: string): string {
  const literal = (pattern: string): string => `'${pattern.replaceAll("'", "''")}'`;
  return `
      select
        case
          when connection.is_url then
            case when connection.url ~ ${literal(plainUrl)} and pair.secrets is null then connection.url end
          when pg_catalog.regexp_replace(${text}, ${literal(keyValue)}, '', 'g') !~ '\\S' then
            case when pair.secrets is null then ${text} else coalesce(pair.shown, '') end
        end as shown,
        case when connection.url <> ${text} then array['password'] else pair.secrets end as secrets
      from (
        select ${text} ~ '^postgres(ql)?://' as is_url,
               pg_catalog.regexp_replace(${text}, ${literal(passwordOfUrl)}, '\\1@') as url
      ) as connection
      cross join lateral (
        select pg_catalog.string_agg(given.name || '=' || given.value, ' ' order by given.at)
                 filter (where not given.is_secret) as shown,
               pg_catalog.array_agg(given.name order by given.at) filter (where given.is_secret) as secrets
        from (
          select found.pair[1] as name, found.pair[2] as value, found.at, ${isSecretName('found.pair[1]')} as is_secret
          from pg_catalog.regexp_matches(
            ${text},
            case when connection.is_url then '[?&]([^=&]+)=([^&]*)' else ${literal(keyValue)} end,
            'g') with ordinality as found(pair, at)
        ) as given
      ) as pair`;
}
