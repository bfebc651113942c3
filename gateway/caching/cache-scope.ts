import { createHash } from 'node:crypto';
import type { Principal } from '../auth/principal.ts';

/** For whom an answer is kept, and with whose changes it goes. */
export interface CacheScope {
  /** Equal for two requests exactly when nothing that an answer may depend on sets their callers apart. */
  readonly key: string;
  /** What the answer can be about: as soon as one of these changes, it is not served any more. */
  readonly tags: readonly string[];
}

/** All that staff are told: they may reach every client, so every change may be about it. */
export const STAFF_TAG = 'staff';

export function clientTag(clientId: string): string {
  return `client:${clientId}`;
}

export function tagsOf({ kind, memberships }: Principal): string[] {
  return kind === 'staff' ? [STAFF_TAG] : memberships.map(({ clientId }) => clientTag(clientId));
}

/**
 * The fingerprint has the caller with all rights and clients. The token goes along, although hardly anything depends on it: the subgraphs
 * are told of it, so an answer may. A new token finds nothing, which costs one answer.
 *
 * Null for whoever has no answers kept. One who looks through a contact's eyes is to see what is there now, and a caller without a client
 * has nothing that is worth it.
 */
export function cacheScopeOf(principal: Principal): CacheScope | null {
  const known = scopes.get(principal);
  if (known !== undefined) return known;
  const tags = tagsOf(principal);
  const scope = principal.actor || tags.length === 0 ? null : { key: keyOf(principal), tags };
  scopes.set(principal, scope);
  return scope;
}

/** A caller whose token is remembered is one object. */
const scopes = new WeakMap<Principal, CacheScope | null>();

function keyOf({ fingerprint, name, tokenId, issuedAt, expiresAt }: Principal): string {
  return createHash('sha256')
    .update(JSON.stringify([fingerprint, name ?? null, tokenId, issuedAt ?? null, expiresAt]))
    .digest('base64url');
}
