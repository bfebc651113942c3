import type { ClientRole } from '../../schema/contract/identity-claims.ts';
import type { ClientId, DecisionOutcome, Party, Phase, Sharing } from '../kit/domain.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import type { Scope } from '../kit/scope.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { ClientRecord, Contact, FactRecords, Invoice, Milestone, Project, Quote } from './domain.ts';

/** Narrows the clients. */
export interface ClientFilter {
  /** Part of the name, upper and lower case being the same; every character stands for itself. Null for all. */
  readonly search: string | null;
}

/** Narrows work by what its status means. Null accepts all, an empty list nothing; both members have to accept. */
export interface WorkFilter {
  readonly phases: readonly Phase[] | null;
  readonly waitingOn: readonly Party[] | null;
}

/** A kind of record that has states, as the state table names it. */
export type WorkKind = 'project' | 'milestone' | 'quote' | 'invoice';

/**
 * The business's CRM, as this subgraph needs it: read only, but for a contact's role and for what clients decide, where the CRM allows that.
 *
 * **Scope.** Each method answers from within `scope` only. A record of a client outside of it does not exist: it is absent from
 * maps, lists, counts and facts, exactly as a record that is nowhere, and an id that the system could never have given. Invoices
 * and `Quote.total` exist only for clients whose billing the scope sees (`seesBilling`).
 *
 * **Batches.** Methods take many ids or clients and ask the system a number of times that does not depend on how many they are
 * or on how many records there are. Ids may repeat; at most 500 come at once. What is not there is absent from the answer's map;
 * for lists an absent client means an empty page, for counts 0.
 *
 * **Pages.** A page starts right after `page.after` in the method's order and holds up to `page.first` records. The order is total, so that
 * walking from page to page meets each unchanged record once, whatever is changed, added or removed meanwhile; a position
 * is as exact as what the system sorts by. A position is only ever one that the same list gave.
 *
 * **Status.** `status` comes from a state table; a state that the table does not know is shown as `IN_PROGRESS`/`BUSINESS`, and
 * filters treat it so. `status.dueBy` is the end (UTC) of the day that the record is due or valid until.
 *
 * **Errors**, each an `AppError`: `UPSTREAM_UNAVAILABLE` (cannot be reached, refuses, fails), `UPSTREAM_TIMEOUT` (did not answer
 * in time), `UPSTREAM_CONTRACT` (answered something that cannot be read; nothing of that batch is given). Nothing is retried here.
 * After one of them from a write, the write may or may not have happened: repeat it with the same marker.
 */
export interface CrmStore {
  /** Whether this CRM keeps invoices. Settled when the store is made; where false, the invoice methods find nothing. */
  readonly keepsInvoices: boolean;

  /** Whether this CRM lets the portal change roles. Settled when the store is made; where false, `setContactRole` is never called. */
  readonly changesRoles: boolean;

  /** What this CRM keeps decisions about. Settled when the store is made; for other kinds `recordDecision` is never called. */
  readonly keepsDecisions: ReadonlySet<DecidedKind>;

  clientsById(scope: Scope, ids: readonly ClientId[]): Promise<ReadonlyMap<ClientId, ClientRecord>>;
  contactsById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Contact>>;
  projectsById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Project>>;
  milestonesById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Milestone>>;
  quotesById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Quote>>;
  invoicesById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Invoice>>;

  /** The clients within reach by name, then id. */
  listClients(scope: Scope, filter: ClientFilter, page: PageRequest): Promise<Page<ClientRecord>>;
  countClients(scope: Scope, filter: ClientFilter): Promise<number>;

  /** By name, then id. */
  contactsOf(scope: Scope, clientIds: readonly ClientId[], page: PageRequest): Promise<ReadonlyMap<ClientId, Page<Contact>>>;
  countContactsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, number>>;
  /** How many of the contacts are owners. */
  countOwnersOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, number>>;
  /**
   * The contacts whom each of the questions lets see something: the client's owners, who opened it, and whom its sharing names. For each question, in its
   * place, at most `SHARED_WITH_MAX`, owners first, then by name, then id.
   */
  contactsSharedWith(scope: Scope, questions: readonly SharedWith[]): Promise<readonly (readonly Contact[])[]>;

  /**
   * Gives a contact another role. Changes for one client come one after the other, so that `judge` counts owners that nobody else is
   * about to change through the portal. Null when there is no such contact within the scope.
   */
  setContactRole(scope: Scope, command: SetContactRole, judge: JudgeRole): Promise<RoleSet | RoleRefused | null>;

  /**
   * Writes what a client decided about a quote or a milestone, so that its state says it. `judge` is asked with the record as it is at the
   * moment of the write, after a marker that was applied already was recognised. Null when there is no such record within the scope.
   */
  recordDecision(scope: Scope, command: RecordDecision, judge: JudgeDecision): Promise<DecisionRecorded | DecisionRefused | null>;

  /** Latest change first, then by id. */
  projectsOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: WorkFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Project>>>;
  countProjectsOf(scope: Scope, clientIds: readonly ClientId[], filter: WorkFilter): Promise<ReadonlyMap<ClientId, number>>;

  /** Latest change first, then by id. Drafts are not there. */
  quotesOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: WorkFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Quote>>>;
  countQuotesOf(scope: Scope, clientIds: readonly ClientId[], filter: WorkFilter): Promise<ReadonlyMap<ClientId, number>>;

  /** Latest change first, then by id. */
  invoicesOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: WorkFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Invoice>>>;
  countInvoicesOf(scope: Scope, clientIds: readonly ClientId[], filter: WorkFilter): Promise<ReadonlyMap<ClientId, number>>;

  /**
   * For next steps and the timeline, for each client: the up to `FACTS_MAX` projects, quotes and invoices (each) that wait on the
   * client or, for projects, have a milestone that does, earliest due first; and the up to `FACTS_MAX` of each that changed last.
   * Each record once, in no order. A client that is outside of the scope or has none is absent.
   */
  factRecordsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, FactRecords>>;

  /**
   * The states that records are in now, by kind. Called once at start; the adapter reports those that its state table does not
   * know. It names no record, so it takes no scope.
   */
  statesInUse(): Promise<ReadonlyMap<WorkKind, readonly string[]>>;

  /** Rejects while the system cannot be used. */
  checkReady(): Promise<void>;

  /** Lets go of connections; no method is called afterwards. */
  close(): Promise<void>;
}

/** The most contacts that `contactsSharedWith` gives for one question. */
export const SHARED_WITH_MAX = 100;

export interface SharedWith {
  readonly clientId: ClientId;
  readonly sharing: Sharing;
  /** A contact who sees it whatever its sharing. */
  readonly openedBy: string | null;
}

export interface SetContactRole {
  /**
   * At most 100 letters, digits and dashes. A CRM that keeps it finds a change again that was made already: the same marker with the same
   * input has one effect, and with another input it is `CONFLICT`. One that cannot keep it sets the same role once more.
   */
  readonly marker: string;
  readonly contactId: string;
  /** The client that the contact was read with. */
  readonly clientId: ClientId;
  readonly role: ClientRole;
}

/**
 * Asked with the contact and the number of the client's owners as they are at the moment of the write, after a marker that was applied
 * already was recognised: the rule that `availableActions` shows, without a gap in which they could change.
 */
export type JudgeRole = (contact: Contact, owners: number) => Verdict;

/** The contact has the role, now or since before. */
export interface RoleSet {
  readonly outcome: 'applied';
  /** When it was applied first. */
  readonly appliedAt: Date;
  /** Whether it was this call that gave the contact another role. */
  readonly changed: boolean;
  /** When the portal last gave this contact another role; null when it never did, or the CRM does not keep it. */
  readonly changedAt: Date | null;
}

export type DecidedKind = 'quote' | 'milestone';

export interface RecordDecision {
  /**
   * At most 100 letters, digits and dashes; the CRM keeps it. The same marker with the same decision has one effect, with another it is
   * `CONFLICT`.
   */
  readonly marker: string;
  readonly kind: DecidedKind;
  readonly id: string;
  readonly clientId: ClientId;
  readonly outcome: DecisionOutcome;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly comment: string | null;
}

export type JudgeDecision = (record: Quote | Milestone) => Verdict;

/** The CRM has the decision, now or since before. */
export interface DecisionRecorded {
  readonly outcome: 'applied';
  /** When it was applied first. */
  readonly appliedAt: Date;
}

/** Nothing was done, since `judge` or the CRM said no. */
export type DecisionRefused = RoleRefused;

/** Nothing was done, since `judge` or the CRM said no. */
export interface RoleRefused {
  readonly outcome: 'refused';
  readonly verdict: Verdict;
}
