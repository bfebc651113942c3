import type { Action } from '../kit/actions/action.ts';
import type { Actions } from '../kit/actions/actions.ts';
import { emptyPage } from '../kit/connection.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import { FACTS_MAX } from '../kit/domain.ts';
import type { ClientId } from '../kit/domain.ts';
import { createListLoader, createLoader } from '../kit/loader.ts';
import type { SubgraphContext } from '../kit/server.ts';
import type { Message, Ticket, TicketEvent, TicketFilter, TicketParticipant } from './domain.ts';
import type { TicketStore } from './port.ts';
import { hasAttachments, recordKeyOf, toWaitingMessage } from './ticket-actions.ts';
import type { UploadStore } from './uploads/upload-store.ts';
import type { AttachmentUpload } from './uploads/upload.ts';

export type Loaders = ReturnType<typeof createLoaders>;

const noArguments = null;

/** The loaders of one request: everything that its resolvers read passes here, in batches, and is read once. */
export function createLoaders(
  store: TicketStore,
  { scope, logger }: Pick<SubgraphContext, 'scope' | 'logger'>,
  actions: Actions,
  uploads: Pick<UploadStore, 'usedBy'>,
) {
  const ticketsOf = createListLoader<ClientId, { filter: TicketFilter; page: PageRequest }, Page<Ticket>>(
    (clientIds, { filter, page }) => store.ticketsOf(scope, clientIds, filter, page),
    { absent: emptyPage },
  );
  const ticketCounts = createListLoader<ClientId, TicketFilter, number>(
    (clientIds, filter) => store.countTicketsOf(scope, clientIds, filter),
    { absent: () => 0 },
  );
  const waitingTickets = createListLoader<ClientId, null, readonly Ticket[]>(
    (clientIds) => store.waitingTicketsOf(scope, clientIds, FACTS_MAX),
    { absent: () => [] },
  );
  const events = createListLoader<ClientId, null, readonly TicketEvent[]>(
    (clientIds) => store.eventsOf(scope, clientIds, FACTS_MAX),
    { absent: () => [] },
  );
  const messagesOf = createListLoader<string, PageRequest, Page<Message>>(
    (ticketIds, page) => store.messagesOf(scope, ticketIds, page),
    { absent: emptyPage },
  );
  const messageCounts = createListLoader<string, null, number>((ticketIds) => store.countMessagesOf(scope, ticketIds), {
    absent: () => 0,
  });
  const participants = createListLoader<string, null, readonly TicketParticipant[]>(
    (ticketIds) => store.participantsOf(scope, ticketIds),
    { absent: () => [] },
  );
  const pendingActions = createListLoader<string, null, readonly Action[]>((recordKeys) => readPending(recordKeys), {
    absent: () => [],
  });
  /** A conversation can be read while the store of actions cannot. What is on its way there is shown again when it can. */
  async function readPending(recordKeys: readonly string[]): Promise<ReadonlyMap<string, readonly Action[]>> {
    try {
      return await actions.pendingOf(recordKeys);
    } catch (error) {
      logger.warn({ err: error }, 'what is on its way to the help desk could not be read');
      return new Map();
    }
  }
  const action = createLoader<string, Action>((ids) => actions.actions(ids), { keyOf: (id) => id });
  const waitingFiles = createLoader<string, ReadonlyMap<string, AttachmentUpload>>(
    async (markers) => {
      const found = await uploads.usedBy(markers);
      return new Map(markers.map((marker) => [marker, found]));
    },
    { keyOf: (marker) => marker },
  );
  /** A reply as it stands in the conversation while it is on its way; null for what does not stand there. */
  async function readWaiting(one: Action, of: Ticket): Promise<Message | null> {
    const files = hasAttachments(one) ? await waitingFiles.load(one.marker) : null;
    return toWaitingMessage(one, of, files ?? new Map());
  }
  const itself = (id: string): string => id;
  const ticket = createLoader<string, Ticket>((ids) => store.tickets(scope, ids), { keyOf: itself });
  const message = createLoader<string, Message>((ids) => store.messages(scope, ids), { keyOf: itself });
  const lastMessage = createLoader<string, Message>((ids) => store.lastMessages(scope, ids), { keyOf: itself });

  return {
    ticket: (id: string) => ticket.load(id),
    message: (id: string) => message.load(id),
    action: (id: string) => action.load(id),
    /** The replies to a ticket that are on their way, in order. */
    waitingMessages: async (of: Ticket) => {
      const pending = await pendingActions.load({ parent: recordKeyOf(of), arguments: noArguments });
      const messages = await Promise.all(pending.map((one) => readWaiting(one, of)));
      return messages.filter((one) => one !== null);
    },
    waitingMessage: readWaiting,
    lastMessage: (ticketId: string) => lastMessage.load(ticketId),
    ticketsOf: (clientId: ClientId, filter: TicketFilter, page: PageRequest) =>
      ticketsOf.load({ parent: clientId, arguments: { filter, page } }),
    ticketCount: (clientId: ClientId, filter: TicketFilter) => ticketCounts.load({ parent: clientId, arguments: filter }),
    waitingTickets: (clientId: ClientId) => waitingTickets.load({ parent: clientId, arguments: noArguments }),
    events: (clientId: ClientId) => events.load({ parent: clientId, arguments: noArguments }),
    messagesOf: (ticketId: string, page: PageRequest) => messagesOf.load({ parent: ticketId, arguments: page }),
    messageCount: (ticketId: string) => messageCounts.load({ parent: ticketId, arguments: noArguments }),
    participants: (ticketId: string) => participants.load({ parent: ticketId, arguments: noArguments }),
    /** After a write: what was read of tickets and messages in this request no longer holds. */
    forgetWritten() {
      for (const loader of [ticket, message, lastMessage]) loader.clearAll();
      for (const loader of [messagesOf, messageCounts, participants, pendingActions]) loader.clearAll();
      action.clearAll();
      for (const loader of [ticketsOf, ticketCounts, waitingTickets, events]) loader.clearAll();
    },
  };
}
