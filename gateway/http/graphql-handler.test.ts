import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, graphql, parse } from 'graphql';
import { Agent, request } from 'undici';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway } from '../gateway.ts';

/*
 * An operation that was answered before is answered by a shorter way. Nobody can tell: each test asks in a way that Apollo Server sees, and
 * in a way that it does not see, and compares all that came.
 */

const sdl = 'type Query { hello(name: String!): String two: Int } type Mutation { change: Int }';
const folder = mkdtempSync(join(tmpdir(), 'portal-known-'));
const agent = new Agent();
let gateway: Gateway;
let url = '';
/** How often Apollo Server, and how often the subgraph, was asked. */
const asked = { apollo: 0, subgraph: 0 };
let subgraphFails = false;

const rootValue = {
  hello: ({ name }: { name: string }) => {
    if (subgraphFails) throw new Error('not today');
    return `hello ${name}`;
  },
  two: 2,
  change: 1,
};
const subgraph = createServer((incoming, outgoing) => {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables: object };
    asked.subgraph += 1;
    const result = await graphql({ schema: buildSchema(sdl), source: query, rootValue, variableValues: { ...variables } });
    outgoing.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  })();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
  const { supergraphSdl = '' } = composeServices([{ name: 'one', url: address, typeDefs: parse(sdl) }]);
  writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl);
  const environment = { OPEN_MODE: 'true', GATEWAY_PORT: '0', LOG_LEVEL: 'silent' };
  gateway = await createGateway(readGatewayConfig({ ...environment, SUPERGRAPH_FILE: join(folder, 'supergraph.graphql') }), {
    requestTimeoutMs: 30_000,
    wrapErrorFormatting: ({ plugin, ...rest }) => ({
      ...rest,
      plugin: {
        requestDidStart: (context) => {
          asked.apollo += 1;
          return plugin.requestDidStart?.(context) ?? Promise.resolve();
        },
      },
    }),
  });
  url = `${await gateway.listen()}/graphql`;
});

afterAll(async () => {
  await gateway.close();
  await agent.close();
  subgraph.closeAllConnections();
  subgraph.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  subgraphFails = false;
});

/** All that a client can see, but for what is another for each request. */
async function send(
  body: object,
  headers: Record<string, string> = {},
): Promise<{ seen: object; apollo: number; subgraph: number }> {
  const before = { ...asked };
  const answer = await request(url, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'one', ...headers },
    body: JSON.stringify(body),
  });
  const { date, ...rest } = answer.headers;
  expect(date).toBeDefined();
  const seen = { status: answer.statusCode, headers: Object.entries(rest), body: await answer.body.text() };
  return { seen, apollo: asked.apollo - before.apollo, subgraph: asked.subgraph - before.subgraph };
}

const ask = (name: string) => ({ query: `query ${name}($name: String!) { hello(name: $name) }`, variables: { name: 'you' } });

describe('an operation that was answered before', () => {
  it.each([
    {},
    { accept: '*/*' },
    { accept: 'application/json' },
    { accept: 'application/graphql-response+json, application/json;q=0.9' },
    { accept: 'application/graphql-response+json' },
    { accept: 'text/html, */*;q=0.1' },
  ])('is answered in the same bytes, under the same headers: %j', async (headers) => {
    const body = ask(`Accept${createHash('md5').update(JSON.stringify(headers)).digest('hex')}`);
    const first = await send(body, headers);
    const second = await send(body, headers);
    expect([first.apollo, second.apollo]).toEqual([1, 0]);
    expect(second.seen).toEqual(first.seen);
    expect(first.seen).toMatchObject({ status: 200, body: '{"data":{"hello":"hello you"}}\n' });
  });

  it('is refused again where no type of answer is accepted', async () => {
    const body = ask('Unacceptable');
    await send(body);
    const other = await send({ ...body, query: `${body.query} ` }, { accept: 'text/plain' });
    const known = await send(body, { accept: 'text/plain' });
    expect(known.seen).toEqual(other.seen);
    expect(known.seen).toMatchObject({ status: 406 });
  });

  it('is told of variables that do not fit as if it were new', async () => {
    const body = ask('Unfit');
    for (let time = 0; time < 2; time++) await send(body);
    for (const variables of [{}, { name: null }, { name: 3 }, { name: {} }]) {
      const known = await send({ ...body, variables });
      const other = await send({ query: `${body.query} `, variables });
      expect(known.seen).toEqual(other.seen);
      expect(known.seen).toMatchObject({ status: 400 });
      expect(known).toMatchObject({ apollo: 1, subgraph: 0 });
    }
  });

  it('is executed once when it fails, with the error that it would have had', async () => {
    const body = ask('Failing');
    for (let time = 0; time < 2; time++) await send(body);
    subgraphFails = true;
    const known = await send(body);
    expect(known).toMatchObject({ apollo: 1, subgraph: 1 });
    const other = await send({ ...body, query: `${body.query} ` });
    expect(known.seen).toEqual(other.seen);
    expect(JSON.stringify(known.seen)).toContain('errors');
    subgraphFails = false;
    expect(await send(body)).toMatchObject({ apollo: 0, seen: { status: 200, body: '{"data":{"hello":"hello you"}}\n' } });
  });

  it('is one of several by its name', async () => {
    const query = 'query One { hello(name: "one") } query Two { two }';
    for (const operationName of ['One', 'Two']) await send({ query, operationName });
    const bodyOf = ({ seen }: { seen: object }): unknown => (seen as { body?: unknown }).body;
    expect(bodyOf(await send({ query, operationName: 'One' }))).toBe('{"data":{"hello":"hello one"}}\n');
    const two = await send({ query, operationName: 'Two', variables: null });
    expect(two).toMatchObject({ apollo: 0, seen: { body: '{"data":{"two":2}}\n' } });
    for (const operationName of ['Three', '', null]) {
      const known = await send({ query, operationName });
      expect(known.seen).toEqual((await send({ query: `${query} `, operationName })).seen);
      expect(known).toMatchObject({ apollo: 1, subgraph: 0, seen: { status: 400 } });
    }
  });
});

describe('Apollo Server sees each time', () => {
  it.each([
    ['a mutation', { query: 'mutation Change { change }' }],
    ['what is not valid', { query: '{ nothing }' }],
    ['what is no document', { query: '{' }],
    ['a batch', [{ query: '{ two }' }, { query: '{ two }' }]],
    ['extensions', { query: 'query Extended { two }', extensions: {} }],
    ['a form that is wrong', { query: 'query Wrong { two }', variables: 'none' }],
  ])('%s', async (_name, body) => {
    const first = await send(body);
    const second = await send(body);
    expect(second.seen).toEqual(first.seen);
    expect(second.apollo).toBe(first.apollo);
    // A form that is wrong is refused before any plugin is told.
    expect(second.apollo).toBe(Array.isArray(body) ? 2 : typeof (body as { variables?: unknown }).variables === 'string' ? 0 : 1);
  });

  it('a text that was let in by its hash', async () => {
    const query = 'query Registered { two }';
    const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') };
    for (let time = 0; time < 2; time++) await send({ query, extensions: { persistedQuery } });
    for (let time = 0; time < 2; time++) await send({ extensions: { persistedQuery } });
    expect(await send({ query })).toMatchObject({ apollo: 1 });
  });
});
