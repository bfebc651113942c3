import { z } from 'zod';
import { EVERY_CLIENT_SCOPE, identityClaims } from '../../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../domain.ts';
import { roleIn, scopeOf } from '../scope.ts';

const { kind, subject, issuer, name, contactId, actor } = identityClaims.shape;

/** Who acted and from where, as it was when the action was accepted. It is written once and never changed. */
export const evidence = z.strictObject({
  who: z.strictObject({
    kind,
    subject,
    issuer,
    name,
    contactId,
    /** The contact's role in the client company at that time; null for a partner and for staff. */
    role: identityClaims.shape.memberships.element.shape.role,
    billing: z.boolean().optional(),
    scopes: z.array(z.string()),
    /** Of the token that was shown. */
    tokenId: z.string().optional(),
    actor,
  }),
  from: z.strictObject({
    requestId: z.string(),
    /** The caller's network address, as the gateway saw it. */
    address: z.string().optional(),
  }),
});

export type Evidence = z.output<typeof evidence>;

export function evidenceOf(
  context: { readonly claims: IdentityClaims; readonly requestId: string },
  clientId: ClientId,
): Evidence {
  const { claims, requestId } = context;
  const { address } = claims;
  const membership = claims.memberships.find((one) => one.clientId === clientId);
  return {
    who: {
      kind: claims.kind,
      subject: claims.subject,
      ...(claims.issuer !== undefined && { issuer: claims.issuer }),
      ...(claims.name !== undefined && { name: claims.name }),
      ...(claims.contactId !== undefined && { contactId: claims.contactId }),
      role: roleIn(scopeOf(claims), clientId),
      ...(membership?.billing !== undefined && { billing: membership.billing }),
      scopes: [...claims.scopes],
      ...(claims.tokenId !== undefined && { tokenId: claims.tokenId }),
      ...(claims.actor && { actor: claims.actor }),
    },
    from: { requestId, ...(address !== undefined && { address }) },
  };
}

/**
 * The rights with which an action is delivered: those that its author had when it was accepted, for the one client that it is about.
 * The token itself has often run out by then.
 */
export function authorityOf({ who }: Evidence, clientId: ClientId): IdentityClaims {
  const { role, billing, ...rest } = who;
  return {
    ...rest,
    memberships: [{ clientId, role, ...(billing !== undefined && { billing }) }],
    scopes: who.scopes.filter((scope) => scope !== EVERY_CLIENT_SCOPE),
    expiresAt: 0,
  };
}

const nameless = { client: 'Client', partner: 'Partner', staff: 'Team', service: 'Portal' } as const;

/** What whoever acted is called. */
export function authorOf({ who }: Pick<Evidence, 'who'>): string {
  return who.name ?? nameless[who.kind];
}
