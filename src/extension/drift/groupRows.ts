import type { ObjectKind } from '../../core/model/objectKind.js';
import { compareText } from '../../core/model/compareText.js';
import { kindHeading } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';
import type { GroupRow, ObjectRow } from './driftRows.js';
import { driftStatuses, statusWords } from './driftStatus.js';

/** What the rows of the Drift view are grouped by; `none` is one flat list. */
export const groupings = ['kind', 'schema', 'status', 'none'] as const;

export type Grouping = (typeof groupings)[number];

/**
 * Rows, which come in the order of kinds and then of names, in groups, none of which is empty: kinds in the order in which they are applied, schemas by name (what is in none
 * comes last), statuses in the order in which sentences count them.
 */
export function groupRows(
  rows: readonly ObjectRow[],
  grouping: Grouping,
  kinds: readonly ObjectKind[],
  l10n: Localizer,
): readonly GroupRow[] {
  switch (grouping) {
    case 'kind':
      return groupsOf(
        rows,
        'kind',
        [...kinds]
          .sort((a, b) => a.order - b.order)
          .map((kind) => ({ key: kind.name, label: kindHeading(kind, l10n, 'many'), icon: kind.icon })),
        (row) => row.difference.kind,
      );
    case 'schema':
      return groupsOf(rows, 'schema', schemasOf(rows, l10n), (row) => row.difference.schema ?? noSchema);
    case 'status':
      return groupsOf(
        rows,
        'status',
        driftStatuses.map((status) => ({
          key: status,
          label: capitalized(statusWords(status, l10n)),
          icon: statusIcons[status],
        })),
        (row) => row.difference.status,
      );
    case 'none':
      return rows.length === 0
        ? []
        : [{ type: 'group', id: 'none', label: '', icon: 'list-flat', objects: rows }];
    default:
      return grouping satisfies never;
  }
}

interface GroupHead {
  readonly key: string;
  readonly label: string;
  readonly icon: string;
}

/** What lives in no schema; no schema has an empty name. */
const noSchema = '';

const statusIcons = {
  missing_in_target: 'diff-added',
  modified: 'diff-modified',
  extra_in_target: 'diff-removed',
} as const;

function groupsOf(
  rows: readonly ObjectRow[],
  by: Exclude<Grouping, 'none'>,
  heads: readonly GroupHead[],
  keyOf: (row: ObjectRow) => string,
): readonly GroupRow[] {
  const byKey = new Map<string, ObjectRow[]>();
  for (const row of rows) {
    const others = byKey.get(keyOf(row));
    if (others === undefined) byKey.set(keyOf(row), [row]);
    else others.push(row);
  }
  return heads.flatMap(({ key, label, icon }) => {
    const objects = byKey.get(key);
    return objects === undefined ? [] : [{ type: 'group', id: `${by}:${key}`, label, icon, objects }];
  });
}

function schemasOf(rows: readonly ObjectRow[], l10n: Localizer): readonly GroupHead[] {
  const names = new Set(rows.flatMap(({ difference }) => difference.schema ?? []));
  return [
    ...[...names].sort(compareText).map((name) => ({ key: name, label: name, icon: 'symbol-namespace' })),
    { key: noSchema, label: l10n.t('In no schema'), icon: 'database' },
  ];
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
