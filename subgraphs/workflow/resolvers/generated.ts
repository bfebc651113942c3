// Written by `npm run schema` from schema.graphql and domain.ts. Do not edit.
import type { Connection } from '../../kit/connection.ts';
type PartnerGrantPage = Connection<PartnerGrantSource>;
type StaffViewPage = Connection<StaffViewSource>;
type AuditEventPage = Connection<AuditEventSource>;
type ApprovalPage = Connection<ApprovalSource>;
type DocumentRequestPage = Connection<DocumentRequestSource>;
type FailedMailPage = Connection<FailedMailSource>;
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Status as StatusSource, Provenance as ProvenanceSource, Receipt as ReceiptSource, AvailableAction as AvailableActionSource, UserError as UserErrorSource, Sharing as SharingSource, Approvable as ApprovableSource, RecordedDecision as RecordedDecisionSource, SystemFacts as SystemFactsSource, StepFact as StepFactSource, EventFact as EventFactSource } from '../../kit/domain.ts';
import type { FailedAction as FailedActionSource, FailedActionConnection as FailedActionConnectionSource, Viewer as ViewerSource, Membership as MembershipSource, Client as ClientSource, PartnerGrant as PartnerGrantSource, StaffView as StaffViewSource, AuditEvent as AuditEventSource, GrantPartnerAccessPayload as GrantPartnerAccessPayloadSource, RevokePartnerAccessPayload as RevokePartnerAccessPayloadSource, ViewAsPayload as ViewAsPayloadSource, EndViewPayload as EndViewPayloadSource, RevokeAccessPayload as RevokeAccessPayloadSource, Revocation as RevocationSource, Approval as ApprovalSource, ApprovalDecision as ApprovalDecisionSource, RequestApprovalPayload as RequestApprovalPayloadSource, DecideApprovalPayload as DecideApprovalPayloadSource, WithdrawApprovalPayload as WithdrawApprovalPayloadSource, DocumentRequest as DocumentRequestSource, DocumentSubmission as DocumentSubmissionSource, RequestDocumentPayload as RequestDocumentPayloadSource, FulfilDocumentRequestPayload as FulfilDocumentRequestPayloadSource, AcceptDocumentPayload as AcceptDocumentPayloadSource, ReturnDocumentPayload as ReturnDocumentPayloadSource, CancelDocumentRequestPayload as CancelDocumentRequestPayloadSource, Notification as NotificationSource, NotificationConnection as NotificationConnectionSource, MarkNotificationsReadPayload as MarkNotificationsReadPayloadSource, FailedMail as FailedMailSource, RetryMailPayload as RetryMailPayloadSource, NextStep as NextStepSource, Activity as ActivitySource, NextStepConnection as NextStepConnectionSource, ActivityConnection as ActivityConnectionSource, Contact as ContactSource, Project as ProjectSource, Milestone as MilestoneSource, Quote as QuoteSource, Invoice as InvoiceSource, Document as DocumentSource, Folder as FolderSource, Ticket as TicketSource, Message as MessageSource } from '../domain.ts';
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
  /** Who asks, for which clients, and with which scopes. */
  readonly viewer?: Maybe<Viewer>;
  /** Anything that has an id, whichever system keeps it; null when there is nothing by that id that the caller may see. */
  readonly node?: Maybe<Node>;
  /** One client by its id; null when there is none that the caller may see. It needs no system of record by itself, so a page that begins here shows what can be shown. */
  readonly client?: Maybe<Client>;
  /** What changed in who may be let in; for the parts of the portal that let people in. */
  readonly accessChanges?: Maybe<AccessChanges>;
  /** Which clients something changed for, in what this service keeps itself; for the gateways, which keep answers. */
  readonly recordChanges?: Maybe<RecordChanges>;
  /** Who did, tried or was refused what, newest first; of clients within the caller's reach. */
  readonly auditTrail?: Maybe<AuditEventConnection>;
  /** One approval by its id; null when there is none that the caller may see. */
  readonly approval?: Maybe<Approval>;
  /** One request for a document by its id; null when there is none that the caller may see. */
  readonly documentRequest?: Maybe<DocumentRequest>;
  /** The e-mails to contacts that were refused for good, or could not be sent for too long, newest first; of clients within the caller's reach. */
  readonly failedMails?: Maybe<FailedMailConnection>;
  /** The public keys (a JWKS, as JSON) that the receipts of decisions verify against. Keep them with the receipts: they verify without the portal. */
  readonly receiptKeys?: Maybe<Scalars['String']['output']>;
  /** What has become of something you did, by its receipt's id; null when there is no such receipt of yours, and for what was final when its receipt was given. Staff read those of clients within reach. */
  readonly receipt?: Maybe<Receipt>;
  /** What callers did and a system of record refused for good, or could not be told of for too long; of all systems, newest first. What was called off is not in it. */
  readonly failedActions?: Maybe<FailedActionConnection>;
  readonly _entities: ReadonlyArray<Maybe<_Entity>>;
  readonly _service: _Service;
};


/** What can be asked. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryClientArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryAccessChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryRecordChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryAuditTrailArgs = {
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryApprovalArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryDocumentRequestArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryFailedMailsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type QueryReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryFailedActionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. */
export type Query_EntitiesArgs = {
  representations: ReadonlyArray<Scalars['_Any']['input']>;
};

/** What can be done. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Lets a partner see what is shared with the whole client company, or changes what it was granted. For the client's owners, and for staff. */
  readonly grantPartnerAccess?: Maybe<GrantPartnerAccessPayload>;
  /** Takes a partner's access away: within two seconds it sees nothing of the client any more. For the client's owners, and for staff. */
  readonly revokePartnerAccess?: Maybe<RevokePartnerAccessPayload>;
  /** Opens the portal as one contact sees it, to look and not to change. It is written down where the client's owners can read it. */
  readonly viewAs?: Maybe<ViewAsPayload>;
  /** Ends a view before its time: its token is refused within two seconds. */
  readonly endView?: Maybe<EndViewPayload>;
  /** Refuses, within two seconds, what was issued up to now: one token, all tokens of a person, or all tokens that open a client. What is issued later is let in again, unless the identity provider refuses. */
  readonly revokeAccess?: Maybe<RevokeAccessPayload>;
  /** Asks people of a client to decide on a document as it is now, a quote or a milestone. */
  readonly requestApproval?: Maybe<RequestApprovalPayload>;
  /** Decides on what was put to you. It counts for exactly that: when it has changed in the meantime, the approval is voided, and nothing is decided. */
  readonly decideApproval?: Maybe<DecideApprovalPayload>;
  /** No longer asks for a decision. */
  readonly withdrawApproval?: Maybe<WithdrawApprovalPayload>;
  /** Asks people of a client for a document. */
  readonly requestDocument?: Maybe<RequestDocumentPayload>;
  /** Answers a request with a document: upload it first (`requestUpload`, then `completeUpload`), and name it here. It has to be of one of the types that are taken, and one that you may see. For those who are asked, and for the client's owners. */
  readonly fulfilDocumentRequest?: Maybe<FulfilDocumentRequestPayload>;
  /** Takes the document that was sent: the request is done. */
  readonly acceptDocument?: Maybe<AcceptDocumentPayload>;
  /** Sends a document back with a reason: it is the client's turn again. */
  readonly returnDocument?: Maybe<ReturnDocumentPayload>;
  /** No longer asks for a document. */
  readonly cancelDocumentRequest?: Maybe<CancelDocumentRequestPayload>;
  /** Marks the caller's own notifications as read. It changes nothing else, and nothing for anybody else. */
  readonly markNotificationsRead?: Maybe<MarkNotificationsReadPayload>;
  /** Tries an e-mail that failed again, under the id it had. It says what its contact may see by then. */
  readonly retryMail?: Maybe<RetryMailPayload>;
  /** Tries an action that failed again, with the marker it had: what the system of record has already is found there. */
  readonly retryAction?: Maybe<RetryActionPayload>;
  /** Calls off an action that is on its way. What was tried may have arrived all the same, when only the answer was lost. */
  readonly cancelAction?: Maybe<CancelActionPayload>;
  /** Refuses what was issued to a contact up to now; for the subgraph that changes what a contact may do. */
  readonly revokePerson?: Maybe<Scalars['Boolean']['output']>;
  /** Writes events into the audit trail; for the portal's own parts. Says how many were new: an event whose id is there is not written again. At most 500 at once, all or none. */
  readonly recordAudit?: Maybe<Scalars['Int']['output']>;
};


/** What can be done. */
export type MutationGrantPartnerAccessArgs = {
  input: GrantPartnerAccessInput;
};


/** What can be done. */
export type MutationRevokePartnerAccessArgs = {
  input: RevokePartnerAccessInput;
};


/** What can be done. */
export type MutationViewAsArgs = {
  input: ViewAsInput;
};


/** What can be done. */
export type MutationEndViewArgs = {
  input: EndViewInput;
};


/** What can be done. */
export type MutationRevokeAccessArgs = {
  input: RevokeAccessInput;
};


/** What can be done. */
export type MutationRequestApprovalArgs = {
  input: RequestApprovalInput;
};


/** What can be done. */
export type MutationDecideApprovalArgs = {
  input: DecideApprovalInput;
};


/** What can be done. */
export type MutationWithdrawApprovalArgs = {
  input: WithdrawApprovalInput;
};


/** What can be done. */
export type MutationRequestDocumentArgs = {
  input: RequestDocumentInput;
};


/** What can be done. */
export type MutationFulfilDocumentRequestArgs = {
  input: FulfilDocumentRequestInput;
};


/** What can be done. */
export type MutationAcceptDocumentArgs = {
  input: AcceptDocumentInput;
};


/** What can be done. */
export type MutationReturnDocumentArgs = {
  input: ReturnDocumentInput;
};


/** What can be done. */
export type MutationCancelDocumentRequestArgs = {
  input: CancelDocumentRequestInput;
};


/** What can be done. */
export type MutationMarkNotificationsReadArgs = {
  input: MarkNotificationsReadInput;
};


/** What can be done. */
export type MutationRetryMailArgs = {
  input: RetryMailInput;
};


/** What can be done. */
export type MutationRetryActionArgs = {
  input: RetryActionInput;
};


/** What can be done. */
export type MutationCancelActionArgs = {
  input: CancelActionInput;
};


/** What can be done. */
export type MutationRevokePersonArgs = {
  contactId: Scalars['ID']['input'];
  clientId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  issuedBefore?: InputMaybe<Scalars['DateTime']['input']>;
};


/** What can be done. */
export type MutationRecordAuditArgs = {
  events: ReadonlyArray<AuditEventInput>;
};

/** What became of an action that failed, for staff. */
export type FailedAction = {
  readonly __typename?: 'FailedAction';
  /** What the person who acted was told. */
  readonly receipt: Receipt;
  /** The mutation. */
  readonly mutation: Scalars['String']['output'];
  /** The client in whose name it was done. */
  readonly client?: Maybe<Client>;
  /** Who did it, by name. */
  readonly author: Scalars['String']['output'];
  /** When it failed. */
  readonly failedAt: Scalars['DateTime']['output'];
  /** Whether the system of record refused it. Otherwise it could not be told, and may have it all the same when only its answer was lost: a further try finds out. */
  readonly refused: Scalars['Boolean']['output'];
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** What went wrong last, in the words of a log. */
  readonly problem?: Maybe<Scalars['String']['output']>;
};

/** A page of failed actions. */
export type FailedActionConnection = {
  readonly __typename?: 'FailedActionConnection';
  /** The failed actions with their cursors, in order. */
  readonly edges: ReadonlyArray<FailedActionEdge>;
  /** The failed actions alone, in order. */
  readonly nodes: ReadonlyArray<FailedAction>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
  /** The short names of the systems that could not be asked, at most 4: what failed there is not in the list. */
  readonly missing: ReadonlyArray<Scalars['String']['output']>;
};

/** One of the failed actions in a page. */
export type FailedActionEdge = {
  readonly __typename?: 'FailedActionEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The action itself. */
  readonly node: FailedAction;
};

/** Which failed action to try again. */
export type RetryActionInput = {
  /** The id of its receipt. */
  readonly receiptId: Scalars['ID']['input'];
  /** Trying again twice is trying again once, with or without a key; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which action to call off. */
export type CancelActionInput = {
  /** The id of its receipt. */
  readonly receiptId: Scalars['ID']['input'];
  /** Calling off twice is calling off once, with or without a key; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `retryAction`. */
export type RetryActionPayload = {
  readonly __typename?: 'RetryActionPayload';
  /** The action's receipt as it is now; null when `userErrors` says why there is none. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of `cancelAction`. */
export type CancelActionPayload = {
  readonly __typename?: 'CancelActionPayload';
  /** The action's receipt as it is now; null when `userErrors` says why there is none. */
  readonly receipt?: Maybe<Receipt>;
  /** What the person can correct; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What changed in who may be let in since a cursor. */
export type AccessChanges = {
  readonly __typename?: 'AccessChanges';
  /** For the next question's `after`. */
  readonly cursor: Scalars['String']['output'];
  /** Whether this is all there is, in the place of what was known before. */
  readonly reset: Scalars['Boolean']['output'];
  /** The revocations, oldest first, at most 10,000; with `reset` all that have not run out. */
  readonly revocations: ReadonlyArray<AccessRevocation>;
  /** The partners' grants as they are now, in the order of their last change, at most 10,000; with `reset` all that are in force. */
  readonly grants: ReadonlyArray<AccessGrant>;
};

/** What a revocation is about. */
export type RevocationKind =
  /** One token. */
  | 'TOKEN'
  /** One person, by subject or as a contact. */
  | 'PERSON'
  /** All people and partners of one client, for this client. */
  | 'CLIENT';

/** Something that is no longer let in. */
export type AccessRevocation = {
  readonly __typename?: 'AccessRevocation';
  /** Unique. */
  readonly id: Scalars['ID']['output'];
  /** What it is about. */
  readonly kind: RevocationKind;
  /** The id (`jti`) of the token. */
  readonly tokenId?: Maybe<Scalars['String']['output']>;
  /** The identity provider's subject of the person. */
  readonly subject?: Maybe<Scalars['String']['output']>;
  /** The issuer of the token or the subject; null for every issuer. */
  readonly issuer?: Maybe<Scalars['String']['output']>;
  /** The contact's id in the CRM. */
  readonly contactId?: Maybe<Scalars['String']['output']>;
  /** The client's id in the systems of record. */
  readonly clientId?: Maybe<Scalars['String']['output']>;
  /** What was issued at or before this time is refused: seconds since 1970. It does not count for a token. */
  readonly issuedBefore: Scalars['SafeInt']['output'];
  /** From then on it may be forgotten: seconds since 1970. */
  readonly expiresAt: Scalars['SafeInt']['output'];
};

/** A partner's access to one client. */
export type AccessGrant = {
  readonly __typename?: 'AccessGrant';
  /** Unique; the same for every grant of this client to this partner. */
  readonly id: Scalars['ID']['output'];
  /** The subject of the partner's tokens. */
  readonly partner: Scalars['String']['output'];
  /** The client's id in the systems of record. */
  readonly clientId: Scalars['String']['output'];
  /** Whether sums of money are included. */
  readonly billing: Scalars['Boolean']['output'];
  /** When it ends by itself: seconds since 1970. */
  readonly expiresAt?: Maybe<Scalars['SafeInt']['output']>;
  /** Whether it was withdrawn. */
  readonly revoked: Scalars['Boolean']['output'];
};

/** What kind of event the audit trail tells about. */
export type AuditKind =
  /** Somebody asked for something that they may not have. */
  | 'DENIED'
  /** Staff began to look through a contact's eyes. */
  | 'STAFF_VIEW_OPENED'
  /** Staff ended such a view before its time. */
  | 'STAFF_VIEW_ENDED'
  /** A partner was granted access, or its grant was changed. */
  | 'PARTNER_GRANTED'
  /** A partner's access was withdrawn. */
  | 'PARTNER_WITHDRAWN'
  /** Tokens, a person or a client were shut out. */
  | 'REVOKED'
  /** Somebody changed something through the portal. */
  | 'ACTION';

/** Who acted, in the audit trail. */
export type AuditActorKind =
  /** A contact of a client company. */
  | 'CLIENT'
  /** A partner's program. */
  | 'PARTNER'
  /** A person of the business. */
  | 'STAFF'
  /** The portal itself. */
  | 'SERVICE';

/** What became of what somebody tried. */
export type AuditOutcome =
  /** It was done. */
  | 'DONE'
  /** It was refused: a rule, or a mistake in the input. */
  | 'REFUSED'
  /** It failed. */
  | 'FAILED';

/** An event for the audit trail, as the portal's own parts report it. */
export type AuditEventInput = {
  /** Unique; at most 100 characters. The same event may be sent again. */
  readonly id: Scalars['String']['input'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['input'];
  /** What kind of event it is. */
  readonly kind: AuditKind;
  /** Who acted: `STAFF` for a person of the business who looks through a contact's eyes. */
  readonly actorKind: AuditActorKind;
  /** The actor's name, when it is known. */
  readonly actorName?: InputMaybe<Scalars['String']['input']>;
  /** The subject of the actor's token. */
  readonly actorSubject: Scalars['String']['input'];
  /** The issuer of the actor's token. */
  readonly actorIssuer?: InputMaybe<Scalars['String']['input']>;
  /** The contact's id in the CRM, when the actor is one. */
  readonly actorContactId?: InputMaybe<Scalars['String']['input']>;
  /** The recorded view through which the actor looked, if any. */
  readonly viewId?: InputMaybe<Scalars['String']['input']>;
  /** The clients that it is about, by their ids in the systems of record: the one that the input names where it names one, else all that the caller acts for. Empty for none. At most 100. */
  readonly clientIds: ReadonlyArray<Scalars['String']['input']>;
  /** The field: `Mutation.openTicket` is `openTicket`, any other is written with its type, `Client.invoices`. */
  readonly field?: InputMaybe<Scalars['String']['input']>;
  /** What became of it. */
  readonly outcome?: InputMaybe<AuditOutcome>;
  /** Ids that the caller named, as given, at most 100. */
  readonly subjects: ReadonlyArray<Scalars['String']['input']>;
  /** One line for staff. */
  readonly summary: Scalars['String']['input'];
  /** More for staff, such as the rule that said no, as JSON text; at most 4,000 characters. */
  readonly details?: InputMaybe<Scalars['String']['input']>;
};

/** What kind of caller asks. */
export type ViewerKind =
  /** A contact of one or more client companies. */
  | 'CLIENT'
  /** A partner's program, for the clients that granted it access. */
  | 'PARTNER'
  /** A person of the business. */
  | 'STAFF';

/** Who asks, as the portal understood the token. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** What kind of caller it is. */
  readonly kind: ViewerKind;
  /** The subject that the identity provider signed. */
  readonly subject: Scalars['String']['output'];
  /** The person's or the partner's name, when the identity provider says it. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The contact in the CRM, for a client's contact. */
  readonly contact?: Maybe<Contact>;
  /** The client companies that the caller belongs to or was granted access to, at most 100; empty for staff, who find clients by `Query.clients`. */
  readonly memberships: ReadonlyArray<Membership>;
  /** What the token allows, at most 100 scopes. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** When the token runs out. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** A client company that the caller acts for. */
export type Membership = {
  readonly __typename?: 'Membership';
  /** The client company. */
  readonly client?: Maybe<Client>;
  /** What the caller may do there; null for a partner. */
  readonly role?: Maybe<ClientRole>;
};

/** A company (or a person) that the business works for. */
export type Client = Node & {
  readonly __typename?: 'Client';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** What the CRM contributes. */
  readonly crmFacts?: Maybe<SystemFacts>;
  /** What the file store contributes. */
  readonly fileFacts?: Maybe<SystemFacts>;
  /** What the help desk contributes. */
  readonly ticketFacts?: Maybe<SystemFacts>;
  /** What the client should do now, out of all systems, most urgent first. */
  readonly nextSteps?: Maybe<NextStepConnection>;
  /** What happened of late, out of all systems, newest first: the latest 100 of each system. */
  readonly activity?: Maybe<ActivityConnection>;
  /** What people of this client are or were asked to decide, latest request first: everything for its owners and for staff, for others what they are asked themselves. */
  readonly approvals?: Maybe<ApprovalConnection>;
  /** The documents that people of this client are or were asked for, latest request first: everything for its owners and for staff, for others what they are asked themselves. */
  readonly documentRequests?: Maybe<DocumentRequestConnection>;
  /** What the caller was told about this client, newest first, at most the latest 500: what was asked of them, what became of it, what is due, and tickets that wait for their reply or were settled of late. What they may no longer see is not in it. */
  readonly notifications?: Maybe<NotificationConnection>;
  /** The partners that may see this client now, latest grant first; for its owners, and for staff. */
  readonly partnerGrants?: Maybe<PartnerGrantConnection>;
  /** When staff looked through the eyes of this client's contacts, and why, latest first; for its owners, and for staff. */
  readonly staffViews?: Maybe<StaffViewConnection>;
  /** What happened to the access to this client, newest first: views, grants, revocations, sharing, roles, and what its contacts and partners were refused; for its owners, and for staff. It is the same for both: staff find more in `Query.auditTrail`. */
  readonly auditTrail?: Maybe<AuditEventConnection>;
};


/** A company (or a person) that the business works for. */
export type ClientNextStepsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientActivityArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientApprovalsArgs = {
  filter?: InputMaybe<ApprovalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientDocumentRequestsArgs = {
  filter?: InputMaybe<DocumentRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientNotificationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientPartnerGrantsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientStaffViewsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company (or a person) that the business works for. */
export type ClientAuditTrailArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A partner's access to one client. */
export type PartnerGrant = {
  readonly __typename?: 'PartnerGrant';
  /** Stable: a later grant to the same partner has the same; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The client that granted it. */
  readonly clientId: Scalars['ID']['output'];
  /** The partner: the subject of its tokens. */
  readonly partner: Scalars['String']['output'];
  /** Whether sums of money are included. */
  readonly billing: Scalars['Boolean']['output'];
  /** When it was granted, or last changed. */
  readonly grantedAt: Scalars['DateTime']['output'];
  /** Who granted it, by name. */
  readonly grantedBy: Scalars['String']['output'];
  /** When it ends by itself. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A time during which staff looked at the portal through a contact's eyes. */
export type StaffView = {
  readonly __typename?: 'StaffView';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The client that the contact belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The contact. */
  readonly contact?: Maybe<Contact>;
  /** The contact's name at that time. */
  readonly contactName: Scalars['String']['output'];
  /** Who looked, by name. */
  readonly staffName: Scalars['String']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** When it began. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** When it is over at the latest. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** When staff ended it, if they did so before its time. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** One thing that happened to somebody's access. */
export type AuditEvent = {
  readonly __typename?: 'AuditEvent';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What kind of event it is. */
  readonly kind: AuditKind;
  /** What kind of caller acted. */
  readonly actorKind: AuditActorKind;
  /** Who acted, by name. */
  readonly actorName?: Maybe<Scalars['String']['output']>;
  /** The subject of the actor's token. */
  readonly actorSubject?: Maybe<Scalars['String']['output']>;
  /** The client that it is about; null when there is none, or more than one. */
  readonly client?: Maybe<Client>;
  /** The field that was asked for: a mutation's name, or another field with its type. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** What became of it. */
  readonly outcome?: Maybe<AuditOutcome>;
  /** The ids that it is about, as they were given, at most 100. */
  readonly subjects: ReadonlyArray<Scalars['ID']['output']>;
  /** What happened, in one line. */
  readonly summary: Scalars['String']['output'];
  /** More, as JSON. */
  readonly details?: Maybe<Scalars['String']['output']>;
};

/** Narrows the audit trail. */
export type AuditFilter = {
  /** Only what is about this client. */
  readonly clientId?: InputMaybe<Scalars['ID']['input']>;
  /** Only events of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<AuditKind>>;
  /** Only what was done under this subject. */
  readonly actorSubject?: InputMaybe<Scalars['String']['input']>;
  /** Only from this time on. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only before this time. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Which partner is let in. */
export type GrantPartnerAccessInput = {
  /** The client that lets it in. */
  readonly clientId: Scalars['ID']['input'];
  /** The partner: the subject of its tokens, which it tells you. */
  readonly partner: Scalars['String']['input'];
  /** Whether it sees sums of money too. */
  readonly billing?: Scalars['Boolean']['input'];
  /** When its access ends by itself; without it, when somebody ends it. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The same key with the same input is done once; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of the grant. */
export type GrantPartnerAccessPayload = {
  readonly __typename?: 'GrantPartnerAccessPayload';
  /** The grant as it is now. */
  readonly grant?: Maybe<PartnerGrant>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which partner's access ends. */
export type RevokePartnerAccessInput = {
  /** The client that let it in. */
  readonly clientId: Scalars['ID']['input'];
  /** The partner: the subject of its tokens. */
  readonly partner: Scalars['String']['input'];
  /** The same key with the same input is done once; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RevokePartnerAccessPayload = {
  readonly __typename?: 'RevokePartnerAccessPayload';
  /** The grant that was withdrawn. */
  readonly grant?: Maybe<PartnerGrant>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Through whose eyes to look. */
export type ViewAsInput = {
  /** The client that the contact belongs to. */
  readonly clientId: Scalars['ID']['input'];
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** Why; the client's owners can read it. At most 500 characters. */
  readonly reason: Scalars['String']['input'];
  /** The same key with the same input opens one view; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A view that was opened. */
export type ViewAsPayload = {
  readonly __typename?: 'ViewAsPayload';
  /** The view, as the client's owners see it. */
  readonly view?: Maybe<StaffView>;
  /** The access token to look with, as `Authorization: Bearer`. Whatever it asks for is answered as the contact is answered; it changes nothing. Null once the view is over. */
  readonly token?: Maybe<Scalars['String']['output']>;
  /** When the token runs out. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which view ends. */
export type EndViewInput = {
  /** The view. */
  readonly viewId: Scalars['ID']['input'];
  /** The same key with the same input is done once; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of the view. */
export type EndViewPayload = {
  readonly __typename?: 'EndViewPayload';
  /** The view as it is now. */
  readonly view?: Maybe<StaffView>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What to refuse; exactly one of `tokenId`, `subject`, `contactId`, `clientId`. */
export type RevokeAccessInput = {
  /** The id (`jti`) of one token. It takes staff who reach every client. */
  readonly tokenId?: InputMaybe<Scalars['String']['input']>;
  /** A person or a partner, by the subject of the tokens. It takes staff who reach every client. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The issuer of the token or the subject, when one that another issuer calls the same is to be spared. */
  readonly issuer?: InputMaybe<Scalars['String']['input']>;
  /** A contact. */
  readonly contactId?: InputMaybe<Scalars['ID']['input']>;
  /** A client: everything that opens it, of contacts and partners. */
  readonly clientId?: InputMaybe<Scalars['ID']['input']>;
  /** Why; for staff. At most 500 characters. */
  readonly reason: Scalars['String']['input'];
  /** The same key with the same input is done once; at most 100 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RevokeAccessPayload = {
  readonly __typename?: 'RevokeAccessPayload';
  /** The revocation; null when it was done so long ago that nothing it is about can be alive. */
  readonly revocation?: Maybe<Revocation>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Something that is no longer let in. */
export type Revocation = {
  readonly __typename?: 'Revocation';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** What it is about. */
  readonly kind: RevocationKind;
  /** What was issued at or before this time is refused; a token is refused whenever it was issued. */
  readonly issuedBefore: Scalars['DateTime']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
};

/** A page of grants. */
export type PartnerGrantConnection = {
  readonly __typename?: 'PartnerGrantConnection';
  /** The grants with their cursors, in order. */
  readonly edges: ReadonlyArray<PartnerGrantEdge>;
  /** The grants alone, in order. */
  readonly nodes: ReadonlyArray<PartnerGrant>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the grants in a page. */
export type PartnerGrantEdge = {
  readonly __typename?: 'PartnerGrantEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: PartnerGrant;
};

/** A page of views. */
export type StaffViewConnection = {
  readonly __typename?: 'StaffViewConnection';
  /** The views with their cursors, in order. */
  readonly edges: ReadonlyArray<StaffViewEdge>;
  /** The views alone, in order. */
  readonly nodes: ReadonlyArray<StaffView>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the views in a page. */
export type StaffViewEdge = {
  readonly __typename?: 'StaffViewEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: StaffView;
};

/** A page of events. */
export type AuditEventConnection = {
  readonly __typename?: 'AuditEventConnection';
  /** The events with their cursors, in order. */
  readonly edges: ReadonlyArray<AuditEventEdge>;
  /** The events alone, in order. */
  readonly nodes: ReadonlyArray<AuditEvent>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the events in a page. */
export type AuditEventEdge = {
  readonly __typename?: 'AuditEventEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: AuditEvent;
};

/** What became of what was asked. */
export type ApprovalState =
  /** It waits for a decision. */
  | 'PENDING'
  /** Those who were asked approved. */
  | 'APPROVED'
  /** One of them rejected it. */
  | 'REJECTED'
  /** One of them asked for changes. */
  | 'CHANGES_REQUESTED'
  /** What it is about changed before it was decided. */
  | 'VOIDED'
  /** The business no longer asks. */
  | 'WITHDRAWN';

/** How many of those who are asked have to approve. */
export type ApprovalMode =
  /** One of them. */
  | 'ANY'
  /** Every contact who is named, and one of each role that is named. */
  | 'ALL';

/** What somebody decides. */
export type ApprovalChoice =
  /** Yes. */
  | 'APPROVE'
  /** No. */
  | 'REJECT'
  /** Not as it is: the comment says what has to change. */
  | 'REQUEST_CHANGES';

/**
 * Something that people of a client are asked to decide. It is about exactly what `checksum` says. It is there for the client's owners, for
 * those who are asked as long as they may see what it is about, and for staff.
 */
export type Approval = Node & WorkItem & {
  readonly __typename?: 'Approval';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that is asked. */
  readonly client?: Maybe<Client>;
  /** The title of what is to be decided. */
  readonly title: Scalars['String']['output'];
  /** The document, quote or milestone that it is about. */
  readonly subject?: Maybe<Node>;
  /** The version of the document that it is about. */
  readonly subjectVersion?: Maybe<Scalars['Int']['output']>;
  /** The SHA-256, in 64 lower-case hexadecimal digits, of exactly what is decided on: the document's content, else `summary`. `decideApproval` asks for it. */
  readonly checksum: Scalars['String']['output'];
  /** What is decided on, as JSON with its names in order: of a document its name, size and type, else the fields that were shown. */
  readonly summary: Scalars['String']['output'];
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** What became of it. */
  readonly state: ApprovalState;
  /** The contacts who are asked by name, at most 20. */
  readonly contactIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The roles whose holders are asked, at most 3. */
  readonly roles: ReadonlyArray<ClientRole>;
  /** How many of them have to approve. */
  readonly mode: ApprovalMode;
  /** By when it should be decided. */
  readonly dueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Who asks, by name. */
  readonly requestedBy: Scalars['String']['output'];
  /** Since when. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** What the one who asks says about it. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** What was decided, in the order in which it was; at most 100. */
  readonly decisions: ReadonlyArray<ApprovalDecision>;
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};

/** What one person decided. */
export type ApprovalDecision = {
  readonly __typename?: 'ApprovalDecision';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** Who decided; null when the CRM no longer has the contact. */
  readonly contact?: Maybe<Contact>;
  /** The name under which the person was signed in. */
  readonly name: Scalars['String']['output'];
  /** What was decided. */
  readonly decision: ApprovalChoice;
  /** What the person said about it. */
  readonly comment?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly decidedAt: Scalars['DateTime']['output'];
  /** The checksum of what the person was shown. */
  readonly checksum: Scalars['String']['output'];
  /** The receipt: a signed statement (a compact JWS) of who decided what and when, which verifies against `Query.receiptKeys` without the portal. For the person, the client's owners and staff; null for others. */
  readonly evidence?: Maybe<Scalars['String']['output']>;
};

/** Narrows a list of approvals. */
export type ApprovalFilter = {
  /** Only those in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<ApprovalState>>;
};

/** A page of approvals. */
export type ApprovalConnection = {
  readonly __typename?: 'ApprovalConnection';
  /** The approvals with their cursors, in order. */
  readonly edges: ReadonlyArray<ApprovalEdge>;
  /** The approvals alone, in order. */
  readonly nodes: ReadonlyArray<Approval>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the approvals in a page. */
export type ApprovalEdge = {
  readonly __typename?: 'ApprovalEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Approval;
};

/** What is to be decided, and by whom. */
export type RequestApprovalInput = {
  /** The document, quote or milestone. */
  readonly subjectId: Scalars['ID']['input'];
  /** The checksum of what you mean to ask about (of a document, its `sha256`): when it has changed, nothing is asked. Without it, what it is now. */
  readonly checksum?: InputMaybe<Scalars['String']['input']>;
  /** Contacts who are asked by name, at most 20. */
  readonly contactIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Roles whose holders are asked; viewers are asked by name only. */
  readonly roles?: InputMaybe<ReadonlyArray<ClientRole>>;
  /** How many of them have to approve. */
  readonly mode?: ApprovalMode;
  /** By when it should be decided. */
  readonly dueBy?: InputMaybe<Scalars['DateTime']['input']>;
  /** What to say about it, at most 2,000 characters. */
  readonly message?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RequestApprovalPayload = {
  readonly __typename?: 'RequestApprovalPayload';
  /** The approval that was asked for; null when nothing was done. */
  readonly approval?: Maybe<Approval>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What you decide. */
export type DecideApprovalInput = {
  /** The approval. */
  readonly approvalId: Scalars['ID']['input'];
  /** Yes, no, or not as it is. */
  readonly decision: ApprovalChoice;
  /** The `checksum` of the approval that you were shown: another one is a conflict, and nothing is decided. */
  readonly checksum: Scalars['String']['input'];
  /** What you say about it, at most 2,000 characters; it is needed for asking for changes. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of your decision. */
export type DecideApprovalPayload = {
  readonly __typename?: 'DecideApprovalPayload';
  /** The approval as it is now, also when your decision did not count; null when there is none. */
  readonly approval?: Maybe<Approval>;
  /** Your decision; null when it did not count. */
  readonly decision?: Maybe<ApprovalDecision>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** Why it did not count; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which approval is no longer asked for. */
export type WithdrawApprovalInput = {
  /** The approval. */
  readonly approvalId: Scalars['ID']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type WithdrawApprovalPayload = {
  readonly __typename?: 'WithdrawApprovalPayload';
  /** The approval as it is now; null when there is none. */
  readonly approval?: Maybe<Approval>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How far a request for a document has got. */
export type DocumentRequestState =
  /** It waits for the client. */
  | 'OPEN'
  /** A document was sent, and the business looks at it. */
  | 'SUBMITTED'
  /** The document was sent back: it waits for the client again. */
  | 'RETURNED'
  /** The business took the document. */
  | 'ACCEPTED'
  /** The business no longer asks. */
  | 'CANCELLED';

/**
 * A document that people of a client are asked for. It is there for the client's owners, for those who are asked, and for staff. Those who are
 * asked, and the owners, answer it.
 */
export type DocumentRequest = Node & WorkItem & {
  readonly __typename?: 'DocumentRequest';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that is asked. */
  readonly client?: Maybe<Client>;
  /** What is asked for, in a few words. */
  readonly title: Scalars['String']['output'];
  /** What exactly is needed. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The IANA media types that are taken, at most 20. */
  readonly mediaTypes: ReadonlyArray<Scalars['String']['output']>;
  /** Where it stands, whose turn it is, and by when. */
  readonly status: Status;
  /** How far it has got. */
  readonly state: DocumentRequestState;
  /** Grows with everything that happens to it. Whoever acts says what they looked at. */
  readonly revision: Scalars['Int']['output'];
  /** The contacts who are asked by name, at most 20. */
  readonly contactIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The roles whose holders are asked, at most 3. */
  readonly roles: ReadonlyArray<ClientRole>;
  /** By when it is needed. */
  readonly dueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Who asks, by name. */
  readonly requestedBy: Scalars['String']['output'];
  /** Since when. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** What was sent, the latest first; at most 100. */
  readonly submissions: ReadonlyArray<DocumentSubmission>;
  /** Which system said so, and when. */
  readonly provenance: Provenance;
  /** What the caller can do with it now, at most 20 things. */
  readonly availableActions: ReadonlyArray<AvailableAction>;
};

/** What the business made of a document that was sent. */
export type DocumentVerdict =
  /** It took it. */
  | 'ACCEPTED'
  /** It sent it back. */
  | 'RETURNED';

/** One document that was sent. */
export type DocumentSubmission = {
  readonly __typename?: 'DocumentSubmission';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
  /** The document, for those who may see it. */
  readonly document?: Maybe<Document>;
  /** The version that was sent. For whoever sent it, the client's owners and staff; null for others. */
  readonly version?: Maybe<Scalars['Int']['output']>;
  /** The SHA-256 of the content that was sent. For whoever sent it, the client's owners and staff; null for others. */
  readonly checksum?: Maybe<Scalars['String']['output']>;
  /** Who sent it, by name. */
  readonly submittedBy: Scalars['String']['output'];
  /** When. */
  readonly submittedAt: Scalars['DateTime']['output'];
  /** What the business made of it; null while it is looked at. */
  readonly verdict?: Maybe<DocumentVerdict>;
  /** Why it was sent back. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Who judged it, by name. */
  readonly judgedBy?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly judgedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Narrows a list of requests for documents. */
export type DocumentRequestFilter = {
  /** Only those in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<DocumentRequestState>>;
};

/** A page of requests for documents. */
export type DocumentRequestConnection = {
  readonly __typename?: 'DocumentRequestConnection';
  /** The requests with their cursors, in order. */
  readonly edges: ReadonlyArray<DocumentRequestEdge>;
  /** The requests alone, in order. */
  readonly nodes: ReadonlyArray<DocumentRequest>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the requests in a page. */
export type DocumentRequestEdge = {
  readonly __typename?: 'DocumentRequestEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: DocumentRequest;
};

/** What is needed, and from whom. */
export type RequestDocumentInput = {
  /** The client that is asked. */
  readonly clientId: Scalars['ID']['input'];
  /** What is asked for, in a few words: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** What exactly is needed, at most 2,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The IANA media types that are taken (`application/pdf`), from 1 to 20, all of them among `UploadRules.mediaTypes`. */
  readonly mediaTypes: ReadonlyArray<Scalars['String']['input']>;
  /** Contacts who are asked by name, at most 20. Viewers cannot be asked: they upload nothing. */
  readonly contactIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Roles whose holders are asked, all but viewers. */
  readonly roles?: InputMaybe<ReadonlyArray<ClientRole>>;
  /** By when it is needed. */
  readonly dueBy?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RequestDocumentPayload = {
  readonly __typename?: 'RequestDocumentPayload';
  /** The request that was made; null when nothing was done. */
  readonly documentRequest?: Maybe<DocumentRequest>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which request is answered, and with what. */
export type FulfilDocumentRequestInput = {
  /** The request. */
  readonly requestId: Scalars['ID']['input'];
  /** The document that answers it. */
  readonly documentId: Scalars['ID']['input'];
  /** The `revision` of the request that you were shown: another one is a conflict, and nothing is sent. Without it, the request as it is now. */
  readonly revision?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type FulfilDocumentRequestPayload = {
  readonly __typename?: 'FulfilDocumentRequestPayload';
  /** The request as it is now, also when nothing was done; null when there is none. */
  readonly documentRequest?: Maybe<DocumentRequest>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** Why nothing was done; empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which document is taken. */
export type AcceptDocumentInput = {
  /** The request. */
  readonly requestId: Scalars['ID']['input'];
  /** The `revision` of the request that you looked at: another one is a conflict, and nothing is done. */
  readonly revision: Scalars['Int']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type AcceptDocumentPayload = {
  readonly __typename?: 'AcceptDocumentPayload';
  /** The request as it is now, also when nothing was done; null when there is none. */
  readonly documentRequest?: Maybe<DocumentRequest>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** Why nothing was done; empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which document is sent back, and why. */
export type ReturnDocumentInput = {
  /** The request. */
  readonly requestId: Scalars['ID']['input'];
  /** The `revision` of the request that you looked at: another one is a conflict, and nothing is done. */
  readonly revision: Scalars['Int']['input'];
  /** Why, for the client: at most 500 characters. */
  readonly reason: Scalars['String']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type ReturnDocumentPayload = {
  readonly __typename?: 'ReturnDocumentPayload';
  /** The request as it is now, also when nothing was done; null when there is none. */
  readonly documentRequest?: Maybe<DocumentRequest>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** Why nothing was done; empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which document is no longer asked for. */
export type CancelDocumentRequestInput = {
  /** The request. */
  readonly requestId: Scalars['ID']['input'];
  /** The `revision` of the request that you looked at: another one is a conflict, and nothing is done. Without it, the request as it is now. */
  readonly revision?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type CancelDocumentRequestPayload = {
  readonly __typename?: 'CancelDocumentRequestPayload';
  /** The request as it is now, also when nothing was done; null when there is none. */
  readonly documentRequest?: Maybe<DocumentRequest>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** Why nothing was done; empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What somebody is told. */
export type NotificationKind =
  /** A decision is asked of you. */
  | 'APPROVAL_REQUESTED'
  /** Somebody decided. */
  | 'APPROVAL_DECIDED'
  /** What was to be decided has changed: the decision that was asked for no longer counts. */
  | 'APPROVAL_VOIDED'
  /** A decision is no longer asked for. */
  | 'APPROVAL_WITHDRAWN'
  /** A document is asked of you. */
  | 'DOCUMENT_REQUESTED'
  /** A document was sent. */
  | 'DOCUMENT_SUBMITTED'
  /** A document was sent back. */
  | 'DOCUMENT_RETURNED'
  /** A document was taken. */
  | 'DOCUMENT_ACCEPTED'
  /** A document is no longer asked for. */
  | 'DOCUMENT_REQUEST_CANCELLED'
  /** Something that waits for you is due within three days. */
  | 'DUE_SOON'
  /** The time of something that waits has passed. */
  | 'OVERDUE'
  /** The business has answered, and a ticket waits for your reply. */
  | 'TICKET_WAITS'
  /** A ticket was settled. */
  | 'TICKET_CLOSED';

/** Something that the caller was told. */
export type Notification = {
  readonly __typename?: 'Notification';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The client that it is about. */
  readonly clientId: Scalars['ID']['output'];
  /** What it tells. */
  readonly kind: NotificationKind;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What happened, in one line. */
  readonly headline: Scalars['String']['output'];
  /** Who did it, by name, when that is known. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** The record that it is about. */
  readonly subject?: Maybe<Node>;
  /** Whether the caller has marked it as read. */
  readonly isRead: Scalars['Boolean']['output'];
};

/** A page of notifications. */
export type NotificationConnection = {
  readonly __typename?: 'NotificationConnection';
  /** The notifications with their cursors, in order. */
  readonly edges: ReadonlyArray<NotificationEdge>;
  /** The notifications alone, in order. */
  readonly nodes: ReadonlyArray<Notification>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
  /** How many of them are not marked as read. */
  readonly unreadCount: Scalars['Int']['output'];
  /** The parts of the portal that could not be asked, or that the caller's scopes do not cover, at most 4: what they would tell of is missing from this list. */
  readonly missing: ReadonlyArray<Scalars['String']['output']>;
};

/** One of the notifications in a page. */
export type NotificationEdge = {
  readonly __typename?: 'NotificationEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Notification;
};

/** Which notifications were read; either `notificationIds` or `until`. */
export type MarkNotificationsReadInput = {
  /** The client that they are about. */
  readonly clientId: Scalars['ID']['input'];
  /** These, at most 100. What is not among the caller's own is passed over. */
  readonly notificationIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** All that happened at this time or before: the `at` of the newest one that was shown. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type MarkNotificationsReadPayload = {
  readonly __typename?: 'MarkNotificationsReadPayload';
  /** The client, to read the notifications from as they are now; null when nothing was done. */
  readonly client?: Maybe<Client>;
  /** Proof that it was done. */
  readonly receipt?: Maybe<Receipt>;
  /** What has to be corrected; empty when it was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An e-mail that could not be sent. */
export type FailedMail = {
  readonly __typename?: 'FailedMail';
  /** Opaque, stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The client that it is about. */
  readonly clientId: Scalars['ID']['output'];
  /** The client that it is about. */
  readonly client?: Maybe<Client>;
  /** Whom it is to; null when the CRM no longer has the contact. */
  readonly contact?: Maybe<Contact>;
  /** When it failed. */
  readonly failedAt: Scalars['DateTime']['output'];
  /** Whether it was refused for good; otherwise it could not be sent for too long. */
  readonly refused: Scalars['Boolean']['output'];
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** Why it failed. */
  readonly reason: Scalars['String']['output'];
  /** What went wrong last, in the words of a log. */
  readonly problem?: Maybe<Scalars['String']['output']>;
};

/** A page of e-mails that failed. */
export type FailedMailConnection = {
  readonly __typename?: 'FailedMailConnection';
  /** The e-mails with their cursors, in order. */
  readonly edges: ReadonlyArray<FailedMailEdge>;
  /** The e-mails alone, in order. */
  readonly nodes: ReadonlyArray<FailedMail>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One of the e-mails in a page. */
export type FailedMailEdge = {
  readonly __typename?: 'FailedMailEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: FailedMail;
};

/** Which e-mail is tried again. */
export type RetryMailInput = {
  /** The e-mail: `FailedMail.id`. */
  readonly mailId: Scalars['ID']['input'];
  /** Chosen by the caller, at most 100 characters: repeated with the same input, it gives the first receipt and does nothing again. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RetryMailPayload = {
  readonly __typename?: 'RetryMailPayload';
  /** How far the e-mail has got. */
  readonly receipt?: Maybe<Receipt>;
  /** Why nothing was done; empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How soon something should be done. */
export type Urgency =
  /** Its time has passed. */
  | 'OVERDUE'
  /** It is due within three days. */
  | 'SOON'
  /** It is due later, or at no agreed time. */
  | 'LATER';

/** One thing that waits on the client. */
export type NextStep = {
  readonly __typename?: 'NextStep';
  /** Stable for as long as the step waits; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** The title of the record that it is about. */
  readonly title: Scalars['String']['output'];
  /** What there is to do. */
  readonly headline: Scalars['String']['output'];
  /** How soon. */
  readonly urgency: Urgency;
  /** By when, when it was agreed. */
  readonly dueBy?: Maybe<Scalars['DateTime']['output']>;
  /** Since when it has waited. */
  readonly since: Scalars['DateTime']['output'];
  /** The action that finishes it, when one is allowed. */
  readonly action?: Maybe<ActionKind>;
  /** The record that it is about. */
  readonly subject?: Maybe<Node>;
  /** The system of record that keeps it. */
  readonly system: Scalars['String']['output'];
};

/** One thing that happened. */
export type Activity = {
  readonly __typename?: 'Activity';
  /** Stable; not readable through `node`. */
  readonly id: Scalars['ID']['output'];
  /** What happened. */
  readonly kind: ActivityKind;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** One line for a timeline. */
  readonly headline: Scalars['String']['output'];
  /** Who did it, by name, when that is known. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** The record that it is about. */
  readonly subject?: Maybe<Node>;
  /** The system of record that keeps it. */
  readonly system: Scalars['String']['output'];
};

/** A page of next steps. */
export type NextStepConnection = {
  readonly __typename?: 'NextStepConnection';
  /** The next steps with their cursors, in order. */
  readonly edges: ReadonlyArray<NextStepEdge>;
  /** The next steps alone, in order. */
  readonly nodes: ReadonlyArray<NextStep>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
  /** The parts of the portal that could not be asked, or that the caller's scopes do not cover: `crm`, `files`, `tickets`, and `workflow` for what the portal itself asks. What they keep is missing from this list. */
  readonly missing: ReadonlyArray<Scalars['String']['output']>;
};

/** One of the next steps in a page. */
export type NextStepEdge = {
  readonly __typename?: 'NextStepEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: NextStep;
};

/** A page of activities. */
export type ActivityConnection = {
  readonly __typename?: 'ActivityConnection';
  /** The activities with their cursors, in order. */
  readonly edges: ReadonlyArray<ActivityEdge>;
  /** The activities alone, in order. */
  readonly nodes: ReadonlyArray<Activity>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
  /** The parts of the portal that could not be asked, or that the caller's scopes do not cover: `crm`, `files`, `tickets`, and `workflow` for what the portal itself asks. What they keep is missing from this list. */
  readonly missing: ReadonlyArray<Scalars['String']['output']>;
};

/** One of the activities in a page. */
export type ActivityEdge = {
  readonly __typename?: 'ActivityEdge';
  /** Opaque; good for `after` of the same list and the same caller only. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Activity;
};

/** A person of the client company. */
export type Contact = Node & {
  readonly __typename?: 'Contact';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** A piece of work that the business does for a client. */
export type Project = Node & {
  readonly __typename?: 'Project';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** A step on a project's way. */
export type Milestone = Node & {
  readonly __typename?: 'Milestone';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** An offer made to a client. */
export type Quote = Node & {
  readonly __typename?: 'Quote';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** A bill sent to a client. */
export type Invoice = Node & {
  readonly __typename?: 'Invoice';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** A file with its history. */
export type Document = Node & {
  readonly __typename?: 'Document';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** A place that holds documents. */
export type Folder = Node & {
  readonly __typename?: 'Folder';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** A question to the business with its conversation. */
export type Ticket = Node & {
  readonly __typename?: 'Ticket';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
};

/** One message in a conversation. */
export type Message = Node & {
  readonly __typename?: 'Message';
  /** Opaque, stable, unique over the whole portal. */
  readonly id: Scalars['ID']['output'];
  /** The client that it belongs to. */
  readonly clientId: Scalars['ID']['output'];
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

export type _Entity = Approval | Client | Contact | Document | DocumentRequest | Folder | Invoice | Message | Milestone | Project | Quote | Ticket;



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
  Approval: Approval;
  DocumentRequest: DocumentRequest;
  Contact: Contact;
  Project: Project;
  Milestone: Milestone;
  Quote: Quote;
  Invoice: Invoice;
  Document: Document;
  Folder: Folder;
  Ticket: Ticket;
  Message: Message;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Client:
    ( { __typename: 'Client' }
    & GraphQLRecursivePick<FederationTypes['Client'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Client'], {"crmFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true}},"fileFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true}},"ticketFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true}}}>
        | GraphQLRecursivePick<FederationTypes['Client'], {"crmFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"fileFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"ticketFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}}}>
        | GraphQLRecursivePick<FederationTypes['Client'], {"crmFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true}},"fileFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true}},"ticketFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true},"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}}}>
        | GraphQLRecursivePick<FederationTypes['Client'], {"crmFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"fileFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"ticketFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true},"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}}}>
        | GraphQLRecursivePick<FederationTypes['Client'], {"crmFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"fileFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"ticketFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}}}>
        | GraphQLRecursivePick<FederationTypes['Client'], {"crmFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"fileFacts":{"system":true,"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}},"ticketFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true},"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}}}>
        | GraphQLRecursivePick<FederationTypes['Client'], {"ticketFacts":{"system":true,"steps":{"subjectType":true,"subjectId":true,"title":true,"headline":true,"action":true,"dueBy":true,"since":true},"events":{"key":true,"kind":true,"at":true,"headline":true,"actor":true,"subjectType":true,"subjectId":true}}}> ) );
  Approval:
    ( { __typename: 'Approval' }
    & GraphQLRecursivePick<FederationTypes['Approval'], {"id":true}> );
  DocumentRequest:
    ( { __typename: 'DocumentRequest' }
    & GraphQLRecursivePick<FederationTypes['DocumentRequest'], {"id":true}> );
  Contact:
    ( { __typename: 'Contact' }
    & GraphQLRecursivePick<FederationTypes['Contact'], {"id":true}> );
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
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}> );
  Folder:
    ( { __typename: 'Folder' }
    & GraphQLRecursivePick<FederationTypes['Folder'], {"id":true}> );
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
    | ( ApprovalSource )
    | ( ClientSource )
    | ( ContactSource )
    | ( DocumentSource )
    | ( DocumentRequestSource )
    | ( FolderSource )
    | ( InvoiceSource )
    | ( MessageSource )
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
    | ( ApprovalSource )
    | ( DocumentRequestSource )
    | ( ContactSource )
    | ( ProjectSource )
    | ( MilestoneSource )
    | ( QuoteSource )
    | ( InvoiceSource )
    | ( DocumentSource )
    | ( FolderSource )
    | ( TicketSource )
    | ( MessageSource )
  ;
  WorkItem:
    | ( ApprovalSource )
    | ( DocumentRequestSource )
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
  FailedAction: ResolverTypeWrapper<FailedActionSource>;
  FailedActionConnection: ResolverTypeWrapper<FailedActionConnectionSource>;
  FailedActionEdge: ResolverTypeWrapper<Omit<FailedActionEdge, 'node'> & { node: ResolversTypes['FailedAction'] }>;
  RetryActionInput: RetryActionInput;
  CancelActionInput: CancelActionInput;
  RetryActionPayload: ResolverTypeWrapper<Omit<RetryActionPayload, 'receipt' | 'userErrors'> & { receipt?: Maybe<ResolversTypes['Receipt']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CancelActionPayload: ResolverTypeWrapper<Omit<CancelActionPayload, 'receipt' | 'userErrors'> & { receipt?: Maybe<ResolversTypes['Receipt']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  AccessChanges: ResolverTypeWrapper<AccessChanges>;
  RevocationKind: RevocationKind;
  AccessRevocation: ResolverTypeWrapper<AccessRevocation>;
  AccessGrant: ResolverTypeWrapper<AccessGrant>;
  AuditKind: AuditKind;
  AuditActorKind: AuditActorKind;
  AuditOutcome: AuditOutcome;
  AuditEventInput: AuditEventInput;
  ViewerKind: ViewerKind;
  Viewer: ResolverTypeWrapper<ViewerSource>;
  Membership: ResolverTypeWrapper<MembershipSource>;
  Client: ResolverTypeWrapper<ClientSource>;
  PartnerGrant: ResolverTypeWrapper<PartnerGrantSource>;
  StaffView: ResolverTypeWrapper<StaffViewSource>;
  AuditEvent: ResolverTypeWrapper<AuditEventSource>;
  AuditFilter: AuditFilter;
  GrantPartnerAccessInput: GrantPartnerAccessInput;
  GrantPartnerAccessPayload: ResolverTypeWrapper<GrantPartnerAccessPayloadSource>;
  RevokePartnerAccessInput: RevokePartnerAccessInput;
  RevokePartnerAccessPayload: ResolverTypeWrapper<RevokePartnerAccessPayloadSource>;
  ViewAsInput: ViewAsInput;
  ViewAsPayload: ResolverTypeWrapper<ViewAsPayloadSource>;
  EndViewInput: EndViewInput;
  EndViewPayload: ResolverTypeWrapper<EndViewPayloadSource>;
  RevokeAccessInput: RevokeAccessInput;
  RevokeAccessPayload: ResolverTypeWrapper<RevokeAccessPayloadSource>;
  Revocation: ResolverTypeWrapper<RevocationSource>;
  PartnerGrantConnection: ResolverTypeWrapper<PartnerGrantPage>;
  PartnerGrantEdge: ResolverTypeWrapper<Omit<PartnerGrantEdge, 'node'> & { node: ResolversTypes['PartnerGrant'] }>;
  StaffViewConnection: ResolverTypeWrapper<StaffViewPage>;
  StaffViewEdge: ResolverTypeWrapper<Omit<StaffViewEdge, 'node'> & { node: ResolversTypes['StaffView'] }>;
  AuditEventConnection: ResolverTypeWrapper<AuditEventPage>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  ApprovalState: ApprovalState;
  ApprovalMode: ApprovalMode;
  ApprovalChoice: ApprovalChoice;
  Approval: ResolverTypeWrapper<ApprovalSource>;
  ApprovalDecision: ResolverTypeWrapper<ApprovalDecisionSource>;
  ApprovalFilter: ApprovalFilter;
  ApprovalConnection: ResolverTypeWrapper<ApprovalPage>;
  ApprovalEdge: ResolverTypeWrapper<Omit<ApprovalEdge, 'node'> & { node: ResolversTypes['Approval'] }>;
  RequestApprovalInput: RequestApprovalInput;
  RequestApprovalPayload: ResolverTypeWrapper<RequestApprovalPayloadSource>;
  DecideApprovalInput: DecideApprovalInput;
  DecideApprovalPayload: ResolverTypeWrapper<DecideApprovalPayloadSource>;
  WithdrawApprovalInput: WithdrawApprovalInput;
  WithdrawApprovalPayload: ResolverTypeWrapper<WithdrawApprovalPayloadSource>;
  DocumentRequestState: DocumentRequestState;
  DocumentRequest: ResolverTypeWrapper<DocumentRequestSource>;
  DocumentVerdict: DocumentVerdict;
  DocumentSubmission: ResolverTypeWrapper<DocumentSubmissionSource>;
  DocumentRequestFilter: DocumentRequestFilter;
  DocumentRequestConnection: ResolverTypeWrapper<DocumentRequestPage>;
  DocumentRequestEdge: ResolverTypeWrapper<Omit<DocumentRequestEdge, 'node'> & { node: ResolversTypes['DocumentRequest'] }>;
  RequestDocumentInput: RequestDocumentInput;
  RequestDocumentPayload: ResolverTypeWrapper<RequestDocumentPayloadSource>;
  FulfilDocumentRequestInput: FulfilDocumentRequestInput;
  FulfilDocumentRequestPayload: ResolverTypeWrapper<FulfilDocumentRequestPayloadSource>;
  AcceptDocumentInput: AcceptDocumentInput;
  AcceptDocumentPayload: ResolverTypeWrapper<AcceptDocumentPayloadSource>;
  ReturnDocumentInput: ReturnDocumentInput;
  ReturnDocumentPayload: ResolverTypeWrapper<ReturnDocumentPayloadSource>;
  CancelDocumentRequestInput: CancelDocumentRequestInput;
  CancelDocumentRequestPayload: ResolverTypeWrapper<CancelDocumentRequestPayloadSource>;
  NotificationKind: NotificationKind;
  Notification: ResolverTypeWrapper<NotificationSource>;
  NotificationConnection: ResolverTypeWrapper<NotificationConnectionSource>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  MarkNotificationsReadInput: MarkNotificationsReadInput;
  MarkNotificationsReadPayload: ResolverTypeWrapper<MarkNotificationsReadPayloadSource>;
  FailedMail: ResolverTypeWrapper<FailedMailSource>;
  FailedMailConnection: ResolverTypeWrapper<FailedMailPage>;
  FailedMailEdge: ResolverTypeWrapper<Omit<FailedMailEdge, 'node'> & { node: ResolversTypes['FailedMail'] }>;
  RetryMailInput: RetryMailInput;
  RetryMailPayload: ResolverTypeWrapper<RetryMailPayloadSource>;
  Urgency: Urgency;
  NextStep: ResolverTypeWrapper<NextStepSource>;
  Activity: ResolverTypeWrapper<ActivitySource>;
  NextStepConnection: ResolverTypeWrapper<NextStepConnectionSource>;
  NextStepEdge: ResolverTypeWrapper<Omit<NextStepEdge, 'node'> & { node: ResolversTypes['NextStep'] }>;
  ActivityConnection: ResolverTypeWrapper<ActivityConnectionSource>;
  ActivityEdge: ResolverTypeWrapper<Omit<ActivityEdge, 'node'> & { node: ResolversTypes['Activity'] }>;
  Contact: ResolverTypeWrapper<ContactSource>;
  Project: ResolverTypeWrapper<ProjectSource>;
  Milestone: ResolverTypeWrapper<MilestoneSource>;
  Quote: ResolverTypeWrapper<QuoteSource>;
  Invoice: ResolverTypeWrapper<InvoiceSource>;
  Document: ResolverTypeWrapper<DocumentSource>;
  Folder: ResolverTypeWrapper<FolderSource>;
  Ticket: ResolverTypeWrapper<TicketSource>;
  Message: ResolverTypeWrapper<MessageSource>;
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
  FailedAction: FailedActionSource;
  FailedActionConnection: FailedActionConnectionSource;
  FailedActionEdge: Omit<FailedActionEdge, 'node'> & { node: ResolversParentTypes['FailedAction'] };
  RetryActionInput: RetryActionInput;
  CancelActionInput: CancelActionInput;
  RetryActionPayload: Omit<RetryActionPayload, 'receipt' | 'userErrors'> & { receipt?: Maybe<ResolversParentTypes['Receipt']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CancelActionPayload: Omit<CancelActionPayload, 'receipt' | 'userErrors'> & { receipt?: Maybe<ResolversParentTypes['Receipt']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  AccessChanges: AccessChanges;
  AccessRevocation: AccessRevocation;
  AccessGrant: AccessGrant;
  AuditEventInput: AuditEventInput;
  Viewer: ViewerSource;
  Membership: MembershipSource;
  Client: ClientSource;
  PartnerGrant: PartnerGrantSource;
  StaffView: StaffViewSource;
  AuditEvent: AuditEventSource;
  AuditFilter: AuditFilter;
  GrantPartnerAccessInput: GrantPartnerAccessInput;
  GrantPartnerAccessPayload: GrantPartnerAccessPayloadSource;
  RevokePartnerAccessInput: RevokePartnerAccessInput;
  RevokePartnerAccessPayload: RevokePartnerAccessPayloadSource;
  ViewAsInput: ViewAsInput;
  ViewAsPayload: ViewAsPayloadSource;
  EndViewInput: EndViewInput;
  EndViewPayload: EndViewPayloadSource;
  RevokeAccessInput: RevokeAccessInput;
  RevokeAccessPayload: RevokeAccessPayloadSource;
  Revocation: RevocationSource;
  PartnerGrantConnection: PartnerGrantPage;
  PartnerGrantEdge: Omit<PartnerGrantEdge, 'node'> & { node: ResolversParentTypes['PartnerGrant'] };
  StaffViewConnection: StaffViewPage;
  StaffViewEdge: Omit<StaffViewEdge, 'node'> & { node: ResolversParentTypes['StaffView'] };
  AuditEventConnection: AuditEventPage;
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  Approval: ApprovalSource;
  ApprovalDecision: ApprovalDecisionSource;
  ApprovalFilter: ApprovalFilter;
  ApprovalConnection: ApprovalPage;
  ApprovalEdge: Omit<ApprovalEdge, 'node'> & { node: ResolversParentTypes['Approval'] };
  RequestApprovalInput: RequestApprovalInput;
  RequestApprovalPayload: RequestApprovalPayloadSource;
  DecideApprovalInput: DecideApprovalInput;
  DecideApprovalPayload: DecideApprovalPayloadSource;
  WithdrawApprovalInput: WithdrawApprovalInput;
  WithdrawApprovalPayload: WithdrawApprovalPayloadSource;
  DocumentRequest: DocumentRequestSource;
  DocumentSubmission: DocumentSubmissionSource;
  DocumentRequestFilter: DocumentRequestFilter;
  DocumentRequestConnection: DocumentRequestPage;
  DocumentRequestEdge: Omit<DocumentRequestEdge, 'node'> & { node: ResolversParentTypes['DocumentRequest'] };
  RequestDocumentInput: RequestDocumentInput;
  RequestDocumentPayload: RequestDocumentPayloadSource;
  FulfilDocumentRequestInput: FulfilDocumentRequestInput;
  FulfilDocumentRequestPayload: FulfilDocumentRequestPayloadSource;
  AcceptDocumentInput: AcceptDocumentInput;
  AcceptDocumentPayload: AcceptDocumentPayloadSource;
  ReturnDocumentInput: ReturnDocumentInput;
  ReturnDocumentPayload: ReturnDocumentPayloadSource;
  CancelDocumentRequestInput: CancelDocumentRequestInput;
  CancelDocumentRequestPayload: CancelDocumentRequestPayloadSource;
  Notification: NotificationSource;
  NotificationConnection: NotificationConnectionSource;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  MarkNotificationsReadInput: MarkNotificationsReadInput;
  MarkNotificationsReadPayload: MarkNotificationsReadPayloadSource;
  FailedMail: FailedMailSource;
  FailedMailConnection: FailedMailPage;
  FailedMailEdge: Omit<FailedMailEdge, 'node'> & { node: ResolversParentTypes['FailedMail'] };
  RetryMailInput: RetryMailInput;
  RetryMailPayload: RetryMailPayloadSource;
  NextStep: NextStepSource;
  Activity: ActivitySource;
  NextStepConnection: NextStepConnectionSource;
  NextStepEdge: Omit<NextStepEdge, 'node'> & { node: ResolversParentTypes['NextStep'] };
  ActivityConnection: ActivityConnectionSource;
  ActivityEdge: Omit<ActivityEdge, 'node'> & { node: ResolversParentTypes['Activity'] };
  Contact: ContactSource;
  Project: ProjectSource;
  Milestone: MilestoneSource;
  Quote: QuoteSource;
  Invoice: InvoiceSource;
  Document: DocumentSource;
  Folder: FolderSource;
  Ticket: TicketSource;
  Message: MessageSource;
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
  __resolveType: TypeResolveFn<'Client' | 'Approval' | 'DocumentRequest' | 'Contact' | 'Project' | 'Milestone' | 'Quote' | 'Invoice' | 'Document' | 'Folder' | 'Ticket' | 'Message', ParentType, ContextType>;
};

export type WorkItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WorkItem'] = ResolversParentTypes['WorkItem']> = {
  __resolveType: TypeResolveFn<'Approval' | 'DocumentRequest', ParentType, ContextType>;
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
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType, RequireFields<QueryClientArgs, 'id'>>;
  accessChanges?: Resolver<Maybe<ResolversTypes['AccessChanges']>, ParentType, ContextType, Partial<QueryAccessChangesArgs>>;
  recordChanges?: Resolver<Maybe<ResolversTypes['RecordChanges']>, ParentType, ContextType, Partial<QueryRecordChangesArgs>>;
  auditTrail?: Resolver<Maybe<ResolversTypes['AuditEventConnection']>, ParentType, ContextType, RequireFields<QueryAuditTrailArgs, 'first'>>;
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType, RequireFields<QueryApprovalArgs, 'id'>>;
  documentRequest?: Resolver<Maybe<ResolversTypes['DocumentRequest']>, ParentType, ContextType, RequireFields<QueryDocumentRequestArgs, 'id'>>;
  failedMails?: Resolver<Maybe<ResolversTypes['FailedMailConnection']>, ParentType, ContextType, RequireFields<QueryFailedMailsArgs, 'first'>>;
  receiptKeys?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType, RequireFields<QueryReceiptArgs, 'id'>>;
  failedActions?: Resolver<Maybe<ResolversTypes['FailedActionConnection']>, ParentType, ContextType, RequireFields<QueryFailedActionsArgs, 'first'>>;
  _entities?: Resolver<ReadonlyArray<Maybe<ResolversTypes['_Entity']>>, ParentType, ContextType, RequireFields<Query_EntitiesArgs, 'representations'>>;
  _service?: Resolver<ResolversTypes['_Service'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  grantPartnerAccess?: Resolver<Maybe<ResolversTypes['GrantPartnerAccessPayload']>, ParentType, ContextType, RequireFields<MutationGrantPartnerAccessArgs, 'input'>>;
  revokePartnerAccess?: Resolver<Maybe<ResolversTypes['RevokePartnerAccessPayload']>, ParentType, ContextType, RequireFields<MutationRevokePartnerAccessArgs, 'input'>>;
  viewAs?: Resolver<Maybe<ResolversTypes['ViewAsPayload']>, ParentType, ContextType, RequireFields<MutationViewAsArgs, 'input'>>;
  endView?: Resolver<Maybe<ResolversTypes['EndViewPayload']>, ParentType, ContextType, RequireFields<MutationEndViewArgs, 'input'>>;
  revokeAccess?: Resolver<Maybe<ResolversTypes['RevokeAccessPayload']>, ParentType, ContextType, RequireFields<MutationRevokeAccessArgs, 'input'>>;
  requestApproval?: Resolver<Maybe<ResolversTypes['RequestApprovalPayload']>, ParentType, ContextType, RequireFields<MutationRequestApprovalArgs, 'input'>>;
  decideApproval?: Resolver<Maybe<ResolversTypes['DecideApprovalPayload']>, ParentType, ContextType, RequireFields<MutationDecideApprovalArgs, 'input'>>;
  withdrawApproval?: Resolver<Maybe<ResolversTypes['WithdrawApprovalPayload']>, ParentType, ContextType, RequireFields<MutationWithdrawApprovalArgs, 'input'>>;
  requestDocument?: Resolver<Maybe<ResolversTypes['RequestDocumentPayload']>, ParentType, ContextType, RequireFields<MutationRequestDocumentArgs, 'input'>>;
  fulfilDocumentRequest?: Resolver<Maybe<ResolversTypes['FulfilDocumentRequestPayload']>, ParentType, ContextType, RequireFields<MutationFulfilDocumentRequestArgs, 'input'>>;
  acceptDocument?: Resolver<Maybe<ResolversTypes['AcceptDocumentPayload']>, ParentType, ContextType, RequireFields<MutationAcceptDocumentArgs, 'input'>>;
  returnDocument?: Resolver<Maybe<ResolversTypes['ReturnDocumentPayload']>, ParentType, ContextType, RequireFields<MutationReturnDocumentArgs, 'input'>>;
  cancelDocumentRequest?: Resolver<Maybe<ResolversTypes['CancelDocumentRequestPayload']>, ParentType, ContextType, RequireFields<MutationCancelDocumentRequestArgs, 'input'>>;
  markNotificationsRead?: Resolver<Maybe<ResolversTypes['MarkNotificationsReadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationsReadArgs, 'input'>>;
  retryMail?: Resolver<Maybe<ResolversTypes['RetryMailPayload']>, ParentType, ContextType, RequireFields<MutationRetryMailArgs, 'input'>>;
  retryAction?: Resolver<Maybe<ResolversTypes['RetryActionPayload']>, ParentType, ContextType, RequireFields<MutationRetryActionArgs, 'input'>>;
  cancelAction?: Resolver<Maybe<ResolversTypes['CancelActionPayload']>, ParentType, ContextType, RequireFields<MutationCancelActionArgs, 'input'>>;
  revokePerson?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationRevokePersonArgs, 'contactId' | 'reason'>>;
  recordAudit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType, RequireFields<MutationRecordAuditArgs, 'events'>>;
};

export type FailedActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailedAction'] = ResolversParentTypes['FailedAction']> = {
  receipt?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType>;
  mutation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FailedActionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailedActionConnection'] = ResolversParentTypes['FailedActionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FailedActionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FailedAction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FailedActionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailedActionEdge'] = ResolversParentTypes['FailedActionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FailedAction'], ParentType, ContextType>;
};

export type RetryActionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryActionPayload'] = ResolversParentTypes['RetryActionPayload']> = {
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CancelActionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelActionPayload'] = ResolversParentTypes['CancelActionPayload']> = {
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AccessChangesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessChanges'] = ResolversParentTypes['AccessChanges']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reset?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  revocations?: Resolver<ReadonlyArray<ResolversTypes['AccessRevocation']>, ParentType, ContextType>;
  grants?: Resolver<ReadonlyArray<ResolversTypes['AccessGrant']>, ParentType, ContextType>;
};

export type AccessRevocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessRevocation'] = ResolversParentTypes['AccessRevocation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RevocationKind'], ParentType, ContextType>;
  tokenId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issuer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issuedBefore?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type AccessGrantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessGrant'] = ResolversParentTypes['AccessGrant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  billing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  revoked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  kind?: Resolver<ResolversTypes['ViewerKind'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  memberships?: Resolver<ReadonlyArray<ResolversTypes['Membership']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['ClientRole']>, ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client'], FederationReferenceType extends FederationReferenceTypes['Client'] = FederationReferenceTypes['Client']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Client']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextSteps?: Resolver<Maybe<ResolversTypes['NextStepConnection']>, ParentType, ContextType, RequireFields<ClientNextStepsArgs, 'first'>>;
  activity?: Resolver<Maybe<ResolversTypes['ActivityConnection']>, ParentType, ContextType, RequireFields<ClientActivityArgs, 'first'>>;
  approvals?: Resolver<Maybe<ResolversTypes['ApprovalConnection']>, ParentType, ContextType, RequireFields<ClientApprovalsArgs, 'first'>>;
  documentRequests?: Resolver<Maybe<ResolversTypes['DocumentRequestConnection']>, ParentType, ContextType, RequireFields<ClientDocumentRequestsArgs, 'first'>>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, RequireFields<ClientNotificationsArgs, 'first'>>;
  partnerGrants?: Resolver<Maybe<ResolversTypes['PartnerGrantConnection']>, ParentType, ContextType, RequireFields<ClientPartnerGrantsArgs, 'first'>>;
  staffViews?: Resolver<Maybe<ResolversTypes['StaffViewConnection']>, ParentType, ContextType, RequireFields<ClientStaffViewsArgs, 'first'>>;
  auditTrail?: Resolver<Maybe<ResolversTypes['AuditEventConnection']>, ParentType, ContextType, RequireFields<ClientAuditTrailArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerGrantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartnerGrant'] = ResolversParentTypes['PartnerGrant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  billing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  grantedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type StaffViewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffView'] = ResolversParentTypes['StaffView']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  contactName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  staffName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AuditKind'], ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['AuditActorKind'], ParentType, ContextType>;
  actorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actorSubject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['AuditOutcome']>, ParentType, ContextType>;
  subjects?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GrantPartnerAccessPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantPartnerAccessPayload'] = ResolversParentTypes['GrantPartnerAccessPayload']> = {
  grant?: Resolver<Maybe<ResolversTypes['PartnerGrant']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokePartnerAccessPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokePartnerAccessPayload'] = ResolversParentTypes['RevokePartnerAccessPayload']> = {
  grant?: Resolver<Maybe<ResolversTypes['PartnerGrant']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ViewAsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ViewAsPayload'] = ResolversParentTypes['ViewAsPayload']> = {
  view?: Resolver<Maybe<ResolversTypes['StaffView']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndViewPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndViewPayload'] = ResolversParentTypes['EndViewPayload']> = {
  view?: Resolver<Maybe<ResolversTypes['StaffView']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeAccessPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeAccessPayload'] = ResolversParentTypes['RevokeAccessPayload']> = {
  revocation?: Resolver<Maybe<ResolversTypes['Revocation']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Revocation'] = ResolversParentTypes['Revocation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RevocationKind'], ParentType, ContextType>;
  issuedBefore?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PartnerGrantConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartnerGrantConnection'] = ResolversParentTypes['PartnerGrantConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartnerGrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PartnerGrant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PartnerGrantEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartnerGrantEdge'] = ResolversParentTypes['PartnerGrantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartnerGrant'], ParentType, ContextType>;
};

export type StaffViewConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffViewConnection'] = ResolversParentTypes['StaffViewConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StaffViewEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StaffView']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StaffViewEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffViewEdge'] = ResolversParentTypes['StaffViewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StaffView'], ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export type ApprovalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Approval'] = ResolversParentTypes['Approval'], FederationReferenceType extends FederationReferenceTypes['Approval'] = FederationReferenceTypes['Approval']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Approval']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  subjectVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  checksum?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ApprovalState'], ParentType, ContextType>;
  contactIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['ClientRole']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['ApprovalMode'], ParentType, ContextType>;
  dueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decisions?: Resolver<ReadonlyArray<ResolversTypes['ApprovalDecision']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApprovalDecisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApprovalDecision'] = ResolversParentTypes['ApprovalDecision']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['ApprovalChoice'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  checksum?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evidence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ApprovalConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApprovalConnection'] = ResolversParentTypes['ApprovalConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApprovalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Approval']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApprovalEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApprovalEdge'] = ResolversParentTypes['ApprovalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Approval'], ParentType, ContextType>;
};

export type RequestApprovalPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestApprovalPayload'] = ResolversParentTypes['RequestApprovalPayload']> = {
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DecideApprovalPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideApprovalPayload'] = ResolversParentTypes['DecideApprovalPayload']> = {
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['ApprovalDecision']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WithdrawApprovalPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithdrawApprovalPayload'] = ResolversParentTypes['WithdrawApprovalPayload']> = {
  approval?: Resolver<Maybe<ResolversTypes['Approval']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DocumentRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentRequest'] = ResolversParentTypes['DocumentRequest'], FederationReferenceType extends FederationReferenceTypes['DocumentRequest'] = FederationReferenceTypes['DocumentRequest']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DocumentRequest']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mediaTypes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DocumentRequestState'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  contactIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['ClientRole']>, ParentType, ContextType>;
  dueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  submissions?: Resolver<ReadonlyArray<ResolversTypes['DocumentSubmission']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  availableActions?: Resolver<ReadonlyArray<ResolversTypes['AvailableAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentSubmissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentSubmission'] = ResolversParentTypes['DocumentSubmission']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  checksum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  submittedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['DocumentVerdict']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  judgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  judgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DocumentRequestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentRequestConnection'] = ResolversParentTypes['DocumentRequestConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DocumentRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['DocumentRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentRequestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentRequestEdge'] = ResolversParentTypes['DocumentRequestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DocumentRequest'], ParentType, ContextType>;
};

export type RequestDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestDocumentPayload'] = ResolversParentTypes['RequestDocumentPayload']> = {
  documentRequest?: Resolver<Maybe<ResolversTypes['DocumentRequest']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FulfilDocumentRequestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfilDocumentRequestPayload'] = ResolversParentTypes['FulfilDocumentRequestPayload']> = {
  documentRequest?: Resolver<Maybe<ResolversTypes['DocumentRequest']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AcceptDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptDocumentPayload'] = ResolversParentTypes['AcceptDocumentPayload']> = {
  documentRequest?: Resolver<Maybe<ResolversTypes['DocumentRequest']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReturnDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnDocumentPayload'] = ResolversParentTypes['ReturnDocumentPayload']> = {
  documentRequest?: Resolver<Maybe<ResolversTypes['DocumentRequest']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CancelDocumentRequestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelDocumentRequestPayload'] = ResolversParentTypes['CancelDocumentRequestPayload']> = {
  documentRequest?: Resolver<Maybe<ResolversTypes['DocumentRequest']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  isRead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Notification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type MarkNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsReadPayload'] = ResolversParentTypes['MarkNotificationsReadPayload']> = {
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FailedMailResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailedMail'] = ResolversParentTypes['FailedMail']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  failedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FailedMailConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailedMailConnection'] = ResolversParentTypes['FailedMailConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FailedMailEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FailedMail']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FailedMailEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailedMailEdge'] = ResolversParentTypes['FailedMailEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FailedMail'], ParentType, ContextType>;
};

export type RetryMailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryMailPayload'] = ResolversParentTypes['RetryMailPayload']> = {
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type NextStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextStep'] = ResolversParentTypes['NextStep']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgency?: Resolver<ResolversTypes['Urgency'], ParentType, ContextType>;
  dueBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  action?: Resolver<Maybe<ResolversTypes['ActionKind']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActivityKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NextStepConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextStepConnection'] = ResolversParentTypes['NextStepConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NextStepEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['NextStep']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NextStepEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextStepEdge'] = ResolversParentTypes['NextStepEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NextStep'], ParentType, ContextType>;
};

export type ActivityConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityConnection'] = ResolversParentTypes['ActivityConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ActivityEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Activity']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ActivityEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityEdge'] = ResolversParentTypes['ActivityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
};

export type ContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact'], FederationReferenceType extends FederationReferenceTypes['Contact'] = FederationReferenceTypes['Contact']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contact']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MilestoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Milestone'] = ResolversParentTypes['Milestone'], FederationReferenceType extends FederationReferenceTypes['Milestone'] = FederationReferenceTypes['Milestone']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Milestone']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote'], FederationReferenceType extends FederationReferenceTypes['Quote'] = FederationReferenceTypes['Quote']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Quote']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FolderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Folder'] = ResolversParentTypes['Folder'], FederationReferenceType extends FederationReferenceTypes['Folder'] = FederationReferenceTypes['Folder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Folder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message'], FederationReferenceType extends FederationReferenceTypes['Message'] = FederationReferenceTypes['Message']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Message']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'Approval' | 'Client' | 'Contact' | 'Document' | 'DocumentRequest' | 'Folder' | 'Invoice' | 'Message' | 'Milestone' | 'Project' | 'Quote' | 'Ticket', ParentType, ContextType>;
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
  FailedAction?: FailedActionResolvers<ContextType>;
  FailedActionConnection?: FailedActionConnectionResolvers<ContextType>;
  FailedActionEdge?: FailedActionEdgeResolvers<ContextType>;
  RetryActionPayload?: RetryActionPayloadResolvers<ContextType>;
  CancelActionPayload?: CancelActionPayloadResolvers<ContextType>;
  AccessChanges?: AccessChangesResolvers<ContextType>;
  AccessRevocation?: AccessRevocationResolvers<ContextType>;
  AccessGrant?: AccessGrantResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  PartnerGrant?: PartnerGrantResolvers<ContextType>;
  StaffView?: StaffViewResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  GrantPartnerAccessPayload?: GrantPartnerAccessPayloadResolvers<ContextType>;
  RevokePartnerAccessPayload?: RevokePartnerAccessPayloadResolvers<ContextType>;
  ViewAsPayload?: ViewAsPayloadResolvers<ContextType>;
  EndViewPayload?: EndViewPayloadResolvers<ContextType>;
  RevokeAccessPayload?: RevokeAccessPayloadResolvers<ContextType>;
  Revocation?: RevocationResolvers<ContextType>;
  PartnerGrantConnection?: PartnerGrantConnectionResolvers<ContextType>;
  PartnerGrantEdge?: PartnerGrantEdgeResolvers<ContextType>;
  StaffViewConnection?: StaffViewConnectionResolvers<ContextType>;
  StaffViewEdge?: StaffViewEdgeResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  Approval?: ApprovalResolvers<ContextType>;
  ApprovalDecision?: ApprovalDecisionResolvers<ContextType>;
  ApprovalConnection?: ApprovalConnectionResolvers<ContextType>;
  ApprovalEdge?: ApprovalEdgeResolvers<ContextType>;
  RequestApprovalPayload?: RequestApprovalPayloadResolvers<ContextType>;
  DecideApprovalPayload?: DecideApprovalPayloadResolvers<ContextType>;
  WithdrawApprovalPayload?: WithdrawApprovalPayloadResolvers<ContextType>;
  DocumentRequest?: DocumentRequestResolvers<ContextType>;
  DocumentSubmission?: DocumentSubmissionResolvers<ContextType>;
  DocumentRequestConnection?: DocumentRequestConnectionResolvers<ContextType>;
  DocumentRequestEdge?: DocumentRequestEdgeResolvers<ContextType>;
  RequestDocumentPayload?: RequestDocumentPayloadResolvers<ContextType>;
  FulfilDocumentRequestPayload?: FulfilDocumentRequestPayloadResolvers<ContextType>;
  AcceptDocumentPayload?: AcceptDocumentPayloadResolvers<ContextType>;
  ReturnDocumentPayload?: ReturnDocumentPayloadResolvers<ContextType>;
  CancelDocumentRequestPayload?: CancelDocumentRequestPayloadResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  MarkNotificationsReadPayload?: MarkNotificationsReadPayloadResolvers<ContextType>;
  FailedMail?: FailedMailResolvers<ContextType>;
  FailedMailConnection?: FailedMailConnectionResolvers<ContextType>;
  FailedMailEdge?: FailedMailEdgeResolvers<ContextType>;
  RetryMailPayload?: RetryMailPayloadResolvers<ContextType>;
  NextStep?: NextStepResolvers<ContextType>;
  Activity?: ActivityResolvers<ContextType>;
  NextStepConnection?: NextStepConnectionResolvers<ContextType>;
  NextStepEdge?: NextStepEdgeResolvers<ContextType>;
  ActivityConnection?: ActivityConnectionResolvers<ContextType>;
  ActivityEdge?: ActivityEdgeResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Milestone?: MilestoneResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  Folder?: FolderResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
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
