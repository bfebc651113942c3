import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { AnnouncedFile } from './announced-file.ts';
import type { ScanContent } from './clamd.ts';
import { sniffContent } from './sniff-content.ts';

/** Why a content is not taken. */
export type ContentRefusal = 'size' | 'checksum' | 'type' | 'malware' | 'unscannable';

export type JudgedContent =
  | { readonly scan: 'NOT_SCANNED' | 'CLEAN' }
  /** `message` is for whoever sent it, `detail` for the log. */
  | { readonly reason: ContentRefusal; readonly message: string; readonly detail: string | null };

/**
 * Looks at what arrived: it has to have the size, the checksum and the type that were announced, and a scanner, when there is one, must find
 * nothing in it. Rejects while the scanner is away.
 */
export async function judgeContent(
  path: string,
  { sizeBytes, sha256, mediaType }: Omit<AnnouncedFile, 'name'>,
  scan: ScanContent | null,
): Promise<JudgedContent> {
  const hash = createHash('sha256');
  let arrived = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    arrived += chunk.byteLength;
    hash.update(chunk);
  }
  if (arrived !== sizeBytes) {
    return { reason: 'size', message: 'The file does not have the size that was announced.', detail: null };
  }
  if (hash.digest('hex') !== sha256) {
    return { reason: 'checksum', message: 'The file is not the one that was announced: its SHA-256 is another.', detail: null };
  }
  const lie = await sniffContent(path, mediaType);
  if (lie !== null) return { reason: 'type', message: lie, detail: lie };
  if (!scan) return { scan: 'NOT_SCANNED' };
  const answer = await scan(createReadStream(path) as AsyncIterable<Uint8Array>);
  if (answer.kind === 'clean') return { scan: 'CLEAN' };
  if (answer.kind === 'found') {
    return { reason: 'malware', message: 'The malware scanner found something in this file.', detail: answer.signature };
  }
  return { reason: 'unscannable', message: 'The file is larger than the malware scanner can look at.', detail: answer.answer };
}
