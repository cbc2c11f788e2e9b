import type { TestDatabase } from '../postgres/testDatabase.js';

/**
 * Runs statements in an empty database, and goes on after those that do not fit there: whether an exclusion constraint goes
 * with a type, or a view with a rule, is easier asked than told. Gives back those that ran.
 */
export async function loadFitting(
  database: TestDatabase,
  statements: readonly string[],
): Promise<readonly string[]> {
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
  return statements.filter((_statement, index) => rows[index]?.['refusal'] === null);
}
