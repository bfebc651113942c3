import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server that speaks `INSTREAM` and answers as a test wants it to: which answers a client takes for what is seen with it. */
export interface FakeClamd {
  readonly url: string;
  /** What it is given to say; null for hanging up. */
  answer: (content: Buffer) => string | null;
  /** After how many bytes it answers without waiting for the rest. */
  bytesMax: number;
  readonly scanned: Buffer[];
  close(): Promise<void>;
}

export async function startFakeClamd(): Promise<FakeClamd> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    let isOver = false;
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      const content = readStream(received);
      const given = content?.isComplete || (content && content.bytes.length > fake.bytesMax) ? content.bytes : null;
      if (isOver || given === null) return;
      isOver = true;
      fake.scanned.push(given);
      const said = fake.answer(given);
      if (said === null) socket.destroy();
      else socket.end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeClamd = {
    url: `tcp://127.0.0.1:${String(port)}`,
    answer: () => 'stream: OK\0',
    bytesMax: Infinity,
    scanned: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}

const command = Buffer.from('zINSTREAM\0');

/** Null until the command is there. */
function readStream(received: Buffer): { readonly bytes: Buffer; readonly isComplete: boolean } | null {
  if (!received.subarray(0, command.length).equals(command)) return null;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return { bytes: Buffer.concat(parts), isComplete: true };
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { bytes: Buffer.concat(parts), isComplete: false };
}
