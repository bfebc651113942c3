import { describe, expect, it } from '@jest/globals';
import { identityClaims } from '../../schema/contract/identity-claims.ts';
import { createPrincipal, toIdentityClaims } from './principal.ts';
import type { PrincipalClaims } from './principal.ts';

const claims: PrincipalClaims = {
  kind: 'client',
  subject: 'anna',
  name: 'Anna',
  contactId: 'c-1',
  memberships: [
    { clientId: 'acme', role: 'OWNER' },
    { clientId: 'bolt', role: 'VIEWER' },
  ],
  scopes: new Set(['tickets:read', 'clients:read']),
  tokenId: 't-1',
  expiresAt: 1_000,
};

function fingerprint(overrides: Partial<PrincipalClaims> = {}): string {
  return createPrincipal({ ...claims, ...overrides }).fingerprint;
}

describe('the fingerprint', () => {
  it('does not depend on the order of rights, the token or the name', () => {
    expect(fingerprint({ memberships: [...claims.memberships].reverse() })).toBe(fingerprint());
    expect(fingerprint({ scopes: new Set(['clients:read', 'tickets:read']) })).toBe(fingerprint());
    expect(fingerprint({ tokenId: null, expiresAt: 2_000, name: 'Anna B' })).toBe(fingerprint());
  });

  it('differs as soon as identity or rights differ', () => {
    const others = [
      fingerprint({ kind: 'partner' }),
      fingerprint({ subject: 'anne' }),
      fingerprint({ issuer: 'https://other.example.com' }),
      fingerprint({ contactId: 'c-2' }),
      createPrincipal(withoutContact()).fingerprint,
      fingerprint({ memberships: claims.memberships.slice(1) }),
      fingerprint({
        memberships: [
          { clientId: 'acme', role: 'VIEWER' },
          { clientId: 'bolt', role: 'VIEWER' },
        ],
      }),
      fingerprint({
        memberships: [
          { clientId: 'acme', role: null },
          { clientId: 'bolt', role: 'VIEWER' },
        ],
      }),
      fingerprint({ scopes: new Set(['tickets:read']) }),
      fingerprint({ memberships: [{ clientId: 'acme', role: null }] }),
      fingerprint({ memberships: [{ clientId: 'acme', role: null, billing: true }] }),
      fingerprint({ actor: { subject: 'sara', viewId: 'v-1' } }),
      fingerprint({ actor: { subject: 'sara', viewId: 'v-2' } }),
      fingerprint({ actor: { subject: 'otto', viewId: 'v-1' } }),
      fingerprint({ scopes: new Set(['tickets:read clients:read']) }),
      fingerprint({ scopes: new Set(['tickets:read,clients:read']) }),
      fingerprint(),
    ];
    expect(new Set(others).size).toBe(others.length);
  });
});

describe('toIdentityClaims', () => {
  it('gives what the contract asks for, and not the fingerprint', () => {
    const actor = { subject: 'sara', issuer: 'https://id.example.com', name: 'Sara', viewId: 'v-1' };
    const signed = toIdentityClaims(createPrincipal({ ...claims, issuedAt: 900, actor }));
    expect(identityClaims.parse(signed)).toEqual({
      kind: 'client',
      subject: 'anna',
      name: 'Anna',
      contactId: 'c-1',
      memberships: [
        { clientId: 'acme', role: 'OWNER' },
        { clientId: 'bolt', role: 'VIEWER' },
      ],
      scopes: ['clients:read', 'tickets:read'],
      expiresAt: 1_000,
      issuedAt: 900,
      tokenId: 't-1',
      actor,
    });
  });

  it('says of which clients a partner may see the sums', () => {
    const memberships = [
      { clientId: 'acme', role: null, billing: true },
      { clientId: 'bolt', role: null, billing: false },
    ];
    const { kind, subject, scopes, tokenId, expiresAt } = { ...claims, kind: 'partner' as const };
    const signed = toIdentityClaims(createPrincipal({ kind, subject, scopes, tokenId, expiresAt, memberships }));
    expect(identityClaims.parse(signed).memberships).toEqual(memberships);
  });
});

function withoutContact(): PrincipalClaims {
  const { kind, subject, memberships, scopes, tokenId, expiresAt } = claims;
  return { kind, subject, memberships, scopes, tokenId, expiresAt };
}
