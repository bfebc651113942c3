import type { AvailableAction, ClientId, Status } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import { canOpenTicket } from '../../kit/ticket-rules.ts';

/** A record that waits on the client is answered by a ticket; with any other record of the CRM there is nothing to do here. */
export function availableActions(record: { clientId: ClientId; status: Status }, scope: Scope): AvailableAction[] {
  if (record.status.waitingOn !== 'CLIENT') return [];
  return [{ action: 'OPEN_TICKET', ...canOpenTicket(scope, record.clientId), dueBy: record.status.dueBy }];
}
