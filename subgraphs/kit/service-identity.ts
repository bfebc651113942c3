import { SignJWT, importJWK } from 'jose';
import type { JWK } from 'jose';
import { IDENTITY_TYPE, identityAudience, serviceIssuer } from '../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';

/** The identity token with which a service asks a subgraph in its own name. */
export type SignServiceIdentity = (subgraph: string) => Promise<string>;

export interface ServiceIdentityOptions {
  /** The service's name: the `portal_service` of its public key in the others' `IDENTITY_KEYS`. */
  readonly service: string;
  /** A private JWK with `kid` and `alg`. */
  readonly key: JWK;
  /** What it asks with: at most the `portal_scopes` of its public key. */
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const lifetimeSeconds = 60;
/** A token that is sent has at least this long to live. */
const remainingSecondsMin = 20;

/** Signs a token for each subgraph and uses it again until it nears its end. */
export function createServiceIdentity(options: ServiceIdentityOptions): SignServiceIdentity {
  const { service, key, scopes, now = Date.now } = options;
  const signed = new Map<string, { readonly token: Promise<string>; readonly reusableUntil: number }>();

  async function sign(subgraph: string, issuedAt: number): Promise<string> {
    const expiresAt = issuedAt + lifetimeSeconds;
    const claims: IdentityClaims = { kind: 'service', subject: service, memberships: [], scopes: [...scopes], expiresAt };
    return new SignJWT({ portal: claims })
      .setProtectedHeader({ alg: String(key.alg), kid: String(key.kid), typ: IDENTITY_TYPE })
      .setIssuer(serviceIssuer(service))
      .setAudience(identityAudience(subgraph))
      .setSubject(service)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await importJWK(key));
  }

  return (subgraph) => {
    const issuedAt = Math.floor(now() / 1_000);
    const known = signed.get(subgraph);
    if (known && issuedAt < known.reusableUntil) return known.token;
    const token = sign(subgraph, issuedAt);
    signed.set(subgraph, { token, reusableUntil: issuedAt + lifetimeSeconds - remainingSecondsMin });
    token.catch(() => signed.delete(subgraph));
    return token;
  };
}
