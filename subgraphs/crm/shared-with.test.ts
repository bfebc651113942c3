import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { aClient, aContact, contents } from './testing/contents.ts';
import { startCrm } from './testing/start-crm.ts';
import type { RunningCrm } from './testing/start-crm.ts';

const scopes = ['clients:read', 'documents:read', 'tickets:read'];
const as = (contactId: string, role: 'OWNER' | 'MEMBER' | 'VIEWER'): IdentityClaims =>
  clientClaims('acme', { contactId, scopes, memberships: [{ clientId: 'acme', role }] });
const ann = as('ann', 'OWNER');
const staff = staffClaims({ scopes: [...scopes, 'clients:all'] });

const company = { audience: 'COMPANY', roles: [], contactIds: [] };
const members = { audience: 'ROLES', roles: ['MEMBER'], contactIds: [] };
const named = (...ids: string[]) => ({ audience: 'CONTACTS', roles: [], contactIds: ids.map((id) => toGlobalId('Contact', id)) });

const types: readonly string[] = ['Document', 'Ticket'];

let crm: RunningCrm;
beforeAll(async () => {
  crm = await startCrm(
    contents({
      clients: [aClient('acme'), aClient('globex')],
      contacts: [
        aContact('ann', 'acme', { role: 'OWNER' }),
        aContact('bob', 'acme'),
        aContact('vic', 'acme', { role: 'VIEWER' }),
        aContact('eve', 'globex', { role: 'OWNER' }),
      ],
    }),
  );
});
afterAll(() => crm.close());

/** Asks as the gateway does, with what the owning subgraph is to have said; gives the contacts' ids, or null. */
async function sharedWith(claims: IdentityClaims, type: string, ...records: Record<string, unknown>[]): Promise<unknown> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { sharedWith { id } } } }`;
  const representations = records.map((record, place) => ({
    __typename: type,
    id: toGlobalId(type as 'Document', `d${place}`),
    ...record,
  }));
  const answer = await crm.ask(claims, query, { r: representations });
  const found = answer.data?.['_entities'] as ({ sharedWith: { id: string }[] | null } | null)[];
  return found.map(
    (one) => one?.sharedWith?.map(({ id }) => Buffer.from(id, 'base64url').toString().replace('Contact:', '')) ?? null,
  );
}

const of = (clientId: string, sharing: unknown) => ({ clientId: toGlobalId('Client', clientId), sharing });

describe.each(types)('%s.sharedWith', (type) => {
  it('names those whom the rule lets see it, owners first', async () => {
    const records = [of('acme', company), of('acme', members), of('acme', named('vic')), of('acme', named())];
    const expected = [['ann', 'bob', 'vic'], ['ann', 'bob'], ['ann', 'vic'], ['ann']];
    expect(await sharedWith(ann, type, ...records)).toEqual(expected);
    expect(await sharedWith(staff, type, ...records)).toEqual(expected);
  });

  it('believes no client of another scope, and nobody of another client', async () => {
    expect(await sharedWith(ann, type, of('globex', company), of('acme', named('eve', 'bob')))).toEqual([null, ['ann', 'bob']]);
    const nobody = clientClaims('acme', { scopes, memberships: [] });
    expect(await sharedWith(nobody, type, of('acme', company))).toEqual([null]);
  });

  it('tells nobody who may not see the record itself', async () => {
    expect(
      await sharedWith(as('vic', 'VIEWER'), type, of('acme', members), of('acme', named('bob')), of('acme', named('vic'))),
    ).toEqual([null, null, ['ann', 'vic']]);
    const partner = clientClaims('acme', { kind: 'partner', scopes, memberships: [{ clientId: 'acme', role: null }] });
    expect(await sharedWith(partner, type, of('acme', members), of('acme', company))).toEqual([null, ['ann', 'bob', 'vic']]);
  });

  it('needs the scope for contacts, and the one for the record', async () => {
    const scopeOfRecord = type === 'Document' ? 'documents:read' : 'tickets:read';
    expect(await sharedWith({ ...ann, scopes: [scopeOfRecord] }, type, of('acme', company))).toEqual([null]);
    expect(await sharedWith({ ...ann, scopes: ['clients:read'] }, type, of('acme', company))).toEqual([null]);
  });

  it.each([
    ['no client', { sharing: company }],
    ['no sharing', { clientId: toGlobalId('Client', 'acme') }],
    ['an id that names no client', { clientId: 'acme', sharing: company }],
    ['a list of clients', { clientId: [toGlobalId('Client', 'acme')], sharing: company }],
    ['another audience', of('acme', { ...company, audience: 'EVERYBODY' })],
    ['another role', of('acme', { ...members, roles: ['KING'] })],
    ['no contacts', of('acme', { ...named(), contactIds: null })],
  ])('is null for a reference with %s', async (_name, record) => {
    expect(await sharedWith(staff, type, record)).toEqual([null]);
  });

  it('is one statement for a page of a hundred', async () => {
    const records = Array.from({ length: 100 }, (_, place) => of('acme', named('vic', `nobody-${place}`)));
    crm.takeStatements();
    expect(await sharedWith(ann, type, ...records)).toEqual(records.map(() => ['ann', 'vic']));
    expect(crm.takeStatements()).toHaveLength(1);
  });
});

describe('Ticket.sharedWith', () => {
  const opened = (by: string, sharing: unknown) => ({ ...of('acme', sharing), openedBy: toGlobalId('Contact', by) });

  it('names who opened it, whomever it is shared with, and tells that person', async () => {
    const records = [opened('bob', named('vic')), opened('vic', members), opened('eve', named()), opened('bob', company)];
    expect(await sharedWith(ann, 'Ticket', ...records)).toEqual([
      ['ann', 'bob', 'vic'],
      ['ann', 'bob', 'vic'],
      ['ann'],
      ['ann', 'bob', 'vic'],
    ]);
    expect(await sharedWith(as('bob', 'MEMBER'), 'Ticket', opened('bob', named()), opened('vic', named()))).toEqual([
      ['ann', 'bob'],
      null,
    ]);
  });

  it('believes no client of another scope, whoever opened it there', async () => {
    const record = { ...opened('ann', company), clientId: toGlobalId('Client', 'globex') };
    expect(await sharedWith(ann, 'Ticket', record)).toEqual([null]);
    const partner = clientClaims('acme', {
      kind: 'partner',
      contactId: 'bob',
      scopes,
      memberships: [{ clientId: 'acme', role: null }],
    });
    expect(await sharedWith(partner, 'Ticket', opened('bob', named()))).toEqual([null]);
  });
});
