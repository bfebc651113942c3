import type { ClientId, Sharing } from '../kit/domain.ts';
import type { Scope } from '../kit/scope.ts';
import { canShare } from '../kit/sharing.ts';
import { TICKETS_WRITE_SCOPE, canOpenTicket } from '../kit/ticket-rules.ts';
import { ALLOWED, refused } from '../kit/verdict.ts';
import type { Verdict } from '../kit/verdict.ts';
import { PARTICIPANTS_MAX } from './domain.ts';
import type { Ticket, TicketParticipant } from './domain.ts';
import { isOpener } from './may-see.ts';

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

/** Whether the caller may decide who in the client company sees this ticket. */
export function canShareTicket(scope: Scope, ticket: Pick<Ticket, 'clientId'>): Verdict {
  return canShare(scope, ticket.clientId, TICKETS_WRITE_SCOPE);
}

/** Whether the caller may open a ticket that is shared so. A partner sees what the whole company sees, so it asks for the whole company. */
export function canOpenShared(scope: Scope, clientId: ClientId, sharing: Sharing): Verdict {
  return firstRefusal(canOpenTicket(scope, clientId), () =>
    scope.kind === 'partner' && sharing.audience !== 'COMPANY'
      ? refused('A partner opens tickets for the whole company.', 'Leave `sharing` out.')
      : ALLOWED,
  );
}

/**
 * Whether the caller may bring people into this ticket now. Who takes part is written to, and so reads along: where the company does not
 * see the ticket, it takes those who decide who does, or the contact who opened it.
 */
export function canAddParticipant(scope: Scope, ticket: Ticket): Verdict {
  return firstRefusal(canReply(scope, ticket), () => canChooseReaders(scope, ticket));
}

/** Whether the caller may bring this person, a contact or nobody's contact, into the ticket now. */
export function canAddPerson(
  scope: Scope,
  ticket: Ticket,
  participants: readonly TicketParticipant[],
  contactId: string | null,
): Verdict {
  return firstRefusal(canAddParticipant(scope, ticket), () => hasRoomFor(ticket, participants, contactId));
}

/** Whether there is room for one more, of this contact when it is one. */
function hasRoomFor(ticket: Ticket, participants: readonly TicketParticipant[], contactId: string | null): Verdict {
  const { audience, contactIds } = ticket.sharing;
  const names = audience === 'CONTACTS' && contactId !== null && !contactIds.includes(contactId);
  if (participants.length < PARTICIPANTS_MAX && (!names || contactIds.length < PARTICIPANTS_MAX)) return ALLOWED;
  return refused(`No more than ${PARTICIPANTS_MAX} people take part in a ticket.`, 'Remove somebody first.');
}

/** Whether the caller may take people out of this ticket. */
export function canRemoveParticipant(scope: Scope, ticket: Ticket): Verdict {
  return firstRefusal(canOpenTicket(scope, ticket.clientId), () => canChooseReaders(scope, ticket));
}

/** Whether the caller may take this person out of the ticket. */
export function canRemovePerson(scope: Scope, ticket: Ticket, participant: TicketParticipant): Verdict {
  return firstRefusal(canRemoveParticipant(scope, ticket), () => isRemovable(participant));
}

/** Whether anybody may take this person out through the portal. */
function isRemovable(participant: TicketParticipant): Verdict {
  if (participant.side === 'BUSINESS') return refused('The business decides who of its people takes part.', null);
  return participant.opened ? refused('Whoever asked stays in the ticket.', null) : ALLOWED;
}

function canChooseReaders(scope: Scope, ticket: Ticket): Verdict {
  if (ticket.sharing.audience === 'COMPANY' || isOpener(scope, ticket) || canShareTicket(scope, ticket).allowed) return ALLOWED;
  return refused(
    'Not everybody in your company sees this ticket: an owner or the person who opened it decides who takes part.',
    'Ask an owner of your company.',
  );
}

/** What is said of a person who does not take part. */
export const NO_SUCH_PARTICIPANT: Verdict = refused('There is no such participant.', null);

/** What is said of a ticket that somebody else was faster to change. */
export const CHANGED_SINCE: Verdict = refused(
  'This ticket has changed since you looked at it.',
  'Look at it again, then decide.',
);

/** Whether the ticket is still as the person saw it, who names when it had last changed; null for whoever does not ask. */
export function isUnchanged({ updatedAt }: Pick<Ticket, 'updatedAt'>, ifUnchangedSince: string | null): Verdict {
  return ifUnchangedSince === null || updatedAt.getTime() <= Date.parse(ifUnchangedSince) ? ALLOWED : CHANGED_SINCE;
}

export function firstRefusal(first: Verdict, then: () => Verdict): Verdict {
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
