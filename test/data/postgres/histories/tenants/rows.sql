insert into auth.tenants (name, host, plan) values ('One', 'one.example.org', 'team'), ('Two', null, 'free');
insert into auth.users (mail, locale) values ('ann@example.org', 'en'), ('bob@example.org', 'de');
insert into auth.sessions values ('x', 1, '2030-01-01');
insert into app.members values (1, null, 1, 'admin', null), (1, 7, 2, 'viewer', 1);
insert into app.projects (tenant, name, owner, shared) values (1, 'First', 1, true), (1, 'Second', 2, false), (2, 'Other', 2, true);
insert into app.documents (tenant, project, parent, title, body) values (1, 1, null, 'Doc', '{"a": [1]}'), (1, 1, 1, 'Child', '"text"'), (2, 3, null, 'Else', null);
insert into app.shares values (1, 1, 2, true), (2, 3, 1, false);
insert into app.usage values (1, '2026-01-01', 10), (2, '2026-01-01', 3), (7, '2026-02-01', 1);
refresh materialized view app.tenant_sizes;
