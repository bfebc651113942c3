import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLogger } from '../../schema/contract/logger.ts';
import { createRedisStore } from './redis-store.ts';
import { describeStore } from './store.contract.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const url = process.env['TEST_REDIS_URL'];
const prefix = `test:${process.pid}:`;

if (url) {
  describeStore('the store in Redis', async () => ({
    store: await createRedisStore({ url, logger, prefix }),
    other: await createRedisStore({ url, logger, prefix }),
  }));

  describe('the store in Redis', () => {
    it('gives up on a server that is too slow', async () => {
      const store = await createRedisStore({ url, logger, prefix });
      const admin = new Redis(url);
      await admin.call('CLIENT', 'PAUSE', '400', 'ALL');
      const startedAt = performance.now();
      await expect(store.get('a')).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
      expect(performance.now() - startedAt).toBeLessThan(300);
      await new Promise((resolve) => setTimeout(resolve, 400));
      admin.disconnect();
      await store.close();
    });

    it('reconnects, and listens again, by itself', async () => {
      const store = await createRedisStore({ url, logger, prefix });
      const heard: string[] = [];
      await store.subscribe('news', (message) => heard.push(message));
      const admin = new Redis(url);
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await store.set('a', 'b', { ttlMs: 1_000 });
      await store.publish('news', 'again');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(heard).toEqual(['again']);
      admin.disconnect();
      await store.close();
    });
  });
} else {
  describe.skip('the store in Redis (set TEST_REDIS_URL; scripts/real-systems/redis/start.sh starts a server)', () => {
    it('is not tested', () => undefined);
  });
}

describe('the store in a Redis that is away', () => {
  it('fails at once', async () => {
    const port = await closedPort();
    const store = await createRedisStore({ url: `redis://127.0.0.1:${port}`, logger });
    const startedAt = performance.now();
    await expect(store.get('a')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(store.subscribe('a', () => undefined)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(200);
    await store.close();
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
