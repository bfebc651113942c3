import type { ClientRole } from '../../schema/contract/identity-claims.ts';

/** What every subgraph's domain is made of. Names and meanings are those of `schema/common.graphql`. */

declare const brand: unique symbol;

/** The client's id in the systems of record. The same in all of them: it is what ties a ticket to a CRM record. */
export type ClientId = string & { readonly [brand]: 'ClientId' };

export function asClientId(value: string): ClientId {
  return value as ClientId;
}

export const PHASES = ['SUBMITTED', 'IN_PROGRESS', 'WAITING', 'DONE', 'CANCELLED'] as const;
export type Phase = (typeof PHASES)[number];

export const PARTIES = ['CLIENT', 'BUSINESS', 'THIRD_PARTY', 'NOBODY'] as const;
export type Party = (typeof PARTIES)[number];

export interface Status {
  readonly phase: Phase;
  readonly waitingOn: Party;
  readonly headline: string;
  readonly nextStep: string | null;
  readonly dueBy: Date | null;
  readonly since: Date;
  readonly sourceState: string;
}

export interface Provenance {
  readonly system: string;
  readonly recordId: string;
  readonly asOf: Date;
  readonly stale: boolean;
}

export type ActionKind =
  | 'OPEN_TICKET'
  | 'REPLY_TO_TICKET'
  | 'CLOSE_TICKET'
  | 'REOPEN_TICKET'
  | 'DOWNLOAD_DOCUMENT'
  | 'UPLOAD_DOCUMENT'
  | 'SHARE_DOCUMENT'
  | 'SHARE_TICKET'
  | 'ADD_TICKET_PARTICIPANT'
  | 'REMOVE_TICKET_PARTICIPANT'
  | 'SET_CONTACT_ROLE'
  | 'DECIDE_APPROVAL'
  | 'WITHDRAW_APPROVAL'
  | 'FULFIL_DOCUMENT_REQUEST'
  | 'ACCEPT_DOCUMENT'
  | 'RETURN_DOCUMENT'
  | 'CANCEL_DOCUMENT_REQUEST';

export interface AvailableAction {
  readonly action: ActionKind;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly dueBy: Date | null;
}

export type UserErrorCode = 'INVALID' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'CONFLICT';

export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly path: readonly string[];
}

export interface Receipt {
  readonly id: string;
  readonly state: 'ACCEPTED' | 'APPLIED' | 'FAILED';
  readonly system: string;
  readonly acceptedAt: Date;
  readonly appliedAt: Date | null;
  readonly error: string | null;
}

/** `COMPANY` is every contact, `ROLES` those with one of `roles`, `CONTACTS` those in `contactIds`. Owners always may see. */
export type SharingAudience = 'COMPANY' | 'ROLES' | 'CONTACTS';

export interface Sharing {
  readonly audience: SharingAudience;
  /** Empty unless the audience is `ROLES`. */
  readonly roles: readonly ClientRole[];
  /** The contacts' ids in the CRM; empty unless the audience is `CONTACTS`. */
  readonly contactIds: readonly string[];
}

/** What a record puts before those who are to approve of it. */
export interface Approvable {
  readonly clientId: ClientId;
  readonly title: string;
  readonly version: number | null;
  /** Of exactly what is shown. */
  readonly checksum: string;
  readonly summary: string;
  readonly hasMoney: boolean;
  /** Null for everybody in the client company. */
  readonly sharing: Sharing | null;
}

export type DecisionOutcome = 'APPROVED' | 'REJECTED' | 'CHANGES_REQUESTED';

/** What a system of record did with a client's decision. */
export interface RecordedDecision {
  /** When it took it first; null when it did not. */
  readonly recordedAt: Date | null;
  /** Why it refuses it for good, in words for the person who decided. Null too when it keeps no decisions. */
  readonly refusal: string | null;
}

export interface StepFact {
  readonly subjectType: string;
  /** A global id. */
  readonly subjectId: string;
  readonly title: string;
  readonly headline: string;
  readonly action: ActionKind | null;
  readonly dueBy: Date | null;
  readonly since: Date;
}

export type ActivityKind =
  | 'PROJECT_CHANGED'
  | 'MILESTONE_REACHED'
  | 'QUOTE_CHANGED'
  | 'INVOICE_CHANGED'
  | 'DOCUMENT_ADDED'
  | 'TICKET_OPENED'
  | 'MESSAGE_SENT'
  | 'TICKET_CLOSED'
  | 'APPROVAL_REQUESTED'
  | 'APPROVAL_DECIDED'
  | 'APPROVAL_VOIDED'
  | 'DOCUMENT_REQUESTED'
  | 'DOCUMENT_SUBMITTED'
  | 'DOCUMENT_JUDGED'
  | 'DOCUMENT_REQUEST_CANCELLED';

export interface EventFact {
  /** Unique within the system. */
  readonly key: string;
  readonly kind: ActivityKind;
  readonly at: Date;
  readonly headline: string;
  readonly actor: string | null;
  readonly subjectType: string;
  /** A global id. */
  readonly subjectId: string;
}

export interface SystemFacts {
  readonly system: string;
  /** Most urgent first, at most `FACTS_MAX`. */
  readonly steps: readonly StepFact[];
  /** Newest first, at most `FACTS_MAX`. */
  readonly events: readonly EventFact[];
}

/** How many steps and how many events a system contributes for one client. */
export const FACTS_MAX = 100;
