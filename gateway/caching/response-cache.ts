import { randomBytes } from 'node:crypto';
import type { Logger } from '../../schema/contract/logger.ts';
import type { Store } from '../stores/store.ts';

/*
 * Whole answers, kept as the bytes that went out. An answer is found under a key that holds everything that it may depend on
 * (`cache-scope.ts`), and it counts only while none of its tags has changed. Each tag has a generation, a random text in the store, which
 * is read in the same round trip as the answer; to change a tag is to write another generation. So an answer that was being made while
 * something changed is kept under generations that are already over, and is never served: its stamp was read before anybody was asked.
 *
 * A generation that is missing is not "unchanged": it may have been lost with the change that it stood for. A new one is drawn, and
 * whatever was kept under the lost one is over.
 */
export interface ResponseCache {
  /** What is kept under this key, and what a new answer is kept with; null when nothing may be read or kept at this moment. */
  look(key: string, tags: readonly string[]): Promise<Looked | null>;
  keep(looked: Looked, answer: KeptAnswer, maxAgeSeconds: number): void;
  /**
   * Resolves when no answer with one of these tags will be served any more, by any process that can reach the store. What changed may
   * still be on its way to its system of record, unless it `isSettled`.
   */
  changed(tags: readonly string[], how?: { readonly isSettled: boolean }): Promise<void>;
  /** This process serves nothing any more of what anybody kept until now, whatever it is about. */
  startOver(): void;
  readonly secondsMax: number;
}

export interface Looked {
  readonly key: string;
  /** The generations of all tags, before anything was asked. */
  readonly stamp: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Something has just changed, and may still be on its way to its system of record: what is read now is not kept. */
  readonly isSettling: boolean;
  readonly answer: KeptAnswer | null;
}

export interface KeptAnswer {
  readonly body: string;
  readonly contentType: string;
}

export interface ResponseCacheOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** The longest that an answer is kept, whatever the subgraphs say. */
  readonly secondsMax: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** An action is taken before its system of record has it. For this long after a change, nothing that it may be about is kept. */
const settlingMs = 5_000;
const generationTtlMs = 24 * 3_600_000;
/** A store that failed is left alone for this long: a request waits for a store that hangs at most once in a while. */
const awayMs = 1_000;
const retryMs = 250;
/** What a store that hangs costs the request that finds it out. */
const storeMs = 100;
const bodyLengthMax = 1024 * 1024;

export function createResponseCache(options: ResponseCacheOptions): ResponseCache {
  const { store, logger, secondsMax, now = Date.now } = options;
  let awayUntil = 0;
  /** Answers from before are not served. */
  let startedAt = -Infinity;
  /** Tags whose change the store does not know of. */
  const untold = new Map<string, Untold>();

  function failed(error: unknown): void {
    awayUntil = now() + awayMs;
    logger.debug({ err: error }, 'the store could not be used for answers');
  }

  async function draw(tag: string): Promise<string> {
    const drawn = generation(0);
    if (await store.setIfAbsent(tagKey(tag), drawn, { ttlMs: generationTtlMs })) return drawn;
    const [theirs] = await store.getMany([tagKey(tag)]);
    return theirs ?? drawn;
  }

  async function read(key: string, tags: readonly string[]) {
    const [text = null, ...found] = await store.getMany([answerKey(key), ...tags.map(tagKey)]);
    const generations = found.every((one) => one !== null)
      ? found
      : await Promise.all(found.map(async (one, index) => one ?? draw(tags[index] ?? '')));
    return { text, generations };
  }

  /**
   * The last change of a tag that may still be on its way, as the generation says that stands in the store. One that is drawn between
   * this and the next is no longer waited for; that what it stands for has arrived is told as well.
   */
  async function settlingSince(tag: string): Promise<number> {
    const [standing] = await store.getMany([tagKey(tag)]);
    return standing == null ? 0 : changedAtOf(standing);
  }

  /** Told again until it is done, or until everything that it could be about has run out. */
  async function tell(tag: string, isSettled: boolean): Promise<void> {
    const until = now() + secondsMax * 1_000;
    const telling: Untold = { until, isSettled: isSettled && untold.get(tag)?.isSettled !== false };
    untold.set(tag, telling);
    const attempt = async (): Promise<void> => {
      try {
        // What is settled does not end the wait for what is not.
        const changedAt = telling.isSettled ? await inTime(settlingSince(tag)) : now();
        // Another one each time: one that arrives late, after others, must not bring back what was kept under it meanwhile.
        await inTime(store.set(tagKey(tag), generation(changedAt), { ttlMs: generationTtlMs }));
      } catch (error) {
        failed(error);
        if (untold.get(tag) !== telling) return;
        if (now() < telling.until) setTimeout(() => void attempt(), retryMs).unref();
        else untold.delete(tag);
        return;
      }
      if (untold.get(tag) === telling) untold.delete(tag);
    };
    await attempt();
  }

  return {
    secondsMax,
    async look(key, tags) {
      const at = now();
      if (at < awayUntil || (untold.size > 0 && tags.some((tag) => untold.has(tag)))) return null;
      try {
        const { text, generations } = await inTime(read(key, tags));
        const stamp = generations.join(',');
        const isSettling = generations.some((one) => at - changedAtOf(one) < settlingMs);
        return { key, stamp, at, isSettling, answer: text === null ? null : readKept(text, stamp, at, startedAt) };
      } catch (error) {
        failed(error);
        return null;
      }
    },
    keep({ key, stamp, at, isSettling }, { body, contentType }, maxAgeSeconds) {
      if (isSettling || maxAgeSeconds <= 0 || body.length > bodyLengthMax || now() < awayUntil) return;
      const text = [stamp, String(at), String(maxAgeSeconds), contentType, body].join('\n');
      const ttlMs = at + maxAgeSeconds * 1_000 - now();
      if (ttlMs > 0) store.set(answerKey(key), text, { ttlMs }).catch(failed);
    },
    async changed(tags, { isSettled } = { isSettled: false }) {
      await Promise.all(tags.map((tag) => tell(tag, isSettled)));
    },
    startOver() {
      startedAt = now();
    },
  };
}

/** A change that is being told to the store. */
interface Untold {
  /** Until when an answer from before could be alive. */
  readonly until: number;
  /** Whether its system of record has it. */
  readonly isSettled: boolean;
}

/** Rejects when the store takes too long, whether or not it has an end of its own. */
function inTime<Result>(asked: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the store did not answer within ${String(storeMs)} ms`)), storeMs);
    asked.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** Under the same name in every process. */
function tagKey(tag: string): string {
  return `response:tag:${tag}`;
}

function answerKey(key: string): string {
  return `response:${key}`;
}

/** Random, so that it can never be one that was there before; and when it was drawn for a change, for `isSettling`. */
function generation(changedAtMs: number): string {
  return `${randomBytes(9).toString('base64url')}:${String(changedAtMs)}`;
}

function changedAtOf(text: string): number {
  return Number(text.slice(text.indexOf(':') + 1));
}

function readKept(text: string, stamp: string, at: number, startedAt: number): KeptAnswer | null {
  if (!text.startsWith(`${stamp}\n`)) return null;
  const timeEnd = text.indexOf('\n', stamp.length + 1);
  const maxAgeEnd = text.indexOf('\n', timeEnd + 1);
  const typeEnd = text.indexOf('\n', maxAgeEnd + 1);
  const keptAt = Number(text.slice(stamp.length + 1, timeEnd));
  const maxAgeSeconds = Number(text.slice(timeEnd + 1, maxAgeEnd));
  if (keptAt < startedAt || at - keptAt >= maxAgeSeconds * 1_000) return null;
  return { body: text.slice(typeEnd + 1), contentType: text.slice(maxAgeEnd + 1, typeEnd) };
}
