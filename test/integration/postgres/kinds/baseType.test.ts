import { describeConvergence } from './convergenceCases.js';

/** A base type that is stored as an integer, and its functions. */
function baseType(name: string, options = ''): string {
  return `create type ${name};
    create function ${name}_in(cstring) returns ${name} language internal immutable strict as 'int4in';
    create function ${name}_out(${name}) returns cstring language internal immutable strict as 'int4out';
    create function ${name}_recv(internal) returns ${name} language internal immutable strict as 'int4recv';
    create function ${name}_send(${name}) returns bytea language internal immutable strict as 'int4send';
    create type ${name} (input = ${name}_in, output = ${name}_out, internallength = 4, passedbyvalue ${options});`;
}

const used = `create function num_eq(num, num) returns bool language internal immutable strict as 'int4eq';
  create operator = (leftarg = num, rightarg = num, function = num_eq);
  create domain d as num; create table t (a num, b num[], c d default '7'); insert into t values ('1', '{2}');
  create view v as select a, a = '3' as b from t;`;

describeConvergence('base types', [
  {
    name: 'makes and drops base types and shell types, with all that uses them',
    before: `create type shell; create type gone; create schema app;`,
    after: `create schema app; create type shell; create type app."New Shell"; alter type app."New Shell" owner to pg_monitor;
      ${baseType('num', `, receive = num_recv, send = num_send, alignment = int4, category = 'N', preferred, default = '5', delimiter = ';'`)}
      ${baseType('plain')} ${used} comment on type num is 'a number'; revoke usage on type num from public;
      grant usage on type num to pg_monitor; alter type plain owner to pg_monitor;
      create function takes(num, plain) returns num language sql as 'select $1';`,
  },
  {
    name: 'turns a shell into a type',
    before: 'create type num; create table other (a int)',
    after: `${baseType('num')} create table other (a int, b num)`,
  },
  {
    name: 'changes functions in place, below what uses the type',
    before: `${baseType('num', ', receive = num_recv, send = num_send')} ${used}`,
    after: `${baseType('num')} ${used}`,
  },
  {
    name: 'makes a type again whose columns nobody has',
    before: `${baseType('num', `, delimiter = ';'`)} create function takes(num) returns num language sql as 'select $1'; comment on function num_in is 'kept';`,
    after: `${baseType('num', `, delimiter = '|', category = 'N'`)} create function takes(num) returns num language sql as 'select $1'; comment on function num_in is 'kept';`,
  },
  {
    name: 'changes how values of variable length are stored',
    before: `create type txt; create function txt_in(cstring) returns txt language internal immutable strict as 'textin';
      create function txt_out(txt) returns cstring language internal immutable strict as 'textout';
      create type txt (input = txt_in, output = txt_out, internallength = variable, storage = extended, collatable); create table t (a txt);`,
    after: `create type txt; create function txt_in(cstring) returns txt language internal immutable strict as 'textin';
      create function txt_out(txt) returns cstring language internal immutable strict as 'textout';
      create type txt (input = txt_in, output = txt_out, internallength = variable, storage = main, collatable); create table t (a txt);`,
  },
]);
