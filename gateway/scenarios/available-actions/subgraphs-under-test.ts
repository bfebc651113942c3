import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seedCrm } from '../../../scripts/seed/crm.ts';
import { seedFiles } from '../../../scripts/seed/files.ts';
import { seedTickets } from '../../../scripts/seed/tickets.ts';
import type { World } from '../../../scripts/seed/world-types.ts';
import { IDENTITY_HEADER } from '../../../schema/contract/header-names.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import { readCrmConfig } from '../../../subgraphs/crm/config.ts';
import { createCrm } from '../../../subgraphs/crm/server.ts';
import { readFilesConfig } from '../../../subgraphs/files/config.ts';
import type { FileStore } from '../../../subgraphs/files/port.ts';
import { createFiles } from '../../../subgraphs/files/server.ts';
import type { SubgraphServer } from '../../../subgraphs/kit/server.ts';
import { createTestGateway } from '../../../subgraphs/kit/testing/identity.ts';
import { createTestDatabase } from '../../../subgraphs/kit/testing/test-database.ts';
import { readTicketsConfig } from '../../../subgraphs/tickets/config.ts';
import { createTickets } from '../../../subgraphs/tickets/server.ts';

export type RecordSubgraph = 'crm' | 'files' | 'tickets';

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The three subgraphs that keep records, each over its own system with the same world in them, asked as a gateway asks them. */
export interface SubgraphsUnderTest {
  readonly sql: pg.Client;
  readonly fileStore: FileStore;
  ask(subgraph: RecordSubgraph, claims: IdentityClaims, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startSubgraphs(world: World): Promise<SubgraphsUnderTest> {
  const [database, gateway] = await Promise.all([createTestDatabase(), createTestGateway()]);
  const folder = mkdtempSync(join(tmpdir(), 'portal-actions-'));
  const environment = {
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
    CRM_DATABASE_URL: database.url,
    TICKETS_DATABASE_URL: database.url,
    TICKETS_ACTIONS_DATABASE_MIGRATE: 'true',
    FILES_LINK_SECRET: 'l'.repeat(32),
    FILES_DISK_FOLDER: folder,
    CRM_PORT: '0',
    TICKETS_PORT: '0',
    FILES_PORT: '0',
  };
  await Promise.all([seedCrm(world, database.url), seedTickets(world, database.url)]);
  const logger = createLogger({ name: 'test', level: 'silent' });
  const held: { fileStore?: FileStore } = {};
  const [crm, files, tickets] = [readCrmConfig(environment), readFilesConfig(environment), readTicketsConfig(environment)];
  const servers: Record<RecordSubgraph, SubgraphServer> = {
    crm: await createCrm(crm, { logger, revokeTokens: () => Promise.resolve() }),
    files: await createFiles(files, { logger, wrapStore: (store) => (held.fileStore = store) }),
    tickets: await createTickets(tickets, { logger, actions: { waitMs: 20_000 } }),
  };
  const urls = {
    crm: await servers.crm.listen(crm),
    files: await servers.files.listen(files),
    tickets: await servers.tickets.listen(tickets),
  };
  const { fileStore } = held;
  if (!fileStore) throw new Error('the files subgraph was made without a store');
  await seedFiles(world, fileStore);
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  return {
    sql,
    fileStore,
    async ask(subgraph, claims, query, variables = {}) {
      const response = await fetch(urls[subgraph], {
        method: 'POST',
        headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: await gateway.sign(subgraph, claims) },
        body: JSON.stringify({ query, variables }),
      });
      const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
      return { data, errors };
    },
    async close() {
      await sql.end();
      await Promise.all(Object.values(servers).map((server) => server.close()));
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
