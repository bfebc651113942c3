import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { asClientId } from '../domain.ts';
import type { Action, Failure, Json } from './action.ts';
import { evidence } from './evidence.ts';
import type { Claim } from './outbox.ts';

export interface ActionRow {
  readonly id: string;
  readonly kind: string;
  readonly record_key: string;
  readonly client_id: string;
  readonly marker: string;
  readonly command: Json;
  readonly evidence: unknown;
  readonly state: Action['state'];
  readonly accepted_at: Date;
  readonly applied_at: Date | null;
  readonly failed_at: Date | null;
  /** A JavaScript date loses the microseconds, and a position without them would repeat or lose rows. */
  readonly failed_at_exact: string | null;
  readonly result: Json;
  readonly failure: Failure | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly problem: string | null;
}

export interface ClaimRow extends ActionRow {
  readonly lease_fence: number;
  readonly lease_give_up_at: Date;
  readonly lease_doubt_ms: number;
}

const columns = [
  'id',
  'kind',
  'record_key',
  'client_id',
  'marker',
  'command',
  'evidence',
  'state',
  'accepted_at',
  'applied_at',
  'failed_at',
  'result',
  'failure',
  'error',
  'attempts',
  'problem',
];

export function columnsOf(alias: string): RawBuilder<unknown> {
  // Of one length and in UTC, so that the order of the texts is the order of the times.
  const exact = sql`to_char(${sql.ref(`${alias}.failed_at`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as failed_at_exact`;
  return sql.join([...columns.map((column) => sql.ref(`${alias}.${column}`)), exact]);
}

export const claimColumns = sql`leased.fence as lease_fence, leased.give_up_at as lease_give_up_at, leased.doubt_ms as lease_doubt_ms`;

export function toAction(row: ActionRow): Action {
  return {
    id: row.id,
    kind: row.kind,
    recordKey: row.record_key,
    clientId: asClientId(row.client_id),
    marker: row.marker,
    command: row.command,
    evidence: evidence.parse(row.evidence),
    state: row.state,
    acceptedAt: row.accepted_at,
    appliedAt: row.applied_at,
    failedAt: row.failed_at,
    result: row.result,
    failure: row.failure,
    error: row.error,
    attempts: row.attempts,
    problem: row.problem,
  };
}

export function toClaim(row: ClaimRow): Claim {
  return {
    action: toAction(row),
    lease: { actionId: row.id, fence: row.lease_fence },
    giveUpAt: row.lease_give_up_at,
    doubtMs: row.lease_doubt_ms,
  };
}
