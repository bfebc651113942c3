// Written by `npm run schema` from schema.graphql and domain.ts. Do not edit.
import type { Connection } from '../../kit/connection.ts';
type ClientPage = Connection<ClientSource>;
type ContactPage = Connection<ContactSource>;
type ProjectPage = Connection<ProjectSource>;
type QuotePage = Connection<QuoteSource>;
type InvoicePage = Connection<InvoiceSource>;
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Status as StatusSource, Provenance as ProvenanceSource, Receipt as ReceiptSource, AvailableAction as AvailableActionSource, UserError as UserErrorSource, Sharing as SharingSource, Approvable as ApprovableSource, RecordedDecision as RecordedDecisionSource, SystemFacts as SystemFactsSource, StepFact as StepFactSource, EventFact as EventFactSource } from '../../kit/domain.ts';
import type { Client as ClientSource, StaffMember as StaffMemberSource, Contact as ContactSource, SetContactRolePayload as SetContactRolePayloadSource, Document as DocumentSource, Ticket as TicketSource, Project as ProjectSource, Milestone as MilestoneSource, Money as MoneySource, Quote as QuoteSource, Invoice as InvoiceSource } from '../domain.ts';
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
  /**
   * The clients that the caller may see, by name: a contact's own companies, the clients that granted a partner access, and for
   * staff every client.
   */
  readonly clients?: Maybe<ClientConnection>;
  /** One project by its id; null when there is none that the caller may see. */
  readonly project?: Maybe<Project>;
  /** One quote by its id; null when there is none that the caller may see. */
  readonly quote?: Maybe<Quote>;
  /** One invoice by its id; null when there is none that the caller may see. */
  readonly invoice?: Maybe<Invoice>;
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  readonly _service: _Service;
};


/** What can be asked. */
export type QueryClientsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryQuoteArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};

/** What can be done. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Gives a contact another role, for an owner of its company and for staff. The company keeps at least one owner. The contact is signed out
   * everywhere, so that the old role ends within two seconds; the next sign-in has the new one.
   */
  readonly setContactRole?: Maybe<SetContactRolePayload>;
  /** Writes what a client decided about a quote or a milestone into the CRM; for the portal's own part that asked the client. */
  readonly recordDecision?: Maybe<RecordedDecision>;
};


/** What can be done. */
export type MutationSetContactRoleArgs = {
  input: SetContactRoleInput;
};


/** What can be done. */
export type MutationRecordDecisionArgs = {
  input: DecisionInput;
};

/** A company (or a person) that the business works for. */
export type Client = Node & {
  readonly __typename?: 'Client';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The name that the business knows it by. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The day on which it became a client. */
  readonly clientSince?: Maybe<Scalars['LocalDate']['output']>;
  /** Who looks after this client at the business. */
  readonly accountManager?: Maybe<StaffMember>;
  /** The people of the client company who are known to the business, by name. */
  readonly contacts?: Maybe<ContactConnection>;
  /** The work that the business does for this client, latest change first. */
  readonly projects?: Maybe<ProjectConnection>;
  /** What the business has offered to this client, latest change first. */
  readonly quotes?: Maybe<QuoteConnection>;
  /** What the business has charged, latest first; for owners, billing contacts, partners with the scope `billing:read`, and staff. Null where the CRM keeps no invoices. */
  readonly invoices?: Maybe<InvoiceConnection>;
  /** Which system said so, and when. */
  readonly provenance?: Maybe<Provenance>;
  /** What the CRM contributes to next steps and the timeline. */
  readonly crmFacts?: Maybe<SystemFacts>;
};


/** A company (or a person) that the business works for. */
export type ClientContactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientProjectsArgs = {
  filter?: InputMaybe<WorkFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientQuotesArgs = {
  filter?: InputMaybe<WorkFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientInvoicesArgs = {
  filter?: InputMaybe<WorkFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Narrows a list of work. */
export type WorkFilter = {
  /** Only work in one of these phases. */
  readonly phases?: InputMaybe<ReadonlyArray<Phase>>;
  /** Only work that waits on one of these. */
  readonly waitingOn?: InputMaybe<ReadonlyArray<Party>>;
};

/** A person who works at the business. */
export type StaffMember = {
  readonly __typename?: 'StaffMember';
  /** The person's name. */
  readonly name: Scalars['String']['output'];
  /** Where to write. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Where to call. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** A person of the client company. */
export type Contact = Node & {
  readonly __typename?: 'Contact';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that the contact belongs to. */
  readonly client?: Maybe<Client>;
  /** The person's name. */
  readonly name: Scalars['String']['output'];
  /** Where to write. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Where to call. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** What the person does there: "Head of purchasing". */
  readonly jobTitle?: Maybe<Scalars['String']['output']>;
  /** What the person may do in the portal. */
  readonly role: ClientRole;
  /** Whether this is the person who asks. */
  readonly isMe: Scalars['Boolean']['output'];
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};

/** Who gets which role. */
export type SetContactRoleInput = {
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** The role from now on. */
  readonly role: ClientRole;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type SetContactRolePayload = {
  readonly __typename?: 'SetContactRolePayload';
  /** The contact with the role that it has now; null when nothing was done. */
  readonly contact?: Maybe<Contact>;
  /** Proof that it arrived; null when nothing was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected first, at most 20 mistakes; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A file with its history. */
export type Document = {
  readonly __typename?: 'Document';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** Who may see it. */
  readonly sharing: Sharing;
  /** The people of the client company who may see it: at most 100, owners first, then by name. */
  readonly sharedWith?: Maybe<ReadonlyArray<Contact>>;
};

/** A question to the business with its conversation. */
export type Ticket = {
  readonly __typename?: 'Ticket';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** Who in the client company sees it, besides its owners and whoever opened it. */
  readonly sharing: Sharing;
  /** The contact of the client who opened it. */
  readonly openedBy?: Maybe<Scalars['ID']['output']>;
  /** The people of the client company who may see it: at most 100, owners first, then by name. */
  readonly sharedWith?: Maybe<ReadonlyArray<Contact>>;
};

/** A piece of work that the business does for a client. */
export type Project = Node & WorkItem & {
  readonly __typename?: 'Project';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that the project is for. */
  readonly client?: Maybe<Client>;
  /** The project's name. */
  readonly title: Scalars['String']['output'];
  /** What it is about, in a few sentences. */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** Who leads it at the business. */
  readonly manager?: Maybe<StaffMember>;
  /** The day on which it began. */
  readonly startsOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The day on which it is to be finished. */
  readonly dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The steps on the way, in order, at most 100. */
  readonly milestones: ReadonlyArray<Milestone>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};

/** A step on a project's way. */
export type Milestone = Node & WorkItem & {
  readonly __typename?: 'Milestone';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The project that it belongs to. */
  readonly project: Project;
  /** What will have been reached. */
  readonly title: Scalars['String']['output'];
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** The day on which it is to be reached. */
  readonly dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The day on which it was reached. */
  readonly completedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
  /** What it puts before those who are to approve of it. */
  readonly approvable?: Maybe<Approvable>;
};

/** A sum of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** The sum in decimal notation, never rounded: "1290.50". */
  readonly amount: Scalars['String']['output'];
  /** The ISO 4217 code of the currency: "EUR". */
  readonly currency: Scalars['String']['output'];
};

/** An offer made to a client. */
export type Quote = Node & WorkItem & {
  readonly __typename?: 'Quote';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that it was made to. */
  readonly client?: Maybe<Client>;
  /** The number printed on it. */
  readonly number: Scalars['String']['output'];
  /** What is offered. */
  readonly title: Scalars['String']['output'];
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** The project that it is about, when it is about one. */
  readonly project?: Maybe<Project>;
  /** The sum to be paid; for owners, billing contacts, partners with the scope `billing:read`, and staff. */
  readonly total?: Maybe<Money>;
  /** The day on which it was sent. */
  readonly issuedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The last day on which it can be accepted. */
  readonly validUntil?: Maybe<Scalars['LocalDate']['output']>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
  /** What it puts before those who are to approve of it. */
  readonly approvable?: Maybe<Approvable>;
};

/** A bill sent to a client. */
export type Invoice = Node & WorkItem & {
  readonly __typename?: 'Invoice';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that it was sent to. */
  readonly client?: Maybe<Client>;
  /** The number printed on it. */
  readonly number: Scalars['String']['output'];
  /** What it is for. */
  readonly title: Scalars['String']['output'];
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** The project that it is about, when it is about one. */
  readonly project?: Maybe<Project>;
  /** The sum charged. */
  readonly total: Money;
  /** What is still to be paid. */
  readonly balance: Money;
  /** The day on which it was sent. */
  readonly issuedOn?: Maybe<Scalars['LocalDate']['output']>;
  /** The day by which it is to be paid. */
  readonly dueOn?: Maybe<Scalars['LocalDate']['output']>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};

/** A page of clients. */
export type ClientConnection = {
  readonly __typename?: 'ClientConnection';
  /** The clients with their cursors, in order. */
  readonly edges: ReadonlyArray<ClientEdge>;
  /** The clients alone, in order. */
  readonly nodes: ReadonlyArray<Client>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the clients in a page. */
export type ClientEdge = {
  readonly __typename?: 'ClientEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Client;
};

/** A page of contacts. */
export type ContactConnection = {
  readonly __typename?: 'ContactConnection';
  /** The contacts with their cursors, in order. */
  readonly edges: ReadonlyArray<ContactEdge>;
  /** The contacts alone, in order. */
  readonly nodes: ReadonlyArray<Contact>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the contacts in a page. */
export type ContactEdge = {
  readonly __typename?: 'ContactEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Contact;
};

/** A page of projects. */
export type ProjectConnection = {
  readonly __typename?: 'ProjectConnection';
  /** The projects with their cursors, in order. */
  readonly edges: ReadonlyArray<ProjectEdge>;
  /** The projects alone, in order. */
  readonly nodes: ReadonlyArray<Project>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the projects in a page. */
export type ProjectEdge = {
  readonly __typename?: 'ProjectEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Project;
};

/** A page of quotes. */
export type QuoteConnection = {
  readonly __typename?: 'QuoteConnection';
  /** The quotes with their cursors, in order. */
  readonly edges: ReadonlyArray<QuoteEdge>;
  /** The quotes alone, in order. */
  readonly nodes: ReadonlyArray<Quote>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the quotes in a page. */
export type QuoteEdge = {
  readonly __typename?: 'QuoteEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Quote;
};

/** A page of invoices. */
export type InvoiceConnection = {
  readonly __typename?: 'InvoiceConnection';
  /** The invoices with their cursors, in order. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /** The invoices alone, in order. */
  readonly nodes: ReadonlyArray<Invoice>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the invoices in a page. */
export type InvoiceEdge = {
  readonly __typename?: 'InvoiceEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Invoice;
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

export type _Entity = Client | Contact | Document | Invoice | Milestone | Project | Quote | Ticket;



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
  Contact: Contact;
  Document: Document;
  Ticket: Ticket;
  Project: Project;
  Milestone: Milestone;
  Quote: Quote;
  Invoice: Invoice;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Client:
    ( { __typename: 'Client' }
    & GraphQLRecursivePick<FederationTypes['Client'], {"id":true}> );
  Contact:
    ( { __typename: 'Contact' }
    & GraphQLRecursivePick<FederationTypes['Contact'], {"id":true}> );
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Document'], {"clientId":true,"sharing":{"audience":true,"roles":true,"contactIds":true}}> ) );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Ticket'], {"clientId":true,"openedBy":true,"sharing":{"audience":true,"roles":true,"contactIds":true}}> ) );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  Milestone:
    ( { __typename: 'Milestone' }
    & GraphQLRecursivePick<FederationTypes['Milestone'], {"id":true}> );
  Quote:
    ( { __typename: 'Quote' }
    & GraphQLRecursivePick<FederationTypes['Quote'], {"id":true}> );
  Invoice:
    ( { __typename: 'Invoice' }
    & GraphQLRecursivePick<FederationTypes['Invoice'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  _Entity:
    | ( ClientSource )
    | ( ContactSource )
    | ( DocumentSource )
    | ( InvoiceSource )
    | ( MilestoneSource )
    | ( ProjectSource )
    | ( QuoteSource )
    | ( TicketSource )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ClientSource )
    | ( ContactSource )
    | ( ProjectSource )
    | ( MilestoneSource )
    | ( QuoteSource )
    | ( InvoiceSource )
  ;
  WorkItem:
    | ( ProjectSource )
    | ( MilestoneSource )
    | ( QuoteSource )
    | ( InvoiceSource )
  ;
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
  Client: ResolverTypeWrapper<ClientSource>;
  WorkFilter: WorkFilter;
  StaffMember: ResolverTypeWrapper<StaffMemberSource>;
  Contact: ResolverTypeWrapper<ContactSource>;
  SetContactRoleInput: SetContactRoleInput;
  SetContactRolePayload: ResolverTypeWrapper<SetContactRolePayloadSource>;
  Document: ResolverTypeWrapper<DocumentSource>;
  Ticket: ResolverTypeWrapper<TicketSource>;
  Project: ResolverTypeWrapper<ProjectSource>;
  Milestone: ResolverTypeWrapper<MilestoneSource>;
  Money: ResolverTypeWrapper<MoneySource>;
  Quote: ResolverTypeWrapper<QuoteSource>;
  Invoice: ResolverTypeWrapper<InvoiceSource>;
  ClientConnection: ResolverTypeWrapper<ClientPage>;
  ClientEdge: ResolverTypeWrapper<Omit<ClientEdge, 'node'> & { node: ResolversTypes['Client'] }>;
  ContactConnection: ResolverTypeWrapper<ContactPage>;
  ContactEdge: ResolverTypeWrapper<Omit<ContactEdge, 'node'> & { node: ResolversTypes['Contact'] }>;
  ProjectConnection: ResolverTypeWrapper<ProjectPage>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  QuoteConnection: ResolverTypeWrapper<QuotePage>;
  QuoteEdge: ResolverTypeWrapper<Omit<QuoteEdge, 'node'> & { node: ResolversTypes['Quote'] }>;
  InvoiceConnection: ResolverTypeWrapper<InvoicePage>;
  InvoiceEdge: ResolverTypeWrapper<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
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
  Client: ClientSource;
  WorkFilter: WorkFilter;
  StaffMember: StaffMemberSource;
  Contact: ContactSource;
  SetContactRoleInput: SetContactRoleInput;
  SetContactRolePayload: SetContactRolePayloadSource;
  Document: DocumentSource;
  Ticket: TicketSource;
  Project: ProjectSource;
  Milestone: MilestoneSource;
  Money: MoneySource;
  Quote: QuoteSource;
  Invoice: InvoiceSource;
  ClientConnection: ClientPage;
  ClientEdge: Omit<ClientEdge, 'node'> & { node: ResolversParentTypes['Client'] };
  ContactConnection: ContactPage;
  ContactEdge: Omit<ContactEdge, 'node'> & { node: ResolversParentTypes['Contact'] };
  ProjectConnection: ProjectPage;
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  QuoteConnection: QuotePage;
  QuoteEdge: Omit<QuoteEdge, 'node'> & { node: ResolversParentTypes['Quote'] };
  InvoiceConnection: InvoicePage;
  InvoiceEdge: Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
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
  __resolveType: TypeResolveFn<'Client' | 'Contact' | 'Project' | 'Milestone' | 'Quote' | 'Invoice', ParentType, ContextType>;
};

export type WorkItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkItem'] = ResolversParentTypes['WorkItem']> = {
  __resolveType: TypeResolveFn<'Project' | 'Milestone' | 'Quote' | 'Invoice', ParentType, ContextType>;
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
  clients?: Resolver<Maybe<ResolversTypes['ClientConnection']>, ParentType, ContextType, RequireFields<QueryClientsArgs, 'first'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType, RequireFields<QueryQuoteArgs, 'id'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  setContactRole?: Resolver<Maybe<ResolversTypes['SetContactRolePayload']>, ParentType, ContextType, RequireFields<MutationSetContactRoleArgs, 'input'>>;
  recordDecision?: Resolver<Maybe<ResolversTypes['RecordedDecision']>, ParentType, ContextType, RequireFields<MutationRecordDecisionArgs, 'input'>>;
};

export type ClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client'], FederationReferenceType extends FederationReferenceTypes['Client'] = FederationReferenceTypes['Client']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Client']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientSince?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  accountManager?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  contacts?: Resolver<Maybe<ResolversTypes['ContactConnection']>, ParentType, ContextType, RequireFields<ClientContactsArgs, 'first'>>;
  projects?: Resolver<Maybe<ResolversTypes['ProjectConnection']>, ParentType, ContextType, RequireFields<ClientProjectsArgs, 'first'>>;
  quotes?: Resolver<Maybe<ResolversTypes['QuoteConnection']>, ParentType, ContextType, RequireFields<ClientQuotesArgs, 'first'>>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, RequireFields<ClientInvoicesArgs, 'first'>>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  crmFacts?: Resolver<Maybe<ResolversTypes['SystemFacts']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact'], FederationReferenceType extends FederationReferenceTypes['Contact'] = FederationReferenceTypes['Contact']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contact']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jobTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClientRole'], ParentType, ContextType>;
  isMe?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetContactRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetContactRolePayload'] = ResolversParentTypes['SetContactRolePayload']> = {
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sharedWith?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Contact']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sharedWith?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Contact']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  manager?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  startsOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  milestones?: Resolver<ReadonlyArray<ResolversTypes['Milestone']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MilestoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Milestone'] = ResolversParentTypes['Milestone'], FederationReferenceType extends FederationReferenceTypes['Milestone'] = FederationReferenceTypes['Milestone']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Milestone']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  completedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  approvable?: Resolver<Maybe<ResolversTypes['Approvable']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote'], FederationReferenceType extends FederationReferenceTypes['Quote'] = FederationReferenceTypes['Quote']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Quote']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  approvable?: Resolver<Maybe<ResolversTypes['Approvable']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['LocalDate']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientConnection'] = ResolversParentTypes['ClientConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ClientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Client']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientEdge'] = ResolversParentTypes['ClientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Client'], ParentType, ContextType>;
};

export type ContactConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactConnection'] = ResolversParentTypes['ContactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ContactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Contact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContactEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactEdge'] = ResolversParentTypes['ContactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type QuoteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteConnection'] = ResolversParentTypes['QuoteConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['QuoteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Quote']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuoteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteEdge'] = ResolversParentTypes['QuoteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Quote'], ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'Client' | 'Contact' | 'Document' | 'Invoice' | 'Milestone' | 'Project' | 'Quote' | 'Ticket', ParentType, ContextType>;
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
  Client?: ClientResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  SetContactRolePayload?: SetContactRolePayloadResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Milestone?: MilestoneResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  ClientConnection?: ClientConnectionResolvers<ContextType>;
  ClientEdge?: ClientEdgeResolvers<ContextType>;
  ContactConnection?: ContactConnectionResolvers<ContextType>;
  ContactEdge?: ContactEdgeResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  QuoteConnection?: QuoteConnectionResolvers<ContextType>;
  QuoteEdge?: QuoteEdgeResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
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
