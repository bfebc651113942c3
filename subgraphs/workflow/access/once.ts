import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { createHash, randomUUID } from 'node:crypto';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { AccessDatabase } from './access-database.ts';

/** An action under its caller's idempotency key. */
export interface Command {
  /** The same for every repetition with the same key; without a key one of its own. */
  readonly marker: string;
  /** Tells two inputs under one marker apart. */
  readonly fingerprint: string;
}

/** What a command did, the first time that it came. */
export interface Done {
  readonly recordId: string;
  readonly acceptedAt: Date;
}

/**
 * The caller and the mutation are part of the marker, so that one caller's key never meets another's. The client is not: the same key
 * with another client is the same key with another input.
 */
export function commandOf(action: {
  readonly caller: Pick<IdentityClaims, 'subject' | 'issuer'>;
  readonly mutation: string;
  readonly idempotencyKey: string | null;
  /** The input as it was read, in one order. */
  readonly input: readonly unknown[];
}): Command {
  const { caller, mutation, idempotencyKey, input } = action;
  const marker = idempotencyKey === null ? randomUUID() : sha256([caller.issuer ?? '', caller.subject, mutation, idempotencyKey]);
  return { marker, fingerprint: sha256(input) };
}

/**
 * Does something once for a command, within the transaction: a second one with the same marker waits here for the first to be committed
 * and then gets what that did. `perform` answers with the record's id, or with null when there was nothing to be done: then the key is
 * as good as new.
 */
export async function once(
  transaction: Transaction<unknown>,
  { marker, fingerprint }: Command,
  at: Date,
  perform: () => Promise<string | null>,
): Promise<Done | 'conflict' | null> {
  const { rows: taken } = await sql`
    insert into workflow.receipts (marker, fingerprint, record_id, accepted_at) values (${marker}, ${fingerprint}, '', ${at})
    on conflict (marker) do nothing returning marker`.execute(transaction);
  if (taken.length > 0) {
    const recordId = await perform();
    if (recordId === null) await sql`delete from workflow.receipts where marker = ${marker}`.execute(transaction);
    else await sql`update workflow.receipts set record_id = ${recordId} where marker = ${marker}`.execute(transaction);
    return recordId === null ? null : { recordId, acceptedAt: at };
  }
  const { rows } = await sql<{ fingerprint: string; record_id: string; accepted_at: Date }>`
    select fingerprint, record_id, accepted_at from workflow.receipts where marker = ${marker}`.execute(transaction);
  const [before] = rows;
  if (before?.fingerprint !== fingerprint) return 'conflict';
  return { recordId: before.record_id, acceptedAt: before.accepted_at };
}

/** What a command did before; null when it is new. */
export async function doneBefore(database: AccessDatabase, { marker, fingerprint }: Command): Promise<Done | 'conflict' | null> {
  const [row] = await database.rows(sql<{ fingerprint: string; record_id: string; accepted_at: Date }>`
    select fingerprint, record_id, accepted_at from workflow.receipts where marker = ${marker}`);
  if (!row) return null;
  return row.fingerprint === fingerprint ? { recordId: row.record_id, acceptedAt: row.accepted_at } : 'conflict';
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
