insert into users (username, mail, full_name, is_admin, reachable, settings) values
  ('ann', 'ann@example.org', 'Ann', true, row('Ann', 'a@example.org'), '{"admin": 1}'), ('bob', 'Bob@example.org', 'Bob', false, null, '{}'), ('cid', 'cid@example.org', '', false, row(null, 'c@example.org'), '[1, 2]');
insert into groups (parent_id, path, owner_id) values (null, 'top', 1), (1, 'sub', 2), (2, 'deep', 2);
insert into projects (group_id, name, path, description, visibility) values (1, 'One', 'one', null, 0), (3, 'Two', 'two', 'second', 10);
insert into members values (1, 1, 'owner'), (1, 2, 'guest'), (2, 3, 'developer');
insert into milestones (project_id, title, due) values (1, '1.0', '2026-06-01'), (2, '1.0', null);
insert into labels (project_id, title, color) values (1, 'bug', '#ff0000'), (2, 'idea', '#00ff00');
insert into issues (project_id, iid, author_id, assignee_id, milestone_id, title, body, state, severity, weight, due, history) values
  (1, 1, 1, 2, 1, 'It does not work', 'not at all', 'opened', 'high', 3, '2026-01-01', '{opened}'), (1, 2, 2, null, null, 'Nor does this', null, 'closed', 'low', null, null, '{opened,closed}'), (2, 1, 3, 3, 2, 'Ideas', 'some', 'opened', 'low', 8, '2027-01-01', '{}');
update issues set duplicate_of = 1 where id = 2;
insert into issue_labels values (1, 1), (3, 2);
insert into notes (issue_id, author_id, reply_to, body) values (1, 2, null, 'I see'), (1, 1, 1, 'thanks'), (3, null, null, 'hm');
insert into events (at, kind, issue_id, payload) values ('2025-05-01', 'insert', 1, '{"a": 1}'), ('2026-05-01', 'update', 1, null);
refresh materialized view project_stats;
