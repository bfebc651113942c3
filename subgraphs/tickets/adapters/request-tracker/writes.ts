import { AppError } from '../../../../schema/contract/app-error.ts';
import { contractBroken } from '../../../kit/http-client.ts';
import { reaches } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import { fingerprintOf } from '../../command-marker.ts';
import type { Applied, ChangeState, Judge, OpenTicket, Refused, Reply, TicketStore } from '../../port.ts';
import type { RequestTrackerClient } from './client.ts';
import { createTurns } from './in-turn.ts';
import { ACTION_FIELD, AUTHOR_FIELD, MARKER_FIELD, fromAuthor, fromPriority, toTicket } from './mapping.ts';
import type { Reading } from './mapping.ts';
import { isAskable, quote } from './query.ts';
import type { TicketReads } from './ticket-reads.ts';

type Writes = Pick<TicketStore, 'openTicket' | 'reply' | 'closeTicket' | 'reopenTicket'>;

/** RT's default lifecycle: what the portal sets. */
const stateAfter = { close: 'resolved', reopen: 'open', answer: 'open' } as const;
const triesMax = 5;

/*
 * How RT is made to keep a marker. It has no unique key that a caller could set, so the marker, with the fingerprint of its input, goes
 * into a custom field in the same request as the effect: of the ticket for an opening (RT stores both in one transaction), of the message
 * for a reply, and of the ticket for a change of state, where the history keeps the values that were overwritten. A write first looks
 * for its marker and afterwards looks for it again; the oldest hit is the answer, so that all callers agree on it.
 *
 * Between the look and the write there is a gap. In this process it is closed: equal markers, and all writes to one ticket, wait for each
 * other. Changes of state close it everywhere with `If-Match`. What stays open is that two processes apply one opening or reply at the same
 * moment, or that a write is repeated while RT still works on the first try; the README says so.
 */
export function createWrites(
  client: RequestTrackerClient,
  tickets: TicketReads,
  reading: Reading & { readonly queue: string },
): Writes {
  const { ids } = reading;
  const inTurn = createTurns();
  const ofTickets = `ObjectType = 'RT::Ticket'`;

  async function findOpened(command: OpenTicket): Promise<Applied | null> {
    const query = `Queue = ${quote(reading.queue)} AND CF.{${MARKER_FIELD}} STARTSWITH ${quote(`${command.marker}:`)}`;
    const { items } = await client.tickets({ query, orderBy: [['id', 'ASC']], perPage: 10 });
    const ticket = items.find((item) => isMarked(item.CustomFields.get(MARKER_FIELD), command));
    if (!ticket) return null;
    const created = await client.transactions({
      query: `${ofTickets} AND TicketId = ${ticket.id} AND Type = 'Create'`,
      orderBy: [['id', 'ASC']],
      perPage: 1,
    });
    return {
      outcome: 'applied',
      ticketId: ids.ticket.seal(ticket.id),
      messageId: created[0] ? ids.message.seal(created[0].id) : null,
      appliedAt: ticket.Created ?? new Date(0),
    };
  }

  async function findReply(command: Reply): Promise<Applied | null> {
    const query = `${ofTickets} AND Type = 'Correspond' AND CF.{${MARKER_FIELD}} STARTSWITH ${quote(`${command.marker}:`)}`;
    const items = await client.transactions({ query, orderBy: [['id', 'ASC']], perPage: 10 });
    const found = items.find((item) => isMarked(item.CustomFields.get(MARKER_FIELD), command));
    if (!found) return null;
    const [ticketId, messageId] = [ids.ticket.seal(found.ObjectId), ids.message.seal(found.id)];
    return { outcome: 'applied', ticketId, messageId, appliedAt: found.Created ?? new Date(0) };
  }

  async function findChange(command: ChangeState): Promise<Applied | null> {
    const query = `${ofTickets} AND Type = 'CustomField' AND NewCFValue STARTSWITH ${quote(`${command.marker}:`)}`;
    const items = await client.transactions({ query, orderBy: [['id', 'ASC']], perPage: 10 });
    const found = items.find((item) => isMarked(item.NewValue ?? undefined, command));
    return found
      ? {
          outcome: 'applied',
          ticketId: ids.ticket.seal(found.ObjectId),
          messageId: null,
          appliedAt: found.Created ?? new Date(0),
        }
      : null;
  }

  async function changeState(scope: Scope, command: ChangeState, judge: Judge, state: string): Promise<Applied | Refused | null> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const [row] = await tickets.byOpaqueIds(scope, [command.ticketId]);
      if (!row) return null;
      const before = await findChange(command);
      if (before) return before;
      // The tag is read before what is judged: whatever happens after it makes the write fail.
      const tag = await client.ticketTag(row.id);
      const [now] = await tickets.byOpaqueIds(scope, [command.ticketId]);
      if (!now || tag === null) return null;
      const verdict = judge(toTicket(now, reading));
      if (!verdict.allowed) return { outcome: 'refused', verdict };
      const change = { Status: state, CustomFields: { [ACTION_FIELD]: mark(command) } };
      if (!(await client.updateTicket(row.id, tag, change))) continue;
      const [after] = await tickets.byOpaqueIds(scope, [command.ticketId]);
      const applied = await findChange(command);
      if (after?.Status !== state || !applied) throw contractBroken(reading.system, 'a change of state that did not stay');
      return applied;
    }
    throw new AppError('UPSTREAM_UNAVAILABLE', `${reading.system} is too busy with this ticket at the moment.`);
  }

  const onTicket = <Answer>(command: Reply | ChangeState, write: () => Promise<Answer>): Promise<Answer> =>
    inTurn(`marker ${command.marker}`, () => inTurn(`ticket ${command.ticketId}`, write));

  return {
    openTicket(scope, command) {
      if (!reaches(scope, command.clientId) || !isAskable(command.clientId)) return Promise.resolve(null);
      return inTurn(`marker ${command.marker}`, async () => {
        const before = await findOpened(command);
        if (before) return before;
        await client.createTicket({
          Queue: reading.queue,
          Subject: command.subject,
          Content: command.body,
          ContentType: 'text/plain',
          Priority: fromPriority(command.priority),
          CustomFields: {
            [reading.accountField]: command.clientId,
            [MARKER_FIELD]: mark(command),
            [AUTHOR_FIELD]: fromAuthor(command.actor),
          },
        });
        const applied = await findOpened(command);
        if (!applied) throw contractBroken(reading.system, 'an opened ticket without its marker');
        return applied;
      });
    },

    reply: (scope, command, judge) =>
      onTicket(command, async () => {
        const [row] = await tickets.byOpaqueIds(scope, [command.ticketId]);
        if (!row) return null;
        const before = await findReply(command);
        if (before) return before;
        const ticket = toTicket(row, reading);
        const verdict = judge(ticket);
        if (!verdict.allowed) return { outcome: 'refused', verdict };
        const answered = command.actor.side === 'CLIENT' && ticket.status.waitingOn === 'CLIENT';
        await client.correspond(row.id, {
          Content: command.body,
          ContentType: 'text/plain',
          ...(answered && { Status: stateAfter.answer }),
          TxnCustomFields: { [MARKER_FIELD]: mark(command), [AUTHOR_FIELD]: fromAuthor(command.actor) },
        });
        const applied = await findReply(command);
        if (!applied) throw contractBroken(reading.system, 'a message without its marker');
        return applied;
      }),

    closeTicket: (scope, command, judge) => onTicket(command, () => changeState(scope, command, judge, stateAfter.close)),
    reopenTicket: (scope, command, judge) => onTicket(command, () => changeState(scope, command, judge, stateAfter.reopen)),
  };
}

/** A custom field's value is at most 255 characters long: a marker of 100, a colon, and the fingerprint of 64. */
function mark(command: OpenTicket | Reply | ChangeState): string {
  return `${command.marker}:${fingerprintOf(command)}`;
}

/** Whether a field's value is this command's mark; throws `CONFLICT` when it is the same marker over another input. */
function isMarked(value: string | undefined, command: OpenTicket | Reply | ChangeState): boolean {
  if (value === undefined || !value.startsWith(`${command.marker}:`)) return false;
  if (value !== mark(command)) throw new AppError('CONFLICT', 'The same idempotency key was used before with another input.');
  return true;
}
