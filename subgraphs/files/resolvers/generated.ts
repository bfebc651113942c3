// Written by `npm run schema` from schema.graphql and domain.ts. Do not edit.
import type { Connection } from '../../kit/connection.ts';
type DocumentPage = Connection<DocumentSource>;
type FolderPage = Connection<FolderSource>;
type UploadPartPage = Connection<UploadPartSource>;
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Status as StatusSource, Provenance as ProvenanceSource, Receipt as ReceiptSource, AvailableAction as AvailableActionSource, UserError as UserErrorSource, Sharing as SharingSource, Approvable as ApprovableSource, RecordedDecision as RecordedDecisionSource, SystemFacts as SystemFactsSource, StepFact as StepFactSource, EventFact as EventFactSource } from '../../kit/domain.ts';
import type { DownloadLink as DownloadLinkSource, Client as ClientSource, Document as DocumentSource, DocumentVersion as DocumentVersionSource, Folder as FolderSource, ShareDocumentPayload as ShareDocumentPayloadSource, RequestUploadPayload as RequestUploadPayloadSource, MultipartUpload as MultipartUploadSource, UploadPart as UploadPartSource, PartAddress as PartAddressSource, CompleteUploadPayload as CompleteUploadPayloadSource } from '../domain.ts';
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
  /** One document by its id; null when there is none that the caller may see. */
  readonly document?: Maybe<Document>;
  /**
   * A file that you announced and that is sent in parts: which of them are there, and where the others go. To go on with it after the
   * connection or the page was lost, ask for the `MISSING` ones. Null when it is somebody else's, when it has expired, and when it is complete:
   * `completeUpload`, repeated, tells what became of it.
   */
  readonly multipartUpload?: Maybe<MultipartUpload>;
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  readonly _service: _Service;
};


/** What can be asked. */
export type QueryDocumentArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryMultipartUploadArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};

/** What can be done. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Decides who in the client company may see a document. It counts at once, for download links that were handed out before too. */
  readonly shareDocument?: Maybe<ShareDocumentPayload>;
  /**
   * Announces a file, and says where to put its bytes: in one piece, or in parts when it is larger than `UploadRules.maxBytesInOnePiece`. It
   * becomes a document with `completeUpload` and not before.
   */
  readonly requestUpload?: Maybe<RequestUploadPayload>;
  /**
   * Makes what was put at the upload's address a document: its size, its checksum, and its type by its content are checked, and a malware
   * scanner looks at it when there is one. What is refused is removed, and nothing of it stays. For a large file that takes longer than an answer
   * may: after an `UPSTREAM_TIMEOUT` it goes on, and `completeUpload` repeated tells what became of it.
   */
  readonly completeUpload?: Maybe<CompleteUploadPayload>;
  /** Makes what a client decided about a version of a document its state; for the portal's own part that asked the client. */
  readonly recordDocumentDecision?: Maybe<RecordedDecision>;
};


/** What can be done. */
export type MutationShareDocumentArgs = {
  input: ShareDocumentInput;
};


/** What can be done. */
export type MutationRequestUploadArgs = {
  input: RequestUploadInput;
};


/** What can be done. */
export type MutationCompleteUploadArgs = {
  input: CompleteUploadInput;
};


/** What can be done. */
export type MutationRecordDocumentDecisionArgs = {
  input: DecisionInput;
};

/** A company (or a person) that the business works for. */
export type Client = {
  readonly __typename?: 'Client';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The files that the business and the client share, latest change first. */
  readonly documents?: Maybe<DocumentConnection>;
  /** The folders that hold them, by path. */
  readonly folders?: Maybe<FolderConnection>;
  /** Whether the caller may put files among the client's, and which. */
  readonly uploadRules?: Maybe<UploadRules>;
  /** What the file store contributes to next steps and the timeline. */
  readonly fileFacts?: Maybe<SystemFacts>;
};


/** A company (or a person) that the business works for. */
export type ClientDocumentsArgs = {
  filter?: InputMaybe<DocumentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientFoldersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Narrows a list of documents. */
export type DocumentFilter = {
  /** Only those in this folder, not in its subfolders. */
  readonly folderId?: InputMaybe<Scalars['ID']['input']>;
  /** Part of the name; upper and lower case are the same. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only those of one of these media types: `application/pdf`. */
  readonly mediaTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only those in one of these phases. */
  readonly phases?: InputMaybe<ReadonlyArray<Phase>>;
};

/** What the malware scanner said about a file. */
export type ScanState =
  /** No scanner has looked at it. */
  | 'NOT_SCANNED'
  /** A scanner found nothing. */
  | 'CLEAN'
  /** A scanner found something; it cannot be downloaded. */
  | 'QUARANTINED';

/** A file with its history. */
export type Document = Node & WorkItem & {
  readonly __typename?: 'Document';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly client?: Maybe<Client>;
  /** What it is called: its name without the ending, or the title that it was given. */
  readonly title: Scalars['String']['output'];
  /** The file's name: `Contract.pdf`. */
  readonly name: Scalars['String']['output'];
  /** The IANA media type: `application/pdf`. */
  readonly mediaType: Scalars['String']['output'];
  /** The size in bytes. */
  readonly sizeBytes: Scalars['SafeInt']['output'];
  /** The SHA-256 of the content, in 64 lower-case hexadecimal digits. */
  readonly sha256: Scalars['String']['output'];
  /** The number of the current version, from 1. */
  readonly version: Scalars['Int']['output'];
  /** All versions, newest first, at most 100. */
  readonly versions: ReadonlyArray<DocumentVersion>;
  /** The folder that holds it; null at the top. */
  readonly folder?: Maybe<Folder>;
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** Who may see it. */
  readonly sharing: Sharing;
  /** What the malware scanner said. */
  readonly scan: ScanState;
  /** An address to get the current version from: short-lived and for the caller alone. */
  readonly download?: Maybe<DownloadLink>;
  /** When the first version was put in place. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When the current version was put in place. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
  /** What its current version puts before those who are to approve of it; null when the version cannot be downloaded. */
  readonly approvable?: Maybe<Approvable>;
};

/** One version of a document. */
export type DocumentVersion = {
  readonly __typename?: 'DocumentVersion';
  /** Its number, from 1. */
  readonly version: Scalars['Int']['output'];
  /** The size in bytes. */
  readonly sizeBytes: Scalars['SafeInt']['output'];
  /** The SHA-256 of the content, in 64 lower-case hexadecimal digits. */
  readonly sha256: Scalars['String']['output'];
  /** When it was put in place. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who put it there, by name, when the store knows. */
  readonly author?: Maybe<Scalars['String']['output']>;
  /** An address to get this version from: short-lived and for the caller alone. */
  readonly download?: Maybe<DownloadLink>;
};

/** A place that holds documents. */
export type Folder = Node & {
  readonly __typename?: 'Folder';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The last part of its path: `2026`. */
  readonly name: Scalars['String']['output'];
  /** The whole path below the client's top folder: `Contracts/2026`. */
  readonly path: Scalars['String']['output'];
  /** The folder that holds it; null at the top. */
  readonly parent?: Maybe<Folder>;
  /** The documents in it, latest change first. */
  readonly documents: DocumentConnection;
};


/** A place that holds documents. */
export type FolderDocumentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of documents. */
export type DocumentConnection = {
  readonly __typename?: 'DocumentConnection';
  /** The documents with their cursors, in order. */
  readonly edges: ReadonlyArray<DocumentEdge>;
  /** The documents alone, in order. */
  readonly nodes: ReadonlyArray<Document>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the documents in a page. */
export type DocumentEdge = {
  readonly __typename?: 'DocumentEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Document;
};

/** A page of folders. */
export type FolderConnection = {
  readonly __typename?: 'FolderConnection';
  /** The folders with their cursors, in order. */
  readonly edges: ReadonlyArray<FolderEdge>;
  /** The folders alone, in order. */
  readonly nodes: ReadonlyArray<Folder>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the folders in a page. */
export type FolderEdge = {
  readonly __typename?: 'FolderEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Folder;
};

/** Which document is shared with whom. */
export type ShareDocumentInput = {
  /** Which document. */
  readonly documentId: Scalars['ID']['input'];
  /** Who is to see it from now on. */
  readonly sharing: SharingInput;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `shareDocument`. */
export type ShareDocumentPayload = {
  readonly __typename?: 'ShareDocumentPayload';
  /** The document as it stands now; null when nothing was done. */
  readonly document?: Maybe<Document>;
  /** Proof that it arrived; null when `userErrors` says why nothing was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Whether the caller may upload, and what. */
export type UploadRules = {
  readonly __typename?: 'UploadRules';
  /** Whether `requestUpload` would be allowed. */
  readonly allowed: Scalars['Boolean']['output'];
  /** Why not, when it is not allowed. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** What would make it possible, when something would. */
  readonly remedy?: Maybe<Scalars['String']['output']>;
  /** The largest file that is taken, in bytes. */
  readonly maxBytes: Scalars['SafeInt']['output'];
  /** What is larger than this, in bytes, is sent in parts: `RequestUploadPayload.multipart`. */
  readonly maxBytesInOnePiece: Scalars['SafeInt']['output'];
  /** The media types that are taken, at most 50. */
  readonly mediaTypes: ReadonlyArray<Scalars['String']['output']>;
};

/** A file that is to be uploaded. */
export type RequestUploadInput = {
  /** Whose file it will be. */
  readonly clientId: Scalars['ID']['input'];
  /** The document to add a version to; left out for a new document. The version then lies where the document lies. */
  readonly documentId?: InputMaybe<Scalars['ID']['input']>;
  /** For a version: the one that you saw last. When there is another by now, the answer is `CONFLICT`; left out, it is the current one. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** For a new document: the folder, such as `Contracts/2026`; left out for the top. */
  readonly folder?: InputMaybe<Scalars['String']['input']>;
  /** For a new document: the file's name with its ending. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** For people; left out for the name without its ending, or the title that the document has. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** The IANA media type. The content must be of it: it is looked at. */
  readonly mediaType: Scalars['String']['input'];
  /** The size in bytes. */
  readonly sizeBytes: Scalars['SafeInt']['input'];
  /** The SHA-256 of the content, in 64 lower-case hexadecimal digits. */
  readonly sha256: Scalars['String']['input'];
  /** Who is to see it; left out for everybody in the company, or whoever sees the document. */
  readonly sharing?: InputMaybe<SharingInput>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the same upload. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `requestUpload`. */
export type RequestUploadPayload = {
  readonly __typename?: 'RequestUploadPayload';
  /** Where to put the bytes in one piece; null when the file goes in parts, and when `userErrors` says why not. */
  readonly upload?: Maybe<Upload>;
  /** Where to put the bytes in parts; null when the file goes in one piece, and when `userErrors` says why not. */
  readonly multipart?: Maybe<MultipartUpload>;
  /** Proof that it was announced, the same as the first time; null when `userErrors` says why not. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * A file that is sent in parts: in any order, several at once, and each again as often as it is needed. What has arrived stays until the
 * upload expires. Once all are there, `completeUpload` looks at the whole.
 */
export type MultipartUpload = {
  readonly __typename?: 'MultipartUpload';
  /** For `completeUpload`, and for `Query.multipartUpload`. Good for nobody else. */
  readonly id: Scalars['ID']['output'];
  /** The size of the whole file in bytes, as it was announced. */
  readonly sizeBytes: Scalars['SafeInt']['output'];
  /** The size in bytes of each part but the last, which has what is left. */
  readonly partBytes: Scalars['SafeInt']['output'];
  /** How many parts there are, at most 10,000. */
  readonly partCount: Scalars['Int']['output'];
  /** How many bytes of it are there, in parts that are whole. */
  readonly arrivedBytes: Scalars['SafeInt']['output'];
  /** Its parts, by number. */
  readonly parts: UploadPartConnection;
  /** From when on it is forgotten, with all that arrived, unless it was completed. */
  readonly expiresAt: Scalars['DateTime']['output'];
};


/**
 * A file that is sent in parts: in any order, several at once, and each again as often as it is needed. What has arrived stays until the
 * upload expires. Once all are there, `completeUpload` looks at the whole.
 */
export type MultipartUploadPartsArgs = {
  state?: InputMaybe<UploadPartState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Whether a part has arrived. */
export type UploadPartState =
  /** It is to be sent, or to be sent again: what breaks off does not count. */
  | 'MISSING'
  /** It is there as a whole. */
  | 'ARRIVED';

/** One part of a file: the bytes from `offset` on, `sizeBytes` of them. */
export type UploadPart = {
  readonly __typename?: 'UploadPart';
  /** Its number, from 1. */
  readonly number: Scalars['Int']['output'];
  /** Where it begins in the file, in bytes. */
  readonly offset: Scalars['SafeInt']['output'];
  /** Its size in bytes; another one is not taken. */
  readonly sizeBytes: Scalars['SafeInt']['output'];
  /** Whether it is there. */
  readonly state: UploadPartState;
  /** Names the content that arrived, in the words of the file store: another content has another one. Null while it is missing. */
  readonly etag?: Maybe<Scalars['String']['output']>;
  /** Where it goes, in the place of what arrived before; null once the file is whole and being completed. */
  readonly address?: Maybe<PartAddress>;
};

/** Where the bytes of one part go. */
export type PartAddress = {
  readonly __typename?: 'PartAddress';
  /** The HTTP method: `PUT`. */
  readonly method: Scalars['String']['output'];
  /** Where the bytes go. It needs no further sign-in: treat it as a secret. */
  readonly url: Scalars['URL']['output'];
  /** What to send along, at most 20. You may add a `content-md5`: then a part that was damaged on the way is refused at once, with 400. */
  readonly headers: ReadonlyArray<UploadHeader>;
  /** From when on the address no longer works; ask for another one then. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** A page of parts. */
export type UploadPartConnection = {
  readonly __typename?: 'UploadPartConnection';
  /** The parts with their cursors, in order. */
  readonly edges: ReadonlyArray<UploadPartEdge>;
  /** The parts alone, in order. */
  readonly nodes: ReadonlyArray<UploadPart>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the parts in a page. */
export type UploadPartEdge = {
  readonly __typename?: 'UploadPartEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: UploadPart;
};

/** Which upload is complete. */
export type CompleteUploadInput = {
  /** `Upload.id`, or `MultipartUpload.id`. */
  readonly uploadId: Scalars['ID']['input'];
  /** Chosen by the caller, at most 100 characters. An upload becomes one document, with one receipt, however often it is completed. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `completeUpload`. */
export type CompleteUploadPayload = {
  readonly __typename?: 'CompleteUploadPayload';
  /** The document as it stands now; with a `CONFLICT`, the one that is in the way, when the caller may see it. */
  readonly document?: Maybe<Document>;
  /** Proof that it arrived; null when `userErrors` says why nothing was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
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

export type _Entity = Client | Document | Folder;



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
  Document: Document;
  Folder: Folder;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Client:
    ( { __typename: 'Client' }
    & GraphQLRecursivePick<FederationTypes['Client'], {"id":true}> );
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}> );
  Folder:
    ( { __typename: 'Folder' }
    & GraphQLRecursivePick<FederationTypes['Folder'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  _Entity:
    | ( ClientSource )
    | ( DocumentSource )
    | ( FolderSource )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( DocumentSource )
    | ( FolderSource )
  ;
  WorkItem: ( DocumentSource );
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
  DownloadLink: ResolverTypeWrapper<DownloadLinkSource>;
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
  DocumentFilter: DocumentFilter;
  ScanState: ScanState;
  Document: ResolverTypeWrapper<DocumentSource>;
  DocumentVersion: ResolverTypeWrapper<DocumentVersionSource>;
  Folder: ResolverTypeWrapper<FolderSource>;
  DocumentConnection: ResolverTypeWrapper<DocumentPage>;
  DocumentEdge: ResolverTypeWrapper<Omit<DocumentEdge, 'node'> & { node: ResolversTypes['Document'] }>;
  FolderConnection: ResolverTypeWrapper<FolderPage>;
  FolderEdge: ResolverTypeWrapper<Omit<FolderEdge, 'node'> & { node: ResolversTypes['Folder'] }>;
  ShareDocumentInput: ShareDocumentInput;
  ShareDocumentPayload: ResolverTypeWrapper<ShareDocumentPayloadSource>;
  UploadRules: ResolverTypeWrapper<UploadRules>;
  RequestUploadInput: RequestUploadInput;
  RequestUploadPayload: ResolverTypeWrapper<RequestUploadPayloadSource>;
  MultipartUpload: ResolverTypeWrapper<MultipartUploadSource>;
  UploadPartState: UploadPartState;
  UploadPart: ResolverTypeWrapper<UploadPartSource>;
  PartAddress: ResolverTypeWrapper<PartAddressSource>;
  UploadPartConnection: ResolverTypeWrapper<UploadPartPage>;
  UploadPartEdge: ResolverTypeWrapper<Omit<UploadPartEdge, 'node'> & { node: ResolversTypes['UploadPart'] }>;
  CompleteUploadInput: CompleteUploadInput;
  CompleteUploadPayload: ResolverTypeWrapper<CompleteUploadPayloadSource>;
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
  DownloadLink: DownloadLinkSource;
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
  DocumentFilter: DocumentFilter;
  Document: DocumentSource;
  DocumentVersion: DocumentVersionSource;
  Folder: FolderSource;
  DocumentConnection: DocumentPage;
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  FolderConnection: FolderPage;
  FolderEdge: Omit<FolderEdge, 'node'> & { node: ResolversParentTypes['Folder'] };
  ShareDocumentInput: ShareDocumentInput;
  ShareDocumentPayload: ShareDocumentPayloadSource;
  UploadRules: UploadRules;
  RequestUploadInput: RequestUploadInput;
  RequestUploadPayload: RequestUploadPayloadSource;
  MultipartUpload: MultipartUploadSource;
  UploadPart: UploadPartSource;
  PartAddress: PartAddressSource;
  UploadPartConnection: UploadPartPage;
  UploadPartEdge: Omit<UploadPartEdge, 'node'> & { node: ResolversParentTypes['UploadPart'] };
  CompleteUploadInput: CompleteUploadInput;
  CompleteUploadPayload: CompleteUploadPayloadSource;
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
  __resolveType: TypeResolveFn<'Document' | 'Folder', ParentType, ContextType>;
};

export type WorkItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkItem'] = ResolversParentTypes['WorkItem']> = {
  __resolveType: TypeResolveFn<'Document', ParentType, ContextType>;
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
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType, RequireFields<QueryDocumentArgs, 'id'>>;
  multipartUpload?: Resolver<Maybe<ResolversTypes['MultipartUpload']>, ParentType, ContextType, RequireFields<QueryMultipartUploadArgs, 'id'>>;
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  shareDocument?: Resolver<Maybe<ResolversTypes['ShareDocumentPayload']>, ParentType, ContextType, RequireFields<MutationShareDocumentArgs, 'input'>>;
  requestUpload?: Resolver<Maybe<ResolversTypes['RequestUploadPayload']>, ParentType, ContextType, RequireFields<MutationRequestUploadArgs, 'input'>>;
  completeUpload?: Resolver<Maybe<ResolversTypes['CompleteUploadPayload']>, ParentType, ContextType, RequireFields<MutationCompleteUploadArgs, 'input'>>;
  recordDocumentDecision?: Resolver<Maybe<ResolversTypes['RecordedDecision']>, ParentType, ContextType, RequireFields<MutationRecordDocumentDecisionArgs, 'input'>>;
};

export type ClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client'], FederationReferenceType extends FederationReferenceTypes['Client'] = FederationReferenceTypes['Client']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Client']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  documents?: Resolver<Maybe<ResolversTypes['DocumentConnection']>, ParentType, ContextType, RequireFields<ClientDocumentsArgs, 'first'>>;
  folders?: Resolver<Maybe<ResolversTypes['FolderConnection']>, ParentType, ContextType, RequireFields<ClientFoldersArgs, 'first'>>;
  uploadRules?: Resolver<Maybe<ResolversTypes['UploadRules']>, ParentType, ContextType>;
  fileFacts?: Resolver<Maybe<ResolversTypes['SystemFacts']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ReadonlyArray<ResolversTypes['DocumentVersion']>, ParentType, ContextType>;
  folder?: Resolver<Maybe<ResolversTypes['Folder']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  sharing?: Resolver<ResolversTypes['Sharing'], ParentType, ContextType>;
  scan?: Resolver<ResolversTypes['ScanState'], ParentType, ContextType>;
  download?: Resolver<Maybe<ResolversTypes['DownloadLink']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  approvable?: Resolver<Maybe<ResolversTypes['Approvable']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentVersion'] = ResolversParentTypes['DocumentVersion']> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  download?: Resolver<Maybe<ResolversTypes['DownloadLink']>, ParentType, ContextType>;
};

export type FolderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Folder'] = ResolversParentTypes['Folder'], FederationReferenceType extends FederationReferenceTypes['Folder'] = FederationReferenceTypes['Folder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Folder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Folder']>, ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['DocumentConnection'], ParentType, ContextType, RequireFields<FolderDocumentsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentConnection'] = ResolversParentTypes['DocumentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DocumentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Document']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentEdge'] = ResolversParentTypes['DocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type FolderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FolderConnection'] = ResolversParentTypes['FolderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FolderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Folder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FolderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FolderEdge'] = ResolversParentTypes['FolderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Folder'], ParentType, ContextType>;
};

export type ShareDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShareDocumentPayload'] = ResolversParentTypes['ShareDocumentPayload']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UploadRulesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadRules'] = ResolversParentTypes['UploadRules']> = {
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  maxBytesInOnePiece?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  mediaTypes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RequestUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestUploadPayload'] = ResolversParentTypes['RequestUploadPayload']> = {
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType>;
  multipart?: Resolver<Maybe<ResolversTypes['MultipartUpload']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MultipartUploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MultipartUpload'] = ResolversParentTypes['MultipartUpload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  partBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  partCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  arrivedBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['UploadPartConnection'], ParentType, ContextType, RequireFields<MultipartUploadPartsArgs, 'first'>>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UploadPartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadPart'] = ResolversParentTypes['UploadPart']> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['UploadPartState'], ParentType, ContextType>;
  etag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['PartAddress']>, ParentType, ContextType>;
};

export type PartAddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartAddress'] = ResolversParentTypes['PartAddress']> = {
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['UploadHeader']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UploadPartConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadPartConnection'] = ResolversParentTypes['UploadPartConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UploadPartEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['UploadPart']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UploadPartEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadPartEdge'] = ResolversParentTypes['UploadPartEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UploadPart'], ParentType, ContextType>;
};

export type CompleteUploadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteUploadPayload'] = ResolversParentTypes['CompleteUploadPayload']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'Client' | 'Document' | 'Folder', ParentType, ContextType>;
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
  Document?: DocumentResolvers<ContextType>;
  DocumentVersion?: DocumentVersionResolvers<ContextType>;
  Folder?: FolderResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  FolderConnection?: FolderConnectionResolvers<ContextType>;
  FolderEdge?: FolderEdgeResolvers<ContextType>;
  ShareDocumentPayload?: ShareDocumentPayloadResolvers<ContextType>;
  UploadRules?: UploadRulesResolvers<ContextType>;
  RequestUploadPayload?: RequestUploadPayloadResolvers<ContextType>;
  MultipartUpload?: MultipartUploadResolvers<ContextType>;
  UploadPart?: UploadPartResolvers<ContextType>;
  PartAddress?: PartAddressResolvers<ContextType>;
  UploadPartConnection?: UploadPartConnectionResolvers<ContextType>;
  UploadPartEdge?: UploadPartEdgeResolvers<ContextType>;
  CompleteUploadPayload?: CompleteUploadPayloadResolvers<ContextType>;
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
