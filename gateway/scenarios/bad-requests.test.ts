import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

describe('a bad request', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 60_000);

  afterAll(() => portal.close());

  it.each<[string, string, Record<string, unknown>, string]>([
    ['a document that is not GraphQL', '{ client(', {}, 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', '{ nonsense }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a reserved alias', '{ viewer { __portal_owner: subject } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', 'query ($id: ID!) { client(id: $id) { id } }', { id: { a: 1 } }, 'BAD_USER_INPUT'],
    ['a variable that is missing', 'query ($id: ID!) { client(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['an empty document', '', {}, 'BAD_USER_INPUT'],
  ])('gets a code and no internals: %s', async (_case, query, variables, code) => {
    const reply = await portal.ask('mia', query, variables);
    expect(reply.status).toBe(400);
    expect(reply.errors[0]?.extensions).toEqual({ code });
    expect(reply.text).not.toMatch(/node_modules|\.ts:|stack|at /);
  });

  it.each<[string, number]>([
    ['zero records', 0],
    ['more records than a page may have', 101],
  ])('asks for %s and is told the bounds', async (_case, first) => {
    const query = 'query ($c: ID!, $first: Int) { client(id: $c) { tickets(first: $first) { nodes { id } } } }';
    const reply = await portal.ask('mia', query, { c: harborFinch, first });
    expect(reply.errors).toEqual([
      expect.objectContaining({
        message: '`first` must be from 1 to 100.',
        path: ['client', 'tickets'],
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    ]);
  });

  it('is not answered when its body is compressed or too long', async () => {
    const authorization = `Bearer ${await portal.issueToken('mia')}`;
    const send = (body: string, headers: Record<string, string> = {}) =>
      fetch(portal.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization, ...headers },
        body,
      });
    expect((await send('{}', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await send(JSON.stringify({ query: `{ viewer { kind } } #${'x'.repeat(70_000)}` }))).status).toBe(413);
  });
});

describe('an operation that asks for too much', () => {
  let portal: PortalUnderTest;
  let send: (body: unknown) => Promise<{ status: number; ms: number; body: unknown }>;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
    const authorization = `Bearer ${await portal.issueToken('mia')}`;
    send = async (body) => {
      const started = performance.now();
      const headers = { 'content-type': 'application/json', authorization };
      const reply = await fetch(portal.graphqlUrl, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: reply.status, body: await reply.json(), ms: performance.now() - started };
    };
  }, 60_000);

  afterAll(() => portal.close());

  const times = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(' ');
  const doubling = times(40, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`);

  it.each<[string, string]>([
    ['tokens', `{ viewer { ${times(2_000, () => 'kind')} } }`],
    ['levels', `{ viewer ${times(11, () => '{ contact')} { id } ${times(11, () => '}')} }`],
    ['aliases', `{ viewer { ${times(31, (index) => `a${index}: kind`)} } }`],
    ['root fields', `{ ${times(21, () => 'viewer { kind }')} }`],
    ['directives', `{ viewer { ${times(21, () => 'kind @include(if: true)')} } }`],
    ['root fields', `{ ...F0 } ${doubling} fragment F40 on Query { viewer { kind } }`],
  ])('is refused for its %s, at once', async (limit, query) => {
    await send({ query: '{ viewer { kind } }' });
    const { status, body, ms } = await send({ query });
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        errors: [{ message: expect.stringContaining(`more ${limit} than`), extensions: { code: 'OPERATION_TOO_COSTLY' } }],
      },
    });
    expect(ms).toBeLessThan(100);
  });

  it('is refused in a batch too, and as a batch of over five', async () => {
    const small = { query: '{ viewer { kind } }' };
    expect((await send([small, small, small, small, small])).body).toHaveLength(5);
    expect(await send([small, small, small, small, small, small])).toMatchObject({ status: 400 });
    expect(await send([small, { query: `{ viewer { ${times(31, (index) => `a${index}: kind`)} } }` }])).toMatchObject({
      status: 400,
    });
  });
});

describe('a bad configuration', () => {
  it.each(['gateway', 'subgraphs/crm', 'subgraphs/files', 'subgraphs/tickets', 'subgraphs/workflow'])(
    'of %s is told as a whole, and the process ends with 1',
    (service) => {
      const main = fileURLToPath(new URL(`../../${service}/main.ts`, import.meta.url));
      const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], LOG_LEVEL: 'loud', CURSOR_SECRET: 'short', GATEWAY_PORT: '99999' },
      });
      expect(status).toBe(1);
      expect(stderr).toContain('LOG_LEVEL');
      expect(stderr.split('\n').filter((line) => line.startsWith('  - ')).length).toBeGreaterThanOrEqual(3);
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );
});
