import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { UserError } from '../../kit/domain.ts';
import { commandOf } from '../access/once.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { Approval, MarkNotificationsReadPayload } from '../domain.ts';
import { readNotifications } from '../notifications/read-notifications.ts';
import { recipientOf } from '../notifications/recipient.ts';
import { stubOf } from '../subject.ts';
import { isInSight } from './approval-lists.ts';
import type { ClientResolvers, MutationResolvers, NotificationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, noSuchClient, receiptOf } from './write-payload.ts';

const idsMax = 100;

export const notification: NotificationResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  subject: ({ about: { type, id }, clientId }, _args, context) => {
    if (type === 'Approval') return readApprovalOf(id, context);
    if (type === 'DocumentRequest') return context.loaders.documentRequest.load(id);
    return stubOf(type, toGlobalId(type, id), clientId);
  },
};

export const notifications: NonNullable<ClientResolvers['notifications']> = async (parent, args, context) => {
  const { scope, cursors, claims } = context;
  // Two of the staff see the same of everything else, and each is told something else.
  const binding = {
    scope: scope.fingerprint,
    list: 'Client.notifications',
    parentId: parent.clientId,
    filter: recipientOf(claims),
  };
  const request = readPageRequest(args, cursors, binding);
  const { list, unreadCount, missing } = await readNotifications(parent, context);
  const page = list.pageOf(request);
  return { ...toConnection({ page, request, cursors, binding, totalCount: () => list.count }), unreadCount, missing };
};

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = async (
  _root,
  { input },
  context,
) => {
  const { claims, scope, store, now } = context;
  const reader = createInputReader();
  const given = input.notificationIds ? [...new Set(input.notificationIds)].sort() : null;
  const until = input.until ?? null;
  if ((given === null) === (until === null)) reader.refuse('notificationIds', 'Give either `notificationIds` or `until`.');
  if (given !== null && given.length > idsMax) reader.refuse('notificationIds', `Name at most ${String(idsMax)}.`);
  const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
  if (reader.userErrors.length > 0) return nothingMarked(...reader.userErrors);
  const client = clientWithinScope(scope, input.clientId);
  const recipient = recipientOf(claims);
  if (!client || recipient === null) return nothingMarked(noSuchClient);
  const command = commandOf({
    ...{ caller: claims, mutation: 'markNotificationsRead', idempotencyKey },
    input: [client.clientId, given, until],
  });
  let done = await store.notices.doneBefore(command);
  if (done === null) {
    const { clientId } = client;
    const own = await store.notices.listOf(scope, recipient, clientId, await context.sight([clientId]));
    const kept = own.filter(({ id, at }) => (given === null ? until !== null && at <= until : given.includes(id)));
    const ids = [...kept.map(({ id }) => id), ...(given ?? []).filter((id) => ofTicket.test(id))];
    // What is to come has not been read.
    const marks = { recipient, clientId, ids, until: until !== null && until > now ? now : until };
    done = await store.notices.markRead(command, marks, now);
  }
  if (done === 'conflict') return nothingMarked(conflict);
  return { client, receipt: receiptOf(command, done, context), userErrors: [] };
};

async function readApprovalOf(id: string, context: Context): Promise<Approval | null> {
  const approval = await context.loaders.approval.load(id);
  return approval && (await isInSight(approval, context)) ? approval : null;
}

/** What is told of tickets is kept by the help desk: a mark under an id that it never gave marks nothing. */
const ofTicket = /^[A-Za-z0-9_-]{22}$/;

function nothingMarked(...userErrors: UserError[]): MarkNotificationsReadPayload {
  return { client: null, receipt: null, userErrors };
}
