import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { ErrorCode } from '../../../schema/contract/error-codes.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import type { Action, ActionKind, Delivery } from './action.ts';
import { backoffMs } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import type { Claim, Lease, Outbox, Outcome, Postponement } from './outbox.ts';

export interface WorkerSettings {
  /** How many deliveries run at once, besides those that a caller waits for. */
  readonly concurrency: number;
  /** How often to look for what other processes left behind. */
  readonly pollMs: number;
  /** How long one delivery may take; then it counts as failed. */
  readonly deliveryTimeoutMs: number;
  /** How long a worker that died keeps others from its actions. Longer than a delivery may take. */
  readonly leaseMs: number;
  /**
   * How long a try whose end nobody knows (no answer in time, a lost connection, a dead worker) may still reach the system of record. A
   * refusal that was asked for within this time is asked for again after it: the earlier try may have passed it on the way.
   */
  readonly doubtMs: number;
  readonly backoff: Backoff;
}

export interface Worker {
  /** Delivers this one now; resolves when this try is over. False at once when it is not its turn, or somebody else has it. */
  deliver(id: string): Promise<boolean>;
  /** Looks for what is due. */
  nudge(): void;
  /** Takes nothing new and waits for what is under way, but not forever: what is left is delivered by whoever comes next. */
  close(waitMs: number): Promise<void>;
}

export interface WorkerEvents {
  /** An action has been settled by this process. */
  settled(action: Action): void;
  /** A try has failed and the action waits for the next one. */
  postponed(action: Action): void;
  /** What was done came to nothing, since the lease had gone to somebody else. */
  leaseLost(action: Action): void;
}

/** Takes actions from the outbox and delivers them, as often as it needs. Any number of processes may run one over the same outbox. */
export function createWorker(options: {
  readonly outbox: Outbox;
  readonly kinds: readonly ActionKind[];
  readonly settings: WorkerSettings;
  readonly events: WorkerEvents;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly random: () => number;
}): Worker {
  const { outbox, settings, events, logger, now, random } = options;
  const kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
  const underWay = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let isClosing = false;
  let isLooking = false;
  let lookAgain = false;

  async function claim(limit: number, id?: string): Promise<readonly Claim[]> {
    const ticket = randomUUID();
    const { leaseMs, doubtMs } = settings;
    try {
      return await outbox.claim({ kinds: [...kinds.keys()], limit, leaseMs, doubtMs, ticket, ...(id !== undefined && { id }) });
    } catch (error) {
      void giveBack(ticket);
      throw error;
    }
  }

  /** A claim whose answer is lost may have been made all the same, or be made yet; nobody works on it until its leases run out. */
  async function giveBack(ticket: string): Promise<void> {
    for (const pauseMs of givingBackAfterMs) {
      await sleep(pauseMs, undefined, { ref: false });
      const count = await outbox.giveBack(ticket).catch(() => 0);
      if (count > 0) return nudge();
    }
  }

  async function attempt({ lease, action, giveUpAt, doubtMs }: Claim): Promise<void> {
    const outcome = await tryDelivery(action, lease);
    const attempts = action.attempts + 1;
    if (outcome.outcome === 'unclear' && now() < giveUpAt) {
      const delayMs = backoffMs(attempts, settings.backoff, random);
      return postpone(action, lease, { delayMs, problem: outcome.problem, doubtMs: settings.doubtMs });
    }
    if (outcome.outcome === 'failed' && doubtMs > 0) {
      return postpone(action, lease, { delayMs: doubtMs, problem: `Refused, to be confirmed: ${outcome.error}`, doubtMs: 0 });
    }
    await settle(action, lease, outcome.outcome === 'unclear' ? undeliverable(outcome.problem, now()) : outcome);
  }

  async function postpone(action: Action, lease: Lease, postponement: Postponement): Promise<void> {
    if (!(await stored(() => outbox.postpone(lease, postponement)))) return events.leaseLost(action);
    later(postponement.delayMs);
    events.postponed({ ...action, attempts: action.attempts + 1, problem: postponement.problem });
  }

  async function settle(action: Action, lease: Lease, outcome: Outcome): Promise<void> {
    const settled = await stored(() => outbox.settle(lease, outcome));
    if (settled) events.settled(settled);
    else events.leaseLost(action);
  }

  /** What became of an action is worth some patience: else it is delivered again, after its lease. The fence keeps a late one out. */
  async function stored<Answer>(store: () => Promise<Answer>): Promise<Answer> {
    for (const pauseMs of storingAgainAfterMs) {
      try {
        return await store();
      } catch (error) {
        logger.debug({ err: error }, 'what became of an action is stored again');
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
    return store();
  }

  async function tryDelivery(
    action: Action,
    lease: Lease,
  ): Promise<Outcome | { readonly outcome: 'unclear'; readonly problem: string }> {
    try {
      const kind = kinds.get(action.kind);
      if (!kind) throw new Error(`nobody delivers actions of the kind ${action.kind}`);
      const work = kind.deliver(action);
      return toOutcome(await withinTime(work, settings.deliveryTimeoutMs, (late) => hearLate(action, lease, late)), now());
    } catch (error) {
      if (isFinal(error)) return refused(error.publicMessage, now());
      logger.warn(
        { err: error, action: action.id, kind: action.kind, attempt: action.attempts + 1 },
        'an action was not delivered',
      );
      return { outcome: 'unclear', problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What came after the time was up counts when it says that the system of record has the action. */
  function hearLate(action: Action, lease: Lease, delivery: Delivery): void {
    if (delivery.outcome !== 'applied') return;
    settle(action, lease, delivery).catch((error: unknown) => {
      logger.warn({ err: error, action: action.id }, 'a late answer could not be stored; the next try will find it');
    });
  }

  /** Nothing that goes wrong here loses an action: the lease runs out, and it is delivered again. */
  function start(claimed: Claim): Promise<void> {
    const work = attempt(claimed)
      .catch((error: unknown) => {
        logger.error({ err: error, action: claimed.action.id }, 'what became of an action could not be stored');
      })
      .finally(() => {
        underWay.delete(work);
        // What waited behind it in the queue of its record can go now.
        nudge();
      });
    underWay.add(work);
    return work;
  }

  async function look(): Promise<void> {
    if (isLooking) {
      lookAgain = true;
      return;
    }
    isLooking = true;
    try {
      for (let again = true; again; again = takeLookAgain()) {
        const free = settings.concurrency - underWay.size;
        if (isClosing || free <= 0) return;
        for (const claimed of await claim(free)) void start(claimed);
      }
    } catch (error) {
      logger.warn({ err: error }, 'the outbox could not be read');
    } finally {
      isLooking = false;
    }
  }

  function takeLookAgain(): boolean {
    const taken = lookAgain;
    lookAgain = false;
    return taken;
  }

  function nudge(): void {
    if (!isClosing) void look();
  }

  function later(delayMs: number): void {
    if (isClosing) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      nudge();
    }, delayMs);
    timers.add(timer.unref());
  }

  const poll = setInterval(nudge, settings.pollMs).unref();
  nudge();

  return {
    nudge,
    async deliver(id) {
      if (isClosing) return false;
      const [claimed] = await claim(1, id);
      if (claimed) await start(claimed);
      return claimed !== undefined;
    },
    async close(waitMs) {
      isClosing = true;
      clearInterval(poll);
      for (const timer of timers) clearTimeout(timer);
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(underWay),
        sleep(waitMs, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
    },
  };
}

const givingBackAfterMs = [100, 400, 1_500, 5_000];

const storingAgainAfterMs = [100, 400];

/** What the system of record will say again however often it is asked. */
const finalCodes: ReadonlySet<ErrorCode> = new Set(['BAD_USER_INPUT', 'CONFLICT', 'FORBIDDEN']);

function isFinal(error: unknown): error is AppError {
  return error instanceof AppError && finalCodes.has(error.code);
}

function toOutcome(delivery: Delivery, at: Date): Outcome {
  return delivery.outcome === 'applied' ? delivery : refused(delivery.reason, at);
}

function refused(reason: string, failedAt: Date): Outcome {
  return { outcome: 'failed', failure: 'REFUSED', error: reason, problem: null, failedAt };
}

function undeliverable(problem: string, failedAt: Date): Outcome {
  return { outcome: 'failed', failure: 'UNDELIVERABLE', error: 'It could not be delivered.', problem, failedAt };
}

/** What `work` gives within the time; later than that it goes to `late`. */
async function withinTime<Value>(work: Promise<Value>, timeoutMs: number, late: (value: Value) => void): Promise<Value> {
  const patience = new AbortController();
  const overdue = sleep(timeoutMs, undefined, { signal: patience.signal }).then(() => {
    work.then(late, () => undefined);
    throw new AppError('UPSTREAM_TIMEOUT', `It took longer than ${timeoutMs} ms.`);
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    patience.abort();
    overdue.catch(() => undefined);
  }
}
