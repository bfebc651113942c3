import { createHash, randomBytes } from 'node:crypto';
import { AppError, badUserInput } from '../../../../schema/contract/app-error.ts';
import type { Scope } from '../../../kit/scope.ts';
import { reaches } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import type { ClientSnapshot } from '../../client-snapshot.ts';
import { answerEach, createSnapshotStore } from '../../client-snapshot.ts';
import { changedSince } from '../../document-change.ts';
import { contentDisposition, deliveredMediaType } from '../../../kit/uploads/delivery-headers.ts';
import { readDocumentId } from '../../document-id.ts';
import type { ClientId, Document } from '../../domain.ts';
import { mayDownload } from '../../may-download.ts';
import { mayBeSeenBy } from '../../../kit/sharing.ts';
import { checkNewVersion } from '../../new-version.ts';
import type { Answer, Download, FileStore, NewVersion, VersionReference } from '../../port.ts';
import { versionKey } from '../../port.ts';
import { applyChange } from './apply-change.ts';
import { createBoundedCache } from './bounded-cache.ts';
import type { ObjectVersion, VersionListing } from './bucket.ts';
import { openBucket } from './bucket.ts';
import { createChangeStore } from './change-store.ts';
import { createConcurrencyLimit } from './limit-concurrency.ts';
import type { ObjectReading, S3Entry, VersionReading } from './object-history.ts';
import { toSnapshot, tokenOfReading } from './object-history.ts';
import { clientPrefix, isOwnFolder, objectKey, readObjectKey } from './object-key.ts';
import { s3ContractBroken, s3Failure } from './s3-error.ts';
import type { S3Settings } from './settings.ts';
import { withMeasuredContent } from './spool.ts';
import type { ListedVersion, TagSet } from './wire.ts';
import { readPortalMetadata, readTags, readWreckedMetadata, writePortalMetadata, writeTags } from './wire.ts';

export interface S3FileStoreOptions extends S3Settings {
  readonly system: string;
  readonly statusTable: StatusTable;
  readonly contentBytesMax: number;
  /** Called once for each document that cannot be read. */
  readonly reportBroken: (error: AppError, documentId: string) => void;
  readonly now?: () => Date;
  readonly newToken?: () => string;
}

/** What stands in the bucket for one version of a document. */
interface ObjectBehind {
  readonly entry: S3Entry;
  readonly version: S3Entry['versions'][number];
  readonly object: ObjectVersion;
  /** Of the current version. */
  readonly current: ObjectVersion;
}

const sampleMax = 1_000;

export async function createS3FileStore(options: S3FileStoreOptions): Promise<FileStore> {
  const { system, statusTable, contentBytesMax, reportBroken, prefix, tagsMaxAgeMs, now = () => new Date() } = options;
  const newToken = options.newToken ?? (() => randomBytes(16).toString('base64url'));
  const bucket = openBucket(options, system);
  const changes = createChangeStore({ bucket, prefix, system, changesKept: options.changesKept ?? 100 });
  const reported = new Set<string>();
  // A version never changes, so its description is read once. Tags may change at any time: they are believed for a while.
  const descriptions = createBoundedCache<Omit<VersionReading, 'listed'> | null>({ entriesMax: 50_000 });
  const tagSets = createBoundedCache<TagSet>({ entriesMax: 50_000, maxAgeMs: tagsMaxAgeMs });
  const checksums = createBoundedCache<string>({ entriesMax: 50_000 });
  const listings = createBoundedCache<{ listing: VersionListing; asOf: Date }>({
    entriesMax: 200,
    maxAgeMs: options.listingMaxAgeMs ?? 1_000,
  });
  const limitChecksums = createConcurrencyLimit(2);

  function cacheKey({ key, versionId }: ObjectVersion, etag = ''): string {
    return JSON.stringify([key, versionId, etag]);
  }

  /** Three levels whatever the number of files: the listing, then a HEAD of each version and the tags of each newest one. */
  async function readSnapshot(clientId: ClientId): Promise<ClientSnapshot<S3Entry>> {
    const { listing, asOf } = await listings.get(clientId, async () => ({
      asOf: now(),
      listing: await bucket.listVersions(clientPrefix(prefix, clientId)),
    }));
    const [objects, changed] = await Promise.all([readObjects(clientId, listing), changes.readAll(clientId, listing.versions)]);
    const snapshot = toSnapshot(clientId, objects, changed, { statusTable, system, asOf });
    for (const [documentId, { error }] of snapshot.broken) {
      if (!reported.has(documentId)) reportBroken(error, documentId);
      reported.add(documentId);
    }
    return snapshot;
  }

  async function readObjects(clientId: ClientId, { versions, deletions }: VersionListing): Promise<ObjectReading[]> {
    const byKey = new Map<string, ListedVersion[]>();
    for (const version of versions) {
      if (deletions.get(version.Key)?.isLatest) continue;
      const known = byKey.get(version.Key);
      if (known) known.push(version);
      else byKey.set(version.Key, [version]);
    }
    const readings = await Promise.all(
      [...byKey].map(async ([key, listed]): Promise<ObjectReading | null> => {
        const path = readObjectKey(prefix, clientId, key);
        const newest = listed[0];
        if (!path || !newest) return null;
        const [tags, ...described] = await Promise.all([
          tagSets.get(cacheKey({ key, versionId: newest.VersionId }), () => bucket.tags({ key, versionId: newest.VersionId })),
          ...listed.map(describe),
        ]);
        const [first, ...others] = described.filter((one) => one !== null);
        return first ? { path, key, versions: [first, ...others], tags: readTags(tags), deletion: deletions.get(key) } : null;
      }),
    );
    return readings.filter((reading) => reading !== null);
  }

  /** Null when the version went away since it was listed. */
  async function describe(listed: ListedVersion): Promise<VersionReading | null> {
    const version = { key: listed.Key, versionId: listed.VersionId };
    const description = await descriptions.get(cacheKey(version, listed.ETag), async () => {
      const head = await bucket.head(version);
      if (!head) return null;
      const { ContentType: mediaType, Metadata } = head;
      try {
        return { mediaType, metadata: readPortalMetadata(Metadata), wreck: null };
      } catch (cause) {
        const error = s3ContractBroken(system, `the metadata of ${listed.Key} cannot be read`, cause);
        return { mediaType, metadata: null, wreck: { ...readWreckedMetadata(Metadata), error } };
      }
    });
    return description && { listed, ...description };
  }

  const snapshots = createSnapshotStore<S3Entry>(readSnapshot);
  const { entryOf, ...reads } = snapshots;

  async function objectBehind(
    scope: Scope,
    { documentId, version }: VersionReference,
  ): Promise<Answer<ObjectBehind> | undefined> {
    const entry = await entryOf(scope, documentId);
    if (entry === undefined || entry instanceof AppError) return entry;
    const number = version ?? entry.document.version;
    const found = entry.versions.find((one) => one.version === number);
    const object = entry.objectOf.get(number);
    const current = entry.objectOf.get(entry.document.version);
    return found && object && current ? { entry, version: found, object, current } : undefined;
  }

  /** The rule of `mayDownload` with the tags of the version itself, and of the current one. */
  async function mayHandOut(versions: readonly ObjectVersion[]): Promise<boolean> {
    const [version, current] = await Promise.all(
      versions.map(async (one) => readTags(await tagSets.get(cacheKey(one), () => bucket.tags(one)))),
    );
    return version !== undefined && mayDownload(current ?? version, version);
  }

  async function openDownload(scope: Scope, reference: VersionReference): Promise<Download | null> {
    const behind = await objectBehind(scope, reference);
    if (behind instanceof AppError) throw behind;
    if (!behind) return null;
    const { entry, version, object, current } = behind;
    for (const one of [object, current]) tagSets.delete(cacheKey(one));
    const { clientId } = entry.document;
    const [{ history }, isClean] = await Promise.all([changes.readNow(clientId, entry.token), mayHandOut([object, current])]);
    if (!isClean || !mayBeSeenBy(scope, clientId, entry.sharingAfter(history))) return null;
    return {
      name: entry.document.name,
      mediaType: version.mediaType,
      sizeBytes: version.sizeBytes,
      sha256: version.sha256,
      read: async (range) => {
        const body = await bucket.read(object, range);
        if (!body) throw s3ContractBroken(system, `version ${object.versionId} of ${object.key} is gone`);
        return body;
      },
    };
  }

  async function presignDownloads(scope: Scope, references: readonly VersionReference[], expiresAt: Date) {
    const seconds = Math.max(1, Math.floor((expiresAt.getTime() - now().getTime()) / 1000));
    return answerEach(
      references.map((reference) => versionKey(reference)),
      async (key) => {
        const reference = references.find((one) => versionKey(one) === key);
        const behind = reference && (await objectBehind(scope, reference));
        if (behind === undefined || behind instanceof AppError) return behind;
        const { entry, version, object, current } = behind;
        if (!(await mayHandOut([object, current]))) return undefined;
        return bucket.presign(object, {
          disposition: contentDisposition(entry.document.name),
          mediaType: deliveredMediaType(version.mediaType),
          seconds,
        });
      },
    );
  }

  /** Only for files that the portal did not put there: reads them through, once per process and version. */
  function checksumOf(object: ObjectVersion): Promise<string> {
    return checksums.get(cacheKey(object), () =>
      limitChecksums(async () => {
        const body = await bucket.read(object);
        if (!body) throw s3ContractBroken(system, `version ${object.versionId} of ${object.key} is gone`);
        const hash = createHash('sha256');
        try {
          for await (const chunk of body as AsyncIterable<Uint8Array>) hash.update(chunk);
        } catch (error) {
          throw s3Failure(system, error, false);
        }
        return hash.digest('hex');
      }),
    );
  }

  /** The document at one key, without a listing of the whole client. */
  async function entryAt(clientId: ClientId, key: string): Promise<S3Entry | null> {
    const { versions, deletions } = await bucket.listVersions(key);
    const own = versions.filter((version) => version.Key === key);
    const readings = await readObjects(clientId, { versions: own, deletions });
    const tokens = readings.map((reading) => tokenOfReading(clientId, reading));
    const changed = new Map(
      await Promise.all(tokens.map(async (token) => [token, (await changes.readNow(clientId, token)).history] as const)),
    );
    const { documents, broken } = toSnapshot(clientId, readings, changed, { statusTable, system, asOf: now() });
    for (const { error } of broken.values()) throw error;
    return [...documents.values()][0] ?? null;
  }

  async function putVersion(scope: Scope, given: NewVersion): Promise<Document | null> {
    const { clientId, expectedVersion } = given;
    if (!reaches(scope, clientId)) return null;
    const checked = checkNewVersion(given, now());
    const key = objectKey(prefix, clientId, checked);
    if (Buffer.byteLength(key) > 1_024) throw badUserInput('The folder and the name are too long for this file store.');
    if (isOwnFolder(checked.folder)) throw badUserInput('This folder is not for documents.');
    return withMeasuredContent(given.content, contentBytesMax, async ({ sizeBytes, sha256, md5, open }) => {
      const before = await entryAt(clientId, key);
      if (before && !mayBeSeenBy(scope, before.document.clientId, before.document.sharing))
        throw new AppError('CONFLICT', 'There is a document with this name already.');
      if (expectedVersion !== undefined && expectedVersion !== (before?.document.version ?? 0)) throw changedSince();
      const metadata = writePortalMetadata({
        ...checked,
        token: before?.token ?? newToken(),
        sha256,
        firstCreatedAt: before?.document.createdAt ?? checked.createdAt,
      });
      const { mediaType, scan } = checked;
      // With the object itself: there is no moment at which it is there without them.
      const tags = writeTags([], { state: null, scan });
      const versionId = await bucket.put({ key, body: open(), sizeBytes, md5, mediaType, metadata, tags });
      listings.delete(clientId);
      const after = await entryAt(clientId, key);
      // Not every S3 keeps the conditions of a write where there are versions (Ceph 16 lets `If-None-Match` through and
      // refuses every `If-Match`), so the order of the versions decides who was first, and the others take theirs back.
      if (after && expectedVersion !== undefined && after.objectOf.get(expectedVersion + 1)?.versionId !== versionId) {
        await bucket.remove({ key, versionId });
        listings.delete(clientId);
        throw changedSince();
      }
      return after && mayBeSeenBy(scope, after.document.clientId, after.document.sharing) ? after.document : null;
    });
  }

  if (options.createBucket) await bucket.create();
  let isVersioned = false;

  return {
    ...reads,
    checksumsOf: (scope, references) =>
      answerEach(
        references.map((reference) => versionKey(reference)),
        async (key) => {
          const reference = references.find((one) => versionKey(one) === key);
          const behind = reference && (await objectBehind(scope, reference));
          if (behind === undefined || behind instanceof AppError) return behind;
          return behind.version.sha256 ?? checksumOf(behind.object);
        },
      ),
    putVersion,
    async changeDocument(scope, documentId, change) {
      // What another process put in place a moment ago must not look as if it came after the change.
      const clientId = readDocumentId(documentId)?.clientId;
      if (clientId !== undefined && reaches(scope, clientId)) listings.delete(clientId);
      const behind = await objectBehind(scope, { documentId, version: null });
      if (behind instanceof AppError) throw behind;
      if (!behind) return null;
      const onTagsPut = () => tagSets.delete(cacheKey(behind.object));
      const appliedAt = await applyChange(behind, change, { bucket, changes, now, onTagsPut }).finally(() => {
        listings.delete(behind.entry.document.clientId);
      });
      const changed = await entryOf(scope, documentId);
      return { document: changed && !(changed instanceof AppError) ? changed.document : null, appliedAt };
    },
    openDownload,
    presignDownloads: options.presign ? presignDownloads : null,
    async statesInUse() {
      const keys = (await bucket.listKeys(`${prefix}clients/`)).slice(0, sampleMax);
      const states = new Set<string>();
      await Promise.all(
        keys.map(async (key) => {
          const state = (await bucket.head({ key, versionId: null }))?.Metadata['portal-state'];
          if (state !== undefined) states.add(decodeURIComponent(state));
        }),
      );
      return [...states];
    },
    async checkReady() {
      // Asked until it is true: a bucket that had versioning once keeps the versions that it has.
      await (isVersioned ? bucket.listKeys(`${prefix}clients/-/`) : bucket.checkVersioning());
      isVersioned = true;
    },
    close: () => Promise.resolve(bucket.close()),
  };
}
