import { LRUCache } from 'lru-cache';
import type { IdentityPrivateKey } from './identity-private-key.ts';
import { toIdentityClaims } from './principal.ts';
import type { Principal } from './principal.ts';
import { createClaimsSigner } from './sign-claims.ts';

/** The identity token that tells one subgraph who asks and, for what is kept as evidence, from which network address. */
export type SignIdentity = (principal: Principal, subgraph: string, address?: string) => Promise<string>;

export interface IdentitySignerOptions {
  readonly key: IdentityPrivateKey;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly cacheEntriesMax?: number;
}

const lifetimeSeconds = 60;
/** A token that is sent has at least this long to live, so that it does not run out on its way or while a subgraph is busy. */
const remainingSecondsMin = 20;

/**
 * Signing costs more than the rest of a subgraph call's preparation, so a token is used again for the same caller and the same
 * subgraph. It never outlives the caller's own token. One with an address is signed anew each time and kept nowhere: it says where this one
 * request comes from, and a token that is used again could say it of another. Only mutations have one.
 */
export function createIdentitySigner(options: IdentitySignerOptions): SignIdentity {
  const { key } = options;
  const now = options.now ?? Date.now;
  const sign = createClaimsSigner(key);
  const signed = new LRUCache<string, SignedToken>({ max: options.cacheEntriesMax ?? 10_000 });
  /** Whoever comes again with the same token is the same object, for which the longer way through the key is not needed. */
  const lastOf = new WeakMap<Principal, Map<string, SignedToken>>();

  function findOrSign(principal: Principal, subgraph: string, issuedAt: number): SignedToken {
    // The name and the caller's token are signed too, and are no part of the fingerprint: a link made for one token must not go on
    // under the id of another.
    const { fingerprint, name = null, tokenId, issuedAt: madeAt = null } = principal;
    const cacheKey = JSON.stringify([fingerprint, principal.expiresAt, madeAt, name, tokenId, subgraph]);
    const known = signed.get(cacheKey);
    if (known && issuedAt < known.reusableUntil) return known;
    const expiresAt = Math.min(issuedAt + lifetimeSeconds, principal.expiresAt);
    const token = sign(toIdentityClaims(principal), { subgraph, issuedAt, expiresAt });
    // At the end of the caller's own token a new one would live no longer.
    const reusableUntil = expiresAt === principal.expiresAt ? expiresAt : expiresAt - remainingSecondsMin;
    const made = { token, reusableUntil };
    signed.set(cacheKey, made);
    token.catch(() => {
      signed.delete(cacheKey);
      lastOf.get(principal)?.delete(subgraph);
    });
    return made;
  }

  return (principal, subgraph, address) => {
    const issuedAt = Math.floor(now() / 1_000);
    if (address !== undefined) {
      const expiresAt = Math.min(issuedAt + lifetimeSeconds, principal.expiresAt);
      return sign({ ...toIdentityClaims(principal), address }, { subgraph, issuedAt, expiresAt });
    }
    let bySubgraph = lastOf.get(principal);
    if (!bySubgraph) lastOf.set(principal, (bySubgraph = new Map<string, SignedToken>()));
    let last = bySubgraph.get(subgraph);
    if (!last || issuedAt >= last.reusableUntil) {
      last = findOrSign(principal, subgraph, issuedAt);
      bySubgraph.set(subgraph, last);
    }
    return last.token;
  };
}

interface SignedToken {
  readonly token: Promise<string>;
  /** Seconds since 1970. */
  readonly reusableUntil: number;
}
