import { LRUCache } from 'lru-cache';
import type { Store } from './store.ts';

/**
 * The store for one process, without a server: for development and tests. It is bounded by the length of what it holds, so a
 * caller who stores much pushes others' entries out and never fills the memory.
 */
export function createMemoryStore(options: { readonly lengthMax?: number; readonly now?: () => number } = {}): Store {
  const now = options.now ?? Date.now;
  const entries = new LRUCache<string, { value: string; endsAt: number }>({
    maxSize: options.lengthMax ?? 32 * 1024 * 1024,
    sizeCalculation: ({ value }, key) => key.length + value.length + 100,
  });
  const listeners = new Map<string, Set<(message: string) => void>>();

  function live(key: string): { value: string; endsAt: number } | null {
    const entry = entries.get(key);
    if (!entry) return null;
    if (now() < entry.endsAt) return entry;
    entries.delete(key);
    return null;
  }

  return {
    get: (key) => Promise.resolve(live(key)?.value ?? null),
    getMany: (keys) => Promise.resolve(keys.map((key) => live(key)?.value ?? null)),
    set(key, value, { ttlMs }) {
      entries.set(key, { value, endsAt: now() + ttlMs });
      return Promise.resolve();
    },
    setIfAbsent(key, value, { ttlMs }) {
      if (live(key)) return Promise.resolve(false);
      entries.set(key, { value, endsAt: now() + ttlMs });
      return Promise.resolve(true);
    },
    delete(key) {
      entries.delete(key);
      return Promise.resolve();
    },
    increment(key, { by = 1, ttlMs }) {
      const entry = live(key);
      const sum = Number(entry?.value ?? 0) + by;
      entries.set(key, { value: String(sum), endsAt: entry?.endsAt ?? now() + ttlMs });
      return Promise.resolve(sum);
    },
    publish(channel, message) {
      // Not within the call: with a server between, a listener would not run before the publisher goes on either.
      const hearing = [...(listeners.get(channel) ?? [])];
      setImmediate(() => {
        for (const listener of hearing) listener(message);
      });
      return Promise.resolve();
    },
    subscribe(channel, listener) {
      // Wrapped, so that the same function given twice is two listeners.
      const own = (message: string) => {
        listener(message);
      };
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(own));
      return Promise.resolve(() => {
        all.delete(own);
        if (all.size === 0 && listeners.get(channel) === all) listeners.delete(channel);
        return Promise.resolve();
      });
    },
    close: () => Promise.resolve(),
  };
}
