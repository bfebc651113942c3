import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { ask } from '../../../kit/postgres.ts';
import type { Scope } from '../../../kit/scope.ts';
import { fingerprintOf } from '../../command-marker.ts';
import type { Ticket } from '../../domain.ts';
import type { Applied, WriteCommand } from '../../port.ts';
import { readIds, visible, withinReach } from './conditions.ts';
import type { Reading } from './reads.ts';
import { ticketColumns, toTicket } from './rows.ts';
import type { TicketRow } from './rows.ts';

/** What writes need besides what reads do. */
export type Writing = Reading & { readonly newId: () => string };

export interface LockedTicket {
  readonly row: TicketRow;
  readonly ticket: Ticket;
}

/*
 * Every write is one transaction. A write to a ticket first locks the ticket's row, so that replies and changes of state that come at
 * once pass one after the other, each judged by what the one before it left. `openTicket` locks the client's counter of numbers in the
 * same way, so that numbers have no gaps: a write that fails gives its number back. The unique `external_id` decides between equal
 * markers. Mostly the lock has done the waiting already; where one marker is used on two tickets or for two clients at once, the loser's
 * insert fails and the second try finds the winner.
 */
export function createTransactions({ database, system, states, now }: Reading) {
  const inTransaction = <Answer>(write: (transaction: Kysely<unknown>) => Promise<Answer>): Promise<Answer> =>
    ask(system, async () => {
      try {
        return await database.transaction().execute(write);
      } catch (error) {
        if (!isMarkerTaken(error)) throw error;
        return await database.transaction().execute(write);
      }
    });

  async function lockTicket(transaction: Kysely<unknown>, scope: Scope, id: string): Promise<LockedTicket | null> {
    const [asked] = readIds([id]);
    if (asked === undefined) return null;
    const { rows } = await sql<TicketRow>`
      select ${ticketColumns} from tickets.tickets t
      where t.id = ${asked} and ${withinReach(scope, 't.client_id')} and ${visible(scope)} for update`.execute(transaction);
    const row = rows[0];
    return row ? { row, ticket: toTicket(row, { system, states, asOf: now() }) } : null;
  }

  return { inTransaction, lockTicket };
}

export interface AppliedRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly at: Date;
  readonly input_hash: string | null;
}

/** What the marker of this command did before, if it did anything. */
export async function findApplied(
  transaction: Kysely<unknown>,
  table: 'messages' | 'state_changes' | 'ticket_changes',
  command: WriteCommand,
): Promise<Applied | null> {
  const at = sql.ref(table === 'messages' ? 'sent_at' : 'changed_at');
  const { rows } = await sql<AppliedRow>`
    select id, ticket_id, ${at} as at, input_hash from ${sql.table(`tickets.${table}`)}
    where external_id = ${command.marker}`.execute(transaction);
  const before = toApplied(rows[0], command);
  return before && table !== 'messages' ? { ...before, messageId: null } : before;
}

export function toApplied(row: AppliedRow | undefined, command: WriteCommand): Applied | null {
  if (!row) return null;
  if (row.input_hash !== fingerprintOf(command)) return conflict();
  return { outcome: 'applied', ticketId: row.ticket_id, messageId: row.id, appliedAt: row.at };
}

function conflict(): never {
  throw new AppError('CONFLICT', 'The same idempotency key was used before with another input.');
}

function isMarkerTaken(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('constraint' in error)) return false;
  return error.code === '23505' && String(error.constraint).endsWith('external_id_key');
}
