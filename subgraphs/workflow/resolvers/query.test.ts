import { describe, expect, it } from '@jest/globals';
import { NODE_OWNERS, toGlobalId } from '../../../schema/contract/global-id.ts';
import type { NodeType } from '../../../schema/contract/global-id.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { execute } from '../testing/execute.ts';

const ann = clientClaims('acme');
const acme = toGlobalId('Client', 'acme');
const globex = toGlobalId('Client', 'globex');
const partner = clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] });
const staffOfAcme = staffClaims({ scopes: ['clients:read'], memberships: [{ clientId: 'acme', role: null }] });

const malformed = [
  '',
  '!',
  'acme',
  `${acme}=`,
  `${acme}A`,
  toGlobalId('Ticket', 'acme'),
  'x'.repeat(5_000),
  Buffer.from('Client:').toString('base64url'),
];

describe('Query.client', () => {
  const source = 'query ($id: ID!) { client(id: $id) { __typename id nextSteps { totalCount missing } } }';

  it.each([
    ['a contact its own company', ann],
    ['a partner the client that granted it access', partner],
    ['staff without clients:all a client named in the token', staffOfAcme],
    ['staff with clients:all any client', staffClaims()],
  ])('gives %s', async (_case, claims) => {
    const { data, errors } = await execute(claims, source, { id: acme });
    expect(errors).toBeUndefined();
    expect(data.client).toEqual({
      __typename: 'Client',
      id: acme,
      nextSteps: { totalCount: 0, missing: ['crm', 'files', 'tickets'] },
    });
  });

  it.each([
    ['a contact', ann],
    ['a partner', partner],
    ['staff without clients:all', staffOfAcme],
    ['a contact who claims clients:all', clientClaims('acme', { scopes: ['clients:read', 'clients:all'] })],
  ])('answers %s byte for byte the same for foreign, missing and malformed ids', async (_case, claims) => {
    const answers = new Set<string>();
    for (const id of [globex, toGlobalId('Client', 'nobody'), ...malformed])
      answers.add(JSON.stringify(await execute(claims, source, { id })));
    expect([...answers]).toEqual([JSON.stringify({ data: { client: null }, errors: undefined, logged: [] })]);
  });

  it('has nothing for staff under a malformed id', async () => {
    for (const id of malformed) expect((await execute(staffClaims(), source, { id })).data).toEqual({ client: null });
  });
});

describe('Query.node', () => {
  const source = 'query ($id: ID!) { node(id: $id) { __typename id } }';
  /** What this service keeps itself takes more than a scope to see. */
  const kept = new Set(['Client', 'Approval', 'DocumentRequest']);
  const others = Object.keys(NODE_OWNERS).filter((type): type is NodeType => !kept.has(type));
  const scopeOfOwner = { crm: 'clients:read', files: 'documents:read', tickets: 'tickets:read', workflow: 'clients:read' };

  it.each(others)('names a %s for a caller with the scope of its type, and has nothing for one without', async (type) => {
    const id = toGlobalId(type, 'x');
    const scope = scopeOfOwner[NODE_OWNERS[type]];
    const holding = await execute(clientClaims('acme', { scopes: [scope] }), source, { id });
    expect(holding).toMatchObject({ data: { node: { __typename: type, id } }, errors: undefined });
    const others = Object.values(scopeOfOwner).filter((other) => other !== scope);
    const lacking = await execute(clientClaims('acme', { scopes: others }), source, { id });
    expect(lacking).toEqual({ data: { node: null }, errors: undefined, logged: [] });
  });

  it('treats the id of a client as client(id) does', async () => {
    expect((await execute(ann, source, { id: acme })).data.node).toEqual({ __typename: 'Client', id: acme });
    expect((await execute(ann, source, { id: globex })).data.node).toBeNull();
    expect((await execute(staffClaims(), source, { id: globex })).data.node).toEqual({ __typename: 'Client', id: globex });
  });

  it('answers a contact byte for byte the same for foreign, missing and malformed ids', async () => {
    const answers = new Set<string>();
    const unreadable = malformed.filter((id) => id !== toGlobalId('Ticket', 'acme'));
    for (const id of [globex, toGlobalId('Client', 'nobody'), ...unreadable, Buffer.from('Spaceship:1').toString('base64url')])
      answers.add(JSON.stringify(await execute(ann, source, { id })));
    expect([...answers]).toEqual([JSON.stringify({ data: { node: null }, errors: undefined, logged: [] })]);
  });
});

describe('Query.viewer', () => {
  const source = `{ viewer { kind subject name contact { __typename id } memberships { client { id } role } scopes expiresAt } }`;

  it('tells a contact who it is and for which clients', async () => {
    const claims = clientClaims('acme', { name: 'Ann', contactId: 'c1', expiresAt: 1_800_000_000 });
    const { data, errors } = await execute(claims, source);
    expect(errors).toBeUndefined();
    expect(data.viewer).toEqual({
      kind: 'CLIENT',
      subject: 'contact-of-acme',
      name: 'Ann',
      contact: { __typename: 'Contact', id: toGlobalId('Contact', 'c1') },
      memberships: [{ client: { id: acme }, role: 'OWNER' }],
      scopes: ['clients:read', 'documents:read', 'tickets:read', 'tickets:write'],
      expiresAt: '2027-01-15T08:00:00.000Z',
    });
  });

  it('tells a partner and staff what they are', async () => {
    expect((await execute(partner, source)).data.viewer).toMatchObject({ kind: 'PARTNER', memberships: [{ role: null }] });
    expect((await execute(staffClaims(), source)).data.viewer).toMatchObject({ kind: 'STAFF', contact: null, memberships: [] });
  });

  it('keeps the contact back without clients:read, and the rest of the answer whole', async () => {
    const { data, errors } = await execute(clientClaims('acme', { scopes: ['tickets:read'] }), source);
    expect(data.viewer).toMatchObject({ contact: null, memberships: [{ client: { id: acme } }] });
    expect(errors?.map(({ message }) => message)).toEqual(['You may not see or do this.']);
  });
});

describe('_entities', () => {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Client { id } ... on Ticket { id clientId } } }`;

  it('has null for a client outside of the scope, whatever facts came along', async () => {
    const of = [globex, acme, ...malformed].map((id) => ({
      __typename: 'Client',
      id,
      crmFacts: { system: 'CRM', steps: [], events: [] },
    }));
    const { data, errors } = await execute(ann, source, { of });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([null, { __typename: 'Client', id: acme }, ...malformed.map(() => null)]);
  });

  it('has null for a client whose id is no text', async () => {
    const of = [{ __typename: 'Client', id: 7 }, { __typename: 'Client' }];
    expect((await execute(ann, source, { of })).data._entities).toEqual([null, null]);
  });

  it('echoes no record that another subgraph keeps', async () => {
    const of = [{ __typename: 'Ticket', id: toGlobalId('Ticket', 't'), clientId: globex }];
    expect(await execute(staffClaims(), source, { of })).toMatchObject({ data: { _entities: [null] }, errors: undefined });
  });
});
