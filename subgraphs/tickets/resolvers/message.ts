import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Loaders } from '../loaders.ts';
import type { Message } from '../domain.ts';
import { readWaitingMessageId, repliedTicketOf, resultOf } from '../ticket-actions.ts';
import type { AttachmentResolvers, MessageResolvers } from './generated.ts';

export const message: MessageResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Message', id);
    return localId === null ? null : readMessage(localId, loaders);
  },
  id: ({ id }) => toGlobalId('Message', id),
  delivery: ({ delivery }) => delivery ?? 'SENT',
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  attachments: ({ attachments, ...message }) => attachments.map((file) => ({ ...file, message })),
  ticket: async ({ ticketId }, _arguments, { loaders, system }) => {
    const found = await loaders.ticket(ticketId);
    if (!found) throw new AppError('UPSTREAM_CONTRACT', `${system} has a message without its ticket.`);
    return found;
  },
};

export const attachment: AttachmentResolvers = {
  download: (file, _arguments, { scope, claims, links }) => links.linkFor({ scope, claims }, file),
};

/**
 * A message by its id. The id that a reply had while it was on its way leads to it afterwards as well. Whoever may not see the ticket sees
 * neither; the store of actions knows of no sharing.
 */
export async function readMessage(id: string, loaders: Loaders): Promise<Message | null> {
  const actionId = readWaitingMessageId(id);
  if (actionId === null) return loaders.message(id);
  const action = await loaders.action(actionId);
  const ticketId = action && repliedTicketOf(action);
  const ticket = ticketId === null ? null : await loaders.ticket(ticketId);
  if (!action || !ticket || ticket.clientId !== action.clientId) return null;
  const messageId = resultOf(action)?.messageId;
  if (messageId != null) return loaders.message(messageId);
  return action.state === 'ACCEPTED' ? loaders.waitingMessage(action, ticket) : null;
}
