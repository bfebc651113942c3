import { contractBroken } from '../../../kit/http-client.ts';
import { reaches } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { Applied, ChangeState, Judge, OpenTicket, Refused, Reply, TicketStore } from '../../port.ts';
import type { RequestTrackerClient, SentFile } from './client.ts';
import { isMarked, mark } from './changes.ts';
import type { Changes } from './changes.ts';
import {
  AUTHOR_FIELD,
  MARKER_FIELD,
  OPENER_FIELD,
  SHARING_FIELD,
  fieldOf,
  fromAuthor,
  fromPriority,
  fromSharing,
  toTicket,
} from './mapping.ts';
import type { Reading } from './mapping.ts';
import { isAskable, quote } from './query.ts';
import type { TicketReads } from './ticket-reads.ts';

type Writes = Pick<TicketStore, 'openTicket' | 'reply' | 'closeTicket' | 'reopenTicket'>;

/** RT's default lifecycle: what the portal sets. */
const stateAfter = { close: 'resolved', reopen: 'open', answer: 'open' } as const;

/*
 * How RT is made to keep a marker. It has no unique key that a caller could set, so the marker, with the fingerprint of its input, goes
 * into a custom field in the same request as the effect: of the ticket for an opening (RT stores both in one transaction), of the message
 * for a reply, and of the ticket for a change of it, where the history keeps the values that were overwritten. A write first looks
 * for its marker and afterwards looks for it again; the oldest hit is the answer, so that all callers agree on it.
 *
 * Between the look and the write there is a gap. In this process it is closed: equal markers, and all writes to one ticket, wait for each
 * other. Changes of tickets close it everywhere with `If-Match`, and openings and replies by the lease that whoever delivers them holds. What
 * stays open is a write that arrives after its lease, or while RT still works on the first try; the README says so.
 */
export function createWrites(
  client: RequestTrackerClient,
  tickets: TicketReads,
  changes: Changes,
  reading: Reading & { readonly queue: string },
): Writes {
  const { ids } = reading;
  const { change, inTurnOfMarker, inTurnOfTicket } = changes;
  const ofTickets = `ObjectType = 'RT::Ticket'`;

  async function findOpened(command: OpenTicket): Promise<Applied | null> {
    const query = `Queue = ${quote(reading.queue)} AND CF.{${MARKER_FIELD}} STARTSWITH ${quote(`${command.marker}:`)}`;
    const { items } = await client.tickets({ query, orderBy: [['id', 'ASC']], perPage: 10 });
    const ticket = items.find((item) => isMarked(fieldOf(item, MARKER_FIELD), command));
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
    const found = items.find((item) => isMarked(fieldOf(item, MARKER_FIELD), command));
    if (!found) return null;
    const [ticketId, messageId] = [ids.ticket.seal(found.ObjectId), ids.message.seal(found.id)];
    return { outcome: 'applied', ticketId, messageId, appliedAt: found.Created ?? new Date(0) };
  }

  const changeState = (scope: Scope, command: ChangeState, judge: Judge, state: string): Promise<Applied | Refused | null> =>
    inTurnOfTicket(command, () =>
      change<Refused>(scope, command, 'with the change', (row) => {
        const verdict = judge(toTicket(row, reading));
        if (!verdict.allowed) return { outcome: 'refused', verdict };
        return { change: { Status: state }, isMade: (after) => after.Status === state };
      }),
    );

  return {
    openTicket(scope, command) {
      if (!reaches(scope, command.clientId) || !isAskable(command.clientId)) return Promise.resolve(null);
      return inTurnOfMarker(command, async () => {
        const before = await findOpened(command);
        if (before) return before;
        await client.createTicket(
          {
            Queue: reading.queue,
            Subject: command.subject,
            Content: command.body,
            ContentType: 'text/plain',
            Priority: fromPriority(command.priority),
            CustomFields: {
              [reading.accountField]: command.clientId,
              [MARKER_FIELD]: mark(command),
              [AUTHOR_FIELD]: fromAuthor(command.actor),
              ...(command.openedBy !== null && { [OPENER_FIELD]: command.openedBy }),
              [SHARING_FIELD]: fromSharing(command.sharing),
            },
          },
          await filesOf(command),
        );
        const applied = await findOpened(command);
        if (!applied) throw contractBroken(reading.system, 'an opened ticket without its marker');
        return applied;
      });
    },

    reply: (scope, command, judge) =>
      inTurnOfTicket(command, async () => {
        const [row] = await tickets.byOpaqueIds(scope, [command.ticketId]);
        if (!row) return null;
        const before = await findReply(command);
        if (before) return before;
        const ticket = toTicket(row, reading);
        const verdict = judge(ticket);
        if (!verdict.allowed) return { outcome: 'refused', verdict };
        const answered = command.actor.side === 'CLIENT' && ticket.status.waitingOn === 'CLIENT';
        await client.correspond(
          row.id,
          {
            Content: command.body,
            ContentType: 'text/plain',
            ...(answered && { Status: stateAfter.answer }),
            TxnCustomFields: { [MARKER_FIELD]: mark(command), [AUTHOR_FIELD]: fromAuthor(command.actor) },
          },
          await filesOf(command),
        );
        const applied = await findReply(command);
        if (!applied) throw contractBroken(reading.system, 'a message without its marker');
        return applied;
      }),

    closeTicket: (scope, command, judge) => changeState(scope, command, judge, stateAfter.close),
    reopenTicket: (scope, command, judge) => changeState(scope, command, judge, stateAfter.reopen),
  };
}

async function filesOf({ attachments = [] }: OpenTicket | Reply): Promise<SentFile[]> {
  return Promise.all(attachments.map(async ({ name, mediaType, read }) => ({ name, mediaType, content: await read() })));
}
