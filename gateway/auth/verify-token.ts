import { hash } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import { LRUCache } from 'lru-cache';
import type { KeySource } from './jwks.ts';
import type { TokenClaims } from './principal.ts';
import { readTokenParts } from './token-parts.ts';
import type { TokenParts } from './token-parts.ts';

/**
 * What a token says of the one who asks, or null when it is not good, whatever the cause. Throws `UPSTREAM_UNAVAILABLE` when the
 * issuer's keys are needed and cannot be had. The same token gives the same object for as long as it is remembered.
 *
 * A good signature of the right issuer for the right audience is not enough: identity providers sign many things with one key
 * (id tokens, tokens without an end, tokens with a tenant of the wrong type after a wrong mapping), and each of them would be
 * a way in. So everything that is read has one form, everything else is refused, and nothing of the token is used before its
 * signature holds, except for the issuer, the audience and the key's name, which only choose among what the configuration allows.
 */
export type VerifyToken = (token: string) => Promise<TokenClaims | null>;

/** Somebody whose tokens are taken, for one audience. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  /** The longest time between `iat` and `exp`, in seconds. */
  readonly lifetimeMax: number;
  readonly keys: KeySource;
  /** What a token whose signature holds says; null when it is not well formed. */
  readonly readClaims: (payload: TokenParts['payload']) => TokenClaims | null;
}

export interface TokenVerifierOptions {
  readonly issuers: readonly TrustedIssuer[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How many verified tokens are remembered. */
  readonly cacheEntriesMax?: number;
}

/** How far the issuer's clock may be ahead of ours. The end of a token has no such leeway. */
const clockLeewaySeconds = 5;

export function createTokenVerifier(options: TokenVerifierOptions): VerifyToken {
  const { issuers, now = Date.now } = options;
  const verified = new LRUCache<string, TokenClaims>({ max: options.cacheEntriesMax ?? 10_000 });

  return async (token) => {
    // The token itself is not kept: a heap dump of the gateway must not sign anybody in.
    const place = hash('sha256', token, 'base64');
    const known = verified.get(place);
    if (known && now() < known.expiresAt * 1_000) return known;
    verified.delete(place);

    const parts = readTokenParts(token);
    if (!parts) return null;
    const trusted = issuerOf(issuers, parts);
    if (!trusted?.algorithms.includes(parts.header.alg) || !isCurrent(trusted, parts, now())) return null;
    if (!(await isSigned(token, parts, trusted.keys))) return null;

    const claims = trusted.readClaims(parts.payload);
    if (claims) verified.set(place, claims);
    return claims;
  };
}

/** None when the token is for two audiences that one issuer signs for: it would be read in two ways. */
function issuerOf(issuers: readonly TrustedIssuer[], { payload }: TokenParts): TrustedIssuer | null {
  const audiences = typeof payload.aud === 'string' ? [payload.aud] : payload.aud;
  const fitting = issuers.filter(({ issuer, audience }) => issuer === payload.iss && audiences.includes(audience));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function isCurrent(issuer: TrustedIssuer, { payload }: TokenParts, nowMs: number): boolean {
  const { exp, iat, nbf } = payload;
  const soon = nowMs / 1_000 + clockLeewaySeconds;
  return nowMs < exp * 1_000 && iat <= soon && (nbf ?? 0) <= soon && exp > iat && exp - iat <= issuer.lifetimeMax;
}

async function isSigned(token: string, { header }: TokenParts, keys: KeySource): Promise<boolean> {
  const key = await keys.find(header);
  if (!key) return false;
  try {
    await compactVerify(token, key, { algorithms: [header.alg] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
    throw error;
  }
}
