import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../schema/contract/logger.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import type { Store } from '../stores/store.ts';
import { createResponseCache } from './response-cache.ts';
import type { Looked, ResponseCache } from './response-cache.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const answer = { body: '{"data":{"a":"ä\\n"}}', contentType: 'application/json; charset=utf-8' };

describe('the response cache', () => {
  let time = 1_000_000;
  let fails = false;
  let shared: Store;
  let cache: ResponseCache;
  const make = (): ResponseCache => createResponseCache({ store: failing(shared), logger, secondsMax: 30, now: () => time });
  const failing = (store: Store): Store => ({
    ...store,
    getMany: (keys) => (fails ? Promise.reject(new Error('away')) : store.getMany(keys)),
    set: (...given) => (fails ? Promise.reject(new Error('away')) : store.set(...given)),
  });

  beforeEach(() => {
    time = 1_000_000;
    fails = false;
    shared = createMemoryStore({ now: () => time });
    cache = make();
  });

  async function looked(key: string, tags: readonly string[] = ['a', 'b'], by = cache): Promise<Looked> {
    const found = await by.look(key, tags);
    if (!found) throw new Error('nothing may be read');
    return found;
  }

  it('gives back what was kept, until its end', async () => {
    cache.keep(await looked('k'), answer, 5);
    time += 4_900;
    expect((await looked('k')).answer).toEqual(answer);
    expect((await looked('other')).answer).toBeNull();
    time += 100;
    expect((await looked('k')).answer).toBeNull();
  });

  it('counts the age from before anybody was asked', async () => {
    const before = await looked('k');
    time += 3_000;
    cache.keep(before, answer, 5);
    time += 1_999;
    expect((await looked('k')).answer).not.toBeNull();
    time += 1;
    expect((await looked('k')).answer).toBeNull();
  });

  it.each([['a'], ['b']])('serves nothing from before a change of %s, in any process', async (tag) => {
    const other = make();
    cache.keep(await looked('k'), answer, 5);
    expect((await looked('k', ['a', 'b'], other)).answer).not.toBeNull();
    await other.changed([tag]);
    expect((await looked('k')).answer).toBeNull();
  });

  it('goes on with what a change is not about', async () => {
    cache.keep(await looked('k'), answer, 5);
    await cache.changed(['c']);
    expect((await looked('k')).answer).not.toBeNull();
  });

  it('never serves what was being made while something changed', async () => {
    const before = await looked('k');
    await cache.changed(['a']);
    time += 10_000;
    cache.keep(before, answer, 60);
    expect((await looked('k')).answer).toBeNull();
  });

  it('keeps nothing for a while after a change, which may still be on its way', async () => {
    await cache.changed(['a']);
    cache.keep(await looked('k'), answer, 5);
    expect((await looked('k')).answer).toBeNull();
    time += 5_000;
    cache.keep(await looked('k'), answer, 5);
    expect((await looked('k')).answer).not.toBeNull();
  });

  it('serves nothing from before what was told to have changed, and keeps at once what comes after', async () => {
    const other = make();
    cache.keep(await looked('k'), answer, 5);
    await other.changed(['a'], { isSettled: true });
    expect(await looked('k')).toMatchObject({ answer: null, isSettling: false });
    cache.keep(await looked('k'), answer, 5);
    expect((await looked('k')).answer).not.toBeNull();
  });

  it('goes on waiting for a change that may be on its way when another one is told of the same client', async () => {
    await cache.changed(['a']);
    time += 2_000;
    const before = await looked('k');
    await make().changed(['a'], { isSettled: true });
    expect(await looked('k')).toMatchObject({ isSettling: true });
    expect((await looked('k')).stamp).not.toBe(before.stamp);
    time += 3_000;
    expect(await looked('k')).toMatchObject({ isSettling: false });
  });

  it('tells a store that was away of what changed, and that it may be on its way', async () => {
    cache.keep(await looked('k'), answer, 30);
    fails = true;
    await cache.changed(['a']);
    await cache.changed(['a'], { isSettled: true });
    fails = false;
    time += 2_000;
    expect(await cache.look('k', ['a', 'b'])).toBeNull();
    const startedAt = Date.now();
    while ((await cache.look('k', ['a', 'b'])) === null && Date.now() - startedAt < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await looked('k')).toMatchObject({ answer: null, isSettling: true });
  });

  it('starts over: serves nothing that anybody kept until then, and others go on', async () => {
    const other = make();
    cache.keep(await looked('k'), answer, 30);
    other.keep(await looked('o', ['c'], other), answer, 30);
    time += 1;
    const underWay = await looked('under way');
    time += 1;
    cache.startOver();
    cache.keep(underWay, answer, 30);
    for (const key of ['k', 'under way']) expect((await looked(key)).answer).toBeNull();
    expect((await looked('o', ['c'])).answer).toBeNull();
    expect((await looked('k', ['a', 'b'], other)).answer).not.toBeNull();
    other.keep(await looked('new', ['a'], other), answer, 30);
    expect((await looked('new', ['a'])).answer).not.toBeNull();
  });

  it('takes a generation that was lost for a change', async () => {
    cache.keep(await looked('k'), answer, 5);
    await shared.delete('response:tag:a');
    expect((await looked('k')).answer).toBeNull();
    expect((await looked('k')).stamp).toBe((await looked('k')).stamp);
  });

  it('is done without while the store is away, which is asked again after a while', async () => {
    cache.keep(await looked('k'), answer, 5);
    fails = true;
    expect(await cache.look('k', ['a', 'b'])).toBeNull();
    fails = false;
    expect(await cache.look('k', ['a', 'b'])).toBeNull();
    time += 1_000;
    expect((await looked('k')).answer).not.toBeNull();
  });

  it('serves nothing that a change was about which the store could not be told, and tells it later', async () => {
    cache.keep(await looked('k'), answer, 30);
    fails = true;
    await cache.changed(['a']);
    fails = false;
    time += 2_000;
    expect(await cache.look('k', ['a', 'b'])).toBeNull();
    const startedAt = Date.now();
    while ((await cache.look('k', ['a', 'b'])) === null && Date.now() - startedAt < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await looked('k')).answer).toBeNull();
  });

  it('goes on without a store that hangs', async () => {
    const never = () => new Promise<never>(() => undefined);
    cache = createResponseCache({ store: { ...shared, getMany: never, set: never }, logger, secondsMax: 30, now: () => time });
    expect(await cache.look('k', ['a'])).toBeNull();
    await cache.changed(['a']);
  });

  it('takes no change that reaches the store late for a way back to what was kept before another one', async () => {
    const waiting: (() => Promise<void>)[] = [];
    let isSlow = true;
    const slow: Store = {
      ...shared,
      // It hangs, and is carried out later all the same.
      set: (...given) =>
        isSlow ? new Promise<void>((resolve) => waiting.push(() => shared.set(...given).then(resolve))) : shared.set(...given),
    };
    const unsure = createResponseCache({ store: slow, logger, secondsMax: 3_600, now: () => time });
    await unsure.changed(['a']);
    isSlow = false;
    // By now it was told again.
    time += 10_000;
    const startedAt = Date.now();
    while ((await unsure.look('k', ['a', 'b'])) === null && Date.now() - startedAt < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    time += 10_000;
    unsure.keep(await looked('k', ['a', 'b'], unsure), answer, 60);
    expect((await looked('k')).answer).not.toBeNull();
    await cache.changed(['a']);
    for (const carryOut of waiting) await carryOut();
    expect((await looked('k')).answer).toBeNull();
  });
});
