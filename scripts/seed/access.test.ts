import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import { createTestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import type { TestDatabase } from '../../subgraphs/kit/testing/test-database.ts';
import { createAccessStore } from '../../subgraphs/workflow/access/access-store.ts';
import type { AccessStore } from '../../subgraphs/workflow/access/access-store.ts';
import { seedAccess } from './access.ts';
import { seedDocumentRequests } from './document-requests.ts';

const at = new Date('2026-11-24T00:00:00Z');
let database: TestDatabase;
let store: AccessStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = createAccessStore({ url: database.url, system: 'Portal', revocationSeconds: 86_400 });
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

describe('the seeded access', () => {
  it('is the one grant of the partner who can sign in, however often it is seeded', async () => {
    await Promise.all([seedAccess(at, database.url), seedAccess(at, database.url)]);
    await seedAccess(at, database.url);
    const { grants, cursor } = await store.feed.changes(null, at);
    expect(grants).toMatchObject([
      { partner: 'beacon-studio', clientId: 'harbor-finch', billing: true, expiresAt: null, revoked: false },
    ]);
    expect(cursor).toMatch(/\.1$/);
  });

  it('asks two people of one company and one of the other for documents, however often it is seeded', async () => {
    await Promise.all([seedDocumentRequests(at, database.url), seedDocumentRequests(at, database.url)]);
    const staff = scopeOf(staffClaims());
    const clients = ['harbor-finch', 'lumen-bakery'].map(asClientId);
    expect(Object.fromEntries(await store.documentRequests.countOf(staff, clients, ['OPEN']))).toEqual({
      'harbor-finch': 2,
      'lumen-bakery': 1,
    });
  });
});
