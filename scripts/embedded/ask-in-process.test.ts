import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { AnswerTooLargeError, TimedOutError } from '../../gateway/execution/post.ts';
import { IDENTITY_HEADER } from '../../schema/contract/header-names.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { createMetrics } from '../../subgraphs/kit/metrics.ts';
import { createSubgraphServer } from '../../subgraphs/kit/server.ts';
import type { SubgraphServer } from '../../subgraphs/kit/server.ts';
import { clientClaims, createTestGateway } from '../../subgraphs/kit/testing/identity.ts';
import type { TestGateway } from '../../subgraphs/kit/testing/identity.ts';
import { askInProcess } from './ask-in-process.ts';

describe('a subgraph in the same process', () => {
  let gateway: TestGateway;
  let server: SubgraphServer;

  beforeAll(async () => {
    gateway = await createTestGateway();
    server = await createSubgraphServer({
      name: 'crm',
      typeDefs: parse(`
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
        type Query { who: String slow: String }
      `),
      resolvers: {
        Query: {
          who: (_parent: unknown, _arguments: unknown, { claims }: { claims: { subject: string } }) => claims.subject,
          slow: () => new Promise((resolve) => setTimeout(resolve, 300, 'at last')),
        },
      },
      createContext: (base) => base,
      identityKeys: gateway.keys,
      logger: createLogger({ name: 'test', level: 'silent' }),
      metrics: createMetrics('crm'),
      checkReady: () => Promise.resolve(),
      release: () => Promise.resolve(),
    });
  });

  async function ask(query: string, options: { as?: string | null; timeoutMs?: number; answerBytesMax?: number } = {}) {
    const { as = await gateway.sign('crm', clientClaims('acme')), timeoutMs = 5_000, answerBytesMax = 1_000 } = options;
    const headers = { 'content-type': 'application/json', ...(as !== null && { [IDENTITY_HEADER]: as }) };
    const address = { origin: 'http://crm.invalid', path: '/graphql' };
    return askInProcess(server)({ address, headers, body: JSON.stringify({ query }), timeoutMs, answerBytesMax });
  }

  it('answers as it does over HTTP, and is told who asks', async () => {
    expect(await ask('{ who }')).toEqual({
      status: 200,
      text: '{"data":{"who":"contact-of-acme"}}\n',
      cacheControl: 'no-store',
    });
  });

  it('refuses whoever has no token for it', async () => {
    for (const as of [null, '', await gateway.sign('files', clientClaims('acme'))])
      expect(await ask('{ who }', { as })).toMatchObject({ status: 401, text: expect.not.stringContaining('acme') });
  });

  it('is not waited for, nor listened to, for longer than over HTTP', async () => {
    await expect(ask('{ slow }', { timeoutMs: 20 })).rejects.toBeInstanceOf(TimedOutError);
    await expect(ask('{ who }', { answerBytesMax: 10 })).rejects.toBeInstanceOf(AnswerTooLargeError);
  });

  it('is gone when it is closed', async () => {
    const other = await createTestGateway();
    expect(await ask('{ who }', { as: await other.sign('crm', clientClaims('acme')) })).toMatchObject({ status: 401 });
    await server.close();
    await expect(ask('{ who }')).rejects.toThrow('closed');
  });
});
