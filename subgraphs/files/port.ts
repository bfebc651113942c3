import type { Readable } from 'node:stream';
import type { AppError } from '../../schema/contract/app-error.ts';
import type { Phase, Sharing } from '../kit/domain.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import type { Scope } from '../kit/scope.ts';
import type { ClientId, Document, DocumentVersion, Folder, ScanState } from './domain.ts';

/**
 * Where the client's files are kept.
 *
 * Scope: every method answers from within `scope` only. A document of a client outside of it, a document that is not shared with the
 * caller (`kit/sharing.ts`), and one that does not exist are the same: absent. Counts, folders, positions and facts are scoped alike.
 *
 * Answers of read methods are maps by the id that was asked for. An absent thing has no entry (a list has an empty page, a
 * count 0). A failure that concerns one key only stands in the map in place of the answer (`Answer`), so that one client's broken
 * file does not take away another's; a loader turns it into the rejection of that key. A method rejects as a whole only when the
 * store cannot be used at all.
 *
 * Errors, always `AppError`: `UPSTREAM_UNAVAILABLE` (unreachable, busy, refused credentials), `UPSTREAM_TIMEOUT`,
 * `UPSTREAM_CONTRACT` (what lies there cannot be read; it is left out of lists and reported, and asking for it by id gives
 * this error), `BAD_USER_INPUT` and `CONFLICT` (writes).
 */
export interface FileStore {
  documentsById(scope: Scope, ids: readonly string[]): Promise<Answers<string, Document>>;

  /** Latest change first (`updatedAt`, then id, both descending). Positions are exact: rows that change between pages repeat nothing. */
  documentsOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: DocumentSelection,
    page: PageRequest,
  ): Promise<Answers<ClientId, Page<Document>>>;
  countDocumentsOf(scope: Scope, clientIds: readonly ClientId[], filter: DocumentSelection): Promise<Answers<ClientId, number>>;

  /**
   * By path, in the order of its UTF-16 code units. Every folder on the way to a document that the caller may see, and no other: one that
   * holds nothing for the caller is absent.
   */
  foldersOf(scope: Scope, clientIds: readonly ClientId[], page: PageRequest): Promise<Answers<ClientId, Page<Folder>>>;
  countFoldersOf(scope: Scope, clientIds: readonly ClientId[]): Promise<Answers<ClientId, number>>;
  foldersById(scope: Scope, ids: readonly string[]): Promise<Answers<string, Folder>>;
  /** The documents that lie in the folder itself, in the order of `documentsOf`. */
  documentsInFolders(scope: Scope, folderIds: readonly string[], page: PageRequest): Promise<Answers<string, Page<Document>>>;
  countDocumentsInFolders(scope: Scope, folderIds: readonly string[]): Promise<Answers<string, number>>;

  /** By document id: newest first, at most `VERSIONS_MAX`. */
  versionsOf(scope: Scope, documentIds: readonly string[]): Promise<Answers<string, readonly DocumentVersion[]>>;

  /**
   * SHA-256 in lower-case hexadecimal digits, by `versionKey`. For a version whose `sha256` is null the content is read through,
   * which may take long.
   */
  checksumsOf(scope: Scope, versions: readonly VersionReference[]): Promise<Answers<string, string>>;

  /** What waits on the client and what was added of late, at most `FACTS_MAX` of each. */
  factsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<Answers<ClientId, FileFacts>>;

  /**
   * Puts a version in place: the next one of the document at this folder and name, or the first one of a new document. All the
   * description (title, sharing, state …) is the new version's from then on. Never loses a version: of several at once each
   * gets a number of its own. Resolves when it is stored for good; null when the client is outside of the scope.
   * `BAD_USER_INPUT` for a name, folder, media type or size that does not hold; `CONFLICT` when `expectedVersion` is not the
   * current one, or when a document that the caller may not see has this name.
   */
  putVersion(scope: Scope, version: NewVersion): Promise<Document | null>;

  /**
   * Changes what is known of the document, without a new version; a later version brings a description of its own. All who ask see
   * it from then on. Null when the document is absent. `BAD_USER_INPUT` for what is more than the store keeps; `CONFLICT` for a marker
   * that was used before with another change.
   */
  changeDocument(scope: Scope, documentId: string, change: DocumentChange): Promise<ChangedDocument | null>;

  /** The content of one version, or null when it is absent or `mayDownload` says no. Reads the scan state anew. */
  openDownload(scope: Scope, version: VersionReference): Promise<Download | null>;

  /**
   * Addresses at the store itself, by `versionKey`; they work until `expiresAt` without any further check. Absent under the
   * conditions of `openDownload`. Null for a store that cannot make such addresses: the subgraph then hands out its own.
   */
  readonly presignDownloads:
    ((scope: Scope, versions: readonly VersionReference[], expiresAt: Date) => Promise<Answers<string, string>>) | null;

  /** The states that documents in the store have, each once; a large store may answer from a sample. For the report at start. */
  statesInUse(): Promise<readonly string[]>;

  /** Rejects while the store cannot be used. */
  checkReady(): Promise<void>;
  close(): Promise<void>;
}

export type Answer<Value> = Value | AppError;
export type Answers<Key extends string, Value> = ReadonlyMap<Key, Answer<Value>>;

export const VERSIONS_MAX = 100;

/** Narrows a list; null means "any". */
export interface DocumentSelection {
  /** A folder's path: only what lies in it, not in its subfolders. */
  readonly folder: string | null;
  /** Part of the name; upper and lower case are the same. */
  readonly search: string | null;
  readonly mediaTypes: readonly string[] | null;
  readonly phases: readonly Phase[] | null;
}

export interface VersionReference {
  readonly documentId: string;
  /** Null for the current one. */
  readonly version: number | null;
}

export function versionKey(reference: VersionReference): string {
  return `${reference.documentId}#${reference.version === null ? 'current' : String(reference.version)}`;
}

export interface FileFacts {
  /** Those whose status waits on the client: earliest `dueBy` first, those without one last, then the longest waiting first. */
  readonly waiting: readonly Document[];
  /** Versions, newest first, with their document. */
  readonly added: readonly { readonly document: Document; readonly version: DocumentVersion }[];
}

export interface NewVersion {
  readonly clientId: ClientId;
  /** `Contracts/2026`; empty for the top. */
  readonly folder: string;
  readonly name: string;
  /** Null for the name without its ending. */
  readonly title: string | null;
  /** `application/pdf`; parameters are dropped. */
  readonly mediaType: string;
  readonly sharing: Sharing;
  /** One of the words of the state table. */
  readonly state: string;
  /** Now, when it is left out. */
  readonly stateSince?: Date | undefined;
  readonly dueBy: Date | null;
  /** A name. */
  readonly author: string | null;
  /** Now, when it is left out. */
  readonly createdAt?: Date | undefined;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** What was said of this very content; `NOT_SCANNED` when it is left out. */
  readonly scan?: ScanState | undefined;
  /** The version that the writer saw last, 0 for none; left out when it does not matter. */
  readonly expectedVersion?: number | undefined;
}

export interface DocumentChange {
  readonly sharing?: Sharing | undefined;
  readonly state?: { readonly name: string; readonly since: Date; readonly dueBy: Date | null } | undefined;
  /** Of the current version. */
  readonly scan?: ScanState | undefined;
  /**
   * Kept with the change, so that an action that was applied is found again by whoever repeats it, after a crash too: the same marker
   * with the same change has one effect and one `appliedAt`. At most 100 letters, digits and dashes. Left out when it does not matter.
   */
  readonly marker?: string | undefined;
  /** The version that the change is about: `CONFLICT` when another one is current. Left out when it does not matter. */
  readonly expectedVersion?: number | undefined;
}

export interface ChangedDocument {
  /** As it stands now; null when the caller sees it no longer. */
  readonly document: Document | null;
  /** When the change happened first. */
  readonly appliedAt: Date;
}

export interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Null when the store does not know it without reading the content. */
  readonly sha256: string | null;
  /** Opens the content, or its bytes from `start` to `end`, both included. The caller reads it to its end or destroys it. */
  read(range?: { readonly start: number; readonly end: number }): Promise<Readable>;
}
