-- both
create schema op;
create type op.thing as (a int);
create function op.same(op.thing, op.thing) returns bool language sql immutable as 'select ($1).a = ($2).a';
create function op.other(op.thing, op.thing) returns bool language sql immutable as 'select ($1).a <> ($2).a';
create function op.less(op.thing, op.thing) returns bool language sql immutable as 'select ($1).a < ($2).a';
create function op.more(op.thing, op.thing) returns bool language sql immutable as 'select ($1).a > ($2).a';
create function op.compare(op.thing, op.thing) returns int language sql immutable as 'select ($1).a - ($2).a';
create function op.compare_back(op.thing, op.thing) returns int language sql immutable as 'select ($2).a - ($1).a';
create function op.hashed(op.thing) returns int language sql immutable as 'select ($1).a';
create function op.make(int) returns op.thing language sql immutable as 'select row($1)::op.thing';
create function op.minus(op.thing) returns op.thing language sql immutable as 'select row(-($1).a)::op.thing';

-- first
create operator op.=== (leftarg = op.thing, rightarg = op.thing, function = op.same, commutator = operator(op.===), negator = operator(op.!==), restrict = eqsel, join = eqjoinsel, hashes, merges);
create operator op.!== (leftarg = op.thing, rightarg = op.thing, function = op.other, negator = operator(op.===));
create operator op.<<< (leftarg = op.thing, rightarg = op.thing, function = op.less, commutator = operator(op.>>>));
create operator op.>>> (leftarg = op.thing, rightarg = op.thing, function = op.more, commutator = operator(op.<<<));
create operator op.~~~ (rightarg = op.thing, function = op.minus);
comment on operator op.=== (op.thing, op.thing) is 'the same thing';
alter operator op.~~~ (none, op.thing) owner to pg_monitor;
create operator family op.sorts using btree;
create operator class op.sorted default for type op.thing using btree family op.sorts as operator 1 op.<<<, operator 3 op.===, operator 5 op.>>>, function 1 op.compare(op.thing, op.thing);
create operator class op.hashes for type op.thing using hash as operator 1 op.===, function 1 op.hashed(op.thing);
create operator family op.loose using btree;
alter operator family op.loose using btree add operator 1 < (int, bigint), operator 3 = (int, bigint), function 1 (int, bigint) btint48cmp(int, bigint);
comment on operator class op.sorted using btree is 'forwards';
comment on operator family op.sorts using btree is 'all of it';
create cast (int as op.thing) with function op.make(int) as implicit;
create cast (op.thing as json) with inout as assignment;
create cast (bytea as text) without function;
comment on cast (int as op.thing) is 'wraps';

-- second
create operator op.=== (leftarg = op.thing, rightarg = op.thing, function = op.same, commutator = operator(op.===), restrict = neqsel, join = eqjoinsel, hashes, merges);
create operator op.<<< (leftarg = op.thing, rightarg = op.thing, function = op.less);
create operator op.>>> (leftarg = op.thing, rightarg = op.thing, function = op.more);
create operator op.~~~ (leftarg = op.thing, rightarg = op.thing, function = op.more);
comment on operator op.=== (op.thing, op.thing) is 'as good as the same thing';
create operator family op.sorts using btree;
alter operator family op.sorts using btree owner to pg_monitor;
create operator class op.sorted default for type op.thing using btree family op.sorts as operator 1 op.>>>, operator 3 op.===, operator 5 op.<<<, function 1 op.compare_back(op.thing, op.thing);
create operator class op.hashes default for type op.thing using hash as operator 1 op.===, function 1 op.hashed(op.thing);
create operator family op.loose using btree;
alter operator family op.loose using btree add operator 1 < (int, smallint), function 1 (int, smallint) btint42cmp(int, smallint);
create cast (int as op.thing) with function op.make(int) as assignment;
create cast (op.thing as json) with inout;
create cast (text as bytea) without function as assignment;
comment on cast (op.thing as json) is 'writes';

-- both
create table op.things (t op.thing default 1::op.thing, check (t operator(op.===) t));
create index things_sorted on op.things (t op.sorted);
create index things_hashed on op.things using hash (t op.hashes);
create view op.seen as select t::json as j, t operator(op.<<<) t as l from op.things;

-- both
create function op.handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function op.inline(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_inline_handler';
create function op.validator(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';

-- first
create trusted language lang handler op.handler inline op.inline validator op.validator;
create language rough handler op.handler;
comment on language lang is 'like plpgsql';
create transform for int language lang (from sql with function prsd_lextype(internal));
create default conversion op.conv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create conversion op.back for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
create access method tree type index handler bthandler;
create access method heap2 type table handler heap_tableam_handler;
comment on access method tree is 'another';

-- second
create trusted language lang handler op.handler validator op.validator;
create language plain handler op.handler;
revoke usage on language lang from public;
grant usage on language lang to pg_monitor with grant option;
alter language plain owner to pg_monitor;
create transform for int language lang (to sql with function int4recv(internal));
comment on transform for int language lang is 'reads';
create conversion op.conv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create default conversion op.back for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
comment on conversion op.back is 'out';
alter conversion op.back owner to pg_monitor;
create access method tree type index handler hashhandler;
create access method heap2 type table handler heap_tableam_handler;

-- both
create function op.in_lang(int) returns int language lang transform for type int as 'begin return 1; end';
create table op.stored (a int) using heap2;
