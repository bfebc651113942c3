import { z } from 'zod';
import { ACCESS_POLL_MS, accessChanges } from '../../schema/contract/access-changes.ts';
import type { AccessChanges } from '../../schema/contract/access-changes.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { Store } from '../stores/store.ts';
import type { AccessState } from './access-state.ts';

/** Keeps what this process knows of revocations and grants up to date, until it is closed. */
export interface AccessFollower {
  /** Asks for the first time; resolves when something is known, or when nothing can be had at the moment. */
  start(): Promise<void>;
  /** How old what is known is; null when nothing ever was. */
  ageMs(): number | null;
  close(): Promise<void>;
}

export interface AccessFollowerOptions {
  readonly state: AccessState;
  /** Asks for what changed since a cursor. It rejects when the other side does not answer in time. */
  readonly askForChanges: (after: string | null) => Promise<AccessChanges>;
  readonly store: Store;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly pollMs?: number;
}

/**
 * Two ways lead to the same knowledge. Each process asks the workflow subgraph itself, and puts what it knows into the store. A process
 * that cannot ask takes it from there: so a process that is cut off learns of a revocation from the others, and one that starts while the
 * subgraph is away has the last state that any of them knew. Requests wait for neither.
 */
export function createAccessFollower(options: AccessFollowerOptions): AccessFollower {
  const { state, askForChanges, store, logger, now = Date.now, pollMs = ACCESS_POLL_MS } = options;
  let timer: NodeJS.Timeout | null = null;
  let askedAt = -Infinity;
  let sharedStateAt = -Infinity;
  let canAsk = true;
  const underWay = new Map<string, Promise<void>>();

  /** Each way goes on by itself: one that hangs must not hold up the other. */
  function once(way: string, walk: () => Promise<void>): Promise<void> {
    const before = underWay.get(way);
    if (before) return before;
    const walking = walk().finally(() => underWay.delete(way));
    underWay.set(way, walking);
    return walking;
  }

  async function ask(): Promise<void> {
    try {
      const startedAt = now();
      state.apply(await askForChanges(state.cursor()), startedAt);
      askedAt = startedAt;
      if (!canAsk) logger.info('revocations and grants can be asked for again');
      canAsk = true;
    } catch (error) {
      if (canAsk) logger.warn({ err: error }, 'revocations and grants cannot be asked for');
      canAsk = false;
      return;
    }
    void once('share', share);
  }

  async function share(): Promise<void> {
    await quietly(async () => {
      const { cursor, asOf, revocations, grants } = state.snapshot();
      const head = await readHead();
      if (cursor === null || (head && head.asOf >= asOf)) return;
      if (head?.cursor !== cursor || now() - sharedStateAt > refreshMs) {
        const whole: z.input<typeof sharedState> = {
          asOf,
          accessChanges: { cursor, reset: true, revocations: [...revocations], grants: [...grants] },
        };
        await inTime(store.set(stateKey, JSON.stringify(whole), { ttlMs: keptMs }));
        sharedStateAt = now();
      }
      await inTime(store.set(headKey, JSON.stringify({ cursor, asOf }), { ttlMs: keptMs }));
    });
  }

  async function learn(): Promise<void> {
    // Whoever can ask knows it first hand.
    if (now() - askedAt < 2 * pollMs) return;
    await quietly(async () => {
      const head = await readHead();
      if (!head || head.asOf <= (state.asOf() ?? -Infinity)) return;
      if (head.cursor === state.cursor()) {
        state.confirm(head);
        return;
      }
      const shared = sharedState.safeParse(parse(await inTime(store.get(stateKey))));
      if (shared.success) state.adopt({ ...shared.data.accessChanges, asOf: shared.data.asOf });
    });
  }

  async function readHead(): Promise<z.output<typeof sharedHead> | null> {
    const read = sharedHead.safeParse(parse(await inTime(store.get(headKey))));
    return read.success ? read.data : null;
  }

  /** The store says of itself when it is away; what it would have given is had from the subgraph, or a moment later. */
  async function quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.debug({ err: error }, 'revocations and grants cannot be shared');
    }
  }

  return {
    async start() {
      // Whichever way gives something first; an answer that is not there yet is not waited for.
      const ways = [once('ask', ask), once('learn', learn)].map(async (way) => {
        await way;
        if (state.cursor() === null) throw new Error('nothing is known by this way');
      });
      await Promise.race([Promise.any(ways).catch(() => undefined), wait(startMs)]);
      timer = setInterval(() => {
        void once('ask', ask);
        void once('learn', learn);
      }, pollMs);
      timer.unref();
    },
    ageMs() {
      const asOf = state.asOf();
      return asOf === null ? null : Math.max(0, now() - asOf);
    },
    async close() {
      if (timer) clearInterval(timer);
      await Promise.race([Promise.allSettled(underWay.values()), wait(startMs)]);
    },
  };
}

const startMs = 1_500;
const storeMs = 500;
/** A state that nobody has renewed for this long is about tokens that have all run out. */
const keptMs = 7 * 86_400_000;
/** The store may lose it: it is written again now and then, changed or not. */
const refreshMs = 60_000;

const stateKey = 'access:state';
const headKey = 'access:head';

/** All that is known; the head says how new it is, so that most readings are of a few bytes. */
const sharedState = accessChanges.extend({ asOf: z.number() });
const sharedHead = z.object({ cursor: z.string().min(1), asOf: z.number() });

/** A store that hangs is one that is away. */
async function inTime<Result>(result: Promise<Result>): Promise<Result> {
  const abort = new AbortController();
  const late = wait(storeMs, abort.signal).then(() => {
    throw new Error('the store did not answer in time');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([result, late]);
  } finally {
    abort.abort();
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('not needed any more'));
    });
  });
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
