import type { StatementContext } from '../../../core/dialect/executor.js';
import type { ServerErrorFields } from './serverError.js';

/**
 * The names that a message holds between quotes, in the quotes of any of the server's languages
 * (`"x"`, `»x«`, `„x“`, `«x»`, `“x”`).
 */
export function quotedNames(message: string): readonly string[] {
  return Array.from(
    message.matchAll(/"([^"]+)"|»([^«]+)«|„([^“”]+)[“”]|«\s?([^»]+?)\s?»|“([^”]+)”/g),
    (match) => match.slice(1).find(Boolean) ?? '',
  );
}

/** The relation or column that the server names in the fields of its error: `public.users.email`. */
export function fieldsName({ schema, table, column }: ServerErrorFields): string | undefined {
  if (table === undefined) return undefined;
  return [schema, table, column].filter((name) => name !== undefined).join('.');
}

/** What a person should know about a name that an error is about, by whether the drift has it too. */
export function whereNamed(name: string, context: StatementContext, otherwise: string): string {
  const found = context.findByName(name);
  if (found === undefined) return otherwise;
  return found.drifted
    ? `${found.described} is in the drift too: take it along, or apply all.`
    : `${found.described} was the same on both sides when they were compared, so the target has changed since. Compare again.`;
}

/** Whether a name is that of the very object that the statement is about, as in `DROP TABLE x`. */
export function isItself(name: string, context: StatementContext): boolean {
  if (!/^\s*(?:drop|alter|comment)\b/i.test(context.statement)) return false;
  const own = context.findByName(name)?.described === context.object;
  return own || context.object.endsWith(`.${name}`) || context.object.endsWith(` ${name}`);
}
