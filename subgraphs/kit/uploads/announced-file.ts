import type { UserError } from '../domain.ts';
import { isNameFor } from './media-types.ts';

/** What is said of a file before its bytes are sent. */
export interface AnnouncedFile {
  readonly name: string;
  /** As `readMediaType` gives it. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Which files are taken. */
export interface FileLimits {
  readonly bytesMax: number;
  readonly mediaTypes: readonly string[];
}

/** What is wrong with what was said of a file, but for the form of its name; `isName` says whether that holds. */
export function* problemsOfAnnouncement(
  { name, mediaType, sizeBytes, sha256 }: AnnouncedFile,
  { bytesMax, mediaTypes }: FileLimits,
  isName: boolean,
): Generator<UserError> {
  if (!mediaTypes.includes(mediaType))
    yield invalid('mediaType', `Files of this type are not taken. Taken are: ${mediaTypes.join(', ')}.`);
  else if (isName && !isNameFor(mediaType, name)) {
    yield invalid('name', `The ending of the name does not fit the media type ${mediaType}.`);
  }
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1) yield invalid('sizeBytes', 'A file has at least one byte.');
  else if (sizeBytes > bytesMax) yield invalid('sizeBytes', `A file has at most ${String(bytesMax)} bytes.`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) yield invalid('sha256', 'The SHA-256 is 64 lower-case hexadecimal digits.');
}

/** The type without parameters, in lower case; null for what is none. */
export function readMediaType(text: string): string | null {
  const type = (text.split(';')[0] ?? '').trim().toLowerCase();
  return type.length <= 127 && /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(type) ? type : null;
}

export function invalid(field: string, message: string): UserError {
  return { code: 'INVALID', message, path: [field] };
}
