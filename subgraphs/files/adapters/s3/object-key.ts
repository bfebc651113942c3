import { createHash } from 'node:crypto';
import { encodeClientId } from '../../document-id.ts';
import { isDocumentPath } from '../../document-path.ts';
import type { DocumentPath } from '../../document-path.ts';
import type { ClientId } from '../../domain.ts';

/** `<prefix>clients/<client>/<folder>/<name>`, the client's id percent-encoded, so that it is one step of the path. */
export function objectKey(prefix: string, clientId: ClientId, { folder, name }: DocumentPath): string {
  return `${clientPrefix(prefix, clientId)}${folder === '' ? '' : `${folder}/`}${name}`;
}

export function clientPrefix(prefix: string, clientId: ClientId): string {
  return `${prefix}clients/${encodeClientId(clientId)}/`;
}

/** Null for a key that names no document: the marker of an empty folder, or a name that cannot be shown. */
export function readObjectKey(prefix: string, clientId: ClientId, key: string): DocumentPath | null {
  const start = clientPrefix(prefix, clientId);
  if (!key.startsWith(start)) return null;
  const rest = key.slice(start.length);
  const slash = rest.lastIndexOf('/');
  const path = { folder: slash < 0 ? '' : rest.slice(0, slash), name: rest.slice(slash + 1) };
  return isDocumentPath(path) ? path : null;
}

/** The token of a document that the portal did not put there: always the same for the same place. */
export function derivedToken(clientId: ClientId, { folder, name }: DocumentPath): string {
  return createHash('sha256')
    .update(JSON.stringify([clientId, folder, name]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}
