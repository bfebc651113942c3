import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { seedCrm } from '../../../../scripts/seed/crm.ts';
import { asClientId } from '../../../kit/domain.ts';
import type { ClientId } from '../../../kit/domain.ts';
import { scopeOf } from '../../../kit/scope.ts';
import { createTestDatabase } from '../../../kit/testing/test-database.ts';
import type { TestDatabase } from '../../../kit/testing/test-database.ts';
import { staffClaims } from '../../../kit/testing/identity.ts';
import { ALLOWED } from '../../../kit/verdict.ts';
import { describeCrmStore } from '../../port.contract.ts';
import type { CrmStoreHarness } from '../../port.contract.ts';
import type { CrmStore, SharedWith, WorkKind } from '../../port.ts';
import { aClient, aContact, aProject, contents } from '../../testing/contents.ts';
import type { CrmContents } from '../../testing/contents.ts';
import { startTcpProxy } from '../../testing/tcp-proxy.ts';
import type { TcpProxy } from '../../testing/tcp-proxy.ts';
import type { CrmAdapterDependencies, CrmAdapterOptions } from '../adapter.ts';
import { openPostgresCrm } from './index.ts';
import { POSTGRES_CRM_STATES } from './state-table.ts';

const all = { phases: null, waitingOn: null };
const staff = scopeOf(staffClaims());
const acme = asClientId('acme');

function openStore(
  databaseUrl: string,
  options: Partial<CrmAdapterOptions> = {},
  dependencies: Partial<CrmAdapterDependencies> = {},
): Promise<CrmStore> {
  return openPostgresCrm(
    {
      systemName: 'CRM',
      stateTable: null,
      databaseUrl,
      viewSchema: 'portal_crm',
      migrate: false,
      connectionsMax: 5,
      statementTimeoutMs: 5_000,
      ...options,
    },
    { now: () => new Date(), reportUnknownState: () => undefined, ...dependencies },
  );
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** A database filled anew for each store, and the means to break it. */
async function makeHarness(): Promise<CrmStoreHarness & { database: TestDatabase; sql: pg.Client }> {
  const database = await createTestDatabase();
  const sql = await connect(database.url);
  let locker: pg.Client | null = null;
  let filled = false;
  const fill = async (given: CrmContents): Promise<void> => {
    await locker?.end();
    locker = null;
    if (filled) await sql.query('truncate crm.companies, crm.staff cascade');
    await seedCrm(given, database.url);
    filled = true;
  };
  return {
    database,
    sql,
    async open(given, { forgotten } = {}) {
      await fill(given);
      return openStore(database.url, { stateTable: forgotten ? without(forgotten) : null });
    },
    async openBroken(how) {
      await fill(contents({ clients: [aClient('acme')], projects: [aProject('p', 'acme')] }));
      if (how === 'unreachable') {
        const proxy = await startTcpProxy(addressOf(database.url));
        const store = await openStore(throughProxy(database.url, proxy));
        await proxy.close();
        return store;
      }
      const store = await openStore(database.url, { statementTimeoutMs: 200 });
      if (how === 'hanging') {
        // Held until the connection ends; whatever reads waits for it.
        locker = await connect(database.url);
        await locker.query('begin');
        await locker.query(
          'lock table crm.companies, crm.people, crm.projects, crm.quotes, crm.invoices in access exclusive mode',
        );
        return store;
      }
      await sql.query(`
        create or replace view portal_crm.projects as
        select id, company_id as client_id, title, summary, state, state_since, null::text as manager_name, null::text as manager_email,
          null::text as manager_phone, starts_on, due_on, '{"state": "reached"}'::jsonb as milestones, updated_at from crm.projects`);
      return store;
    },
    async touchProject(id, updatedAt) {
      await sql.query('update crm.projects set updated_at = $2 where id = $1', [id, updatedAt]);
    },
    async close() {
      await locker?.end();
      await sql.end();
      await database.drop();
    },
  };
}

function named(clientId: ClientId, ...contactIds: string[]): SharedWith {
  return { clientId, sharing: { audience: 'CONTACTS', roles: [], contactIds }, openedBy: null };
}

function without({ kind, state }: { kind: WorkKind; state: string }) {
  const states = Object.entries(POSTGRES_CRM_STATES[kind] ?? {}).filter(([word]) => word !== state);
  return { ...POSTGRES_CRM_STATES, [kind]: Object.fromEntries(states) };
}

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function throughProxy(url: string, { port }: TcpProxy): string {
  const through = new URL(url);
  through.port = String(port);
  return through.href;
}

describeCrmStore('PostgreSQL', makeHarness);

describe('PostgreSQL', () => {
  let harness: Awaited<ReturnType<typeof makeHarness>>;
  beforeAll(async () => {
    harness = await makeHarness();
  });
  afterAll(() => harness.close());

  it('tells two changes apart that are a microsecond apart', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const store = await harness.open(contents({ clients: [aClient('acme')], projects: ids.map((id) => aProject(id, 'acme')) }));
    for (const [place, id] of ids.entries()) {
      const time = `2026-11-24 12:00:00.00000${9 - place}+00`;
      await harness.sql.query('update crm.projects set updated_at = $2 where id = $1', [id, time]);
    }
    const met: string[] = [];
    for (let after: readonly (string | number)[] | null = null; ;) {
      const page = (await store.projectsOf(staff, [acme], all, { first: 1, after })).get(acme);
      met.push(...(page?.items.map(({ record }) => record.id) ?? []));
      after = page?.items.at(-1)?.position ?? null;
      if (!page?.hasNextPage) break;
    }
    expect(met).toEqual(ids);
    await store.close();
  });

  it('sorts and finds names as people do, whatever the locale of the database', async () => {
    const names = ['Zoe AG', 'Österreich GmbH', 'ada & co', 'Ottos Laden'];
    const store = await harness.open(contents({ clients: names.map((name, place) => aClient(`c${place}`, { name })) }));
    const find = async (search: string | null): Promise<string[]> =>
      (await store.listClients(staff, { search }, { first: 9, after: null })).items.map(({ record }) => record.name);
    expect(await find(null)).toEqual(['ada & co', 'Österreich GmbH', 'Ottos Laden', 'Zoe AG']);
    expect(await find('österr')).toEqual(['Österreich GmbH']);
    await store.close();
  });

  it('gives up a connection on which nothing comes back, and works again on a new one', async () => {
    await (await harness.open(contents({ clients: [aClient('acme')], projects: [aProject('p', 'acme')] }))).close();
    const proxy = await startTcpProxy(addressOf(harness.database.url));
    const store = await openStore(throughProxy(harness.database.url, proxy), { statementTimeoutMs: 100, connectionsMax: 1 });
    await store.checkReady();
    proxy.stall();
    await expect(store.projectsById(staff, ['p'])).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    proxy.resume();
    expect((await store.projectsById(staff, ['p'])).size).toBe(1);
    await store.close();
    await proxy.close();
  });

  it('survives the server ending a connection in the middle of a statement', async () => {
    const store = await harness.open(contents({ clients: [aClient('acme')] }));
    const locker = await connect(harness.database.url);
    await locker.query('begin');
    await locker.query('lock table crm.companies in access exclusive mode');
    const failed = store.clientsById(staff, [acme]).catch((error: unknown) => error);
    const ended = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    // The statement is on its way over a connection that is only being made.
    for (let tries = 0; tries < 400 && (await harness.sql.query(ended)).rowCount === 0; tries += 1) await sleep(10);
    expect(await failed).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await locker.end();
    expect((await store.clientsById(staff, [acme])).size).toBe(1);
    await store.close();
  });

  it('reports the states in use that the table does not know', async () => {
    await (await harness.open(contents({ clients: [aClient('acme')], projects: [aProject('p', 'acme')] }))).close();
    const reported: string[] = [];
    const store = await openStore(
      harness.database.url,
      { stateTable: without({ kind: 'project', state: 'active' }) },
      { reportUnknownState: (kind, state) => reported.push(`${kind} ${state}`) },
    );
    await store.statesInUse();
    expect(reported).toEqual(['project active']);
    await store.close();
  });

  describe("the business's own function for roles", () => {
    const set = (store: CrmStore, role: 'OWNER' | 'VIEWER') =>
      store.setContactRole(staff, { marker: 'm', contactId: 'ann', clientId: acme, role }, () => ALLOWED);
    const openWith = async (body: string): Promise<CrmStore> => {
      await (await harness.open(contents({ clients: [aClient('acme')], contacts: [aContact('ann', 'acme')] }))).close();
      await harness.sql.query('drop view if exists portal_crm.contact_role_changes');
      await harness.sql.query('drop function if exists portal_crm.set_contact_role');
      await harness.sql.query(
        `create function portal_crm.set_contact_role(text, text, text) returns void language plpgsql as $$ begin ${body} end $$`,
      );
      return openStore(harness.database.url);
    };
    const roleOf = async (store: CrmStore): Promise<unknown> => (await store.contactsById(staff, ['ann'])).get('ann')?.role;

    it.each([
      ['raises an exception', `raise exception 'Not on a Tuesday';`],
      ['breaks a constraint', `update crm.people set role = 'KING' where id = $1;`],
    ])('refuses the change when it %s, and nothing is said of why', async (_name, body) => {
      const store = await openWith(body);
      const result = await set(store, 'VIEWER');
      expect(result).toMatchObject({ outcome: 'refused', verdict: { allowed: false, reason: 'CRM does not take this role.' } });
      expect(await roleOf(store)).toBe('MEMBER');
      await store.close();
    });

    it('has to do what it was asked, or nothing at all', async () => {
      const store = await openWith(`update crm.people set role = 'BILLING' where id = $1;`);
      await expect(set(store, 'OWNER')).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
      expect(await roleOf(store)).toBe('MEMBER');
      await store.close();
    });

    it('is used without a list of changes too: then a repetition sets the role again', async () => {
      const store = await openWith(`update crm.people set role = $2 where id = $1;`);
      expect(await set(store, 'OWNER')).toMatchObject({ outcome: 'applied', changed: true, changedAt: null });
      expect(await set(store, 'VIEWER')).toMatchObject({ outcome: 'applied', changed: true });
      expect(await roleOf(store)).toBe('VIEWER');
      await store.close();
    });
  });

  it.each(['bigint', 'integer', 'uuid'])('reads ids that are %s by their own index', async (type) => {
    const database = await createTestDatabase();
    const sql = await connect(database.url);
    const id = (place: number): string =>
      type === 'uuid' ? `00000000-0000-4000-8000-00000000000${String(place)}` : String(place);
    await sql.query(`
      create schema portal_crm;
      create view portal_crm.clients as select '${id(1)}'::${type} as id, 'One' as name, null::date as client_since,
        null as account_manager_name, null as account_manager_email, null as account_manager_phone;
      create view portal_crm.contacts as select '${id(2)}'::${type} as id, '${id(1)}'::${type} as client_id, 'Ann' as name,
        null as email, null as phone, null as job_title, 'OWNER' as role;
      create table project (id ${type} primary key, client_id ${type} not null, updated_at timestamptz not null);
      insert into project select ('${type === 'uuid' ? '00000000-0000-4000-8000-000000000' : ''}' || n)::${type}, '${id(1)}', now()
        from generate_series(100, 999) n;
      create index on project (client_id, updated_at, id);
      create view portal_crm.projects as select id, client_id, 'Title' as title, null as summary, 'active' as state,
        updated_at as state_since, null as manager_name, null as manager_email, null as manager_phone, null::date as starts_on,
        null::date as due_on, null::jsonb as milestones, updated_at from project;
      create view portal_crm.quotes as select '${id(3)}'::${type} as id, '${id(1)}'::${type} as client_id, null::${type} as project_id, 'Q' as number,
        'Title' as title, 'sent' as state, now() as state_since, 1 as total_amount, 'EUR' as currency, null::date as issued_on,
        null::date as valid_until, now() as updated_at;`);
    const statements: string[] = [];
    const store = await openStore(database.url, {}, { onStatement: (statement) => statements.push(statement) });
    const clientId = asClientId(id(1));
    const met = new Set<string>();
    for (let after: readonly (string | number)[] | null = null; ;) {
      const page = (await store.projectsOf(staff, [clientId, asClientId('nonsense')], all, { first: 100, after })).get(clientId);
      for (const { record } of page?.items ?? []) met.add(record.id);
      after = page?.items.at(-1)?.position ?? null;
      if (!page?.hasNextPage) break;
    }
    expect(met.size).toBe(900);
    expect((await store.projectsById(staff, [[...met][0] ?? '', 'nonsense', '99999999999999999999'])).size).toBe(1);
    expect(store.keepsInvoices).toBe(false);
    expect(store.changesRoles).toBe(false);
    expect(
      await store.contactsSharedWith(staff, [named(clientId, id(2), 'nonsense'), named(asClientId('nonsense'), id(2))]),
    ).toMatchObject([[{ id: id(2) }], []]);
    expect(await store.invoicesOf(staff, [clientId], all, { first: 1, after: null })).toEqual(new Map());
    expect(await store.invoicesById(staff, [id(1)])).toEqual(new Map());
    expect((await store.factRecordsOf(staff, [clientId])).get(clientId)).toMatchObject({ quotes: [{ id: id(3) }], invoices: [] });
    expect((await store.statesInUse()).get('project')).toEqual(['active']);
    await store.close();
    await sql.end();
    await database.drop();
  });
});
