import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aClient, aContact, aMilestone, aProject, aQuote, anInvoice, contents } from '../../subgraphs/crm/testing/contents.ts';
import { createTestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import type { TestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import { seedCrm } from './crm.ts';

const world = contents({
  clients: [aClient('acme')],
  contacts: [aContact('ann', 'acme')],
  projects: [aProject('p', 'acme', { milestones: [aMilestone('b'), aMilestone('a')] }), aProject('r', 'acme')],
  quotes: [aQuote('q', 'acme', { projectId: 'p' })],
  invoices: [anInvoice('i', 'acme')],
});

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function countOf(table: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*) from crm.${table}`);
  return Number(rows[0]?.count);
}

describe('the seed of the CRM', () => {
  it('leaves nothing behind when a part of the world does not fit', async () => {
    const broken = { ...world, quotes: [aQuote('q', 'acme', { projectId: 'nowhere' })] };
    await expect(seedCrm(broken, database.url)).rejects.toThrow('foreign key');
    expect(await countOf('companies')).toBe(0);
  });

  it('puts everything in, once, even when two start at the same time', async () => {
    await Promise.all([seedCrm(world, database.url), seedCrm(world, database.url)]);
    await seedCrm(world, database.url);
    const tables = ['staff', 'companies', 'people', 'projects', 'milestones', 'quotes', 'invoices'];
    const counts: number[] = [];
    for (const table of tables) counts.push(await countOf(table));
    expect(counts).toEqual([1, 1, 1, 2, 2, 1, 1]);
    const { rows } = await client.query('select milestones, manager_name from portal_crm.projects order by id');
    expect(rows).toMatchObject([{ manager_name: 'Sara Kern', milestones: [{ key: 'b' }, { key: 'a' }] }, { milestones: [] }]);
  });

  it('keeps what people changed since', async () => {
    await client.query(`update crm.companies set name = 'New name'`);
    await seedCrm(world, database.url);
    expect((await client.query('select name from crm.companies')).rows).toEqual([{ name: 'New name' }]);
  });
});
