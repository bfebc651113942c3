import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { QueryResolvers } from './generated.ts';
import { keptActionQueries } from './kept-actions.ts';

export const query: QueryResolvers = {
  ...keptActionQueries,

  ticket: (_root, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Ticket', id);
    return localId === null ? null : loaders.ticket(localId);
  },
};
