import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { Action, Json } from '../../kit/actions/action.ts';
import type { ActionRequest } from '../../kit/actions/actions.ts';
import { evidenceOf } from '../../kit/actions/evidence.ts';
import { toReceipt } from '../../kit/actions/receipt.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId, UserError } from '../../kit/domain.ts';
import { markerOf } from '../../kit/idempotency.ts';
import { reaches } from '../../kit/scope.ts';
import { canOpenTicket } from '../../kit/ticket-rules.ts';
import { notAllowed } from '../../kit/verdict.ts';
import type { Verdict } from '../../kit/verdict.ts';
import type { Context } from '../context.ts';
import type { OpenTicketPayload as WritePayload, Ticket } from '../domain.ts';
import { recordKeyOf, resultOf, waitingMessageIdOf } from '../ticket-actions.ts';
import type { ticketCommands } from '../ticket-actions.ts';
import { CHANGED_SINCE, NO_SUCH_PARTICIPANT } from '../ticket-rules.ts';
import { AttachmentsRefused } from '../uploads/attachments-refused.ts';
import { claimFor } from '../uploads/uploads.ts';
import { nothingDone } from './nothing-done.ts';

interface Act {
  readonly mutation: keyof typeof ticketCommands;
  readonly clientId: ClientId;
  /** Null for an action that waits for no other. */
  readonly ticketId: string | null;
  readonly idempotencyKey: string | null;
  readonly command: { readonly [name: string]: Json };
  readonly judge: () => Verdict | Promise<Verdict>;
  /** The ids of the uploads that are sent with it. */
  readonly attachments?: readonly string[];
}

/** Accepts an action on its way to the help desk, and says how far it has got. What cannot be stored is thrown: nothing is acknowledged. */
export async function act(
  context: Context,
  { mutation, clientId, ticketId, idempotencyKey, command, judge, attachments = [] }: Act,
): Promise<WritePayload> {
  const marker = markerOf({ actor: context.claims, clientId, mutation, idempotencyKey });
  const request: ActionRequest = {
    kind: mutation,
    // As before there were any, so that what is repeated is the same.
    command: attachments.length > 0 ? { ...command, attachments } : command,
    recordKey: ticketId === null ? null : recordKeyOf({ clientId, id: ticketId }),
    clientId,
    marker,
    evidence: evidenceOf(context, clientId),
    judge: async () => judge(),
    ...(attachments.length > 0 && {
      alongside: claimFor(context.uploads, attachments, { claims: context.claims, clientId, marker }),
    }),
  };
  const performed = await context.actions.perform(request).catch((error: unknown) => {
    if (error instanceof AttachmentsRefused) return error;
    throw error;
  });
  context.loaders.forgetWritten();
  if (performed instanceof AttachmentsRefused) return nothingDone(performed.userErrors);
  switch (performed.outcome) {
    case 'refused': {
      const userErrors = [refusalOf(notAllowed(performed.verdict).message)];
      return { ...nothingDone(userErrors), ticketId: shownBeside(userErrors, ticketId) };
    }
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
    const userErrors = [refusalOf(action.error ?? '')];
    return { ticketId: shownBeside(userErrors, ticketId), messageId: null, receipt, userErrors };
  }
  const result = resultOf(action) ?? { ticketId, messageId: waitingMessageIdOf(action) };
  return { ...result, receipt, userErrors: [] };
}

/** By the words of the rule, which are all that is kept of a refusal at the delivery. */
function refusalOf(message: string): UserError {
  if (message === notAllowed(NO_SUCH_PARTICIPANT).message) return { code: 'NOT_FOUND', message, path: ['participantId'] };
  return message === notAllowed(CHANGED_SINCE).message
    ? { code: 'CONFLICT', message, path: ['ifUnchangedSince'] }
    : { code: 'NOT_ALLOWED', message, path: [] };
}

/** Whom somebody else was faster than is shown how the ticket stands now. */
function shownBeside([userError]: readonly UserError[], ticketId: string | null): string | null {
  return userError?.code === 'CONFLICT' ? ticketId : null;
}

/** What a mutation is about: the ticket, or as much of it as can be known while the help desk cannot be asked. */
export interface Addressed {
  readonly ticketId: string;
  readonly clientId: ClientId;
  /** Judges by the ticket, or without it by what the caller may do for the client; the delivery judges by the ticket in any case. */
  readonly judge: (rule: (ticket: Ticket) => Verdict | Promise<Verdict>) => Verdict | Promise<Verdict>;
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

export function readClientId(id: string, { scope }: Context): ClientId | null {
  const localId = readGlobalIdOf('Client', id);
  if (localId === null) return null;
  const clientId = asClientId(localId);
  return reaches(scope, clientId) ? clientId : null;
}
