import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import { clientOf } from './client-within-scope.ts';
import type { Viewer } from './domain.ts';

const kinds = { client: 'CLIENT', partner: 'PARTNER', staff: 'STAFF' } as const;

/** What the portal understood of the caller's token: nothing is asked of any system. Null for the portal's own services. */
export function viewerOf(claims: IdentityClaims): Viewer | null {
  // A part of the portal that asks in its own name is nobody's frontend.
  if (claims.kind === 'service') return null;
  const { contactId } = claims;
  return {
    kind: kinds[claims.kind],
    subject: claims.subject,
    name: claims.name ?? null,
    contact: contactId === undefined ? null : { __typename: 'Contact', id: toGlobalId('Contact', contactId), clientId: null },
    memberships: claims.memberships.map(({ clientId, role }) => ({ client: clientOf(asClientId(clientId)), role })),
    scopes: claims.scopes,
    expiresAt: new Date(claims.expiresAt * 1000),
  };
}
