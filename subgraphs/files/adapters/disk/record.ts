import { z } from 'zod';
import { badUserInput } from '../../../../schema/contract/app-error.ts';
import { CLIENT_ROLES } from '../../../../schema/contract/identity-claims.ts';
import type { Sharing } from '../../../kit/domain.ts';
import { SCAN_STATES } from '../../domain.ts';

/*
 * What stands in the JSON file of one entry of a client's journal. Unknown members are let through, so that an older
 * process can read what a newer one wrote.
 */

/** A larger file in a journal is no description. */
export const RECORD_BYTES_MAX = 256 * 1024;

const instant = z.iso.datetime().transform((text) => new Date(text));

const sharing = z.object({
  audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
  roles: z.array(z.enum(CLIENT_ROLES)).readonly(),
  contactIds: z.array(z.string()).readonly(),
});

const versionRecord = z.object({
  kind: z.literal('version'),
  clientId: z.string(),
  folder: z.string(),
  name: z.string().min(1),
  title: z.string().min(1),
  mediaType: z.string().min(3),
  sharing,
  state: z.string().min(1),
  stateSince: instant,
  dueBy: instant.nullable(),
  author: z.string().nullable(),
  createdAt: instant,
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  scan: z.enum(SCAN_STATES),
});

const changeRecord = z.object({
  kind: z.literal('change'),
  clientId: z.string(),
  sharing: sharing.optional(),
  state: z.object({ name: z.string().min(1), since: instant, dueBy: instant.nullable() }).optional(),
  /** Of the version with this number. */
  scan: z.object({ version: z.number().int().positive(), state: z.enum(SCAN_STATES) }).optional(),
  /** For one that may be repeated. */
  applied: z.object({ marker: z.string().min(1), fingerprint: z.string().min(1), at: instant }).optional(),
});

const journalRecord = z.discriminatedUnion('kind', [versionRecord, changeRecord]);

export type VersionRecord = z.output<typeof versionRecord>;
export type ChangeRecord = z.output<typeof changeRecord>;
export type JournalRecord = VersionRecord | ChangeRecord;

/** Throws what is wrong with it. */
export function readRecord(text: string): JournalRecord {
  return journalRecord.parse(JSON.parse(text));
}

/** As much of a broken record as decides who may know that the document exists. */
export function readSharingOf(text: string): Sharing | null {
  try {
    return z.object({ sharing }).parse(JSON.parse(text)).sharing;
  } catch {
    return null;
  }
}

/** Throws `BAD_USER_INPUT` for one that would not be read again. */
export function writeRecord(record: JournalRecord): string {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  if (Buffer.byteLength(text) > RECORD_BYTES_MAX) throw badUserInput('The list of contacts is too long for this file store.');
  return text;
}
