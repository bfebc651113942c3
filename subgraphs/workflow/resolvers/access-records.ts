import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { clientOf } from '../client-within-scope.ts';
import type { AuditEventResolvers, PartnerGrantResolvers, StaffViewResolvers } from './generated.ts';

export const partnerGrant: PartnerGrantResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
};

export const staffView: StaffViewResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  contact: ({ contactId }) => ({ __typename: 'Contact', id: toGlobalId('Contact', contactId), clientId: null }),
};

export const auditEvent: AuditEventResolvers = {
  client: ({ clientId }) => (clientId === null ? null : clientOf(clientId)),
};
