import { AppError } from '../../../schema/contract/app-error.ts';
import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId, UserError } from '../../kit/domain.ts';
import { markerOf, receiptIdOf } from '../../kit/idempotency.ts';
import { reaches } from '../../kit/scope.ts';
import { notAllowed } from '../../kit/verdict.ts';
import type { Context } from '../context.ts';
import type { OpenTicketPayload as WritePayload, Ticket } from '../domain.ts';
import type { Actor, Applied, NoSuchParticipant, Refused } from '../port.ts';

/**
 * Writes through to the help desk and says what became of it. A failure of the help desk is thrown: then nothing is acknowledged, and the
 * caller repeats the call with the same key.
 */
export async function write(
  context: Context,
  action: { readonly mutation: string; readonly clientId: ClientId; readonly idempotencyKey: string | null },
  subjectField: 'clientId' | 'ticketId',
  perform: (command: { marker: string; actor: Actor }) => Promise<Applied | Refused | NoSuchParticipant | null>,
): Promise<WritePayload> {
  const marker = markerOf({ actor: context.claims, ...action });
  try {
    const result = await perform({ marker, actor: actorOf(context) });
    context.loaders.forgetWritten();
    if (result === null) return subjectField === 'ticketId' ? noSuchTicket() : notFound('There is no such client.', 'clientId');
    if (result.outcome === 'refused') return nothingDone([notAllowed(result.verdict)]);
    if (result.outcome === 'no such participant') return notFound('There is no such participant.', 'participantId');
    const { ticketId, messageId, appliedAt } = result;
    const receipt = {
      id: toReceiptId('tickets', receiptIdOf(marker)),
      state: 'APPLIED',
      system: context.system,
      acceptedAt: appliedAt,
      appliedAt,
      error: null,
    } as const;
    return { ticketId, messageId, receipt, userErrors: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
    return nothingDone([{ code: 'CONFLICT', message: error.publicMessage, path: ['idempotencyKey'] }]);
  }
}

export function readClientId(id: string, { scope }: Context): ClientId | null {
  const localId = readGlobalIdOf('Client', id);
  if (localId === null) return null;
  const clientId = asClientId(localId);
  return reaches(scope, clientId) ? clientId : null;
}

export async function readTicket(id: string, { loaders }: Context): Promise<Ticket | null> {
  const localId = readGlobalIdOf('Ticket', id);
  return localId === null ? null : loaders.ticket(localId);
}

function actorOf({ claims }: Context): Actor {
  const side = claims.kind === 'staff' ? 'BUSINESS' : 'CLIENT';
  const nameless = { client: 'Client', partner: 'Partner', staff: 'Team', service: 'Portal' }[claims.kind];
  return { id: claims.contactId ?? claims.subject, name: claims.name ?? nameless, side };
}

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
