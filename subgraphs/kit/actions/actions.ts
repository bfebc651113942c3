import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import type { Page, PageRequest } from '../connection.ts';
import type { ClientId } from '../domain.ts';
import { receiptIdOf } from '../idempotency.ts';
import type { Metrics } from '../metrics.ts';
import { migrateDatabase } from '../postgres.ts';
import { clientIdsOf } from '../scope.ts';
import type { Scope } from '../scope.ts';
import type { Verdict } from '../verdict.ts';
import type { Action, ActionKind, Json } from './action.ts';
import type { Evidence } from './evidence.ts';
import { fingerprintOf } from './fingerprint.ts';
import { createActionMetrics } from './metrics.ts';
import { migrationsOf } from './migrations.ts';
import type { Acceptance, Accepted, Decided, Outbox } from './outbox.ts';
import { createPostgresOutbox } from './postgres-outbox.ts';
import { createWorker } from './worker.ts';
import type { WorkerSettings } from './worker.ts';

/**
 * What callers do, kept until the system of record has it. Once `perform` has answered `accepted`, the action is on disk: it will be
 * applied once or fail with a reason, whatever dies in between.
 */
export interface Actions {
  /**
   * Accepts an action and delivers it, waiting for a moment so that in the usual case it is applied already. An action under the same
   * marker with the same command is the first one again; it is neither judged nor done a second time.
   */
  perform(request: ActionRequest): Promise<Performed>;
  /**
   * Accepts an action within a transaction of the caller's on the same database: what the caller writes and the action are on disk together,
   * or neither is. Nothing is delivered before the commit; `follow` sees to it after that.
   */
  acceptWithin(transaction: Kysely<unknown>, request: StoredRequest): Promise<void>;
  /** Delivers an accepted action now and waits for a moment, as `perform` does. Null when there is none; a store that is away is no error. */
  follow(id: string): Promise<Action | null>;
  /** By id. */
  actions(ids: readonly string[]): Promise<ReadonlyMap<string, Action>>;
  /** What is on its way, by record, in the order of its delivery; at most 100 for each record. */
  pendingOf(recordKeys: readonly string[]): Promise<ReadonlyMap<string, readonly Action[]>>;
  /** What failed and nobody called off, newest first; of the clients within the scope. */
  failed(scope: Scope, page: PageRequest): Promise<Page<Action>>;
  countFailed(scope: Scope): Promise<number>;
  /** Tries a failed action again; `by` is kept. */
  retry(id: string, by: string): Promise<Decided>;
  /** Calls off an action that is not being delivered at this moment; `by` is kept. */
  cancel(id: string, by: string): Promise<Decided>;
  /** Rejects while the store of actions cannot be used. */
  checkReady(): Promise<void>;
  close(): Promise<void>;
}

export interface ActionRequest {
  readonly kind: string;
  readonly command: Json;
  /** See `Action.recordKey`; null for an action that waits for no other. */
  readonly recordKey: string | null;
  readonly clientId: ClientId;
  readonly marker: string;
  readonly evidence: Evidence;
  /** The rule, asked before a new action is accepted. */
  readonly judge?: () => Promise<Verdict>;
  /**
   * Writes what has to be on disk together with a new action, in the transaction that accepts it, on the same database. What it throws takes
   * the action back. An action under the same marker is not new: nothing is written a second time.
   */
  readonly alongside?: (transaction: Kysely<unknown>) => Promise<void>;
}

/** What is stored of a request. */
export type StoredRequest = Omit<ActionRequest, 'judge' | 'alongside'>;

export type Performed =
  | Accepted
  /** The rule said no, and nothing was stored. */
  | { readonly outcome: 'refused'; readonly verdict: Verdict };

export interface ActionsSettings extends WorkerSettings {
  /** How long `perform` waits for the delivery. */
  readonly waitMs: number;
  /** How long an action is tried. */
  readonly giveUpAfterMs: number;
  /** How long `close` waits for what is under way. */
  readonly drainMs: number;
}

const defaults: ActionsSettings = {
  concurrency: 8,
  pollMs: 500,
  deliveryTimeoutMs: 15_000,
  leaseMs: 20_000,
  doubtMs: 30_000,
  backoff: { baseMs: 250, maxMs: 30_000 },
  waitMs: 800,
  giveUpAfterMs: 72 * 3_600_000,
  drainMs: 5_000,
};

export interface ActionsOptions {
  /** The database that is to keep them. */
  readonly url: string;
  /** The PostgreSQL schema of their tables, one for each subgraph: `tickets_actions`. */
  readonly schema: string;
  readonly kinds: readonly ActionKind[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What the names of the metrics begin with, where a subgraph has actions of more than one sort. */
  readonly metricsPrefix?: string;
  readonly settings?: Partial<ActionsSettings>;
  readonly now?: (() => Date) | undefined;
  readonly random?: () => number;
  readonly onStatement?: ((statement: string) => void) | undefined;
  /** Stands around the outbox: a test watches or breaks it here. */
  readonly wrapOutbox?: (outbox: Outbox) => Outbox;
}

export function createActions(options: ActionsOptions): Actions {
  const { url, schema, kinds, logger, now = () => new Date(), random = Math.random, onStatement } = options;
  const settings = { ...defaults, ...options.settings };
  const wrapOutbox = options.wrapOutbox ?? ((outbox: Outbox) => outbox);
  const outbox = wrapOutbox(
    createPostgresOutbox({
      url,
      schema,
      onStatement,
      onConnectionLost: (err) => logger.warn({ err }, 'a connection to the store of actions was lost'),
    }),
  );
  const metrics = createActionMetrics({
    ...{ registry: options.metrics.registry, prefix: options.metricsPrefix ?? 'portal_actions' },
    ...{ readBacklog: () => outbox.backlog(), now },
  });
  const waiting = createWaiting();
  const worker = createWorker({
    outbox,
    kinds,
    settings,
    logger,
    now,
    random,
    events: {
      settled: (action) => {
        metrics.countSettled(action);
        waiting.tell(action);
      },
      postponed: (action) => {
        metrics.countPostponed(action);
        waiting.tell(action);
      },
      leaseLost: (action) => {
        metrics.countLeaseLost(action);
        logger.warn({ action: action.id }, 'a delivery took longer than its lease; what another worker stores counts');
        waiting.tell(null, action.id);
      },
    },
  });

  /** As it stands after its first try, or after a moment. */
  async function followed(action: Action): Promise<Action> {
    const told = waiting.for(action.id, settings.waitMs);
    worker.deliver(action.id).then(
      (isMine) => (isMine ? undefined : watch(action.id)),
      (err: unknown) => {
        // It is stored. Somebody will come by and deliver it.
        logger.warn({ err, action: action.id }, 'an action could not be delivered at once');
      },
    );
    return (await told) ?? (await read(action.id)) ?? action;
  }

  /** Looks for what another process does with it, while somebody here waits for that. */
  async function watch(id: string): Promise<void> {
    for (let pauseMs = 10; waiting.has(id); pauseMs *= 2) {
      const standing = await read(id);
      if (standing?.state !== 'ACCEPTED') waiting.tell(standing, id);
      else await sleep(pauseMs);
    }
  }

  /** A store that fails now must not take away the receipt of what it has. */
  async function read(id: string): Promise<Action | null> {
    const found = await outbox.actions([id]).catch(() => null);
    return found?.get(id) ?? null;
  }

  function toAcceptance(request: StoredRequest): Acceptance {
    const recordKey = request.recordKey ?? `action:${request.marker}`;
    const fingerprint = fingerprintOf(request.kind, request.command);
    const { giveUpAfterMs } = settings;
    return { ...request, id: receiptIdOf(request.marker), recordKey, fingerprint, acceptedAt: now(), giveUpAfterMs };
  }

  return {
    async perform({ judge, alongside, ...request }) {
      const fingerprint = fingerprintOf(request.kind, request.command);
      let accepted = await outbox.findRepeated(request.marker, fingerprint);
      if (!accepted) {
        const verdict = await judge?.();
        if (verdict && !verdict.allowed) return { outcome: 'refused', verdict };
        accepted = await outbox.accept(toAcceptance(request), alongside);
      }
      if (accepted.outcome === 'conflict' || accepted.action.state !== 'ACCEPTED') return accepted;
      return { ...accepted, action: await followed(accepted.action) };
    },
    async acceptWithin(transaction, request) {
      const accepted = await outbox.acceptWithin(transaction, toAcceptance(request));
      if (accepted.outcome === 'conflict') throw new AppError('CONFLICT', 'The marker was used before with another input.');
    },
    async follow(id) {
      const action = await read(id);
      return action?.state === 'ACCEPTED' ? followed(action) : action;
    },
    actions: (ids) => outbox.actions(ids),
    pendingOf: (recordKeys) => outbox.pendingOf(recordKeys),
    failed: (scope, page) => outbox.failed(clientIdsOf(scope), page),
    countFailed: (scope) => outbox.countFailed(clientIdsOf(scope)),
    async retry(id, by) {
      const decided = await outbox.retry(id, { by, at: now(), giveUpAfterMs: settings.giveUpAfterMs });
      if (decided.outcome !== 'done') return decided;
      return { outcome: 'done', action: await followed(decided.action) };
    },
    async cancel(id, by) {
      const decided = await outbox.cancel(id, { by, at: now(), giveUpAfterMs: settings.giveUpAfterMs });
      // What waited behind it can go.
      if (decided.outcome === 'done') worker.nudge();
      return decided;
    },
    async checkReady() {
      const problem = await outbox.findDurabilityProblem();
      if (problem !== null) logger.warn({ problem }, 'the database of the actions may lose what it acknowledged');
    },
    async close() {
      await worker.close(settings.drainMs);
      await outbox.close();
    },
  };
}

/** Brings the tables of a subgraph's actions up to date. */
export function migrateActions({ url, schema }: Pick<ActionsOptions, 'url' | 'schema'>): Promise<void> {
  return migrateDatabase(url, schema, migrationsOf(schema));
}

/** Those who wait for what becomes of an action in this process. */
function createWaiting() {
  const waiting = new Map<string, Set<(action: Action | null) => void>>();
  return {
    has: (id: string): boolean => waiting.has(id),
    /** Null when nothing was heard of it, or what was heard does not say how it stands. */
    for: (id: string, waitMs: number): Promise<Action | null> =>
      new Promise((resolve) => {
        const all = waiting.get(id) ?? new Set();
        waiting.set(id, all);
        const heard = (action: Action | null): void => {
          clearTimeout(timer);
          all.delete(heard);
          if (all.size === 0) waiting.delete(id);
          resolve(action);
        };
        const timer = setTimeout(() => heard(null), waitMs);
        all.add(heard);
      }),
    tell(action: Action | null, id = action?.id ?? ''): void {
      for (const heard of [...(waiting.get(id) ?? [])]) heard(action);
    },
  };
}
