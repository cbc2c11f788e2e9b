import assert from 'node:assert/strict';
import { diff } from '../../../src/core/differ/diff.js';
import type { PartId } from '../../../src/core/model/partId.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import { findRenames } from '../../../src/core/renames/findRenames.js';
import { postgresRenamer } from '../../../src/dialects/postgres/renames/renamer.js';
import { driftContextValue } from '../../../src/extension/drift/driftContext.js';
import { driftItemStatus, driftItemUri } from '../../../src/extension/drift/driftItemUri.js';
import { filterOf } from '../../../src/extension/drift/driftFilter.js';
import {
  type GroupRow,
  type ObjectRow,
  objectRows,
  partRows,
} from '../../../src/extension/drift/driftRows.js';
import { driftStatuses, statusLetter } from '../../../src/extension/drift/driftStatus.js';
import { type Grouping, groupRows } from '../../../src/extension/drift/groupRows.js';
import { english } from '../../support/englishText.js';
import { type FakePart, fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

const dialect = fakeDialect();
const names = { source: 'dev', target: 'prod' };

function rows(
  source: readonly FakePart[],
  target: readonly FakePart[],
  failures: ReadonlyMap<PartId, { message: string; hint?: string }> = new Map(),
  grouping: Grouping = 'kind',
  filter = '',
): readonly GroupRow[] {
  const drift = diff(fakeCatalog('dev', source), fakeCatalog('prod', target), defaultRules, dialect);
  const offers = findRenames(drift, { ...dialect, renamer: postgresRenamer });
  const objects = objectRows({ drift, dialect, names, failures, offers }, english);
  return groupRows(objects.filter(filterOf(filter)), grouping, dialect.kinds, english);
}

const column = (name: string, type: string): FakePart => ({
  id: `column:public.users.${name}`,
  parent: 'table:public.users',
  attributes: { type },
});
const users: FakePart = { id: 'table:public.users' };

function only(groups: readonly GroupRow[]): ObjectRow {
  const row = groups[0]?.objects[0];
  assert.ok(row !== undefined);
  return row;
}

describe('the rows of the Drift view', () => {
  it('groups objects by kind in the order in which kinds are applied, with counts', () => {
    const groups = rows(
      [{ id: 'view:public.v' }, { id: 'table:public.a' }, { id: 'type:public.t' }],
      [{ id: 'table:public.b' }],
    );
    assert.deepEqual(
      groups.map((group) => [group.label, group.objects.map(({ label }) => label)]),
      [
        ['Types', ['public.t']],
        ['Tables', ['public.a', 'public.b']],
        ['Views', ['public.v']],
      ],
    );
  });

  it('groups by schema and by status as well, or not at all', () => {
    const inSchemas: readonly FakePart[] = [{ id: 'view:sales.v' }, { id: 'table:public.a' }];
    const labels = (grouping: Grouping): unknown[] =>
      rows(inSchemas, [{ id: 'table:public.b' }], new Map(), grouping).map(({ id, label, objects }) => [
        id,
        label,
        objects.map((row) => row.label),
      ]);
    assert.deepEqual(labels('schema'), [
      ['schema:public', 'public', ['public.a', 'public.b']],
      ['schema:sales', 'sales', ['sales.v']],
    ]);
    assert.deepEqual(labels('status'), [
      ['status:missing_in_target', 'Missing in target', ['public.a', 'sales.v']],
      ['status:extra_in_target', 'Only in target', ['public.b']],
    ]);
    assert.deepEqual(labels('none'), [['none', '', ['public.a', 'public.b', 'sales.v']]]);
  });

  it('shows of a filter what has all its words, in the name, the kind, the status or the change', () => {
    const shown = (filter: string): string[] =>
      rows(
        [users, column('email', 'text'), { id: 'view:public.user_list' }],
        [users, { id: 'function:public.old' }],
        new Map(),
        'none',
        filter,
      ).flatMap(({ objects }) => objects.map(({ label }) => label));
    assert.deepEqual(shown(''), ['public.users', 'public.old', 'public.user_list']);
    assert.deepEqual(shown('USER'), ['public.users', 'public.user_list']);
    assert.deepEqual(shown('function only'), ['public.old']);
    assert.deepEqual(shown('email'), ['public.users']);
    assert.deepEqual(shown('user*ist'), ['public.user_list']);
    assert.deepEqual(shown('(public'), []);
  });

  it('says on both rows what may have been renamed, and why', () => {
    const clients = ['email', 'name'].map((name) => ({
      ...column(name, 'text'),
      id: `column:public.clients.${name}`,
      parent: 'table:public.clients',
    }));
    const groups = rows(
      [{ id: 'table:public.clients' }, ...clients],
      [users, column('email', 'text'), column('name', 'text')],
    );
    assert.deepEqual(
      groups[0]?.objects.map((row) => [row.label, row.description, driftContextValue(row)]),
      [
        [
          'public.clients',
          'perhaps renamed from users: same 2 columns',
          'dbvc.object;kind=table;status=missing_in_target;rename',
        ],
        [
          'public.users',
          'perhaps renamed to clients: same 2 columns',
          'dbvc.object;kind=table;status=extra_in_target;rename',
        ],
      ],
    );
    const row = only(rows([users, column('mail', 'text')], [users, column('email', 'text')]));
    assert.deepEqual(
      partRows(row, english).map((part) => [part.label, part.description, driftContextValue(part)]),
      [
        [
          'email',
          'perhaps renamed to mail: same type',
          'dbvc.part;kind=column;status=extra_in_target;rename',
        ],
        [
          'mail',
          'perhaps renamed from email: same type',
          'dbvc.part;kind=column;status=missing_in_target;rename',
        ],
      ],
    );
  });

  it('has no groups where nothing drifted', () => {
    assert.deepEqual(rows([users], [users]), []);
  });

  it('says in a few words what differs', () => {
    const row = only(
      rows(
        [users, column('email', 'text'), column('status', 'text')],
        [users, column('email', 'varchar'), column('legacy', 'int')],
      ),
    );
    assert.equal(row.description, 'email type, -legacy, +status');
  });

  it('shows a new column without its default, which comes along, and a changed default by its column', () => {
    const defaultOf = (name: string, value: string): FakePart => ({
      id: `default:public.users.${name}`,
      parent: `column:public.users.${name}`,
      object: 'table:public.users',
      attributes: { default: value },
    });
    const row = only(
      rows(
        [users, column('a', 'int'), defaultOf('a', '1'), column('b', 'int'), defaultOf('b', '1')],
        [users, column('b', 'int'), defaultOf('b', '2')],
      ),
    );
    assert.equal(row.description, '+a, b default');
    assert.deepEqual(
      partRows(row, english).map((part) => [part.label, part.description]),
      [
        ['a', 'missing in target'],
        ['b default', 'default 2 -> 1'],
      ],
    );
  });

  it('counts what a description has no room for', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => column(name, 'int'));
    assert.equal(only(rows([users, ...many], [users])).description, '+a, +b, +c, +d, 2 more');
  });

  it('expands a modified object to its changed parts with both values', () => {
    const row = only(rows([users, column('email', 'text')], [users, column('email', 'varchar')]));
    assert.deepEqual(
      partRows(row, english).map((part) => [part.label, part.description]),
      [['email', 'type varchar -> text']],
    );
  });

  it('has no parts under what exists on one side only', () => {
    assert.deepEqual(partRows(only(rows([users, column('email', 'text')], [])), english), []);
  });

  it('tells a screen reader what the eye gets from icon, colour and letter', () => {
    const row = only(rows([users, column('status', 'text')], [users]));
    assert.equal(row.accessibleLabel, 'public.users, table, modified, +status');
    assert.match(row.tooltip, /Differs between dev and prod: Apply Patch changes prod\./);
  });

  it('puts the message of a failed apply on the row, and the hint into its tooltip', () => {
    const failure = { message: 'permission denied', hint: 'GRANT it.' };
    const row = only(rows([users], [], new Map([['table:public.users' as PartId, failure]])));
    assert.equal(row.description, 'permission denied');
    assert.match(row.tooltip, /permission denied\nGRANT it\.$/);
    assert.match(row.accessibleLabel, /the last apply failed/);
    assert.equal(driftContextValue(row), 'dbvc.object;kind=table;status=missing_in_target;failed');
  });

  it('keeps the ids of rows from one comparison to the next', () => {
    const first = rows([users, column('a', 'int')], [users]);
    const second = rows([users, column('a', 'text')], [users]);
    assert.equal(first[0]?.id, second[0]?.id);
    assert.equal(only(first).id, only(second).id);
  });
});

describe('the context values of the Drift view', () => {
  it('follow the documented grammar', () => {
    const groups = rows([users, column('email', 'text')], [users]);
    const row = only(groups);
    const part = partRows(row, english)[0];
    assert.ok(groups[0] !== undefined && part !== undefined);
    assert.deepEqual([groups[0], row, part].map(driftContextValue), [
      'dbvc.group;kind=table',
      'dbvc.object;kind=table;status=modified',
      'dbvc.part;kind=column;status=missing_in_target',
    ]);
  });
});

describe('the addresses of rows', () => {
  it('carry the status there and back', () => {
    for (const status of driftStatuses) {
      for (const failed of [false, true]) {
        assert.equal(driftItemStatus(driftItemUri('table:public."a/b?c#d"', status, failed)), status);
      }
    }
  });

  it('of others carry none', () => {
    assert.equal(driftItemStatus({ scheme: 'file', path: '/x', query: 'modified' }), undefined);
    assert.equal(driftItemStatus({ scheme: 'dbvc-item', path: '/x', query: 'nonsense' }), undefined);
  });

  it('stand for letters as Git has them', () => {
    assert.deepEqual(driftStatuses.map(statusLetter), ['A', 'M', 'D']);
  });
});
