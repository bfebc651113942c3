// Written by `npm run schema` from schema.graphql and domain.ts. Do not edit.
import type { Connection } from '../../kit/connection.ts';
type TicketPage = Connection<TicketSource>;
type MessagePage = Connection<MessageSource>;
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Status as StatusSource, Provenance as ProvenanceSource, Receipt as ReceiptSource, AvailableAction as AvailableActionSource, UserError as UserErrorSource, Sharing as SharingSource, Approvable as ApprovableSource, RecordedDecision as RecordedDecisionSource, StepFact as StepFactSource, EventFact as EventFactSource } from '../../kit/domain.ts';
import type { SystemFacts as SystemFactsSource, DeadLetters as DeadLettersSource, DeadLetter as DeadLetterSource, DecidedAction as DecidedActionSource, Client as ClientSource, Ticket as TicketSource, TicketParticipant as TicketParticipantSource, Message as MessageSource, Attachment as AttachmentSource, OpenTicketPayload as OpenTicketPayloadSource, ReplyToTicketPayload as ReplyToTicketPayloadSource, RequestAttachmentUploadPayload as RequestAttachmentUploadPayloadSource, CloseTicketPayload as CloseTicketPayloadSource, ReopenTicketPayload as ReopenTicketPayloadSource, ShareTicketPayload as ShareTicketPayloadSource, AddTicketParticipantPayload as AddTicketParticipantPayloadSource, RemoveTicketParticipantPayload as RemoveTicketParticipantPayloadSource } from '../domain.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in time, as RFC 3339 in UTC: `2026-11-24T09:30:00.000Z`. */
  DateTime: { input: Date; output: Date | string; }
  /** A calendar day without a time of day: `2026-11-24`. */
  LocalDate: { input: string; output: string; }
  /** An absolute http or https address. */
  URL: { input: URL; output: string | URL; }
  /** A whole number that may be larger than 32 bits, up to 2^53 - 1. */
  SafeInt: { input: number; output: number; }
  link__Import: { input: string; output: string; }
  federation__FieldSet: { input: string; output: string; }
  federation__Scope: { input: string; output: string; }
  federation__Policy: { input: string; output: string; }
  federation__ContextFieldValue: { input: string; output: string; }
  _Any: { input: Record<string, unknown>; output: Record<string, unknown>; }
};

/** Anything that has an id and can be read again through `node`. */
export type Node = {
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
};

/** A record that somebody works on. Every one of them answers the same four questions: where does it stand, what can I do, can I trust this, and what is it. */
export type WorkItem = {
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** What a person would call it. */
  readonly title: Scalars['String']['output'];
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** Which system of record said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, judged by the rule that will judge the mutation; at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};

/** How far a piece of work has got. */
export type Phase =
  /** It has been handed in and nobody has begun. */
  | 'SUBMITTED'
  /** Somebody is working on it. */
  | 'IN_PROGRESS'
  /** It stands still until the party in `waitingOn` moves. */
  | 'WAITING'
  /** It is finished. */
  | 'DONE'
  /** It was called off and will not be finished. */
  | 'CANCELLED';

/** Whose turn it is. */
export type Party =
  /** The client: there is something for you to do. */
  | 'CLIENT'
  /** The business that runs this portal. */
  | 'BUSINESS'
  /** Somebody outside of both, such as an authority or a supplier. */
  | 'THIRD_PARTY'
  /** Nobody: nothing more is going to happen. */
  | 'NOBODY';

/** Where a piece of work stands, in words that a client can act on. */
export type Status = {
  readonly __typename?: 'Status';
  /** How far it has got. */
  readonly phase: Phase;
  /** Whose turn it is. */
  readonly waitingOn: Party;
  /** One sentence for the top of a page: "We are checking your contract". */
  readonly headline: Scalars['String']['output'];
  /** What happens next: "You will get the signed copy". */
  readonly nextStep?: Maybe<Scalars['String']['output']>;
  /** The promised or agreed time of the next move, when there is one. */
  readonly dueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Since when it stands so. */
  readonly since: Scalars['DateTime']['output'];
  /** The system of record's own word for this state. */
  readonly sourceState: Scalars['String']['output'];
};

/** Which system said so, and when it said it. */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** The system of record, as the business calls it. */
  readonly system: Scalars['String']['output'];
  /** The record's own number in that system; for staff. */
  readonly recordId?: Maybe<Scalars['String']['output']>;
  /** When the system of record was read. */
  readonly asOf: Scalars['DateTime']['output'];
  /** True when the system of record could not be read and this is the last known value. */
  readonly stale: Scalars['Boolean']['output'];
};

/** What became of an action. */
export type ReceiptState =
  /** It is stored and on its way to the system of record. */
  | 'ACCEPTED'
  /** The system of record has it. */
  | 'APPLIED'
  /** The system of record refused it; `error` says why. */
  | 'FAILED';

/** Proof that an action arrived, and where it has got to. */
export type Receipt = {
  readonly __typename?: 'Receipt';
  /** Opaque; the same for every repetition with the same idempotency key. */
  readonly id: Scalars['ID']['output'];
  /** How far the action has got. */
  readonly state: ReceiptState;
  /** The system of record that owns the changed record. */
  readonly system: Scalars['String']['output'];
  /** When the portal took the action. */
  readonly acceptedAt: Scalars['DateTime']['output'];
  /** When the system of record had it. */
  readonly appliedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it failed, in words for the person who acted. */
  readonly error?: Maybe<Scalars['String']['output']>;
};

/** Something a caller can do with a record through this graph. */
export type ActionKind =
  /** `Mutation.openTicket`: ask the business something. */
  | 'OPEN_TICKET'
  /** `Mutation.replyToTicket`: write a message into the conversation. */
  | 'REPLY_TO_TICKET'
  /** `Mutation.closeTicket`: say that it is settled. */
  | 'CLOSE_TICKET'
  /** `Mutation.reopenTicket`: say that it is not settled after all. */
  | 'REOPEN_TICKET'
  /** `Document.download`: get the file itself. */
  | 'DOWNLOAD_DOCUMENT'
  /** `Mutation.requestUpload`: put a new version in place. */
  | 'UPLOAD_DOCUMENT'
  /** `Mutation.shareDocument`: decide who in the client company may see it. */
  | 'SHARE_DOCUMENT'
  /** `Mutation.shareTicket`: decide who in the client company may see it. */
  | 'SHARE_TICKET'
  /** `Mutation.addTicketParticipant`: bring a person into it. */
  | 'ADD_TICKET_PARTICIPANT'
  /** `Mutation.removeTicketParticipant`: take a person out of it. */
  | 'REMOVE_TICKET_PARTICIPANT'
  /** `Mutation.setContactRole`: decide what a contact may do within the client company. */
  | 'SET_CONTACT_ROLE'
  /** `Mutation.decideApproval`: approve of what was put to you, reject it, or ask for changes. */
  | 'DECIDE_APPROVAL'
  /** `Mutation.withdrawApproval`: no longer ask for a decision; for staff. */
  | 'WITHDRAW_APPROVAL'
  /** `Mutation.fulfilDocumentRequest`: send the document that you are asked for. */
  | 'FULFIL_DOCUMENT_REQUEST'
  /** `Mutation.acceptDocument`: take the document that was sent; for staff. */
  | 'ACCEPT_DOCUMENT'
  /** `Mutation.returnDocument`: send the document back with a reason; for staff. */
  | 'RETURN_DOCUMENT'
  /** `Mutation.cancelDocumentRequest`: no longer ask for a document; for staff. */
  | 'CANCEL_DOCUMENT_REQUEST';

/** The same rule that will judge the action says beforehand what it would answer. */
export type AvailableAction = {
  readonly __typename?: 'AvailableAction';
  /** What can be done. */
  readonly action: ActionKind;
  /** Whether the caller could do it now. */
  readonly allowed: Scalars['Boolean']['output'];
  /** Why not, when it is not allowed. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** What would make it possible, when something would. */
  readonly remedy?: Maybe<Scalars['String']['output']>;
  /** By when it should be done, when somebody waits for it. */
  readonly dueBy?: Maybe<Scalars['DateTime']['output']>;
};

/** What kind of correction a mistake in an input needs. */
export type UserErrorCode =
  /** A value is empty, too long, or of the wrong form. */
  | 'INVALID'
  /** The thing named by the input does not exist, or is not yours. */
  | 'NOT_FOUND'
  /** The record's state or your role does not allow it now; `AvailableAction` said so. */
  | 'NOT_ALLOWED'
  /** The same idempotency key was used before with another input, or the record is no longer what you acted on: the payload has what it is now. */
  | 'CONFLICT';

/** A mistake that the person who filled in the form can correct. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** What kind of correction it needs. */
  readonly code: UserErrorCode;
  /** The mistake, in words for that person. */
  readonly message: Scalars['String']['output'];
  /** The input field that it is about, outermost first, at most 10 names; empty when it is about the whole. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** An address that hands out one file, or one version of it, for a short time. */
export type DownloadLink = {
  readonly __typename?: 'DownloadLink';
  /** Where to get it. It needs no further sign-in: treat it as a secret. */
  readonly url: Scalars['URL']['output'];
  /** From when on it no longer works. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** A place for the bytes of one file, for a while. */
export type Upload = {
  readonly __typename?: 'Upload';
  /** For the mutation that takes the file up: `completeUpload` for a document, `replyToTicket` and `openTicket` for an attachment. Good for nobody else. */
  readonly id: Scalars['ID']['output'];
  /** The HTTP method: `PUT`. */
  readonly method: Scalars['String']['output'];
  /** Where the bytes go. It needs no further sign-in: treat it as a secret. */
  readonly url: Scalars['URL']['output'];
  /** What to send along, at most 20. */
  readonly headers: ReadonlyArray<UploadHeader>;
  /** From when on the address no longer works, and the upload is forgotten, unless it was taken up. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** A header of the request that carries the bytes. */
export type UploadHeader = {
  readonly __typename?: 'UploadHeader';
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its value, to be sent as it is. */
  readonly value: Scalars['String']['output'];
};

/** What a contact may do within the client company. */
export type ClientRole =
  /** Sees everything of the company, acts for it, and manages who sees what. */
  | 'OWNER'
  /** Sees the work and acts on it, without the money. */
  | 'MEMBER'
  /** Sees the work and the money, and acts on both. */
  | 'BILLING'
  /** Sees the work and changes nothing. */
  | 'VIEWER';

/** Who in the client company may see a record. */
export type SharingAudience =
  /** Every contact of the company. */
  | 'COMPANY'
  /** The contacts with one of the roles in `roles`. */
  | 'ROLES'
  /** The contacts in `contactIds`. */
  | 'CONTACTS';

/** Who in the client company may see a record. Owners always may. */
export type Sharing = {
  readonly __typename?: 'Sharing';
  /** The kind of rule. */
  readonly audience: SharingAudience;
  /** The roles that may see it, at most 4, when `audience` is `ROLES`. */
  readonly roles: ReadonlyArray<ClientRole>;
  /** The contacts who may see it, at most 100, when `audience` is `CONTACTS`. */
  readonly contactIds: ReadonlyArray<Scalars['ID']['output']>;
};

/** Who in the client company is to see a record. Owners always may. */
export type SharingInput = {
  /** The kind of rule. */
  readonly audience: SharingAudience;
  /** At least one when `audience` is `ROLES`, else none. */
  readonly roles?: InputMaybe<ReadonlyArray<ClientRole>>;
  /** From one to 100 of the client's contacts when `audience` is `CONTACTS`, else none. */
  readonly contactIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/**
 * What a record puts before those who are to approve of it. Not part of the published schema: `workflow` asks for it in the portal's own name,
 * when an approval is requested and again when somebody decides.
 */
export type Approvable = {
  readonly __typename?: 'Approvable';
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** What a person would call it. */
  readonly title: Scalars['String']['output'];
  /** The number of the version, for what has versions. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** The SHA-256, in 64 lower-case hexadecimal digits, of exactly what a client is shown: a document version's content, else `summary`. */
  readonly checksum: Scalars['String']['output'];
  /** What is shown, as JSON with its names in order: of a document its name, size and type, of other records their fields. */
  readonly summary: Scalars['String']['output'];
  /** Whether it has sums of money, which not every contact may see. */
  readonly hasMoney: Scalars['Boolean']['output'];
  /** Who in the client company may see it; null for everybody. */
  readonly sharing?: Maybe<Sharing>;
};

/** What became of an approval, as the system of record is told. */
export type DecisionOutcome =
  /** Agreed to. */
  | 'APPROVED'
  /** Turned down. */
  | 'REJECTED'
  /** Something has to change first. */
  | 'CHANGES_REQUESTED';

/** What a client decided about a record, for the system of record that keeps it. */
export type DecisionInput = {
  /** The same for every delivery of the same decision: the system of record keeps it. At most 100 letters, digits and dashes. */
  readonly marker: Scalars['ID']['input'];
  /** The record that was decided on. */
  readonly subjectId: Scalars['ID']['input'];
  /** The client that it was put to. */
  readonly clientId: Scalars['ID']['input'];
  /** What was decided. */
  readonly outcome: DecisionOutcome;
  /** `Approvable.checksum` of exactly what was decided on: when it is another by now, the decision is not taken. */
  readonly checksum: Scalars['String']['input'];
  /** `Approvable.version` of it. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** A name. */
  readonly decidedBy: Scalars['String']['input'];
  /** When it was decided. */
  readonly decidedAt: Scalars['DateTime']['input'];
  /** What the person said about it. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
};

/** What a system of record did with a decision. */
export type RecordedDecision = {
  readonly __typename?: 'RecordedDecision';
  /** When it took the decision first; null when it did not. */
  readonly recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it refuses it for good, in words for the person who decided; null when it took it, and when it keeps no decisions. */
  readonly refusal?: Maybe<Scalars['String']['output']>;
};

/** Which clients something changed for since a cursor. The clients are named by their ids in the systems of record. */
export type RecordChanges = {
  readonly __typename?: 'RecordChanges';
  /** For the next question's `after`, to the same service. */
  readonly cursor: Scalars['String']['output'];
  /** Whether it cannot be told what changed: then it may be anything, for any client. */
  readonly reset: Scalars['Boolean']['output'];
  /** Each client once, at most 1,000; none with `reset`. */
  readonly clientIds: ReadonlyArray<Scalars['String']['output']>;
};

/** Where a page of a list begins and ends. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether more follows after `endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether anything stands before `startCursor`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge, when there is one. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** The cursor of the last edge, to be given as `after` for the next page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/**
 * What one system of record contributes to a client's next steps and timeline. Not part of the published schema: `workflow` reads it
 * with `@requires`. Its fields take no arguments, because two differing aliases of a required field collide in the query planner.
 */
export type SystemFacts = {
  readonly __typename?: 'SystemFacts';
  /** The system of record, as the business calls it. */
  readonly system: Scalars['String']['output'];
  /** What waits on the client there, most urgent first, at most 100. */
  readonly steps: ReadonlyArray<StepFact>;
  /** What happened there of late, newest first, at most 100. */
  readonly events: ReadonlyArray<EventFact>;
};

/** One thing that waits on the client. */
export type StepFact = {
  readonly __typename?: 'StepFact';
  /** The type name of the record that it is about. */
  readonly subjectType: Scalars['String']['output'];
  /** The id of the record that it is about. */
  readonly subjectId: Scalars['ID']['output'];
  /** The record's title. */
  readonly title: Scalars['String']['output'];
  /** What there is to do, for the person who will do it. */
  readonly headline: Scalars['String']['output'];
  /** The action that finishes it, when one is allowed. */
  readonly action?: Maybe<ActionKind>;
  /** By when, when it was agreed. */
  readonly dueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Since when it has waited. */
  readonly since: Scalars['DateTime']['output'];
};

/** One thing that happened. */
export type EventFact = {
  readonly __typename?: 'EventFact';
  /** Unique within the system. */
  readonly key: Scalars['String']['output'];
  /** What happened. */
  readonly kind: ActivityKind;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** One line for a timeline. */
  readonly headline: Scalars['String']['output'];
  /** Who did it, by name, when that is known and the caller may know. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** The type name of the record that it is about. */
  readonly subjectType: Scalars['String']['output'];
  /** The id of the record that it is about. */
  readonly subjectId: Scalars['ID']['output'];
};

/** What happened. */
export type ActivityKind =
  /** A project began or its state changed. */
  | 'PROJECT_CHANGED'
  /** A milestone was reached. */
  | 'MILESTONE_REACHED'
  /** A quote was sent or decided. */
  | 'QUOTE_CHANGED'
  /** An invoice was issued or paid. */
  | 'INVOICE_CHANGED'
  /** A document or a new version of one was put in place. */
  | 'DOCUMENT_ADDED'
  /** A ticket was opened. */
  | 'TICKET_OPENED'
  /** Somebody wrote a message. */
  | 'MESSAGE_SENT'
  /** A ticket was settled. */
  | 'TICKET_CLOSED'
  /** A decision was asked for. */
  | 'APPROVAL_REQUESTED'
  /** Somebody decided. */
  | 'APPROVAL_DECIDED'
  /** A decision is no longer asked for: what it was about has changed, or the business withdrew it. */
  | 'APPROVAL_VOIDED'
  /** A document was asked for. */
  | 'DOCUMENT_REQUESTED'
  /** Somebody sent a document that was asked for. */
  | 'DOCUMENT_SUBMITTED'
  /** The business took a document that was sent, or sent it back. */
  | 'DOCUMENT_JUDGED'
  /** A document is no longer asked for. */
  | 'DOCUMENT_REQUEST_CANCELLED';

/** What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /** One ticket by its id; null when there is none that the caller may see. */
  readonly ticket?: Maybe<Ticket>;
  /** What has become of something that was done here; null when there is no such receipt for the caller. */
  readonly keptReceipt?: Maybe<Receipt>;
  /** What was done here and failed, newest first, of clients within the caller's reach. */
  readonly deadLetters?: Maybe<DeadLetters>;
  /** Which clients something changed for, in what this service keeps itself; for the gateways, which keep answers. */
  readonly recordChanges?: Maybe<RecordChanges>;
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  readonly _service: _Service;
};


/** What can be asked. */
export type QueryTicketArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryKeptReceiptArgs = {
  caller: Scalars['String']['input'];
  receiptId: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryDeadLettersArgs = {
  caller: Scalars['String']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** What can be asked. */
export type QueryRecordChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};

/** What can be done. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Asks the business something: a new ticket with its first message. */
  readonly openTicket?: Maybe<OpenTicketPayload>;
  /** Writes a message that client and business both see. A reply to a ticket that waits on the client hands the turn to the business. */
  readonly replyToTicket?: Maybe<ReplyToTicketPayload>;
  /**
   * Announces a file that is to be sent with a message, and says where to put its bytes. There they are looked at: their size, their checksum, their
   * type by the content, and by a malware scanner when there is one. Then `replyToTicket` or `openTicket` names the upload, and sends it.
   */
  readonly requestAttachmentUpload?: Maybe<RequestAttachmentUploadPayload>;
  /** Says that the matter is settled. */
  readonly closeTicket?: Maybe<CloseTicketPayload>;
  /** Says that the matter is not settled after all. */
  readonly reopenTicket?: Maybe<ReopenTicketPayload>;
  /** Decides who in the client company sees a ticket. For the company's owners, and for staff. Owners and whoever opened the ticket see it always. */
  readonly shareTicket?: Maybe<ShareTicketPayload>;
  /**
   * Brings a person of the client's side into a ticket: the business writes to them too. In a ticket that is shared with contacts by name,
   * a contact is named from then on, and so sees it. Where not everybody in the company sees the ticket, this is for its owners, for whoever
   * opened it, and for staff.
   */
  readonly addTicketParticipant?: Maybe<AddTicketParticipantPayload>;
  /**
   * Takes a person of the client's side out of a ticket, and out of those with whom it is shared by name. For whoever may bring people in.
   * Whoever asked stays, and the business's own people are its own matter.
   */
  readonly removeTicketParticipant?: Maybe<RemoveTicketParticipantPayload>;
  /** Tries an action again, or calls it off. */
  readonly decideKeptAction?: Maybe<DecidedAction>;
};


/** What can be done. */
export type MutationOpenTicketArgs = {
  input: OpenTicketInput;
};


/** What can be done. */
export type MutationReplyToTicketArgs = {
  input: ReplyToTicketInput;
};


/** What can be done. */
export type MutationRequestAttachmentUploadArgs = {
  input: RequestAttachmentUploadInput;
};


/** What can be done. */
export type MutationCloseTicketArgs = {
  input: CloseTicketInput;
};


/** What can be done. */
export type MutationReopenTicketArgs = {
  input: ReopenTicketInput;
};


/** What can be done. */
export type MutationShareTicketArgs = {
  input: ShareTicketInput;
};


/** What can be done. */
export type MutationAddTicketParticipantArgs = {
  input: AddTicketParticipantInput;
};


/** What can be done. */
export type MutationRemoveTicketParticipantArgs = {
  input: RemoveTicketParticipantInput;
};


/** What can be done. */
export type MutationDecideKeptActionArgs = {
  caller: Scalars['String']['input'];
  receiptId: Scalars['ID']['input'];
  decision: ActionDecision;
};

/** What is to be done with an action. */
export type ActionDecision =
  /** It is tried again, with the marker it had. */
  | 'RETRY'
  /** It is called off. */
  | 'CANCEL';

/** A part of the list of what failed. */
export type DeadLetters = {
  readonly __typename?: 'DeadLetters';
  /** In order, at most 100. */
  readonly letters: ReadonlyArray<DeadLetter>;
  /** Whether more follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An action that failed. */
export type DeadLetter = {
  readonly __typename?: 'DeadLetter';
  /** What the person who acted was told. */
  readonly receipt: Receipt;
  /** The mutation. */
  readonly mutation: Scalars['String']['output'];
  /** The client in whose name it was done. */
  readonly clientId: Scalars['ID']['output'];
  /** Who did it, by name. */
  readonly author: Scalars['String']['output'];
  /** When it failed. */
  readonly failedAt: Scalars['DateTime']['output'];
  /** Whether it was refused. */
  readonly refused: Scalars['Boolean']['output'];
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** What went wrong last, in the words of a log. */
  readonly problem?: Maybe<Scalars['String']['output']>;
  /** Its place in the list, in an order that is the same in all services: at most 2 parts. */
  readonly position: ReadonlyArray<Scalars['String']['output']>;
};

/** What became of a decision about an action. */
export type DecidedAction = {
  readonly __typename?: 'DecidedAction';
  /** The action's receipt as it is now; null when `userErrors` says why there is none. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct, at most 1; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A company (or a person) that the business works for. */
export type Client = {
  readonly __typename?: 'Client';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** What the client has asked and the business has answered, latest change first. */
  readonly tickets?: Maybe<TicketConnection>;
  /** Whether the caller may send files with messages, and which. */
  readonly attachmentRules?: Maybe<AttachmentRules>;
  /** What the help desk contributes to next steps and the timeline. */
  readonly ticketFacts?: Maybe<SystemFacts>;
};


/** A company (or a person) that the business works for. */
export type ClientTicketsArgs = {
  filter?: InputMaybe<TicketFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Whether the caller may send files with messages to the help desk, and what. */
export type AttachmentRules = {
  readonly __typename?: 'AttachmentRules';
  /** Whether `requestAttachmentUpload` would be allowed. */
  readonly allowed: Scalars['Boolean']['output'];
  /** Why not, when it is not allowed. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** What would make it possible, when something would. */
  readonly remedy?: Maybe<Scalars['String']['output']>;
  /** The largest file that is taken, in bytes. */
  readonly maxBytes: Scalars['SafeInt']['output'];
  /** How many files one message has at most. */
  readonly maxCount: Scalars['Int']['output'];
  /** How many bytes the files of one message have together at most. */
  readonly maxMessageBytes: Scalars['SafeInt']['output'];
  /** The media types that are taken, at most 50. */
  readonly mediaTypes: ReadonlyArray<Scalars['String']['output']>;
};

/** Narrows a list of tickets. */
export type TicketFilter = {
  /** Only those in one of these phases. */
  readonly phases?: InputMaybe<ReadonlyArray<Phase>>;
  /** Only those that wait on one of these. */
  readonly waitingOn?: InputMaybe<ReadonlyArray<Party>>;
  /** Part of the subject; upper and lower case are the same. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** How much it matters. */
export type TicketPriority =
  /** It can wait. */
  | 'LOW'
  /** The usual. */
  | 'NORMAL'
  /** It hinders work. */
  | 'HIGH'
  /** Work stands still. */
  | 'URGENT';

/** A question to the business with its conversation. */
export type Ticket = Node & WorkItem & {
  readonly __typename?: 'Ticket';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly client?: Maybe<Client>;
  /** The number that people name when they talk about it. */
  readonly number: Scalars['String']['output'];
  /** What it is about; the same as `subject`. */
  readonly title: Scalars['String']['output'];
  /** What it is about, as the person who opened it put it. */
  readonly subject: Scalars['String']['output'];
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** How much it matters. */
  readonly priority: TicketPriority;
  /** Who takes part in it, at most 100. */
  readonly participants: ReadonlyArray<TicketParticipant>;
  /** The conversation, oldest first. */
  readonly messages?: Maybe<MessageConnection>;
  /** The latest message that the caller may see. */
  readonly lastMessage?: Maybe<Message>;
  /** When it was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** By when the business promised a first answer, while it owes one. */
  readonly responseDueBy?: Maybe<Scalars['DateTime']['output']>;
  /** By when the business promised to settle it, while it is open. */
  readonly resolutionDueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Who in the client company sees it, besides its owners and whoever opened it. */
  readonly sharing: Sharing;
  /** The contact of the client who opened it, when that is known. Not public: `sharedWith` is made of it. */
  readonly openedBy?: Maybe<Scalars['ID']['output']>;
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};


/** A question to the business with its conversation. */
export type TicketMessagesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** On which side a person stands. */
export type TicketSide =
  /** The client company. */
  | 'CLIENT'
  /** The business. */
  | 'BUSINESS';

/** Somebody who takes part in a ticket. */
export type TicketParticipant = {
  readonly __typename?: 'TicketParticipant';
  /** Names the person to `removeTicketParticipant`; null for the author of a message. Good for this ticket only. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** The person's name, or the address when the help desk has no name. */
  readonly name: Scalars['String']['output'];
  /** Where to write; for people of the client company only. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** On which side the person stands. */
  readonly side: TicketSide;
};

/** Who may read a message. */
export type MessageAudience =
  /** Client and business. */
  | 'PUBLIC'
  /** The business alone: a note. */
  | 'INTERNAL';

/** Whether a message has reached the help desk. */
export type MessageDelivery =
  /** The help desk has it. */
  | 'SENT'
  /** It is stored and on its way to the help desk; it stands at the end of the conversation until it is there. */
  | 'ON_ITS_WAY';

/** One message in a conversation. */
export type Message = Node & {
  readonly __typename?: 'Message';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The ticket that it stands in. */
  readonly ticket: Ticket;
  /** Who wrote it. */
  readonly author: TicketParticipant;
  /** What it says, as plain text. */
  readonly body: Scalars['String']['output'];
  /** When it was sent. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** The files sent with it, at most 100. */
  readonly attachments: ReadonlyArray<Attachment>;
  /** Whether it has reached the help desk. */
  readonly delivery: MessageDelivery;
  /** Who may read it; for staff, clients see public messages only. */
  readonly audience?: Maybe<MessageAudience>;
};

/** A file sent with a message. */
export type Attachment = {
  readonly __typename?: 'Attachment';
  /** The file's name. */
  readonly name: Scalars['String']['output'];
  /** The IANA media type. */
  readonly mediaType: Scalars['String']['output'];
  /** The size in bytes, when the help desk says it. */
  readonly sizeBytes?: Maybe<Scalars['SafeInt']['output']>;
  /** An address to get it from: short-lived and for the caller alone. Null while the message is on its way, and where the help desk does not keep it. */
  readonly download?: Maybe<DownloadLink>;
};

/** What to ask the business. */
export type OpenTicketInput = {
  /** The client in whose name it is asked. */
  readonly clientId: Scalars['ID']['input'];
  /** What it is about, at most 200 characters. */
  readonly subject: Scalars['String']['input'];
  /** What to ask, as plain text, at most 10,000 characters. */
  readonly body: Scalars['String']['input'];
  /** How much it matters. */
  readonly priority?: TicketPriority;
  /** Who in the client company sees it, besides its owners and you; the whole company when it is left out. Partners leave it out. */
  readonly sharing?: InputMaybe<SharingInput>;
  /** Files to send with it: `Upload.id` of `requestAttachmentUpload`, each announced by you for this client. Each is sent once. */
  readonly attachments?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What to write into a ticket. */
export type ReplyToTicketInput = {
  /** Which ticket. */
  readonly ticketId: Scalars['ID']['input'];
  /** What to write, as plain text, at most 10,000 characters. */
  readonly body: Scalars['String']['input'];
  /** Files to send with it: `Upload.id` of `requestAttachmentUpload`, each announced by you for the ticket's client. Each is sent once. */
  readonly attachments?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A file that is to be sent with a message. */
export type RequestAttachmentUploadInput = {
  /** The client in whose name the message will be written. */
  readonly clientId: Scalars['ID']['input'];
  /** The file's name, at most 200 bytes, without slashes. Its ending fits the media type. */
  readonly name: Scalars['String']['input'];
  /** The IANA media type; the content has to be of it. */
  readonly mediaType: Scalars['String']['input'];
  /** The size in bytes. */
  readonly sizeBytes: Scalars['SafeInt']['input'];
  /** The SHA-256 of the bytes, as 64 lower-case hexadecimal digits. */
  readonly sha256: Scalars['String']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the same upload and the first receipt. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which ticket is settled. */
export type CloseTicketInput = {
  /** Which ticket. */
  readonly ticketId: Scalars['ID']['input'];
  /** Only if it has not changed since you looked: its `updatedAt` as you saw it. Otherwise it is `CONFLICT`, beside the ticket as it stands now. Left out, it is not asked. */
  readonly ifUnchangedSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which ticket is not settled. */
export type ReopenTicketInput = {
  /** Which ticket. */
  readonly ticketId: Scalars['ID']['input'];
  /** Only if it has not changed since you looked: its `updatedAt` as you saw it. Otherwise it is `CONFLICT`, beside the ticket as it stands now. Left out, it is not asked. */
  readonly ifUnchangedSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Who in the client company sees which ticket. */
export type ShareTicketInput = {
  /** Which ticket. */
  readonly ticketId: Scalars['ID']['input'];
  /** Who sees it from now on. */
  readonly sharing: SharingInput;
  /** Only if it has not changed since you looked: its `updatedAt` as you saw it. Otherwise it is `CONFLICT`, beside the ticket as it stands now. Left out, it is not asked. */
  readonly ifUnchangedSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Whom to bring into which ticket. */
export type AddTicketParticipantInput = {
  /** Which ticket. */
  readonly ticketId: Scalars['ID']['input'];
  /** The person's id, for a contact of the client; without it the person is written to and signs in to nothing. */
  readonly contactId?: InputMaybe<Scalars['ID']['input']>;
  /** The person's name as the conversation shows it, at most 100 characters. The help desk does not look it up. */
  readonly name: Scalars['String']['input'];
  /** Where to write to, at most 120 characters. The help desk does not look it up. */
  readonly email: Scalars['String']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Whom to take out of which ticket. */
export type RemoveTicketParticipantInput = {
  /** Which ticket. */
  readonly ticketId: Scalars['ID']['input'];
  /** `TicketParticipant.id`, of this ticket. */
  readonly participantId: Scalars['ID']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `openTicket`. */
export type OpenTicketPayload = {
  readonly __typename?: 'OpenTicketPayload';
  /** The ticket as it stands now; null when nothing was done, and while the receipt says `ACCEPTED`: ask again with the same idempotency key. */
  readonly ticket?: Maybe<Ticket>;
  /** Proof that it arrived, and where it has got to; null when nothing was accepted, and `userErrors` says why. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `replyToTicket`. */
export type ReplyToTicketPayload = {
  readonly __typename?: 'ReplyToTicketPayload';
  /** The ticket as it stands now; null when nothing was done. */
  readonly ticket?: Maybe<Ticket>;
  /** The message, as it stands in the conversation now. */
  readonly message?: Maybe<Message>;
  /** Proof that it arrived, and where it has got to; null when nothing was accepted, and `userErrors` says why. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `requestAttachmentUpload`. */
export type RequestAttachmentUploadPayload = {
  readonly __typename?: 'RequestAttachmentUploadPayload';
  /** Where to put the bytes; null when `userErrors` says why not. */
  readonly upload?: Maybe<Upload>;
  /** Proof that it was announced, the same as the first time; null when `userErrors` says why not. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `closeTicket`. */
export type CloseTicketPayload = {
  readonly __typename?: 'CloseTicketPayload';
  /** The ticket as it stands now; null when nothing was done, except for a `CONFLICT` with what somebody else did. */
  readonly ticket?: Maybe<Ticket>;
  /** Proof that it arrived, and where it has got to; null when nothing was accepted, and `userErrors` says why. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `reopenTicket`. */
export type ReopenTicketPayload = {
  readonly __typename?: 'ReopenTicketPayload';
  /** The ticket as it stands now; null when nothing was done, except for a `CONFLICT` with what somebody else did. */
  readonly ticket?: Maybe<Ticket>;
  /** Proof that it arrived, and where it has got to; null when nothing was accepted, and `userErrors` says why. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `shareTicket`. */
export type ShareTicketPayload = {
  readonly __typename?: 'ShareTicketPayload';
  /** The ticket as it stands now; null when nothing was done, except for a `CONFLICT` with what somebody else did. */
  readonly ticket?: Maybe<Ticket>;
  /** Proof that it arrived; null when `userErrors` says why nothing was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `addTicketParticipant`. */
export type AddTicketParticipantPayload = {
  readonly __typename?: 'AddTicketParticipantPayload';
  /** The ticket as it stands now; null when nothing was done. */
  readonly ticket?: Maybe<Ticket>;
  /** Proof that it arrived; null when `userErrors` says why nothing was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `removeTicketParticipant`. */
export type RemoveTicketParticipantPayload = {
  readonly __typename?: 'RemoveTicketParticipantPayload';
  /** The ticket as it stands now; null when nothing was done. */
  readonly ticket?: Maybe<Ticket>;
  /** Proof that it arrived; null when `userErrors` says why nothing was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A page of tickets. */
export type TicketConnection = {
  readonly __typename?: 'TicketConnection';
  /** The tickets with their cursors, in order. */
  readonly edges: ReadonlyArray<TicketEdge>;
  /** The tickets alone, in order. */
  readonly nodes: ReadonlyArray<Ticket>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the tickets in a page. */
export type TicketEdge = {
  readonly __typename?: 'TicketEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Ticket;
};

/** A page of messages. */
export type MessageConnection = {
  readonly __typename?: 'MessageConnection';
  /** The messages with their cursors, in order. */
  readonly edges: ReadonlyArray<MessageEdge>;
  /** The messages alone, in order. */
  readonly nodes: ReadonlyArray<Message>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the messages in a page. */
export type MessageEdge = {
  readonly __typename?: 'MessageEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Message;
};

export type Link__Purpose =
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY'
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION';

export type _Service = {
  readonly __typename?: '_Service';
  readonly sdl?: Maybe<Scalars['String']['output']>;
};

export type _Entity = Client | Message | Ticket;



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Client: Client;
  Ticket: Ticket;
  Message: Message;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Client:
    ( { __typename: 'Client' }
    & GraphQLRecursivePick<FederationTypes['Client'], {"id":true}> );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}> );
  Message:
    ( { __typename: 'Message' }
    & GraphQLRecursivePick<FederationTypes['Message'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  _Entity:
    | ( ClientSource )
    | ( MessageSource )
    | ( TicketSource )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( TicketSource )
    | ( MessageSource )
  ;
  WorkItem: ( TicketSource );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  LocalDate: ResolverTypeWrapper<Scalars['LocalDate']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  WorkItem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['WorkItem']>;
  Phase: Phase;
  Party: Party;
  Status: ResolverTypeWrapper<StatusSource>;
  Provenance: ResolverTypeWrapper<ProvenanceSource>;
  ReceiptState: ReceiptState;
  Receipt: ResolverTypeWrapper<ReceiptSource>;
  ActionKind: ActionKind;
  AvailableAction: ResolverTypeWrapper<AvailableActionSource>;
  UserErrorCode: UserErrorCode;
  UserError: ResolverTypeWrapper<UserErrorSource>;
  DownloadLink: ResolverTypeWrapper<DownloadLink>;
  Upload: ResolverTypeWrapper<Upload>;
  UploadHeader: ResolverTypeWrapper<UploadHeader>;
  ClientRole: ClientRole;
  SharingAudience: SharingAudience;
  Sharing: ResolverTypeWrapper<SharingSource>;
  SharingInput: SharingInput;
  Approvable: ResolverTypeWrapper<ApprovableSource>;
  DecisionOutcome: DecisionOutcome;
  DecisionInput: DecisionInput;
  RecordedDecision: ResolverTypeWrapper<RecordedDecisionSource>;
  RecordChanges: ResolverTypeWrapper<RecordChanges>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  SystemFacts: ResolverTypeWrapper<SystemFactsSource>;
  StepFact: ResolverTypeWrapper<StepFactSource>;
  EventFact: ResolverTypeWrapper<EventFactSource>;
  ActivityKind: ActivityKind;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ActionDecision: ActionDecision;
  DeadLetters: ResolverTypeWrapper<DeadLettersSource>;
  DeadLetter: ResolverTypeWrapper<DeadLetterSource>;
  DecidedAction: ResolverTypeWrapper<DecidedActionSource>;
  Client: ResolverTypeWrapper<ClientSource>;
  AttachmentRules: ResolverTypeWrapper<AttachmentRules>;
  TicketFilter: TicketFilter;
  TicketPriority: TicketPriority;
  Ticket: ResolverTypeWrapper<TicketSource>;
  TicketSide: TicketSide;
  TicketParticipant: ResolverTypeWrapper<TicketParticipantSource>;
  MessageAudience: MessageAudience;
  MessageDelivery: MessageDelivery;
  Message: ResolverTypeWrapper<MessageSource>;
  Attachment: ResolverTypeWrapper<AttachmentSource>;
  OpenTicketInput: OpenTicketInput;
  ReplyToTicketInput: ReplyToTicketInput;
  RequestAttachmentUploadInput: RequestAttachmentUploadInput;
  CloseTicketInput: CloseTicketInput;
  ReopenTicketInput: ReopenTicketInput;
  ShareTicketInput: ShareTicketInput;
  AddTicketParticipantInput: AddTicketParticipantInput;
  RemoveTicketParticipantInput: RemoveTicketParticipantInput;
  OpenTicketPayload: ResolverTypeWrapper<OpenTicketPayloadSource>;
  ReplyToTicketPayload: ResolverTypeWrapper<ReplyToTicketPayloadSource>;
  RequestAttachmentUploadPayload: ResolverTypeWrapper<RequestAttachmentUploadPayloadSource>;
  CloseTicketPayload: ResolverTypeWrapper<CloseTicketPayloadSource>;
  ReopenTicketPayload: ResolverTypeWrapper<ReopenTicketPayloadSource>;
  ShareTicketPayload: ResolverTypeWrapper<ShareTicketPayloadSource>;
  AddTicketParticipantPayload: ResolverTypeWrapper<AddTicketParticipantPayloadSource>;
  RemoveTicketParticipantPayload: ResolverTypeWrapper<RemoveTicketParticipantPayloadSource>;
  TicketConnection: ResolverTypeWrapper<TicketPage>;
  TicketEdge: ResolverTypeWrapper<Omit<TicketEdge, 'node'> & { node: ResolversTypes['Ticket'] }>;
  MessageConnection: ResolverTypeWrapper<MessagePage>;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node: ResolversTypes['Message'] }>;
  link__Purpose: Link__Purpose;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  federation__Policy: ResolverTypeWrapper<Scalars['federation__Policy']['output']>;
  federation__ContextFieldValue: ResolverTypeWrapper<Scalars['federation__ContextFieldValue']['output']>;
  _Any: ResolverTypeWrapper<Scalars['_Any']['output']>;
  _Service: ResolverTypeWrapper<_Service>;
  _Entity: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['_Entity']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  LocalDate: Scalars['LocalDate']['output'];
  URL: Scalars['URL']['output'];
  SafeInt: Scalars['SafeInt']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Scalars['ID']['output'];
  WorkItem: ResolversInterfaceTypes<ResolversParentTypes>['WorkItem'];
  Status: StatusSource;
  Provenance: ProvenanceSource;
  Receipt: ReceiptSource;
  AvailableAction: AvailableActionSource;
  UserError: UserErrorSource;
  DownloadLink: DownloadLink;
  Upload: Upload;
  UploadHeader: UploadHeader;
  Sharing: SharingSource;
  SharingInput: SharingInput;
  Approvable: ApprovableSource;
  DecisionInput: DecisionInput;
  RecordedDecision: RecordedDecisionSource;
  RecordChanges: RecordChanges;
  PageInfo: PageInfo;
  SystemFacts: SystemFactsSource;
  StepFact: StepFactSource;
  EventFact: EventFactSource;
  Query: Record<PropertyKey, never>;
  Mutation: Record<PropertyKey, never>;
  DeadLetters: DeadLettersSource;
  DeadLetter: DeadLetterSource;
  DecidedAction: DecidedActionSource;
  Client: ClientSource;
  AttachmentRules: AttachmentRules;
  TicketFilter: TicketFilter;
  Ticket: TicketSource;
  TicketParticipant: TicketParticipantSource;
  Message: MessageSource;
  Attachment: AttachmentSource;
  OpenTicketInput: OpenTicketInput;
  ReplyToTicketInput: ReplyToTicketInput;
  RequestAttachmentUploadInput: RequestAttachmentUploadInput;
  CloseTicketInput: CloseTicketInput;
  ReopenTicketInput: ReopenTicketInput;
  ShareTicketInput: ShareTicketInput;
  AddTicketParticipantInput: AddTicketParticipantInput;
  RemoveTicketParticipantInput: RemoveTicketParticipantInput;
  OpenTicketPayload: OpenTicketPayloadSource;
  ReplyToTicketPayload: ReplyToTicketPayloadSource;
  RequestAttachmentUploadPayload: RequestAttachmentUploadPayloadSource;
  CloseTicketPayload: CloseTicketPayloadSource;
  ReopenTicketPayload: ReopenTicketPayloadSource;
  ShareTicketPayload: ShareTicketPayloadSource;
  AddTicketParticipantPayload: AddTicketParticipantPayloadSource;
  RemoveTicketParticipantPayload: RemoveTicketParticipantPayloadSource;
  TicketConnection: TicketPage;
  TicketEdge: Omit<TicketEdge, 'node'> & { node: ResolversParentTypes['Ticket'] };
  MessageConnection: MessagePage;
  MessageEdge: Omit<MessageEdge, 'node'> & { node: ResolversParentTypes['Message'] };
  link__Import: Scalars['link__Import']['output'];
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  federation__Policy: Scalars['federation__Policy']['output'];
  federation__ContextFieldValue: Scalars['federation__ContextFieldValue']['output'];
  _Any: Scalars['_Any']['output'];
  _Service: _Service;
  _Entity: ResolversUnionTypes<ResolversParentTypes>['_Entity'];
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
};

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  url?: Maybe<Scalars['String']['input']>;
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['link__Import']['input']>>>;
};

export type LinkDirectiveResolver<Result, Parent, ContextType = Context, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type TagDirectiveResolver<Result, Parent, ContextType = Context, Args = TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExtendsDirectiveArgs = { };

export type Federation__ExtendsDirectiveResolver<Result, Parent, ContextType = Context, Args = Federation__ExtendsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = Context, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = Context, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__OverrideDirectiveArgs = {
  from: Scalars['String']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type Federation__OverrideDirectiveResolver<Result, Parent, ContextType = Context, Args = Federation__OverrideDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ComposeDirectiveDirectiveArgs = {
  name?: Maybe<Scalars['String']['input']>;
};

export type Federation__ComposeDirectiveDirectiveResolver<Result, Parent, ContextType = Context, Args = Federation__ComposeDirectiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__InterfaceObjectDirectiveArgs = { };

export type Federation__InterfaceObjectDirectiveResolver<Result, Parent, ContextType = Context, Args = Federation__InterfaceObjectDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AuthenticatedDirectiveArgs = { };

export type AuthenticatedDirectiveResolver<Result, Parent, ContextType = Context, Args = AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['federation__Scope']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = Context, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PolicyDirectiveArgs = {
  policies: ReadonlyArray<ReadonlyArray<Scalars['federation__Policy']['input']>>;
};

export type PolicyDirectiveResolver<Result, Parent, ContextType = Context, Args = PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ContextDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__ContextDirectiveResolver<Result, Parent, ContextType = Context, Args = Federation__ContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__FromContextDirectiveArgs = {
  field?: Maybe<Scalars['federation__ContextFieldValue']['input']>;
};

export type Federation__FromContextDirectiveResolver<Result, Parent, ContextType = Context, Args = Federation__FromContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = Context, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface LocalDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDate'], any> {
  name: 'LocalDate';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Ticket' | 'Message', ParentType, ContextType>;
};

export type WorkItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkItem'] = ResolversParentTypes['WorkItem']> = {
  __resolveType: TypeResolveFn<'Ticket', ParentType, ContextType>;
};

export type StatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Status'] = ResolversParentTypes['Status']> = {
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
  waitingOn?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextStep?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sourceState?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReceiptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Receipt'] = ResolversParentTypes['Receipt']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReceiptState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  appliedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AvailableActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailableAction'] = ResolversParentTypes['AvailableAction']> = {
  action?: Resolver<ResolversTypes['ActionKind'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DownloadLinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DownloadLink'] = ResolversParentTypes['DownloadLink']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['UploadHeader']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UploadHeaderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadHeader'] = ResolversParentTypes['UploadHeader']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SharingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Sharing'] = ResolversParentTypes['Sharing']> = {
  audience?: Resolver<ResolversTypes['SharingAudience'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['ClientRole']>, ParentType, ContextType>;
  contactIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ApprovableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Approvable'] = ResolversParentTypes['Approvable']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  checksum?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasMoney?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sharing?: Resolver<Maybe<ResolversTypes['Sharing']>, ParentType, ContextType>;
};

export type RecordedDecisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordedDecision'] = ResolversParentTypes['RecordedDecision']> = {
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RecordChangesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordChanges'] = ResolversParentTypes['RecordChanges']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reset?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  clientIds?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SystemFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemFacts'] = ResolversParentTypes['SystemFacts']> = {
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['StepFact']>, ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['EventFact']>, ParentType, ContextType>;
};

export type StepFactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepFact'] = ResolversParentTypes['StepFact']> = {
  subjectType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  action?: Resolver<Maybe<ResolversTypes['ActionKind']>, ParentType, ContextType>;
  dueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type EventFactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventFact'] = ResolversParentTypes['EventFact']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActivityKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketArgs, 'id'>>;
  keptReceipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType, RequireFields<QueryKeptReceiptArgs, 'caller' | 'receiptId'>>;
  deadLetters?: Resolver<Maybe<ResolversTypes['DeadLetters']>, ParentType, ContextType, RequireFields<QueryDeadLettersArgs, 'caller' | 'first'>>;
  recordChanges?: Resolver<Maybe<ResolversTypes['RecordChanges']>, ParentType, ContextType, Partial<QueryRecordChangesArgs>>;
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  openTicket?: Resolver<Maybe<ResolversTypes['OpenTicketPayload']>, ParentType, ContextType, RequireFields<MutationOpenTicketArgs, 'input'>>;
  replyToTicket?: Resolver<Maybe<ResolversTypes['ReplyToTicketPayload']>, ParentType, ContextType, RequireFields<MutationReplyToTicketArgs, 'input'>>;
  requestAttachmentUpload?: Resolver<Maybe<ResolversTypes['RequestAttachmentUploadPayload']>, ParentType, ContextType, RequireFields<MutationRequestAttachmentUploadArgs, 'input'>>;
  closeTicket?: Resolver<Maybe<ResolversTypes['CloseTicketPayload']>, ParentType, ContextType, RequireFields<MutationCloseTicketArgs, 'input'>>;
  reopenTicket?: Resolver<Maybe<ResolversTypes['ReopenTicketPayload']>, ParentType, ContextType, RequireFields<MutationReopenTicketArgs, 'input'>>;
  shareTicket?: Resolver<Maybe<ResolversTypes['ShareTicketPayload']>, ParentType, ContextType, RequireFields<MutationShareTicketArgs, 'input'>>;
  addTicketParticipant?: Resolver<Maybe<ResolversTypes['AddTicketParticipantPayload']>, ParentType, ContextType, RequireFields<MutationAddTicketParticipantArgs, 'input'>>;
  removeTicketParticipant?: Resolver<Maybe<ResolversTypes['RemoveTicketParticipantPayload']>, ParentType, ContextType, RequireFields<MutationRemoveTicketParticipantArgs, 'input'>>;
  decideKeptAction?: Resolver<Maybe<ResolversTypes['DecidedAction']>, ParentType, ContextType, RequireFields<MutationDecideKeptActionArgs, 'caller' | 'receiptId' | 'decision'>>;
};

export type DeadLettersResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeadLetters'] = ResolversParentTypes['DeadLetters']> = {
  letters?: Resolver<ReadonlyArray<ResolversTypes['DeadLetter']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeadLetterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeadLetter'] = ResolversParentTypes['DeadLetter']> = {
  receipt?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType>;
  mutation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DecidedActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecidedAction'] = ResolversParentTypes['DecidedAction']> = {
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client'], FederationReferenceType extends FederationReferenceTypes['Client'] = FederationReferenceTypes['Client']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Client']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<ClientTicketsArgs, 'first'>>;
  attachmentRules?: Resolver<Maybe<ResolversTypes['AttachmentRules']>, ParentType, ContextType>;
  ticketFacts?: Resolver<Maybe<ResolversTypes['SystemFacts']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttachmentRulesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttachmentRules'] = ResolversParentTypes['AttachmentRules']> = {
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  maxCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxMessageBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  mediaTypes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['TicketPriority'], ParentType, ContextType>;
  participants?: Resolver<ReadonlyArray<ResolversTypes['TicketParticipant']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['MessageConnection']>, ParentType, ContextType, RequireFields<TicketMessagesArgs, 'first'>>;
  lastMessage?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  responseDueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolutionDueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sharing?: Resolver<ResolversTypes['Sharing'], ParentType, ContextType>;
  openedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketParticipantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketParticipant'] = ResolversParentTypes['TicketParticipant']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  side?: Resolver<ResolversTypes['TicketSide'], ParentType, ContextType>;
};

export type MessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message'], FederationReferenceType extends FederationReferenceTypes['Message'] = FederationReferenceTypes['Message']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Message']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ticket?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['TicketParticipant'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attachments?: Resolver<ReadonlyArray<ResolversTypes['Attachment']>, ParentType, ContextType>;
  delivery?: Resolver<ResolversTypes['MessageDelivery'], ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['MessageAudience']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  download?: Resolver<Maybe<ResolversTypes['DownloadLink']>, ParentType, ContextType>;
};

export type OpenTicketPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenTicketPayload'] = ResolversParentTypes['OpenTicketPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReplyToTicketPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplyToTicketPayload'] = ResolversParentTypes['ReplyToTicketPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RequestAttachmentUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestAttachmentUploadPayload'] = ResolversParentTypes['RequestAttachmentUploadPayload']> = {
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CloseTicketPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseTicketPayload'] = ResolversParentTypes['CloseTicketPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReopenTicketPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReopenTicketPayload'] = ResolversParentTypes['ReopenTicketPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ShareTicketPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShareTicketPayload'] = ResolversParentTypes['ShareTicketPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddTicketParticipantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddTicketParticipantPayload'] = ResolversParentTypes['AddTicketParticipantPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveTicketParticipantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveTicketParticipantPayload'] = ResolversParentTypes['RemoveTicketParticipantPayload']> = {
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TicketConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketConnection'] = ResolversParentTypes['TicketConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TicketEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Ticket']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TicketEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TicketEdge'] = ResolversParentTypes['TicketEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Ticket'], ParentType, ContextType>;
};

export type MessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Message']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export interface Federation__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__FieldSet'], any> {
  name: 'federation__FieldSet';
}

export interface Federation__ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Scope'], any> {
  name: 'federation__Scope';
}

export interface Federation__PolicyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Policy'], any> {
  name: 'federation__Policy';
}

export interface Federation__ContextFieldValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__ContextFieldValue'], any> {
  name: 'federation__ContextFieldValue';
}

export interface _AnyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['_Any'], any> {
  name: '_Any';
}

export type _ServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['_Service'] = ResolversParentTypes['_Service']> = {
  sdl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type _EntityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['_Entity'] = ResolversParentTypes['_Entity']> = {
  __resolveType: TypeResolveFn<'Client' | 'Message' | 'Ticket', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  LocalDate?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  SafeInt?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  WorkItem?: WorkItemResolvers<ContextType>;
  Status?: StatusResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Receipt?: ReceiptResolvers<ContextType>;
  AvailableAction?: AvailableActionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  DownloadLink?: DownloadLinkResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  UploadHeader?: UploadHeaderResolvers<ContextType>;
  Sharing?: SharingResolvers<ContextType>;
  Approvable?: ApprovableResolvers<ContextType>;
  RecordedDecision?: RecordedDecisionResolvers<ContextType>;
  RecordChanges?: RecordChangesResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  SystemFacts?: SystemFactsResolvers<ContextType>;
  StepFact?: StepFactResolvers<ContextType>;
  EventFact?: EventFactResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  DeadLetters?: DeadLettersResolvers<ContextType>;
  DeadLetter?: DeadLetterResolvers<ContextType>;
  DecidedAction?: DecidedActionResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  AttachmentRules?: AttachmentRulesResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  TicketParticipant?: TicketParticipantResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  OpenTicketPayload?: OpenTicketPayloadResolvers<ContextType>;
  ReplyToTicketPayload?: ReplyToTicketPayloadResolvers<ContextType>;
  RequestAttachmentUploadPayload?: RequestAttachmentUploadPayloadResolvers<ContextType>;
  CloseTicketPayload?: CloseTicketPayloadResolvers<ContextType>;
  ReopenTicketPayload?: ReopenTicketPayloadResolvers<ContextType>;
  ShareTicketPayload?: ShareTicketPayloadResolvers<ContextType>;
  AddTicketParticipantPayload?: AddTicketParticipantPayloadResolvers<ContextType>;
  RemoveTicketParticipantPayload?: RemoveTicketParticipantPayloadResolvers<ContextType>;
  TicketConnection?: TicketConnectionResolvers<ContextType>;
  TicketEdge?: TicketEdgeResolvers<ContextType>;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  federation__Policy?: GraphQLScalarType;
  federation__ContextFieldValue?: GraphQLScalarType;
  _Any?: GraphQLScalarType;
  _Service?: _ServiceResolvers<ContextType>;
  _Entity?: _EntityResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  tag?: TagDirectiveResolver<any, any, ContextType>;
  federation__extends?: Federation__ExtendsDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  federation__override?: Federation__OverrideDirectiveResolver<any, any, ContextType>;
  federation__composeDirective?: Federation__ComposeDirectiveDirectiveResolver<any, any, ContextType>;
  federation__interfaceObject?: Federation__InterfaceObjectDirectiveResolver<any, any, ContextType>;
  authenticated?: AuthenticatedDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
  policy?: PolicyDirectiveResolver<any, any, ContextType>;
  federation__context?: Federation__ContextDirectiveResolver<any, any, ContextType>;
  federation__fromContext?: Federation__FromContextDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
};
