import type { SetContactRolePayloadResolvers } from './generated.ts';

export const setContactRolePayload: SetContactRolePayloadResolvers = {
  contact: ({ contactId }, _arguments, { loaders }) => (contactId === null ? null : loaders.contact.load(contactId)),
};
