import { readReportedEvents } from '../access/reported-event.ts';
import { approvalMutations } from './approvals.ts';
import { documentRequestMutations } from './document-request-mutations.ts';
import type { MutationResolvers } from './generated.ts';
import { retryMail } from './mails.ts';
import { markNotificationsRead } from './notifications.ts';
import { partnerAccess } from './partner-access.ts';
import { receiptMutations } from './receipts.ts';
import { revokeAccess } from './revoke-access.ts';
import { views } from './views.ts';

export const mutation: MutationResolvers = {
  ...partnerAccess,
  ...views,
  ...revokeAccess,
  ...approvalMutations,
  ...documentRequestMutations,
  markNotificationsRead,
  retryMail,
  ...receiptMutations,
  recordAudit: (_root, { events }, { store }) => store.audit.record(readReportedEvents(events)),
};
