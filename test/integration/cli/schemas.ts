/** Two versions of a small schema, with differences of every status. */
export const devSchema = `
  create table users (id int primary key, email text not null, name text);
  create index users_name_idx on users (name);
  create table invoices (id int primary key, user_id int references users, amount numeric(10,2));
  create view active as select id, email from users where name is not null;
  create function total(a int) returns int language sql as $$ select a + 1 $$;
  comment on table users is 'All users';
  select lo_create(0);
`;

export const prodSchema = `
  create table users (id int primary key, email varchar(50), name text, phone text);
  create table legacy (id int);
  insert into legacy values (1);
  create view active as select id, email from users where name is null;
  create view old as select 1 as one;
  create function total(a int) returns int language sql as $$ select a + 2 $$;
`;
