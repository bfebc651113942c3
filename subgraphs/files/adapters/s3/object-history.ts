import { AppError } from '../../../../schema/contract/app-error.ts';
import type { ClientSnapshot, SnapshotEntry } from '../../client-snapshot.ts';
import { documentIdOf } from '../../document-id.ts';
import type { DocumentPath } from '../../document-path.ts';
import { titleOfName } from '../../document-path.ts';
import type { ClientId, DocumentVersion } from '../../domain.ts';
import type { Sharing } from '../../../kit/domain.ts';
import { readMediaType } from '../../../kit/uploads/announced-file.ts';
import { DEFAULT_STATE } from '../../state-table.ts';
import { toDocument } from '../../to-document.ts';
import type { DocumentSurroundings } from '../../to-document.ts';
import type { Answer } from '../../port.ts';
import type { Deletion, ObjectVersion } from './bucket.ts';
import { sharingAfter } from './change-history.ts';
import type { ChangeHistory } from './change-history.ts';
import { derivedToken } from './object-key.ts';
import type { ListedVersion, ObjectTags, PortalMetadata } from './wire.ts';

/** What was read of one version. */
export interface VersionReading {
  readonly listed: ListedVersion;
  readonly mediaType: string | undefined;
  /** Null when the portal did not put it there. */
  readonly metadata: PortalMetadata | null;
  /** Instead of metadata that does not hold. */
  readonly wreck: { readonly token: string | null; readonly sharing: Sharing | null; readonly error: AppError } | null;
}

/** What was read of one object that is not deleted. */
export interface ObjectReading {
  readonly path: DocumentPath;
  readonly key: string;
  /** Newest first; at least one. */
  readonly versions: readonly [VersionReading, ...VersionReading[]];
  /** Of the newest version. */
  readonly tags: ObjectTags;
  readonly deletion: Deletion | undefined;
}

export interface S3Entry extends SnapshotEntry {
  readonly token: string;
  readonly objectOf: ReadonlyMap<number, ObjectVersion>;
  /** Who may see it after these changes. */
  readonly sharingAfter: (changes: ChangeHistory) => Sharing;
}

const openToTheCompany: Sharing = { audience: 'COMPANY', roles: [], contactIds: [] };
const ownersOnly: Sharing = { audience: 'ROLES', roles: [], contactIds: [] };

export function toSnapshot(
  clientId: ClientId,
  readings: readonly ObjectReading[],
  /** By token; an error for changes that cannot be read. */
  changes: ReadonlyMap<string, Answer<ChangeHistory>>,
  surroundings: DocumentSurroundings,
): ClientSnapshot<S3Entry> {
  const documents = new Map<string, S3Entry>();
  const broken = new Map<string, { sharing: Sharing | null; error: AppError }>();
  // A file that was copied within the bucket takes its metadata along: the older of the two keeps the id.
  for (const reading of [...readings].sort((one, other) => ageOf(one) - ageOf(other) || (one.key < other.key ? -1 : 1))) {
    const history = readHistory(reading);
    const token = history.token ?? derivedToken(clientId, reading.path);
    const wreck = history.versions.find((version) => version.wreck)?.wreck;
    const isTaken = documents.has(documentIdOf(clientId, token)) || broken.has(documentIdOf(clientId, token));
    const own = isTaken ? derivedToken(clientId, reading.path) : token;
    const changed = changes.get(own) ?? [];
    const documentId = documentIdOf(clientId, own);
    // Without its changes nobody knows who may see it.
    if (changed instanceof AppError) broken.set(documentId, { sharing: null, error: changed });
    else if (wreck) broken.set(documentId, { sharing: sharingOf(history, changed), error: wreck.error });
    else documents.set(documentId, toEntry(clientId, own, reading, history, changed, surroundings));
  }
  return { documents, broken };
}

interface History {
  readonly token: string | null;
  /** The newest metadata of ours: what holds for a version that somebody put over it by other means. */
  readonly described: PortalMetadata | null;
  /** Newest first. */
  readonly versions: readonly VersionReading[];
}

/**
 * The versions that belong to one document: those since the last deletion. Its id is the oldest one's, so that it stays when two put a
 * first version at once. An object that is put over one of ours by other means stays that document, with its sharing: a
 * file for the owners alone must not become the whole company's because somebody replaced it.
 */
function readHistory({ versions: all, deletion }: ObjectReading): History {
  const newest = all[0];
  // Some S3 count time in seconds: a version of the deletion's very second belongs to whom its token says.
  const versions = all.filter((version) => {
    if (!deletion || version === newest) return true;
    const sinceMs = version.listed.LastModified.getTime() - deletion.at.getTime();
    return sinceMs > 0 || (sinceMs === 0 && tokenOf(version) !== null && tokenOf(version) === tokenOf(newest));
  });
  return {
    token: versions.map(tokenOf).findLast((token) => token !== null) ?? null,
    described: versions.find(({ metadata }) => metadata !== null)?.metadata ?? null,
    versions,
  };
}

/** The token under which the changes of the document at one key are kept, as far as one key can tell. */
export function tokenOfReading(clientId: ClientId, reading: ObjectReading): string {
  return readHistory(reading).token ?? derivedToken(clientId, reading.path);
}

/** A version that cannot be read may be the one that closed the document. */
function sharingOf({ versions }: History, changes: ChangeHistory): Sharing {
  const own = versions.map(({ listed, metadata, wreck }) => ({
    versionId: listed.VersionId,
    sharing: metadata?.sharing ?? (wreck ? (wreck.sharing ?? ownersOnly) : null),
  }));
  return sharingAfter(changes, own) ?? openToTheCompany;
}

function tokenOf({ metadata, wreck }: VersionReading): string | null {
  return metadata?.token ?? wreck?.token ?? null;
}

function toEntry(
  clientId: ClientId,
  token: string,
  { path, key, tags, versions: [newest] }: ObjectReading,
  history: History,
  changes: ChangeHistory,
  surroundings: DocumentSurroundings,
): S3Entry {
  const { described, versions: newestFirst } = history;
  const documentId = documentIdOf(clientId, token);
  const versions = newestFirst.map(({ listed, metadata, mediaType }, index): DocumentVersion => {
    return {
      documentId,
      clientId,
      version: newestFirst.length - index,
      sizeBytes: listed.Size,
      sha256: metadata?.sha256 ?? null,
      mediaType: readMediaType(mediaType ?? '') ?? 'application/octet-stream',
      scan: index === 0 ? tags.scan : 'NOT_SCANNED',
      createdAt: metadata?.createdAt ?? listed.LastModified,
      author: metadata?.author ?? null,
    };
  });
  const current = versions[0];
  const first = newestFirst.at(-1);
  if (!current || !first) throw new Error('a document without versions was built');
  const own = newest.metadata;
  const state = tags.state ?? (own && { name: own.state, since: own.stateSince, dueBy: own.dueBy });
  const document = toDocument(
    {
      clientId,
      token,
      ...path,
      title: described?.title ?? titleOfName(path.name),
      sharing: sharingOf(history, changes),
      state: state?.name ?? DEFAULT_STATE,
      stateSince: state?.since ?? current.createdAt,
      dueBy: state?.dueBy ?? null,
      createdAt: first.metadata?.firstCreatedAt ?? first.listed.LastModified,
      recordId: key,
    },
    current,
    surroundings,
  );
  const objectOf = new Map(
    newestFirst.map(({ listed }, index) => [newestFirst.length - index, { key, versionId: listed.VersionId }] as const),
  );
  return { document, versions, token, objectOf, sharingAfter: (later) => sharingOf(history, later) };
}

/** By the S3's own clock: a copy has the metadata of its original. */
function ageOf({ versions }: ObjectReading): number {
  return versions.at(-1)?.listed.LastModified.getTime() ?? 0;
}
