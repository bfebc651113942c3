import { contractBroken } from '../../../kit/http-client.ts';
import { asClientId } from '../../../kit/domain.ts';
import type { ClientId } from '../../../kit/domain.ts';
import { reaches } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import type { Message, Ticket, TicketFilter, TicketParticipant, TicketPriority, TicketSide } from '../../domain.ts';
import type { Actor } from '../../port.ts';
import type { OpaqueIds } from './opaque-ids.ts';
import { acceptsState, isAskable } from './query.ts';
import type { WireAttachment, WireTicket, WireTransaction } from './wire.ts';

/** The custom fields that the portal writes; see the README. */
export const MARKER_FIELD = 'Portal Marker';
export const AUTHOR_FIELD = 'Portal Author';
export const ACTION_FIELD = 'Portal Action';

export interface Reading {
  readonly system: string;
  readonly states: StatusTable;
  readonly accountField: string;
  /** What stands for RT's own numbers wherever a client can see them. */
  readonly ids: OpaqueIds;
  readonly now: () => Date;
}

/** The client that a ticket belongs to, exactly as it stands there; null for a ticket of nobody. */
export function ownerOf(ticket: WireTicket, accountField: string): ClientId | null {
  const account = ticket.CustomFields.get(accountField);
  return account === undefined || account === '' ? null : asClientId(account);
}

/** The second look at every row, whatever the query said: the ticket is one that the caller may see. */
export function mayBeSeen(ticket: WireTicket, scope: Scope, accountField: string): boolean {
  const owner = ownerOf(ticket, accountField);
  return owner !== null && isAskable(owner) && reaches(scope, owner) && ticket.Status !== 'deleted';
}

/** The second look at a row of a narrowed list. */
export function passes(ticket: Ticket, filter: TicketFilter): boolean {
  if (!acceptsState(filter)(ticket.status)) return false;
  return filter.search === null || ticket.subject.toLowerCase().includes(filter.search.toLowerCase());
}

export function toTicket(ticket: WireTicket, { system, states, accountField, ids, now }: Reading): Ticket {
  const owner = ownerOf(ticket, accountField);
  const { Created: createdAt, LastUpdated: updatedAt } = ticket;
  if (owner === null || !createdAt || !updatedAt)
    throw contractBroken(system, `ticket ${ticket.id} without its owner or its times`);
  const status = states.statusOf('ticket', {
    state: ticket.Status,
    since: stateSince(ticket, createdAt, updatedAt),
    dueBy: ticket.Due,
  });
  return {
    id: ids.ticket.seal(ticket.id),
    clientId: owner,
    number: ids.numberOf(ticket.id),
    subject: ticket.Subject?.trim() ? ticket.Subject : 'No subject',
    status,
    priority: toPriority(Number(ticket.Priority ?? 0)),
    createdAt,
    updatedAt,
    // RT keeps one due time, which is that of the settlement.
    responseDueBy: null,
    resolutionDueBy: status.dueBy,
    provenance: { system, recordId: ticket.id, asOf: now(), stale: false },
  };
}

/** RT does not keep since when a ticket has been in its state; these are the nearest times that it gives without another request. */
function stateSince(ticket: WireTicket, createdAt: Date, updatedAt: Date): Date {
  switch (ticket.Status) {
    case 'new':
      return createdAt;
    case 'open':
      return ticket.Started ?? createdAt;
    case 'resolved':
    case 'rejected':
      return ticket.Resolved ?? updatedAt;
    default:
      return updatedAt;
  }
}

/** RT's own names are 0 low, 50 medium, 100 high. */
function toPriority(priority: number): TicketPriority {
  if (priority < 25) return 'LOW';
  if (priority < 75) return 'NORMAL';
  return priority <= 100 ? 'HIGH' : 'URGENT';
}

export function fromPriority(priority: TicketPriority): number {
  return { LOW: 0, NORMAL: 50, HIGH: 100, URGENT: 150 }[priority];
}

/** `CLIENT Ann Miller`: the portal writes with one account, so who wrote has to be said. */
export function fromAuthor({ name, side }: Actor): string {
  return `${side} ${name.replaceAll(/\p{Cc}/gu, ' ').slice(0, 200)}`;
}

function toAuthor(text: string | undefined): TicketParticipant | null {
  const [, side, name] = /^(CLIENT|BUSINESS) (.+)$/s.exec(text ?? '') ?? [];
  return side !== undefined && name !== undefined ? { name, email: null, side: side as TicketSide } : null;
}

/** The people on the ticket, the client's side first. Who is neither requestor nor copied in belongs to the business. */
export function toParticipants(ticket: WireTicket): TicketParticipant[] {
  const people = new Map<string, TicketParticipant>();
  const opener = toAuthor(ticket.CustomFields.get(AUTHOR_FIELD));
  if (opener) people.set(`portal ${opener.side} ${opener.name}`, opener);
  for (const user of [...ticket.Requestor, ...ticket.Cc]) people.set(addressOf(user), personOf(user, 'CLIENT'));
  for (const user of ticket.Owner)
    if (user.Name !== 'Nobody' && user.Name != null) people.set(addressOf(user), personOf(user, 'BUSINESS'));
  return [...people.values()].slice(0, 100);
}

/** Who wrote a message: as the portal noted it, or else the account that wrote it. */
export function authorOf(transaction: WireTransaction, ticket: WireTicket): TicketParticipant {
  const noted =
    transaction.Type === 'Create' ? ticket.CustomFields.get(AUTHOR_FIELD) : transaction.CustomFields.get(AUTHOR_FIELD);
  const author = toAuthor(noted);
  if (author) return author;
  const creator = transaction.Creator ?? {};
  const address = addressOf(creator);
  const isClient = address !== '' && [...ticket.Requestor, ...ticket.Cc].some((user) => addressOf(user) === address);
  return personOf(creator, isClient ? 'CLIENT' : 'BUSINESS');
}

type WireUser = WireTicket['Requestor'][number];

function addressOf(user: Partial<WireUser>): string {
  return (user.EmailAddress || user.Name || '').toLowerCase();
}

function personOf(user: Partial<WireUser>, side: TicketSide): TicketParticipant {
  const name = user.RealName || user.Name || user.EmailAddress || 'Somebody';
  return { name, email: side === 'CLIENT' ? (user.EmailAddress ?? null) : null, side };
}

export function toMessage(
  transaction: WireTransaction,
  from: {
    readonly ticket: WireTicket;
    readonly clientId: ClientId;
    readonly parts: readonly WireAttachment[];
    readonly body: string;
    readonly system: string;
    readonly ids: OpaqueIds;
  },
): Message {
  if (!transaction.Created) throw contractBroken(from.system, `transaction ${transaction.id} without its time`);
  return {
    id: from.ids.message.seal(transaction.id),
    ticketId: from.ids.ticket.seal(transaction.ObjectId),
    clientId: from.clientId,
    author: authorOf(transaction, from.ticket),
    body: from.body,
    sentAt: transaction.Created,
    attachments: from.parts
      .filter((part) => part.Filename)
      .slice(0, 100)
      .map((part) => ({
        name: part.Filename ?? '',
        mediaType: part.ContentType || 'application/octet-stream',
        sizeBytes: part.ContentLength == null || part.ContentLength === '' ? null : Number(part.ContentLength),
      })),
    audience: transaction.Type === 'Comment' ? 'INTERNAL' : 'PUBLIC',
  };
}
