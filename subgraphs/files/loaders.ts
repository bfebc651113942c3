import type DataLoader from 'dataloader';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import { emptyPage } from '../kit/connection.ts';
import { createListLoader, createLoader } from '../kit/loader.ts';
import type { Scope } from '../kit/scope.ts';
import type { ClientId, Document, DocumentVersion, DownloadLink, Folder } from './domain.ts';
import type { DownloadLinks } from './downloads/download-links.ts';
import type { Answers, DocumentSelection, FileFacts, FileStore, VersionReference } from './port.ts';
import { versionKey } from './port.ts';

type ListLoader<Parent extends string, Arguments, Value> = DataLoader<{ parent: Parent; arguments: Arguments }, Value, string>;

export interface FilesLoaders {
  readonly document: DataLoader<string, Document | null>;
  readonly documentsOf: ListLoader<ClientId, { filter: DocumentSelection; page: PageRequest }, Page<Document>>;
  readonly documentCountOf: ListLoader<ClientId, { filter: DocumentSelection }, number>;
  readonly foldersOf: ListLoader<ClientId, { page: PageRequest }, Page<Folder>>;
  readonly folderCountOf: DataLoader<ClientId, number | null, string>;
  readonly folder: DataLoader<string, Folder | null>;
  readonly documentsInFolder: ListLoader<string, { page: PageRequest }, Page<Document>>;
  readonly documentCountInFolder: DataLoader<string, number | null>;
  readonly versions: DataLoader<string, readonly DocumentVersion[] | null>;
  readonly checksum: DataLoader<VersionReference, string | null, string>;
  readonly facts: DataLoader<ClientId, FileFacts | null, string>;
  readonly downloadLink: DataLoader<VersionReference, DownloadLink | null, string>;
  /** After a write: nothing that was read in this request holds any longer. */
  forgetWritten(): void;
}

/** One request's loaders: everything is read with this caller's scope. */
export function createFilesLoaders(options: {
  store: FileStore;
  links: DownloadLinks;
  scope: Scope;
  claims: IdentityClaims;
}): FilesLoaders {
  const { store, links, scope, claims } = options;
  const byId = { keyOf: (key: string) => key };
  const byVersion = { keyOf: versionKey };
  const loaders: Omit<FilesLoaders, 'forgetWritten'> = {
    document: createLoader(async (ids: readonly string[]) => values(await store.documentsById(scope, ids)), byId),
    documentsOf: createListLoader(
      async (clientIds, { filter, page }) => values(await store.documentsOf(scope, clientIds, filter, page)),
      { absent: emptyPage<Document> },
    ),
    documentCountOf: createListLoader(
      async (clientIds, { filter }) => values(await store.countDocumentsOf(scope, clientIds, filter)),
      { absent: () => 0 },
    ),
    foldersOf: createListLoader(async (clientIds, { page }) => values(await store.foldersOf(scope, clientIds, page)), {
      absent: emptyPage<Folder>,
    }),
    folderCountOf: createLoader(async (ids: readonly ClientId[]) => values(await store.countFoldersOf(scope, ids)), byId),
    folder: createLoader(async (ids: readonly string[]) => values(await store.foldersById(scope, ids)), byId),
    documentsInFolder: createListLoader(
      async (folderIds, { page }) => values(await store.documentsInFolders(scope, folderIds, page)),
      { absent: emptyPage<Document> },
    ),
    documentCountInFolder: createLoader(
      async (ids: readonly string[]) => values(await store.countDocumentsInFolders(scope, ids)),
      byId,
    ),
    versions: createLoader(async (ids: readonly string[]) => values(await store.versionsOf(scope, ids)), byId),
    checksum: createLoader(
      async (references: readonly VersionReference[]) => values(await store.checksumsOf(scope, references)),
      byVersion,
    ),
    facts: createLoader(async (ids: readonly ClientId[]) => values(await store.factsOf(scope, ids)), byId),
    downloadLink: createLoader(
      async (references: readonly VersionReference[]) => values(await links.linksFor(scope, claims, references)),
      byVersion,
    ),
  };
  return {
    ...loaders,
    forgetWritten() {
      for (const loader of Object.values(loaders)) loader.clearAll();
    },
  };
}

/** DataLoader rejects a key whose value is an `Error`, which is just what an `Answer` that is one means. */
function values<Key extends string, Value>(answers: Answers<Key, Value>): ReadonlyMap<Key, Value> {
  return answers as ReadonlyMap<Key, Value>;
}
