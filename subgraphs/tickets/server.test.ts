import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { IDENTITY_HEADER } from '../../schema/contract/header-names.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import type { SubgraphServer } from '../kit/server.ts';
import { clientClaims, createTestGateway, staffClaims } from '../kit/testing/identity.ts';
import type { TestGateway } from '../kit/testing/identity.ts';
import { createTestDatabase } from '../kit/testing/test-database.ts';
import type { TestDatabase } from '../kit/testing/test-database.ts';
import { readTicketsConfig } from './config.ts';
import { createTickets } from './server.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const ann = clientClaims('acme', { name: 'Ann Müller' });
const statements: string[] = [];
let database: TestDatabase;
let sql: pg.Client;
let gateway: TestGateway;
let server: SubgraphServer;
let url: string;

beforeAll(async () => {
  [database, gateway] = await Promise.all([createTestDatabase(), createTestGateway()]);
  const config = readTicketsConfig({
    TICKETS_PORT: '0',
    TICKETS_DATABASE_URL: database.url,
    TICKETS_DATABASE_MIGRATE: 'true',
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
  });
  // What is tested here is what becomes of an action; that it is on its way when the machine is slow, elsewhere.
  const actions = { waitMs: 20_000 };
  server = await createTickets(config, { logger, actions, onStatement: (statement) => statements.push(statement) });
  url = await server.listen(config);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});

afterAll(async () => {
  await server.close();
  await sql.end();
  await database.drop();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: any;
  readonly errors: readonly { message: string; path?: unknown; extensions: { code: string } }[];
}

async function post(query: string, headers: Record<string, string>, variables: unknown = {}): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  const { data, errors } = JSON.parse(text) as Pick<Answer, 'data'> & Partial<Pick<Answer, 'errors'>>;
  return { status: answer.status, text, data, errors: errors ?? [] };
}

async function as(claims: IdentityClaims, query: string, variables: unknown = {}): Promise<Answer> {
  return post(query, { [IDENTITY_HEADER]: await gateway.sign('tickets', claims) }, variables);
}

async function insertTicket(
  clientId: string,
  options: { state?: string; messages?: number; notes?: number } = {},
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `with n as (insert into tickets.ticket_numbers values ($1, 1001)
        on conflict (client_id) do update set last_number = ticket_numbers.last_number + 1 returning last_number)
      insert into tickets.tickets (number, client_id, subject, state, state_since, priority, created_at, updated_at, resolution_due_at)
      select last_number, $1, 'Printer', $2, now(), 'NORMAL', now(), now(), now() + interval '1 day' from n returning id`,
    [clientId, options.state ?? 'open'],
  );
  const id = rows[0]?.id ?? '';
  await sql.query(
    `insert into tickets.messages (ticket_id, client_id, audience, opening, author_name, author_side, body, sent_at)
      select $1::text, $2::text, 'PUBLIC', n = 1, 'Ann', 'CLIENT', 'No. ' || n, now() from generate_series(1, $3::int) n
      union all select $1::text, $2::text, 'INTERNAL', false, 'Sam', 'BUSINESS', 'secret note', now() + interval '1 second' from generate_series(1, $4::int) n`,
    [id, clientId, options.messages ?? 1, options.notes ?? 0],
  );
  await sql.query(
    `insert into tickets.participants (ticket_id, person, name, email, side, joined_at) values
      ($1, 'ann', 'Ann', 'ann@acme.test', 'CLIENT', now()), ($1, 'sam', 'Sam', 'sam@business.test', 'BUSINESS', now())`,
    [id],
  );
  return toGlobalId('Ticket', id);
}

async function participantOf(ticketId: string, name: string): Promise<string> {
  const people = await as(staffClaims(), 'query ($id: ID!) { ticket(id: $id) { participants { id name } } }', { id: ticketId });
  return people.data.ticket.participants.find((one: { name: string }) => one.name === name).id;
}

const unauthenticated = JSON.stringify({
  errors: [{ message: 'This service answers its gateway only.', extensions: { code: 'UNAUTHENTICATED' } }],
});

describe('who may ask', () => {
  const operations = {
    'a root field': '{ ticket(id: "x") { id } }',
    'a mutation': 'mutation { closeTicket(input: { ticketId: "x" }) { userErrors { code } } }',
    _entities: '{ _entities(representations: [{ __typename: "Client", id: "x" }]) { __typename } }',
    _service: '{ _service { sdl } }',
    introspection: '{ __schema { queryType { name } } }',
  };

  describe.each(Object.entries(operations))('%s', (_name, operation) => {
    const refused = async (headers: Record<string, string>): Promise<void> => {
      const { status, text } = await post(operation, headers);
      expect([status, text]).toEqual([401, unauthenticated]);
    };

    it('is refused without a token', () => refused({}));
    it('is refused with a header that claims without a signature', () =>
      refused({ [IDENTITY_HEADER]: JSON.stringify(ann), authorization: 'Bearer x' }));
    it('is refused with the token for another subgraph', async () =>
      refused({ [IDENTITY_HEADER]: await gateway.sign('crm', ann) }));
    it("is refused with another signer's token", async () => {
      const stranger = await createTestGateway();
      await refused({ [IDENTITY_HEADER]: await stranger.sign('tickets', ann) });
    });
  });
});

describe('what is not there', () => {
  const query = 'query ($id: ID!) { ticket(id: $id) { subject } }';
  const entity =
    'query ($id: ID!) { _entities(representations: [{ __typename: "Ticket", id: $id }]) { ... on Ticket { subject } } }';
  const message =
    'query ($id: ID!) { _entities(representations: [{ __typename: "Message", id: $id }]) { ... on Message { body } } }';
  const client =
    'query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client { tickets { totalCount } } } }';

  it.each([
    ['a ticket', query, 'Ticket', { ticket: null }],
    ['the entity of a ticket', entity, 'Ticket', { _entities: [null] }],
    ['the entity of a message', message, 'Message', { _entities: [null] }],
    ['the entity of a client', client, 'Client', { _entities: [null] }],
  ] as const)('is null, byte for byte: %s', async (_name, operation, type, nothing) => {
    const foreign = await insertTicket('globex');
    const foreignLocal = Buffer.from(foreign, 'base64url').toString().split(':')[1] ?? '';
    const { rows } = await sql.query<{ id: string }>('select id from tickets.messages where ticket_id = $1', [foreignLocal]);
    const foreignOf = {
      Ticket: foreign,
      Message: toGlobalId('Message', rows[0]?.id ?? ''),
      Client: toGlobalId('Client', 'globex'),
    }[type];
    const missing = toGlobalId(type, '999999');
    const malformed = [
      '',
      'x',
      '🤷',
      toGlobalId('Document', '1'),
      toGlobalId(type, "1' or 1=1"),
      `${missing}=`,
      'A'.repeat(3_000),
    ];
    const answers = new Set<string>();
    for (const id of [foreignOf, missing, ...malformed]) answers.add((await as(ann, operation, { id })).text);
    expect([...answers]).toEqual([`${JSON.stringify({ data: nothing })}\n`]);
  });

  it.each([
    ['replyToTicket', 'body: "x"'],
    ['closeTicket', ''],
    ['reopenTicket', ''],
    ['shareTicket', 'sharing: { audience: COMPANY }'],
    ['addTicketParticipant', 'name: "Dana" email: "dana@example.com"'],
    ['removeTicketParticipant', 'participantId: "x"'],
  ])('cannot be written to, and says the same: %s', async (mutation, rest) => {
    const foreign = await insertTicket('globex', { state: 'closed' });
    const operation = `mutation ($id: ID!) { ${mutation}(input: { ticketId: $id ${rest} }) { ticket { id } receipt { id } userErrors { code message path } } }`;
    const answers = new Set<string>();
    for (const id of [foreign, toGlobalId('Ticket', '999999'), 'x', toGlobalId('Client', 'acme')]) {
      answers.add((await as(ann, operation, { id })).text);
    }
    expect(answers.size).toBe(1);
    expect(JSON.parse([...answers][0] ?? '')).toEqual({
      data: {
        [mutation]: {
          ticket: null,
          receipt: null,
          userErrors: [{ code: 'NOT_FOUND', message: 'There is no such ticket.', path: ['ticketId'] }],
        },
      },
    });
  });

  it('has no ticket opened in its name, and says the same', async () => {
    const operation = `mutation ($id: ID!) { openTicket(input: { clientId: $id subject: "x" body: "x" }) { ticket { id } receipt { id } userErrors { code path } } }`;
    const answers = new Set<string>();
    for (const id of [toGlobalId('Client', 'globex'), toGlobalId('Client', 'nobody'), 'x', toGlobalId('Ticket', '1')]) {
      answers.add((await as(ann, operation, { id })).text);
    }
    expect([...answers].map((text) => (JSON.parse(text) as Answer).data)).toEqual([
      { openTicket: { ticket: null, receipt: null, userErrors: [{ code: 'NOT_FOUND', path: ['clientId'] }] } },
    ]);
  });
});

describe('a conversation through the graph', () => {
  const openTicket = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) {
    ticket { id clientId number title subject priority status { phase waitingOn } responseDueBy participants { name side } lastMessage { body author { name } } }
    receipt { id state system acceptedAt appliedAt error } userErrors { code message path } } }`;
  const reply = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) {
    ticket { status { phase } messages { totalCount nodes { body } } } message { body author { name side } } receipt { id state } userErrors { code message path } } }`;

  it('opens, replies, closes and reopens, each with its receipt', async () => {
    const clientId = toGlobalId('Client', 'acme');
    const opened = (await as(ann, openTicket, { input: { clientId, subject: ' Printer ', body: 'It smokes.\r\nBadly.' } })).data
      .openTicket;
    expect(opened).toMatchObject({
      ticket: {
        clientId,
        title: 'Printer',
        subject: 'Printer',
        priority: 'NORMAL',
        status: { phase: 'SUBMITTED', waitingOn: 'BUSINESS' },
        participants: [{ name: 'Ann Müller', side: 'CLIENT' }],
        lastMessage: { body: 'It smokes.\nBadly.', author: { name: 'Ann Müller' } },
      },
      receipt: { state: 'APPLIED', system: 'Help desk', error: null },
      userErrors: [],
    });
    const ticketId: unknown = opened.ticket.id;
    const replied = (await as(ann, reply, { input: { ticketId, body: 'Still.' } })).data.replyToTicket;
    expect(replied).toMatchObject({
      ticket: { messages: { totalCount: 2, nodes: [{ body: 'It smokes.\nBadly.' }, { body: 'Still.' }] } },
      message: { body: 'Still.', author: { name: 'Ann Müller', side: 'CLIENT' } },
      receipt: { state: 'APPLIED' },
    });
    const change = (mutation: string) =>
      as(ann, `mutation ($id: ID!) { ${mutation}(input: { ticketId: $id }) { ticket { status { phase } } receipt { state } } }`, {
        id: ticketId,
      });
    expect((await change('closeTicket')).data.closeTicket).toEqual({
      ticket: { status: { phase: 'DONE' } },
      receipt: { state: 'APPLIED' },
    });
    expect((await change('reopenTicket')).data.reopenTicket.ticket).toEqual({ status: { phase: 'IN_PROGRESS' } });
  });

  it('gives the first receipt for a repeated key, and a conflict for another input', async () => {
    const input = { clientId: toGlobalId('Client', 'acme'), subject: 'Once', body: 'Only once.', idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => as(ann, openTicket, { input })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await as(ann, openTicket, { input: { ...input, body: 'Another.' } })).data.openTicket).toMatchObject({
      ticket: null,
      receipt: null,
      userErrors: [{ code: 'CONFLICT', path: ['idempotencyKey'] }],
    });
    // Another person's key is another key.
    const bob = { ...ann, subject: 'bob', contactId: 'bob' };
    const other = (await as(bob, openTicket, { input: { ...input, body: 'Another.' } })).data.openTicket;
    expect(other.userErrors).toEqual([]);
    expect(other.receipt.id).not.toBe(answers[0]?.data.openTicket.receipt.id);
    const { rows } = await sql.query(`select from tickets.tickets where subject = 'Once'`);
    expect(rows).toHaveLength(2);
  });

  it('recognises a repeated close although the ticket is closed by then', async () => {
    const id = await insertTicket('acme');
    const close = `mutation ($input: CloseTicketInput!) { closeTicket(input: $input) { receipt { id appliedAt } userErrors { code } } }`;
    const input = { ticketId: id, idempotencyKey: 'k' };
    const first = await as(ann, close, { input });
    expect(first.data.closeTicket.userErrors).toEqual([]);
    expect((await as(ann, close, { input })).text).toBe(first.text);
    expect((await as(ann, close, { input: { ticketId: id } })).data.closeTicket.userErrors).toEqual([{ code: 'NOT_ALLOWED' }]);
  });

  it.each([
    ['an empty subject', { subject: ' ' }, 'subject'],
    ['a long subject', { subject: 'x'.repeat(201) }, 'subject'],
    ['a subject of two lines', { subject: 'x\nBcc: all@example.com' }, 'subject'],
    ['a subject with a line separator', { subject: 'x\u2028y' }, 'subject'],
    ['an empty body', { body: '\n' }, 'body'],
    ['a long body', { body: 'x'.repeat(10_001) }, 'body'],
    ['a body with a null character', { body: 'x\0' }, 'body'],
    ['a body with an escape sequence', { body: 'x\u001b[2J' }, 'body'],
    ['a body with half a character', { body: 'x\ud83d' }, 'body'],
    ['an empty key', { idempotencyKey: '' }, 'idempotencyKey'],
    ['a long key', { idempotencyKey: 'k'.repeat(101) }, 'idempotencyKey'],
  ])('tells what to correct about %s', async (_name, wrong, field) => {
    const input = { clientId: toGlobalId('Client', 'acme'), subject: 's', body: 'b', ...wrong };
    const { receipt, userErrors } = (await as(ann, openTicket, { input })).data.openTicket;
    expect([receipt, userErrors]).toEqual([null, [{ code: 'INVALID', message: expect.any(String), path: [field] }]]);
  });

  it('takes texts at the limit, counted as people count, with tabs and lines', async () => {
    const input = {
      clientId: toGlobalId('Client', 'acme'),
      subject: '😀'.repeat(200),
      body: `${'ä'.repeat(9_990)}\n\t\r\nx`,
      idempotencyKey: 'k'.repeat(100),
    };
    expect((await as(ann, openTicket, { input })).data.openTicket.userErrors).toEqual([]);
  });
});

describe('who may do what', () => {
  const roles = ['OWNER', 'MEMBER', 'BILLING', 'VIEWER'] as const;
  const states = ['new', 'open', 'waiting_on_client', 'waiting_on_third_party', 'solved', 'closed', 'a state nobody knows'];
  const callers: [string, IdentityClaims][] = [
    ...roles.map((role): [string, IdentityClaims] => [role, clientClaims('acme', { memberships: [{ clientId: 'acme', role }] })]),
    ['staff', staffClaims()],
    ['a partner', { ...clientClaims('acme', { memberships: [{ clientId: 'acme', role: null }] }), kind: 'partner' }],
  ];
  const mutations = {
    REPLY_TO_TICKET: ['replyToTicket', 'body: "x"'],
    CLOSE_TICKET: ['closeTicket', ''],
    REOPEN_TICKET: ['reopenTicket', ''],
    SHARE_TICKET: ['shareTicket', 'sharing: { audience: ROLES, roles: [MEMBER] }'],
    ADD_TICKET_PARTICIPANT: ['addTicketParticipant', 'name: "Dana" email: "dana@example.com"'],
    REMOVE_TICKET_PARTICIPANT: ['removeTicketParticipant', ''],
  } as const;
  const cases = callers.flatMap(([name, claims]) => states.map((state) => [name, state, claims] as const));

  it.each(cases)('says beforehand what it will do: %s, %s', async (name, state, claims) => {
    for (const [action, [mutation, given]] of Object.entries(mutations)) {
      const id = await insertTicket('acme', { state });
      const told = (
        await as(claims, 'query ($id: ID!) { ticket(id: $id) { availableActions { action allowed reason remedy } } }', { id })
      ).data.ticket.availableActions as { action: string; allowed: boolean; reason: string | null }[];
      const { allowed, reason } = told.find((one) => one.action === action) ?? {};
      const rest = mutation === 'removeTicketParticipant' ? `participantId: "${await participantOf(id, 'Ann')}"` : given;
      const { userErrors, receipt } = (
        await as(
          claims,
          `mutation ($id: ID!) { ${mutation}(input: { ticketId: $id ${rest} }) { receipt { id } userErrors { code message } } }`,
          { id },
        )
      ).data[mutation];
      expect({ action, done: receipt !== null }).toEqual({ action, done: allowed });
      if (!allowed) expect(userErrors).toEqual([{ code: 'NOT_ALLOWED', message: expect.stringContaining(reason ?? '?') }]);
      if (name === 'VIEWER') expect(allowed).toBe(false);
    }
  });

  it('lets a viewer read everything that is public', async () => {
    const id = await insertTicket('acme', { notes: 1 });
    const viewer = clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'VIEWER' }] });
    const { data } = await as(viewer, 'query ($id: ID!) { ticket(id: $id) { messages { totalCount nodes { body } } } }', { id });
    expect(data.ticket.messages).toEqual({ totalCount: 1, nodes: [{ body: 'No. 1' }] });
  });

  it('refuses writes without the scope, and reads without theirs', async () => {
    const id = await insertTicket('acme');
    const reader = { ...ann, scopes: ['tickets:read'] };
    const refused = await as(reader, 'mutation ($id: ID!) { closeTicket(input: { ticketId: $id }) { receipt { id } } }', { id });
    expect([refused.data, refused.errors[0]?.extensions.code]).toEqual([{ closeTicket: null }, 'FORBIDDEN']);
    const read = await as(reader, 'query ($id: ID!) { ticket(id: $id) { availableActions { allowed } } }', { id });
    expect(read.data.ticket.availableActions).toEqual(Array.from({ length: 6 }, () => ({ allowed: false })));
    const blind = await as({ ...ann, scopes: ['tickets:write'] }, 'query ($id: ID!) { ticket(id: $id) { id } }', { id });
    expect([blind.data, blind.errors[0]?.extensions.code]).toEqual([{ ticket: null }, 'FORBIDDEN']);
  });

  it('shows staff the notes and clients no sign of them', async () => {
    const id = await insertTicket('acme', { notes: 2 });
    const query =
      'query ($id: ID!) { ticket(id: $id) { updatedAt lastMessage { body } messages { totalCount nodes { body } } } }';
    const withAudience = 'query ($id: ID!) { ticket(id: $id) { messages { nodes { audience } } provenance { recordId } } }';
    const client = await as(ann, query, { id });
    expect(client.text).not.toContain('secret');
    expect(client.data.ticket.messages.totalCount).toBe(1);
    expect((await as(staffClaims(), query, { id })).data.ticket).toMatchObject({
      lastMessage: { body: 'secret note' },
      messages: { totalCount: 3 },
    });
    const asked = await as(ann, withAudience, { id });
    expect(asked.data.ticket).toEqual({ messages: { nodes: [{ audience: null }] }, provenance: { recordId: null } });
    expect(asked.errors.every(({ extensions }) => extensions.code === 'FORBIDDEN')).toBe(true);
    expect((await as(staffClaims(), withAudience, { id })).data.ticket.messages.nodes).toContainEqual({ audience: 'INTERNAL' });
  });

  it('shows addresses of the client side alone', async () => {
    const id = await insertTicket('acme');
    const { data } = await as(ann, 'query ($id: ID!) { ticket(id: $id) { participants { name email side } } }', { id });
    expect(data.ticket.participants).toEqual([
      { name: 'Ann', email: 'ann@acme.test', side: 'CLIENT' },
      { name: 'Sam', email: null, side: 'BUSINESS' },
    ]);
  });

  it('refuses a cursor of another caller, client or list', async () => {
    const clientId = `cursor-${randomUUID()}`;
    await insertTicket(clientId);
    await insertTicket(clientId);
    const query = `query ($id: ID!, $after: String, $filter: TicketFilter) { _entities(representations: [{ __typename: "Client", id: $id }]) {
      ... on Client { tickets(first: 1, after: $after, filter: $filter) { pageInfo { endCursor hasNextPage } } } } }`;
    const both = clientClaims(clientId, {
      memberships: [clientId, 'acme'].map((one) => ({ clientId: one, role: 'OWNER' as const })),
    });
    const id = toGlobalId('Client', clientId);
    const after: unknown = (await as(both, query, { id })).data._entities[0].tickets.pageInfo.endCursor;
    expect((await as(both, query, { id, after })).errors).toEqual([]);
    for (const [claims, variables] of [
      [clientClaims(clientId), { id, after }],
      [both, { id: toGlobalId('Client', 'acme'), after }],
      [both, { id, after, filter: { search: 'x' } }],
    ] as const) {
      expect((await as(claims, query, variables)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('refuses a cursor of messages of another caller or ticket', async () => {
    const [id, other] = [await insertTicket('acme', { messages: 2, notes: 2 }), await insertTicket('acme', { messages: 2 })];
    const query =
      'query ($id: ID!, $after: String) { ticket(id: $id) { messages(first: 1, after: $after) { pageInfo { endCursor } } } }';
    const after: unknown = (await as(ann, query, { id })).data.ticket.messages.pageInfo.endCursor;
    expect((await as(ann, query, { id, after })).errors).toEqual([]);
    expect((await as(ann, query, { id: other, after })).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await as(staffClaims(), query, { id, after })).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('who sees a ticket', () => {
  const role = (contactId: string, of: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER', clientId = 'acme') =>
    clientClaims(clientId, { contactId, subject: contactId, name: contactId, memberships: [{ clientId, role: of }] });
  const [olga, max, bea] = [role('olga', 'OWNER'), role('max', 'MEMBER'), role('bea', 'BILLING')];
  const contact = (id: string): string => toGlobalId('Contact', id);
  const open = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id sharing { audience roles contactIds } } receipt { id } userErrors { code path } } }`;
  const share = `mutation ($input: ShareTicketInput!) { shareTicket(input: $input) { ticket { sharing { audience roles contactIds } } receipt { id state } userErrors { code path } } }`;
  const add = `mutation ($input: AddTicketParticipantInput!) { addTicketParticipant(input: $input) { ticket { participants { id name email } sharing { contactIds } } receipt { id } userErrors { code path } } }`;
  const remove = `mutation ($input: RemoveTicketParticipantInput!) { removeTicketParticipant(input: $input) { ticket { participants { name } sharing { contactIds } } receipt { id } userErrors { code path } } }`;
  const asked = { clientId: toGlobalId('Client', 'acme'), subject: 'Private', body: 'Only between us.' };
  const sees = async (claims: IdentityClaims, id: string): Promise<boolean> =>
    (await as(claims, 'query ($id: ID!) { ticket(id: $id) { id } }', { id })).data.ticket !== null;
  const openFor = async (claims: IdentityClaims, contactIds: string[]): Promise<string> => {
    const sharing = { audience: 'CONTACTS', contactIds: contactIds.map(contact) };
    const { data } = await as(claims, open, { input: { ...asked, sharing } });
    expect(data.openTicket).toMatchObject({ ticket: { sharing: { ...sharing, roles: [] } }, userErrors: [] });
    return data.openTicket.ticket.id;
  };

  it('is decided by whoever opens it, who stays among them, and the whole company is what it is without a word', async () => {
    const id = await openFor(max, ['bea']);
    expect(await Promise.all([max, bea, olga, role('mo', 'MEMBER'), staffClaims()].map((one) => sees(one, id)))).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    const { data } = await as(max, open, { input: asked });
    expect(data.openTicket.ticket.sharing).toEqual({ audience: 'COMPANY', roles: [], contactIds: [] });
    const partner = { ...clientClaims('acme', { memberships: [{ clientId: 'acme', role: null }] }), kind: 'partner' } as const;
    const sharing = { audience: 'ROLES', roles: ['MEMBER'] };
    expect((await as(partner, open, { input: { ...asked, sharing } })).data.openTicket.userErrors).toMatchObject([
      { code: 'NOT_ALLOWED' },
    ]);
    expect(await sees(partner, id)).toBe(false);
  });

  it('is changed by owners alone, who can repeat it, 50 times at once too', async () => {
    const id = await insertTicket('acme');
    const input = { ticketId: id, sharing: { audience: 'CONTACTS', contactIds: [contact('bea')] }, idempotencyKey: 'k' };
    expect((await as(max, share, { input })).data.shareTicket.userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const answers = await Promise.all(Array.from({ length: 50 }, () => as(olga, share, { input })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.data.shareTicket).toMatchObject({ receipt: { state: 'APPLIED' }, userErrors: [] });
    const { rows } = await sql.query(
      `select from tickets.ticket_changes c join tickets.tickets t on t.id = c.ticket_id where t.id = $1`,
      [Buffer.from(id, 'base64url').toString().slice('Ticket:'.length)],
    );
    expect(rows).toHaveLength(1);
    expect(await sees(max, id)).toBe(false);
    const another = { ...input, sharing: { audience: 'COMPANY' } };
    expect((await as(olga, share, { input: another })).data.shareTicket.userErrors).toEqual([
      { code: 'CONFLICT', path: ['idempotencyKey'] },
    ]);
  });

  it.each([
    [{ audience: 'ROLES' }, 'roles'],
    [{ audience: 'CONTACTS', contactIds: [] }, 'contactIds'],
    [{ audience: 'CONTACTS', contactIds: [toGlobalId('Client', 'acme')] }, 'contactIds'],
    [{ audience: 'COMPANY', roles: ['MEMBER'] }, 'roles'],
  ])('is refused where it says nothing: %j', async (sharing, field) => {
    const id = await insertTicket('acme');
    const refused = [{ code: 'INVALID', path: ['sharing', field] }];
    expect((await as(olga, share, { input: { ticketId: id, sharing } })).data.shareTicket.userErrors).toEqual(refused);
    expect((await as(olga, open, { input: { ...asked, sharing } })).data.openTicket.userErrors).toEqual(refused);
  });

  it('holds in lists, counts and facts too', async () => {
    const clientId = `shared-${randomUUID()}`;
    const id = await insertTicket(clientId, { state: 'waiting_on_client' });
    await as(staffClaims(), share, { input: { ticketId: id, sharing: { audience: 'CONTACTS', contactIds: [contact('bea')] } } });
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
      tickets { totalCount nodes { id } } ticketFacts { steps { subjectId } events { key } } } } }`;
    const seen = async (claims: IdentityClaims) => {
      const { tickets, ticketFacts } = (await as(claims, query, { id: toGlobalId('Client', clientId) })).data._entities[0];
      return [tickets.totalCount, tickets.nodes.length, ticketFacts.steps.length, ticketFacts.events.length];
    };
    expect(await seen(role('bea', 'BILLING', clientId))).toEqual([1, 1, 1, 1]);
    expect(await seen(role('max', 'MEMBER', clientId))).toEqual([0, 0, 0, 0]);
  });

  it('grows by those who are brought into a ticket that is shared by name, by its opener or an owner', async () => {
    const id = await openFor(max, ['bea']);
    const dana = { ticketId: id, contactId: contact('dana'), name: 'Dana', email: 'dana@example.com', idempotencyKey: 'k' };
    // Bea sees the ticket and may write into it, but it is not for her to choose who reads along.
    expect((await as(bea, add, { input: dana })).data.addTicketParticipant.userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await sees(role('dana', 'VIEWER'), id)).toBe(false);
    const answers = await Promise.all(Array.from({ length: 50 }, () => as(max, add, { input: dana })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { ticket } = answers[0]?.data.addTicketParticipant;
    expect(ticket.participants.map(({ name, email }: any) => [name, email])).toEqual([
      ['max', null],
      ['Dana', 'dana@example.com'],
    ]);
    expect(ticket.sharing.contactIds).toEqual([contact('bea'), contact('dana')]);
    expect(await sees(role('dana', 'VIEWER'), id)).toBe(true);
    expect((await as(max, add, { input: { ...dana, name: 'Other' } })).data.addTicketParticipant.userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
    const [opener, added] = ticket.participants as { id: string }[];
    const out = async (participantId: unknown) =>
      (await as(olga, remove, { input: { ticketId: id, participantId } })).data.removeTicketParticipant;
    expect((await out(opener?.id)).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await out(added?.id)).toMatchObject({
      ticket: { participants: [{ name: 'max' }], sharing: { contactIds: [contact('bea')] } },
    });
    expect(await sees(role('dana', 'VIEWER'), id)).toBe(false);
    expect((await out(added?.id)).userErrors).toEqual([{ code: 'NOT_FOUND', path: ['participantId'] }]);
  });

  it('keeps the people of the business in a ticket', async () => {
    const id = await insertTicket('acme');
    const input = { ticketId: id, participantId: await participantOf(id, 'Sam') };
    for (const claims of [olga, staffClaims()]) {
      const { receipt, userErrors } = (await as(claims, remove, { input })).data.removeTicketParticipant;
      expect([receipt, userErrors]).toEqual([null, [{ code: 'NOT_ALLOWED', path: [] }]]);
    }
  });

  it('takes no more than a hundred people', async () => {
    const id = await insertTicket('acme');
    await sql.query(
      `insert into tickets.participants (ticket_id, person, name, side, joined_at)
        select $1, 'p' || n, 'No. ' || n, 'CLIENT', now() from generate_series(1, 98) n`,
      [Buffer.from(id, 'base64url').toString().slice('Ticket:'.length)],
    );
    const input = { ticketId: id, name: 'Dana', email: 'dana@example.com' };
    expect((await as(olga, add, { input })).data.addTicketParticipant.userErrors).toEqual([{ code: 'NOT_ALLOWED', path: [] }]);
  });

  it.each([
    ['name', ''],
    ['name', 'x\nBcc: all@example.com'],
    ['name', 'x'.repeat(101)],
    ['email', 'nobody'],
    ['email', 'a@b@example.com'],
    ['email', 'group:staff@example.com'],
    ['email', '"x" <a@example.com>'],
    ['email', 'a@example.com\nb@example.com'],
    ['email', `${'x'.repeat(120)}@example.com`],
    ['contactId', 'bea'],
    ['contactId', toGlobalId('Client', 'acme')],
  ])('refuses to bring in somebody with the %s %j', async (field, value) => {
    const id = await insertTicket('acme');
    const input = { ticketId: id, name: 'Dana', email: 'dana@example.com', [field]: value };
    const { receipt, userErrors } = (await as(olga, add, { input })).data.addTicketParticipant;
    expect([receipt, userErrors]).toEqual([null, [{ code: 'INVALID', path: [field] }]]);
  });
});

describe('the number of statements', () => {
  it('does not grow with the number of tickets', async () => {
    const clients = [`few-${randomUUID()}`, `more-${randomUUID()}`];
    for (const clientId of clients) for (let made = 0; made < 100; made += 1) await insertTicket(clientId, { messages: 3 });
    const claims = clientClaims('', { memberships: clients.map((clientId) => ({ clientId, role: 'OWNER' as const })) });
    const query = `query ($of: [_Any!]!, $first: Int!) { _entities(representations: $of) { ... on Client { tickets(first: $first) {
      totalCount nodes { id title status { phase } lastMessage { body author { name } ticket { id } } participants { name } messages(first: 2) { totalCount nodes { body attachments { name } } }
        availableActions { action allowed } } } ticketFacts { steps { subjectId } events { key } } } } }`;
    const count = async (first: number): Promise<number> => {
      statements.length = 0;
      const of = clients.map((clientId) => ({ __typename: 'Client', id: toGlobalId('Client', clientId) }));
      const { data, errors } = await as(claims, query, { of, first });
      expect(errors).toEqual([]);
      expect(data._entities.map((one: any) => one.tickets.nodes.length)).toEqual([first, first]);
      return statements.length;
    };
    // Tickets, their count, last messages, participants, messages, their count, waiting, events, the ticket of a message, and what is on
    // its way.
    expect([await count(20), await count(100)]).toEqual([10, 10]);
  });
});

describe('facts', () => {
  const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client { ticketFacts {
    system steps { subjectType subjectId title headline action since dueBy } events { key kind actor headline subjectId } } } } }`;

  it('tell what waits on the client and what happened, without the notes', async () => {
    const clientId = `facts-${randomUUID()}`;
    await insertTicket(clientId, { messages: 2, notes: 3 });
    const waiting = await insertTicket(clientId, { state: 'waiting_on_client' });
    const id = toGlobalId('Client', clientId);
    statements.length = 0;
    const { ticketFacts } = (await as(clientClaims(clientId), query, { id })).data._entities[0];
    expect(statements).toHaveLength(2);
    expect(ticketFacts.steps).toMatchObject([
      { subjectType: 'Ticket', subjectId: waiting, title: 'Printer', action: 'REPLY_TO_TICKET' },
    ]);
    expect(ticketFacts.events.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'MESSAGE_SENT',
      'TICKET_OPENED',
      'TICKET_OPENED',
    ]);
    const viewer = clientClaims(clientId, { memberships: [{ clientId, role: 'VIEWER' }] });
    expect((await as(viewer, query, { id })).data._entities[0].ticketFacts.steps).toMatchObject([{ action: null }]);
    const blind = { ...clientClaims(clientId), scopes: ['clients:read'] };
    expect((await as(blind, query, { id })).data._entities[0].ticketFacts).toBeNull();
    // Staff see notes where they ask for messages; a timeline is read over shoulders.
    expect((await as(staffClaims(), query, { id })).text).not.toContain('secret');
  });
});

describe('a help desk that is down', () => {
  it('acknowledges nothing, and says nothing of itself', async () => {
    const config = readTicketsConfig({
      TICKETS_PORT: '0',
      TICKETS_DATABASE_URL: 'postgres://secret:secret@127.0.0.1:1/secret',
      IDENTITY_KEYS: JSON.stringify(gateway.keys),
      CURSOR_SECRET: 'c'.repeat(32),
    });
    const down = await createTickets(config, { logger });
    const address = await down.listen(config);
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: await gateway.sign('tickets', ann) },
      body: JSON.stringify({
        query: `mutation { openTicket(input: { clientId: "${toGlobalId('Client', 'acme')}" subject: "x" body: "x" }) { receipt { id } userErrors { code } } }`,
      }),
    });
    expect(await answer.json()).toMatchObject({
      data: { openTicket: null },
      errors: [
        { message: 'The store of actions cannot be reached at the moment.', extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
      ],
    });
    expect((await fetch(address.replace('/graphql', '/ready'))).status).toBe(503);
    await down.close();
  });
});
