import { forbidKeeping } from '../../kit/cache-hint.ts';
import { toConnection, readPageRequest } from '../../kit/connection.ts';
import type { Connection } from '../../kit/connection.ts';
import { activityOf } from '../activity.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { Client } from '../domain.ts';
import { nextStepsOf } from '../next-steps.ts';
import type { SortedList } from '../sorted-list.ts';
import { readEvents, readSteps, withOwn } from '../system-facts.ts';
import { readApprovalEvents, readApprovalSteps } from '../approvals/read-approval-facts.ts';
import { readDocumentRequestEvents, readDocumentRequestSteps } from '../document-requests/document-request-facts.ts';
import { accessLists } from './access-lists.ts';
import { approvals } from './approval-lists.ts';
import { documentRequests } from './document-request.ts';
import type { ClientResolvers } from './generated.ts';
import { notifications } from './notifications.ts';

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export const client: ClientResolvers = {
  ...accessLists,
  __resolveReference: (reference: ClientReference, { scope }) =>
    clientWithinScope(scope, reference.id, {
      crm: reference.crmFacts,
      files: reference.fileFacts,
      tickets: reference.ticketFacts,
    }),
  approvals,
  documentRequests,
  notifications,
  nextSteps: async (parent, args, context, info) => {
    const { given, missing } = withOwn(
      readSteps(parent, context.logger),
      ...(await Promise.all([readApprovalSteps(parent, context), readDocumentRequestSteps(parent, context)])),
    );
    if (missing.length > 0) forbidKeeping(info);
    const list = nextStepsOf(parent, given, context.now);
    return { ...pageThrough(list, 'Client.nextSteps', parent, args, context), missing };
  },
  activity: async (parent, args, context, info) => {
    const { given, missing } = withOwn(
      readEvents(parent, context.logger),
      ...(await Promise.all([readApprovalEvents(parent, context), readDocumentRequestEvents(parent, context)])),
    );
    if (missing.length > 0) forbidKeeping(info);
    const list = activityOf(parent, given);
    return { ...pageThrough(list, 'Client.activity', parent, args, context), missing };
  },
};

/** What the gateway sends to have a client looked up: the key, and what the fields asked for require. */
interface ClientReference {
  readonly id: string;
  readonly crmFacts?: unknown;
  readonly fileFacts?: unknown;
  readonly ticketFacts?: unknown;
}

function pageThrough<Record>(
  list: SortedList<Record>,
  name: string,
  parent: Client,
  args: PageArguments,
  { cursors, scope }: Context,
): Connection<Record> {
  const binding = { scope: scope.fingerprint, list: name, parentId: parent.clientId, filter: null };
  const request = readPageRequest(args, cursors, binding);
  return toConnection({ page: list.pageOf(request), request, cursors, binding, totalCount: () => list.count });
}
