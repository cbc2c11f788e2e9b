import type { Side } from '../../core/comparison/readSides.js';
import type { Environment } from '../../core/dialect/session.js';
import type { Engine } from '../../core/model/catalog.js';
import { engineName } from '../../core/model/engineName.js';
import { folderPath } from '../../core/profiles/folders.js';
import { environmentWord } from '../text/environmentWord.js';
import type { Localizer } from '../text/localizer.js';
import type { ConnectionState } from './connectionStates.js';

/** A database as the Connections view lists it. */
export interface ConnectionEntry {
  /** The key of its candidate. */
  readonly key: string;
  readonly origin: 'user' | 'workspace' | 'demo';
  readonly name: string;
  readonly address: string;
  readonly engine: Engine;
  readonly folder?: string;
  readonly environment?: Environment;
  readonly readOnly?: boolean;
  /** The role that sessions take on. */
  readonly role?: string;
  /** The SSH server that it is reached through. */
  readonly via?: string;
  /** Whether it is a saved catalog, without a server. */
  readonly saved?: boolean;
}

/** An entry of the settings that cannot be used. */
export interface BrokenEntry {
  readonly origin: 'user' | 'workspace';
  readonly name: string;
  readonly problem: string;
}

export interface FolderRow {
  readonly type: 'folder';
  readonly id: string;
  /** The names of the folders that it lies in and its own: `Shop/Europe`. */
  readonly path: string;
  readonly label: string;
  readonly children: readonly ConnectionsRow[];
}

export interface ConnectionRow {
  readonly type: 'connection';
  readonly id: string;
  readonly entry: ConnectionEntry;
  readonly roles: readonly Side[];
  readonly state: ConnectionState;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly accessibleLabel: string;
}

export interface BrokenRow {
  readonly type: 'broken';
  readonly id: string;
  readonly entry: BrokenEntry;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
}

export type ConnectionsRow = FolderRow | ConnectionRow | BrokenRow;

/** What rows are made from. */
export interface ConnectionRowsInput {
  readonly entries: readonly ConnectionEntry[];
  readonly broken: readonly BrokenEntry[];
  readonly sideOf: Readonly<Partial<Record<Side, string>>>;
  state(entry: ConnectionEntry): ConnectionState;
}

/** Folders first, then what is in none; both by name. */
export function connectionRows(input: ConnectionRowsInput, l10n: Localizer): readonly ConnectionsRow[] {
  const rows = [...input.entries]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((entry) => connectionRow(entry, input, l10n));
  return [
    ...rowsBelow([], rows),
    ...input.broken.map((entry): BrokenRow => ({
      type: 'broken',
      id: `broken:${entry.origin}:${entry.name}`,
      entry,
      label: entry.name,
      description: entry.problem,
      tooltip: l10n.t('This connection in the settings cannot be used: {0}', entry.problem),
    })),
  ];
}

/** What lies in a folder: the folders in it, then the connections. */
function rowsBelow(path: readonly string[], rows: readonly ConnectionRow[]): readonly ConnectionsRow[] {
  const below = rows.filter((row) =>
    path.every((name, index) => folderPath(row.entry.folder)[index] === name),
  );
  const isHere = (row: ConnectionRow): boolean => folderPath(row.entry.folder).length === path.length;
  const names = [...new Set(below.flatMap((row) => folderPath(row.entry.folder)[path.length] ?? []))];
  return [
    ...names
      .sort((a, b) => a.localeCompare(b))
      .map((name): FolderRow => {
        const own = [...path, name];
        return {
          type: 'folder',
          id: `folder:${own.join('/')}`,
          path: own.join('/'),
          label: name,
          children: rowsBelow(own, below),
        };
      }),
    ...below.filter(isHere),
  ];
}

function connectionRow(entry: ConnectionEntry, input: ConnectionRowsInput, l10n: Localizer): ConnectionRow {
  const roles = (['source', 'target'] as const).filter((side) => input.sideOf[side] === entry.key);
  const state = input.state(entry);
  // What must not be overlooked comes first: a narrow side bar cuts off the end.
  const described = [
    ...roles.map((role) => roleWord(role, l10n)),
    ...(entry.environment === undefined ? [] : [environmentWord(entry.environment, l10n)]),
    ...(entry.readOnly === true ? [l10n.t('read-only')] : []),
    entry.address,
    ...(entry.saved === true ? [l10n.t('saved catalog, no server')] : []),
    ...(entry.via === undefined ? [] : [l10n.t('via {0}', entry.via)]),
    ...(entry.role === undefined ? [] : [l10n.t('as {0}', entry.role)]),
    ...(entry.origin === 'workspace' ? [l10n.t('workspace')] : []),
  ];
  // A server that is connected names its engine, and its version.
  const engine = state.status === 'connected' ? [] : [engineName(entry.engine)];
  const said = [entry.name, ...described, ...engine, ...stateWords(state, l10n)];
  return {
    type: 'connection',
    id: `connection:${entry.key}`,
    entry,
    roles,
    state,
    label: entry.name,
    description: described.join(' · '),
    tooltip: said.join('\n'),
    accessibleLabel: said.join(', '),
  };
}

function roleWord(role: Side, l10n: Localizer): string {
  return role === 'source' ? l10n.t('source') : l10n.t('target');
}

function stateWords(state: ConnectionState, l10n: Localizer): readonly string[] {
  switch (state.status) {
    case 'unknown':
      return [];
    case 'connecting':
      return [l10n.t('connecting…')];
    case 'connected':
      return [l10n.t('connected: {0}', state.server)];
    case 'failed':
      return [l10n.t('failed: {0}', state.message)];
    default:
      return state satisfies never;
  }
}

/**
 * What `viewItem` holds for rows of the Connections view, for `when` clauses in package.json. Words separated by `;`:
 *
 * | row        | value                                                                 |
 * | ---------- | --------------------------------------------------------------------- |
 * | connection | `dbvc.connection;origin=user` (`workspace`, `demo`), then where they hold `;source`, `;target`, `;failed`, `;saved`, `;readOnly`, `;production` |
 * | broken     | `dbvc.broken;origin=user`                                             |
 * | folder     | `dbvc.folder`                                                         |
 */
export function connectionContextValue(row: ConnectionsRow): string {
  switch (row.type) {
    case 'folder':
      return 'dbvc.folder';
    case 'broken':
      return `dbvc.broken;origin=${row.entry.origin}`;
    case 'connection':
      return [
        'dbvc.connection',
        `origin=${row.entry.origin}`,
        ...row.roles,
        ...(row.state.status === 'failed' ? ['failed'] : []),
        ...(row.entry.saved === true ? ['saved'] : []),
        ...(row.entry.readOnly === true ? ['readOnly'] : []),
        ...(row.entry.environment === 'production' ? ['production'] : []),
      ].join(';');
    default:
      return row satisfies never;
  }
}
