import { z } from 'zod';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import { VIEW_AS_ISSUER } from '../../schema/contract/view-as.ts';
import { clientId, contactId, personName, scopes, subject } from './portal-claims.ts';
import type { TokenClaims } from './principal.ts';

/** The portal makes these tokens itself, so they have one form and nothing besides. */
const viewAsPayload = z
  .strictObject({
    iss: z.literal(VIEW_AS_ISSUER),
    aud: z.literal(VIEW_AS_ISSUER),
    sub: contactId,
    jti: z.string().min(1).max(256),
    iat: z.number(),
    exp: z.number(),
    nbf: z.number().optional(),
    portal: z.strictObject({
      contactId,
      clientId,
      role: z.enum(CLIENT_ROLES),
      name: personName.nullish(),
      scopes,
    }),
    act: z.strictObject({ sub: subject, iss: z.string().min(1).max(300).nullish(), name: personName.nullish() }),
  })
  .refine(({ sub, portal }) => sub === portal.contactId);

/** What a view's token says; null when it is not well formed. A view without somebody who looks would be the contact. */
export function readViewAsClaims(payload: Readonly<Record<string, unknown>>): TokenClaims | null {
  const read = viewAsPayload.safeParse(payload);
  if (!read.success) return null;
  const { sub, jti, iat, exp, portal, act } = read.data;
  return {
    kind: 'client',
    issuer: VIEW_AS_ISSUER,
    subject: sub,
    ...(portal.name != null && { name: portal.name }),
    contactId: portal.contactId,
    memberships: [{ clientId: portal.clientId, role: portal.role }],
    scopes: new Set(portal.scopes),
    tokenId: jti,
    issuedAt: iat,
    expiresAt: exp,
    actor: {
      subject: act.sub,
      ...(act.iss != null && { issuer: act.iss }),
      ...(act.name != null && { name: act.name }),
      viewId: jti,
    },
    namesClients: true,
  };
}
