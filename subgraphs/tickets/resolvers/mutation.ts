import { notAllowed } from '../../kit/verdict.ts';
import { canClose, canOpenShared, canReopen, canReply } from '../ticket-rules.ts';
import type { MutationResolvers } from './generated.ts';
import { peopleMutations } from './people-mutations.ts';
import { createInputReader } from './read-input.ts';
import { noSuchTicket, notFound, nothingDone, readClientId, readTicket, write } from './write.ts';

export const mutation: MutationResolvers = {
  ...peopleMutations,

  openTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const subject = reader.subject(input.subject);
    const body = reader.body(input.body);
    const sharing = reader.sharing(input.sharing ?? { audience: 'COMPANY' });
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const clientId = readClientId(input.clientId, context);
    if (clientId === null) return notFound('There is no such client.', 'clientId');
    const verdict = canOpenShared(context.scope, clientId, sharing);
    if (!verdict.allowed) return nothingDone([notAllowed(verdict)]);
    const priority = input.priority ?? 'NORMAL';
    const openedBy = context.scope.kind === 'client' ? context.scope.contactId : null;
    return write(context, { mutation: 'openTicket', clientId, idempotencyKey }, 'clientId', (command) =>
      context.store.openTicket(context.scope, { ...command, clientId, subject, body, priority, sharing, openedBy }),
    );
  },

  replyToTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const body = reader.body(input.body);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const ticket = await readTicket(input.ticketId, context);
    if (!ticket) return noSuchTicket();
    return write(context, { mutation: 'replyToTicket', clientId: ticket.clientId, idempotencyKey }, 'ticketId', (command) =>
      context.store.reply(context.scope, { ...command, ticketId: ticket.id, body }, (now) => canReply(context.scope, now)),
    );
  },

  closeTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const ticket = await readTicket(input.ticketId, context);
    if (!ticket) return noSuchTicket();
    return write(context, { mutation: 'closeTicket', clientId: ticket.clientId, idempotencyKey }, 'ticketId', (command) =>
      context.store.closeTicket(context.scope, { ...command, ticketId: ticket.id }, (now) => canClose(context.scope, now)),
    );
  },

  reopenTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const ticket = await readTicket(input.ticketId, context);
    if (!ticket) return noSuchTicket();
    return write(context, { mutation: 'reopenTicket', clientId: ticket.clientId, idempotencyKey }, 'ticketId', (command) =>
      context.store.reopenTicket(context.scope, { ...command, ticketId: ticket.id }, (now) => canReopen(context.scope, now)),
    );
  },
};
