import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Action } from './action.ts';
import type { Outbox } from './outbox.ts';

export interface ActionMetrics {
  countSettled(action: Action): void;
  countPostponed(action: Action): void;
  countLeaseLost(action: Action): void;
}

export function createActionMetrics(options: {
  readonly registry: Registry;
  /** What the names of the metrics begin with. */
  readonly prefix: string;
  readonly readBacklog: () => ReturnType<Outbox['backlog']>;
  readonly now: () => Date;
}): ActionMetrics {
  const { registry, prefix, readBacklog, now } = options;
  const registers = [registry];
  const applied = new Counter({
    name: `${prefix}_applied_total`,
    help: 'Actions that the system of record has, delivered by this process.',
    labelNames: ['kind'],
    registers,
  });
  const failed = new Counter({
    name: `${prefix}_failed_total`,
    help: 'Actions that failed for good in this process, by why.',
    labelNames: ['kind', 'failure'],
    registers,
  });
  const postponed = new Counter({
    name: `${prefix}_postponed_total`,
    help: 'Tries that failed and will be repeated.',
    labelNames: ['kind'],
    registers,
  });
  const leasesLost = new Counter({
    name: `${prefix}_lease_lost_total`,
    help: 'Deliveries that took longer than their lease.',
    labelNames: ['kind'],
    registers,
  });
  // The gauges are read at once, and one question answers all of them.
  let asked: ReturnType<Outbox['backlog']> | null = null;
  const backlog = () => (asked ??= readBacklog().finally(() => (asked = null)));
  const gauge = (name: string, help: string, read: (found: Awaited<ReturnType<Outbox['backlog']>>) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // The rest of the metrics is needed most while the database is away.
        this.set(await backlog().then(read, () => Number.NaN));
      },
    });
  gauge(`${prefix}_pending`, 'Actions that are on their way to the system of record.', ({ pending }) => pending);
  gauge(`${prefix}_failed`, "Actions on the staff's list of failed ones.", ({ failed: count }) => count);
  gauge(
    `${prefix}_oldest_pending_seconds`,
    'How long the oldest action that is on its way has been so; 0 when there is none.',
    ({ oldestAcceptedAt }) => (oldestAcceptedAt ? Math.max(0, (now().getTime() - oldestAcceptedAt.getTime()) / 1_000) : 0),
  );
  return {
    countSettled({ kind, state, failure }) {
      if (state === 'APPLIED') applied.inc({ kind });
      else failed.inc({ kind, failure: failure ?? '' });
    },
    countPostponed: ({ kind }) => postponed.inc({ kind }),
    countLeaseLost: ({ kind }) => leasesLost.inc({ kind }),
  };
}
