import { z } from 'zod';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../domain.ts';
import type { Holder } from '../revocations.ts';
import { roleIn } from '../scope.ts';
import type { Scope } from '../scope.ts';

/** Who a link was made for: everything by which a revocation can name them, and what their access is judged by when it is used. */
export const holderClaims = {
  clientId: z.string().min(1),
  kind: z.enum(['client', 'partner', 'staff']),
  subject: z.string().min(1),
  contactId: z.string().nullable(),
  role: z.enum(CLIENT_ROLES).nullable(),
  /** Whether the holder's own token names the client; staff may reach it because they reach every one. */
  isMember: z.boolean(),
  /** Whose subject it is. */
  issuer: z.string().nullable(),
  /** The token with which it was asked for, when that has an id, and when that token was issued: what a revocation can name. */
  tokenId: z.string().nullable(),
  /** Seconds since 1970. */
  issuedAt: z.number().int(),
  /** The member of staff who looked through this person's eyes. */
  actor: z.strictObject({ subject: z.string().min(1), issuer: z.string().nullable() }).nullable(),
};

export type HolderClaims = Readonly<z.infer<z.ZodObject<typeof holderClaims>>>;

/** Null for a part of the portal that asks in its own name: it gets no address that somebody else could use. */
export function holderClaimsOf(scope: Scope, claims: IdentityClaims, clientId: ClientId): HolderClaims | null {
  const { kind } = scope;
  if (kind === 'service') return null;
  const { actor } = claims;
  return {
    clientId,
    kind,
    subject: claims.subject,
    contactId: scope.contactId,
    role: roleIn(scope, clientId),
    isMember: claims.memberships.some((membership) => membership.clientId === clientId),
    issuer: claims.issuer ?? null,
    tokenId: claims.tokenId ?? null,
    // A link is as old as the token that it was made with: one that was asked for with a token just revoked, before the gateway
    // knew, must not look newer than the revocation. Without a time it is as old as can be.
    issuedAt: claims.issuedAt ?? 0,
    actor: actor ? { subject: actor.subject, issuer: actor.issuer ?? null } : null,
  };
}

/** Everything by which a revocation can name the one for whom the link was made. */
export function holderOf({ clientId, isMember, ...claims }: HolderClaims): Holder {
  const { kind, tokenId, issuer, subject, contactId, issuedAt, actor } = claims;
  return { kind, tokenId, issuer, subject, contactId, clientIds: isMember ? [clientId] : [], issuedAt, actor };
}
