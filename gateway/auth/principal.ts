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
  readonly memberships: readonly PrincipalMembership[];
  readonly scopes: ReadonlySet<string>;
  /** The token's own id (`jti`), when it has one: what a revocation can name. */
  readonly tokenId: string | null;
  /** When the token was issued: seconds since 1970. */
  readonly issuedAt?: number;
  /** When the token runs out: seconds since 1970. */
  readonly expiresAt: number;
  /** The member of staff who looks through this contact's eyes. Whoever has one reads and changes nothing. */
  readonly actor?: Actor;
}

/** What a verified token says about the one who asks, before anything is known of revocations and grants. */
export interface TokenClaims extends PrincipalClaims {
  readonly issuedAt: number;
  /** Whether it says anything of clients: a partner reaches those that granted it access, and at most those of its token. */
  readonly namesClients: boolean;
}

export interface PrincipalMembership {
  readonly clientId: string;
  readonly role: ClientRole | null;
  /** Whether a partner was granted this client's sums of money too; for partners only. */
  readonly billing?: boolean;
}

export interface Actor {
  readonly subject: string;
  readonly issuer?: string;
  readonly name?: string;
  /** The recorded view. */
  readonly viewId: string;
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
    memberships: principal.memberships.map(({ clientId, role, billing }) => ({
      clientId,
      role,
      ...(billing !== undefined && { billing }),
    })),
    scopes: [...principal.scopes].sort(),
    expiresAt: principal.expiresAt,
    ...(principal.issuedAt !== undefined && { issuedAt: principal.issuedAt }),
    ...(principal.tokenId !== null && { tokenId: principal.tokenId }),
    ...(principal.actor && { actor: principal.actor }),
  };
}

/** JSON keeps the parts apart whatever they hold: `a,b` + `c` cannot be mistaken for `a` + `b,c`. */
function fingerprintOf(claims: PrincipalClaims): string {
  const { actor } = claims;
  return JSON.stringify([
    claims.kind,
    claims.issuer ?? null,
    claims.subject,
    claims.contactId ?? null,
    claims.memberships
      .map(({ clientId, role, billing = false }) => [clientId, role, billing] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    [...claims.scopes].sort(),
    actor ? [actor.subject, actor.issuer ?? null, actor.name ?? null, actor.viewId] : null,
  ]);
}
