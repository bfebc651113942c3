import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { clientClaims, staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import { createTestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import type { TestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import { createPostgresTickets } from '../../subgraphs/tickets/adapters/postgres/index.ts';
import type { TicketStore } from '../../subgraphs/tickets/port.ts';
import { seedTickets, toRequestTrackerSeed } from './tickets.ts';
import { createWorld } from './world.ts';

const world = createWorld({ anchor: new Date('2026-11-24T00:00:00Z') });
const sharing = { audience: 'COMPANY', roles: [], contactIds: [] } as const;
const everything = { phases: null, waitingOn: null, search: null };
let database: TestDatabase;
let store: TicketStore;

beforeAll(async () => {
  database = await createTestDatabase();
  await Promise.all([seedTickets(world, database.url), seedTickets(world, database.url)]);
  store = createPostgresTickets({ url: database.url, system: 'Help desk', reportUnknownState: () => undefined });
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

describe('the seeded help desk', () => {
  it('has every ticket of the world once, however often it is seeded', async () => {
    await seedTickets(world, database.url);
    for (const { id } of world.clients) {
      const clientId = asClientId(id);
      const count = (await store.countTicketsOf(scopeOf(staffClaims()), [clientId], everything)).get(clientId) ?? 0;
      expect(count).toBe(world.tickets.filter((ticket) => ticket.clientId === id).length);
    }
  });

  it('has nothing in it that tells a client of internal notes', async () => {
    const notes = world.tickets.flatMap(({ messages }) => messages.filter(({ audience }) => audience === 'INTERNAL'));
    expect(notes.length).toBeGreaterThan(0);
    for (const { id } of world.clients) {
      const clientId = asClientId(id);
      const scope = scopeOf(clientClaims(id));
      const tickets = [...(await store.ticketsOf(scope, [clientId], everything, { first: 100, after: null })).values()].flatMap(
        ({ items }) => items,
      );
      const ids = tickets.map(({ record }) => record.id);
      const last = await store.lastMessages(scope, ids);
      for (const { record } of tickets) expect(record.updatedAt.getTime()).toBe(last.get(record.id)?.sentAt.getTime());
      const seen = JSON.stringify([tickets, ...(await store.messagesOf(scope, ids, { first: 100, after: null })).values()]);
      for (const { body } of notes) expect(seen).not.toContain(JSON.stringify(body));
    }
  });

  it('takes new tickets after it was filled', async () => {
    const clientId = asClientId(world.clients[0]?.id ?? '');
    const actor = { id: 'x', name: 'X', side: 'CLIENT' } as const;
    const command = {
      marker: 'new',
      actor,
      clientId,
      subject: 'New',
      body: 'New',
      priority: 'LOW',
      sharing,
      openedBy: null,
    } as const;
    expect(await store.openTicket(scopeOf(staffClaims()), command)).toMatchObject({ outcome: 'applied' });
  });
});

describe('the seed for a Request Tracker', () => {
  it('begins every ticket with a public message by one of its requestors', () => {
    const seed = toRequestTrackerSeed(world);
    expect(seed.flatMap(({ tickets }) => tickets)).toHaveLength(world.tickets.length);
    for (const { requestors, tickets } of seed) {
      for (const { messages } of tickets) {
        expect(messages[0]?.internal).toBe(false);
        expect(requestors).toContain(messages[0]?.from);
      }
    }
  });
});
