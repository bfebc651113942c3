import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { Action, Json } from '../../kit/actions/action.ts';
import { evidenceOf } from '../../kit/actions/evidence.ts';
import { toReceipt } from '../../kit/actions/receipt.ts';
import type { ClientId } from '../../kit/domain.ts';
import { markerOf } from '../../kit/idempotency.ts';
import { canOpenTicket } from '../../kit/ticket-rules.ts';
import { notAllowed } from '../../kit/verdict.ts';
import type { Verdict } from '../../kit/verdict.ts';
import type { Context } from '../context.ts';
import type { OpenTicketPayload as WritePayload, Ticket } from '../domain.ts';
import { recordKeyOf, resultOf, waitingMessageIdOf } from '../ticket-actions.ts';
import type { ticketCommands } from '../ticket-actions.ts';
import { nothingDone } from './write.ts';

interface Act {
  readonly mutation: keyof typeof ticketCommands;
  readonly clientId: ClientId;
  /** Null for an action that waits for no other. */
  readonly ticketId: string | null;
  readonly idempotencyKey: string | null;
  readonly command: Json;
  readonly judge: () => Verdict;
}

/** Accepts an action on its way to the help desk, and says how far it has got. What cannot be stored is thrown: nothing is acknowledged. */
export async function act(
  context: Context,
  { mutation, clientId, ticketId, idempotencyKey, command, judge }: Act,
): Promise<WritePayload> {
  const performed = await context.actions.perform({
    kind: mutation,
    command,
    recordKey: ticketId === null ? null : recordKeyOf({ clientId, id: ticketId }),
    clientId,
    marker: markerOf({ actor: context.claims, clientId, mutation, idempotencyKey }),
    evidence: evidenceOf(context, clientId),
    judge: () => Promise.resolve(judge()),
  });
  context.loaders.forgetWritten();
  switch (performed.outcome) {
    case 'refused':
      return nothingDone([notAllowed(performed.verdict)]);
    case 'conflict':
      return nothingDone([
        {
          code: 'CONFLICT',
          message: 'The same idempotency key was used before with another input.',
          path: ['idempotencyKey'],
        },
      ]);
    case 'accepted':
      return toPayload(performed.action, ticketId, context);
  }
}

function toPayload(action: Action, ticketId: string | null, { system }: Context): WritePayload {
  const receipt = toReceipt(action, { owner: 'tickets', system });
  if (action.state === 'FAILED') {
    const userErrors = [{ code: 'NOT_ALLOWED', message: action.error ?? '', path: [] }] as const;
    return { ticketId: null, messageId: null, receipt, userErrors };
  }
  const result = resultOf(action) ?? { ticketId, messageId: waitingMessageIdOf(action) };
  return { ...result, receipt, userErrors: [] };
}

/** What a mutation is about: the ticket, or as much of it as can be known while the help desk cannot be asked. */
export interface Addressed {
  readonly ticketId: string;
  readonly clientId: ClientId;
  /** Judges by the ticket, or without it by what the caller may do for the client; the delivery judges by the ticket in any case. */
  readonly judge: (rule: (ticket: Ticket) => Verdict) => Verdict;
}

/**
 * Reads the ticket that an input names; null when there is none that the caller may see. While the help desk is away, the ticket can only be
 * of the caller's one client: the delivery, which reaches no other, finds out. Whoever has several clients has to come again.
 */
export async function readAddressed(id: string, { loaders, scope }: Context): Promise<Addressed | null> {
  const ticketId = readGlobalIdOf('Ticket', id);
  if (ticketId === null) return null;
  try {
    const ticket = await loaders.ticket(ticketId);
    return ticket && { ticketId, clientId: ticket.clientId, judge: (rule) => rule(ticket) };
  } catch (error) {
    const [clientId, ...others] = scope.clients === 'every client' ? [] : scope.clients.keys();
    if (!isAway(error) || clientId === undefined || others.length > 0) throw error;
    return { ticketId, clientId, judge: () => canOpenTicket(scope, clientId) };
  }
}

function isAway(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT');
}
