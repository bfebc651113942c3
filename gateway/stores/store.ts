/**
 * What the processes of a gateway share: small texts under a key, each with an end, and messages to all processes.
 *
 * Nothing in it is the only copy of anything: every entry may be gone before its end (eviction, restart, failover), and every
 * user says what it then does. Keys and values are text; a key is at most 512 characters.
 *
 * Every method rejects with an `AppError` when the store cannot be used: `UPSTREAM_UNAVAILABLE` when it is unreachable,
 * `UPSTREAM_TIMEOUT` when it does not answer within 100 ms or so. A write that was rejected may have been done all the same.
 */
export interface Store {
  /** The value, or null when there is none or its time is over. */
  get(key: string): Promise<string | null>;
  /** The values of several keys as they are at one moment, in the order of the keys; null for those that have none. */
  getMany(keys: readonly string[]): Promise<(string | null)[]>;
  /** Replaces value and end. `ttlMs` is a whole number of milliseconds from 1. */
  set(key: string, value: string, options: { readonly ttlMs: number }): Promise<void>;
  /** Sets the value when there is none, and says whether it did: of any number who try at once, one hears true. */
  setIfAbsent(key: string, value: string, options: { readonly ttlMs: number }): Promise<boolean>;
  /** Nothing happens when there is none. */
  delete(key: string): Promise<void>;
  /**
   * Adds `by` (1 by default) to a counter that begins at 0, atomically, and resolves to the sum. The end is set by the call
   * that begins the counter and not moved by later ones: a fixed window. Not for keys that were written by `set`.
   */
  increment(key: string, options: { readonly by?: number; readonly ttlMs: number }): Promise<number>;
  /**
   * Tells everyone who listens to the channel, in this process and in others, this one included. Who is not listening or not
   * connected at that moment never hears it: a message may say that something changed, and may not be the change.
   */
  publish(channel: string, message: string): Promise<void>;
  /** Resolves when messages published from now on will arrive; to a function that ends it. Listeners must not throw. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  /** Lets go of connections and timers. */
  close(): Promise<void>;
}
