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
