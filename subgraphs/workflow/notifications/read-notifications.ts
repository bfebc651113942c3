import { AppError } from '../../../schema/contract/app-error.ts';
import type { Context } from '../context.ts';
import type { Client, FactsSource, Notification } from '../domain.ts';
import { sortedList } from '../sorted-list.ts';
import type { SortedList } from '../sorted-list.ts';
import { readEvents, readSteps } from '../system-facts.ts';
import { recipientOf } from './recipient.ts';
import type { Recipient } from './recipient.ts';
import { ticketNotices } from './ticket-notices.ts';

export interface Notifications {
  readonly list: SortedList<Notification>;
  readonly unreadCount: number;
  readonly missing: readonly FactsSource[];
}

/** What the caller was told about a client, as far as they may see it now. */
export async function readNotifications(client: Client, context: Context): Promise<Notifications> {
  const recipient = recipientOf(context.claims);
  if (recipient === null) return { list: listOf([]), unreadCount: 0, missing: [] };
  const [kept, ofTickets] = await Promise.all([readKept(recipient, client, context), readOfTickets(recipient, client, context)]);
  const all = [...(kept ?? []), ...(ofTickets ?? [])];
  return {
    list: listOf(all),
    unreadCount: all.filter(({ isRead }) => !isRead).length,
    missing: [...(ofTickets === null ? (['tickets'] as const) : []), ...(kept === null ? (['workflow'] as const) : [])],
  };
}

function listOf(notifications: readonly Notification[]): SortedList<Notification> {
  return sortedList(notifications, { idOf: ({ id }) => id, positionOf: ({ at, id }) => [-at.getTime(), id] });
}

/** Null when it cannot be read, or judged, now. */
async function readKept(recipient: Recipient, { clientId }: Client, context: Context): Promise<Notification[] | null> {
  const { store, scope, sight, logger } = context;
  try {
    return await store.notices.listOf(scope, recipient, clientId, await sight([clientId]));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logger.warn({ err: error }, 'the notifications could not be read');
    return null;
  }
}

/** Null when the help desk gave nothing readable, or the marks cannot be read. */
async function readOfTickets(recipient: Recipient, client: Client, context: Context): Promise<Notification[] | null> {
  const { store, scope, logger, now } = context;
  // Staff are told what became of what they asked for; tickets they work on in the help desk.
  if (scope.kind !== 'client') return [];
  // The gateway brings the help desk's facts along and no other's.
  const onlyTickets = { ...client, facts: { crm: null, files: null, tickets: client.facts.tickets } };
  const steps = readSteps(onlyTickets, logger).given.find(({ source }) => source === 'tickets');
  const events = readEvents(onlyTickets, logger).given.find(({ source }) => source === 'tickets');
  if (!steps || !events) return null;
  try {
    const found = ticketNotices(client, { steps, events }, now);
    const read = await store.notices.readOf(recipient, client.clientId, found);
    return found.map((notice) => ({ ...notice, isRead: read.has(notice.id) }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logger.warn({ err: error }, 'the marks of notifications could not be read');
    return null;
  }
}
