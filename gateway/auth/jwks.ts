import { createRemoteJWKSet, customFetch, errors } from 'jose';
import type { CryptoKey, FetchImplementation } from 'jose';
import { AppError } from '../../schema/contract/app-error.ts';
import type { Logger } from '../../schema/contract/logger.ts';

/** Where the keys of one issuer come from. */
export interface KeySource {
  /**
   * The key that a token's header names, or null when the issuer has no such key. Throws `UPSTREAM_UNAVAILABLE` when the
   * issuer cannot be asked and what is known of its keys is too old, or does not hold the key.
   */
  find(header: { readonly alg: string; readonly kid: string }): Promise<CryptoKey | null>;
}

export interface KeySourceOptions {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly fetch?: FetchImplementation;
}

/** From this age on, keys are fetched anew, while the old ones go on serving. */
const freshForMs = 10 * 60_000;
/** How much older they may get while the identity provider cannot be asked. */
const staleForMs = 10 * 60_000;
const betweenFetchesMs = 30_000;
const fetchTimeoutMs = 3_000;

/**
 * jose fetches and holds the keys, but forgets them at once when they are old and the identity provider is down, and after a
 * failure it asks again for every token: an outage there would sign everybody out here, and a stream of tokens with made-up
 * `kid`s would be a stream of requests there. So the times are kept here. A fetch begins at most every 30 seconds, whatever
 * the reason and however it ends; good keys serve for at least ten minutes after they could have been renewed; and when a
 * token cannot be judged, the caller hears that (503), and not that the token is bad (401).
 */
export function createKeySource(options: KeySourceOptions): KeySource {
  const now = options.now ?? Date.now;
  const remote = createRemoteJWKSet(new URL(options.jwksUri), {
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
    timeoutDuration: fetchTimeoutMs,
    ...(options.fetch && { [customFetch]: options.fetch }),
  });
  let loadedAt = -Infinity;
  let triedAt = -Infinity;
  let failed = false;
  let underWay: Promise<void> | null = null;

  function load(): Promise<void> {
    if (underWay) return underWay;
    if (now() - triedAt < betweenFetchesMs) return Promise.resolve();
    triedAt = now();
    underWay = remote
      .reload()
      .then(
        () => {
          loadedAt = now();
          failed = false;
        },
        (error: unknown) => {
          failed = true;
          options.logger.warn({ err: error, issuer: options.issuer }, 'the keys of a token issuer cannot be fetched');
        },
      )
      .finally(() => {
        underWay = null;
      });
    return underWay;
  }

  async function look(header: { alg: string; kid: string }): Promise<CryptoKey | null> {
    try {
      return await remote(header, { payload: '', signature: '' });
    } catch (error) {
      // Two keys under one name are as good as none: which of them is meant is nothing to guess.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) return null;
      if (error instanceof errors.JOSENotSupported || error instanceof errors.JWKSInvalid) return null;
      throw error;
    }
  }

  const isTooOld = () => now() - loadedAt > freshForMs + staleForMs;
  const unavailable = () => new AppError('UPSTREAM_UNAVAILABLE', 'The identity provider cannot be reached.');

  return {
    async find(header) {
      if (isTooOld()) await load();
      else if (now() - loadedAt > freshForMs) void load();
      if (isTooOld()) throw unavailable();
      const known = await look(header);
      if (known) return known;
      await load();
      const found = await look(header);
      if (!found && failed) throw unavailable();
      return found;
    },
  };
}
