import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { AppError } from '../../../schema/contract/app-error.ts';

/** Looks for malware in a content. Rejects with `UPSTREAM_UNAVAILABLE` when nobody could look. */
export type ScanContent = (content: AsyncIterable<Uint8Array>) => Promise<ScanAnswer>;

/** `unscannable`: the scanner looked and will not say, as for what is larger than it takes. Asking again would not help. */
export type ScanAnswer =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly signature: string }
  | { readonly kind: 'unscannable'; readonly answer: string };

export interface ClamdOptions {
  readonly host: string;
  readonly port: number;
  /** For connecting, and for each wait until the other side goes on. */
  readonly idleMs?: number;
  /** For the whole. */
  readonly deadlineMs?: number;
}

const answerBytesMax = 4_096;
const chunkBytesMax = 1024 * 1024;

/** Asks a clamd by `INSTREAM` over TCP (clamd(8)). Only the very words `stream: OK` mean clean. */
export function createClamdScan({ host, port, idleMs = 10_000, deadlineMs = 120_000 }: ClamdOptions): ScanContent {
  return async (content) => {
    const socket = connect({ host, port });
    const deadline = setTimeout(() => socket.destroy(new Error('the scanner took too long')), deadlineMs);
    socket.setTimeout(idleMs, () => socket.destroy(new Error('the scanner stopped answering')));
    const answered = readAnswer(socket);
    // It is looked at below; until then a failure must not count as one that nobody takes care of.
    answered.catch(() => undefined);
    try {
      await once(socket, 'connect').catch(unavailable);
      await send(socket, content, answered);
      return judge(await answered.catch(unavailable));
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  };
}

/** Ends early when the scanner answers before everything was sent: it does so at its size limit. */
async function send(socket: Socket, content: AsyncIterable<Uint8Array>, answered: Promise<string>): Promise<void> {
  const state = { isOver: false };
  const over = answered.then(
    () => void (state.isOver = true),
    () => void (state.isOver = true),
  );
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (state.isOver || socket.destroyed) return;
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain').catch(() => undefined), over]);
  };
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of content) {
    for (let start = 0; start < chunk.byteLength; start += chunkBytesMax) {
      const part = chunk.subarray(start, start + chunkBytesMax);
      await write(lengthOf(part.byteLength));
      await write(part);
    }
    // The content is read to its end all the same: whoever passes it on may compute its checksum.
  }
  await write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    socket.on('data', (part) => {
      parts.push(part);
      bytes += part.byteLength;
      const text = Buffer.concat(parts).toString('latin1');
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
      else if (bytes > answerBytesMax) reject(new Error('the scanner answers without end'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the scanner hung up')));
  });
}

function judge(answer: string): ScanAnswer {
  if (answer === 'stream: OK') return { kind: 'clean' };
  const signature = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (signature !== undefined) return { kind: 'found', signature };
  if (answer.includes('size limit exceeded')) return { kind: 'unscannable', answer };
  return unavailable(new Error(`the scanner answered ${JSON.stringify(answer.slice(0, 200))}`));
}

function unavailable(cause: unknown): never {
  throw new AppError('UPSTREAM_UNAVAILABLE', 'Files cannot be checked at the moment. Please try again in a while.', { cause });
}
