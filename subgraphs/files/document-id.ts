import type { ClientId } from '../kit/domain.ts';

/*
 * Local ids. A document's is `<client>/<token>`: the client's id, percent-encoded, and a token of 22 base64url digits (128 bits)
 * that is drawn when the first version is put in place, or derived from the place of a file that the portal did not put there. It
 * stays the same over all versions and says nothing about the name. The client stands in it so that a look-up by id reads this
 * client's files and no others, and can be refused by scope before anything is read; a made-up client or token leads nowhere.
 *
 * A folder's is `<client>/<path>`.
 */

export function documentIdOf(clientId: ClientId, token: string): string {
  return `${encodeClientId(clientId)}/${token}`;
}

export function readDocumentId(id: string): { readonly clientId: ClientId; readonly token: string } | null {
  const { clientId, rest } = split(id);
  return clientId !== null && isDocumentToken(rest) ? { clientId, token: rest } : null;
}

export function isDocumentToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text);
}

export function folderIdOf(clientId: ClientId, path: string): string {
  return `${encodeClientId(clientId)}/${path}`;
}

export function readFolderId(id: string): { readonly clientId: ClientId; readonly path: string } | null {
  const { clientId, rest } = split(id);
  return clientId !== null && rest !== '' ? { clientId, path: rest } : null;
}

/** Letters, digits and `-_.!~*'()` stand for themselves. A half surrogate pair, which has no encoding, becomes U+FFFD. */
export function encodeClientId(clientId: ClientId): string {
  return encodeURIComponent(Buffer.from(clientId, 'utf8').toString('utf8'));
}

function split(id: string): { clientId: ClientId | null; rest: string } {
  const slash = id.indexOf('/');
  const encoded = id.slice(0, Math.max(slash, 0));
  const rest = id.slice(slash + 1);
  try {
    const clientId = decodeURIComponent(encoded) as ClientId;
    // One spelling only, so that one thing has one id.
    return { clientId: encoded !== '' && encodeClientId(clientId) === encoded ? clientId : null, rest };
  } catch {
    return { clientId: null, rest };
  }
}
