import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { reaches } from '../../kit/scope.ts';
import { canDecideRoles, canHaveRole } from '../contact-rules.ts';
import type { Context } from '../context.ts';
import type { Contact } from '../domain.ts';
import type { Verdict } from '../../kit/verdict.ts';
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
  availableActions: async (contact, _arguments, context) => [
    { action: 'SET_CONTACT_ROLE', ...(await canSetRole(contact, context)), dueBy: null },
  ],
};

/** Whether the caller could give it another role. Owners are counted for an owner only, and only when it depends on that. */
async function canSetRole(contact: Contact, { scope, store, loaders }: Context): Promise<Verdict> {
  const permission = canDecideRoles(scope, contact, store);
  if (!permission.allowed || contact.role !== 'OWNER') return permission;
  const owners = await loaders.ownerCountOf.load({ parent: contact.clientId, arguments: null });
  return canHaveRole(contact, null, owners);
}
