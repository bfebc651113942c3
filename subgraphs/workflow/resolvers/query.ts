import { readGlobalId } from '../../../schema/contract/global-id.ts';
import { readRecordChanges } from '../../kit/changes/record-changes.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import { stubOf } from '../subject.ts';
import { viewerOf } from '../viewer.ts';
import { readApproval } from './approval-lists.ts';
import { auditTrail } from './access-lists.ts';
import { readDocumentRequest } from './document-request.ts';
import { receiptQueries } from './receipts.ts';
import type { QueryResolvers } from './generated.ts';
import { failedMails } from './mails.ts';

export const query: QueryResolvers = {
  accessChanges: (_parent, { after }, { store, now }) => store.feed.changes(after ?? null, now),
  recordChanges: (_parent, { after }, { changes, claims }) => readRecordChanges(claims, changes, after),
  auditTrail,
  failedMails,
  approval: (_parent, { id }, context) => readApproval(id, context),
  documentRequest: (_parent, { id }, context) => readDocumentRequest(id, context),
  receiptKeys: (_parent, _args, { receiptKeys }) => receiptKeys,
  ...receiptQueries,
  viewer: (_parent, _args, { claims }) => viewerOf(claims),
  client: (_parent, { id }, { scope }) => clientWithinScope(scope, id),
  // A stub says nothing about existence. The guard drops it when the caller lacks the scope of its type, and the gateway asks its
  // keeper for the owner before it lets it into an answer.
  node: (_parent, { id }, context) => {
    const { scope } = context;
    const read = readGlobalId(id);
    if (read === null) return null;
    if (read.type === 'Client') return clientWithinScope(scope, id);
    if (read.type === 'Approval') return readApproval(id, context);
    if (read.type === 'DocumentRequest') return readDocumentRequest(id, context);
    return stubOf(read.type, id, null);
  },
};
