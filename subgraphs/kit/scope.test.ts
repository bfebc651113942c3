import { describe, expect, it } from '@jest/globals';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from './domain.ts';
import { clientIdsOf, reaches, roleIn, scopeOf, seesBilling, within } from './scope.ts';
import { clientClaims, staffClaims } from './testing/identity.ts';

const acme = asClientId('acme');
const globex = asClientId('globex');
const initech = asClientId('initech');

function partner(...scopes: string[]): IdentityClaims {
  return clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }], scopes });
}

describe('a scope', () => {
  it.each([
    ['a contact', clientClaims('acme')],
    ['a contact whose token claims clients:all', clientClaims('acme', { scopes: ['clients:all'] })],
    ['a partner', partner('clients:read')],
    ['a partner whose token claims clients:all', partner('clients:all')],
    ['staff without clients:all', staffClaims({ scopes: ['clients:read'], memberships: [{ clientId: 'acme', role: null }] })],
  ])('of %s reaches the clients of its memberships and no other', (_case, claims) => {
    const scope = scopeOf(claims);
    expect(reaches(scope, acme)).toBe(true);
    expect(reaches(scope, globex)).toBe(false);
    expect(clientIdsOf(scope)).toEqual([acme]);
    expect(within(scope, [globex, acme, initech, acme])).toEqual([acme, acme]);
  });

  it('of staff with clients:all reaches every client', () => {
    const scope = scopeOf(staffClaims());
    expect(reaches(scope, globex)).toBe(true);
    expect(clientIdsOf(scope)).toBeNull();
    expect(within(scope, [globex, acme])).toEqual([globex, acme]);
  });

  it('of staff without clients:all and without memberships reaches nobody', () => {
    expect(clientIdsOf(scopeOf(staffClaims({ scopes: [] })))).toEqual([]);
  });

  it('knows the role in each client', () => {
    const scope = scopeOf(
      clientClaims('acme', {
        memberships: [
          { clientId: 'acme', role: 'VIEWER' },
          { clientId: 'globex', role: 'BILLING' },
        ],
      }),
    );
    expect([acme, globex, initech].map((clientId) => roleIn(scope, clientId))).toEqual(['VIEWER', 'BILLING', null]);
  });
});

describe('who sees sums of money', () => {
  it.each([
    ['OWNER', true],
    ['BILLING', true],
    ['MEMBER', false],
    ['VIEWER', false],
  ] as const)('%s: %s', (role, sees) => {
    const scope = scopeOf(clientClaims('acme', { memberships: [{ clientId: 'acme', role }], scopes: ['billing:read'] }));
    expect(seesBilling(scope, acme)).toBe(sees);
    expect(seesBilling(scope, globex)).toBe(false);
  });

  it('a service of the portal whose key has the scope, of the clients within its reach', () => {
    const service = (...scopes: string[]) =>
      scopeOf({ kind: 'service', subject: 'workflow', memberships: [], scopes, expiresAt: 0 });
    expect(seesBilling(service('billing:read', 'clients:all'), acme)).toBe(true);
    expect(seesBilling(service('clients:read', 'clients:all'), acme)).toBe(false);
    expect(seesBilling(service('billing:read'), acme)).toBe(false);
  });

  it('a partner with billing:read, of the clients alone that granted it', () => {
    const granted = (billing: boolean | undefined, ...scopes: string[]) =>
      scopeOf({
        ...partner(...scopes),
        memberships: [
          { clientId: 'acme', role: null, ...(billing !== undefined && { billing }) },
          { clientId: 'initech', role: null, billing: false },
        ],
      });
    expect(seesBilling(granted(true, 'billing:read'), acme)).toBe(true);
    expect(seesBilling(granted(true, 'clients:read'), acme)).toBe(false);
    expect(seesBilling(granted(false, 'billing:read'), acme)).toBe(false);
    expect(seesBilling(granted(undefined, 'billing:read'), acme)).toBe(false);
    expect(seesBilling(granted(true, 'billing:read'), initech)).toBe(false);
    expect(seesBilling(granted(true, 'billing:read'), globex)).toBe(false);
  });

  it('a contact by its role, whatever a membership says of billing', () => {
    const memberships = [{ clientId: 'acme', role: 'MEMBER' as const, billing: true }];
    expect(seesBilling(scopeOf(clientClaims('acme', { memberships, scopes: ['billing:read'] })), acme)).toBe(false);
  });

  it('staff, of the clients within reach', () => {
    expect(seesBilling(scopeOf(staffClaims()), globex)).toBe(true);
    expect(seesBilling(scopeOf(staffClaims({ scopes: [] })), globex)).toBe(false);
  });

  it('goes by the role in that client, not by the best one', () => {
    const memberships = [
      { clientId: 'acme', role: 'OWNER' as const },
      { clientId: 'globex', role: 'MEMBER' as const },
    ];
    expect(seesBilling(scopeOf(clientClaims('acme', { memberships })), globex)).toBe(false);
  });
});

describe('the fingerprint of a scope', () => {
  const of = (claims: IdentityClaims) => scopeOf(claims).fingerprint;
  const two = [
    { clientId: 'acme', role: 'OWNER' as const },
    { clientId: 'globex', role: 'MEMBER' as const },
  ];

  it('does not depend on order, name, session or subject', () => {
    const one = of(clientClaims('acme', { memberships: two, scopes: ['a', 'b'], name: 'Ann', expiresAt: 1 }));
    const other = of(clientClaims('acme', { memberships: [...two].reverse(), scopes: ['b', 'a'], name: 'Bo', expiresAt: 2 }));
    expect(one).toBe(other);
  });

  it('differs for all who may see different things', () => {
    const all = [
      clientClaims('acme'),
      clientClaims('globex', { contactId: 'contact-of-acme' }),
      clientClaims('acme', { contactId: 'another' }),
      clientClaims('acme', { memberships: two }),
      clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'VIEWER' }] }),
      clientClaims('acme', { scopes: ['clients:read'] }),
      clientClaims('acme', { kind: 'partner' }),
      clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] }),
      clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null, billing: true }] }),
      clientClaims('acme', { kind: 'staff' }),
      staffClaims(),
      staffClaims({ scopes: ['clients:read'] }),
    ];
    expect(new Set(all.map(of)).size).toBe(all.length);
  });
});
