import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../schema/contract/environment.ts';
import { createFileStore } from '../../subgraphs/files/adapters/index.ts';
import type { AdapterSettings } from '../../subgraphs/files/adapters/index.ts';
import { fileStateTable } from '../../subgraphs/files/state-table.ts';
import { createStatusTable } from '../../subgraphs/kit/status-table.ts';
import { seedAccess } from '../seed/access.ts';
import { seedCrm } from '../seed/crm.ts';
import { seedDocumentRequests } from '../seed/document-requests.ts';
import { seedFiles } from '../seed/files.ts';
import { seedTickets } from '../seed/tickets.ts';
import type { World } from '../seed/world-types.ts';

/**
 * Fills the embedded systems of record at the first start. A system that the configuration has put in the place of an embedded
 * one is left as it is: it has data of its own. A folder that was filled once is not looked at again.
 */
export async function seedPortal(options: {
  readonly world: () => World;
  readonly dataDirectory: string;
  readonly environment: Environment;
  /** The database that the embedded CRM and help desk are in. */
  readonly postgresUrl: string;
  readonly files: AdapterSettings;
  /** Whether documents are asked for, whose ids are drawn at random. */
  readonly asksForDocuments: boolean;
}): Promise<void> {
  const { environment, postgresUrl } = options;
  const mark = join(options.dataDirectory, 'seeded');
  if (existsSync(mark)) return;
  const world = options.world();
  const isEmbeddedDesk =
    (environment['TICKETS_ADAPTER'] ?? 'postgres') === 'postgres' && environment['TICKETS_DATABASE_URL'] === postgresUrl;
  await Promise.all([
    environment['CRM_DATABASE_URL'] === postgresUrl && seedCrm(world, postgresUrl),
    isEmbeddedDesk && seedTickets(world, postgresUrl),
    environment['WORKFLOW_DATABASE_URL'] === postgresUrl && seedAccess(world.anchor, postgresUrl),
  ]);
  if (options.asksForDocuments && environment['WORKFLOW_DATABASE_URL'] === postgresUrl) {
    await seedDocumentRequests(world.anchor, postgresUrl);
  }
  // Making the documents leaves this process no time: on a busy machine the databases would take it for one that does not answer.
  if (options.files.adapter === 'disk') await seedFileStore(world, options.files);
  writeFileSync(mark, world.anchor.toISOString());
}

/** Fills a file store of any kind, unless there is something in it. */
export async function seedFileStore(world: World, settings: AdapterSettings): Promise<void> {
  const store = await createFileStore(settings, {
    statusTable: createStatusTable(fileStateTable, () => undefined),
    reportBroken: (error) => {
      throw error;
    },
    now: () => new Date(),
  });
  try {
    await seedFiles(world, store);
  } finally {
    await store.close();
  }
}
