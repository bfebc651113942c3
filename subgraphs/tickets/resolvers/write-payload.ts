import type { Context } from '../context.ts';
import { readMessage } from './message.ts';
import type { Message, OpenTicketPayload as WritePayload, Ticket } from '../domain.ts';

/** The fields that all the mutations' payloads resolve in the same way. */
export const writePayload = {
  ticket: ({ ticketId }: WritePayload, _arguments: unknown, { loaders }: Context): Promise<Ticket | null> | null =>
    ticketId === null ? null : loaders.ticket(ticketId),
};

export const replyPayload = {
  ...writePayload,
  message: ({ messageId }: WritePayload, _arguments: unknown, { loaders }: Context): Promise<Message | null> | null =>
    messageId === null ? null : readMessage(messageId, loaders),
};
