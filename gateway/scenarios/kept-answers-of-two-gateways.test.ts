import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../schema/contract/logger.ts';
import { findFreePort } from '../../scripts/embedded/free-port.ts';
import { createStore } from '../stores/create-store.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import type { Store } from '../stores/store.ts';
import { startAnotherGateway } from './testing/more-gateways.ts';
import type { AnotherGateway } from './testing/more-gateways.ts';
import { askGateway, harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** Two gateways over one store: a Redis, where there is one, and each with a connection of its own then. */
describe('answers that are kept by two gateways', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-two-gateways-'));
  const calls = { one: 0, other: 0 };
  let portal: PortalUnderTest;
  let other: AnotherGateway;
  let token: string;
  let time = Date.now();

  beforeAll(async () => {
    const redisUrl = process.env['TEST_REDIS_URL'];
    const logger = createLogger({ name: 'test', level: 'silent' });
    const shared = createMemoryStore();
    const storeOf = (): Promise<Store> =>
      redisUrl === undefined ? Promise.resolve(shared) : createStore({ storeUrl: redisUrl, logger });
    const given = { nowOfAnswers: () => time, requestTimeoutMs: 30_000 };
    const identityProviderPort = await findFreePort();
    portal = await startPortalUnderTest({
      dataDirectory,
      environment: { IDENTITY_PROVIDER_PORT: String(identityProviderPort) },
      onSubgraphCall: () => (calls.one += 1),
      overrides: { gateway: { ...given, store: await storeOf() } },
    });
    other = await startAnotherGateway(portal, {
      ...{ dataDirectory, identityProviderPort },
      overrides: { ...given, store: await storeOf(), onSubgraphCall: () => (calls.other += 1) },
    });
    token = await portal.issueToken('mia');
  }, 120_000);

  afterAll(async () => {
    await other.close();
    await portal.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  const addressOf = { one: () => portal.graphqlUrl, other: () => other.graphqlUrl };
  let attempt = 0;

  /** The titles of the tickets, and how many questions to subgraphs they cost. */
  async function titlesBy(gateway: keyof typeof addressOf) {
    const query = `query Kept${attempt}($id: ID!) { client(id: $id) { tickets(first: 50) { nodes { id title } } } }`;
    calls[gateway] = 0;
    const reply = await askGateway(addressOf[gateway](), token, query, { id: harborFinch });
    expect(reply.errors).toEqual([]);
    const nodes = reply.data.client.tickets.nodes as { readonly title: string }[];
    return { titles: nodes.map(({ title }) => title), calls: calls[gateway] };
  }

  /**
   * One of them makes an answer that nobody has asked for before, and the other one is asked for it. Something else may happen to the client in
   * between (what a seeded action comes to), which ends it: then it is tried once more, with another one.
   */
  async function makeAndServe(maker: keyof typeof addressOf, server: keyof typeof addressOf): Promise<number> {
    for (let turn = 1; ; turn++) {
      attempt += 1;
      expect((await titlesBy(maker)).calls).toBeGreaterThan(0);
      const served = await titlesBy(server);
      if (served.calls === 0 || turn === 3) return served.calls;
    }
  }

  it('are served by either, whichever of them made them', async () => {
    expect(await makeAndServe('one', 'other')).toBe(0);
    expect(await makeAndServe('other', 'one')).toBe(0);
  });

  it.each([
    ['one', 'other'],
    ['other', 'one'],
  ] as const)('are over in both as soon as something was done through %s', async (by, beside) => {
    // Longer than nothing is kept after a change.
    time += 6_000;
    expect(await makeAndServe(beside, beside)).toBe(0);
    const subject = `Opened through ${by}`;
    const mutation = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { userErrors { message } } }`;
    const input = { clientId: harborFinch, subject, body: 'Please look.' };
    const { data } = await askGateway(addressOf[by](), token, mutation, { input });
    expect(data.openTicket.userErrors).toEqual([]);
    for (const gateway of [beside, by]) expect((await titlesBy(gateway)).titles).toContain(subject);
  });
});
