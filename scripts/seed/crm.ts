import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { createMigrations } from '../../subgraphs/crm/adapters/postgres/migrations.ts';
import { migrate, openDatabase, SET_UP_PATIENCE } from '../../subgraphs/kit/postgres.ts';
import type { World } from './world-types.ts';

/** The part of the world that a CRM keeps. */
export type CrmWorld = Pick<World, 'staff' | 'clients' | 'contacts' | 'projects' | 'quotes' | 'invoices'>;

type Row = Readonly<Record<string, unknown>>;

const viewSchemaDefault = 'portal_crm';

/**
 * Puts the world into the `crm` schema, whose tables it makes when they are missing. All or nothing, and nothing when the
 * schema has companies already, so that a second start finds what people changed in the meantime.
 */
export async function seedCrm(world: CrmWorld, databaseUrl: string, viewSchema = viewSchemaDefault): Promise<void> {
  const database = openDatabase<unknown>({ url: databaseUrl, connectionsMax: 1, ...SET_UP_PATIENCE });
  try {
    await migrate(database, 'crm', createMigrations(viewSchema));
    await database.transaction().execute(async (transaction) => {
      // Two processes that start at once must not both find the schema empty.
      await sql`lock table crm.companies in exclusive mode`.execute(transaction);
      const { rows } = await sql`select 1 from crm.companies limit 1`.execute(transaction);
      if (rows.length > 0) return;
      for (const [table, types, values] of tablesOf(world)) await insert(transaction, table, types, values);
    });
    // The planner does not know freshly filled tables until they are looked at, and the first page would be slow.
    await sql`analyze`.execute(database);
  } finally {
    await database.destroy();
  }
}

/** One statement for a whole table, and one parameter: the rows as JSON, which the server takes apart again. */
async function insert(database: Kysely<unknown>, table: string, types: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = types.split(', ').map((column) => column.split(' ')[0] ?? '');
  const names: RawBuilder<unknown> = sql.join(columns.map((column) => sql.id(column)));
  await sql`
    insert into ${sql.id('crm', table)} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${sql.raw(types)})`.execute(database);
}

function tablesOf(world: CrmWorld): [table: string, columns: string, rows: readonly Row[]][] {
  return [
    ['staff', 'id text, name text, email text, phone text', world.staff.map((person) => ({ ...person }))],
    [
      'companies',
      'id text, name text, client_since date, account_manager_id text',
      world.clients.map(({ id, name, clientSince, accountManager }) => ({
        id,
        name,
        client_since: clientSince,
        account_manager_id: accountManager.id,
      })),
    ],
    [
      'people',
      'id text, company_id text, name text, email text, phone text, job_title text, role text',
      world.contacts.map(({ clientId, jobTitle, ...contact }) => ({ ...contact, company_id: clientId, job_title: jobTitle })),
    ],
    [
      'projects',
      'id text, company_id text, title text, summary text, state text, state_since timestamptz, manager_id text, starts_on date, due_on date, updated_at timestamptz',
      world.projects.map((project) => ({
        id: project.id,
        company_id: project.clientId,
        title: project.title,
        summary: project.summary,
        state: project.state,
        state_since: project.stateSince,
        manager_id: project.manager.id,
        starts_on: project.startsOn,
        due_on: project.dueOn,
        updated_at: project.updatedAt,
      })),
    ],
    [
      'milestones',
      'project_id text, key text, place integer, title text, state text, state_since timestamptz, due_on date, completed_on date',
      world.projects.flatMap((project) =>
        project.milestones.map(({ key, title, state, stateSince, dueOn, completedOn }, place) => ({
          project_id: project.id,
          key,
          place,
          title,
          state,
          state_since: stateSince,
          due_on: dueOn,
          completed_on: completedOn,
        })),
      ),
    ],
    [
      'quotes',
      'id text, company_id text, project_id text, number text, title text, state text, state_since timestamptz, total_amount numeric, currency text, issued_on date, valid_until date, updated_at timestamptz',
      world.quotes.map((quote) => ({ ...offerRow(quote), valid_until: quote.validUntil })),
    ],
    [
      'invoices',
      'id text, company_id text, project_id text, number text, title text, state text, state_since timestamptz, total_amount numeric, balance_amount numeric, currency text, issued_on date, due_on date, updated_at timestamptz',
      world.invoices.map((invoice) => ({
        ...offerRow(invoice),
        balance_amount: invoice.balance.amount,
        due_on: invoice.dueOn,
      })),
    ],
  ];
}

/** What quotes and invoices have in common. */
function offerRow(offer: World['quotes'][number] | World['invoices'][number]): Row {
  return {
    id: offer.id,
    company_id: offer.clientId,
    project_id: offer.projectId,
    number: offer.number,
    title: offer.title,
    state: offer.state,
    state_since: offer.stateSince,
    total_amount: offer.total.amount,
    currency: offer.total.currency,
    issued_on: offer.issuedOn,
    updated_at: offer.updatedAt,
  };
}
