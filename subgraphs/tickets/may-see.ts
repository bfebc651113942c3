import type { ClientId, Sharing } from '../kit/domain.ts';
import { reaches } from '../kit/scope.ts';
import type { Scope } from '../kit/scope.ts';
import { mayBeSeenBy } from '../kit/sharing.ts';

/**
 * Whether a caller may know that a ticket exists: by its sharing, and always for the contact who opened it. What stands in the queries of
 * the adapters must say the same; the port's contract compares them.
 */
export function maySee(
  scope: Scope,
  ticket: { readonly clientId: ClientId; readonly sharing: Sharing; readonly openedBy: string | null },
): boolean {
  if (!reaches(scope, ticket.clientId)) return false;
  return mayBeSeenBy(scope, ticket.clientId, ticket.sharing) || isOpener(scope, ticket);
}

/** Whether the caller is the contact who opened the ticket. */
export function isOpener(scope: Scope, ticket: { readonly openedBy: string | null }): boolean {
  return scope.kind === 'client' && scope.contactId !== null && ticket.openedBy === scope.contactId;
}
