import { createHash } from 'node:crypto';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { repeatedAt } from '../../document-change.ts';
import type { AppliedChange } from '../../document-change.ts';
import type { ClientId } from '../../domain.ts';
import type { Answer } from '../../port.ts';
import { createBoundedCache } from './bounded-cache.ts';
import type { Bucket } from './bucket.ts';
import { readChangeRecord, toHistory, writeChangeRecord } from './change-history.ts';
import type { ChangeHistory, ChangeRecord } from './change-history.ts';
import { changesKey, markerKey, readChangesKey } from './object-key.ts';
import { s3ContractBroken } from './s3-error.ts';
import type { ListedVersion } from './wire.ts';

/** The changes of documents, as `change-history.ts` describes them, in the bucket. */
export interface ChangeStore {
  /** By token, out of the listing of a client's files. */
  readAll(clientId: ClientId, listed: readonly ListedVersion[]): Promise<ReadonlyMap<string, Answer<ChangeHistory>>>;
  /** Of one document, as they are at this moment. */
  readNow(clientId: ClientId, token: string): Promise<{ readonly history: ChangeHistory }>;
  /** Takes the marker for this change of this document; throws `CONFLICT` when another change of the client's has it. */
  claim(clientId: ClientId, applied: AppliedChange): Promise<void>;
  /** Resolves to what is kept of the document under the marker: this change, or the one that was first. */
  keep(
    clientId: ClientId,
    token: string,
    record: ChangeRecord,
  ): Promise<{ readonly applied: AppliedChange; readonly isLatest: boolean }>;
}

export function createChangeStore(options: {
  bucket: Bucket;
  prefix: string;
  system: string;
  /** How many changes of one document are kept: the older ones are outweighed, and their markers forgotten. */
  changesKept: number;
}): ChangeStore {
  const { bucket, prefix, system, changesKept } = options;
  // A version never changes, so it is read once.
  const records = createBoundedCache<ChangeRecord | null>({ entriesMax: 50_000 });

  /** `listed` is one object's, newest first. */
  async function read(key: string, listed: readonly ListedVersion[]): Promise<ChangeHistory> {
    const all = await Promise.all(
      listed.toReversed().map(async ({ VersionId: versionId }) => {
        const object = { key, versionId };
        const record = await records.get(JSON.stringify([key, versionId]), () => readRecord(object));
        return record && { record, object };
      }),
    );
    return toHistory(all.filter((one) => one !== null));
  }

  async function readRecord(object: { key: string; versionId: string }): Promise<ChangeRecord | null> {
    try {
      return await readChangeRecord(bucket, object);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw s3ContractBroken(system, `version ${object.versionId} of ${object.key} is no change of a document`, cause);
    }
  }

  async function listNow(key: string): Promise<readonly ListedVersion[]> {
    const { versions } = await bucket.listVersions(key);
    return versions.filter((version) => version.Key === key);
  }

  function put(key: string, body: Uint8Array, mediaType: string): Promise<string> {
    const md5 = createHash('md5').update(body).digest('base64');
    return bucket.put({ key, body, sizeBytes: body.byteLength, md5, mediaType, metadata: {} });
  }

  /** What is outweighed goes, so that a document that is changed every day stays quick to read. */
  async function forgetOldest(listed: readonly ListedVersion[], history: ChangeHistory): Promise<void> {
    const inForce = history.findLast(({ record }) => record.sharing !== undefined)?.object.versionId;
    const old = listed.slice(changesKept).filter(({ VersionId }) => VersionId !== inForce);
    // The next change finds what could not be removed now.
    await Promise.allSettled(old.map(({ Key: key, VersionId: versionId }) => bucket.remove({ key, versionId })));
  }

  const store: ChangeStore = {
    async readAll(clientId, listed) {
      const byToken = new Map<string, ListedVersion[]>();
      for (const version of listed) {
        const token = readChangesKey(prefix, clientId, version.Key);
        if (token === null) continue;
        const known = byToken.get(token);
        if (known) known.push(version);
        else byToken.set(token, [version]);
      }
      return new Map(
        await Promise.all(
          [...byToken].map(async ([token, versions]): Promise<[string, Answer<ChangeHistory>]> => {
            try {
              return [token, await read(changesKey(prefix, clientId, token), versions)];
            } catch (error) {
              // What is broken is one document; a store that cannot be reached is all of them.
              if (error instanceof AppError && error.code === 'UPSTREAM_CONTRACT') return [token, error];
              throw error;
            }
          }),
        ),
      );
    },
    async readNow(clientId, token) {
      const key = changesKey(prefix, clientId, token);
      return { history: await read(key, await listNow(key)) };
    },
    async claim(clientId, applied) {
      const { fingerprint, marker } = applied;
      const key = markerKey(prefix, clientId, marker);
      let [first] = (await listNow(key)).slice(-1);
      if (!first) {
        const versionId = await put(key, Buffer.from(fingerprint), 'text/plain');
        [first] = (await listNow(key)).slice(-1);
        if (!first || first.VersionId === versionId) return;
        await bucket.remove({ key, versionId });
      }
      const claimed = await bucket.readText({ key, versionId: first.VersionId }, fingerprint.length);
      // Null: it was itself too late and was taken back in this moment, so somebody was before it.
      if (claimed === null) return store.claim(clientId, applied);
      repeatedAt({ ...applied, fingerprint: claimed }, fingerprint);
    },
    async keep(clientId, token, record) {
      const key = changesKey(prefix, clientId, token);
      const { marker } = record.applied;
      const before = await read(key, await listNow(key));
      const known = before.find((one) => one.record.applied.marker === marker);
      if (known) return { applied: known.record.applied, isLatest: before.at(-1) === known };
      const versionId = await put(key, writeChangeRecord(record), 'application/json');
      const listed = await listNow(key);
      const history = await read(key, listed);
      // The order of the versions says who was first, as it does for versions of documents; the others take theirs back.
      const first = history.find((one) => one.record.applied.marker === marker);
      if (first && first.object.versionId !== versionId) {
        await bucket.remove({ key, versionId });
        return { applied: first.record.applied, isLatest: false };
      }
      await forgetOldest(listed, history);
      return { applied: record.applied, isLatest: true };
    },
  };
  return store;
}
