import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { EventFact, StepFact, SystemFacts } from '../kit/domain.ts';
import type { Scope } from '../kit/scope.ts';
import type { Ticket, TicketEvent } from './domain.ts';
import { canReply } from './ticket-rules.ts';

/** What the help desk contributes to a client's next steps and timeline. */
export function factsOf(from: {
  readonly system: string;
  readonly scope: Scope;
  readonly waiting: readonly Ticket[];
  readonly events: readonly TicketEvent[];
}): SystemFacts {
  return {
    system: from.system,
    steps: from.waiting.map((ticket) => stepOf(ticket, from.scope)),
    events: from.events.map(eventOf),
  };
}

function stepOf(ticket: Ticket, scope: Scope): StepFact {
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

function eventOf(event: TicketEvent): EventFact {
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
