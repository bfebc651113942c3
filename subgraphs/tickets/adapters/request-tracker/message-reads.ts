import { badUserInput } from '../../../../schema/contract/app-error.ts';
import { pageOf } from '../../../kit/connection.ts';
import type { Page, PageRequest } from '../../../kit/connection.ts';
import type { Position } from '../../../kit/cursor.ts';
import type { ClientId } from '../../../kit/domain.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { Message, TicketEvent, TicketParticipant } from '../../domain.ts';
import type { AttachedContent } from '../../port.ts';
import { FILE_BYTES_MAX, PER_PAGE_MAX } from './client.ts';
import type { RequestTrackerClient } from './client.ts';
import { authorOf, ownerOf, toMessage, toParticipants } from './mapping.ts';
import type { Reading } from './mapping.ts';
import type { OpaqueIds } from './opaque-ids.ts';
import { htmlToText } from './plain-text.ts';
import { anyOf, quote, readIds } from './query.ts';
import type { TicketReads } from './ticket-reads.ts';
import type { WireAttachment, WireTicket, WireTransaction } from './wire.ts';

/** A text part over this size is a log that somebody pasted; a list of messages must not fetch it. */
const bodyBytesMax = 262_144;
const requestsMax = 200;

/** Which account to ask with: internal comments are for staff, and the account for clients cannot even see them. */
export type ClientFor = (scope: Scope) => { readonly client: RequestTrackerClient; readonly seesComments: boolean };

/** What RT calls transactions: messages and what else happened to tickets. */
export function createMessageReads(clientFor: ClientFor, tickets: TicketReads, reading: Reading) {
  const { system, ids } = reading;
  const ofTickets = `ObjectType = 'RT::Ticket'`;
  const messageTypes = (seesComments: boolean): string =>
    anyOf(['Create', 'Correspond', ...(seesComments ? ['Comment'] : [])].map((type) => `Type = ${quote(type)}`));

  /**
   * Up to `limit` messages of each ticket, in one order over all of them. RT pages over the whole answer only, so each request leaves out
   * the tickets that have enough: usually one or two requests for a hundred tickets, at worst one for each.
   */
  async function gather(
    scope: Scope,
    ticketIds: readonly string[],
    options: { limit: number; order: 'ASC' | 'DESC'; after: string | null; bare?: boolean },
  ): Promise<Map<string, WireTransaction[]>> {
    const { client, seesComments } = clientFor(scope);
    const found = new Map(ticketIds.map((id) => [id, [] as WireTransaction[]]));
    let last = options.after;
    for (let requests = 0; requests < requestsMax; requests += 1) {
      const open = [...found].filter(([, some]) => some.length < options.limit).map(([id]) => id);
      if (open.length === 0) break;
      const position = last === null ? [] : [`id ${options.order === 'ASC' ? '>' : '<'} ${last}`];
      const query = [ofTickets, anyOf(open.map((id) => `TicketId = ${id}`)), messageTypes(seesComments), ...position].join(
        ' AND ',
      );
      const items = await client.transactions(
        { query, orderBy: [['id', options.order]], perPage: PER_PAGE_MAX },
        { bare: options.bare ?? false },
      );
      for (const item of items) {
        const some = found.get(item.ObjectId);
        if (some && some.length < options.limit && isMessage(item, seesComments)) some.push(item);
      }
      // Rows that the account may not see shorten a page, so only an empty one is the end.
      const lastItem = items.at(-1);
      if (!lastItem) break;
      last = lastItem.id;
    }
    return found;
  }

  /** Those of these transactions that are messages: one request for a hundred. */
  async function transactionsById(scope: Scope, asked: readonly string[]): Promise<WireTransaction[]> {
    const { client, seesComments } = clientFor(scope);
    const found: WireTransaction[] = [];
    for (let start = 0; start < asked.length; start += PER_PAGE_MAX) {
      const some = asked.slice(start, start + PER_PAGE_MAX);
      const query = [ofTickets, anyOf(some.map((id) => `id = ${id}`)), messageTypes(seesComments)].join(' AND ');
      const items = await client.transactions({ query, orderBy: [['id', 'ASC']], perPage: PER_PAGE_MAX });
      found.push(...items.filter((item) => isMessage(item, seesComments)));
    }
    return found;
  }

  const partsOfAll = (scope: Scope, transactions: readonly WireTransaction[]): Promise<readonly WireAttachment[]> =>
    clientFor(scope).client.attachments(transactions.map(({ id }) => id));

  /** The messages of these transactions, with their texts and files: two requests for up to a hundred, one when the parts are known. */
  async function toMessages(
    scope: Scope,
    transactions: readonly WireTransaction[],
    ticketOf: ReadonlyMap<string, WireTicket>,
    known?: readonly WireAttachment[],
  ): Promise<Message[]> {
    const { client } = clientFor(scope);
    const parts = known ?? (await partsOfAll(scope, transactions));
    const partsOf = new Map(transactions.map(({ id }) => [id, parts.filter((part) => part.TransactionId === id)]));
    const texts = new Map([...partsOf].map(([id, some]) => [id, textPartOf(some)]));
    const fetched = [...texts.values()].filter((part) => part !== null && Number(part.ContentLength ?? 0) <= bodyBytesMax);
    const contents = await client.contents(fetched.flatMap((part) => (part ? [part.id] : [])));
    return transactions.flatMap((transaction) => {
      const ticket = ticketOf.get(transaction.ObjectId);
      const clientId = ticket && ownerOf(ticket, reading.accountField);
      if (!ticket || !clientId) return [];
      const body = bodyOf(texts.get(transaction.id) ?? null, contents);
      return [toMessage(transaction, { ticket, clientId, body, parts: partsOf.get(transaction.id) ?? [], system, ids })];
    });
  }

  /** By RT's own ids, for ids as the portal gives them out. */
  async function ticketsById(scope: Scope, given: readonly string[]): Promise<Map<string, WireTicket>> {
    return new Map((await tickets.byOpaqueIds(scope, given)).map((ticket) => [ticket.id, ticket]));
  }

  return {
    async messages(scope: Scope, given: readonly string[]): Promise<ReadonlyMap<string, Message>> {
      const asked = readIds(given, ids.message);
      if (asked.length === 0) return new Map();
      const found = await transactionsById(scope, asked);
      const rows = await tickets.byIds(
        scope,
        found.map(({ ObjectId }) => ObjectId),
      );
      const ticketOf = new Map(rows.map((row) => [row.id, row]));
      const seen = found.filter(({ ObjectId }) => ticketOf.has(ObjectId));
      return new Map((await toMessages(scope, seen, ticketOf)).map((message) => [message.id, message]));
    },

    async openAttachment(
      scope: Scope,
      { messageId, fileId }: { readonly messageId: string; readonly fileId: string },
    ): Promise<AttachedContent | null> {
      const [[asked], [file]] = [readIds([messageId], ids.message), readIds([fileId], ids.file)];
      if (asked === undefined || file === undefined) return null;
      const [found] = await transactionsById(scope, [asked]);
      const [row] = found ? await tickets.byIds(scope, [found.ObjectId]) : [];
      if (!found || !row) return null;
      // RT knows parts by their numbers alone: only one that is a file of this very message is asked for.
      const part = (await partsOfAll(scope, [found])).find(({ id, Filename }) => id === file && Filename);
      const sizeBytes = Number(part?.ContentLength ?? 0);
      if (!part || sizeBytes > FILE_BYTES_MAX) return null;
      const content = await clientFor(scope).client.content(part.id, sizeBytes);
      return content && { name: part.Filename ?? '', mediaType: part.ContentType || 'application/octet-stream', content };
    },

    async messagesOf(
      scope: Scope,
      ticketIds: readonly string[],
      { first, after }: PageRequest,
    ): Promise<ReadonlyMap<string, Page<Message>>> {
      const last = after === null ? null : readPosition(after, ids);
      const ticketOf = await ticketsById(scope, ticketIds);
      const found = await gather(scope, [...ticketOf.keys()], { limit: first + 1, order: 'ASC', after: last });
      const shown = [...found.values()].flatMap((some) => some.slice(0, first));
      const messageOf = new Map((await toMessages(scope, shown, ticketOf)).map((message) => [message.id, message]));
      return new Map(
        [...found].map(([id, some]) => {
          const page = pageOf(some, first, (transaction) => [ids.message.seal(transaction.id)]);
          const items = page.items.flatMap(({ record, position }) => {
            const message = messageOf.get(ids.message.seal(record.id));
            return message ? [{ record: message, position }] : [];
          });
          return [ids.ticket.seal(id), { ...page, items }];
        }),
      );
    },

    async countMessagesOf(scope: Scope, ticketIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const ticketOf = await ticketsById(scope, ticketIds);
      const found = await gather(scope, [...ticketOf.keys()], { limit: Infinity, order: 'ASC', after: null });
      return new Map([...found].map(([id, some]) => [ids.ticket.seal(id), some.length]));
    },

    async lastMessages(scope: Scope, ticketIds: readonly string[]): Promise<ReadonlyMap<string, Message>> {
      // Who may see which ticket is asked at the same time; of a ticket that may not be seen, nothing more is read.
      const [ticketOf, found] = await Promise.all([
        ticketsById(scope, ticketIds),
        gather(scope, readIds(ticketIds, ids.ticket), { limit: 1, order: 'DESC', after: null, bare: true }),
      ]);
      const last = [...found.values()].flat().filter(({ ObjectId }) => ticketOf.has(ObjectId));
      const [whole, parts] = await Promise.all([
        transactionsById(
          scope,
          last.map(({ id }) => id),
        ),
        partsOfAll(scope, last),
      ]);
      const messages = await toMessages(scope, whole, ticketOf, parts);
      return new Map(messages.map((message) => [message.ticketId, message]));
    },

    async participantsOf(scope: Scope, ticketIds: readonly string[]): Promise<ReadonlyMap<string, readonly TicketParticipant[]>> {
      const rows = await tickets.byOpaqueIds(scope, ticketIds);
      return new Map(rows.map((row) => [ids.ticket.seal(row.id), toParticipants(row, ids)]));
    },

    eventsOf: (
      scope: Scope,
      clientIds: readonly ClientId[],
      first: number,
    ): Promise<ReadonlyMap<ClientId, readonly TicketEvent[]>> =>
      tickets.forEach(scope, clientIds, async (clientId) => {
        // The newest events belong to the tickets that changed last, since every event changes its ticket.
        const rows = await tickets.rowsOf(scope, clientId, { phases: null, waitingOn: null, search: null }, PER_PAGE_MAX, null);
        if (rows.length === 0) return [];
        const ticketOf = new Map(rows.map((row) => [row.id, row]));
        const settled = reading.states
          .statesWhere('ticket', ({ phase }) => phase === 'DONE')
          .map((state) => `NewValue = ${quote(state)}`);
        const kinds = anyOf([`Type = 'Create'`, `Type = 'Correspond'`, `(Type = 'Status' AND ${anyOf(settled)})`]);
        const query = [ofTickets, anyOf([...ticketOf.keys()].map((id) => `TicketId = ${id}`)), kinds].join(' AND ');
        // Always with the account of clients: no comment is ever an event.
        const { client } = clientFor({ ...scope, kind: 'client' });
        const items = await client.transactions({ query, orderBy: [['id', 'DESC']], perPage: Math.min(first, PER_PAGE_MAX) });
        return items.flatMap((item) => {
          const ticket = ticketOf.get(item.ObjectId);
          return ticket && item.Type !== 'Comment' ? [toEvent(item, ticket, clientId, ids)] : [];
        });
      }),
  };
}

function readPosition([sealed]: Position, ids: OpaqueIds): string {
  const id = typeof sealed === 'string' ? ids.message.open(sealed) : null;
  if (id === null) throw badUserInput('`after` is not a cursor of this list.');
  return id;
}

function isMessage({ Type }: WireTransaction, seesComments: boolean): boolean {
  return Type === 'Create' || Type === 'Correspond' || (seesComments && Type === 'Comment');
}

const eventKinds: Readonly<Record<string, TicketEvent['kind']>> = { Create: 'TICKET_OPENED', Correspond: 'MESSAGE_SENT' };

function toEvent(transaction: WireTransaction, ticket: WireTicket, clientId: ClientId, ids: OpaqueIds): TicketEvent {
  const kind = eventKinds[transaction.Type] ?? 'TICKET_CLOSED';
  return {
    key: `transaction-${ids.message.seal(transaction.id)}`,
    kind,
    at: transaction.Created ?? new Date(0),
    ticketId: ids.ticket.seal(ticket.id),
    clientId,
    subject: ticket.Subject ?? '',
    // The portal settles tickets with its own account, which is nobody's name.
    actor: kind === 'TICKET_CLOSED' ? null : authorOf(transaction, ticket).name,
  };
}

/** The part that holds what was written: plain text before HTML, never a file. */
function textPartOf(parts: readonly WireAttachment[]): WireAttachment | null {
  const written = parts.filter((part) => !part.Filename);
  const ofType = (type: string) => written.find((part) => (part.ContentType ?? '').toLowerCase().startsWith(type));
  return ofType('text/plain') ?? ofType('text/html') ?? null;
}

function bodyOf(part: WireAttachment | null, contents: ReadonlyMap<string, string>): string {
  const content = part && contents.get(part.id);
  if (part === null) return '';
  if (content == null) return 'This message is too long to be shown here.';
  const isHtml = (part.ContentType ?? '').toLowerCase().startsWith('text/html');
  return isHtml ? htmlToText(content) : content.replaceAll('\r\n', '\n').trimEnd();
}
