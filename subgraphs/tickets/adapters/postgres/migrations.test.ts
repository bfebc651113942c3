import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { asClientId } from '../../../kit/domain.ts';
import { migrate, openDatabase } from '../../../kit/postgres.ts';
import { scopeOf } from '../../../kit/scope.ts';
import { clientClaims } from '../../../kit/testing/identity.ts';
import { createTestDatabase } from '../../../kit/testing/test-database.ts';
import type { TestDatabase } from '../../../kit/testing/test-database.ts';
import { fingerprintOf } from '../../command-marker.ts';
import type { TicketStore } from '../../port.ts';
import { createPostgresTickets, migratePostgresTickets } from './index.ts';
import { migrations } from './migrations.ts';

const acme = asClientId('acme');
const scope = scopeOf(clientClaims('acme'));
const ann = { id: 'contact-of-acme', name: 'Ann', side: 'CLIENT' } as const;
const yes = () => ({ allowed: true, reason: null, remedy: null });
const sharing = { audience: 'COMPANY', roles: [], contactIds: [] } as const;
const everything = { phases: null, waitingOn: null, search: null };
const page = { first: 100, after: null };
const replied = { marker: 'replied', actor: ann, ticketId: '1001', body: 'Any news?' };

/** A help desk as the first release left it, with tickets of two clients in turn. */
const filled = [
  `insert into tickets.tickets (client_id, subject, state, state_since, priority, created_at, updated_at)
    select case when n % 2 = 1 then 'acme' else 'globex' end, 'No. ' || n, 'open', timestamptz '2026-01-01', 'NORMAL',
      timestamptz '2026-01-01' + n * interval '1 hour', timestamptz '2026-02-01' from generate_series(1, 6) n`,
  `insert into tickets.messages (ticket_id, client_id, audience, opening, author_name, author_side, body, sent_at)
    select id, client_id, 'PUBLIC', true, 'Ann', 'CLIENT', 'Text of ' || id, created_at from tickets.tickets order by id`,
  `insert into tickets.messages (ticket_id, client_id, audience, author_name, author_side, body, sent_at, external_id, input_hash)
    values (1001, 'acme', 'PUBLIC', 'Ann', 'CLIENT', 'Any news?', '2026-01-02', 'replied', '${fingerprintOf(replied)}')`,
  `insert into tickets.attachments (message_id, name, media_type) values (1001, 'b.pdf', 'application/pdf'), (1001, 'a.pdf', 'application/pdf')`,
  `insert into tickets.participants select id, 'contact-of-' || client_id, 'Ann', null, 'CLIENT', created_at from tickets.tickets`,
  `insert into tickets.state_changes (ticket_id, client_id, state, changed_at, actor_name) values (1003, 'acme', 'closed', now(), 'Ann')`,
];

let database: TestDatabase;
let sql: pg.Client;
let store: TicketStore;

beforeAll(async () => {
  database = await createTestDatabase();
  const old = openDatabase<unknown>({ url: database.url });
  await migrate(old, 'tickets', { '0001_help_desk': migrations['0001_help_desk'] as (typeof migrations)[string] });
  await old.destroy();
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  for (const statement of filled) await sql.query(statement);
  await Promise.all([migratePostgresTickets(database.url), migratePostgresTickets(database.url)]);
  store = createPostgresTickets({ url: database.url, system: 'Help desk', reportUnknownState: () => undefined });
});

afterAll(async () => {
  await store.close();
  await sql.end();
  await database.drop();
});

describe('a help desk of the first release', () => {
  it('keeps its tickets under the ids and numbers that their client knows', async () => {
    const tickets = (await store.ticketsOf(scope, [acme], everything, page)).get(acme)?.items.map(({ record }) => record);
    expect(tickets?.map(({ id, number, subject }) => [id, number, subject]).sort()).toEqual([
      ['1001', '1001', 'No. 1'],
      ['1003', '1003', 'No. 3'],
      ['1005', '1005', 'No. 5'],
    ]);
    const messages = (await store.messagesOf(scope, ['1001'], page)).get('1001')?.items.map(({ record }) => record);
    expect(messages?.map(({ id, body, attachments }) => [id, body, attachments.map(({ name }) => name)])).toEqual([
      ['1001', 'Text of 1001', ['b.pdf', 'a.pdf']],
      ['1007', 'Any news?', []],
    ]);
    expect((await store.participantsOf(scope, ['1001'])).get('1001')).toMatchObject([{ name: 'Ann', opened: true }]);
    expect(tickets?.map((ticket) => [ticket.sharing.audience, ticket.openedBy])[0]).toEqual(['COMPANY', 'contact-of-acme']);
    expect((await store.eventsOf(scope, [acme], 100)).get(acme)).toHaveLength(5);
  });

  it('recognises an action of before that is repeated', async () => {
    expect(await store.reply(scope, replied, yes)).toMatchObject({ outcome: 'applied', ticketId: '1001', messageId: '1007' });
  });

  it('goes on with the numbers of each client, and with ids of another kind', async () => {
    const open = async (marker: string) => {
      const command = {
        marker,
        actor: ann,
        clientId: acme,
        subject: 'New',
        body: 'New',
        priority: 'LOW',
        sharing,
        openedBy: null,
      } as const;
      const opened = await store.openTicket(scope, command);
      return (await store.tickets(scope, [opened?.ticketId ?? ''])).get(opened?.ticketId ?? '');
    };
    const [one, other] = [await open('one'), await open('other')];
    expect([one?.number, other?.number]).toEqual(['1006', '1007']);
    expect(one?.id).toMatch(/^[0-9a-f]{8}-/);
  });

  it('still takes a ticket away with all that belongs to it', async () => {
    await sql.query(`delete from tickets.tickets where id = '1001'`);
    for (const table of ['messages', 'participants']) {
      expect((await sql.query(`select from tickets.${table} where ticket_id = '1001'`)).rows).toEqual([]);
    }
    expect((await sql.query('select from tickets.attachments')).rows).toEqual([]);
  });
});
