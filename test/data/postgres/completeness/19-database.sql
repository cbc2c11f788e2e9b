-- first
do $$ begin
  execute format('alter database %I set work_mem = ''8MB''', current_database());
  execute format('alter database %I set search_path = ta, "Odd.one"', current_database());
  execute format('alter role current_user in database %I set datestyle = ''German''', current_database());
  execute format('comment on database %I is ''first''', current_database());
  execute format('grant create on database %I to pg_monitor with grant option', current_database());
end $$;

-- second
do $$ begin
  execute format('alter database %I set work_mem = ''9MB''', current_database());
  execute format('alter database %I set standard_conforming_strings = off', current_database());
  execute format('alter role current_user in database %I set statement_timeout = ''1h''', current_database());
  execute format('revoke temporary on database %I from public', current_database());
  execute format('alter database %I connection limit 7', current_database());
end $$;

-- second
select lo_create(4711);
