insert into ts.sites (id, name, at, grid, parent) values (1, 'North', row(1, 2), '(0,0)', null), (2, 'South', null, '(10,10)', 1);
insert into ts.sensors (id, site, code, unit, kind) values (1, 1, 't1', '°C', 'temperature'), (2, 1, 'h1', '%', 'humidity'), (3, 2, 't1', '°C', 'temperature');
insert into ts.readings (sensor, day, at, value, raw) values (1, '2025-05-01', '2025-05-01 10:00+00', 20.5, '\x01'), (1, '2026-02-01', '2026-02-01 10:00+00', 21, null), (2, '2026-03-01', '2026-03-01 00:00+00', 110, null), (3, '2024-01-01', '2024-01-01 00:00+00', null, null);
insert into ts.alarms (sensor, reading_sensor, reading_at, reading_day) values (2, 2, '2026-03-01 00:00+00', '2026-03-01'), (1, null, null, null);
insert into ts.rollups (sensor, bucket, width, low, high) values (1, '2026-02-01 10:00+00', '1 hour', 20, 21), (1, '2026-02-01 00:00+00', '1 day', 1, 2);
refresh materialized view ts.daily;
