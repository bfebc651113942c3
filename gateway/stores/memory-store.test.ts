import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from './memory-store.ts';
import { describeStore } from './store.contract.ts';

describeStore('the store in the process', () => {
  const store = createMemoryStore();
  return Promise.resolve({ store, other: store });
});

describe('the store in the process', () => {
  it('never holds more than it may, and lets go of the oldest', async () => {
    const store = createMemoryStore({ lengthMax: 10_000 });
    for (let index = 0; index < 100; index += 1) await store.set(`k${index}`, 'x'.repeat(900), { ttlMs: 60_000 });
    const kept = await Promise.all(Array.from({ length: 100 }, async (_, index) => (await store.get(`k${index}`)) !== null));
    expect(kept.filter(Boolean).length).toBe(9);
    expect(kept.slice(-9).every(Boolean)).toBe(true);
  });
});
