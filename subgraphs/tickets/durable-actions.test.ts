import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { JWK } from 'jose';
import pg from 'pg';
import { makePrivateJwk, publicHalfOf } from '../../scripts/embedded/service-keys.ts';
import type { PrivateJwk } from '../../scripts/embedded/service-keys.ts';
import { AppError } from '../../schema/contract/app-error.ts';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { IDENTITY_HEADER } from '../../schema/contract/header-names.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { readReceiptId, toReceiptId } from '../../schema/contract/receipt-id.ts';
import { createServiceIdentity } from '../kit/service-identity.ts';
import type { SubgraphServer } from '../kit/server.ts';
import { clientClaims, createTestGateway, staffClaims } from '../kit/testing/identity.ts';
import type { TestGateway } from '../kit/testing/identity.ts';
import { createTestDatabase } from '../kit/testing/test-database.ts';
import type { TestDatabase } from '../kit/testing/test-database.ts';
import { readTicketsConfig } from './config.ts';
import type { TicketStore } from './port.ts';
import { createTickets } from './server.ts';

/** A help desk that can be taken away; the store of actions stays. */
const desk = { reads: true, writes: true, calls: [] as string[] };
const ann = clientClaims('acme', { name: 'Ann Müller' });
const clientId = toGlobalId('Client', 'acme');
const services = new Map<string, PrivateJwk>();
let database: TestDatabase;
let gateway: TestGateway;
let server: SubgraphServer;
let url: string;

function takenAway(store: TicketStore): TicketStore {
  const writes: readonly string[] = [
    ...['openTicket', 'reply', 'closeTicket', 'reopenTicket'],
    ...['shareTicket', 'addParticipant', 'removeParticipant'],
  ];
  return new Proxy(store, {
    get(target, name: keyof TicketStore) {
      const method = target[name].bind(target) as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => {
        if (writes.includes(name)) desk.calls.push(name);
        const isUp = writes.includes(name) ? desk.writes : desk.reads || name === 'close';
        return isUp ? method(...given) : Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'Help desk cannot be reached.'));
      };
    },
  });
}

beforeAll(async () => {
  [database, gateway] = await Promise.all([createTestDatabase(), createTestGateway()]);
  const keys = [...gateway.keys.keys];
  for (const service of ['workflow', 'files']) {
    const key = await makePrivateJwk();
    services.set(service, key);
    const scopes = ['tickets:read', 'tickets:write', 'clients:all'];
    keys.push({ ...publicHalfOf(key), portal_service: service, portal_scopes: scopes } as JWK);
  }
  const config = readTicketsConfig({
    TICKETS_PORT: '0',
    TICKETS_DATABASE_URL: database.url,
    TICKETS_DATABASE_MIGRATE: 'true',
    IDENTITY_KEYS: JSON.stringify({ keys }),
    CURSOR_SECRET: 'c'.repeat(32),
  });
  server = await createTickets(config, {
    logger: createLogger({ name: 'test', level: 'silent' }),
    wrapStore: takenAway,
    actions: { backoff: { baseMs: 20, maxMs: 40 }, pollMs: 20, doubtMs: 100 },
  });
  url = await server.listen(config);
});
afterEach(() => {
  Object.assign(desk, { reads: true, writes: true, calls: [] });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

async function as(
  claims: IdentityClaims,
  query: string,
  variables: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<{ text: string; data: any; errors: any[] }> {
  return post(await gateway.sign('tickets', claims), query, variables, headers);
}

/** Services sign for themselves, and the gateway for everybody else. */
async function asService(claims: IdentityClaims, query: string, variables: unknown): ReturnType<typeof as> {
  const { kind, subject: service, scopes } = claims;
  const key = services.get(service);
  if (kind !== 'service' || !key) return as(claims, query, variables);
  return post(await createServiceIdentity({ service, key, scopes })('tickets'), query, variables);
}

async function post(
  token: string,
  query: string,
  variables: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ text: string; data: any; errors: any[] }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: token, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  const { data, errors = [] } = JSON.parse(text) as { data: any; errors?: any[] };
  return { text, data, errors };
}

const open = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) {
  ticket { id status { phase } } receipt { id state acceptedAt appliedAt error } userErrors { code message } } }`;
const reply = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) {
  message { id body delivery author { name } ticket { id } } receipt { id state appliedAt error } userErrors { code message path } } }`;
const thread = `query ($id: ID!, $first: Int, $after: String) { ticket(id: $id) { lastMessage { body delivery } messages(first: $first, after: $after) {
  totalCount nodes { body delivery } pageInfo { hasNextPage endCursor } } } }`;
const message = `query ($id: ID!) { _entities(representations: [{ __typename: "Message", id: $id }]) { ... on Message { body delivery } } }`;

const follower: IdentityClaims = {
  ...{ kind: 'service', subject: 'workflow', memberships: [], scopes: [], expiresAt: 4_000_000_000 },
};
const receiptOf = `query ($caller: String!, $id: ID!) { it: keptReceipt(caller: $caller, receiptId: $id) { id state error } }`;
/** As `workflow` asks, unless it is somebody else who does. */
const inNameOf = (caller: unknown, query: string, variables: object = {}, asking = follower) =>
  asService(asking, query, { caller: JSON.stringify(caller), ...variables });
/** Where an action of Ann's has got to. */
const receiptNow = async (id: string) => (await inNameOf(ann, receiptOf, { id })).data.it;

async function openOne(): Promise<string> {
  const input = { clientId, subject: 'Printer', body: 'It smokes.', idempotencyKey: randomUUID() };
  return until(async () => (await as(ann, open, { input })).data.openTicket.ticket?.id ?? false);
}

async function until<Value>(read: () => Promise<Value | false>): Promise<Value> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20)) {
    const value = await read();
    if (value !== false) return value;
  }
  throw new Error('it did not happen in time');
}

describe('while the help desk cannot be written to', () => {
  it('a reply is accepted, stands in the thread as on its way, and is there once when the help desk is back', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    const input = { ticketId, body: 'Still.', idempotencyKey: randomUUID() };
    const first = (await as(ann, reply, { input })).data.replyToTicket;
    expect(first).toMatchObject({
      message: { body: 'Still.', delivery: 'ON_ITS_WAY', author: { name: 'Ann Müller' }, ticket: { id: ticketId } },
      receipt: { state: 'ACCEPTED', appliedAt: null, error: null },
      userErrors: [],
    });
    expect(readReceiptId(first.receipt.id)?.owner).toBe('tickets');
    const waiting = (await as(ann, thread, { id: ticketId })).data.ticket;
    expect(waiting).toMatchObject({
      lastMessage: { body: 'Still.', delivery: 'ON_ITS_WAY' },
      messages: { totalCount: 2, nodes: [{ delivery: 'SENT' }, { body: 'Still.', delivery: 'ON_ITS_WAY' }] },
    });
    expect((await as(ann, message, { id: first.message.id })).data._entities[0]).toEqual({
      body: 'Still.',
      delivery: 'ON_ITS_WAY',
    });
    desk.writes = true;
    const last = await until(async () => {
      const again = (await as(ann, reply, { input })).data.replyToTicket;
      return again.receipt.state === 'APPLIED' && again;
    });
    expect(last.receipt.id).toBe(first.receipt.id);
    expect(last.message).toMatchObject({ body: 'Still.', delivery: 'SENT' });
    // The id that it had on its way still leads to it.
    expect((await as(ann, message, { id: first.message.id })).data._entities[0]).toEqual({ body: 'Still.', delivery: 'SENT' });
    expect((await as(ann, thread, { id: ticketId })).data.ticket.messages).toMatchObject({
      totalCount: 2,
      nodes: [{ delivery: 'SENT' }, { body: 'Still.', delivery: 'SENT' }],
    });
  });

  it('replies keep their order, and pages lead through them', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    const texts = ['1', '2', '3'];
    for (const body of texts) await as(ann, reply, { input: { ticketId, body } });
    const seen: string[] = [];
    for (let after: string | null = null, pages = 0; pages < 10; pages += 1) {
      const { nodes, pageInfo }: any = (await as(ann, thread, { id: ticketId, first: 1, after })).data.ticket.messages;
      seen.push(...nodes.map(({ body }: { body: string }) => body));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['It smokes.', ...texts]);
    desk.writes = true;
    const sent = await until(async () => {
      const { nodes } = (await as(ann, thread, { id: ticketId })).data.ticket.messages;
      return nodes.every(({ delivery }: { delivery: string }) => delivery === 'SENT') && nodes;
    });
    expect(sent.map(({ body }: { body: string }) => body)).toEqual(['It smokes.', ...texts]);
  });

  it('shows what is on its way to nobody who may not see the ticket', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    const { id } = (await as(ann, reply, { input: { ticketId, body: 'secret' } })).data.replyToTicket.message;
    const stranger = clientClaims('globex');
    const missing = toGlobalId('Message', 'on-its-way-00000000000000000000000000000000');
    const answers = await Promise.all([id, missing, 'x'].map((one) => as(stranger, message, { id: one })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await as(stranger, thread, { id: ticketId })).data).toEqual({ ticket: null });
  });

  it('a ticket is accepted, and the same key leads to it when it is there', async () => {
    desk.writes = false;
    const input = { clientId, subject: 'Later', body: 'x', idempotencyKey: randomUUID() };
    const first = (await as(ann, open, { input })).data.openTicket;
    expect(first).toMatchObject({ ticket: null, receipt: { state: 'ACCEPTED', appliedAt: null }, userErrors: [] });
    desk.writes = true;
    const last = await until(async () => {
      const again = (await as(ann, open, { input })).data.openTicket;
      return again.receipt.state === 'APPLIED' && again;
    });
    expect(last).toMatchObject({ ticket: { status: { phase: 'SUBMITTED' } }, receipt: { id: first.receipt.id } });
  });
});

describe('while the help desk cannot be read either', () => {
  it('a reply is accepted for any ticket in the same words, and delivered to those of its author alone', async () => {
    const ticketId = await openOne();
    const stranger = clientClaims('globex');
    Object.assign(desk, { reads: false, writes: false });
    const [own, foreign, missing] = await Promise.all([
      as(ann, reply, { input: { ticketId, body: 'Mine.', idempotencyKey: 'own' } }),
      as(stranger, reply, { input: { ticketId, body: 'Not mine.', idempotencyKey: 'foreign' } }),
      as(stranger, reply, { input: { ticketId: toGlobalId('Ticket', randomUUID()), body: 'None.', idempotencyKey: 'none' } }),
    ]);
    for (const { data } of [own, foreign, missing]) expect(data.replyToTicket.receipt.state).toBe('ACCEPTED');
    desk.reads = true;
    const waiting = (await as(ann, thread, { id: ticketId })).data.ticket.messages;
    expect(waiting.nodes.map(({ body }: { body: string }) => body)).toEqual(['It smokes.', 'Mine.']);
    desk.writes = true;
    const { nodes } = await until(async () => {
      const { messages } = (await as(ann, thread, { id: ticketId })).data.ticket;
      return messages.totalCount === 2 && messages.nodes[1].delivery === 'SENT' && messages;
    });
    expect(nodes.map(({ body }: { body: string }) => body)).toEqual(['It smokes.', 'Mine.']);
    await until(async () => Promise.resolve(desk.calls.length >= 3));
  });

  it('asks those who act for several clients to come again, and acknowledges nothing', async () => {
    const ticketId = await openOne();
    const both = { ...ann, memberships: ['acme', 'globex'].map((one) => ({ clientId: one, role: 'OWNER' as const })) };
    desk.reads = false;
    const { data, errors } = await as(both, reply, { input: { ticketId, body: 'x' } });
    expect([data.replyToTicket, errors[0]?.extensions.code]).toEqual([null, 'UPSTREAM_UNAVAILABLE']);
  });

  it('refuses those who may not act for the client at once', async () => {
    const ticketId = await openOne();
    desk.reads = false;
    const viewer = clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'VIEWER' }] });
    const { receipt, userErrors } = (await as(viewer, reply, { input: { ticketId, body: 'x' } })).data.replyToTicket;
    expect([receipt, userErrors[0].code]).toEqual([null, 'NOT_ALLOWED']);
  });

  it("shows nobody a colleague's reply to a ticket that the colleague may not see", async () => {
    const sharing = { audience: 'CONTACTS', contactIds: [toGlobalId('Contact', 'carol')] };
    const input = { clientId, subject: 'Salaries', body: 'x', sharing };
    const ticketId: string = (await as(ann, open, { input })).data.openTicket.ticket.id;
    const member = clientClaims('acme', {
      subject: 'bob',
      contactId: 'bob',
      memberships: [{ clientId: 'acme', role: 'MEMBER' }],
    });
    Object.assign(desk, { reads: false, writes: false });
    const given = { ticketId, body: 'Let me in.', idempotencyKey: randomUUID() };
    expect((await as(member, reply, { input: given })).data.replyToTicket.receipt.state).toBe('ACCEPTED');
    desk.reads = true;
    expect((await as(ann, thread, { id: ticketId })).data.ticket.messages.totalCount).toBe(1);
    expect((await as(member, reply, { input: given })).data.replyToTicket.userErrors[0].code).toBe('NOT_FOUND');
    desk.writes = true;
    await until(async () => Promise.resolve(desk.calls.filter((call) => call === 'reply').length > 0));
    await sleep(100);
    expect((await as(ann, thread, { id: ticketId })).data.ticket.messages.totalCount).toBe(1);
  });
});

describe('who sees a ticket and who takes part in it', () => {
  const people = `query ($id: ID!) { ticket(id: $id) { sharing { audience } participants { id name } } }`;
  const mutationOf = (field: string): string => `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) {
    ${field}(input: $input) { receipt { id state } userErrors { code path } } }`;
  const change = async (field: string, input: object) => (await as(ann, mutationOf(field), { input })).data[field];

  it('is accepted while the help desk is away, followed by its receipt, and done once, in order', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    const dana = { ticketId, name: 'Dana', email: 'dana@example.com', idempotencyKey: randomUUID() };
    const shared = await change('shareTicket', { ticketId, sharing: { audience: 'ROLES', roles: ['MEMBER'] } });
    const added = await change('addTicketParticipant', dana);
    expect(await change('addTicketParticipant', dana)).toEqual(added);
    for (const { receipt: given, userErrors } of [shared, added]) {
      expect([given.state, userErrors]).toEqual(['ACCEPTED', []]);
      expect(await receiptNow(given.id)).toEqual({ id: given.id, state: 'ACCEPTED', error: null });
    }
    desk.writes = true;
    await until(async () => (await receiptNow(added.receipt.id)).state === 'APPLIED');
    expect((await receiptNow(shared.receipt.id)).state).toBe('APPLIED');
    const { sharing, participants } = (await as(ann, people, { id: ticketId })).data.ticket;
    expect([sharing.audience, participants.map(({ name }: any) => name)]).toEqual(['ROLES', ['Ann Müller', 'Dana']]);

    const removal = { ticketId, participantId: participants[1].id, idempotencyKey: randomUUID() };
    // Dana does not take part any more then: a repetition is known before it is judged, and another try is not.
    const removed = await until(async () => {
      const again = await change('removeTicketParticipant', removal);
      return again.receipt.state === 'APPLIED' && again;
    });
    expect(await change('removeTicketParticipant', removal)).toEqual(removed);
    expect(removed.userErrors).toEqual([]);
    const another = await change('removeTicketParticipant', { ...removal, idempotencyKey: randomUUID() });
    expect(another).toEqual({ receipt: null, userErrors: [{ code: 'NOT_FOUND', path: ['participantId'] }] });
  });

  it('is decided at once by those alone who may, and at the delivery by the ticket', async () => {
    const ticketId = await openOne();
    const member = clientClaims('acme', { subject: 'm', contactId: 'm', memberships: [{ clientId: 'acme', role: 'MEMBER' }] });
    Object.assign(desk, { reads: false, writes: false });
    const sharing = { audience: 'COMPANY' };
    const tried = (await as(member, mutationOf('shareTicket'), { input: { ticketId, sharing } })).data.shareTicket;
    expect([tried.receipt, tried.userErrors[0].code]).toEqual([null, 'NOT_ALLOWED']);
    const late = await change('removeTicketParticipant', { ticketId, participantId: 'nobody' });
    expect(late.receipt.state).toBe('ACCEPTED');
    Object.assign(desk, { reads: true, writes: true });
    const failed = await until(async () => {
      const found = await receiptNow(late.receipt.id);
      return found.state === 'FAILED' && found;
    });
    expect(failed.error).toBe('There is no such participant.');
  });
});

describe('the evidence', () => {
  it('says from which address somebody acted, as the gateway signed it, and nothing of what the request says itself', async () => {
    const ticketId = await openOne();
    const input = { ticketId, body: 'From here.' };
    const { id } = (await as({ ...ann, address: '203.0.113.9' }, reply, { input })).data.replyToTicket.receipt;
    const unknown = (await as(ann, reply, { input }, { 'x-forwarded-for': '198.51.100.1' })).data.replyToTicket.receipt.id;
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    try {
      const from = async (receiptId: string): Promise<unknown> => {
        const actionId = readReceiptId(receiptId)?.localId;
        const { rows } = await sql.query('select evidence from tickets_actions.actions where id = $1', [actionId]);
        return rows[0].evidence.from;
      };
      expect(await from(id)).toEqual({ requestId: expect.any(String), address: '203.0.113.9' });
      expect(await from(unknown)).toEqual({ requestId: expect.any(String) });
    } finally {
      await sql.end();
    }
  });
});

describe('two people who act on one ticket', () => {
  const mutationOf = (field: string): string => `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) {
    ${field}(input: $input) { ticket { updatedAt status { phase } } receipt { state } userErrors { code path } } }`;
  const updatedAt = async (id: string): Promise<string> =>
    (await as(ann, 'query ($id: ID!) { ticket(id: $id) { updatedAt } }', { id })).data.ticket.updatedAt;
  const conflict = [{ code: 'CONFLICT', path: ['ifUnchangedSince'] }];
  /** Repeats it under its key until it is done or refused. */
  const settled = async (who: IdentityClaims, field: string, input: object): Promise<any> => {
    const idempotencyKey = randomUUID();
    const source = field === 'replyToTicket' ? reply : mutationOf(field);
    return until(async () => {
      const answer = (await as(who, source, { input: { ...input, idempotencyKey } })).data[field];
      return answer.receipt?.state !== 'ACCEPTED' && answer;
    });
  };

  it.each([['closeTicket', {}] as const, ['shareTicket', { sharing: { audience: 'COMPANY' } }] as const])(
    '%s: the later one is told, and shown how it stands',
    async (field, rest) => {
      const ticketId = await openOne();
      const seen = await updatedAt(ticketId);
      await sleep(2);
      await settled(staffClaims(), 'replyToTicket', { ticketId, body: 'Wait!' });
      const now = await updatedAt(ticketId);
      expect(now).not.toBe(seen);
      const late = (await as(ann, mutationOf(field), { input: { ...rest, ticketId, ifUnchangedSince: seen } })).data[field];
      expect(late).toEqual({ ticket: { updatedAt: now, status: { phase: 'IN_PROGRESS' } }, receipt: null, userErrors: conflict });
      const right = await settled(ann, field, { ...rest, ticketId, ifUnchangedSince: now });
      expect(right).toMatchObject({ receipt: { state: 'APPLIED' }, userErrors: [] });
    },
  );

  it('is judged at the delivery too, before what the ticket allows by then', async () => {
    const ticketId = await openOne();
    const seen = await updatedAt(ticketId);
    desk.writes = false;
    await as(staffClaims(), reply, { input: { ticketId, body: 'Wait!' } });
    const input = { ticketId, ifUnchangedSince: seen, idempotencyKey: randomUUID() };
    expect((await as(ann, mutationOf('closeTicket'), { input })).data.closeTicket.receipt.state).toBe('ACCEPTED');
    desk.writes = true;
    const late = await until(async () => {
      const again = (await as(ann, mutationOf('closeTicket'), { input })).data.closeTicket;
      return again.receipt.state === 'FAILED' && again;
    });
    expect(late).toMatchObject({ ticket: { status: { phase: 'IN_PROGRESS' } }, userErrors: conflict });
  });

  it('closes and reopens once, whoever comes first', async () => {
    const ticketId = await openOne();
    const seen = await updatedAt(ticketId);
    await sleep(2);
    const input = { ticketId, ifUnchangedSince: seen };
    const both = await Promise.all([ann, staffClaims()].map((who) => settled(who, 'closeTicket', input)));
    expect(both.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    const reopened = (await as(ann, mutationOf('reopenTicket'), { input })).data.reopenTicket;
    expect(reopened).toMatchObject({ ticket: { status: { phase: 'DONE' } }, receipt: null, userErrors: conflict });
  });
});

describe('what the help desk refuses by then', () => {
  it('is failed, with the words of the rule', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    const input = { ticketId, body: 'Too late.', idempotencyKey: randomUUID() };
    await as(ann, `mutation ($id: ID!) { closeTicket(input: { ticketId: $id }) { receipt { state } } }`, { id: ticketId });
    expect((await as(ann, reply, { input })).data.replyToTicket.receipt.state).toBe('ACCEPTED');
    desk.writes = true;
    const failed = await until(async () => {
      const again = (await as(ann, reply, { input })).data.replyToTicket;
      return again.receipt.state === 'FAILED' && again;
    });
    expect(failed).toMatchObject({
      message: null,
      receipt: { state: 'FAILED', error: expect.stringContaining('settled') },
      userErrors: [{ code: 'NOT_ALLOWED', message: expect.stringContaining('settled'), path: [] }],
    });
    expect((await as(ann, thread, { id: ticketId })).data.ticket.messages.totalCount).toBe(1);
  });
});

describe('what is kept of an action, for the portal that follows it', () => {
  const list = `query ($caller: String!, $first: Int = 100) { it: deadLetters(caller: $caller, first: $first) { totalCount hasNextPage letters {
    receipt { id error } mutation author refused attempts clientId problem position } } }`;
  const decide = `mutation ($caller: String!, $id: ID!, $decision: ActionDecision!) {
    it: decideKeptAction(caller: $caller, receiptId: $id, decision: $decision) { receipt { state error } userErrors { code } } }`;

  it('is for whoever acted, and for staff; to all others there is none', async () => {
    const ticketId = await openOne();
    const { id } = (await as(ann, reply, { input: { ticketId, body: 'x' } })).data.replyToTicket.receipt;
    const known = { it: { id, state: 'APPLIED', error: null } };
    expect((await inNameOf(ann, receiptOf, { id })).data).toEqual(known);
    expect((await inNameOf(staffClaims(), receiptOf, { id })).data).toEqual(known);
    const others = [
      clientClaims('acme', { subject: 'bob', contactId: 'bob' }),
      // Neither the same contact of another client, nor the same subject without the contact.
      clientClaims('globex', { contactId: 'contact-of-acme' }),
      {
        ...clientClaims('acme', { memberships: [{ clientId: 'acme', role: null }] }),
        kind: 'partner' as const,
        contactId: undefined,
      },
      staffClaims({ scopes: ['tickets:read'], memberships: [{ clientId: 'globex', role: null }] }),
    ] as IdentityClaims[];
    const texts = await Promise.all(others.map(async (one) => (await inNameOf(one, receiptOf, { id })).text));
    const missing = toReceiptId('tickets', '0'.repeat(32));
    for (const one of [missing, toReceiptId('files', '1'), ticketId, 'x', ''])
      texts.push((await inNameOf(ann, receiptOf, { id: one })).text);
    expect(new Set(texts)).toEqual(new Set([`${JSON.stringify({ data: { it: null } })}\n`]));
  });

  it('is told to nobody but the service that follows, and in no name but that of a caller', async () => {
    const ticketId = await openOne();
    const { id } = (await as(ann, reply, { input: { ticketId, body: 'x' } })).data.replyToTicket.receipt;
    const everything = { ...follower, scopes: ['tickets:read', 'tickets:write', 'clients:all'] };
    for (const asking of [ann, staffClaims(), { ...everything, subject: 'gateway' }, { ...everything, subject: 'files' }]) {
      for (const query of [receiptOf, list, decide]) {
        const { data, errors } = await inNameOf(staffClaims(), query, { id, decision: 'RETRY' }, asking);
        expect([data, errors[0]?.extensions.code]).toEqual([{ it: null }, 'FORBIDDEN']);
      }
    }
    for (const caller of [everything, null, 'x', { kind: 'staff' }]) {
      const { data, errors } = await inNameOf(caller, receiptOf, { id });
      expect([data, errors[0]?.extensions.code]).toEqual([{ it: null }, 'BAD_USER_INPUT']);
    }
  });

  it('is told to the gateways, and to nobody else, as clients for whom something changed', async () => {
    const changes = 'query ($after: String) { it: recordChanges(after: $after) { cursor reset clientIds } }';
    for (const asking of [ann, staffClaims(), follower, { ...follower, subject: 'files' }]) {
      const { data, errors } = await asService(asking, changes, {});
      expect([data, errors[0]?.extensions.code]).toEqual([{ it: null }, 'FORBIDDEN']);
    }
    const ofGateway: IdentityClaims = { ...follower, subject: 'gateway' };
    const { cursor } = (await as(ofGateway, changes)).data.it;
    await openOne();
    expect((await as(ofGateway, changes, { after: cursor })).data.it).toMatchObject({ reset: false, clientIds: ['acme'] });
  });

  it('of what failed is on the list of staff, who try again or call off', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    await as(ann, `mutation ($id: ID!) { closeTicket(input: { ticketId: $id }) { receipt { state } } }`, { id: ticketId });
    const { id } = (await as(ann, reply, { input: { ticketId, body: 'Hm.' } })).data.replyToTicket.receipt;
    // It waits behind the closing, so nobody delivers it.
    const cancel = { id, decision: 'CANCEL' };
    const retry = { id, decision: 'RETRY' };
    const cancelled = await inNameOf(staffClaims({ name: 'Sam' }), decide, cancel);
    expect(cancelled.data.it).toEqual({
      receipt: { state: 'FAILED', error: 'It was called off by the business.' },
      userErrors: [],
    });
    expect((await inNameOf(staffClaims(), decide, cancel)).text).toBe(cancelled.text);
    const isListed = async () => {
      const { letters } = (await inNameOf(staffClaims(), list)).data.it;
      return letters.find((one: any) => one.receipt.id === id) ?? false;
    };
    expect(await isListed()).toBe(false);
    desk.writes = true;
    await inNameOf(staffClaims(), decide, retry);
    expect(await until(isListed)).toEqual({
      receipt: { id, error: expect.stringContaining('settled') },
      mutation: 'replyToTicket',
      author: 'Ann Müller',
      refused: true,
      attempts: expect.any(Number),
      clientId,
      problem: null,
      position: [expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/), expect.any(String)],
    });
    await as(ann, `mutation ($id: ID!) { reopenTicket(input: { ticketId: $id }) { receipt { state } } }`, { id: ticketId });
    expect((await inNameOf(staffClaims(), decide, retry)).data.it).toEqual({
      receipt: { state: 'APPLIED', error: null },
      userErrors: [],
    });
    expect(await isListed()).toBe(false);
    expect((await inNameOf(staffClaims(), decide, cancel)).data.it.userErrors).toEqual([{ code: 'NOT_ALLOWED' }]);
    // Staff who do not reach the client or lack the scope, whoever looks through somebody's eyes, and those who acted, decide nothing.
    const elsewhere = staffClaims({
      scopes: ['tickets:read', 'tickets:write'],
      memberships: [{ clientId: 'initech', role: null }],
    });
    const reading = staffClaims({ scopes: ['tickets:read', 'clients:all'] });
    for (const one of [elsewhere, reading, { ...staffClaims(), actor: { subject: 'sara' } }, ann]) {
      const { data, errors } = await inNameOf(one, decide, retry);
      expect(data?.it?.userErrors ?? errors[0].extensions.code).not.toEqual([]);
      expect(data?.it?.receipt ?? null).toBeNull();
    }
    for (const one of [elsewhere, staffClaims({ scopes: ['clients:all'] }), ann]) {
      expect((await inNameOf(one, list)).data.it).toEqual({ totalCount: 0, hasNextPage: false, letters: [] });
    }
    expect((await inNameOf(staffClaims(), list, { first: 101 })).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
