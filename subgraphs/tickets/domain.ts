import type * as kept from '../kit/actions/kept-actions.ts';
import type { UploadTicket } from '../kit/uploads/upload-ticket.ts';
import type { ClientId, Party, Phase, Provenance, Receipt, Sharing, Status, UserError } from '../kit/domain.ts';

/** What failed of what was done here, and what staff decided about it. */
export type DeadLetter = kept.DeadLetter;
export type DeadLetters = kept.DeadLetters;
export type DecidedAction = kept.DecidedAction;

/** A client as far as the help desk knows it: by its id. */
export type Client = { readonly clientId: ClientId };

/** What the help desk contributes to a client's next steps and timeline: each part is read when it is asked for. */
export interface SystemFacts {
  readonly clientId: ClientId;
}

export type TicketPriority = 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';

export type TicketSide = 'CLIENT' | 'BUSINESS';

export interface Ticket {
  /** The help desk's own id. */
  readonly id: string;
  readonly clientId: ClientId;
  /** As people say it: `1042`. */
  readonly number: string;
  readonly subject: string;
  readonly status: Status;
  readonly priority: TicketPriority;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Null once the business has answered, when the ticket is settled, and where nothing was promised. */
  readonly responseDueBy: Date | null;
  /** Null when the ticket is settled and where nothing was promised. */
  readonly resolutionDueBy: Date | null;
  /** Who in the client company may see it, besides its owners and the contact who opened it. */
  readonly sharing: Sharing;
  /** The contact of the client who opened it; null when somebody else did, or when it is not known. */
  readonly openedBy: string | null;
  readonly provenance: Provenance;
}

/** How many people take part in a ticket at most. */
export const PARTICIPANTS_MAX = 100;

export interface TicketParticipant {
  /** Unique within the ticket. Null for the author of a message, who need not take part any more. */
  readonly id: string | null;
  readonly name: string;
  /** Null for people of the business. */
  readonly email: string | null;
  readonly side: TicketSide;
  /** Whether this is the person who asked, as far as the help desk knows. */
  readonly opened: boolean;
}

/** A file that was sent with a message. */
export interface AttachedFile {
  /** Names the file's content to the help desk; null where there is none to hand out: it is not kept, or has not got there yet. */
  readonly fileId: string | null;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number | null;
}

/** In the graph a file knows its message: who may read that may have the file. */
export interface Attachment extends AttachedFile {
  readonly message: Pick<Message, 'id' | 'clientId'>;
}

export interface Message {
  /** The help desk's own id. */
  readonly id: string;
  readonly ticketId: string;
  readonly clientId: ClientId;
  readonly author: TicketParticipant;
  readonly body: string;
  readonly sentAt: Date;
  /** At most 100. */
  readonly attachments: readonly AttachedFile[];
  readonly audience: 'PUBLIC' | 'INTERNAL';
  /** `SENT` when left out: every message that the help desk has. */
  readonly delivery?: 'SENT' | 'ON_ITS_WAY';
}

export interface TicketFilter {
  /** Null for all; empty for none. */
  readonly phases: readonly Phase[] | null;
  /** Null for all; empty for none. */
  readonly waitingOn: readonly Party[] | null;
  /** Part of the subject; upper and lower case are the same. Null for no search. */
  readonly search: string | null;
}

/** Something that happened to a ticket, for a timeline. Never an internal note. */
export interface TicketEvent {
  /** Unique within the system. */
  readonly key: string;
  readonly kind: 'TICKET_OPENED' | 'MESSAGE_SENT' | 'TICKET_CLOSED';
  readonly at: Date;
  readonly ticketId: string;
  readonly clientId: ClientId;
  readonly subject: string;
  /** By name; null when the system does not say. */
  readonly actor: string | null;
}

/** What a mutation answers with. The records are read when they are asked for: a failure there must not take the receipt away. */
interface WritePayload {
  /** Null when nothing was done. */
  readonly ticketId: string | null;
  /** Null when nothing was done, and when no message was written. */
  readonly messageId: string | null;
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

export interface RequestAttachmentUploadPayload {
  readonly upload: UploadTicket | null;
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

export type OpenTicketPayload = WritePayload;
export type ReplyToTicketPayload = WritePayload;
export type CloseTicketPayload = WritePayload;
export type ReopenTicketPayload = WritePayload;
export type ShareTicketPayload = WritePayload;
export type AddTicketParticipantPayload = WritePayload;
export type RemoveTicketParticipantPayload = WritePayload;
