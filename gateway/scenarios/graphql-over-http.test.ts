import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { serverAudits } from 'graphql-http';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway } from '../gateway.ts';

/*
 * The audits of the GraphQL over HTTP specification. They ask for `{ __typename }` and nothing that a subgraph would have to answer, without
 * signing in, so the gateway runs in open mode. The preflight header is sent: the protection against forged cross-site requests is on.
 */

const folder = mkdtempSync(join(tmpdir(), 'portal-audit-'));
let gateway: Gateway;
let url = '';

function fetchWithPreflight(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('apollo-require-preflight', 'true');
  return fetch(address, { ...init, headers });
}

const audits = serverAudits({ url: () => url, fetchFn: fetchWithPreflight });

beforeAll(async () => {
  const typeDefs = parse('type Query { hello(name: String): String }');
  const { supergraphSdl = '' } = composeServices([{ name: 'one', url: 'http://127.0.0.1:1/graphql', typeDefs }]);
  writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl);
  const environment = { OPEN_MODE: 'true', GATEWAY_PORT: '0', LOG_LEVEL: 'silent' };
  gateway = await createGateway(readGatewayConfig({ ...environment, SUPERGRAPH_FILE: join(folder, 'supergraph.graphql') }));
  url = `${await gateway.listen()}/graphql`;
});

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

describe('GraphQL over HTTP', () => {
  it('is audited in all of its 61 sentences', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [`${audit.id}: ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });

  it('refuses what a page of another origin could send without a preflight', async () => {
    const simple = await fetch(`${url}?query={__typename}`);
    expect(simple.status).toBe(400);
    const asked = await fetchWithPreflight(`${url}?query={__typename}`);
    expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('says 400 to whoever does not ask for 200', async () => {
    const send = async (accept: string, query: string) =>
      (
        await fetchWithPreflight(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept },
          body: JSON.stringify({ query }),
        })
      ).status;
    expect(await send('*/*', '{')).toBe(400);
    expect(await send('application/graphql-response+json, application/json;q=0.9', '{')).toBe(400);
    expect(await send('application/json', '{')).toBe(200);
    expect(await send('application/json', `{ ${'a '.repeat(2_000)} }`)).toBe(400);
  });
});
