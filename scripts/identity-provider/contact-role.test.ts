import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aClient, aContact, contents } from '../../subgraphs/crm/testing/contents.ts';
import { createTestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import type { TestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import { seedCrm } from '../seed/crm.ts';
import { PEOPLE, findPerson } from '../seed/people.ts';
import { withCurrentRole } from './contact-role.ts';
import type { ContactSource } from './contact-role.ts';
import type { Person } from './person.ts';
import { startIdentityProvider } from './start-identity-provider.ts';
import type { IdentityProvider } from './start-identity-provider.ts';

const directory = mkdtempSync(join(tmpdir(), 'contact-role-'));
let database: TestDatabase;
let sql: pg.Client;
let source: ContactSource;
let provider: IdentityProvider;
beforeAll(async () => {
  database = await createTestDatabase();
  const clients = ['harbor-finch', 'lumen-bakery'].map((id) => aClient(id));
  await seedCrm(
    contents({ clients, contacts: [aContact('mia', 'harbor-finch', { role: 'OWNER' }), aContact('max', 'harbor-finch')] }),
    database.url,
  );
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  source = { databaseUrl: database.url, viewSchema: 'portal_crm' };
  const address = { host: '127.0.0.1', port: 0, playgroundRedirectUris: ['http://127.0.0.1:24503/playground'] };
  provider = await startIdentityProvider({
    ...address,
    audience: 'urn:portal-graph',
    directory,
    people: PEOPLE,
    contacts: source,
  });
});
afterAll(async () => {
  await provider.stop();
  await sql.end();
  await database.drop();
  rmSync(directory, { recursive: true });
});

const memberships = async (subject: string): Promise<unknown> =>
  decodeJwt(await provider.issueToken(subject))['portal_memberships'];

describe("a contact's role in a token", () => {
  it('is the one that the CRM has at that moment', async () => {
    expect(await memberships('mia')).toEqual([{ clientId: 'harbor-finch', role: 'OWNER' }]);
    await sql.query(`update crm.people set role = 'VIEWER' where id = 'mia'`);
    expect(await memberships('mia')).toEqual([{ clientId: 'harbor-finch', role: 'VIEWER' }]);
  });

  it('is none for who is not in the CRM, or is there with another company', async () => {
    expect(await memberships('tom')).toEqual([]);
    expect(await memberships('max')).toEqual([]);
  });

  it('changes nothing for partners and staff', async () => {
    for (const subject of ['beacon-studio', 'sara']) {
      const person = findPerson(subject) as Person;
      expect(await withCurrentRole(person, source)).toBe(person);
    }
  });

  it('cannot be had while the CRM does not answer: no token with an old one', async () => {
    const gone = { ...source, databaseUrl: source.databaseUrl.replace(/\/test_\w+$/, '/nowhere') };
    await expect(withCurrentRole(findPerson('mia') as Person, gone)).rejects.toThrow();
  });
});
