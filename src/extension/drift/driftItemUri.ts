import { type DriftStatus, driftStatuses } from './driftStatus.js';

/** The scheme of rows in the Drift view. Its own, so that Git does not colour them. */
export const driftItemScheme = 'dbvc-item';

/** What a row's address is made of, in the shape that `vscode.Uri.from` takes. */
export interface UriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** The address of an object's row: it carries the status, so that decorations need no state. */
export function driftItemUri(objectId: string, status: DriftStatus, failed: boolean): UriParts {
  return {
    scheme: driftItemScheme,
    path: `/${encodeURIComponent(objectId)}`,
    query: failed ? `${status}&failed` : status,
  };
}

/** The status that an address carries; undefined for anything but the address of an object's row. */
export function driftItemStatus(uri: UriParts): DriftStatus | undefined {
  if (uri.scheme !== driftItemScheme) return undefined;
  const word = uri.query.split('&')[0];
  return driftStatuses.find((status) => status === word);
}
