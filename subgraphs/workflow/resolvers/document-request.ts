import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { AvailableAction } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import { seesAllOf } from '../approvals/approval-rules.ts';
import { clientOf } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import { canCancel, canFulfil, canJudge, isOpen } from '../document-requests/document-request-rules.ts';
import { statusOf } from '../document-requests/document-request-status.ts';
import type { DocumentRequest, DocumentSubmission } from '../domain.ts';
import type { ClientResolvers, DocumentRequestResolvers, DocumentSubmissionResolvers } from './generated.ts';

export const documentRequest: DocumentRequestResolvers = {
  __resolveReference: ({ id }, context) => readDocumentRequest(id, context),
  id: ({ id }) => toGlobalId('DocumentRequest', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => clientOf(clientId),
  contactIds: ({ contactIds }) => contactIds.map((contactId) => toGlobalId('Contact', contactId)),
  status: (parent) => statusOf(parent),
  availableActions: (parent, _arguments, { scope }) => actionsOf(scope, parent),
};

export const documentSubmission: DocumentSubmissionResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  // Whether the caller may see it, its keeper says.
  document: ({ documentId }) => ({ __typename: 'Document', id: toGlobalId('Document', documentId), clientId: null }),
  version: (parent, _arguments, { scope }) => (knowsContent(scope, parent) ? parent.version : null),
  checksum: (parent, _arguments, { scope }) => (knowsContent(scope, parent) ? parent.checksum : null),
};

/** A colleague who is asked too may not see what was sent. */
function knowsContent(scope: Scope, { clientId, contactId }: DocumentSubmission): boolean {
  return seesAllOf(scope, clientId) || (scope.contactId !== null && scope.contactId === contactId);
}

function actionsOf(scope: Scope, request: DocumentRequest): AvailableAction[] {
  const dueBy = isOpen(request) ? request.dueBy : null;
  const fulfil: AvailableAction = { action: 'FULFIL_DOCUMENT_REQUEST', ...canFulfil(scope, request), dueBy };
  if (scope.kind !== 'staff') return [fulfil];
  const judge = { ...canJudge(scope, request), dueBy: null };
  return [
    fulfil,
    { action: 'ACCEPT_DOCUMENT', ...judge },
    { action: 'RETURN_DOCUMENT', ...judge },
    { action: 'CANCEL_DOCUMENT_REQUEST', ...canCancel(scope, request), dueBy: null },
  ];
}

export const documentRequests: NonNullable<ClientResolvers['documentRequests']> = async (
  { clientId },
  { filter, ...args },
  { scope, cursors, loaders },
) => {
  const states = filter?.states ? [...new Set(filter.states)].sort() : null;
  const binding = { scope: scope.fingerprint, list: 'Client.documentRequests', parentId: clientId, filter: states };
  const request = readPageRequest(args, cursors, binding);
  const page = await loaders.documentRequestsOf.load({ parent: clientId, arguments: { states, page: request } });
  const totalCount = () => loaders.documentRequestCountOf.load({ parent: clientId, arguments: states });
  return toConnection({ page, request, cursors, binding, totalCount });
};

/** The request of a global id, or null: for one that is missing, another client's, or not the caller's to see. All take this one path. */
export async function readDocumentRequest(
  id: string,
  { documentRequests: store, scope }: Context,
): Promise<DocumentRequest | null> {
  const localId = readGlobalIdOf('DocumentRequest', id);
  return localId === null || !uuid.test(localId) ? null : store.byId(scope, localId);
}

/** One spelling: what PostgreSQL would read as the same id, but is written otherwise, is none. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
