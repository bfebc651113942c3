import type { Logger } from '../../schema/contract/logger.ts';
import { RECORD_CHANGES_POLL_MS } from '../../schema/contract/record-changes.ts';
import type { RecordChanges } from '../../schema/contract/record-changes.ts';
import { STAFF_TAG, clientTag } from './cache-scope.ts';
import type { ResponseCache } from './response-cache.ts';

/** Ends what is kept of clients for whom something changed without a mutation that this gateway saw, until it is closed. */
export interface RecordChangeFollower {
  /** Resolves when each subgraph has answered for the first time, or is away, or takes too long. */
  start(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface RecordChangeFollowerOptions {
  readonly subgraphs: readonly string[];
  /** Asks one of them what changed since a cursor of its own. It rejects when the other side does not answer in time. */
  readonly askForChanges: (subgraph: string, after: string | null) => Promise<RecordChanges>;
  readonly cache: Pick<ResponseCache, 'changed' | 'startOver'>;
  readonly logger: Logger;
  readonly pollMs?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Each process asks for itself, and draws new generations for all of them; so a change ends answers once for each process, within a
 * second or so. What is told has happened and is where it is read from, so nothing has to settle.
 *
 * A subgraph that is away loses nothing: its cursor goes on where it was. Meanwhile answers end when they run out, as they do without it.
 */
export function createRecordChangeFollower(options: RecordChangeFollowerOptions): RecordChangeFollower {
  const { pollMs = RECORD_CHANGES_POLL_MS, random = Math.random } = options;
  const closing = new AbortController();
  let following: Promise<unknown> = Promise.resolve();

  async function follow(subgraph: string, looked: () => void): Promise<void> {
    const look = createLook(subgraph, options);
    let failures = 0;
    while (!closing.signal.aborted) {
      failures = (await look()) ? 0 : failures + 1;
      looked();
      // Not all at the same moment, however many were started together.
      await pause(Math.min(pollMs * 2 ** failures, pollMs * backoffMax) * (0.8 + 0.4 * random()), closing.signal);
    }
  }

  return {
    async start() {
      const first = options.subgraphs.map((subgraph) => {
        let looked = (): void => undefined;
        const isAsked = new Promise<void>((resolve) => (looked = resolve));
        return { isAsked, following: follow(subgraph, looked) };
      });
      following = Promise.all(first.map((one) => one.following));
      await Promise.race([Promise.all(first.map(({ isAsked }) => isAsked)), pause(startMs, closing.signal)]);
    },
    async close() {
      closing.abort();
      await following;
    },
  };
}

const startMs = 500;

/** How many times longer than usual it waits, at most, to ask one that is away. */
const backoffMax = 8;

/** One question, and what follows from the answer; false when there was none. */
function createLook(subgraph: string, { askForChanges, cache, logger }: RecordChangeFollowerOptions): () => Promise<boolean> {
  let cursor: string | null = null;
  let canAsk = true;
  return async () => {
    try {
      const changes = await askForChanges(subgraph, cursor);
      if (changes.reset) cache.startOver();
      if (changes.clientIds.length > 0)
        await cache.changed([...changes.clientIds.map(clientTag), STAFF_TAG], { isSettled: true });
      cursor = changes.cursor;
    } catch (error) {
      if (canAsk) logger.warn({ err: error, subgraph }, 'what changed cannot be asked for: answers are kept until they run out');
      canAsk = false;
      return false;
    }
    if (!canAsk) logger.info({ subgraph }, 'what changed can be asked for again');
    canAsk = true;
    return true;
  };
}

/** Does not keep the process alive. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    timer.unref();
    signal.addEventListener('abort', end);
  });
}
