import type { TestDatabase } from '../postgres/testDatabase.js';

/** What became of a statement: nothing to say where it ran. */
export interface Loaded {
  readonly statement: string;
  readonly refusal: string | undefined;
}

/**
 * Runs statements in an empty database, and goes on after those that do not fit there: whether an exclusion constraint goes
 * with a type, or a view with a rule, is easier asked than told.
 */
export async function loadFitting(
  database: TestDatabase,
  statements: readonly string[],
): Promise<readonly Loaded[]> {
  await database.query(`
    create function pg_temp.load(statements text[]) returns table (place bigint, refusal text)
    language plpgsql as $$
    declare statement text;
    begin
      place := 0;
      foreach statement in array statements loop
        place := place + 1;
        refusal := null;
        begin
          execute statement;
        exception when others then
          refusal := sqlerrm;
        end;
        return next;
      end loop;
    end $$`);
  const rows = await database.query('select refusal from pg_temp.load($1) order by place', [statements]);
  await database.close();
  return statements.map((statement, index) => {
    const refusal = rows[index]?.['refusal'];
    return { statement, refusal: typeof refusal === 'string' ? refusal : undefined };
  });
}
