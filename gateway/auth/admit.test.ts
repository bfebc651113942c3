import { describe, expect, it } from '@jest/globals';
import type { Issued, PartnerGrant } from '../../schema/contract/access-changes.ts';
import { createAdmission } from './admit.ts';
import type { TokenClaims } from './principal.ts';

const partner: TokenClaims = {
  kind: 'partner',
  issuer: 'https://id.example.com',
  subject: 'beacon',
  memberships: [],
  scopes: new Set(['clients:read', 'billing:read']),
  tokenId: 't-1',
  issuedAt: 1_000,
  expiresAt: 2_000,
  namesClients: false,
};
const contact: TokenClaims = {
  ...partner,
  ...{ kind: 'client', subject: 'mia', contactId: 'c-1', namesClients: true, memberships: [{ clientId: 'acme', role: 'OWNER' }] },
};

function grant(clientId: string, changes: Partial<PartnerGrant> = {}): PartnerGrant {
  return { id: `g-${clientId}`, partner: 'beacon', clientId, billing: false, expiresAt: null, revoked: false, ...changes };
}

/** Admits with what is known set by the test. */
function admission(known: { grants?: readonly PartnerGrant[]; revokes?: (issued: Issued) => boolean; nowMs?: number }) {
  return createAdmission({
    access: { isRevoked: (issued) => known.revokes?.(issued) ?? false, grantsOf: () => known.grants ?? none },
    now: () => known.nowMs ?? 1_500_000,
  });
}
const none: readonly PartnerGrant[] = [];

describe('a partner', () => {
  it('reaches nothing that was not granted, whatever its token says', () => {
    const token = { ...partner, namesClients: true, memberships: [{ clientId: 'acme', role: null }] };
    expect(admission({})(token)?.memberships).toEqual([]);
    expect(admission({ grants: [grant('bolt')] })(token)?.memberships).toEqual([]);
  });

  it('reaches what was granted, with the sums where they were granted too', () => {
    const grants = [grant('bolt', { billing: true }), grant('acme')];
    expect(admission({ grants })(partner)?.memberships).toEqual([
      { clientId: 'acme', role: null, billing: false },
      { clientId: 'bolt', role: null, billing: true },
    ]);
  });

  it('reaches at most the clients of its token, when that names clients, though it be none', () => {
    const grants = [grant('acme', { billing: true }), grant('bolt')];
    const bound = { ...partner, namesClients: true, memberships: [{ clientId: 'bolt', role: null }] };
    expect(admission({ grants })(bound)?.memberships).toEqual([{ clientId: 'bolt', role: null, billing: false }]);
    expect(admission({ grants })({ ...bound, memberships: [] })?.memberships).toEqual([]);
  });

  it('is judged anew with each change, and at the end of each grant, though its token is remembered', () => {
    const known = { grants: [grant('acme', { expiresAt: 1_600 })] as readonly PartnerGrant[], nowMs: 1_500_000 };
    const admit = admission(known);
    const first = admit(partner);
    expect(first?.memberships).toHaveLength(1);
    expect(admit(partner)).toBe(first);
    known.nowMs = 1_600_000;
    expect(admit(partner)?.memberships).toEqual([]);
    known.grants = [grant('bolt')];
    expect(admit(partner)?.memberships.map(({ clientId }) => clientId)).toEqual(['bolt']);
    known.grants = [];
    expect(admit(partner)?.memberships).toEqual([]);
  });

  it('reaches at most as many clients as the subgraphs are told of', () => {
    const grants = Array.from({ length: 130 }, (_, index) => grant(`c${index}`));
    expect(admission({ grants })(partner)?.memberships).toHaveLength(100);
  });
});

describe('a contact', () => {
  it('gets nothing from a grant to a partner of the same name', () => {
    expect(admission({ grants: [grant('bolt')] })(contact)?.memberships).toEqual(contact.memberships);
  });

  it('is one caller with one fingerprint for as long as nothing changes', () => {
    const admit = admission({});
    expect(admit(contact)).toBe(admit(contact));
  });
});

describe('a revocation', () => {
  it('is asked for with each request, with all that the token says', () => {
    const known: { revokes: (issued: Issued) => boolean } = { revokes: () => false };
    const admit = admission(known);
    expect(admit(contact)).not.toBeNull();
    const asked: Issued[] = [];
    known.revokes = (issued) => asked.push(issued) > 0;
    expect(admit(contact)).toBeNull();
    expect(asked).toEqual([
      ...[
        {
          tokenId: 't-1',
          issuer: 'https://id.example.com',
          subject: 'mia',
          contactId: 'c-1',
          clientIds: ['acme'],
          issuedAt: 1_000,
        },
      ],
    ]);
  });

  it('of a client shuts out a partner to whom that client granted access', () => {
    const admit = admission({ grants: [grant('acme')], revokes: ({ clientIds }) => clientIds.includes('acme') });
    expect(admit(partner)).toBeNull();
  });

  it('of a member of staff ends the views that they opened', () => {
    const view = { ...contact, actor: { subject: 'sara', issuer: 'https://id.example.com', viewId: 'v-1' } };
    const admit = admission({ revokes: ({ subject, issuer }) => subject === 'sara' && issuer === 'https://id.example.com' });
    expect(admit(view)).toBeNull();
    expect(admit(contact)).not.toBeNull();
  });
});
