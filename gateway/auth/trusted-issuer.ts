import type { Logger } from '../../schema/contract/logger.ts';
import { createKeySource } from './jwks.ts';
import type { KeySource } from './jwks.ts';
import { readPortalClaims } from './portal-claims.ts';
import type { TokenClaims } from './principal.ts';
import type { TokenIssuer } from './token-issuer.ts';
import type { TokenParts } from './token-parts.ts';
import type { TrustedIssuer } from './verify-token.ts';

/** Those whom the configuration names. Two that have their keys at one address share them: it is asked once for both. */
export function createTrustedIssuers(
  issuers: readonly TokenIssuer[],
  options: { readonly logger: Logger; readonly now?: () => number },
): TrustedIssuer[] {
  const sources = new Map<string, KeySource>();
  return issuers.map((issuer) => {
    const keys = sources.get(issuer.jwksUri) ?? createKeySource({ ...options, ...issuer });
    sources.set(issuer.jwksUri, keys);
    return { ...issuer, keys, readClaims: (payload) => readClaims(issuer, payload) };
  });
}

function readClaims(issuer: TokenIssuer, payload: TokenParts['payload']): TokenClaims | null {
  if (!hasRequired(issuer, payload)) return null;
  const portal = readPortalClaims(payload, issuer);
  return (
    portal && {
      issuer: issuer.issuer,
      kind: portal.kind,
      subject: portal.subject,
      ...(portal.name !== undefined && { name: portal.name }),
      ...(portal.contactId !== undefined && { contactId: portal.contactId }),
      memberships: portal.memberships ?? [],
      scopes: new Set(portal.scopes),
      tokenId: portal.tokenId ?? null,
      issuedAt: payload.iat,
      expiresAt: payload.exp,
      namesClients: portal.memberships !== undefined,
    }
  );
}

/** A list in the place of the text is refused: which of its elements would be meant is nothing to guess. */
function hasRequired({ required }: TokenIssuer, payload: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(required).every(([name, allowed]) => {
    const given = Object.hasOwn(payload, name) ? payload[name] : undefined;
    return typeof given === 'string' && allowed.includes(given);
  });
}
