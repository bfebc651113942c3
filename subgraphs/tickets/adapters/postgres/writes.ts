import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ClientId } from '../../../kit/domain.ts';
import { reaches } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import { fingerprintOf } from '../../command-marker.ts';
import type { Ticket } from '../../domain.ts';
import type { Actor, Applied, ChangeState, Judge, OpenTicket, Refused, Reply, TicketStore } from '../../port.ts';
import { sharedWith } from './rows.ts';
import type { TicketRow } from './rows.ts';
import { promiseFor } from './service-levels.ts';
import { createTransactions, findApplied, toApplied } from './transactions.ts';
import type { AppliedRow, Writing } from './transactions.ts';

type Writes = Pick<TicketStore, 'openTicket' | 'reply' | 'closeTicket' | 'reopenTicket'>;

export function createWrites(writing: Writing): Writes {
  const { now, newId } = writing;
  const { inTransaction, lockTicket } = createTransactions(writing);

  async function changeState(scope: Scope, command: ChangeState, judge: Judge, state: string): Promise<Applied | Refused | null> {
    return inTransaction(async (transaction) => {
      const locked = await lockTicket(transaction, scope, command.ticketId);
      if (!locked) return null;
      const before = await findApplied(transaction, 'state_changes', command);
      if (before) return before;
      const verdict = judge(locked.ticket);
      if (!verdict.allowed) return { outcome: 'refused', verdict };
      const at = now();
      const { resolutionDueAt } = promiseFor(locked.row.priority, at);
      // A ticket that is put back to work gets a new promise: the old one has often run out by then.
      await sql`update tickets.tickets set state = ${state}, state_since = ${at}, updated_at = greatest(updated_at, ${at}::timestamptz),
          resolution_due_at = case when ${state} = 'open' then ${resolutionDueAt}::timestamptz else resolution_due_at end
        where id = ${locked.row.id}`.execute(transaction);
      await sql`insert into tickets.state_changes (id, ticket_id, client_id, state, changed_at, actor_name, external_id, input_hash)
        values (${newId()}, ${locked.row.id}, ${locked.row.client_id}, ${state}, ${at}, ${command.actor.name}, ${command.marker},
          ${fingerprintOf(command)})`.execute(transaction);
      return { outcome: 'applied', ticketId: locked.ticket.id, messageId: null, appliedAt: at };
    });
  }

  return {
    async openTicket(scope, command) {
      if (!reaches(scope, command.clientId)) return null;
      return inTransaction(async (transaction) => {
        const number = await nextNumber(transaction, command.clientId);
        const before = await findOpened(transaction, command);
        if (before) return before;
        const at = now();
        const { responseDueAt, resolutionDueAt } = promiseFor(command.priority, at);
        const ticketId = newId();
        await takeNumber(transaction, command.clientId, number);
        await sql`
          insert into tickets.tickets (id, number, client_id, subject, state, state_since, priority, created_at, updated_at, response_due_at,
            resolution_due_at, sharing, shared_with, opened_by, external_id, input_hash)
          values (${ticketId}, ${number}, ${command.clientId}, ${command.subject}, 'new', ${at}, ${command.priority}, ${at}, ${at}, ${responseDueAt},
            ${resolutionDueAt}, ${command.sharing.audience}, ${sharedWith(command.sharing)}::text[], ${command.openedBy}, ${command.marker}, ${fingerprintOf(command)})`.execute(
          transaction,
        );
        const messageId = newId();
        await insertMessage(transaction, { id: ticketId, client_id: command.clientId }, command, {
          newId,
          messageId,
          at,
          opening: true,
        });
        await addParticipant(transaction, { id: newId(), ticketId }, command.actor, at);
        return { outcome: 'applied', ticketId, messageId, appliedAt: at };
      });
    },

    reply: (scope, command, judge) =>
      inTransaction(async (transaction) => {
        const locked = await lockTicket(transaction, scope, command.ticketId);
        if (!locked) return null;
        const before = await findApplied(transaction, 'messages', command);
        if (before) return before;
        const verdict = judge(locked.ticket);
        if (!verdict.allowed) return { outcome: 'refused', verdict };
        const at = now();
        const messageId = newId();
        await insertMessage(transaction, locked.row, command, { newId, messageId, at, opening: false });
        await addParticipant(transaction, { id: newId(), ticketId: locked.row.id }, command.actor, at);
        const moves = handsOver(locked.ticket, command.actor);
        const answers = command.actor.side === 'BUSINESS';
        await sql`update tickets.tickets set updated_at = greatest(updated_at, ${at}::timestamptz),
            state = case when ${moves} then 'open' else state end,
            state_since = case when ${moves} then ${at}::timestamptz else state_since end,
            first_answered_at = case when ${answers} then coalesce(first_answered_at, ${at}::timestamptz) else first_answered_at end
          where id = ${locked.row.id}`.execute(transaction);
        return { outcome: 'applied', ticketId: locked.ticket.id, messageId, appliedAt: at };
      }),

    closeTicket: (scope, command, judge) => changeState(scope, command, judge, 'closed'),
    reopenTicket: (scope, command, judge) => changeState(scope, command, judge, 'open'),
  };
}

/** A client's answer that was waited for, or the business's first move: both put the ticket to work. */
function handsOver({ status }: Ticket, { side }: Actor): boolean {
  return side === 'CLIENT' ? status.waitingOn === 'CLIENT' : status.phase === 'SUBMITTED';
}

const firstNumber = 1001;

/** The number of the client's next ticket; nobody else gets one for this client until the transaction ends. */
async function nextNumber(transaction: Kysely<unknown>, clientId: ClientId): Promise<number> {
  await sql`insert into tickets.ticket_numbers (client_id, last_number) values (${clientId}, ${firstNumber - 1})
    on conflict do nothing`.execute(transaction);
  const { rows } = await sql<{ last_number: number }>`
    select last_number from tickets.ticket_numbers where client_id = ${clientId} for update`.execute(transaction);
  return (rows[0]?.last_number ?? firstNumber - 1) + 1;
}

async function takeNumber(transaction: Kysely<unknown>, clientId: ClientId, number: number): Promise<void> {
  await sql`update tickets.ticket_numbers set last_number = ${number} where client_id = ${clientId}`.execute(transaction);
}

async function insertMessage(
  transaction: Kysely<unknown>,
  ticket: Pick<TicketRow, 'id' | 'client_id'>,
  command: OpenTicket | Reply,
  { newId, messageId, at, opening }: { newId: () => string; messageId: string; at: Date; opening: boolean },
): Promise<void> {
  await sql`
    insert into tickets.messages (id, ticket_id, client_id, audience, opening, author_name, author_side, body, sent_at, external_id, input_hash)
    values (${messageId}, ${ticket.id}, ${ticket.client_id}, 'PUBLIC', ${opening}, ${command.actor.name}, ${command.actor.side}, ${command.body}, ${at},
      ${command.marker}, ${fingerprintOf(command)})`.execute(transaction);
  for (const [place, { name, mediaType, sizeBytes, read }] of (command.attachments ?? []).entries()) {
    await sql`insert into tickets.attachments (id, message_id, place, name, media_type, size_bytes, content)
      values (${newId()}, ${messageId}, ${place}, ${name}, ${mediaType}, ${sizeBytes}, ${await read()})`.execute(transaction);
  }
}

async function addParticipant(
  transaction: Kysely<unknown>,
  { id, ticketId }: { readonly id: string; readonly ticketId: string },
  actor: Actor,
  at: Date,
): Promise<void> {
  await sql`insert into tickets.participants (id, ticket_id, person, name, side, joined_at)
    values (${id}, ${ticketId}, ${actor.id}, ${actor.name}, ${actor.side}, ${at}) on conflict do nothing`.execute(transaction);
}

async function findOpened(transaction: Kysely<unknown>, command: OpenTicket): Promise<Applied | null> {
  const { rows } = await sql<AppliedRow>`
    select m.id, t.id as ticket_id, m.sent_at as at, t.input_hash from tickets.tickets t
    join tickets.messages m on m.ticket_id = t.id and m.opening where t.external_id = ${command.marker}`.execute(transaction);
  return toApplied(rows[0], command);
}
