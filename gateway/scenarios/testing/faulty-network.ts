import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the way to a subgraph does with a request. */
export type Fault = 'none' | 'reset' | 'silence' | 'garbage' | 'server error';

/** Stands between the gateway and one subgraph, and can fail in the ways that networks and services do. */
export interface FaultyWay {
  readonly url: string;
  fault: Fault;
  close(): Promise<void>;
}

/** `target` is asked for at each request, so that a way can be laid before its end is known. */
export async function createFaultyWay(target: () => string | null): Promise<FaultyWay> {
  const way = { fault: 'none' as Fault };
  const server = createServer((incoming, outgoing) => {
    if (way.fault === 'silence') return;
    const address = target();
    // As long as there is nothing at its end, nobody gets through.
    if (way.fault === 'reset' || address === null) {
      incoming.socket.destroy();
      return;
    }
    if (way.fault === 'garbage') {
      outgoing.end('<html>');
      return;
    }
    if (way.fault === 'server error') {
      outgoing.writeHead(500).end('Error: at /srv/app/node_modules/secret.js');
      return;
    }
    const onward = sendRequest(
      new URL(incoming.url ?? '/', address),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(way, {
    url: `http://127.0.0.1:${port}/graphql`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
