import { createHash } from 'node:crypto';
import { encodeClientId, isDocumentToken } from '../../document-id.ts';
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

/** The folder of a client that holds no documents: what changes about them is kept there. Nobody may put a document into it. */
const ownFolder = '.portal';

export function isOwnFolder(folder: string): boolean {
  return folder === ownFolder || folder.startsWith(`${ownFolder}/`);
}

/** Where the changes of a document are kept: among the client's files, so that one listing has both. */
export function changesKey(prefix: string, clientId: ClientId, token: string): string {
  return `${clientPrefix(prefix, clientId)}${ownFolder}/changes/${token}`;
}

/** Where the first use of an action's marker is kept: apart from the files, so that it may be removed after some weeks by a rule. */
export function markerKey(prefix: string, clientId: ClientId, marker: string): string {
  return `${prefix}markers/${encodeClientId(clientId)}/${encodeURIComponent(marker)}`;
}

/** The token of the document whose changes are kept under the key; null for other keys. */
export function readChangesKey(prefix: string, clientId: ClientId, key: string): string | null {
  const token = key.slice(key.lastIndexOf('/') + 1);
  return isDocumentToken(token) && key === changesKey(prefix, clientId, token) ? token : null;
}

/** Null for a key that names no document: the marker of an empty folder, a name that cannot be shown, something of the portal's own. */
export function readObjectKey(prefix: string, clientId: ClientId, key: string): DocumentPath | null {
  const start = clientPrefix(prefix, clientId);
  if (!key.startsWith(start)) return null;
  const rest = key.slice(start.length);
  const slash = rest.lastIndexOf('/');
  const path = { folder: slash < 0 ? '' : rest.slice(0, slash), name: rest.slice(slash + 1) };
  return isDocumentPath(path) && !isOwnFolder(path.folder) ? path : null;
}

/** The token of a document that the portal did not put there: always the same for the same place. */
export function derivedToken(clientId: ClientId, { folder, name }: DocumentPath): string {
  return createHash('sha256')
    .update(JSON.stringify([clientId, folder, name]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}
