import type { CallerKind, ClientRole, IdentityClaims } from '../../schema/contract/identity-claims.ts';

/** What a verified token says about the one who asks. Only `auth/` makes one. */
export interface PrincipalClaims {
  readonly kind: CallerKind;
  /** Whose subject it is: two issuers may use the same one for different people. */
  readonly issuer?: string;
  /** The identity provider's subject. */
  readonly subject: string;
  readonly name?: string;
  /** The contact's id in the CRM, for a client's contact. */
  readonly contactId?: string;
  /** Each client company at most once, at most 100; the role is null for a partner. */
  readonly memberships: readonly { readonly clientId: string; readonly role: ClientRole | null }[];
  readonly scopes: ReadonlySet<string>;
  /** The token's own id (`jti`), when it has one: what a revocation can name. */
  readonly tokenId: string | null;
  /** When the token runs out: seconds since 1970. */
  readonly expiresAt: number;
}

export interface Principal extends PrincipalClaims {
  /**
   * Equal for two callers exactly when they are the same caller with the same rights: the key under which anything that
   * depends on the caller may be kept. The name and the token's own id and expiry are not part of it.
   */
  readonly fingerprint: string;
}

export function createPrincipal(claims: PrincipalClaims): Principal {
  return Object.freeze({ ...claims, fingerprint: fingerprintOf(claims) });
}

/** What the gateway signs for the subgraphs. */
export function toIdentityClaims(principal: Principal): IdentityClaims {
  return {
    kind: principal.kind,
    subject: principal.subject,
    ...(principal.issuer !== undefined && { issuer: principal.issuer }),
    ...(principal.name !== undefined && { name: principal.name }),
    ...(principal.contactId !== undefined && { contactId: principal.contactId }),
    memberships: principal.memberships.map(({ clientId, role }) => ({ clientId, role })),
    scopes: [...principal.scopes].sort(),
    expiresAt: principal.expiresAt,
  };
}

/** JSON keeps the parts apart whatever they hold: `a,b` + `c` cannot be mistaken for `a` + `b,c`. */
function fingerprintOf(claims: PrincipalClaims): string {
  return JSON.stringify([
    claims.kind,
    claims.issuer ?? null,
    claims.subject,
    claims.contactId ?? null,
    claims.memberships.map(({ clientId, role }) => [clientId, role] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    [...claims.scopes].sort(),
  ]);
}
