import { AppError } from '../../schema/contract/app-error.ts';
import { EVERY_CLIENT_SCOPE } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import type { ClientId, Sharing } from '../../subgraphs/kit/domain.ts';
import { PAGE_SIZE_MAX } from '../../subgraphs/kit/connection.ts';
import type { Page, PageRequest } from '../../subgraphs/kit/connection.ts';
import type { Position } from '../../subgraphs/kit/cursor.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import type { Scope } from '../../subgraphs/kit/scope.ts';
import type { Document } from '../../subgraphs/files/domain.ts';
import type { Answer, FileStore } from '../../subgraphs/files/port.ts';
import type { SeedDocument, SeedSharing, World } from './world-types.ts';

export type FileWorld = Pick<World, 'documents'>;

const documentsAtOnce = 16;

/**
 * Puts the world's documents into a file store, through the port, whatever the store is. Of a document that is there already only the
 * versions that it lacks are added, so that running it again changes nothing and running it after a failure completes it.
 */
export async function seedFiles(world: FileWorld, store: FileStore): Promise<void> {
  const scope = seedingScope();
  const clientIds = [...new Set(world.documents.map(({ clientId }) => asClientId(clientId)))];
  const present = new Map<string, number>();
  await Promise.all(
    clientIds.map(async (clientId) => {
      for (const [place, version] of await readPresent(store, scope, clientId)) present.set(place, version);
    }),
  );
  const waiting = [...world.documents];
  await Promise.all(
    Array.from({ length: documentsAtOnce }, async () => {
      for (let document = waiting.pop(); document; document = waiting.pop()) {
        try {
          await putVersions(store, scope, document, present.get(placeOf(document)) ?? 0);
        } catch (error) {
          // Another process seeds the same store at the same time and was first: it goes on with this document.
          if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
        }
      }
    }),
  );
}

/** Staff that reaches every client: there is no scope beyond those that callers have. */
function seedingScope(): Scope {
  return scopeOf({ kind: 'staff', subject: 'seed', memberships: [], scopes: [EVERY_CLIENT_SCOPE], expiresAt: 0 });
}

async function putVersions(store: FileStore, scope: Scope, document: SeedDocument, present: number): Promise<void> {
  const { versions, sharing, clientId, folder, name, title, mediaType, state, stateSince, dueBy } = document;
  for (const [index, { createdAt, author, content }] of versions.entries()) {
    if (index < present) continue;
    await store.putVersion(scope, {
      clientId: asClientId(clientId),
      folder,
      name,
      title,
      mediaType,
      state,
      stateSince,
      dueBy,
      author,
      createdAt,
      sharing: sharingOf(sharing),
      content: await content(),
      expectedVersion: index,
    });
  }
}

/** How many versions there are of each document of a client, by place. */
async function readPresent(store: FileStore, scope: Scope, clientId: ClientId): Promise<Map<string, number>> {
  const present = new Map<string, number>();
  const everything = { folder: null, search: null, mediaTypes: null, phases: null };
  let request: PageRequest | null = { first: PAGE_SIZE_MAX, after: null };
  while (request) {
    const page: Answer<Page<Document>> | undefined = (await store.documentsOf(scope, [clientId], everything, request)).get(
      clientId,
    );
    if (page instanceof AppError) throw page;
    for (const { record } of page?.items ?? []) {
      present.set(placeOf({ clientId, folder: record.folderPath, name: record.name }), record.version);
    }
    const last: { position: Position } | undefined = page?.hasNextPage ? page.items.at(-1) : undefined;
    request = last ? { first: PAGE_SIZE_MAX, after: last.position } : null;
  }
  return present;
}

function placeOf({ clientId, folder, name }: { clientId: string; folder: string; name: string }): string {
  return JSON.stringify([clientId, folder.normalize('NFC'), name.normalize('NFC')]);
}

function sharingOf(sharing: SeedSharing): Sharing {
  return {
    audience: sharing.audience,
    roles: sharing.audience === 'ROLES' ? sharing.roles : [],
    contactIds: sharing.audience === 'CONTACTS' ? sharing.contactIds : [],
  };
}
