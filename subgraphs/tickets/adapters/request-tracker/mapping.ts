import { z } from 'zod';
import { contractBroken } from '../../../kit/http-client.ts';
import { CLIENT_ROLES } from '../../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../../kit/domain.ts';
import type { ClientId, Sharing } from '../../../kit/domain.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import { PARTICIPANTS_MAX } from '../../domain.ts';
import type { Message, Ticket, TicketFilter, TicketParticipant, TicketPriority, TicketSide } from '../../domain.ts';
import { maySee } from '../../may-see.ts';
import type { Actor } from '../../port.ts';
import { FILE_BYTES_MAX } from './client.ts';
import type { OpaqueIds } from './opaque-ids.ts';
import { acceptsState, isAskable } from './query.ts';
import type { WireAttachment, WireTicket, WireTransaction } from './wire.ts';

/** The custom fields that the portal writes; see the README. The last two hold several values each. */
export const MARKER_FIELD = 'Portal Marker';
export const AUTHOR_FIELD = 'Portal Author';
export const ACTION_FIELD = 'Portal Action';
export const OPENER_FIELD = 'Portal Opener';
export const SHARING_FIELD = 'Portal Sharing';
export const PEOPLE_FIELD = 'Portal People';

export interface Reading {
  readonly system: string;
  readonly states: StatusTable;
  readonly accountField: string;
  /** What stands for RT's own numbers wherever a client can see them. */
  readonly ids: OpaqueIds;
  readonly now: () => Date;
}

/** The value of a custom field that has one. */
export function fieldOf(record: Pick<WireTicket, 'CustomFields'>, name: string): string | undefined {
  return record.CustomFields.get(name)?.[0];
}

/** The client that a ticket belongs to, exactly as it stands there; null for a ticket of nobody. */
export function ownerOf(ticket: WireTicket, accountField: string): ClientId | null {
  const account = fieldOf(ticket, accountField);
  return account === undefined || account === '' ? null : asClientId(account);
}

/** The second look at every row, whatever the query said: the ticket is one that the caller may see. */
export function mayBeSeen(ticket: WireTicket, scope: Scope, accountField: string): boolean {
  const owner = ownerOf(ticket, accountField);
  if (owner === null || !isAskable(owner) || ticket.Status === 'deleted') return false;
  return maySee(scope, { clientId: owner, sharing: toSharing(ticket), openedBy: openerOf(ticket) });
}

/** The contact who opened it through the portal. */
export function openerOf(ticket: WireTicket): string | null {
  return fieldOf(ticket, OPENER_FIELD) ?? null;
}

/** Shared with the company when the field is empty; with nobody but owners when it says something that the portal would not. */
export function toSharing(ticket: WireTicket): Sharing {
  const values = ticket.CustomFields.get(SHARING_FIELD) ?? [];
  if (values.length === 0) return { audience: 'COMPANY', roles: [], contactIds: [] };
  const named = (prefix: string): string[] =>
    values.filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));
  const byRole = values.includes('ROLES') && !values.includes('CONTACTS');
  const byName = values.includes('CONTACTS') && !values.includes('ROLES');
  const roles = named('role:');
  return {
    audience: byRole ? 'ROLES' : 'CONTACTS',
    roles: byRole ? CLIENT_ROLES.filter((role) => roles.includes(role)) : [],
    contactIds: byName ? named('contact:').sort() : [],
  };
}

/** The values of the field, in the order in which RT adds them: whatever is stored when it stops between two of them lets nobody in. */
export function fromSharing({ audience, roles, contactIds }: Sharing): string[] {
  if (audience === 'COMPANY') return [];
  return [audience, ...roles.map((role) => `role:${role}`), ...contactIds.map((contactId) => `contact:${contactId}`)];
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
    sharing: toSharing(ticket),
    openedBy: openerOf(ticket),
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
  return side !== undefined && name !== undefined
    ? { id: null, name, email: null, side: side as TicketSide, opened: false }
    : null;
}

/**
 * The people on the ticket, the client's side first. Who is neither requestor nor copied in belongs to the business. Whom the portal copied
 * in has the name and address that were given: RT may know the address by another name, which is not the client's business.
 */
export function toParticipants(ticket: WireTicket, ids: OpaqueIds): TicketParticipant[] {
  const people = new Map<string, TicketParticipant>();
  const add = (key: string, person: TicketParticipant, opened: boolean): void => {
    if (!people.has(key)) people.set(key, { ...person, id: ids.personOf(ticket.id, key), opened });
  };
  const given = new Map(givenPeople(ticket).map((person) => [person.email.toLowerCase(), person]));
  const opener = toAuthor(fieldOf(ticket, AUTHOR_FIELD));
  if (opener) add(`portal ${opener.side} ${opener.name}`, opener, true);
  for (const user of ticket.Requestor) add(addressOf(user), personOf(user, 'CLIENT'), true);
  for (const user of ticket.Cc) {
    const { name, email } = given.get(addressOf(user)) ?? {};
    const person = personOf(user, 'CLIENT');
    add(addressOf(user), name !== undefined && email !== undefined ? { ...person, name, email } : person, false);
  }
  for (const user of ticket.Owner)
    if (user.Name !== 'Nobody' && user.Name != null) add(addressOf(user), personOf(user, 'BUSINESS'), false);
  return [...people.values()].slice(0, PARTICIPANTS_MAX);
}

export interface GivenPerson {
  readonly contactId: string | null;
  readonly name: string;
  readonly email: string;
}

const givenPerson = z.tuple([z.string(), z.string(), z.string().nullable()]);

/** Whom the portal copied in, as it noted them: RT keeps an address, and knows nothing of contacts. */
export function givenPeople(ticket: WireTicket): GivenPerson[] {
  return (ticket.CustomFields.get(PEOPLE_FIELD) ?? []).flatMap((value) => {
    const read = givenPerson.safeParse(readJson(value));
    return read.success ? [{ email: read.data[0], name: read.data[1], contactId: read.data[2] }] : [];
  });
}

export function fromGivenPerson({ email, name, contactId }: GivenPerson): string {
  return JSON.stringify([email, name, contactId]);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Who wrote a message: as the portal noted it, or else the account that wrote it. */
export function authorOf(transaction: WireTransaction, ticket: WireTicket): TicketParticipant {
  const noted = fieldOf(transaction.Type === 'Create' ? ticket : transaction, AUTHOR_FIELD);
  const author = toAuthor(noted);
  if (author) return author;
  const creator = transaction.Creator ?? {};
  const address = addressOf(creator);
  const given = givenPeople(ticket).find(({ email }) => email.toLowerCase() === address);
  if (given) return { id: null, name: given.name, email: given.email, side: 'CLIENT', opened: false };
  const isClient = address !== '' && [...ticket.Requestor, ...ticket.Cc].some((user) => addressOf(user) === address);
  return personOf(creator, isClient ? 'CLIENT' : 'BUSINESS');
}

export type WireUser = WireTicket['Requestor'][number];

export function addressOf(user: Partial<WireUser>): string {
  return (user.EmailAddress || user.Name || '').toLowerCase();
}

export function personOf(user: Partial<WireUser>, side: TicketSide): TicketParticipant {
  const name = user.RealName || user.Name || user.EmailAddress || 'Somebody';
  return { id: null, name, email: side === 'CLIENT' ? (user.EmailAddress ?? null) : null, side, opened: false };
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
        fileId: Number(part.ContentLength ?? 0) <= FILE_BYTES_MAX ? from.ids.file.seal(part.id) : null,
        name: part.Filename ?? '',
        mediaType: part.ContentType || 'application/octet-stream',
        sizeBytes: part.ContentLength == null || part.ContentLength === '' ? null : Number(part.ContentLength),
      })),
    audience: transaction.Type === 'Comment' ? 'INTERNAL' : 'PUBLIC',
  };
}
