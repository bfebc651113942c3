import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDiskFileStore } from '../../subgraphs/files/adapters/disk/index.ts';
import type { Document, DocumentVersion } from '../../subgraphs/files/domain.ts';
import type { FileStore } from '../../subgraphs/files/port.ts';
import { fileStateTable } from '../../subgraphs/files/state-table.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { createStatusTable } from '../../subgraphs/kit/status-table.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import { seedFiles } from './files.ts';
import { createWorld } from './world.ts';

const world = createWorld({ anchor: new Date('2026-11-24T00:00:00Z') });
const staff = scopeOf(staffClaims());
const everything = { folder: null, search: null, mediaTypes: null, phases: null };
const unknownStates: string[] = [];
let folder: string;
let store: FileStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-seed-'));
  store = await createDiskFileStore({
    folder,
    system: 'Files',
    statusTable: createStatusTable(fileStateTable, (_kind, state) => unknownStates.push(state)),
    contentBytesMax: 10_000_000,
    reportBroken: (error) => {
      throw error;
    },
    durable: false,
  });
  await Promise.all([seedFiles(world, store), seedFiles(world, store)]);
});
afterAll(() => rm(folder, { recursive: true }));

async function storedOf(client: string): Promise<Document[]> {
  const clientId = asClientId(client);
  const stored: Document[] = [];
  let after: readonly (string | number)[] | null = null;
  for (;;) {
    const page = (await store.documentsOf(staff, [clientId], everything, { first: 100, after })).get(clientId);
    if (page instanceof Error) throw page;
    stored.push(...(page?.items ?? []).map(({ record }) => record));
    if (!page?.hasNextPage) return stored;
    after = page.items.at(-1)?.position ?? null;
  }
}

describe('the seeded file store', () => {
  it('has every version of every document once, however often and by however many it is seeded', async () => {
    const before = await Promise.all(world.clients.map(({ id }) => storedOf(id)));
    await seedFiles(world, store);
    const after = (await Promise.all(world.clients.map(({ id }) => storedOf(id)))).flat();
    expect(after.map(({ id, version }) => [id, version])).toEqual(before.flat().map(({ id, version }) => [id, version]));
    const placesOf = (list: readonly { clientId: string; place: string; versions: number }[]) =>
      list.map(({ clientId, place, versions }) => `${clientId} ${place} ${String(versions)}`).sort();
    expect(
      placesOf(after.map((one) => ({ clientId: one.clientId, place: `${one.folderPath}/${one.name}`, versions: one.version }))),
    ).toEqual(
      placesOf(
        world.documents.map((one) => ({
          clientId: one.clientId,
          place: `${one.folder}/${one.name}`,
          versions: one.versions.length,
        })),
      ),
    );
  });

  it('keeps the world’s times, words and bytes', async () => {
    for (const seeded of world.documents.slice(0, 20)) {
      const document = (await storedOf(seeded.clientId)).find(
        ({ folderPath, name }) => folderPath === seeded.folder && name === seeded.name,
      );
      expect(document).toMatchObject({
        title: seeded.title,
        mediaType: seeded.mediaType,
        createdAt: seeded.versions[0]?.createdAt,
        updatedAt: seeded.versions.at(-1)?.createdAt,
        status: { sourceState: seeded.state, since: seeded.stateSince },
        sharing: { audience: seeded.sharing.audience },
      });
      const id = document?.id ?? '';
      const versions = (await store.versionsOf(staff, [id])).get(id) as readonly DocumentVersion[];
      const sums = await Promise.all(
        seeded.versions.map(async ({ content }) =>
          createHash('sha256')
            .update(await content())
            .digest('hex'),
        ),
      );
      expect(versions.map(({ sha256 }) => sha256)).toEqual(sums.reverse());
      expect(versions.map(({ author }) => author)).toEqual(seeded.versions.map(({ author }) => author).reverse());
    }
  });

  it('has no state that the state table does not know', () => {
    expect(unknownStates).toEqual([]);
  });
});
