import { describe, expect, it } from '@jest/globals';
import { createPrincipal } from '../auth/principal.ts';
import type { Principal, PrincipalClaims } from '../auth/principal.ts';
import { createChooseOverrides } from './overrides.ts';
import type { Overrides } from './overrides.ts';

function contact(contactId: string, changes: Partial<PrincipalClaims> = {}): Principal {
  return createPrincipal({
    ...{ kind: 'client', issuer: 'https://id.example', subject: `sub-${contactId}`, contactId },
    ...{ memberships: [{ clientId: 'acme', role: 'MEMBER' }], scopes: new Set(['clients:read']) },
    ...{ tokenId: 't-1', issuedAt: 100, expiresAt: 400, ...changes },
  });
}

function chooserFor(labels: readonly string[], on: readonly string[] = [], random?: () => number) {
  const choose = createChooseOverrides({ labels, on, ...(random && { random }) });
  if (!choose) throw new Error('nothing to choose');
  return (principal: Principal | null): Overrides => choose(principal);
}

const people = Array.from({ length: 2_000 }, (_, index) => contact(`c-${String(index)}`));

describe('which labels of @override are on', () => {
  it('is nothing to choose where a supergraph has none', () => {
    expect(createChooseOverrides({ labels: [], on: [] })).toBeNull();
  });

  it('is what is configured, for the labels that have a name', () => {
    const { conditions, key } = chooserFor(['new-help-desk', 'v2/crm'], ['v2/crm'])(people[0] ?? null);
    expect([...conditions]).toEqual([
      ['new-help-desk', false],
      ['v2/crm', true],
    ]);
    expect(key).toBe('v2/crm');
  });

  it.each([
    [['new-help-desk'], 'OVERRIDE_LABELS: the supergraph has no label "new-helpdesk"; it has new-help-desk'],
    [['percent(5)'], 'OVERRIDE_LABELS: the supergraph has no label "new-helpdesk"; it has none that could be switched on'],
    [[], 'OVERRIDE_LABELS: the supergraph has no label "new-helpdesk"; it has none that could be switched on'],
  ])('is an error for a label that the supergraph does not have: %j', (labels, message) => {
    expect(() => createChooseOverrides({ labels, on: ['new-helpdesk'] })).toThrow(message);
  });

  it.each([
    ['percent(0)', 0, 0],
    ['percent(0.00000001)', 0, 1],
    ['percent(25)', 430, 570],
    ['percent(50)', 930, 1_070],
    ['percent(99.5)', 1_970, 2_000],
    ['percent(100)', 2_000, 2_000],
  ])('is %s of the callers', (label, least, most) => {
    const choose = chooserFor([label]);
    const moved = people.filter((principal) => choose(principal).conditions.get(label)).length;
    expect(moved).toBeGreaterThanOrEqual(least);
    expect(moved).toBeLessThanOrEqual(most);
  });

  it('is the same for one caller, with any token and role, in any process', () => {
    for (const [index, principal] of people.slice(0, 200).entries()) {
      const again = contact(`c-${String(index)}`, {
        ...{ tokenId: 't-2', issuedAt: 101, expiresAt: 500, scopes: new Set(['tickets:read']) },
        memberships: [{ clientId: 'acme', role: 'OWNER' }],
      });
      expect(chooserFor(['percent(50)'])(again).key).toBe(chooserFor(['percent(50)'])(principal).key);
    }
  });

  it("is the contact's for whoever looks through its eyes", () => {
    const choose = chooserFor(['percent(50)']);
    const views = people
      .slice(0, 200)
      .map(({ contactId = '' }) =>
        contact(contactId, { ...{ issuer: 'portal', subject: contactId }, actor: { subject: 'sara', viewId: 'v-1' } }),
      );
    expect(views.map((view) => choose(view).key)).toEqual(people.slice(0, 200).map((principal) => choose(principal).key));
  });

  it('tells people of two issuers apart who have one subject', () => {
    const choose = chooserFor(['percent(50)']);
    const staff = (issuer: string) =>
      Array.from({ length: 200 }, (_, index) =>
        createPrincipal({
          ...{ kind: 'staff', issuer, subject: `s-${String(index)}`, memberships: [], scopes: new Set(['staff:read']) },
          ...{ tokenId: null, expiresAt: 400 },
        }),
      ).map((principal) => choose(principal).key);
    expect(staff('https://one.example')).not.toEqual(staff('https://two.example'));
  });

  it('moves nobody back when the share grows, and has a set of labels more for each percentage', () => {
    const labels = ['percent(10)', 'percent(40)', 'percent(40.0)', 'percent(70)', 'named'];
    const choose = chooserFor(labels, ['named']);
    const keys = new Set(people.map((principal) => choose(principal).key));
    expect([...keys].sort()).toEqual([
      'named',
      'named,percent(10),percent(40),percent(40.0),percent(70)',
      'named,percent(40),percent(40.0),percent(70)',
      'named,percent(70)',
    ]);
    for (const principal of people) {
      const before = chooserFor(['percent(10)'])(principal).conditions.get('percent(10)');
      if (before) expect(chooserFor(['percent(11)'])(principal).conditions.get('percent(11)')).toBe(true);
    }
  });

  it('is drawn anew for each request of nobody', () => {
    const numbers = [0, 0.2499, 0.25, 0.999];
    const choose = chooserFor(['percent(25)'], [], () => numbers.shift() ?? 0);
    expect([1, 2, 3, 4].map(() => choose(null).conditions.get('percent(25)'))).toEqual([true, true, false, false]);
  });
});
