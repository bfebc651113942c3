import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { aClient, aMilestone, aProject, aQuote, contents } from './testing/contents.ts';
import { startCrm } from './testing/start-crm.ts';
import type { RunningCrm } from './testing/start-crm.ts';

const service: IdentityClaims = {
  ...{ kind: 'service', subject: 'gateway', memberships: [], expiresAt: 4_000_000_000 },
  scopes: ['clients:read', 'billing:read', 'clients:all'],
};
const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Quote { approvable { clientId title version checksum summary hasMoney sharing { audience } } }
  ... on Milestone { approvable { clientId title version checksum summary hasMoney sharing { audience } } }
} }`;
const of = [
  { __typename: 'Quote', id: toGlobalId('Quote', 'q') },
  { __typename: 'Milestone', id: toGlobalId('Milestone', 'p/m') },
];

let crm: RunningCrm;
beforeAll(async () => {
  const milestones = [aMilestone('m', { title: 'Roof on', dueOn: '2026-12-01' })];
  const projects = [aProject('p', 'acme', { milestones })];
  crm = await startCrm(contents({ clients: [aClient('acme')], projects, quotes: [aQuote('q', 'acme', { title: 'Café' })] }));
});
afterAll(() => crm.close());

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('what a quote and a milestone put before those who approve', () => {
  it('is what is shown of them, in one order, and its checksum', async () => {
    const quote =
      '{"amount":"1290.50","currency":"EUR","issuedOn":"2026-11-20","number":"Q-q","projectId":null,"title":"Café","validUntil":"2026-12-20"}';
    const milestone = '{"completedOn":null,"dueOn":"2026-12-01","projectId":"p","title":"Roof on"}';
    const shown = { clientId: toGlobalId('Client', 'acme'), version: null, sharing: null };
    expect(await crm.ask(service, query, { of })).toEqual({
      data: {
        _entities: [
          { approvable: { ...shown, title: 'Café', summary: quote, checksum: sha256(quote), hasMoney: true } },
          { approvable: { ...shown, title: 'Roof on', summary: milestone, checksum: sha256(milestone), hasMoney: false } },
        ],
      },
    });
  });

  it('has the sum for a service alone whose key is good for it', async () => {
    const { data } = await crm.ask({ ...service, scopes: ['clients:read', 'clients:all'] }, query, { of });
    expect(JSON.stringify(data)).not.toContain('1290.50');
    expect(JSON.stringify(data)).toContain('"hasMoney":false');
  });

  it.each([
    ['an owner', clientClaims('acme')],
    ['staff', staffClaims()],
  ])('is not for %s', async (_who, claims) => {
    const { data, errors } = await crm.ask(claims, query, { of });
    expect(data).toEqual({ _entities: [{ approvable: null }, { approvable: null }] });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});
