import type { JournalEntry, JournalScript } from '../../core/executor/journal.js';
import { documentScheme, pathSegment, queryOf } from './documentAddress.js';
import type { UriParts } from '../drift/driftItemUri.js';

/** Which script of which apply a document shows. */
export interface JournalAddress {
  readonly entry: string;
  readonly script: JournalScript;
}

/** The address of a script that the journal keeps. The path is what people read, the query is what counts. */
export function encodeJournalAddress(entry: JournalEntry, script: JournalScript): UriParts {
  const moment = entry.startedAt.slice(0, 19).replace('T', ' ');
  const folder = pathSegment(`${entry.target.label} ${moment}`);
  return {
    scheme: documentScheme,
    path: `/${folder}/${script === 'script' ? 'apply' : 'rollback'}.sql`,
    query: JSON.stringify({ entry: entry.id, script }),
  };
}

/** What an address stands for; undefined for one that {@link encodeJournalAddress} did not make. */
export function decodeJournalAddress(uri: Pick<UriParts, 'scheme' | 'query'>): JournalAddress | undefined {
  const { entry, script } = queryOf(uri);
  if (typeof entry !== 'string' || (script !== 'script' && script !== 'rollback')) return undefined;
  return { entry, script };
}
