import { SignJWT, importJWK } from 'jose';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience } from '../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { IdentityPrivateKey } from './identity-private-key.ts';

/** A signed identity token for one subgraph, and no other. Times are seconds since 1970. */
export type SignClaims = (
  claims: IdentityClaims,
  token: { readonly subgraph: string; readonly issuedAt: number; readonly expiresAt: number },
) => Promise<string>;

export function createClaimsSigner(key: IdentityPrivateKey): SignClaims {
  const imported = importJWK(key, key.alg);
  // A key that cannot be imported fails each signature; without this it would end the process before the first one.
  imported.catch(() => undefined);
  return async (claims, { subgraph, issuedAt, expiresAt }) =>
    new SignJWT({ portal: claims })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: IDENTITY_TYPE })
      .setIssuer(IDENTITY_ISSUER)
      .setAudience(identityAudience(subgraph))
      .setSubject(claims.subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await imported);
}
