/**
 * What no gateway can be faster than, for `gateways.ts`: it asks the subgraphs the same things as ours did, in the same order, reads none
 * of it, and sends an answer that it was given before. Prints its address.
 *
 * `PUT /graphql` says what to do for a query: `{ query, waves: [[{ url, body }]], answer }`; the calls of a wave are made at once.
 */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';

export interface FloorOperation {
  readonly query: string;
  readonly waves: readonly (readonly FloorCall[])[];
  readonly answer: string;
}

export interface FloorCall {
  readonly url: string;
  readonly body: string;
}

const agent = new Agent({ connections: 64, pipelining: 1 });
const operations = new Map<string, FloorOperation>();

process.on('SIGINT', () => process.exit(0));

const server = createServer((request, response) => {
  readText(request)
    .then(async (text) => {
      if (request.method === 'PUT') {
        const operation = JSON.parse(text) as FloorOperation;
        operations.set(operation.query, operation);
        response.writeHead(204).end();
        return;
      }
      const operation = operations.get((JSON.parse(text) as { query: string }).query);
      if (!operation) throw new Error('nobody said what to do');
      for (const wave of operation.waves) await Promise.all(wave.map(ask));
      response.writeHead(200, { 'content-type': 'application/json' }).end(operation.answer);
    })
    .catch(() => response.writeHead(500).end());
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
});

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function ask({ url, body }: FloorCall): Promise<void> {
  const { origin, pathname: path } = new URL(url);
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return new Promise((resolve, reject) => {
    agent.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        // What tells undici that this is a handler of the new form.
        onRequestStart: () => undefined,
        onResponseData: () => undefined,
        onResponseEnd: () => resolve(),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}
