import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import {
  IDENTITY_ISSUER,
  IDENTITY_TYPE,
  identityAudience,
  identityClaims,
  serviceIssuer,
} from '../../schema/contract/identity-claims.ts';

/**
 * A subgraph answers nobody but a gateway that signed who asks. The network is not the guard: a subgraph that is reached past
 * the gateway (a wrong firewall rule, a request forged from inside) must give the same 401 for `_entities` and `_service` as
 * for everything else. The audience is per subgraph, so a token that one subgraph saw opens no other.
 */
export type VerifyIdentity = (token: string | undefined) => Promise<IdentityClaims | null>;

/**
 * Null for every token that is missing, expired, not for this subgraph, not ours, or of another form: the cause is not told.
 *
 * A key with `portal_service` is a service's own: it signs for that service and for nobody else, with no scope besides those in
 * its `portal_scopes`. So whoever gets hold of the key of one service cannot sign in as a client or as staff with it.
 */
export function createIdentityVerifier(options: { subgraph: string; keys: JSONWebKeySet; now?: () => Date }): VerifyIdentity {
  const signers = new Map<string, Signer>();
  for (const key of options.keys.keys) {
    const service = serviceOf(key);
    const issuer = service === null ? IDENTITY_ISSUER : serviceIssuer(service);
    const scopes = service === null ? null : scopesOf(key);
    const known = signers.get(issuer);
    signers.set(issuer, { service, scopes, keys: [...(known?.keys ?? []), key] });
  }
  const audience = identityAudience(options.subgraph);
  const verifiers = new Map(
    [...signers].map(([issuer, signer]) => [issuer, { ...signer, keySet: createLocalJWKSet({ keys: signer.keys }) }] as const),
  );
  return async (token) => {
    if (token === undefined || token.length > 16_384) return null;
    try {
      const verifier = verifiers.get(String(decodeJwt(token).iss));
      if (!verifier) return null;
      const { payload } = await jwtVerify(token, verifier.keySet, {
        issuer: verifier.service === null ? IDENTITY_ISSUER : serviceIssuer(verifier.service),
        audience,
        typ: IDENTITY_TYPE,
        algorithms: ['EdDSA', 'ES256'],
        requiredClaims: ['exp', 'iat', 'sub'],
        ...(options.now && { currentDate: options.now() }),
      });
      const claims = identityClaims.safeParse(payload['portal']);
      return claims.success && claims.data.subject === payload.sub && maySign(verifier, claims.data) ? claims.data : null;
    } catch {
      return null;
    }
  };
}

interface Signer {
  /** Null for the gateways, who sign for every caller. */
  readonly service: string | null;
  readonly scopes: ReadonlySet<string> | null;
  readonly keys: JWK[];
}

function maySign({ service, scopes }: Signer, claims: IdentityClaims): boolean {
  if (service === null) return claims.kind !== 'service' || claims.subject === 'gateway';
  if (claims.kind !== 'service' || claims.subject !== service || claims.memberships.length > 0) return false;
  return claims.scopes.every((scope) => scopes?.has(scope) ?? false);
}

function serviceOf(key: JWK): string | null {
  const { portal_service: service } = key as { portal_service?: unknown };
  // One that is no text is no service's that exists: it signs for nobody, and least of all for everybody.
  return service === undefined ? null : typeof service === 'string' ? service : '';
}

function scopesOf(key: JWK): ReadonlySet<string> {
  const { portal_scopes: scopes } = key as { portal_scopes?: unknown };
  return new Set(Array.isArray(scopes) ? scopes.map(String) : []);
}
