import type { Logger } from '../../schema/contract/logger.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRedisStore } from './redis-store.ts';
import type { Store } from './store.ts';

/** The store that the configuration names; without an address, the one in the process (which production refuses). */
export async function createStore(options: { readonly storeUrl: string | null; readonly logger: Logger }): Promise<Store> {
  const { storeUrl, logger } = options;
  return storeUrl === null ? createMemoryStore() : createRedisStore({ url: storeUrl, logger });
}
