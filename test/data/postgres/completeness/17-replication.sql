-- both
create schema re;
create schema re2;
create table re.a (id int primary key, b int, c text);
create table re.b (id int primary key, b int);

-- first
create publication everything for all tables with (publish = 'insert');
create publication "Some" for table re.a, re.b with (publish = 'insert, update, delete', publish_via_partition_root = true);
create publication "No.thing";
comment on publication "Some" is 'some';
alter publication "Some" owner to pg_monitor;

-- second
create publication everything for all tables;
create publication "Some" for table re.a;
create publication come for table re.b with (publish = '');

-- first, since 15
create publication parts for table re.a (id, b), re.b where (b > 1);
create publication schemas for tables in schema re, re2;

-- second, since 15
create publication parts for table re.a (id, c) where (id > 1), re.b;
create publication schemas for table re.a, tables in schema re2;

-- first, since 18
create publication generated for table re.a with (publish_generated_columns = stored);

-- second, since 18
create publication generated for table re.a;

-- first
create subscription sub connection 'host=/nowhere dbname=x' publication p with (connect = false);
create subscription gone connection 'host=/nowhere dbname=x' publication p with (connect = false, slot_name = none);
comment on subscription sub is 'listens';

-- second
create subscription sub connection 'host=/nowhere dbname=y' publication p, q with (connect = false, slot_name = 'other', synchronous_commit = 'local');
