import type { ClientId } from './domain.ts';
import { reaches, roleIn } from './scope.ts';
import type { Scope } from './scope.ts';
import { ALLOWED, refused } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** The scope without which nobody writes to the help desk. */
export const TICKETS_WRITE_SCOPE = 'tickets:write';

/**
 * Whether the caller may open a ticket in the name of this client. It stands in the kit because records of other systems offer
 * the action too: a quote that waits for an answer is answered by a ticket.
 */
export function canOpenTicket(scope: Scope, clientId: ClientId): Verdict {
  if (!reaches(scope, clientId)) return refused('You do not act for this client.', null);
  if (!scope.scopes.has(TICKETS_WRITE_SCOPE)) {
    return refused('You are not signed in for writing tickets.', `Sign in with the scope \`${TICKETS_WRITE_SCOPE}\`.`);
  }
  // A part of the portal that acts in its own name asks the business nothing.
  if (scope.kind === 'service') return refused('Only people and partners write tickets.', null);
  if (scope.kind !== 'client') return ALLOWED;
  const role = roleIn(scope, clientId);
  // A contact whose role is not known gets the rights of the least one, and not those of the most.
  if (role === null || role === 'VIEWER') {
    return refused('Your role lets you see the work and change nothing.', 'Ask an owner of your company for another role.');
  }
  return ALLOWED;
}
