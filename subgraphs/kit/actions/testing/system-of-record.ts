import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { defineAction } from '../action.ts';
import type { ActionKind, Delivery } from '../action.ts';

/** A table that stands for a system of record which keeps markers. Nothing in it forbids doubles: they are there to be counted. */
export const SYSTEM_OF_RECORD = `create schema book; create table book.entries (
  id bigint generated always as identity primary key, marker text not null, record text not null, key text not null)`;

export const entryCommand = z.strictObject({ record: z.string(), key: z.string(), refuse: z.boolean() });

const chances = { failsBefore: 0.12, dropsAnswer: 0.12 };

/**
 * Delivers to that table as to a system that has bad days: it fails, it drops its answer after it has committed, and now and then the
 * worker that asked it stands still for longer than its lease, after which it brings a refusal of which nobody else knows.
 */
export function createEntryKind(options: {
  readonly url: string;
  readonly leaseMs: number;
  /** How often the worker stands still: from 0 to 1. */
  readonly freezes: number;
  /** Planted: the system is not told the action's marker. */
  readonly forgetsMarker: boolean;
  /** Planted: makes the gap before a delivery wide enough to be killed in. */
  readonly pauseMs: number;
}): ActionKind {
  const pool = new pg.Pool({ connectionString: options.url, max: 8 });
  pool.on('error', () => undefined);

  /** One after the other for each marker, as with a row that is locked: what is under way elsewhere is waited for. */
  async function inTurn<Answer>(
    marker: string,
    work: (client: pg.PoolClient, isThere: boolean) => Promise<Answer>,
  ): Promise<Answer> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [marker]);
      const { rowCount } = await client.query('select from book.entries where marker = $1', [marker]);
      const answer = await work(client, rowCount !== 0);
      await client.query('commit');
      client.release();
      return answer;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  const has = (marker: string): Promise<boolean> => inTurn(marker, (_client, isThere) => Promise.resolve(isThere));

  const write = (marker: string, record: string, key: string): Promise<void> =>
    inTurn(marker, async (client, isThere) => {
      if (isThere) return;
      await client.query('insert into book.entries (marker, record, key) values ($1, $2, $3)', [marker, record, key]);
    });

  return defineAction({
    kind: 'entry',
    command: entryCommand,
    deliver: async ({ record, key, refuse }, action): Promise<Delivery> => {
      await sleep(options.pauseMs);
      if (refuse) return { outcome: 'refused', reason: 'This record takes nothing.' };
      if (Math.random() < chances.failsBefore) throw new AppError('UPSTREAM_UNAVAILABLE', 'The book is closed.');
      if (Math.random() < options.freezes) {
        const had = await has(action.marker);
        // The whole process stands still, timers and all, as one does that is paused or out of memory.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, options.leaseMs * 1.5);
        if (!had) return { outcome: 'refused', reason: 'Said too late.' };
      }
      await write(options.forgetsMarker ? randomUUID() : action.marker, record, key);
      if (Math.random() < chances.dropsAnswer) throw new AppError('UPSTREAM_TIMEOUT', 'The book did not answer in time.');
      return { outcome: 'applied', result: null, appliedAt: new Date() };
    },
  });
}
