import { createServer as createHttpServer, request as sendRequest } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Stands before a system of record that does what it is asked for, and whose answer then does not arrive. */
export interface ReplyDroppingProxy {
  readonly port: number;
  /** How many answers did not arrive. */
  readonly dropped: () => number;
  /** Until this is called every answer arrives. */
  stir(): void;
  /** From now on every answer arrives again. */
  calm(): void;
  close(): Promise<void>;
}

interface ProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** How likely the answer to something that changes data is dropped. */
  readonly dropsWrite: number;
}

/** In the bytes of a request: whoever looks for these words needs to know nothing else of PostgreSQL's protocol. */
const writes = /\b(commit|insert|update|delete)\b/i;

/**
 * For PostgreSQL, knowing nothing of its protocol but that a client speaks and the server answers: it waits for the answer to a statement
 * that writes, which comes after it was done, and cuts the connection instead of passing it on. Besides that it cuts connections after so
 * many bytes from the server.
 */
export async function startDatabaseProxy(options: ProxyOptions & { readonly bytesMean: number }): Promise<ReplyDroppingProxy> {
  const sockets = new Set<Socket>();
  let dropped = 0;
  let isCalm = true;
  const server = createServer((inward) => {
    const outward = connect({ ...options.target, noDelay: true });
    inward.setNoDelay(true);
    let bytesLeft = -Math.log(1 - Math.random()) * options.bytesMean;
    let dropsNext = false;
    const cut = (): void => {
      dropped += 1;
      inward.destroy();
      outward.destroy();
    };
    inward.on('data', (bytes) => {
      if (!isCalm && Math.random() < options.dropsWrite && writes.test(bytes.toString('latin1'))) dropsNext = true;
      outward.write(bytes);
    });
    outward.on('data', (bytes) => {
      bytesLeft -= bytes.byteLength;
      if (!isCalm && (dropsNext || bytesLeft < 0)) cut();
      else inward.write(bytes);
    });
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  return opened(server, {
    dropped: () => dropped,
    stir: () => {
      isCalm = false;
    },
    calm: () => {
      isCalm = true;
    },
    end: () => {
      for (const socket of sockets) socket.destroy();
    },
  });
}

/** For systems that are asked by HTTP: the whole answer is read, and then the connection is reset. */
export async function startHttpProxy(options: ProxyOptions): Promise<ReplyDroppingProxy> {
  let dropped = 0;
  let isCalm = true;
  const server = createHttpServer((incoming, outgoing) => {
    const drops = !isCalm && incoming.method !== 'GET' && incoming.method !== 'HEAD' && Math.random() < options.dropsWrite;
    // The head is passed on as it is: an S3's signature covers the name of the host.
    const { method, url: path, rawHeaders: headers } = incoming;
    const onward = sendRequest({ ...options.target, method, path, headers, setHost: false }, (answer) => {
      if (!drops) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
        return;
      }
      answer.resume().once('end', () => {
        dropped += 1;
        incoming.socket.destroy();
      });
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  return opened(server, {
    dropped: () => dropped,
    stir: () => {
      isCalm = false;
    },
    calm: () => {
      isCalm = true;
    },
    end: () => server.closeAllConnections(),
  });
}

async function opened(
  server: Server | HttpServer,
  { end, ...proxy }: Omit<ReplyDroppingProxy, 'port' | 'close'> & { readonly end: () => void },
): Promise<ReplyDroppingProxy> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...proxy,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        end();
      }),
  };
}
