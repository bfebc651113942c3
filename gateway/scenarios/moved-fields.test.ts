import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { parse } from 'graphql';
import { createTestIssuer } from '../auth/testing/test-issuer.ts';
import type { TestIssuer } from '../auth/testing/test-issuer.ts';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway } from '../gateway.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import type { Store } from '../stores/store.ts';
import { askGateway } from './testing/portal-under-test.ts';

/*
 * Fields that move from one subgraph to another (`@override(label:)`): a caller sees one of the two, always the same one, whatever is kept,
 * shared or planned for others.
 */

const head = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@authenticated", "@override", "@shareable"])
  directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
`;
const asked = { one: 0, two: 0 };

function jar(name: 'one' | 'two') {
  return () => {
    asked[name] += 1;
    return { size: `size of ${name}`, lid: `lid of ${name}` };
  };
}

const modules = {
  one: {
    typeDefs: parse(`${head}
      type Query { jar: Jar @authenticated @cacheControl(maxAge: 60) lid: String @authenticated named: String @authenticated @cacheControl(maxAge: 60) }
      type Jar @shareable { size: String }`),
    resolvers: { Query: { jar: jar('one'), lid: () => 'lid of one', named: () => 'named in one' } },
  },
  two: {
    typeDefs: parse(`${head}
      type Query {
        jar: Jar @authenticated @cacheControl(maxAge: 60) @override(from: "one", label: "percent(50)")
        lid: String @authenticated @override(from: "one", label: "percent(50)")
        named: String @authenticated @cacheControl(maxAge: 60) @override(from: "one", label: "new-names")
      }
      type Jar @shareable { size: String }`),
    resolvers: { Query: { jar: jar('two'), lid: () => 'lid of two', named: () => 'named in two' } },
  },
};

/** Gateways that share a store outlive each other's end. */
function shared(store: Store): Store {
  return { ...store, close: () => Promise.resolve() };
}

describe('a field that is moved from one subgraph to another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-moved-'));
  const file = join(folder, 'supergraph.graphql');
  const servers: ApolloServer[] = [];
  const gateways: Gateway[] = [];
  let issuer: TestIssuer;
  let identityKey: string;

  beforeAll(async () => {
    issuer = await createTestIssuer();
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    identityKey = JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'one' });
    const subgraphs = [];
    for (const [name, module] of Object.entries(modules)) {
      const server = new ApolloServer({
        schema: buildSubgraphSchema([module]),
        plugins: [ApolloServerPluginInlineTraceDisabled()],
      });
      servers.push(server);
      const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
      subgraphs.push({ name, url, typeDefs: module.typeDefs });
    }
    const { supergraphSdl, errors } = composeServices(subgraphs);
    if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
    writeFileSync(file, supergraphSdl);
  });

  afterEach(async () => {
    await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
  });

  afterAll(async () => {
    await Promise.all([...servers.map((server) => server.stop()), issuer.close()]);
    rmSync(folder, { recursive: true });
  });

  async function start(environment: Readonly<Record<string, string>>, store = createMemoryStore()): Promise<string> {
    const config = readGatewayConfig({
      ...{ SUPERGRAPH_FILE: file, GATEWAY_PORT: '0', LOG_LEVEL: 'silent' },
      ...(environment['OPEN_MODE'] === undefined && {
        ...{ TOKEN_ISSUERS: JSON.stringify([issuer.config]), IDENTITY_PRIVATE_KEY: identityKey },
      }),
      ...environment,
    });
    const gateway = await createGateway(config, { store: shared(store) });
    gateways.push(gateway);
    return `${await gateway.listen()}/graphql`;
  }

  const tokenOf = (contact: string, tokenId = 't-1'): Promise<string> =>
    issuer.sign(issuer.payload({ sub: contact, portal_contact: contact, jti: tokenId }));

  /** One request, of which all parts have to come from one side. */
  async function sideOf(url: string, token: string | null): Promise<string> {
    const { data, errors } = await askGateway(url, token, '{ jar { size } lid }');
    expect(errors).toEqual([]);
    const side = String(data['lid']).slice('lid of '.length);
    expect(data).toEqual({ jar: { size: `size of ${side}` }, lid: `lid of ${side}` });
    return side;
  }

  it('is on one side for a caller, with any token and at any gateway, and there for the configured share of callers', async () => {
    const [url, other] = [await start({}), await start({})];
    const sides: string[] = [];
    for (let index = 0; index < 60; index += 1) {
      const contact = `c-${String(index)}`;
      const side = await sideOf(url, await tokenOf(contact));
      expect(await sideOf(url, await tokenOf(contact, 't-2'))).toBe(side);
      expect(await sideOf(other, await tokenOf(contact))).toBe(side);
      sides.push(side);
    }
    const moved = sides.filter((side) => side === 'two').length;
    expect(moved).toBeGreaterThan(15);
    expect(moved).toBeLessThan(45);
  });

  it('is on one side within each request of those who do not sign in, and on both for all of them', async () => {
    const url = await start({ OPEN_MODE: 'true' });
    const sides = new Set<string>();
    for (let index = 0; index < 60; index += 1) sides.add(await sideOf(url, null));
    expect([...sides].sort()).toEqual(['one', 'two']);
  });

  it('is not served from what was kept where it was on the other side', async () => {
    const store = createMemoryStore();
    const [moved, staying] = [await start({ OVERRIDE_LABELS: 'new-names' }, store), await start({}, store)];
    const token = await tokenOf('ann');
    for (let round = 0; round < 2; round += 1) {
      expect((await askGateway(moved, token, '{ named }')).data).toEqual({ named: 'named in two' });
      expect((await askGateway(staying, token, '{ named }')).data).toEqual({ named: 'named in one' });
    }
  });

  it('is kept and shared for the caller all the same', async () => {
    const url = await start({});
    const token = await tokenOf('ann');
    const before = asked.one + asked.two;
    const answers = await Promise.all(Array.from({ length: 5 }, () => askGateway(url, token, '{ jar { size } }')));
    const [{ data } = { data: null }] = answers;
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await askGateway(url, token, '{ jar { size } }')).data).toEqual(data);
    expect(asked.one + asked.two).toBe(before + 1);
  });

  it('cannot be moved by a label that there is not', async () => {
    await expect(start({ OVERRIDE_LABELS: 'new-names,new-nmaes' })).rejects.toThrow(
      'OVERRIDE_LABELS: the supergraph has no label "new-nmaes"; it has new-names',
    );
    await expect(start({ OVERRIDE_LABELS: 'percent(50)' })).rejects.toThrow('must be labels such as new-help-desk');
  });
});
