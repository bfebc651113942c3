import { SignJWT, importJWK } from 'jose';
import { LRUCache } from 'lru-cache';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience } from '../../schema/contract/identity-claims.ts';
import type { IdentityPrivateKey } from './identity-private-key.ts';
import { toIdentityClaims } from './principal.ts';
import type { Principal } from './principal.ts';

/** The identity token that tells one subgraph who asks. */
export type SignIdentity = (principal: Principal, subgraph: string) => Promise<string>;

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
 * subgraph. It never outlives the caller's own token.
 */
export function createIdentitySigner(options: IdentitySignerOptions): SignIdentity {
  const { key } = options;
  const now = options.now ?? Date.now;
  const imported = importJWK(key, key.alg);
  // A key that cannot be imported fails each signature; without this it would end the process before the first one.
  imported.catch(() => undefined);
  const signed = new LRUCache<string, { readonly token: Promise<string>; readonly reusableUntil: number }>({
    max: options.cacheEntriesMax ?? 10_000,
  });

  async function sign(principal: Principal, subgraph: string, issuedAt: number, expiresAt: number): Promise<string> {
    return new SignJWT({ portal: toIdentityClaims(principal) })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: IDENTITY_TYPE })
      .setIssuer(IDENTITY_ISSUER)
      .setAudience(identityAudience(subgraph))
      .setSubject(principal.subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await imported);
  }

  return (principal, subgraph) => {
    const issuedAt = Math.floor(now() / 1_000);
    // The name is signed too, and is no part of the fingerprint.
    const cacheKey = JSON.stringify([principal.fingerprint, principal.expiresAt, principal.name ?? null, subgraph]);
    const reusable = signed.get(cacheKey);
    if (reusable && issuedAt < reusable.reusableUntil) return reusable.token;
    const expiresAt = Math.min(issuedAt + lifetimeSeconds, principal.expiresAt);
    const token = sign(principal, subgraph, issuedAt, expiresAt);
    // At the end of the caller's own token a new one would live no longer.
    const reusableUntil = expiresAt === principal.expiresAt ? expiresAt : expiresAt - remainingSecondsMin;
    signed.set(cacheKey, { token, reusableUntil });
    token.catch(() => signed.delete(cacheKey));
    return token;
  };
}
