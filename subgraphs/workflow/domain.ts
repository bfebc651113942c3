import type { ClientRole, IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import type { ReceiptOwner } from '../../schema/contract/receipt-id.ts';
import type { DeadLetter } from '../kit/actions/kept-actions.ts';
import type { Connection } from '../kit/connection.ts';
import type { ActionKind, ActivityKind, ClientId, Provenance, Receipt, UserError } from '../kit/domain.ts';

/** The parts of the portal that contribute facts, by the short names that `missing` lists, in that order. */
export type FactsSource = 'crm' | 'files' | 'tickets' | 'workflow';

/** Those whose facts the gateway brings along; what this subgraph contributes it reads itself. */
export type OtherSource = Exclude<FactsSource, 'workflow'>;

/**
 * The name of a record that another subgraph keeps. `clientId` is known on the way from a client's facts and nowhere else: without
 * it the gateway asks the keeper, which is how it learns whether the record exists.
 */
export interface Stub<Type extends NodeType> {
  readonly __typename: Type;
  /** A global id. */
  readonly id: string;
  readonly clientId: ClientId | null;
}

export type Contact = Stub<'Contact'>;
export type Project = Stub<'Project'>;
export type Milestone = Stub<'Milestone'>;
export type Quote = Stub<'Quote'>;
export type Invoice = Stub<'Invoice'>;
export type Document = Stub<'Document'>;
export type Folder = Stub<'Folder'>;
export type Ticket = Stub<'Ticket'>;
export type Message = Stub<'Message'>;

/** The types that other subgraphs keep and this one only names. */
export type StubType = Exclude<NodeType, 'Client' | 'Approval' | 'DocumentRequest'>;

/** A client within the caller's reach. */
export interface Client {
  readonly __typename: 'Client';
  /** A global id. */
  readonly id: string;
  readonly clientId: ClientId;
  /**
   * What the gateway brings along from the other subgraphs for the fields asked for, unread: null or missing when that subgraph
   * could not be asked or the caller's scopes do not cover it.
   */
  readonly facts: Readonly<Record<OtherSource, unknown>>;
}

export type Subject = Client | Approval | DocumentRequest | { [Type in StubType]: Stub<Type> }[StubType];

export interface Membership {
  readonly client: Client | null;
  /** Null for a partner. */
  readonly role: ClientRole | null;
}

export interface Viewer {
  readonly kind: Uppercase<IdentityClaims['kind']>;
  readonly subject: string;
  readonly name: string | null;
  readonly contact: Contact | null;
  readonly memberships: readonly Membership[];
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

export type Urgency = 'OVERDUE' | 'SOON' | 'LATER';

export interface NextStep {
  /** The same for as long as the same record of the same system waits. */
  readonly id: string;
  readonly title: string;
  readonly headline: string;
  readonly urgency: Urgency;
  readonly dueBy: Date | null;
  readonly since: Date;
  readonly action: ActionKind | null;
  readonly subject: Subject | null;
  readonly system: string;
}

export interface Activity {
  /** The same for the same event of the same system. */
  readonly id: string;
  readonly kind: ActivityKind;
  readonly at: Date;
  readonly headline: string;
  readonly actor: string | null;
  readonly subject: Subject | null;
  readonly system: string;
}

/** Says which systems' contributions the list lacks. */
export interface Missing {
  readonly missing: readonly FactsSource[];
}

export type NextStepConnection = Connection<NextStep> & Missing;
export type ActivityConnection = Connection<Activity> & Missing;

export type ApprovalState = 'PENDING' | 'APPROVED' | 'REJECTED' | 'CHANGES_REQUESTED' | 'VOIDED' | 'WITHDRAWN';
export type ApprovalMode = 'ANY' | 'ALL';
export type ApprovalChoice = 'APPROVE' | 'REJECT' | 'REQUEST_CHANGES';

/** A record that can be approved of, by its local id. */
export interface ApprovalSubject {
  readonly type: 'Document' | 'Quote' | 'Milestone';
  readonly id: string;
}

/** Something that people of a client are asked to decide. */
export interface Approval {
  readonly __typename: 'Approval';
  readonly id: string;
  readonly clientId: ClientId;
  readonly title: string;
  readonly about: ApprovalSubject;
  readonly subjectVersion: number | null;
  /** Of exactly what is decided on. */
  readonly checksum: string;
  readonly summary: string;
  /** Whether the summary has sums of money. */
  readonly hasMoney: boolean;
  readonly state: ApprovalState;
  /** The contacts who are named, by their ids in the CRM. */
  readonly contactIds: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly mode: ApprovalMode;
  readonly dueBy: Date | null;
  /** A person's name. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly message: string | null;
  /** Null while it is pending. */
  readonly endedAt: Date | null;
  /** In the order in which they came. */
  readonly decisions: readonly ApprovalDecision[];
  readonly provenance: Provenance;
}

export interface ApprovalDecision {
  readonly id: string;
  readonly clientId: ClientId;
  readonly contactId: string;
  readonly name: string;
  readonly role: ClientRole | null;
  readonly decision: ApprovalChoice;
  readonly comment: string | null;
  readonly decidedAt: Date;
  readonly checksum: string;
  /** The receipt: a compact JWS. */
  readonly evidence: string;
}

export type DocumentRequestState = 'OPEN' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' | 'CANCELLED';
export type DocumentVerdict = 'ACCEPTED' | 'RETURNED';

/** A document that people of a client are asked for. */
export interface DocumentRequest {
  readonly __typename: 'DocumentRequest';
  readonly id: string;
  readonly clientId: ClientId;
  readonly title: string;
  readonly description: string | null;
  readonly mediaTypes: readonly string[];
  readonly state: DocumentRequestState;
  /** Grows with everything that happens to it. */
  readonly revision: number;
  /** The contacts who are named, by their ids in the CRM. */
  readonly contactIds: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly dueBy: Date | null;
  /** A person's name. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Since when it stands as it does. */
  readonly changedAt: Date;
  /** The latest first. */
  readonly submissions: readonly DocumentSubmission[];
  readonly provenance: Provenance;
}

/** One document that was sent. */
export interface DocumentSubmission {
  readonly id: string;
  readonly clientId: ClientId;
  /** The local id. */
  readonly documentId: string;
  readonly version: number;
  readonly checksum: string;
  readonly contactId: string | null;
  /** A person's name. */
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly verdict: DocumentVerdict | null;
  readonly reason: string | null;
  /** A person's name. */
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
}

export type NotificationKind =
  | 'APPROVAL_REQUESTED'
  | 'APPROVAL_DECIDED'
  | 'APPROVAL_VOIDED'
  | 'APPROVAL_WITHDRAWN'
  | 'DOCUMENT_REQUESTED'
  | 'DOCUMENT_SUBMITTED'
  | 'DOCUMENT_RETURNED'
  | 'DOCUMENT_ACCEPTED'
  | 'DOCUMENT_REQUEST_CANCELLED'
  | 'DUE_SOON'
  | 'OVERDUE'
  | 'TICKET_WAITS'
  | 'TICKET_CLOSED';

/** Something that somebody was told. */
export interface Notification {
  readonly id: string;
  readonly clientId: ClientId;
  readonly kind: NotificationKind;
  readonly at: Date;
  readonly headline: string;
  /** A person's name. */
  readonly actor: string | null;
  readonly about: { readonly type: 'Approval' | 'DocumentRequest' | 'Ticket'; readonly id: string };
  readonly isRead: boolean;
}

export type NotificationConnection = Connection<Notification> & Missing & { readonly unreadCount: number };

/** An e-mail that could not be sent. */
export interface FailedMail {
  readonly id: string;
  readonly clientId: ClientId;
  readonly contactId: string;
  readonly failedAt: Date;
  /** Whether it was refused for good; otherwise it could not be sent for too long. */
  readonly refused: boolean;
  readonly attempts: number;
  readonly reason: string;
  readonly problem: string | null;
}

/** A partner's access to one client. */
export interface PartnerGrant {
  readonly id: string;
  readonly clientId: ClientId;
  /** The subject of the partner's tokens. */
  readonly partner: string;
  readonly billing: boolean;
  readonly grantedAt: Date;
  /** A person's name. */
  readonly grantedBy: string;
  readonly expiresAt: Date | null;
}

/** A time during which staff looked through a contact's eyes. */
export interface StaffView {
  readonly id: string;
  readonly clientId: ClientId;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactRole: ClientRole;
  readonly staffName: string;
  readonly staffSubject: string;
  readonly staffIssuer: string | null;
  readonly reason: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  /** When staff ended it before its time. */
  readonly endedAt: Date | null;
}

export type RevocationKind = 'TOKEN' | 'PERSON' | 'CLIENT';

/** What is revoked; exactly one of the names belongs to each kind. */
export type Revoked =
  | { readonly kind: 'TOKEN'; readonly tokenId: string; readonly issuer: string | null }
  | { readonly kind: 'PERSON'; readonly subject: string; readonly issuer: string | null }
  | { readonly kind: 'PERSON'; readonly contactId: string }
  | { readonly kind: 'CLIENT'; readonly clientId: ClientId };

export interface Revocation {
  readonly id: string;
  readonly kind: RevocationKind;
  readonly issuedBefore: Date;
  readonly reason: string;
}

export type AuditKind =
  'DENIED' | 'STAFF_VIEW_OPENED' | 'STAFF_VIEW_ENDED' | 'PARTNER_GRANTED' | 'PARTNER_WITHDRAWN' | 'REVOKED' | 'ACTION';
export type AuditActorKind = 'CLIENT' | 'PARTNER' | 'STAFF' | 'SERVICE';
export type AuditOutcome = 'DONE' | 'REFUSED' | 'FAILED';

/** An event of the audit trail, as staff see it or as a client sees it. */
export interface AuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: AuditKind;
  readonly actorKind: AuditActorKind;
  readonly actorName: string | null;
  /** Null in a client's trail. */
  readonly actorSubject: string | null;
  /** The one client that it is about, if it is about one. */
  readonly clientId: ClientId | null;
  readonly field: string | null;
  readonly outcome: AuditOutcome | null;
  readonly subjects: readonly string[];
  readonly summary: string;
  /** Null in a client's trail. */
  readonly details: string | null;
}

/** An action that failed, in whichever service it is kept. */
export type FailedAction = DeadLetter;
export type FailedActionConnection = Connection<FailedAction> & { readonly missing: readonly ReceiptOwner[] };

interface Payload {
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

export interface GrantPartnerAccessPayload extends Payload {
  readonly grant: PartnerGrant | null;
}

export type RevokePartnerAccessPayload = GrantPartnerAccessPayload;

export interface ViewAsPayload extends Payload {
  readonly view: StaffView | null;
  readonly token: string | null;
  readonly expiresAt: Date | null;
}

export interface EndViewPayload extends Payload {
  readonly view: StaffView | null;
}

export interface RevokeAccessPayload extends Payload {
  readonly revocation: Revocation | null;
}

export interface RequestApprovalPayload extends Payload {
  readonly approval: Approval | null;
}

export type WithdrawApprovalPayload = RequestApprovalPayload;

export interface DecideApprovalPayload extends RequestApprovalPayload {
  /** Null when nothing was decided. */
  readonly decision: ApprovalDecision | null;
}

export interface RequestDocumentPayload extends Payload {
  readonly documentRequest: DocumentRequest | null;
}

export type FulfilDocumentRequestPayload = RequestDocumentPayload;
export type AcceptDocumentPayload = RequestDocumentPayload;
export type ReturnDocumentPayload = RequestDocumentPayload;
export type CancelDocumentRequestPayload = RequestDocumentPayload;

export interface MarkNotificationsReadPayload extends Payload {
  readonly client: Client | null;
}

export type RetryMailPayload = Payload;
