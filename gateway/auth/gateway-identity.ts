import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { IdentityPrivateKey } from './identity-private-key.ts';
import { createClaimsSigner } from './sign-claims.ts';

/** The token with which the gateway asks a subgraph in its own name: for what is no caller's business. */
export type SignGatewayIdentity = (subgraph: string) => Promise<string>;

const lifetimeSeconds = 60;
/** A token that is sent has at least this long to live. */
const remainingSecondsMin = 20;

/** Signs a token for each subgraph and uses it again until it nears its end. It has no scope: it reads no client's records. */
export function createGatewayIdentity(options: {
  readonly key: IdentityPrivateKey;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}): SignGatewayIdentity {
  const now = options.now ?? Date.now;
  const sign = createClaimsSigner(options.key);
  const signed = new Map<string, { readonly token: Promise<string>; readonly reusableUntil: number }>();
  return (subgraph) => {
    const issuedAt = Math.floor(now() / 1_000);
    const known = signed.get(subgraph);
    if (known && issuedAt < known.reusableUntil) return known.token;
    const expiresAt = issuedAt + lifetimeSeconds;
    const claims: IdentityClaims = { kind: 'service', subject: 'gateway', memberships: [], scopes: [], expiresAt };
    const token = sign(claims, { subgraph, issuedAt, expiresAt });
    signed.set(subgraph, { token, reusableUntil: expiresAt - remainingSecondsMin });
    token.catch(() => signed.delete(subgraph));
    return token;
  };
}
