import type { Forge, Workshop } from './workshop.ts';

/** Signed by the issuer itself, with claims about the caller that are not well formed: each is a wrong mapping somewhere. */
export function forgedRights({ claims }: Workshop) {
  return {
    'with a kind of caller that does not exist': [
      claims({ portal_kind: undefined }),
      claims({ portal_kind: 'admin' }),
      claims({ portal_kind: 'STAFF' }),
      claims({ portal_kind: ['staff'] }),
      claims({ portal_kind: 'staff' }),
      claims({ portal_kind: 'partner', portal_memberships: [] }),
    ],
    'with memberships that are not well formed': [
      claims({ portal_memberships: 'acme' }),
      claims({ portal_memberships: ['acme'] }),
      claims({ portal_memberships: { clientId: 'acme', role: 'OWNER' } }),
      claims({ portal_memberships: null }),
      claims({ portal_memberships: [{ clientId: 'acme' }] }),
      claims({ portal_memberships: [{ clientId: 'acme', role: null }] }),
      claims({ portal_memberships: [{ clientId: 'acme', role: 'owner' }] }),
      claims({ portal_memberships: [{ clientId: 'acme', role: 'ADMIN' }] }),
      claims({ portal_memberships: [{ clientId: ['acme'], role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: 7, role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: '*', role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: '', role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: '.acme', role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: 'acme\n', role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: 'a'.repeat(65), role: 'OWNER' }] }),
      claims({ portal_memberships: [{ clientId: 'acme', role: 'OWNER', every: true }] }),
      claims({ portal_memberships: ['OWNER', 'VIEWER'].map((role) => ({ clientId: 'acme', role })) }),
      claims({
        portal_kind: 'partner',
        portal_contact: undefined,
        portal_memberships: Array.from({ length: 101 }, (_, index) => ({ clientId: `c${index}` })),
      }),
      claims({ portal_kind: 'partner', portal_contact: undefined }),
      claims({ portal_contact: ['c-1'] }),
      claims({ portal_contact: '' }),
      claims({ portal_contact: 'c 1' }),
    ],
    'with scopes that are not well formed': [
      claims({ scope: 7 }),
      claims({ scope: null }),
      claims({ scope: { 'clients:all': true } }),
      claims({ scope: [['clients:all']] }),
      claims({ scope: ['clients:read clients:all'] }),
      claims({ scope: ' clients:read' }),
      claims({ scope: 'clients:read  tickets:read' }),
      claims({ scope: 'clients:read\ttickets:read' }),
      claims({ scope: 'clients:"all"' }),
      claims({ scope: 'clients:ä' }),
      claims({ scope: Array.from({ length: 101 }, (_, index) => `s${index}`).join(' ') }),
    ],
  } satisfies Record<string, Forge[]>;
}
