import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const callsMax = 100;

/** This gateway has things to ask as itself, too: who lost access, and what changed; and it tells what was denied. */
const ownQuestion = /(query (Access|Record)Changes|mutation RecordAudit)\b/;

export interface RecordedSubgraphs {
  readonly urls: Readonly<Record<string, string>>;
  /** How many questions of callers were answered so far. */
  readonly count: () => number;
  /** Those since the last time, in the order in which they were asked. */
  readonly takeCalls: () => readonly RecordedCall[];
  close(): Promise<void>;
}

export interface RecordedCall {
  readonly subgraph: string;
  readonly body: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

/**
 * Stands before the subgraphs, and answers a question that was asked before with the bytes that it was answered with. So what is
 * measured is the gateway, and two gateways are given the same. A gateway that does not sign who asks borrows the token of one that does.
 */
export async function recordSubgraphs(urls: Readonly<Record<string, string>>): Promise<RecordedSubgraphs> {
  const servers: Server[] = [];
  const recorded: Record<string, string> = {};
  let count = 0;
  let calls: RecordedCall[] = [];
  for (const [name, url] of Object.entries(urls)) {
    const answers = new Map<string, { readonly text: Buffer; readonly cacheControl: string }>();
    let identity = '';
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const startedAt = performance.now();
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const isForCaller = !ownQuestion.test(body);
      if (isForCaller) count += 1;
      if (isForCaller && typeof request.headers['portal-identity'] === 'string') identity = request.headers['portal-identity'];
      let known = answers.get(body);
      if (!known) {
        const headers = { 'content-type': 'application/json', 'portal-identity': identity };
        const response = await fetch(url, { method: 'POST', headers, body });
        const text = await response.text();
        // When it was read is another time for each question, and two gateways ask different ones.
        const asOf = text.replaceAll(/"asOf":"[^"]+"/g, '"asOf":"2026-11-02T00:00:00.000Z"');
        known = { text: Buffer.from(asOf), cacheControl: response.headers.get('cache-control') ?? 'no-store' };
        // A failure is not what is to be measured.
        if (!known.text.includes('"errors"')) answers.set(body, known);
      }
      const { text, cacheControl } = known;
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': text.length,
        'cache-control': cacheControl,
      });
      response.end(text);
      if (isForCaller) calls = [...calls.slice(-callsMax), { subgraph: name, body, startedAt, endedAt: performance.now() }];
    };
    const server = createServer((request, response) => {
      answer(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    recorded[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  return {
    urls: recorded,
    count: () => count,
    takeCalls: () => calls.splice(0),
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
