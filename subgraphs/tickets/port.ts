import type { ClientId, Sharing } from '../kit/domain.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import type { Scope } from '../kit/scope.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { Message, Ticket, TicketEvent, TicketFilter, TicketParticipant, TicketPriority, TicketSide } from './domain.ts';

/**
 * A help desk. Every adapter behaves as `port.contract.ts` demands.
 *
 * - **Scope.** Each method answers from within the scope only. A record of a client outside of it, a record that does not exist
 *   and an id of another form are the same: absent from the map, or null.
 * - **Sharing.** A ticket that `maySee` keeps from the caller is one that does not exist, for reads and writes alike, with all that belongs
 *   to it: it stands in no list, no count and no event. A page is as long as if it had never been there.
 * - **Internal notes** exist for a scope of staff only. For anybody else they stand in no list, no count, no position, and are
 *   not the last message.
 * - **Maps** hold what was found. Lists of a client or ticket that has none, or that is out of reach, may be absent.
 * - **Errors.** `UPSTREAM_UNAVAILABLE` when the system cannot be reached or refuses to work, `UPSTREAM_TIMEOUT` when it takes too
 *   long, `UPSTREAM_CONTRACT` when its answer cannot be read. After one of them from a write, the write may or may not have
 *   happened: repeat it with the same marker.
 * - **Batches.** The number of statements or requests does not grow with the number of keys, except where an adapter's README
 *   says so.
 */
export interface TicketStore {
  /** By id. */
  tickets(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Ticket>>;

  /** The tickets of clients, latest `updatedAt` first, then the greater id. An internal note moves nothing where the system allows. */
  ticketsOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: TicketFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Ticket>>>;

  /** How many tickets `ticketsOf` lists over all pages. */
  countTicketsOf(scope: Scope, clientIds: readonly ClientId[], filter: TicketFilter): Promise<ReadonlyMap<ClientId, number>>;

  /** The tickets that wait on the client, the earliest `status.dueBy` first, those without one last, then the longest waiting. */
  waitingTicketsOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    first: number,
  ): Promise<ReadonlyMap<ClientId, readonly Ticket[]>>;

  /** What happened to the tickets of clients, newest first, at most `first` for each. */
  eventsOf(scope: Scope, clientIds: readonly ClientId[], first: number): Promise<ReadonlyMap<ClientId, readonly TicketEvent[]>>;

  /** By message id. */
  messages(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Message>>;

  /**
   * The content of a file that was sent with a message: whoever may read the message may have it. Null when there is no such message, or no
   * such file of this very message, or when the system keeps no content of it.
   */
  openAttachment(scope: Scope, file: { readonly messageId: string; readonly fileId: string }): Promise<AttachedContent | null>;

  /** The messages of tickets, oldest first. */
  messagesOf(scope: Scope, ticketIds: readonly string[], page: PageRequest): Promise<ReadonlyMap<string, Page<Message>>>;

  /** How many messages `messagesOf` lists over all pages. */
  countMessagesOf(scope: Scope, ticketIds: readonly string[]): Promise<ReadonlyMap<string, number>>;

  /** The newest message of each ticket. */
  lastMessages(scope: Scope, ticketIds: readonly string[]): Promise<ReadonlyMap<string, Message>>;

  /** Who takes part, at most 100 for each ticket, in the order in which they came. Each person once. */
  participantsOf(scope: Scope, ticketIds: readonly string[]): Promise<ReadonlyMap<string, readonly TicketParticipant[]>>;

  /** The system's own words for the states that its tickets are in or could be in; for a comparison with the state table at start. */
  statesInUse(): Promise<readonly string[]>;

  /** Opens a ticket with its first message. Null when the client is out of reach. */
  openTicket(scope: Scope, command: OpenTicket): Promise<Applied | null>;

  /** Adds a public message. One by the client's side to a ticket that waits on the client hands the turn to the business. */
  reply(scope: Scope, command: Reply, judge: Judge): Promise<Applied | Refused | null>;

  /** Settles a ticket. */
  closeTicket(scope: Scope, command: ChangeState, judge: Judge): Promise<Applied | Refused | null>;

  /** Puts a settled ticket back to work. */
  reopenTicket(scope: Scope, command: ChangeState, judge: Judge): Promise<Applied | Refused | null>;

  /** Decides who in the client company sees a ticket. */
  shareTicket(scope: Scope, command: ShareTicket, judge: Judge): Promise<Applied | Refused | null>;

  /**
   * Brings a person of the client's side into a ticket. In a ticket that is shared with contacts by name, a contact is named from then on.
   * Somebody who takes part already, by contact or by address, is not added a second time.
   */
  addParticipant(scope: Scope, command: AddParticipant, judge: JudgePeople): Promise<Applied | Refused | null>;

  /** Takes a person out of a ticket; in one that is shared with contacts by name, out of those named too. */
  removeParticipant(
    scope: Scope,
    command: RemoveParticipant,
    judge: JudgePerson,
  ): Promise<Applied | Refused | NoSuchParticipant | null>;

  /** Resolves when the system can be used; rejects with one of the errors above otherwise. */
  checkReady(): Promise<void>;

  /** Gives back connections. */
  close(): Promise<void>;
}

/** Who acts, for the record in the help desk. */
export interface Actor {
  /** Tells persons apart: a contact's id in the CRM, or the identity provider's subject. */
  readonly id: string;
  readonly name: string;
  readonly side: TicketSide;
}

/**
 * What all writes have: `marker` is kept by the system of record, so that an action that was applied is found again by whoever repeats
 * it, after a crash too. The same marker with the same input has one effect and gives the same `Applied`; with another input it is
 * `CONFLICT`. One marker is used for one kind of write only.
 */
interface Command {
  /** At most 100 letters, digits and dashes. */
  readonly marker: string;
  readonly actor: Actor;
}

export interface OpenTicket extends Command {
  readonly clientId: ClientId;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  readonly priority: TicketPriority;
  readonly sharing: Sharing;
  /** The contact who opens it, and sees it whatever its sharing; null for partners and staff. */
  readonly openedBy: string | null;
  /** Sent with the first message, in this order. */
  readonly attachments?: readonly NewAttachment[];
}

export interface Reply extends Command {
  readonly ticketId: string;
  /** Plain text. */
  readonly body: string;
  /** Sent with it, in this order. */
  readonly attachments?: readonly NewAttachment[];
}

/** A file to be sent with a message. Its name, type and checksum are part of the input that a marker stands for. */
export interface NewAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Asked for when the write is really to be made. What it throws is what the write throws. */
  readonly read: () => Promise<Uint8Array>;
}

/** A file as the help desk has it. */
export interface AttachedContent {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface ChangeState extends Command {
  readonly ticketId: string;
}

export interface ShareTicket extends Command {
  readonly ticketId: string;
  readonly sharing: Sharing;
}

export interface AddParticipant extends Command {
  readonly ticketId: string;
  readonly person: {
    /** For a contact of the client, who can then be named by a ticket's sharing. Nobody here can look it up. */
    readonly contactId: string | null;
    readonly name: string;
    readonly email: string;
  };
}

export interface RemoveParticipant extends Command {
  readonly ticketId: string;
  /** `TicketParticipant.id` */
  readonly participantId: string;
}

export type WriteCommand = OpenTicket | Reply | ChangeState | ShareTicket | AddParticipant | RemoveParticipant;

/**
 * Asked with the ticket as it stands at the moment of the write, after a marker that was applied already was recognised. So the answer is
 * that of the rule which `availableActions` shows, without a gap in which the ticket could change.
 */
export type Judge = (ticket: Ticket) => Verdict;

/** As `Judge`, with who takes part. */
export type JudgePeople = (ticket: Ticket, participants: readonly TicketParticipant[]) => Verdict;

/** As `Judge`, with the person in question. */
export type JudgePerson = (ticket: Ticket, participant: TicketParticipant) => Verdict;

/** The write has happened, now or before. */
export interface Applied {
  readonly outcome: 'applied';
  readonly ticketId: string;
  /** The message that was written; null for a change of state. */
  readonly messageId: string | null;
  /** When it happened first. */
  readonly appliedAt: Date;
}

/** Nothing was done, since `judge` or the system said no. */
export interface Refused {
  readonly outcome: 'refused';
  readonly verdict: Verdict;
}

/** Nothing was done, since nobody of that id takes part. */
export interface NoSuchParticipant {
  readonly outcome: 'no such participant';
}
