import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import type { MessageResolvers } from './generated.ts';

export const message: MessageResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Message', id);
    return localId === null ? null : loaders.message(localId);
  },
  id: ({ id }) => toGlobalId('Message', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  ticket: async ({ ticketId }, _arguments, { loaders, system }) => {
    const found = await loaders.ticket(ticketId);
    if (!found) throw new AppError('UPSTREAM_CONTRACT', `${system} has a message without its ticket.`);
    return found;
  },
};
