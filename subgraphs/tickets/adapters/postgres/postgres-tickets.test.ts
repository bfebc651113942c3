import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '../../../kit/testing/test-database.ts';
import type { TestDatabase } from '../../../kit/testing/test-database.ts';
import { describeFailingTicketStore, describeTicketStore } from '../../port.contract.ts';
import type { SeededTicket } from '../../port.contract.ts';
import { createPostgresTickets, migratePostgresTickets } from './index.ts';

const options = { system: 'Help desk', reportUnknownState: () => undefined };
const states = { new: 'new', open: 'open', 'waiting on client': 'waiting_on_client', settled: 'solved' } as const;

describeTicketStore('PostgreSQL', async () => {
  const database = await createTestDatabase();
  await migratePostgresTickets(database.url);
  const store = createPostgresTickets({ ...options, url: database.url });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return {
    store,
    longList: 250,
    atOnce: 50,
    async seed(tickets) {
      const ids: string[] = [];
      await client.query('begin');
      for (const ticket of tickets) ids.push(await insertTicket(client, ticket));
      await client.query('commit');
      return ids;
    },
    async close() {
      await store.close();
      await client.end();
      await database.drop();
    },
  };
});

/** All tickets of one transaction get the same time, down to the microsecond. */
async function insertTicket(client: pg.Client, ticket: SeededTicket): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `with n as (insert into tickets.ticket_numbers values ($1, 1001)
        on conflict (client_id) do update set last_number = ticket_numbers.last_number + 1 returning last_number)
      insert into tickets.tickets (number, client_id, subject, state, state_since, priority, created_at, updated_at)
      select last_number, $1, $2, $3, now(), 'NORMAL', now(), now() from n returning id`,
    [ticket.clientId, ticket.subject, states[ticket.state]],
  );
  const id = rows[0]?.id ?? '';
  for (const [index, message] of ticket.messages.entries()) {
    await client.query(
      `insert into tickets.messages (ticket_id, client_id, audience, opening, author_name, author_email, author_side, body, sent_at)
        values ($1, $2, $3, $4, 'Somebody', 'somebody@example.com', $5, $6, now() - $7 * interval '1 second')`,
      [
        id,
        ticket.clientId,
        message.internal ? 'INTERNAL' : 'PUBLIC',
        index === 0,
        message.by,
        message.body,
        ticket.messages.length - index,
      ],
    );
  }
  return id;
}

const someIds = { ticketId: randomUUID(), messageId: randomUUID(), fileId: randomUUID() };
let locked: TestDatabase;
let locker: pg.Client;

beforeAll(async () => {
  locked = await createTestDatabase();
  await migratePostgresTickets(locked.url);
  locker = new pg.Client({ connectionString: locked.url });
  await locker.connect();
  await locker.query('begin');
  for (const table of ['tickets', 'ticket_numbers', 'messages', 'attachments', 'state_changes', 'participants', 'ticket_changes'])
    await locker.query(`lock table tickets.${table}`);
});

afterAll(async () => {
  await locker.end();
  await locked.drop();
});

describeFailingTicketStore('PostgreSQL', [
  {
    failure: 'a server that is not there',
    code: 'UPSTREAM_UNAVAILABLE',
    make: () => failing(createPostgresTickets({ ...options, url: 'postgres://secret:secret@127.0.0.1:1/secret' })),
  },
  {
    failure: 'tables that are not there',
    code: 'UPSTREAM_UNAVAILABLE',
    make: async () => {
      const empty = await createTestDatabase();
      const store = createPostgresTickets({ ...options, url: empty.url });
      return {
        store,
        ...someIds,
        close: async () => {
          await store.close();
          await empty.drop();
        },
      };
    },
  },
  {
    failure: 'tables that are locked',
    code: 'UPSTREAM_TIMEOUT',
    make: () => failing(createPostgresTickets({ ...options, url: locked.url, statementTimeoutMs: 100 })),
  },
]);

function failing(store: ReturnType<typeof createPostgresTickets>) {
  return Promise.resolve({ store, ...someIds, close: () => store.close() });
}
