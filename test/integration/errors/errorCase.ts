import type { PostgresMajor } from '../../support/postgres/serverBinaries.js';

/** What the statements of the cases meet. */
export const setup = `
  CREATE SCHEMA app;
  CREATE TABLE app.a (id int PRIMARY KEY, n text, e text NOT NULL);
  INSERT INTO app.a VALUES (1, 'x', '1'), (2, 'x', 'abc');
  CREATE TABLE app.b (id int REFERENCES app.a, v varchar(10));
  INSERT INTO app.b VALUES (1, 'longer');
  CREATE TABLE app.free (id int);
  INSERT INTO app.free VALUES (9);
  CREATE VIEW app.v AS SELECT id, n FROM app.a;
  CREATE VIEW app.v2 AS SELECT id FROM app.v;
  CREATE TYPE app.mood AS ENUM ('sad');
  CREATE TABLE app.m (m app.mood);
  CREATE DOMAIN app.d AS int;
  CREATE TABLE app.dt (d app.d);
  INSERT INTO app.dt VALUES (-1);
  CREATE FUNCTION app.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION app.g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION app.g(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE TABLE app.nulls (x int);
  INSERT INTO app.nulls VALUES (NULL);
  CREATE TABLE app.big (n bigint, t text, d text);
  INSERT INTO app.big VALUES (99999999999, 'abc', '2000-13-45');
  CREATE TABLE app.wide (t text);
  INSERT INTO app.wide SELECT string_agg(md5(i::text), '') FROM generate_series(1, 1000) AS i;
  CREATE TABLE app.ranges (r int4range);
  INSERT INTO app.ranges VALUES ('[1,3)'), ('[2,4)');
  CREATE TABLE app.p (a int) PARTITION BY RANGE (a);
  CREATE TABLE app.part PARTITION OF app.p FOR VALUES FROM (0) TO (10);
  CREATE MATERIALIZED VIEW app.mv AS SELECT 1 AS one;
  CREATE TABLE app.made (id int GENERATED ALWAYS AS IDENTITY);
`;

/** A statement that fails, and what is said about it. */
export interface ErrorCase {
  readonly sqlState: string;
  /** What the plan says the statement is about. */
  readonly object: string;
  readonly sql: string;
  readonly message: RegExp;
  readonly hint: RegExp;
  /** What ran in the same session before. */
  readonly before?: string;
  /** The text that the error points at. */
  readonly at?: string;
  readonly lines?: readonly string[];
  readonly only?: readonly PostgresMajor[];
}
