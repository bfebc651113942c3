import type { Kysely } from 'kysely';
import type { Page, PageRequest } from '../connection.ts';
import type { ClientId } from '../domain.ts';
import type { Action, Delivery, Failure, Json } from './action.ts';
import type { Evidence } from './evidence.ts';

/** Where actions are kept. There is one implementation; tests put planted faults around it. */
export interface Outbox {
  /**
   * Stores the action, its evidence and its place in the queue in one transaction; it is on disk when this resolves. A new action takes along
   * what `alongside` writes; what that throws takes the action back.
   */
  accept(request: Acceptance, alongside?: (transaction: Kysely<unknown>) => Promise<void>): Promise<Accepted>;

  /** The same within a transaction of the caller's on the same database: it is accepted when that is committed, with all that it wrote. */
  acceptWithin(transaction: Kysely<unknown>, request: Acceptance): Promise<Accepted>;

  /** The action under this marker, for a repetition that must not be judged again. */
  findRepeated(marker: string, fingerprint: string): Promise<Accepted | null>;

  /**
   * Takes a lease on actions that are due and first in the queue of their record. Nobody else gets them until the lease ends, by
   * settling, by `postpone`, or by time.
   */
  claim(options: {
    readonly kinds: readonly string[];
    readonly limit: number;
    readonly leaseMs: number;
    /** How long a try whose end nobody knows may still reach the system of record. */
    readonly doubtMs: number;
    /** A UUID of this claim's own, for `giveBack`. */
    readonly ticket: string;
    /** Only this one. */
    readonly id?: string;
  }): Promise<readonly Claim[]>;

  /** Ends the leases of a claim whose answer never came: nobody works on them. Says how many there were. */
  giveBack(ticket: string): Promise<number>;

  /**
   * Ends an action and its lease. Null, and nothing written, when the lease has gone to somebody else: what they say counts. Only that it
   * was applied counts from anybody, even over a failure, since that is no opinion: the system of record has it.
   */
  settle(lease: Lease, outcome: Outcome): Promise<Action | null>;

  /** Puts it off after a failure and ends the lease. False, and nothing written, when the lease has gone to somebody else. */
  postpone(lease: Lease, failed: Postponement): Promise<boolean>;

  /** By id. */
  actions(ids: readonly string[]): Promise<ReadonlyMap<string, Action>>;

  /** What is on its way, by record, in the order of its delivery; at most 100 for each record. */
  pendingOf(recordKeys: readonly string[]): Promise<ReadonlyMap<string, readonly Action[]>>;

  /** What failed and nobody called off, newest first; of these clients, null for all. */
  failed(clientIds: readonly ClientId[] | null, page: PageRequest): Promise<Page<Action>>;

  countFailed(clientIds: readonly ClientId[] | null): Promise<number>;

  /** Puts a failed action back to the end of its record's queue. */
  retry(id: string, decision: Decision): Promise<Decided>;

  /** Calls off an action that nobody is delivering at the moment. */
  cancel(id: string, decision: Decision): Promise<Decided>;

  /** For metrics: how many wait, and since when the oldest does. */
  backlog(): Promise<{ readonly pending: number; readonly oldestAcceptedAt: Date | null; readonly failed: number }>;

  /** Null when the database keeps what it acknowledged, even through a loss of power; else what is wrong with its settings. */
  findDurabilityProblem(): Promise<string | null>;
  close(): Promise<void>;
}

export interface Acceptance {
  readonly id: string;
  readonly kind: string;
  readonly recordKey: string;
  readonly clientId: ClientId;
  readonly marker: string;
  readonly fingerprint: string;
  readonly command: Json;
  readonly evidence: Evidence;
  readonly acceptedAt: Date;
  readonly giveUpAfterMs: number;
}

export type Accepted =
  | { readonly outcome: 'accepted'; readonly action: Action; readonly isNew: boolean }
  /** The marker was used before with another input. */
  | { readonly outcome: 'conflict' };

export interface Lease {
  readonly actionId: string;
  readonly fence: number;
}

export interface Claim {
  readonly lease: Lease;
  readonly action: Action;
  /** After this time a failure is the last one. */
  readonly giveUpAt: Date;
  /** For how long an earlier try may still be under way; 0 when none can be. */
  readonly doubtMs: number;
}

export interface Postponement {
  readonly delayMs: number;
  readonly problem: string;
  /** How long this try may still reach the system of record; 0 when that has answered. */
  readonly doubtMs: number;
}

export type Outcome =
  | Extract<Delivery, { outcome: 'applied' }>
  | {
      readonly outcome: 'failed';
      readonly failure: Failure;
      readonly error: string;
      readonly problem: string | null;
      readonly failedAt: Date;
    };

export interface Decision {
  /** Who decided, by name or subject. */
  readonly by: string;
  readonly at: Date;
  readonly giveUpAfterMs: number;
}

export type Decided =
  | { readonly outcome: 'done'; readonly action: Action }
  | { readonly outcome: 'missing' }
  /** It is in a state in which this cannot be decided. */
  | { readonly outcome: 'too late'; readonly action: Action };
