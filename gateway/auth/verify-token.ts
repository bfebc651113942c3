import { createHash } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import { LRUCache } from 'lru-cache';
import type { KeySource } from './jwks.ts';
import { readPortalClaims } from './portal-claims.ts';
import { createPrincipal } from './principal.ts';
import type { Principal } from './principal.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { readTokenParts } from './token-parts.ts';
import type { TokenParts } from './token-parts.ts';

/**
 * Who a token says is asking, or null when it is not good, whatever the cause. Throws `UPSTREAM_UNAVAILABLE` when the issuer's
 * keys are needed and cannot be had.
 *
 * A good signature of the right issuer for the right audience is not enough: identity providers sign many things with one key
 * (id tokens, tokens without an end, tokens with a tenant of the wrong type after a wrong mapping), and each of them would be
 * a way in. So everything that is read has one form, everything else is refused, and nothing of the token is used before its
 * signature holds, except for the issuer and the key's name, which only choose among what the configuration allows.
 */
export type VerifyToken = (token: string) => Promise<Principal | null>;

export interface TokenVerifierOptions {
  readonly issuers: readonly TokenIssuer[];
  readonly createKeySource: (issuer: TokenIssuer) => KeySource;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How many verified tokens are remembered. */
  readonly cacheEntriesMax?: number;
}

/** How far the issuer's clock may be ahead of ours. The end of a token has no such leeway. */
const clockLeewaySeconds = 5;

export function createTokenVerifier(options: TokenVerifierOptions): VerifyToken {
  const now = options.now ?? Date.now;
  const issuers = new Map(
    options.issuers.map((issuer) => [issuer.issuer, { issuer, keys: options.createKeySource(issuer) }] as const),
  );
  const verified = new LRUCache<string, Principal>({ max: options.cacheEntriesMax ?? 10_000 });

  return async (token) => {
    // The token itself is not kept: a heap dump of the gateway must not sign anybody in.
    const hash = createHash('sha256').update(token).digest('base64');
    const known = verified.get(hash);
    if (known && now() < known.expiresAt * 1_000) return known;
    verified.delete(hash);

    const parts = readTokenParts(token);
    const trusted = parts && issuers.get(parts.payload.iss);
    if (!trusted || !isFor(trusted.issuer, parts) || !isCurrent(trusted.issuer, parts, now())) return null;
    if (!(await isSigned(token, parts, trusted.keys))) return null;

    const principal = principalOf(trusted.issuer, parts);
    if (principal) verified.set(hash, principal);
    return principal;
  };
}

function isFor(issuer: TokenIssuer, { header, payload }: TokenParts): boolean {
  const audiences = typeof payload.aud === 'string' ? [payload.aud] : payload.aud;
  return issuer.algorithms.includes(header.alg) && audiences.includes(issuer.audience);
}

function isCurrent(issuer: TokenIssuer, { payload }: TokenParts, nowMs: number): boolean {
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

function principalOf(issuer: TokenIssuer, { payload }: TokenParts): Principal | null {
  const portal = readPortalClaims(payload, issuer.claims);
  if (!portal) return null;
  return createPrincipal({
    issuer: issuer.issuer,
    kind: portal.kind,
    subject: payload.sub,
    ...(portal.name !== undefined && { name: portal.name }),
    ...(portal.contactId !== undefined && { contactId: portal.contactId }),
    memberships: portal.memberships,
    scopes: new Set(portal.scopes),
    tokenId: payload.jti ?? null,
    expiresAt: payload.exp,
  });
}
