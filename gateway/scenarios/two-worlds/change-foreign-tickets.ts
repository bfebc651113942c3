import pg from 'pg';
import { MARK, OTHER, OWN } from './other-data.ts';

/** Gives the help desk of the second world fewer and more foreign tickets. */
export async function changeForeignTickets(databaseUrl: string): Promise<void> {
  await run(databaseUrl, [
    `delete from tickets.tickets where id in
       (select id from tickets.tickets where client_id = '${OTHER}' order by id limit 2)`,
    `insert into tickets.tickets (id, number, client_id, subject, state, state_since, priority, created_at, updated_at)
       select md5('besides ' || n)::uuid::text, 500000 + n, case when n % 2 = 0 then '${OTHER}' else 'quill-and-rye' end, '${MARK} besides ' || n, 'waiting_on_client',
              timestamptz '2026-10-30 10:00Z', 'HIGH', timestamptz '2026-10-29 10:00Z', timestamptz '2026-10-30 10:00Z'
       from generate_series(1, 7) n`,
    `insert into tickets.messages (id, ticket_id, client_id, audience, opening, author_name, author_email, author_side, body, sent_at)
       select md5('message ' || id)::uuid::text, id, client_id, 'PUBLIC', true, 'Zoe ${MARK}', 'zoe@${MARK}.example', 'CLIENT', '${MARK} besides', created_at
       from tickets.tickets where number > 500000`,
    // Notes of the business on the own tickets: some are not there, others are the newest message.
    `delete from tickets.messages m where m.client_id = '${OWN}' and m.audience = 'INTERNAL'`,
    `insert into tickets.messages (id, ticket_id, client_id, audience, opening, author_name, author_email, author_side, body, sent_at)
       select md5('note ' || id)::uuid::text, id, client_id, 'INTERNAL', false, '${MARK}', '${MARK}@${MARK}.example', 'BUSINESS',
              '${MARK} note', timestamptz '2026-11-01 10:00Z'
       from tickets.tickets where client_id = '${OWN}'`,
  ]);
}

/** Changes the sums of money of the own company, and its tickets. */
export async function changeOwnSumsAndTickets(databaseUrl: string): Promise<void> {
  await run(databaseUrl, [
    `update crm.invoices set number = '${MARK}-' || number, title = '${MARK} ' || title, state = 'overdue',
       total_amount = total_amount + 1, balance_amount = balance_amount + 1, updated_at = updated_at + interval '1 hour'
       where company_id = '${OWN}'`,
    `delete from crm.invoices where id in (select id from crm.invoices where company_id = '${OWN}' order by id limit 2)`,
    `update crm.quotes set total_amount = total_amount + 1 where company_id = '${OWN}'`,
    `update tickets.tickets set subject = '${MARK} ' || subject, state = 'waiting_on_client' where client_id = '${OWN}'`,
    `delete from tickets.tickets where id in (select id from tickets.tickets where client_id = '${OWN}' order by id limit 3)`,
  ]);
}

async function run(databaseUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
