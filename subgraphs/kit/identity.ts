import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience, identityClaims } from '../../schema/contract/identity-claims.ts';

/**
 * A subgraph answers nobody but a gateway that signed who asks. The network is not the guard: a subgraph that is reached past
 * the gateway (a wrong firewall rule, a request forged from inside) must give the same 401 for `_entities` and `_service` as
 * for everything else. The audience is per subgraph, so a token that one subgraph saw opens no other.
 */
export type VerifyIdentity = (token: string | undefined) => Promise<IdentityClaims | null>;

/** Null for every token that is missing, expired, not for this subgraph, not ours, or of another form: the cause is not told. */
export function createIdentityVerifier(options: { subgraph: string; keys: JSONWebKeySet; now?: () => Date }): VerifyIdentity {
  const keys = createLocalJWKSet(options.keys);
  const audience = identityAudience(options.subgraph);
  return async (token) => {
    if (token === undefined || token.length > 16_384) return null;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: IDENTITY_ISSUER,
        audience,
        typ: IDENTITY_TYPE,
        algorithms: ['EdDSA', 'ES256'],
        requiredClaims: ['exp', 'iat', 'sub'],
        ...(options.now && { currentDate: options.now() }),
      });
      const claims = identityClaims.safeParse(payload['portal']);
      return claims.success && claims.data.subject === payload.sub ? claims.data : null;
    } catch {
      return null;
    }
  };
}
