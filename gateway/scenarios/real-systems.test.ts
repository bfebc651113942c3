import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { seedFileStore } from '../../scripts/embedded/seed-portal.ts';
import { createWorld } from '../../scripts/seed/world.ts';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { readFilesConfig } from '../../subgraphs/files/config.ts';
import { createTestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import type { TestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import { anchor, harborFinch, homePage, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

/*
 * The same home page over systems that nobody here wrote: a Request Tracker, an S3, and a PostgreSQL whose tables are a business's own,
 * with the four views in front of them. Only the configuration differs from the embedded start.
 */

const { TEST_RT_URL, TEST_RT_TOKEN, TEST_S3_ENDPOINT } = process.env;
const isReady = TEST_RT_URL !== undefined && TEST_RT_TOKEN !== undefined && TEST_S3_ENDPOINT !== undefined;
const title = 'the portal over Request Tracker, S3 and the tables of a business';

if (!isReady) {
  describe.skip(`${title} (needs TEST_RT_URL, TEST_RT_TOKEN, TEST_S3_ENDPOINT: see scripts/real-systems)`, () => {
    it('is left out', () => undefined);
  });
} else {
  describe(title, () => {
    let portal: PortalUnderTest;
    let business: TestDatabase;
    const folder = mkdtempSync(join(tmpdir(), 'portal-states-'));

    beforeAll(async () => {
      business = await createTestDatabase();
      await makeBusinessTables(business.url);
      writeFileSync(join(folder, 'crm-states.json'), JSON.stringify(businessStates));
      const environment = {
        CRM_DATABASE_URL: business.url,
        CRM_DATABASE_MIGRATE: 'false',
        CRM_STATE_TABLE: join(folder, 'crm-states.json'),
        CRM_SYSTEM_NAME: 'Sales database',
        TICKETS_ADAPTER: 'request-tracker',
        TICKETS_SYSTEM_NAME: 'Request Tracker',
        TICKETS_RT_URL: TEST_RT_URL,
        TICKETS_RT_TOKEN: TEST_RT_TOKEN,
        FILES_ADAPTER: 's3',
        FILES_SYSTEM_NAME: 'Object store',
        FILES_S3_ENDPOINT: TEST_S3_ENDPOINT,
        FILES_S3_BUCKET: `portal-${randomBytes(6).toString('hex')}`,
        FILES_S3_ACCESS_KEY_ID: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
        FILES_S3_SECRET_ACCESS_KEY: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
        FILES_S3_CREATE_BUCKET: 'true',
      };
      const world = createWorld({ anchor });
      const shown = world.documents.filter(({ clientId }) => ['harbor-finch', 'lumen-bakery'].includes(clientId));
      const files = readFilesConfig({
        ...environment,
        IDENTITY_KEYS: '{"keys":[{"kty":"OKP","kid":"unused"}]}',
        CURSOR_SECRET: 'unused'.repeat(6),
        FILES_LINK_SECRET: 'unused'.repeat(6),
      });
      await seedFileStore({ ...world, documents: shown }, files);
      portal = await startPortalUnderTest({ environment });
    }, 120_000);

    afterAll(async () => {
      await portal.close();
      await business.drop();
      rmSync(folder, { recursive: true });
    });

    /** A system that is asked for the first time may take longer than a request may: then it is asked again. */
    async function whole(ask: () => Promise<Reply>): Promise<Reply> {
      for (let tries = 1; ; tries += 1) {
        const reply = await ask();
        if (reply.errors.length === 0 || tries === 5) return reply;
      }
    }

    /** Repeats a mutation under its key until the help desk has it; it is done once. */
    async function applied(field: string, mutation: string, input: Record<string, unknown>): Promise<Reply> {
      const idempotencyKey = randomBytes(8).toString('hex');
      for (let tries = 1; ; tries += 1) {
        const reply = await portal.ask('mia', mutation, { input: { ...input, idempotencyKey } });
        if (reply.data?.[field]?.receipt?.state === 'APPLIED' || tries === 30) return reply;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }

    it('shows the home page from their data', async () => {
      const { data, errors } = await whole(() => {
        portal.calls.statements.length = 0;
        return portal.ask('mia', homePage, { clientId: harborFinch });
      });
      expect(errors).toEqual([]);
      const asked = portal.calls.statements.filter(({ subgraph, text }) => subgraph === 'tickets' && /^[A-Z]+ \//.test(text));
      // Each of them costs this help desk a bcrypt. The list, its count, what waits; then of the last messages: whether they may be seen and
      // which they are, who wrote them and their parts, their texts.
      expect(asked.map(({ text }) => text.split('?')[0]).sort()).toEqual([
        ...['POST /attachments', 'POST /attachments'],
        ...['POST /tickets', 'POST /tickets', 'POST /tickets', 'POST /tickets'],
        ...['POST /transactions', 'POST /transactions'],
      ]);
      const { client } = data;
      expect(client.name).toBe('Harbor & Finch Architects (from the sales database)');
      expect(client.projects.nodes.map((project: { title: string }) => project.title)).toEqual(['Roof of the boat house']);
      expect(client.quotes.nodes[0]).toMatchObject({ number: 'Q-7', status: { phase: 'WAITING', waitingOn: 'CLIENT' } });
      expect(client.documents.nodes).toHaveLength(20);
      expect(client.documents.nodes[0].provenance.system).toBe('Object store');
      expect(client.tickets.nodes).toHaveLength(20);
      expect(client.tickets.nodes.every((ticket: { lastMessage: { body: string } }) => ticket.lastMessage.body.length > 0)).toBe(
        true,
      );
      expect(client.nextSteps.missing).toEqual([]);
      expect(new Set(client.nextSteps.nodes.map((step: { system: string }) => step.system))).toEqual(
        new Set(['Sales database', 'Object store', 'Request Tracker']),
      );
    });

    it('keeps the companies apart in all three', async () => {
      const { data } = await whole(() => portal.ask('lena', homePage, { clientId: lumenBakery }));
      const foreign = [...data.client.tickets.nodes, ...data.client.documents.nodes].map(({ id }: { id: string }) => id);
      expect(foreign.length).toBeGreaterThan(10);
      const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
      const answers = new Set<string>();
      for (const id of [...foreign, toGlobalId('Ticket', '999999'), toGlobalId('Document', 'none'), 'nonsense']) {
        answers.add((await portal.ask('mia', query, { id })).text);
      }
      expect([...answers]).toEqual(['{"data":{"node":null}}\n']);
    });

    it('writes a reply into the help desk and reads it back from there', async () => {
      const body = `We agree. ${randomBytes(4).toString('hex')}`;
      const subject = `Colour of the roof ${randomBytes(4).toString('hex')}`;
      const opened = await applied(
        'openTicket',
        'mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id status { phase } } receipt { state system } userErrors { code } } }',
        { clientId: harborFinch, subject, body: 'Which colours are there?' },
      );
      expect(opened.data.openTicket).toMatchObject({ receipt: { state: 'APPLIED', system: 'Request Tracker' }, userErrors: [] });
      const ticketId: string = opened.data.openTicket.ticket.id;
      const replied = await applied(
        'replyToTicket',
        'mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { receipt { state } userErrors { code } } }',
        { ticketId, body },
      );
      expect(replied.data.replyToTicket).toEqual({ receipt: { state: 'APPLIED' }, userErrors: [] });
      // Its number there is nothing that a client can tell from the id.
      const headers = { authorization: `token ${TEST_RT_TOKEN}` };
      const found = await fetch(`${TEST_RT_URL}/tickets?query=${encodeURIComponent(`Subject = '${subject}'`)}`, { headers });
      const tickets = ((await found.json()) as { items: { id: string }[] }).items;
      expect(tickets).toHaveLength(1);
      const history = await fetch(`${TEST_RT_URL}/ticket/${String(tickets[0]?.id)}/history?fields=Type&per_page=100`, {
        headers,
      });
      const { items } = (await history.json()) as { items: { Type: string }[] };
      expect(items.filter(({ Type }) => Type === 'Correspond')).toHaveLength(1);
      const { data } = await portal.ask('tom', 'query ($id: ID!) { ticket(id: $id) { lastMessage { body author { name } } } }', {
        id: ticketId,
      });
      expect(data.ticket.lastMessage).toEqual({ body, author: { name: 'Mia Harbor' } });
    });

    it('hands out a document from S3 for a short time, as an attachment', async () => {
      const { data } = await portal.ask(
        'mia',
        'query ($c: ID!) { client(id: $c) { documents(first: 1) { nodes { sizeBytes download { url } } } } }',
        {
          c: harborFinch,
        },
      );
      const [document] = data.client.documents.nodes;
      const response = await fetch(document.download.url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
      expect((await response.arrayBuffer()).byteLength).toBe(document.sizeBytes);
    });
  });
}

/** Tables as a business may have them, in German, with numbers for ids and words of its own for states, and the views over them. */
const businessTables = /* SQL */ `
  create schema vertrieb;
  create table vertrieb.firma (kuerzel text primary key, name text not null, kunde_seit date);
  create table vertrieb.person (nr int primary key, firma text not null references vertrieb.firma, name text not null, mail text);
  create table vertrieb.projekt (nr int primary key, firma text not null references vertrieb.firma, titel text not null,
    stand text not null, geaendert timestamptz not null);
  create table vertrieb.angebot (nr int primary key, firma text not null references vertrieb.firma, titel text not null,
    stand text not null, summe numeric(12,2) not null, gueltig_bis date, geaendert timestamptz not null);
  insert into vertrieb.firma values
    ('harbor-finch', 'Harbor & Finch Architects (from the sales database)', '2019-04-01'),
    ('lumen-bakery', 'Lumen Bakery Group', '2021-09-15');
  insert into vertrieb.person values (1, 'harbor-finch', 'Mia Harbor', 'mia@harbor-finch.example'), (2, 'lumen-bakery', 'Lena Lumen', null);
  insert into vertrieb.projekt values
    (1, 'harbor-finch', 'Roof of the boat house', 'In Arbeit', now()), (2, 'lumen-bakery', 'Oven hall', 'In Arbeit', now());
  insert into vertrieb.angebot values (7, 'harbor-finch', 'Slate in place of tiles', 'Angeboten', 12900.50, current_date + 5, now());
  create schema portal_crm;
  create view portal_crm.clients as
    select kuerzel as id, name, kunde_seit as client_since, null::text as account_manager_name,
      null::text as account_manager_email, null::text as account_manager_phone from vertrieb.firma;
  create view portal_crm.contacts as
    select nr as id, firma as client_id, name, mail as email, null::text as phone, null::text as job_title, 'OWNER' as role
    from vertrieb.person;
  create view portal_crm.projects as
    select nr as id, firma as client_id, titel as title, null::text as summary, stand as state, geaendert as state_since,
      null::text as manager_name, null::text as manager_email, null::text as manager_phone, null::date as starts_on,
      null::date as due_on, null::jsonb as milestones, geaendert as updated_at from vertrieb.projekt;
  create view portal_crm.quotes as
    select nr as id, firma as client_id, null::int as project_id, 'Q-' || nr as number, titel as title, stand as state,
      geaendert as state_since, summe as total_amount, 'EUR' as currency, null::date as issued_on, gueltig_bis as valid_until,
      geaendert as updated_at from vertrieb.angebot;
`;

const businessStates = {
  project: { 'In Arbeit': { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', headline: 'We are working on it', nextStep: null } },
  milestone: {},
  quote: { Angeboten: { phase: 'WAITING', waitingOn: 'CLIENT', headline: 'Please decide', nextStep: null } },
  invoice: {},
};

async function makeBusinessTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(businessTables);
  } finally {
    await client.end();
  }
}
