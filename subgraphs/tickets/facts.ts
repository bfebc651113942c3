import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { EventFact, StepFact } from '../kit/domain.ts';
import type { Scope } from '../kit/scope.ts';
import type { Ticket, TicketEvent } from './domain.ts';
import { canReply } from './ticket-rules.ts';

/** A ticket that waits on the client, as a step that somebody there takes next. */
export function stepOf(ticket: Ticket, scope: Scope): StepFact {
  return {
    subjectType: 'Ticket',
    subjectId: toGlobalId('Ticket', ticket.id),
    title: ticket.subject,
    headline: ticket.status.headline,
    action: canReply(scope, ticket).allowed ? 'REPLY_TO_TICKET' : null,
    dueBy: ticket.status.dueBy,
    since: ticket.status.since,
  };
}

const happened: Readonly<Record<TicketEvent['kind'], string>> = {
  TICKET_OPENED: 'Ticket opened',
  MESSAGE_SENT: 'New message',
  TICKET_CLOSED: 'Ticket settled',
};

export function eventOf(event: TicketEvent): EventFact {
  return {
    key: event.key,
    kind: event.kind,
    at: event.at,
    headline: `${happened[event.kind]}: ${event.subject}`,
    actor: event.actor,
    subjectType: 'Ticket',
    subjectId: toGlobalId('Ticket', event.ticketId),
  };
}
