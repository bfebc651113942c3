import type { UserError } from '../../kit/domain.ts';
import type { OpenTicketPayload as WritePayload } from '../domain.ts';

export function nothingDone(userErrors: readonly UserError[]): WritePayload {
  return { ticketId: null, messageId: null, receipt: null, userErrors };
}

/** The one answer for a ticket that is missing, another client's, or named by an id of another form. */
export function noSuchTicket(): WritePayload {
  return notFound('There is no such ticket.', 'ticketId');
}

export function notFound(message: string, field: string): WritePayload {
  return nothingDone([{ code: 'NOT_FOUND', message, path: [field] }]);
}
