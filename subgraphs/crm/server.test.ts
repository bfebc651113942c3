import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IDENTITY_HEADER } from '../../schema/contract/header-names.ts';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { aClient, aContact, aMilestone, aProject, aQuote, anInvoice, contents } from './testing/contents.ts';
import { startCrm } from './testing/start-crm.ts';
import type { RunningCrm } from './testing/start-crm.ts';

const owner = clientClaims('acme', { contactId: 'ann' });
const member = clientClaims('acme', { contactId: 'ann', memberships: [{ clientId: 'acme', role: 'MEMBER' }] });
const viewer = clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'VIEWER' }] });
const acme = { __typename: 'Client', id: toGlobalId('Client', 'acme') };
const globex = { __typename: 'Client', id: toGlobalId('Client', 'globex') };

const entities = (selection: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;

let crm: RunningCrm;

beforeAll(async () => {
  const many = Array.from({ length: 100 }, (_, place) => place);
  crm = await startCrm(
    contents({
      clients: [aClient('acme'), aClient('globex'), aClient('many')],
      contacts: [
        aContact('ann', 'acme', { role: 'OWNER' }),
        aContact('bob', 'acme'),
        aContact('eve', 'globex'),
        ...many.map((place) => aContact(`k${place}`, 'many')),
      ],
      projects: [
        aProject('p', 'acme', { state: 'waiting_for_client', milestones: [aMilestone('m', { state: 'waiting_for_client' })] }),
        aProject('over', 'acme', {
          state: 'completed',
          milestones: [
            aMilestone('left', { state: 'waiting_for_client' }),
            aMilestone('done', { state: 'reached', completedOn: '2026-11-20' }),
          ],
        }),
        aProject('theirs', 'globex', { milestones: [aMilestone('m')] }),
        ...many.map((place) => aProject(`p${place}`, 'many', { milestones: [aMilestone('a'), aMilestone('b')] })),
      ],
      quotes: [
        aQuote('q', 'acme', { projectId: 'p' }),
        aQuote('theirs', 'globex'),
        ...many.map((place) => aQuote(`q${place}`, 'many', { projectId: `p${place}` })),
      ],
      invoices: [
        anInvoice('i', 'acme', { projectId: 'p' }),
        anInvoice('theirs', 'globex'),
        ...many.map((place) => anInvoice(`i${place}`, 'many', { projectId: `p${place}` })),
      ],
    }),
  );
});

afterAll(() => crm.close());

describe('who is answered', () => {
  const operations: [string, { query: string; variables?: Record<string, unknown> }][] = [
    ['a query', { query: '{ clients { totalCount } }' }],
    ['_entities', { query: entities('... on Client { id name }'), variables: { representations: [acme] } }],
    ['_service', { query: '{ _service { sdl } }' }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
  ];

  it.each(operations)('%s is 401 without an identity token that a gateway signed for this subgraph', async (_name, body) => {
    const token = await crm.sign(owner);
    const [header = '', , signature = ''] = token.split('.');
    const staffPayload = Buffer.from(JSON.stringify({ portal: staffClaims(), sub: 'staff' })).toString('base64url');
    const refused: Record<string, string>[] = [
      {},
      { [IDENTITY_HEADER]: await crm.sign(owner, 'tickets') },
      { [IDENTITY_HEADER]: JSON.stringify(staffClaims()) },
      { [IDENTITY_HEADER]: `${header}.${staffPayload}.${signature}` },
      { authorization: `Bearer ${token}` },
      { 'portal-claims': JSON.stringify(staffClaims()) },
    ];
    for (const headers of refused) {
      const response = await crm.post(headers, body);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: 'This service answers its gateway only.', extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
    expect((await crm.post({ [IDENTITY_HEADER]: token }, body)).status).toBe(200);
  });

  it('needs the scope clients:read for everything but a bare client', async () => {
    const claims = clientClaims('acme', { scopes: ['documents:read'] });
    const selection = '... on Client { id name crmFacts { system } projects { totalCount } } ... on Project { id }';
    const project = { __typename: 'Project', id: toGlobalId('Project', 'p') };
    const answer = await crm.ask(claims, entities(selection), { representations: [acme, project] });
    expect(answer.data).toEqual({ _entities: [{ id: acme.id, name: null, crmFacts: null, projects: null }, null] });
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('what belongs to another client', () => {
  const types: NodeType[] = ['Client', 'Contact', 'Project', 'Milestone', 'Quote', 'Invoice'];
  const foreign: Partial<Record<NodeType, string>> = { Client: 'globex', Contact: 'eve', Milestone: 'theirs/m' };

  it.each(types)('is null by reference, as what is nowhere and what is no id at all: %s', async (type) => {
    const representations = [
      toGlobalId(type, foreign[type] ?? 'theirs'),
      toGlobalId(type, 'nowhere'),
      toGlobalId('Ticket', 'theirs'),
      'garbage',
      '',
    ].map((id) => ({ __typename: type, id }));
    const query = entities(`... on ${type} { id __typename }`);
    expect(await crm.ask(owner, query, { representations })).toEqual({ data: { _entities: [null, null, null, null, null] } });
  });

  it.each(['project', 'quote', 'invoice'] as const)('is null by query: %s', async (field) => {
    const type = `${field[0]?.toUpperCase() ?? ''}${field.slice(1)}` as NodeType;
    for (const id of [toGlobalId(type, 'theirs'), toGlobalId(type, 'nowhere'), toGlobalId('Client', 'acme'), 'garbage', '']) {
      expect(await crm.ask(owner, `query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toEqual({ data: { [field]: null } });
    }
    const own = toGlobalId(type, field[0] ?? '');
    expect(await crm.ask(owner, `query ($id: ID!) { ${field}(id: $id) { id } }`, { id: own })).toEqual({
      data: { [field]: { id: own } },
    });
  });

  it('is neither listed nor counted', async () => {
    const answer = await crm.ask(owner, '{ clients { totalCount nodes { id name } } }');
    expect(answer.data).toEqual({ clients: { totalCount: 1, nodes: [{ id: acme.id, name: 'Client acme' }] } });
  });

  it('is refused as a cursor of another list or caller', async () => {
    const query = entities('... on Client { contacts(first: 1) { pageInfo { endCursor hasNextPage } } }');
    const answer = await crm.ask(owner, query, { representations: [acme] });
    const cursor = JSON.stringify(answer.data).match(/"endCursor":"([^"]+)"/)?.[1] ?? '';
    const after = entities(`... on Client { contacts(first: 1, after: "${cursor}") { nodes { name } } }`);
    const next = await crm.ask(owner, after, { representations: [acme] });
    expect(next.data).toEqual({ _entities: [{ contacts: { nodes: [{ name: 'Contact bob' }] } }] });
    const others = await crm.ask(staffClaims(), after, { representations: [acme, globex] });
    expect(others.data).toEqual({ _entities: [{ contacts: null }, { contacts: null }] });
    expect(others.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('a client by reference', () => {
  it('costs no statement, whether the CRM knows it or not', async () => {
    crm.takeStatements();
    const unknown = { __typename: 'Client', id: toGlobalId('Client', 'unknown') };
    const answer = await crm.ask(staffClaims(), entities('... on Client { id }'), { representations: [acme, unknown] });
    expect(answer).toEqual({ data: { _entities: [{ id: acme.id }, { id: unknown.id }] } });
    expect(crm.takeStatements()).toEqual([]);
  });

  it('has nulls and empty lists where the CRM does not know it', async () => {
    const unknown = { __typename: 'Client', id: toGlobalId('Client', 'unknown') };
    const selection = `... on Client { id name clientSince accountManager { name } provenance { system }
      contacts { totalCount nodes { id } } projects { totalCount nodes { id } } crmFacts { steps { title } events { key } } }`;
    const none = { totalCount: 0, nodes: [] };
    expect(await crm.ask(staffClaims(), entities(selection), { representations: [unknown] })).toEqual({
      data: {
        _entities: [
          {
            ...{ id: unknown.id, name: null, clientSince: null, accountManager: null, provenance: null },
            ...{ contacts: none, projects: none, crmFacts: { steps: [], events: [] } },
          },
        ],
      },
    });
  });

  it('keeps apart what aliases name', async () => {
    const selection = `... on Client { name: id id: name
      a: projects(first: 1) { title: totalCount } b: projects(filter: { phases: [DONE] }) { totalCount nodes { title: id } } }`;
    const answer = await crm.ask(owner, entities(selection), { representations: [acme] });
    expect(answer).toEqual({
      data: {
        _entities: [
          {
            ...{ name: acme.id, id: 'Client acme', a: { title: 2 } },
            b: { totalCount: 1, nodes: [{ title: toGlobalId('Project', 'over') }] },
          },
        ],
      },
    });
  });

  it('says which contact is the one who asks', async () => {
    const query = entities('... on Client { contacts { nodes { name isMe role } } }');
    const answer = await crm.ask(owner, query, { representations: [acme] });
    const [ann, bob] = [
      { name: 'Contact ann', isMe: true, role: 'OWNER' },
      { name: 'Contact bob', isMe: false, role: 'MEMBER' },
    ];
    expect(answer.data).toEqual({ _entities: [{ contacts: { nodes: [ann, bob] } }] });
    const asStaff = await crm.ask(staffClaims({ contactId: 'ann' }), query, { representations: [acme] });
    expect(JSON.stringify(asStaff.data)).not.toContain('"isMe":true');
  });
});

describe('money', () => {
  const selection =
    '... on Client { invoices { totalCount nodes { total { amount } } } quotes { nodes { number sum: total { amount } } } }';

  it('is shown to an owner', async () => {
    const answer = await crm.ask(owner, entities(selection), { representations: [acme] });
    expect(answer).toEqual({
      data: {
        _entities: [
          {
            invoices: { totalCount: 1, nodes: [{ total: { amount: '500.00' } }] },
            quotes: { nodes: [{ number: 'Q-q', sum: { amount: '1290.50' } }] },
          },
        ],
      },
    });
  });

  it('is not shown to a member, under no name and by no way', async () => {
    const answer = await crm.ask(member, entities(selection), { representations: [acme] });
    expect(answer.data).toEqual({ _entities: [{ invoices: null, quotes: { nodes: [{ number: 'Q-q', sum: null }] } }] });
    expect(answer.errors?.every(({ extensions }) => extensions?.code === 'FORBIDDEN')).toBe(true);
    const invoice = toGlobalId('Invoice', 'i');
    const byId = await crm.ask(member, `{ invoice(id: "${invoice}") { id total { amount } } }`);
    expect(byId).toEqual({ data: { invoice: null } });
    const reference = { __typename: 'Invoice', id: invoice };
    const byReference = await crm.ask(member, entities('... on Invoice { id title }'), { representations: [reference] });
    expect(byReference).toEqual({ data: { _entities: [null] } });
  });
});

describe('what waits on the client', () => {
  const facts = entities(
    '... on Client { crmFacts { system steps { subjectType subjectId action dueBy } events { kind subjectType key headline } } }',
  );
  const stepsFor = async (
    claims: typeof owner,
  ): Promise<{ subjectType: string; action: string | null; dueBy: string | null }[]> => {
    const answer = await crm.ask(claims, facts, { representations: [acme] });
    return (answer.data?.['_entities'] as { crmFacts: { steps: never[] } }[])[0]?.crmFacts.steps ?? [];
  };

  it('are steps, most urgent first, without what was left over in a finished project', async () => {
    const steps = await stepsFor(owner);
    expect(steps.map(({ subjectType, action, dueBy }) => [subjectType, action, dueBy?.slice(0, 10)])).toEqual([
      ['Invoice', 'OPEN_TICKET', '2026-12-04'],
      ['Quote', 'OPEN_TICKET', '2026-12-20'],
      ['Project', 'OPEN_TICKET', '2026-12-24'],
      ['Milestone', 'OPEN_TICKET', undefined],
    ]);
  });

  it('tell a member and the timeline nothing of invoices', async () => {
    const answer = await crm.ask(member, facts, { representations: [acme] });
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/invoice/i);
    expect(JSON.stringify(answer)).not.toContain(toGlobalId('Invoice', 'i'));
    const text = JSON.stringify((await crm.ask(owner, facts, { representations: [acme] })).data);
    expect(text).toContain('INVOICE_CHANGED');
    expect(text).toContain('MILESTONE_REACHED');
  });

  it('offer the action only to who may do it, and say why not', async () => {
    const unscoped = clientClaims('acme', { scopes: ['clients:read'] });
    for (const claims of [viewer, unscoped]) {
      expect((await stepsFor(claims)).every(({ action }) => action === null)).toBe(true);
    }
    const query = `{ project(id: "${toGlobalId('Project', 'p')}") { availableActions { action allowed reason remedy dueBy } } }`;
    const dueBy = '2026-12-24T23:59:59.999Z';
    expect((await crm.ask(owner, query)).data).toEqual({
      project: { availableActions: [{ action: 'OPEN_TICKET', allowed: true, reason: null, remedy: null, dueBy }] },
    });
    expect((await crm.ask(viewer, query)).data).toMatchObject({
      project: { availableActions: [{ action: 'OPEN_TICKET', allowed: false, reason: expect.stringContaining('role') }] },
    });
  });
});

describe('the number of statements', () => {
  const selection = (first: number, project: string): string => `... on Client {
    name clientSince accountManager { name }
    contacts(first: ${first}) { totalCount nodes { name client { name } } }
    projects(first: ${first}) { totalCount nodes { title client { name } milestones { title project { title } } } }
    quotes(first: ${first}) { totalCount nodes { title total { amount } ${project} } }
    invoices(first: ${first}) { totalCount nodes { title total { amount } ${project} } }
    crmFacts { steps { title } events { headline } }
  }`;
  const many = { __typename: 'Client', id: toGlobalId('Client', 'many') };
  const count = async (first: number, representations: unknown[], project = ''): Promise<number> => {
    crm.takeStatements();
    const answer = await crm.ask(staffClaims(), entities(selection(first, project)), { representations });
    expect(answer.errors).toBeUndefined();
    return crm.takeStatements().length;
  };

  it('is one for each field that reads, for 20 and for 100 records of each kind, and for one client and three', async () => {
    for (const [first, clients] of [
      [20, [many]],
      [100, [many]],
      [100, [many, acme, globex]],
    ] as const) {
      // The clients, four lists, their four counts, and the facts.
      expect(await count(first, [...clients])).toBe(10);
    }
  });

  it('grows by at most one for each list whose records lead to projects', async () => {
    for (const first of [20, 100]) {
      expect(await count(first, [many, acme, globex], 'project { title }')).toBeLessThanOrEqual(12);
    }
  });
});
