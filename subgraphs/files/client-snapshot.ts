import { AppError } from '../../schema/contract/app-error.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import { emptyPage, pageOf } from '../kit/connection.ts';
import { FACTS_MAX } from '../kit/domain.ts';
import type { Scope } from '../kit/scope.ts';
import { reaches } from '../kit/scope.ts';
import { folderIdOf, readDocumentId, readFolderId } from './document-id.ts';
import { foldersAbove } from './document-path.ts';
import type { ClientId, Document, DocumentVersion, Folder } from './domain.ts';
import type { Sharing } from '../kit/domain.ts';
import { mayBeSeenBy } from '../kit/sharing.ts';
import type { Answer, Answers, DocumentSelection, FileFacts, FileStore } from './port.ts';
import { VERSIONS_MAX } from './port.ts';

/**
 * All that a store holds for one client, as an adapter read it. Neither a disk nor an object store can search, so the adapters keep a
 * client's descriptions (not the contents) in memory, and everything that is asked of them is answered from here: one place for
 * scope, sharing, order and paging instead of one per adapter.
 */
export interface ClientSnapshot<Entry extends SnapshotEntry = SnapshotEntry> {
  /** By document id. */
  readonly documents: ReadonlyMap<string, Entry>;
  /**
   * Documents that are there and cannot be read. With the sharing when that much could be read; without it only those who see
   * everything of the client learn of them.
   */
  readonly broken: ReadonlyMap<string, { readonly sharing: Sharing | null; readonly error: AppError }>;
}

export interface SnapshotEntry {
  readonly document: Document;
  /** Newest first. */
  readonly versions: readonly DocumentVersion[];
}

type SnapshotReads = Pick<
  FileStore,
  | 'documentsById'
  | 'documentsOf'
  | 'countDocumentsOf'
  | 'foldersOf'
  | 'countFoldersOf'
  | 'foldersById'
  | 'documentsInFolders'
  | 'countDocumentsInFolders'
  | 'versionsOf'
  | 'factsOf'
>;

export interface SnapshotStore<Entry extends SnapshotEntry> extends SnapshotReads {
  /** The entry behind an id when the caller may see it; the error when it cannot be read; else undefined. */
  readonly entryOf: (scope: Scope, documentId: string) => Promise<Answer<Entry> | undefined>;
}

const everything: DocumentSelection = { folder: null, search: null, mediaTypes: null, phases: null };
const ownersOnly: Sharing = { audience: 'ROLES', roles: [], contactIds: [] };

export function createSnapshotStore<Entry extends SnapshotEntry>(
  read: (clientId: ClientId) => Promise<ClientSnapshot<Entry>>,
): SnapshotStore<Entry> {
  const readSnapshot = onceAtATime(read);

  /** The one way to a client's documents: nothing is read for a client outside of the scope, nothing leaves that is not shared. */
  async function visible(scope: Scope, clientId: ClientId): Promise<Entry[]> {
    if (!reaches(scope, clientId)) return [];
    const { documents } = await readSnapshot(clientId);
    return [...documents.values()].filter(
      ({ document }) => document.clientId === clientId && mayBeSeenBy(scope, document.clientId, document.sharing),
    );
  }

  async function entryOf(scope: Scope, documentId: string): Promise<Answer<Entry> | undefined> {
    const clientId = readDocumentId(documentId)?.clientId;
    if (clientId === undefined || !reaches(scope, clientId)) return undefined;
    const { documents, broken } = await readSnapshot(clientId);
    const wreck = broken.get(documentId);
    if (wreck) return mayBeSeenBy(scope, clientId, wreck.sharing ?? ownersOnly) ? wreck.error : undefined;
    const entry = documents.get(documentId);
    return entry && entry.document.clientId === clientId && mayBeSeenBy(scope, entry.document.clientId, entry.document.sharing)
      ? entry
      : undefined;
  }

  async function foldersIn(scope: Scope, clientId: ClientId): Promise<Folder[]> {
    const paths = new Set((await visible(scope, clientId)).flatMap(({ document }) => foldersAbove(document.folderPath)));
    return [...paths].sort(ascending).map((path) => ({ id: folderIdOf(clientId, path), clientId, path }));
  }

  async function documentsIn(scope: Scope, folderId: string): Promise<Document[]> {
    const folder = readFolderId(folderId);
    return folder ? select(await visible(scope, folder.clientId), { ...everything, folder: folder.path }) : [];
  }

  return {
    entryOf,
    documentsById: (scope, ids) => answerEach(ids, async (id) => mapAnswer(await entryOf(scope, id), ({ document }) => document)),
    documentsOf: (scope, clientIds, filter, page) =>
      answerEach(clientIds, async (clientId) => documentPage(select(await visible(scope, clientId), filter), page)),
    countDocumentsOf: (scope, clientIds, filter) =>
      answerEach(clientIds, async (clientId) => select(await visible(scope, clientId), filter).length),
    foldersOf: (scope, clientIds, page) =>
      answerEach(clientIds, async (clientId) => {
        const after = page.after?.[0];
        const rest = (await foldersIn(scope, clientId)).filter(({ path }) => after === undefined || path > String(after));
        return pageOf(rest, page.first, ({ path }) => [path]);
      }),
    countFoldersOf: (scope, clientIds) => answerEach(clientIds, async (clientId) => (await foldersIn(scope, clientId)).length),
    foldersById: (scope, ids) =>
      answerEach(ids, async (id) => {
        const clientId = readFolderId(id)?.clientId;
        return clientId === undefined ? undefined : (await foldersIn(scope, clientId)).find((folder) => folder.id === id);
      }),
    documentsInFolders: (scope, folderIds, page) =>
      answerEach(folderIds, async (id) => documentPage(await documentsIn(scope, id), page)),
    countDocumentsInFolders: (scope, folderIds) => answerEach(folderIds, async (id) => (await documentsIn(scope, id)).length),
    versionsOf: (scope, ids) =>
      answerEach(ids, async (id) => mapAnswer(await entryOf(scope, id), ({ versions }) => versions.slice(0, VERSIONS_MAX))),
    factsOf: (scope, clientIds) => answerEach(clientIds, async (clientId) => factsIn(await visible(scope, clientId))),
  };
}

/**
 * Those who ask for the same client in one go (a hundred ids of one batch) share a reading. Nobody joins one that has begun: it
 * might not see what was written since.
 */
function onceAtATime<Value>(read: (clientId: ClientId) => Promise<Value>): (clientId: ClientId) => Promise<Value> {
  const asked = new Map<ClientId, Promise<Value>>();
  return (clientId) => {
    const known = asked.get(clientId);
    if (known) return known;
    const reading = Promise.resolve().then(() => {
      asked.delete(clientId);
      return read(clientId);
    });
    asked.set(clientId, reading);
    return reading;
  };
}

/** Asks for each key by itself; what fails stands under its key. */
export async function answerEach<Key extends string, Value>(
  keys: readonly Key[],
  answer: (key: Key) => Promise<Answer<Value> | undefined>,
): Promise<Answers<Key, Value>> {
  const answers = new Map<Key, Answer<Value>>();
  await Promise.all(
    [...new Set(keys)].map(async (key) => {
      try {
        const value = await answer(key);
        if (value !== undefined) answers.set(key, value);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        answers.set(key, error);
      }
    }),
  );
  return answers;
}

export function mapAnswer<From extends object, To>(
  answer: Answer<From> | undefined,
  map: (value: From) => To | undefined,
): Answer<To> | undefined {
  if (answer === undefined || answer instanceof AppError) return answer;
  return map(answer);
}

function select(entries: readonly SnapshotEntry[], filter: DocumentSelection): Document[] {
  const search = filter.search === null ? null : searchForm(filter.search);
  return entries
    .map(({ document }) => document)
    .filter(
      (document) =>
        (filter.folder === null || document.folderPath === filter.folder) &&
        (search === null || searchForm(document.name).includes(search)) &&
        (filter.mediaTypes === null || filter.mediaTypes.includes(document.mediaType)) &&
        (filter.phases === null || filter.phases.includes(document.status.phase)),
    )
    .sort((one, other) => comparePlaces(placeOf(one), placeOf(other)));
}

function searchForm(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** A document's place in the order of lists: the latest change first, and among equals the greater id. */
type Place = readonly [updatedAtMs: number, id: string];

function placeOf(document: Document): Place {
  return [document.updatedAt.getTime(), document.id];
}

function comparePlaces(one: Place, other: Place): number {
  return other[0] - one[0] || ascending(other[1], one[1]);
}

function documentPage(documents: readonly Document[], page: PageRequest): Page<Document> {
  if (documents.length === 0) return emptyPage();
  const after: Place | null = page.after && [Number(page.after[0]), String(page.after[1])];
  const rest = after ? documents.filter((document) => comparePlaces(after, placeOf(document)) < 0) : documents;
  return pageOf(rest, page.first, placeOf);
}

function factsIn(entries: readonly SnapshotEntry[]): FileFacts {
  const waiting = entries
    .map(({ document }) => document)
    .filter(({ status }) => status.phase === 'WAITING' && status.waitingOn === 'CLIENT')
    .sort(
      (one, other) =>
        (one.status.dueBy?.getTime() ?? Infinity) - (other.status.dueBy?.getTime() ?? Infinity) ||
        one.status.since.getTime() - other.status.since.getTime() ||
        ascending(one.id, other.id),
    );
  const added = entries
    .flatMap(({ document, versions }) => versions.map((version) => ({ document, version })))
    .sort(
      (one, other) =>
        other.version.createdAt.getTime() - one.version.createdAt.getTime() ||
        ascending(other.document.id, one.document.id) ||
        other.version.version - one.version.version,
    );
  return { waiting: waiting.slice(0, FACTS_MAX), added: added.slice(0, FACTS_MAX) };
}

function ascending(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
