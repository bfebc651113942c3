import { Redis } from 'ioredis';
import { AppError } from '../../schema/contract/app-error.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { Store } from './store.ts';

export interface RedisStoreOptions {
  /** `redis://` or `rediss://`, with user and password when the server wants them. */
  readonly url: string;
  readonly logger: Logger;
  /** Stands before every key and channel, so that a server can be shared. */
  readonly prefix?: string;
}

const commandTimeoutMs = 100;
const connectTimeoutMs = 2_000;

/** Begins the counter and its window in one step: between two steps a process could die and leave a counter without an end. */
const incrementScript = `
local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return sum`;

/**
 * The store in Redis. While the server is away, each call fails at once and reconnecting goes on behind: a request must not
 * wait for a cache. Resolves when the first attempt to connect has come to an end, however it ended.
 */
export async function createRedisStore(options: RedisStoreOptions): Promise<Store> {
  const { logger, prefix = 'portal:gateway:' } = options;
  const redis = new Redis(options.url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    disconnectTimeout: commandTimeoutMs,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  let isDown = false;
  redis.on('ready', () => {
    if (isDown) logger.info('the store can be reached again');
    isDown = false;
  });
  redis.on('error', (error: unknown) => {
    if (!isDown) logger.warn({ err: error }, 'the store cannot be reached');
    isDown = true;
  });
  await redis.connect().catch(() => undefined);

  const listeners = new Map<string, Set<(message: string) => void>>();
  let subscriber: Redis | null = null;

  /** A connection that listens takes no other commands, so it is one of its own. It subscribes again after a reconnect. */
  async function listening(): Promise<Redis> {
    if (subscriber) return subscriber;
    const connection = redis.duplicate();
    subscriber = connection;
    connection.on('error', () => undefined);
    connection.on('message', (channel: string, message: string) => {
      for (const listener of listeners.get(channel) ?? []) listener(message);
    });
    try {
      await connection.connect();
      return connection;
    } catch (error) {
      subscriber = null;
      connection.disconnect();
      throw error;
    }
  }

  return {
    get: (key) => attempt(() => redis.get(prefix + key)),
    getMany: (keys) => (keys.length === 0 ? Promise.resolve([]) : attempt(() => redis.mget(keys.map((key) => prefix + key)))),
    set: (key, value, { ttlMs }) =>
      attempt(async () => {
        await redis.set(prefix + key, value, 'PX', ttlMs);
      }),
    setIfAbsent: (key, value, { ttlMs }) =>
      attempt(async () => (await redis.set(prefix + key, value, 'PX', ttlMs, 'NX')) === 'OK'),
    delete: (key) =>
      attempt(async () => {
        await redis.del(prefix + key);
      }),
    increment: (key, { by = 1, ttlMs }) =>
      attempt(async () => Number(await redis.eval(incrementScript, 1, prefix + key, by, ttlMs))),
    publish: (channel, message) =>
      attempt(async () => {
        await redis.publish(prefix + channel, message);
      }),
    subscribe: (channel, listener) =>
      attempt(async () => {
        const connection = await listening();
        const name = prefix + channel;
        // Wrapped, so that the same function given twice is two listeners.
        const own = (message: string) => {
          listener(message);
        };
        const all = listeners.get(name) ?? new Set();
        listeners.set(name, all.add(own));
        try {
          await connection.subscribe(name);
        } catch (error) {
          all.delete(own);
          throw error;
        }
        return () =>
          attempt(async () => {
            all.delete(own);
            if (all.size > 0 || listeners.get(name) !== all) return;
            listeners.delete(name);
            await connection.unsubscribe(name);
          });
      }),
    close() {
      redis.disconnect();
      subscriber?.disconnect();
      return Promise.resolve();
    },
  };
}

async function attempt<Result>(command: () => Promise<Result>): Promise<Result> {
  try {
    return await command();
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.message === 'Command timed out';
    if (timedOut) throw new AppError('UPSTREAM_TIMEOUT', 'The store did not answer in time.', { cause });
    throw new AppError('UPSTREAM_UNAVAILABLE', 'The store cannot be reached.', { cause });
  }
}
