import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { withWorkFolder } from '../../../kit/uploads/work-folder.ts';
import { summarizeContent } from '../../new-version.ts';
import type { ContentSummary } from '../../new-version.ts';
import type { NewVersion } from '../../port.ts';

export interface MeasuredContent extends ContentSummary {
  /** Base64, as `Content-MD5` wants it: the server refuses what did not arrive whole. */
  readonly md5: string;
  /** The content from its beginning, as often as it is asked for. */
  readonly open: () => Uint8Array | Readable;
}

/**
 * An object's metadata goes ahead of its bytes, so the checksum has to be known before the first byte is sent. What is in memory
 * already is measured there; a stream is written to a temporary file first, which goes away with `work`.
 */
export async function withMeasuredContent<Result>(
  content: NewVersion['content'],
  bytesMax: number,
  work: (measured: MeasuredContent) => Promise<Result>,
): Promise<Result> {
  const md5 = createHash('md5');
  if (content instanceof Uint8Array) {
    const summary = await summarizeContent(content, bytesMax, (chunk) => Promise.resolve(void md5.update(chunk)));
    return work({ ...summary, md5: md5.digest('base64'), open: () => content });
  }
  return withWorkFolder(async (folder) => {
    const path = join(folder, 'content');
    const file = await open(path, 'wx', 0o600);
    let summary: ContentSummary;
    try {
      summary = await summarizeContent(content, bytesMax, async (chunk) => {
        md5.update(chunk);
        await file.writeFile(chunk);
      });
    } finally {
      await file.close();
    }
    return work({ ...summary, md5: md5.digest('base64'), open: () => createReadStream(path) });
  });
}

/** Writes the content to a temporary file, which goes away with `work`. */
export async function withSpooledContent<Result>(
  content: AsyncIterable<Uint8Array>,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  return withWorkFolder(async (folder) => {
    const path = join(folder, 'content');
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
    return work(path);
  });
}
