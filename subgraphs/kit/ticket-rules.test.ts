import { describe, expect, it } from '@jest/globals';
import { asClientId } from './domain.ts';
import { scopeOf } from './scope.ts';
import { clientClaims, staffClaims } from './testing/identity.ts';
import { canOpenTicket } from './ticket-rules.ts';

const acme = asClientId('acme');

describe('who may open a ticket', () => {
  it.each(['OWNER', 'MEMBER', 'BILLING'] as const)('lets a contact with the role %s', (role) => {
    const scope = scopeOf(clientClaims('acme', { memberships: [{ clientId: 'acme', role }] }));
    expect(canOpenTicket(scope, acme)).toEqual({ allowed: true, reason: null, remedy: null });
  });

  it.each(['VIEWER', null] as const)('refuses a contact with the role %s and says who can help', (role) => {
    const scope = scopeOf(clientClaims('acme', { memberships: [{ clientId: 'acme', role }] }));
    expect(canOpenTicket(scope, acme)).toMatchObject({ allowed: false, remedy: expect.stringContaining('owner') });
  });

  it('lets a partner and staff, who have no role', () => {
    const partner = scopeOf(clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] }));
    expect(canOpenTicket(partner, acme).allowed).toBe(true);
    expect(canOpenTicket(scopeOf(staffClaims()), acme).allowed).toBe(true);
  });

  it('refuses whoever is not signed in for it, and names the scope', () => {
    for (const claims of [clientClaims('acme', { scopes: ['clients:read'] }), staffClaims({ scopes: ['clients:all'] })]) {
      expect(canOpenTicket(scopeOf(claims), acme)).toMatchObject({
        allowed: false,
        remedy: expect.stringContaining('tickets:write'),
      });
    }
  });

  it('refuses it in the name of a client out of reach', () => {
    expect(canOpenTicket(scopeOf(clientClaims('globex')), acme).allowed).toBe(false);
  });
});
