import { randomUUID } from 'node:crypto';
import { changedSince, checkSharing, fingerprintOf, repeatedAt } from '../../document-change.ts';
import type { DocumentChange } from '../../port.ts';
import type { Bucket, ObjectVersion } from './bucket.ts';
import { VERSIONS_NAMED } from './change-history.ts';
import type { ChangeStore } from './change-store.ts';
import type { S3Entry } from './object-history.ts';
import { readTags, writeTags } from './wire.ts';

/** Puts a change of a document in place; `object` is its current version. Resolves to when the change happened first. */
export async function applyChange(
  { entry, object }: { readonly entry: S3Entry; readonly object: ObjectVersion },
  change: DocumentChange,
  surroundings: {
    readonly bucket: Bucket;
    readonly changes: ChangeStore;
    readonly now: () => Date;
    /** Told when the tags of the current version are no longer what they were. */
    readonly onTagsPut: () => void;
  },
): Promise<Date> {
  const { bucket, changes, now, onTagsPut } = surroundings;
  const { state, scan, marker, expectedVersion } = change;
  const { clientId, id, version } = entry.document;
  const sharing = change.sharing && checkSharing(change.sharing);

  async function putTags(): Promise<void> {
    if (!state && !scan) return;
    const before = await bucket.tags(object);
    const read = readTags(before);
    await bucket.putTags(object, writeTags(before, { state: state ?? read.state, scan: scan ?? read.scan }));
    onTagsPut();
  }

  let at = now();
  if (expectedVersion !== undefined && expectedVersion !== version) {
    const { history } = await changes.readNow(clientId, entry.token);
    const kept = marker === undefined ? undefined : history.find(({ record }) => record.applied.marker === marker);
    if (!kept) throw changedSince();
    return repeatedAt(kept.record.applied, fingerprintOf(id, { ...change, sharing }));
  }
  if (sharing || marker !== undefined) {
    const applied = { marker: marker ?? randomUUID(), fingerprint: fingerprintOf(id, { ...change, sharing }), at };
    const versionIds = [...entry.objectOf.values()].map(({ versionId }) => versionId).slice(0, VERSIONS_NAMED);
    if (marker !== undefined) await changes.claim(clientId, applied);
    const kept = await changes.keep(clientId, entry.token, { applied, sharing, versionIds });
    at = repeatedAt(kept.applied, applied.fingerprint);
    // One whose writer died before it came to the tags is finished by whoever repeats it, while nothing else has come after it.
    if (!kept.isLatest) return at;
  }
  await putTags();
  return at;
}
