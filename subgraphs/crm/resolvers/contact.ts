import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { reaches } from '../../kit/scope.ts';
import type { ContactResolvers } from './generated.ts';

export const contact: ContactResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Contact', id);
    return localId === null ? null : loaders.contact.load(localId);
  },
  id: ({ id }) => toGlobalId('Contact', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => ({ clientId }),
  isMe: ({ id, clientId }, _arguments, { scope }) =>
    scope.kind === 'client' && scope.contactId === id && reaches(scope, clientId),
};
