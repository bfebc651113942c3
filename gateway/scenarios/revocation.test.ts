import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { findFreePort } from '../../scripts/embedded/free-port.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import type { Store } from '../stores/store.ts';
import { createFaultyWay } from './testing/faulty-network.ts';
import type { FaultyWay } from './testing/faulty-network.ts';
import { startAnotherGateway } from './testing/more-gateways.ts';
import type { AnotherGateway } from './testing/more-gateways.ts';
import { lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** A question that needs no record, so that it is about the token alone; crm answers it. */
const question = '{ clients(first: 1) { totalCount } }';
const effectiveWithinMs = 2_000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a revocation', () => {
  let portal: PortalUnderTest;
  /** Shares the store with the portal's own gateway, and cannot reach workflow. */
  let cutOff: AnotherGateway;
  let way: FaultyWay;
  const store = createMemoryStore();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-revocation-'));
  let identityProviderPort: number;

  beforeAll(async () => {
    identityProviderPort = await findFreePort();
    portal = await startPortalUnderTest({
      dataDirectory,
      environment: { IDENTITY_PROVIDER_PORT: String(identityProviderPort) },
      overrides: { gateway: { store } },
    });
    way = await createFaultyWay(() => portal.subgraphUrls.workflow);
    way.fault = 'silence';
    cutOff = await another({ workflowUrl: way.url, overrides: { store } });
  }, 60_000);

  afterAll(async () => {
    await cutOff.close();
    await way.close();
    await portal.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  const another = (options: Partial<Parameters<typeof startAnotherGateway>[1]>) =>
    startAnotherGateway(portal, { dataDirectory, identityProviderPort, ...options });

  interface Answered {
    readonly status: number;
    readonly bytes: string;
  }

  async function answerOf(url: string, init: RequestInit, token: string): Promise<Answered> {
    const headers = { 'content-type': 'application/json', 'apollo-require-preflight': 'yes', authorization: `Bearer ${token}` };
    const response = await fetch(url, { ...init, headers });
    const shown = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
    return { status: response.status, bytes: JSON.stringify([shown, await response.text()]) };
  }

  const post = (graphqlUrl: string, token: string, query = question) =>
    answerOf(graphqlUrl, { method: 'POST', body: JSON.stringify({ query }) }, token);

  /** Until the gateway refuses the token: how long that took. */
  async function refusedAfter(graphqlUrl: string, token: string, startedAt: number): Promise<number> {
    while ((await post(graphqlUrl, token)).status !== 401) {
      if (performance.now() - startedAt > 10_000) throw new Error('the token was served for ten seconds');
      await wait(20);
    }
    return performance.now() - startedAt;
  }

  async function revoke(what: Record<string, string>): Promise<number> {
    const reply = await portal.ask(
      'sara',
      'mutation ($input: RevokeAccessInput!) { revokeAccess(input: $input) { userErrors { code message } } }',
      { input: { ...what, reason: 'lost on a train' } },
    );
    expect([reply.errors, reply.data?.revokeAccess?.userErrors]).toEqual([[], []]);
    return performance.now();
  }

  /** Revokes, and looks at when each of the tokens is refused by each gateway. */
  async function effective(what: Record<string, string>, tokens: readonly string[]): Promise<void> {
    const gateways = [portal.graphqlUrl, cutOff.graphqlUrl];
    // Each of them remembers that it verified the token.
    for (const url of gateways) for (const token of tokens) expect((await post(url, token)).status).toBe(200);
    const startedAt = await revoke(what);
    const took = await Promise.all(gateways.flatMap((url) => tokens.map((token) => refusedAfter(url, token, startedAt))));
    process.stdout.write(`\n${Object.keys(what).join()} revoked: refused after ${took.map(Math.round).join(', ')} ms\n`);
    expect(Math.max(...took)).toBeLessThan(effectiveWithinMs);
  }

  it('of one token is effective within two seconds, also where workflow cannot be reached; another token of the person is served', async () => {
    const [lost, kept] = [await portal.issueToken('mia'), await portal.issueToken('mia')];
    await effective({ tokenId: String(decodeJwt(lost).jti) }, [lost]);
    for (const url of [portal.graphqlUrl, cutOff.graphqlUrl]) expect((await post(url, kept)).status).toBe(200);
  });

  it('is told in the bytes of any bad token, on every way in', async () => {
    const lost = await portal.issueToken('mia');
    await effective({ tokenId: String(decodeJwt(lost).jti) }, [lost]);
    const sha256Hash = createHash('sha256').update(question).digest('hex');
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
    const ways: [string, string, RequestInit][] = [
      ['POST', '', { method: 'POST', body: JSON.stringify({ query: question }) }],
      ['a mutation', '', { method: 'POST', body: JSON.stringify({ query: 'mutation { __typename }' }) }],
      ['nonsense', '', { method: 'POST', body: '{' }],
      ['GET', `?query=${encodeURIComponent(question)}`, { method: 'GET' }],
      ['a persisted query', `?extensions=${encodeURIComponent(extensions)}`, { method: 'GET' }],
      ['several at once', '', { method: 'POST', body: JSON.stringify([{ query: question }, { query: '{ __typename }' }]) }],
      ['introspection', '', { method: 'POST', body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }) }],
    ];
    for (const gateway of [portal, cutOff]) {
      for (const [what, search, init] of ways) {
        const revoked = await answerOf(gateway.graphqlUrl + search, init, lost);
        const never = await answerOf(gateway.graphqlUrl + search, init, 'never.was.one');
        expect([what, revoked]).toEqual([what, never]);
        expect([what, revoked.status]).toEqual([what, 401]);
      }
    }
  });

  it('of a person refuses all that was issued before, and lets a new sign-in in', async () => {
    const tokens = [await portal.issueToken('tom'), await portal.issueToken('tom')];
    await effective({ contactId: toGlobalId('Contact', 'tom') }, tokens);
    // What is issued within the second of the revocation counts as issued before it.
    await wait(1_100);
    for (const url of [portal.graphqlUrl, cutOff.graphqlUrl])
      expect((await post(url, await portal.issueToken('tom'))).status).toBe(200);
  });

  it('of a person by the subject does so too', async () => {
    await effective({ subject: 'vic' }, [await portal.issueToken('vic')]);
  });

  it('of a client refuses everybody of that client, and nobody else', async () => {
    const [mia, lena, max] = [await portal.issueToken('mia'), await portal.issueToken('lena'), await portal.issueToken('max')];
    await effective({ clientId: lumenBakery }, [lena, max]);
    for (const url of [portal.graphqlUrl, cutOff.graphqlUrl]) expect((await post(url, mia)).status).toBe(200);
  });

  it('reaches a gateway whose store hangs, and no request waits for that store', async () => {
    const lost = await portal.issueToken('bea');
    const gateway = await another({ overrides: { store: hanging() } });
    await post(gateway.graphqlUrl, lost);
    const startedAt = performance.now();
    for (let times = 0; times < 20; times += 1) expect((await post(gateway.graphqlUrl, lost)).status).toBe(200);
    expect((performance.now() - startedAt) / 20).toBeLessThan(100);
    const revokedAt = await revoke({ tokenId: String(decodeJwt(lost).jti) });
    expect(await refusedAfter(gateway.graphqlUrl, lost, revokedAt)).toBeLessThan(effectiveWithinMs);
    await gateway.close();
  });

  it('holds in a gateway that starts while workflow is away, from what the others left in the store', async () => {
    const lost = await portal.issueToken('mia');
    await effective({ tokenId: String(decodeJwt(lost).jti) }, [lost]);
    const late = await another({ workflowUrl: way.url, overrides: { store } });
    expect((await post(late.graphqlUrl, lost)).status).toBe(401);
    expect((await post(late.graphqlUrl, await portal.issueToken('mia'))).status).toBe(200);
    await late.close();
  });

  it('that a gateway cannot know of, having neither workflow nor a store: clients are served, partners have no clients, and it says so', async () => {
    const alone = await another({ workflowUrl: way.url, overrides: { store: createMemoryStore() } });
    expect((await post(alone.graphqlUrl, await portal.issueToken('mia'))).bytes).toContain('{\\"totalCount\\":1}');
    expect((await post(alone.graphqlUrl, await portal.issueToken('beacon-studio'))).bytes).toContain('{\\"totalCount\\":0}');
    const ready = await fetch(`${alone.url}/ready`);
    expect(await ready.json()).toMatchObject({ status: 'ready', access: { ageSeconds: null } });
    await alone.close();
  });

  it('holds when workflow goes away for good, and the gateways say how old it is what they know', async () => {
    const lost = await portal.issueToken('mia');
    await effective({ tokenId: String(decodeJwt(lost).jti) }, [lost]);
    expect(await (await fetch(`${portal.url}/ready`)).json()).not.toHaveProperty('access');
    await portal.stopSubgraph('workflow');
    await wait(3_200);
    for (const { url, graphqlUrl } of [portal, cutOff]) {
      expect((await post(graphqlUrl, lost)).status).toBe(401);
      expect((await post(graphqlUrl, await portal.issueToken('mia'))).status).toBe(200);
      const { access } = (await (await fetch(`${url}/ready`)).json()) as { access: { ageSeconds: number } };
      expect(access.ageSeconds).toBeGreaterThanOrEqual(3);
    }
  });
});

function hanging(): Store {
  const never = () => new Promise<never>(() => undefined);
  return {
    ...{
      get: never,
      getMany: never,
      set: never,
      setIfAbsent: never,
      delete: never,
      increment: never,
      publish: never,
      subscribe: never,
    },
    close: () => Promise.resolve(),
  };
}
