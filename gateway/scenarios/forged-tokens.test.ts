import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { Agent, request } from 'undici';
import { VIEW_AS_ISSUER } from '../../schema/contract/view-as.ts';
import { FORGERIES, forgeriesOf } from '../auth/testing/forged-tokens.ts';
import type { Forge } from '../auth/testing/workshop.ts';
import { createTestIssuer } from '../auth/testing/test-issuer.ts';
import type { TestIssuer } from '../auth/testing/test-issuer.ts';
import { TOKEN_ALGORITHMS } from '../auth/token-issuer.ts';
import { startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** What a client may send as a header at all; other forms are tried where tokens are verified. */
const canBeSent = /^[\x20-\x7e]{0,12000}$/;
/** Drawn or counted for each answer. */
const differing: ReadonlySet<string> = new Set(['date', 'x-request-id']);
const betweenFetchesMs = 30_000;

describe('forged and unsafe tokens over HTTP', () => {
  let issuer: TestIssuer;
  let other: TestIssuer;
  let portal: PortalUnderTest;
  const agent = new Agent({ connections: 4 });
  const table: string[] = [];

  beforeAll(async () => {
    issuer = await createTestIssuer();
    other = await createTestIssuer({ issuer: 'https://other.example.com', audience: 'other' });
    const { publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const environment = {
      TOKEN_ISSUERS: JSON.stringify([
        { issuer: issuer.config.issuer, audience: issuer.config.audience, jwksUri: issuer.config.jwksUri },
      ]),
      VIEW_AS_KEYS: JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'views', alg: 'EdDSA' }] }),
      PLAYGROUND_ISSUER: issuer.config.issuer,
    };
    portal = await startPortalUnderTest({ environment });
  }, 60_000);

  afterAll(async () => {
    await portal.close();
    await agent.close();
    await issuer.close();
    await other.close();
    process.stdout.write(`\n${table.join('\n')}\n`);
  });

  async function ask(token: string): Promise<{ status: number; answer: string }> {
    const response = await request(portal.graphqlUrl, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ viewer { subject } }"}',
    });
    const headers = Object.entries(response.headers).filter(([name]) => !differing.has(name));
    return { status: response.statusCode, answer: JSON.stringify([headers, await response.body.text()]) };
  }

  /** What is about this portal's own keys. */
  function ownForgeries(alg: string): Record<string, Forge[]> {
    const view = () => {
      const { iat, exp } = issuer.payload();
      return {
        ...{ iss: VIEW_AS_ISSUER, aud: VIEW_AS_ISSUER, sub: 'mia', jti: 'v-1', iat, exp, act: { sub: 'sara' } },
        portal: { contactId: 'mia', clientId: 'harbor-finch', role: 'OWNER', scopes: ['clients:read'] },
      };
    };
    const kids = ['views', `key-${alg}`, 'other', ''];
    return {
      'of a view that the portal did not open': [
        ...kids.map(
          (kid): Forge =>
            () =>
              issuer.sign(view(), { alg, header: { kid } }),
        ),
        ...kids.map(
          (kid): Forge =>
            () =>
              issuer.sign({ ...view(), aud: issuer.config.audience }, { alg, header: { kid } }),
        ),
        () => issuer.sign({ ...view(), iss: issuer.config.issuer }, { alg }),
        () => other.sign(view(), { alg, header: { kid: 'views' } }),
      ],
    };
  }

  it('are refused, at least 800 of 17 kinds, in the same bytes; good ones are served in between, and keys fetched seldom', async () => {
    const startedAt = performance.now();
    const good = await Promise.all(TOKEN_ALGORITHMS.map((alg) => issuer.sign(issuer.payload({ sub: `good-${alg}` }), { alg })));
    const counted = new Map<string, { sent: number; accepted: number }>();
    const answers = new Set<string>();
    const sent = new Set<string>();
    let served = 0;
    for (const [index, alg] of TOKEN_ALGORITHMS.entries()) {
      const forgeries: Record<string, Forge[]> = { ...forgeriesOf({ issuer, other, alg }), ...ownForgeries(alg) };
      for (const [kind, forges] of Object.entries(forgeries)) {
        const count = counted.get(kind) ?? { sent: 0, accepted: 0 };
        counted.set(kind, count);
        for (const token of new Set(await Promise.all(forges.map(async (forge) => forge())))) {
          if (!canBeSent.test(token) || sent.has(token)) continue;
          sent.add(token);
          const { status, answer } = await ask(token);
          count.sent += 1;
          if (status !== 401) count.accepted += 1;
          answers.add(answer);
        }
        const well = await ask(good[(index + served) % good.length] ?? '');
        expect(well.status).toBe(200);
        expect(well.answer).toContain('good-');
        served += 1;
      }
    }
    const fetchesMax = 1 + Math.floor((performance.now() - startedAt) / betweenFetchesMs);
    const all = [...counted.values()].reduce((sum, { sent: count }) => sum + count, 0);
    table.push(
      ...[...counted].map(
        ([kind, count]) => `${String(count.sent).padStart(5)} sent ${count.accepted} accepted  a token ${kind}`,
      ),
    );
    table.push(`${String(all).padStart(5)} sent in all, of ${counted.size} kinds; ${served} good ones served in between`);
    table.push(
      `${answers.size} different answer, ${issuer.fetches()} fetch of keys in ${Math.round((performance.now() - startedAt) / 1_000)} s`,
    );

    expect([...counted].filter(([, { accepted }]) => accepted > 0)).toEqual([]);
    expect([...counted].filter(([, { sent: count }]) => count === 0)).toEqual([]);
    expect(counted.size).toBeGreaterThanOrEqual(FORGERIES.length);
    expect(all).toBeGreaterThanOrEqual(800);
    expect([...answers]).toEqual([expect.stringContaining('UNAUTHENTICATED')]);
    expect(issuer.fetches()).toBeLessThanOrEqual(fetchesMax);
    expect(portal.calls.subgraphs.length).toBe(served);
  }, 120_000);

  it('get the answer that no token gets', async () => {
    const forged = await ask('nonsense');
    const response = await request(portal.graphqlUrl, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ viewer { subject } }"}',
    });
    const headers = Object.entries(response.headers).filter(([name]) => !differing.has(name));
    expect(JSON.stringify([headers, await response.body.text()])).toBe(forged.answer);
  });
});
