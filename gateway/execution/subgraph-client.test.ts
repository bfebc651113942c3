import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { createLogger } from '../../schema/contract/logger.ts';
import { createPrincipal } from '../auth/principal.ts';
import type { RequestContext } from '../context.ts';
import type { AskSubgraph } from './plan/plan-run.ts';
import { createSubgraphClient } from './subgraph-client.ts';

const agent = new Agent();
const received: { headers: IncomingMessage['headers']; body: string }[] = [];
let answer: (response: ServerResponse) => void;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterEach(() => {
  received.length = 0;
});

afterAll(async () => {
  await agent.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const principal = createPrincipal({
  kind: 'client',
  subject: 'ann',
  memberships: [],
  scopes: new Set(),
  tokenId: null,
  expiresAt: 2_000_000_000,
});

function client(overrides: { url?: string; timeoutMs?: number } = {}): AskSubgraph {
  return createSubgraphClient({
    name: 'crm',
    url: overrides.url ?? url,
    agent,
    timeoutMs: overrides.timeoutMs ?? 300,
    answerBytesMax: 10_000,
    identityTokenFor: (who, subgraph, address) =>
      Promise.resolve(`signed:${who.subject}:${subgraph}${address === undefined ? '' : `:${address}`}`),
    reportCall: () => undefined,
  });
}

function context(overrides: Partial<RequestContext> = {}): RequestContext {
  const logger = createLogger({ name: 'test', level: 'silent' });
  return { principal, requestId: 'r-1', logger, deadlineAt: Date.now() + 5_000, ...overrides };
}

const ask = (of: AskSubgraph, requestContext = context()) => of('{"query":"{ client }","variables":{}}', requestContext);

const json =
  (body: unknown, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

describe('asking a subgraph', () => {
  it('tells who asks, by a token for that subgraph, and which request it is', async () => {
    answer = json({ data: { client: 'acme' } });
    expect(await ask(client())).toEqual({ data: { client: 'acme' }, errors: [] });
    expect(received[0]?.body).toBe('{"query":"{ client }","variables":{}}');
    expect(received[0]?.headers).toMatchObject({
      'portal-identity': 'signed:ann:crm',
      'x-request-id': 'r-1',
      'accept-encoding': 'identity',
    });
    expect(received[0]?.headers['authorization']).toBeUndefined();
  });

  it('tells where the caller is with a mutation alone', async () => {
    answer = json({ data: {} });
    const from = context({ address: '203.0.113.9' });
    await ask(client(), from);
    await client()('{"query":"mutation { act }"}', from, 'query');
    await client()('{"query":"mutation { act }"}', from, 'mutation');
    await client()('{"query":"mutation { act }"}', context(), 'mutation');
    expect(received.map(({ headers }) => headers['portal-identity'])).toEqual([
      ...['signed:ann:crm', 'signed:ann:crm', 'signed:ann:crm:203.0.113.9', 'signed:ann:crm'],
    ]);
  });

  it('passes on message, path and code of an error and nothing else', async () => {
    answer = json({
      data: null,
      errors: [{ message: 'no', path: ['client'], extensions: { code: 'FORBIDDEN', stacktrace: ['at /srv'], url: 'http://x' } }],
    });
    expect((await ask(client())).errors).toEqual([{ message: 'no', path: ['client'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['an answer that is not JSON', (response) => response.end('<html>'), 'UPSTREAM_CONTRACT'],
    ['JSON that is no GraphQL answer', json({ hello: 1 }), 'UPSTREAM_CONTRACT'],
    ['JSON that is no object', json([1]), 'UPSTREAM_CONTRACT'],
    ['data that is no object', json({ data: 'x' }), 'UPSTREAM_CONTRACT'],
    ['errors that are none', json({ data: null, errors: [{ text: 'no' }] }), 'UPSTREAM_CONTRACT'],
    ['an answer that is too large', json({ data: { client: 'x'.repeat(20_000) } }), 'UPSTREAM_CONTRACT'],
    [
      'a compressed answer',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"data":{}}')),
      'UPSTREAM_CONTRACT',
    ],
    ['a 500', (response) => response.writeHead(500).end('stack trace at /srv/app'), 'UPSTREAM_UNAVAILABLE'],
    ['a refusal of the identity token', json({ errors: [{ message: 'no' }] }, 401), 'UPSTREAM_UNAVAILABLE'],
    ['a reset connection', (response) => response.destroy(), 'UPSTREAM_UNAVAILABLE'],
    ['silence', () => undefined, 'UPSTREAM_TIMEOUT'],
    ['half an answer', (response) => response.writeHead(200).write('{"data":'), 'UPSTREAM_TIMEOUT'],
  ])('says no more of %s than that it is no answer', async (_case, how, code) => {
    answer = how;
    await expect(ask(client())).rejects.toMatchObject({
      code,
      publicMessage: 'This part of the answer cannot be had at the moment.',
    });
  });

  it('says the same of a subgraph that is not there', async () => {
    await expect(ask(client({ url: 'http://127.0.0.1:9/graphql' }))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('waits no longer than the request has time left, and does not ask when none is', async () => {
    answer = () => undefined;
    const startedAt = Date.now();
    await expect(ask(client({ timeoutMs: 5_000 }), context({ deadlineAt: Date.now() + 100 }))).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    received.length = 0;
    await expect(ask(client(), context({ deadlineAt: Date.now() - 1 }))).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(received).toEqual([]);
  });
});
