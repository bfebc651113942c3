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
      fingerprint({ scopes: new Set(['tickets:read clients:read']) }),
      fingerprint({ scopes: new Set(['tickets:read,clients:read']) }),
      fingerprint(),
    ];
    expect(new Set(others).size).toBe(others.length);
  });
});

describe('toIdentityClaims', () => {
  it('gives what the contract asks for, and neither the token id nor the fingerprint', () => {
    const signed = toIdentityClaims(createPrincipal(claims));
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
    });
  });
});

function withoutContact(): PrincipalClaims {
  const { kind, subject, memberships, scopes, tokenId, expiresAt } = claims;
  return { kind, subject, memberships, scopes, tokenId, expiresAt };
}
