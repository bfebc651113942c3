import { canOpenTicket } from '../kit/ticket-rules.ts';
import type { Scope } from '../kit/scope.ts';
import { ALLOWED, refused } from '../kit/verdict.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { Ticket } from './domain.ts';

/*
 * Who may do what with a ticket, and when. `Ticket.availableActions` tells these answers beforehand and the mutations obey them: the same
 * functions, so that they cannot disagree. Whoever may not open tickets for a client may not write into its tickets either.
 */

/** Whether the caller may write a message into this ticket now. */
export function canReply(scope: Scope, ticket: Ticket): Verdict {
  return firstRefusal(canOpenTicket(scope, ticket.clientId), () => (isSettled(ticket) ? settled(ticket) : ALLOWED));
}

/** Whether the caller may settle this ticket now. */
export function canClose(scope: Scope, ticket: Ticket): Verdict {
  return firstRefusal(canOpenTicket(scope, ticket.clientId), () => (isSettled(ticket) ? settled(ticket) : ALLOWED));
}

/** Whether the caller may put this ticket back to work now. */
export function canReopen(scope: Scope, ticket: Ticket): Verdict {
  return firstRefusal(canOpenTicket(scope, ticket.clientId), () => {
    if (!isSettled(ticket)) return refused('This ticket is not settled.', 'Write a reply instead.');
    return ticket.status.phase === 'DONE' ? ALLOWED : settled(ticket);
  });
}

function firstRefusal(first: Verdict, then: () => Verdict): Verdict {
  return first.allowed ? then() : first;
}

function isSettled({ status }: Ticket): boolean {
  return status.phase === 'DONE' || status.phase === 'CANCELLED';
}

function settled({ status }: Ticket): Verdict {
  return status.phase === 'DONE'
    ? refused('This ticket is settled.', 'Reopen it, or open a new one.')
    : refused('This ticket was called off.', 'Open a new one.');
}
