-- both
create schema tr;
create table tr.t (id int primary key, a int, b text);
create table tr.log (id int, b text);
create view tr.v as select id, b from tr.t;
create function tr.f() returns trigger language plpgsql as $$ begin return new; end $$;
create function tr.g() returns trigger language plpgsql as $$ begin return old; end $$;

-- first
create trigger "Before.row" before insert or update of a, b on tr.t for each row when (new.a > 0) execute function tr.f('x', 'it''s');
create trigger per_statement after truncate or delete on tr.t for each statement execute function tr.f();
create trigger transition after update on tr.t referencing old table as o new table as n for each statement execute function tr.f();
create constraint trigger late after insert on tr.t from tr.log deferrable initially deferred for each row execute function tr.f();
create trigger instead instead of insert on tr.v for each row execute function tr.f();
create trigger off after insert on tr.t for each row execute function tr.f();
alter table tr.t disable trigger off;
create trigger replica after insert on tr.t for each row execute function tr.f();
alter table tr.t enable replica trigger replica;
create trigger always after insert on tr.t for each row execute function tr.f();
alter table tr.t enable always trigger always;
create trigger gone after insert on tr.t for each row execute function tr.f();
comment on trigger off on tr.t is 'sleeps';

-- second
create trigger "Before.row" before insert or update of b on tr.t for each row when (new.a > 1) execute function tr.g('y');
create trigger per_statement after delete on tr.t for each statement execute function tr.f();
create trigger transition after update on tr.t referencing old table as older for each statement execute function tr.f();
create constraint trigger late after insert on tr.t deferrable for each row execute function tr.f();
create trigger instead instead of insert or delete on tr.v for each row execute function tr.g();
create trigger off after insert on tr.t for each row execute function tr.f();
create trigger replica after insert on tr.t for each row execute function tr.f();
alter table tr.t enable always trigger replica;
create trigger always after insert on tr.t for each row execute function tr.f();
alter table tr.t disable trigger always;
comment on trigger replica on tr.t is 'wakes';

-- first
create rule logs as on insert to tr.t do also insert into tr.log values (new.id, new.b);
create rule nothing as on update to tr.t where old.a > 5 do instead nothing;
create rule "Instead.of" as on delete to tr.v do instead (delete from tr.t where id = old.id; insert into tr.log values (old.id, 'gone'));
create rule off as on delete to tr.t do also notify gone;
alter table tr.t disable rule off;
comment on rule logs on tr.t is 'writes';

-- second
create rule logs as on insert to tr.t do also insert into tr.log values (new.id, upper(new.b));
create rule nothing as on update to tr.t do instead nothing;
create rule "Instead.of" as on delete to tr.v do instead delete from tr.t where id = old.id;
create rule off as on delete to tr.t do also notify gone;
alter table tr.t enable always rule off;
create rule come as on insert to tr.log do also notify come;

-- first
alter table tr.t enable row level security;
create policy reads on tr.t for select using (b = current_user);
create policy writes on tr.t for update to pg_monitor, current_user using (a > 0) with check (a > 1);
create policy "Re.stricts" on tr.t as restrictive to public using (id in (select id from tr.log));
create policy gone on tr.t for insert with check (true);
comment on policy reads on tr.t is 'own rows';

-- second
create policy reads on tr.t for select to pg_monitor using (b = session_user or a > 0);
create policy writes on tr.t for update using (a > 0);
create policy "Re.stricts" on tr.t as permissive to public using (id in (select id from tr.log));
create policy come on tr.t for delete using (false);
comment on policy reads on tr.t is 'some rows';

-- both
create function tr.ev() returns event_trigger language plpgsql as $$ begin end $$;
create function tr.ev2() returns event_trigger language plpgsql as $$ begin end $$;

-- first
create event trigger starts on ddl_command_start when tag in ('CREATE TABLE', 'DROP TABLE') execute function tr.ev();
create event trigger ends on ddl_command_end execute function tr.ev();
create event trigger drops on sql_drop execute function tr.ev();
create event trigger rewrites on table_rewrite execute function tr.ev();
alter event trigger drops disable;
comment on event trigger starts is 'before';

-- second
create event trigger starts on ddl_command_start when tag in ('CREATE TABLE') execute function tr.ev2();
create event trigger ends on ddl_command_end execute function tr.ev();
create event trigger rewrites on table_rewrite execute function tr.ev2();
alter event trigger ends enable always;
comment on event trigger ends is 'after';

-- second, since 17
create event trigger logs_in on login execute function tr.ev();
