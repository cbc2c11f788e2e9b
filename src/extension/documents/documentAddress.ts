import type { Side } from '../../core/comparison/readSides.js';
import type { PartId } from '../../core/model/partId.js';
import type { UriParts } from '../drift/driftItemUri.js';

/** The scheme of read-only documents. */
export const documentScheme = 'dbvc';

/** Which object on which side a document shows. */
export interface DocumentAddress {
  readonly side: Side;
  readonly objectId: PartId;
}

/**
 * The address of one side of an object. The path is what people read (`/prod/public.users.sql`, from which VS Code takes
 * language, icon and title); the query is what counts, so that names with any character survive.
 */
export function encodeDocumentAddress(address: DocumentAddress, database: string, object: string): UriParts {
  return {
    scheme: documentScheme,
    path: `/${pathSegment(database)}/${pathSegment(object)}.sql`,
    query: JSON.stringify({ side: address.side, object: address.objectId }),
  };
}

/** What an address stands for; undefined for one that {@link encodeDocumentAddress} did not make. */
export function decodeDocumentAddress(uri: Pick<UriParts, 'scheme' | 'query'>): DocumentAddress | undefined {
  const { side, object } = queryOf(uri);
  if ((side !== 'source' && side !== 'target') || typeof object !== 'string') return undefined;
  return { side, objectId: object as PartId };
}

/** What the query of one of our addresses holds; nothing for somebody else's. */
export function queryOf(uri: Pick<UriParts, 'scheme' | 'query'>): Readonly<Record<string, unknown>> {
  if (uri.scheme !== documentScheme) return {};
  try {
    const value: unknown = JSON.parse(uri.query);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** A name as one readable segment of a path: separators and what editors trip over become underscores. */
export function pathSegment(name: string): string {
  const safe = name.replace(/[/\\?#%:*"<>|\u0000-\u001f]/g, '_').slice(0, 120);
  return safe === '' || safe === '.' || safe === '..' ? '_' : safe;
}
