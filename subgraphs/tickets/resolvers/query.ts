import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { readRecordChanges } from '../../kit/changes/record-changes.ts';
import type { QueryResolvers } from './generated.ts';
import { keptActionQueries } from './kept-actions.ts';

export const query: QueryResolvers = {
  ...keptActionQueries,
  recordChanges: (_root, { after }, { changes, claims }) => readRecordChanges(claims, changes, after),

  ticket: (_root, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Ticket', id);
    return localId === null ? null : loaders.ticket(localId);
  },
};
