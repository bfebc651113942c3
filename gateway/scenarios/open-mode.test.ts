import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway } from '../gateway.ts';
import { askGateway } from './testing/portal-under-test.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])';

const products = {
  typeDefs: parse(
    `${link} type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! name: String! weight: Int }`,
  ),
  resolvers: {
    Query: {
      products: () => [
        { id: '1', name: 'Chair', weight: 3 },
        { id: '2', name: 'Desk', weight: null },
      ],
    },
  },
};
const shipping = {
  typeDefs: parse(
    `${link} type Product @key(fields: "id") { id: ID! weight: Int @external cost: Int @requires(fields: "weight") fails: Int }`,
  ),
  resolvers: {
    Product: {
      cost: ({ weight }: { weight: number | null }) => (weight === null ? null : weight * 10),
      fails: () => {
        throw new Error('no');
      },
    },
  },
};

describe('open mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-open-'));
  const servers: ApolloServer[] = [];
  let gateway: Gateway;
  let url: string;

  beforeAll(async () => {
    const subgraphs = [];
    for (const [name, module] of Object.entries({ products, shipping })) {
      const server = new ApolloServer({
        schema: buildSubgraphSchema([module]),
        plugins: [ApolloServerPluginInlineTraceDisabled()],
      });
      servers.push(server);
      const { url: address } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
      subgraphs.push({ name, url: address, typeDefs: module.typeDefs });
    }
    const { supergraphSdl = '' } = composeServices(subgraphs);
    writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl);
    gateway = await createGateway(
      readGatewayConfig({
        OPEN_MODE: 'true',
        SUPERGRAPH_FILE: join(folder, 'supergraph.graphql'),
        GATEWAY_PORT: '0',
        LOG_LEVEL: 'silent',
        // This supergraph says nothing of what things cost, and has no such limit.
        COST_MAX: '1',
      }),
    );
    url = `${await gateway.listen()}/graphql`;
  });

  afterAll(async () => {
    await gateway.close();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true });
  });

  it('runs any supergraph, at the addresses that stand in it, for callers who do not sign in', async () => {
    const { data, errors } = await askGateway(url, null, '{ products { name cost } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({
      products: [
        { name: 'Chair', cost: 30 },
        { name: 'Desk', cost: null },
      ],
    });
  });

  it('says where an error of a subgraph belongs', async () => {
    const { data, errors } = await askGateway(url, null, '{ products { name fails } }');
    expect(data.products.map(({ fails }: { fails: unknown }) => fails)).toEqual([null, null]);
    expect(errors.map(({ path }) => path)).toEqual([
      ['products', 0, 'fails'],
      ['products', 1, 'fails'],
    ]);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'portal.example.com', ''])('is refused on the address %p', (host) => {
    const read = () => readGatewayConfig({ OPEN_MODE: 'true', GATEWAY_HOST: host });
    if (host === '') expect(read().host).toBe('127.0.0.1');
    else expect(read).toThrow('OPEN_MODE: refused, because GATEWAY_HOST is not a loopback address');
  });

  it('is not what a gateway does by itself', () => {
    expect(() => readGatewayConfig({})).toThrow('TOKEN_ISSUERS: must be set');
  });
});
