import type { Issued, PartnerGrant } from '../../schema/contract/access-changes.ts';
import { createPrincipal } from './principal.ts';
import type { Principal, PrincipalClaims, PrincipalMembership, TokenClaims } from './principal.ts';

/** What is known, at this moment and in this process, of who lost access and who was granted it. */
export interface KnownAccess {
  isRevoked(issued: Issued): boolean;
  /** What clients granted to a partner and did not withdraw. The same list for as long as nothing of it changed. */
  grantsOf(partner: string): readonly PartnerGrant[];
}

/** A verified token's caller with the rights of this moment, or null when the token was revoked. */
export type Admit = (claims: TokenClaims) => Principal | null;

export function createAdmission(options: { readonly access: KnownAccess; readonly now?: () => number }): Admit {
  const { access, now = Date.now } = options;
  /** A token that is remembered is one object, and most requests come with one. */
  const admitted = new WeakMap<TokenClaims, Admitted>();

  function principalOf(claims: TokenClaims): Principal {
    const grants = claims.kind === 'partner' ? access.grantsOf(claims.subject) : null;
    const nowMs = now();
    const known = admitted.get(claims);
    if (known && known.grants === grants && nowMs < known.until) return known.principal;
    const made = grants ? partnerOf(claims, grants, nowMs) : { principal: createPrincipal(claims), until: Infinity };
    admitted.set(claims, { ...made, grants });
    return made.principal;
  }

  return (claims) => {
    const principal = principalOf(claims);
    return issuedFor(claims, principal).some((issued) => access.isRevoked(issued)) ? null : principal;
  };
}

interface Admitted {
  readonly grants: readonly PartnerGrant[] | null;
  readonly principal: Principal;
  /** When the first of the grants runs out: milliseconds since 1970. */
  readonly until: number;
}

/** The most that the contract with the subgraphs holds. */
const membershipsMax = 100;

/**
 * A partner reaches what clients granted it and nothing else. What its token says of clients is the most that it may reach: a business
 * can give one program of a partner's less than the whole, and an identity provider cannot grant what only the client may.
 */
function partnerOf(
  claims: TokenClaims,
  grants: readonly PartnerGrant[],
  nowMs: number,
): { readonly principal: Principal; readonly until: number } {
  const bound = claims.namesClients ? new Set(claims.memberships.map(({ clientId }) => clientId)) : null;
  const live = grants.filter(({ expiresAt }) => expiresAt === null || nowMs < expiresAt * 1_000);
  const memberships = new Map<string, PrincipalMembership>();
  for (const { clientId, billing } of live) {
    if (bound && !bound.has(clientId)) continue;
    memberships.set(clientId, { clientId, role: null, billing: billing || memberships.get(clientId)?.billing === true });
  }
  const until = Math.min(...live.map(({ expiresAt }) => (expiresAt === null ? Infinity : expiresAt * 1_000)));
  const reached = [...memberships.values()]
    .sort((one, other) => (one.clientId < other.clientId ? -1 : 1))
    .slice(0, membershipsMax);
  return { principal: createPrincipal({ ...claims, memberships: reached }), until };
}

/** What a revocation can be about: the token itself, and with a view also the member of staff who looks. */
function issuedFor(claims: TokenClaims, principal: PrincipalClaims): Issued[] {
  const { issuedAt, actor } = claims;
  const own: Issued = {
    tokenId: claims.tokenId,
    issuer: claims.issuer ?? null,
    subject: claims.subject,
    contactId: claims.contactId ?? null,
    clientIds: principal.memberships.map(({ clientId }) => clientId),
    issuedAt,
  };
  if (!actor) return [own];
  const lookedThrough = { tokenId: null, issuer: actor.issuer ?? null, subject: actor.subject, contactId: null, clientIds: [] };
  return [own, { ...lookedThrough, issuedAt }];
}
