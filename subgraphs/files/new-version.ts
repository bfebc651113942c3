import { createHash } from 'node:crypto';
import { badUserInput } from '../../schema/contract/app-error.ts';
import { checkSharing } from './document-change.ts';
import { checkDocumentPath, titleOfName } from './document-path.ts';
import type { Sharing } from '../kit/domain.ts';
import { readMediaType } from '../kit/uploads/announced-file.ts';
import type { ScanState } from './domain.ts';
import type { NewVersion } from './port.ts';

/** A version's description after the rules that hold in every store. */
export interface CheckedVersion {
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  readonly mediaType: string;
  readonly sharing: Sharing;
  readonly state: string;
  readonly stateSince: Date;
  readonly dueBy: Date | null;
  readonly author: string | null;
  readonly createdAt: Date;
  readonly scan: ScanState;
}

const titleLengthMax = 300;

/** Throws `BAD_USER_INPUT`. */
export function checkNewVersion(given: NewVersion, now: Date): CheckedVersion {
  const path = checkDocumentPath(given);
  const title = (given.title ?? titleOfName(path.name)).normalize('NFC').trim();
  if (title === '' || title.length > titleLengthMax || /[\p{Cc}\p{Cs}]/u.test(title))
    throw badUserInput('The title does not hold.');
  const mediaType = readMediaType(given.mediaType);
  if (mediaType === null) throw badUserInput('The media type does not hold.');
  if (!/^[\w .-]{1,100}$/.test(given.state)) throw badUserInput('The state does not hold.');
  const createdAt = given.createdAt ?? now;
  return {
    ...path,
    title,
    mediaType,
    sharing: checkSharing(given.sharing),
    state: given.state,
    stateSince: given.stateSince ?? createdAt,
    dueBy: given.dueBy,
    author: given.author?.slice(0, titleLengthMax) ?? null,
    createdAt,
    scan: given.scan ?? 'NOT_SCANNED',
  };
}

/** What is learned of a content while it passes by. */
export interface ContentSummary {
  readonly sizeBytes: number;
  /** Lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Passes each chunk to `write`; throws `BAD_USER_INPUT` as soon as the content is larger than `bytesMax`. */
export async function summarizeContent(
  content: NewVersion['content'],
  bytesMax: number,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<ContentSummary> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > bytesMax) throw badUserInput(`A file has at most ${String(bytesMax)} bytes.`);
    hash.update(chunk);
    await write(chunk);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
