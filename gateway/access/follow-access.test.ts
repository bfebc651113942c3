import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Issued } from '../../schema/contract/access-changes.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import { createRedisStore } from '../stores/redis-store.ts';
import type { Store } from '../stores/store.ts';
import { createAccessState } from './access-state.ts';
import type { AccessState } from './access-state.ts';
import { createAccessFollower } from './follow-access.ts';
import type { AccessFollower } from './follow-access.ts';
import { createTestFeed } from './testing/feed.ts';
import type { TestFeed } from './testing/feed.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const pollMs = 20;
const open: { readonly close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

/** One process: what it knows, by which feed, over which store. */
async function follow(feed: TestFeed, store: Store): Promise<{ state: AccessState; follower: AccessFollower }> {
  const state = createAccessState();
  const follower = createAccessFollower({ state, askForChanges: (after) => feed.changes(after), store, logger, pollMs });
  open.push({ close: () => follower.close() });
  await follower.start();
  return { state, follower };
}

const token = (tokenId: string): Issued => {
  return { tokenId, issuer: null, subject: 'mia', contactId: null, clientIds: [], issuedAt: 1_000 };
};

async function until(holds: () => boolean, ms = 1_000): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not come about within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a process', () => {
  it('knows at its start what was revoked and granted before, and soon what comes after', async () => {
    const feed = createTestFeed();
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'old' });
    feed.grant({ id: 'g-1', partner: 'beacon', clientId: 'acme' });
    const { state, follower } = await follow(feed, createMemoryStore());
    expect(state.isRevoked(token('old'))).toBe(true);
    expect(state.grantsOf('beacon')).toHaveLength(1);
    expect(follower.ageMs()).toBeLessThan(100);
    feed.revoke({ id: 'r-2', kind: 'TOKEN', tokenId: 'new' });
    await until(() => state.isRevoked(token('new')));
  });

  it('goes on with what it knows while it cannot ask, says how old that is, and catches up', async () => {
    const feed = createTestFeed();
    feed.grant({ id: 'g-1', partner: 'beacon', clientId: 'acme' });
    const { state, follower } = await follow(feed, createMemoryStore());
    feed.fault = 'down';
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'new' });
    await wait(100);
    expect(state.grantsOf('beacon')).toHaveLength(1);
    expect(follower.ageMs()).toBeGreaterThanOrEqual(60);
    feed.fault = 'none';
    await until(() => state.isRevoked(token('new')));
    expect(follower.ageMs()).toBeLessThan(100);
  });

  it('that never could ask anybody knows nothing, and says so', async () => {
    const feed = createTestFeed();
    feed.fault = 'down';
    const { state, follower } = await follow(feed, createMemoryStore());
    expect(follower.ageMs()).toBeNull();
    expect(state.grantsOf('beacon')).toEqual([]);
  });

  it('starts without waiting long for a feed and a store that hang', async () => {
    const feed = createTestFeed();
    feed.fault = 'silence';
    const startedAt = performance.now();
    const { follower } = await follow(feed, hanging());
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(follower.ageMs()).toBeNull();
  });

  it('learns from its feed alone while the store hangs', async () => {
    const feed = createTestFeed();
    const { state } = await follow(feed, hanging());
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'new' });
    await until(() => state.isRevoked(token('new')), 200);
  });
});

const redisUrl = process.env['TEST_REDIS_URL'];
const stores: [string, () => Promise<Store>][] = [
  ['one store', () => Promise.resolve(createMemoryStore())],
  ...(redisUrl === undefined
    ? []
    : ([
        ['one Redis', () => createRedisStore({ url: redisUrl, logger, prefix: `test:${randomUUID()}:` })],
      ] satisfies typeof stores)),
];

describe.each(stores)('two processes on %s', (_name, makeStore) => {
  /** Closed last, after those that use it. */
  let made: Store[] = [];
  const createStore = async (): Promise<Store> => {
    const store = await makeStore();
    made.push(store);
    return store;
  };
  afterEach(async () => {
    for (const { close } of open.splice(0)) await close();
    for (const store of made) await store.close();
    made = [];
  });

  it('know the same, though one of them is cut off from the feed', async () => {
    const store = await createStore();
    const feed = createTestFeed();
    const cutOff = createTestFeed();
    cutOff.fault = 'down';
    await follow(feed, store);
    const { state, follower } = await follow(cutOff, store);
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'new' });
    feed.grant({ id: 'g-1', partner: 'beacon', clientId: 'acme' });
    await until(() => state.isRevoked(token('new')) && state.grantsOf('beacon').length === 1);
    feed.grant({ id: 'g-1', partner: 'beacon', clientId: 'acme', revoked: true });
    await until(() => state.grantsOf('beacon').length === 0);
    // What is unchanged is confirmed: it is not old.
    await wait(200);
    expect(follower.ageMs()).toBeLessThan(150);
  });

  it('know the same when the question of one of them hangs', async () => {
    const store = await createStore();
    const feed = createTestFeed();
    const silent = createTestFeed();
    silent.fault = 'silence';
    await follow(feed, store);
    const { state } = await follow(silent, store);
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'new' });
    await until(() => state.isRevoked(token('new')));
  });

  it('know the same again when the store hung for a while', async () => {
    const shared = await createStore();
    const feed = createTestFeed();
    const cutOff = createTestFeed();
    cutOff.fault = 'down';
    let hangs = true;
    const store: Store = { ...shared, get: (key) => (hangs ? hanging().get(key) : shared.get(key)) };
    await follow(feed, shared);
    const { state } = await follow(cutOff, store);
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'new' });
    await wait(100);
    expect(state.isRevoked(token('new'))).toBe(false);
    hangs = false;
    await until(() => state.isRevoked(token('new')), 1_500);
  });

  it('one that begins while the feed is away has what the other knew last', async () => {
    const store = await createStore();
    const feed = createTestFeed();
    feed.revoke({ id: 'r-1', kind: 'TOKEN', tokenId: 'old' });
    const first = await follow(feed, store);
    await wait(100);
    await first.follower.close();
    feed.fault = 'down';
    const { state } = await follow(feed, store);
    expect(state.isRevoked(token('old'))).toBe(true);
    // And goes on from there when the feed is back.
    feed.fault = 'none';
    feed.revoke({ id: 'r-2', kind: 'TOKEN', tokenId: 'new' });
    await until(() => state.isRevoked(token('new')));
  });

  it('take nothing that is not well formed out of the store', async () => {
    const store = await createStore();
    const feed = createTestFeed();
    feed.fault = 'down';
    for (const text of ['not json', 'null', '{"cursor":"1","asOf":99999999999999}']) {
      await store.set('access:head', text, { ttlMs: 60_000 });
      await store.set('access:state', '{"asOf":99999999999999,"accessChanges":{"grants":"all"}}', { ttlMs: 60_000 });
      const { state } = await follow(feed, store);
      await wait(60);
      expect(state.cursor()).toBeNull();
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
