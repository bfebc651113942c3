import type { Logger } from '../../schema/contract/logger.ts';
import type { Store } from './store.ts';

/** What Apollo Server wants of a cache; it keeps automatic persisted queries in it. */
export interface KeyValueCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, options?: { ttl?: number | null }): Promise<void>;
  delete(key: string): Promise<boolean>;
}

const defaultTtlSeconds = 24 * 60 * 60;

/**
 * A document that cannot be looked up is one that was never registered: the client sends its text once more. So a store that
 * is down costs bytes and no answers.
 */
export function createKeyValueCache(store: Store, logger: Logger): KeyValueCache {
  const reportFailure = (error: unknown) => {
    logger.debug({ err: error }, 'the store could not be used for persisted queries');
  };
  return {
    async get(key) {
      try {
        return (await store.get(key)) ?? undefined;
      } catch (error) {
        reportFailure(error);
        return undefined;
      }
    },
    async set(key, value, options) {
      const ttlMs = Math.max(1, Math.ceil((options?.ttl ?? defaultTtlSeconds) * 1_000));
      await store.set(key, value, { ttlMs }).catch(reportFailure);
    },
    async delete(key) {
      try {
        await store.delete(key);
        return true;
      } catch (error) {
        reportFailure(error);
        return false;
      }
    },
  };
}
