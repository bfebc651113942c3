import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Store } from './store.ts';

export interface StoreUnderTest {
  readonly store: Store;
  /** Another process's view of the same store; the same one when it is kept in the process. */
  readonly other: Store;
}

let keys = 0;
const newKey = () => `key-${process.pid}-${(keys += 1)}-${Math.random()}`;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const minute = { ttlMs: 60_000 };

/** What every store must do. */
export function describeStore(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let store: Store;
    let other: Store;

    beforeAll(async () => {
      ({ store, other } = await make());
    });

    afterAll(async () => {
      await store.close();
      await other.close();
    });

    it('gives back what was set, to every process', async () => {
      const key = newKey();
      expect(await store.get(key)).toBeNull();
      await store.set(key, 'straße \u{1F4C4} \0 "', minute);
      expect(await other.get(key)).toBe('straße \u{1F4C4} \0 "');
      await other.set(key, '', minute);
      expect(await store.get(key)).toBe('');
    });

    it('gives several values at once, in the order of their keys', async () => {
      const [one, two, none] = [newKey(), newKey(), newKey()];
      await store.set(one, '1', minute);
      await other.set(two, '', minute);
      expect(await other.getMany([two, none, one, two])).toEqual(['', null, '1', '']);
      expect(await store.getMany([])).toEqual([]);
    });

    it('forgets what was deleted, and deletes what is not there', async () => {
      const key = newKey();
      await store.set(key, 'a', minute);
      await other.delete(key);
      expect(await store.get(key)).toBeNull();
      await store.delete(key);
    });

    it('forgets a value at its end, which the next value replaces', async () => {
      const [short, long] = [newKey(), newKey()];
      await store.set(short, 'a', { ttlMs: 60 });
      await store.set(long, 'a', { ttlMs: 60 });
      await store.set(long, 'b', minute);
      await wait(90);
      expect(await store.get(short)).toBeNull();
      expect(await store.get(long)).toBe('b');
    });

    it('sets a value for one of many who try at once', async () => {
      const key = newKey();
      const tries = Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).setIfAbsent(key, String(index), minute));
      const won = (await Promise.all(tries)).flatMap((did, index) => (did ? [index] : []));
      expect(won).toHaveLength(1);
      expect(await store.get(key)).toBe(String(won[0]));
    });

    it('sets a value again after the end of the one before', async () => {
      const key = newKey();
      expect(await store.setIfAbsent(key, 'a', { ttlMs: 50 })).toBe(true);
      expect(await store.setIfAbsent(key, 'b', { ttlMs: 50 })).toBe(false);
      await wait(80);
      expect(await store.setIfAbsent(key, 'c', minute)).toBe(true);
    });

    it('loses no count', async () => {
      const key = newKey();
      const sums = await Promise.all(
        Array.from({ length: 50 }, (_, index) => (index % 2 ? store : other).increment(key, minute)),
      );
      expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(await store.increment(key, { by: 10, ttlMs: 60_000 })).toBe(60);
    });

    it('begins a counter anew at the end of its window, which counting does not move', async () => {
      const key = newKey();
      expect(await store.increment(key, { ttlMs: 120 })).toBe(1);
      await wait(80);
      expect(await store.increment(key, { ttlMs: 60_000 })).toBe(2);
      await wait(80);
      expect(await store.increment(key, { ttlMs: 120 })).toBe(1);
    });

    it('tells every listener of a channel, and no other, until it has enough', async () => {
      const channel = newKey();
      const heard: string[] = [];
      const ends = [
        await store.subscribe(channel, (message) => heard.push(`one:${message}`)),
        await store.subscribe(channel, (message) => heard.push(`two:${message}`)),
        await other.subscribe(channel, (message) => heard.push(`other:${message}`)),
        await store.subscribe(newKey(), (message) => heard.push(`wrong:${message}`)),
      ];
      await other.publish(channel, 'a');
      await wait(50);
      expect(heard.sort()).toEqual(['one:a', 'other:a', 'two:a']);
      await ends[0]?.();
      await store.publish(channel, 'b');
      await wait(50);
      expect(heard.filter((text) => text.endsWith(':b')).sort()).toEqual(['other:b', 'two:b']);
      await Promise.all(ends.slice(1).map((end) => end()));
      await store.publish(channel, 'c');
      await wait(50);
      expect(heard.filter((text) => text.endsWith(':c'))).toEqual([]);
    });
  });
}
