import { z } from 'zod';
import { badUserInput } from '../../../../schema/contract/app-error.ts';
import type { Sharing } from '../../../kit/domain.ts';
import type { AppliedChange } from '../../document-change.ts';
import type { Bucket, ObjectVersion } from './bucket.ts';
import { sharing } from './wire.ts';

/*
 * What changes about a document without a new version, and is too long for tags: who may see it, and the markers of actions. It stands in
 * an object of its own (`changesKey`), a version for each change, and the order of the versions is the order of the changes. Nothing is
 * ever written over, so of any number of writers none undoes what another did.
 */

/** One change. */
export interface ChangeRecord {
  readonly applied: AppliedChange;
  /** Absent for a change of something else. */
  readonly sharing?: Sharing | undefined;
  /**
   * The document's versions when the change was made, newest first. A version of the portal's that is none of these came later, with a
   * sharing of its own. Told by the ids and not by the time: clocks of an S3 know seconds, and a version may be taken back.
   */
  readonly versionIds: readonly string[];
}

/** Oldest first; without those whose marker an earlier one has: they were repetitions that lost a race, and never had an effect. */
export type ChangeHistory = readonly { readonly record: ChangeRecord; readonly object: ObjectVersion }[];

/** How many versions a change names. */
export const VERSIONS_NAMED = 100;

const recordBytesMax = 256 * 1024;

const changeRecord = z.object({
  marker: z.string().min(1),
  fingerprint: z.string().min(1),
  at: z.iso.datetime().transform((text) => new Date(text)),
  sharing: sharing.optional(),
  versionIds: z.array(z.string()).max(VERSIONS_NAMED),
});

/** Throws `BAD_USER_INPUT` for one that would not be read again. */
export function writeChangeRecord({ applied, sharing: rule, versionIds }: ChangeRecord): Uint8Array {
  const { marker, fingerprint, at } = applied;
  const bytes = Buffer.from(JSON.stringify({ marker, fingerprint, at, ...(rule && { sharing: rule }), versionIds }));
  if (bytes.byteLength > recordBytesMax) throw badUserInput('The list of contacts is too long for this file store.');
  return bytes;
}

/** Null when it is no longer there; throws for what is no change. */
export async function readChangeRecord(bucket: Bucket, object: ObjectVersion): Promise<ChangeRecord | null> {
  const text = await bucket.readText(object, recordBytesMax);
  if (text === null) return null;
  const { sharing: rule, versionIds, ...applied } = changeRecord.parse(JSON.parse(text));
  return { applied, sharing: rule, versionIds };
}

/** `read` is oldest first. */
export function toHistory(read: ChangeHistory): ChangeHistory {
  const markers = new Set<string>();
  return read.filter(({ record }) => {
    const { marker } = record.applied;
    return !markers.has(marker) && markers.add(marker);
  });
}

/**
 * Who may see a document with these versions, newest first: what the latest change says, unless a version that came after it brought a
 * sharing of its own. Null when neither says anything.
 */
export function sharingAfter(
  history: ChangeHistory,
  versions: readonly { readonly versionId: string; readonly sharing: Sharing | null }[],
): Sharing | null {
  const latest = history.findLast(({ record }) => record.sharing !== undefined)?.record;
  for (const { versionId, sharing: own } of versions) {
    if (latest?.versionIds.includes(versionId)) break;
    if (own) return own;
  }
  return latest?.sharing ?? null;
}
