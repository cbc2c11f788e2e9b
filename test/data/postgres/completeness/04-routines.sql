-- both
create schema ro;
create table ro.rows (a int, b text);

-- first
create function ro.plain(a int) returns int language sql as $$ select a + 1 $$;
create function ro.options(a int, b text default 'it''s', variadic c int[] default '{}') returns text
  language plpgsql stable strict security definer leakproof parallel safe cost 7
  set search_path to ro, "$user" set work_mem to '8MB'
  as $function$ begin return b || $$x$$; end $function$;
create function ro.outs(a int, out b int, inout c text) language sql as $$ select 1, 'x' $$;
create function ro.rows_of(a int) returns setof ro.rows language sql rows 7 as $$ select * from ro.rows where a = $1 $$;
create function ro.tabled() returns table (x int, y text) language sql as $$ select 1, 'y' $$;
create function ro.renames(a int) returns int language sql immutable as $$ select a $$;
create function ro.returns_another(a int) returns int language sql immutable as $$ select a $$;
create function ro.gone(a int) returns int language sql as $$ select a $$;
create function ro.win() returns bigint window language internal immutable as 'window_row_number';
create function ro.supported(a int) returns int language sql support generate_series_int4_support immutable as $$ select a $$;
create procedure ro.proc(a int, b text default 'x') language plpgsql as $$ begin raise notice '%', a; end $$;
create procedure ro.inouts(inout a int) language plpgsql security definer set search_path to ro as $$ begin a := 1; end $$;
create function ro.cast_in(a text, b "char", c name, d char(3), e varchar(4), f numeric(3,1), g timestamp(3) with time zone, h interval day to second, i bit(3), j int[][]) returns void language sql as '';
comment on function ro.plain is 'adds one';
comment on procedure ro.proc is 'says it';
revoke execute on function ro.plain from public;
grant execute on function ro.plain to pg_monitor;
alter function ro.plain owner to pg_monitor;

-- second
create function ro.plain(a int) returns int language sql immutable as $$ select a + 2 $$;
create function ro.options(a int, b text default 'was', variadic c int[] default '{1}') returns text
  language plpgsql volatile parallel restricted cost 9
  set work_mem to '9MB' set datestyle to iso, mdy
  as $function$ begin return b; end $function$;
create function ro.outs(a int, out b int, out d int, inout c text) language sql as $$ select 1, 2, 'x' $$;
create function ro.rows_of(a int) returns setof ro.rows language sql rows 9 as $$ select * from ro.rows where a = $1 $$;
create function ro.tabled() returns table (x int, y text, z date) language sql as $$ select 1, 'y', current_date $$;
create function ro.renames(b int) returns int language sql immutable as $$ select b $$;
create function ro.returns_another(a int) returns bigint language sql immutable as $$ select a::bigint $$;
create function ro.come(a int) returns int language sql as $$ select a $$;
create function ro.win() returns bigint window language internal immutable as 'window_rank';
create function ro.supported(a int) returns int language sql immutable as $$ select a $$;
create procedure ro.proc(a int, b text default 'y') language plpgsql as $$ begin raise notice '%', b; end $$;
create procedure ro.inouts(inout a int, inout b int) language plpgsql as $$ begin a := 1; end $$;
create function ro.cast_in(a text, b "char", c name, d char(3), e varchar(4), f numeric(3,1), g timestamp(3) with time zone, h interval day to second, i bit(3), j int[][]) returns void language sql as '' cost 3;
comment on function ro.plain is 'adds two';
grant execute on procedure ro.proc to pg_monitor with grant option;
revoke execute on procedure ro.proc from public;

-- both
create view ro.uses as select ro.renames(1) as r, ro.returns_another(2) as o, x from ro.tabled();

-- first, since 14
create function ro.atomic(wanted int) returns setof ro.rows language sql begin atomic select a, b from ro.rows where a = wanted; end;
create function ro.returning(a int) returns int language sql immutable return a + 1;
create procedure ro.outs_proc(out a int) language plpgsql as $$ begin a := 1; end $$;

-- second, since 14
create function ro.atomic(wanted int) returns setof ro.rows language sql begin atomic select a, b || 'x' from ro.rows where a = wanted; select 2, ''; end;
create function ro.returning(a int) returns int language sql immutable as 'select a + 1';
create procedure ro.outs_proc(out a int) language plpgsql as $$ begin a := 2; end $$;
create procedure ro.atomic_proc(a int) language sql begin atomic insert into ro.rows values (a, 'x'); delete from ro.rows where a = 2; end;

-- first
create aggregate ro.total(int) (sfunc = int4pl, stype = int, initcond = '0', parallel = safe, combinefunc = int4pl);
create aggregate ro.moving(int) (sfunc = int4pl, stype = int, msfunc = int4pl, minvfunc = int4mi, mstype = int, minitcond = '0', sspace = 8, msspace = 8);
create aggregate ro.lowest(int) (sfunc = int4smaller, stype = int, sortop = <);
create aggregate ro.pct(float8 order by anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra, finalfunc_modify = read_write);
create aggregate ro.hypo(variadic "any" order by variadic "any") (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
create aggregate ro.every_row(*) (sfunc = int8inc, stype = bigint, initcond = '0');
comment on aggregate ro.total(int) is 'sums';
alter aggregate ro.total(int) owner to pg_monitor;

-- second
create aggregate ro.total(int) (sfunc = int4pl, stype = int, initcond = '1', parallel = restricted);
create aggregate ro.moving(int) (sfunc = int4pl, stype = int, sspace = 16);
create aggregate ro.lowest(int) (sfunc = int4larger, stype = int, sortop = >);
create aggregate ro.pct(float8 order by anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra, finalfunc_modify = shareable);
create aggregate ro.every_row(*) (sfunc = int8inc, stype = bigint, initcond = '5');
comment on aggregate ro.every_row(*) is 'counts';
grant execute on function ro.total(int) to pg_monitor;

-- both
create view ro.totals as select ro.total(a), ro.every_row(*) from ro.rows;
