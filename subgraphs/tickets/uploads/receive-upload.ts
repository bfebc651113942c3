import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import type { ScanContent } from '../../kit/uploads/clamd.ts';
import { judgeContent } from '../../kit/uploads/judge-content.ts';
import type { ContentRefusal } from '../../kit/uploads/judge-content.ts';
import { isUploadId } from '../../kit/uploads/upload-id.ts';
import type { OpenUpload, ReceiveOutcome, Receiver } from '../../kit/uploads/upload-route.ts';
import { withWorkFolder } from '../../kit/uploads/work-folder.ts';
import type { UploadStore } from './upload-store.ts';
import type { AttachmentUpload } from './upload.ts';

/** How many files arrive in this process at once: each lies on its disk for as long. */
const arrivingMax = 16;

export type ArrivingUpload = AttachmentUpload & OpenUpload;

/**
 * Takes the bytes of announced attachments, for the upload route. A file lies on the disk of this process until all of it is there and was
 * looked at: its size, its checksum, its type, and by a scanner when there is one. What is taken goes into the store, and nothing of it
 * stays here; of what is refused nothing stays anywhere, but for the reason. While the scanner is away nothing is taken: it is sent again.
 */
export function createReceiver(options: {
  readonly store: UploadStore;
  /** Null when nobody looks for malware. */
  readonly scan: ScanContent | null;
  readonly logger: Logger;
  /** Counts a content that was refused, by why. */
  readonly countRefused: (reason: ContentRefusal) => void;
}): Receiver<ArrivingUpload> {
  const { store, scan, logger, countRefused } = options;
  let arriving = 0;

  async function takeFrom(folder: string, upload: ArrivingUpload, content: Readable): Promise<ReceiveOutcome> {
    const path = join(folder, 'content');
    let sizeBytes = 0;
    const counted = new Transform({
      transform(chunk: Uint8Array, _encoding, passed) {
        sizeBytes += chunk.byteLength;
        passed(sizeBytes > upload.sizeBytes ? new TooLarge() : null, chunk);
      },
    });
    try {
      await pipeline(content, counted, createWriteStream(path));
    } catch (error) {
      if (error instanceof TooLarge) return 'wrong size';
      throw error;
    }
    if (sizeBytes !== upload.sizeBytes) return 'wrong size';
    const judged = await judgeContent(path, upload, scan);
    if ('scan' in judged) return (await store.keep(upload.id, await readFile(path))) ? 'received' : 'closed';
    const { reason, message, detail } = judged;
    await store.refuse(upload.id, message);
    countRefused(reason);
    const { id: uploadId, clientId, holder, name, sha256 } = upload;
    const level = reason === 'malware' ? 'error' : 'warn';
    logger[level](
      { uploadId, clientId, holder, sha256, reason, detail, ...(level === 'error' && { name }) },
      'an upload was refused',
    );
    return { refused: message };
  }

  return {
    async find(id) {
      const upload = isUploadId(id) ? await store.find(id) : null;
      return upload && { ...upload, completed: upload.isUsed ? {} : null };
    },
    async receive(upload, content) {
      if (arriving >= arrivingMax) throw new AppError('UPSTREAM_UNAVAILABLE', 'Too many files arrive at this moment.');
      arriving += 1;
      try {
        return await withWorkFolder((folder) => takeFrom(folder, upload, content));
      } finally {
        arriving -= 1;
      }
    },
  };
}

class TooLarge extends Error {}
