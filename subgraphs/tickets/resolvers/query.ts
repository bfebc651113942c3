import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { QueryResolvers } from './generated.ts';
import { receiptQueries } from './receipts.ts';

export const query: QueryResolvers = {
  ...receiptQueries,

  ticket: (_root, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Ticket', id);
    return localId === null ? null : loaders.ticket(localId);
  },
};
