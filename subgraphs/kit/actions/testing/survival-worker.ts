import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { createLogger } from '../../../../schema/contract/logger.ts';
import { asClientId } from '../../domain.ts';
import { createMetrics } from '../../metrics.ts';
import { clientClaims } from '../../testing/identity.ts';
import { createActions } from '../actions.ts';
import { evidenceOf } from '../evidence.ts';
import type { Outbox } from '../outbox.ts';
import { createEntryKind, entryCommand } from './system-of-record.ts';

/*
 * A process that accepts actions and delivers them until somebody kills it. Its parent tells it by messages what to accept; it answers
 * with the key once `perform` has. The planted faults stand around the parts of the outbox, never in them.
 */
const faults = ['acknowledges before the commit', 'forgets the marker', 'marks before it delivers', 'has no fence'] as const;

const settings = z.strictObject({
  url: z.string(),
  schema: z.string(),
  leaseMs: z.number(),
  fault: z.enum(faults).nullable(),
});

const { url, schema, leaseMs, fault } = settings.parse(JSON.parse(process.argv[2] ?? '{}'));
const clientId = asClientId('acme');
const gapMs = 25;

const actions = createActions({
  url,
  schema,
  kinds: [
    createEntryKind({
      url,
      leaseMs,
      freezes: fault === 'has no fence' ? 0.15 : 0.04,
      forgetsMarker: fault === 'forgets the marker',
      pauseMs: fault === 'marks before it delivers' ? gapMs : 0,
    }),
  ],
  logger: createLogger({ name: 'survival', level: 'silent' }),
  metrics: createMetrics('survival'),
  settings: {
    pollMs: 50,
    leaseMs,
    deliveryTimeoutMs: leaseMs * 0.8,
    // Longer than a worker stands still.
    doubtMs: leaseMs * 3,
    backoff: { baseMs: 10, maxMs: 200 },
    waitMs: 0,
  },
  wrapOutbox: plant,
});

process.on('message', (given) => {
  const asked = entryCommand.parse(given);
  void accept(asked).then(
    () => process.send?.({ accepted: asked.key }),
    (error: unknown) => process.send?.({ refused: asked.key, why: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function accept(command: z.output<typeof entryCommand>): Promise<void> {
  if (fault === 'acknowledges before the commit') {
    process.send?.({ accepted: command.key });
    await sleep(gapMs);
  }
  const { record, key } = command;
  const evidence = evidenceOf({ claims: clientClaims('acme'), requestId: key }, clientId);
  const performed = await actions.perform({ kind: 'entry', command, recordKey: record, clientId, marker: key, evidence });
  if (performed.outcome !== 'accepted') throw new Error(performed.outcome);
}

function plant(outbox: Outbox): Outbox {
  if (fault === 'marks before it delivers') {
    return {
      ...outbox,
      async claim(options) {
        const claims = await outbox.claim(options);
        for (const { lease } of claims) await outbox.settle(lease, { outcome: 'applied', result: null, appliedAt: new Date() });
        return claims;
      },
    };
  }
  if (fault === 'has no fence') {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined);
    return {
      ...outbox,
      async settle(lease, outcome) {
        const settled = await outbox.settle(lease, outcome);
        if (settled || outcome.outcome === 'applied') return settled;
        await pool.query(`delete from ${schema}.outbox where action_id = $1`, [lease.actionId]);
        await pool.query(
          `update ${schema}.actions set state = 'FAILED', applied_at = null, failed_at = now(), failure = $2, error = $3 where id = $1`,
          [lease.actionId, outcome.failure, outcome.error],
        );
        return null;
      },
    };
  }
  return outbox;
}
