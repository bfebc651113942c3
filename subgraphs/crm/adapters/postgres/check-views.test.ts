import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { ConfigurationError } from '../../../../schema/contract/environment.ts';
import { migrate, openDatabase } from '../../../kit/postgres.ts';
import { createTestDatabase } from '../../../kit/testing/test-database.ts';
import type { TestDatabase } from '../../../kit/testing/test-database.ts';
import { checkViews } from './check-views.ts';
import { createMigrations } from './migrations.ts';
import { POSTGRES_CRM_STATES } from './state-table.ts';
import { VIEWS } from './views.ts';

let testDatabase: TestDatabase;
let database: Kysely<unknown>;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase<unknown>({ url: testDatabase.url });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

async function problemsIn(schema: string): Promise<readonly string[]> {
  const failure: unknown = await checkViews(database, schema, 'CRM').catch((error: unknown) => error);
  if (failure instanceof ConfigurationError) return failure.problems;
  throw new Error('the views passed', { cause: failure });
}

describe('the check of the views', () => {
  it('accepts what the migration makes, in whatever schema', async () => {
    await migrate(database, 'crm', createMigrations('shown_to_portal'));
    expect(await checkViews(database, 'shown_to_portal', 'CRM')).toMatchObject({
      keepsInvoices: true,
      idTypes: { quotes: { id: { sqlType: 'text' } } },
    });
  });

  it('takes nothing away from a second migration', async () => {
    await migrate(database, 'crm', createMigrations('shown_to_portal'));
    await expect(checkViews(database, 'shown_to_portal', 'CRM')).resolves.toBeDefined();
  });

  it('names every required view of a schema that is not there, and no optional one', async () => {
    const problems = await problemsIn('nowhere');
    expect(problems).toEqual(
      ['clients', 'contacts', 'projects', 'quotes'].map((view) => `CRM_DATABASE_SCHEMA: the view nowhere.${view} is missing`),
    );
  });

  it('names every missing and every unusable column at once', async () => {
    await sql
      .raw(
        `create schema odd;
         create view odd.clients as select 1.5::float8 as id, 'x' as name, now() as client_since, 'x' as account_manager_name,
           'x' as account_manager_email;
         create view odd.contacts as select * from shown_to_portal.contacts;
         create view odd.projects as select p.id, client_id, title, summary, state, state_since::timestamp, manager_name, manager_email,
           manager_phone, starts_on, due_on, milestones::text, updated_at from shown_to_portal.projects p;
         create view odd.invoices as select id from shown_to_portal.invoices;`,
      )
      .execute(database);
    const problems = await problemsIn('odd');
    for (const part of [
      'odd.clients.id is float8',
      'odd.clients.client_since is timestamptz; it has to be date',
      'odd.clients.account_manager_phone is missing',
      'odd.projects.state_since is timestamp;',
      'odd.projects.milestones is text; it has to be jsonb',
      'view odd.quotes is missing',
      'odd.invoices.balance_amount is missing',
    ]) {
      expect(problems.filter((problem) => problem.includes(part))).toHaveLength(1);
    }
    expect(problems.filter((problem) => problem.includes('contacts'))).toEqual([]);
  });

  it('finds the function for roles, names one that cannot be called, and does not miss one', async () => {
    const run = (statement: string) => sql.raw(statement).execute(database);
    expect(await checkViews(database, 'shown_to_portal', 'CRM')).toMatchObject({ changesRoles: true, keepsRoleChanges: true });
    await run('alter function shown_to_portal.set_contact_role rename to elsewhere');
    expect(await checkViews(database, 'shown_to_portal', 'CRM')).toMatchObject({ changesRoles: false });
    await run(`create function shown_to_portal.set_contact_role(bigint, text, text) returns void language sql as ''`);
    expect(await problemsIn('shown_to_portal')).toEqual([
      'CRM_DATABASE_SCHEMA: the function shown_to_portal.set_contact_role has to take (text, text, text)',
    ]);
    await run('drop function shown_to_portal.set_contact_role');
    await run('alter function shown_to_portal.elsewhere rename to set_contact_role');
  });

  it('names views that the portal may not read', async () => {
    await sql.raw('create role portal_reader login password $$reader$$').execute(database);
    const url = new URL(testDatabase.url);
    url.username = 'portal_reader';
    url.password = 'reader';
    const reader = openDatabase<unknown>({ url: url.href });
    const failure: unknown = await checkViews(reader, 'shown_to_portal', 'CRM').catch((error: unknown) => error);
    expect(String(failure)).toContain('shown_to_portal.quotes may not be read');
    await sql
      .raw(
        'grant usage on schema shown_to_portal to portal_reader; grant select on all tables in schema shown_to_portal to portal_reader',
      )
      .execute(database);
    await expect(checkViews(reader, 'shown_to_portal', 'CRM')).resolves.toBeDefined();
    await reader.destroy();
    await sql.raw('drop owned by portal_reader; drop role portal_reader').execute(database);
  });
});

describe('the README', () => {
  it('describes every column with its type and whether it may be null', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    for (const [view, { columns }] of Object.entries(VIEWS)) {
      const section = readme.split(/^### /m).find((part) => part.startsWith(`\`${view}\``)) ?? '';
      const described = [...section.matchAll(/^\| `(\w+)` \| (\w+) \| (yes|no) \|/gm)].map(([, name, type, nullable]) => [
        name,
        type,
        nullable,
      ]);
      expect(described).toEqual(
        Object.entries(columns).map(([name, column]) => [name, column.type, column.nullable ? 'yes' : 'no']),
      );
    }
  });

  it('names every state of the state table', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    for (const states of Object.values(POSTGRES_CRM_STATES)) {
      for (const state of Object.keys(states)) expect(readme).toContain(`\`${state}\``);
    }
  });
});
