import type { ClientRole } from '../../schema/contract/identity-claims.ts';
import type { ClientId, Provenance, Receipt, Sharing, Status, UserError } from '../kit/domain.ts';

/** What stands behind the graph's `Client`: who it is, and no more. What the CRM knows about it is read when it is asked for. */
export interface Client {
  readonly clientId: ClientId;
}

/** What the CRM knows about a client. */
export interface ClientRecord {
  readonly clientId: ClientId;
  readonly name: string;
  /** `2026-11-24`, as all days here. */
  readonly clientSince: string | null;
  readonly accountManager: StaffMember | null;
  readonly provenance: Provenance;
}

export interface StaffMember {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Contact {
  readonly id: string;
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly jobTitle: string | null;
  readonly role: ClientRole;
  readonly provenance: Provenance;
}

export interface Project {
  readonly id: string;
  readonly clientId: ClientId;
  readonly title: string;
  readonly summary: string | null;
  readonly status: Status;
  readonly manager: StaffMember | null;
  readonly startsOn: string | null;
  readonly dueOn: string | null;
  /** In order, at most `MILESTONES_MAX`. */
  readonly milestones: readonly Milestone[];
  readonly updatedAt: Date;
  readonly provenance: Provenance;
}

export interface Milestone {
  /** Unique among all milestones, not only among those of its project. */
  readonly id: string;
  readonly clientId: ClientId;
  readonly projectId: string;
  readonly title: string;
  readonly status: Status;
  readonly dueOn: string | null;
  readonly completedOn: string | null;
  readonly provenance: Provenance;
}

export interface Money {
  /** Decimal notation, never rounded: `1290.50`. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Quote {
  readonly id: string;
  readonly clientId: ClientId;
  readonly number: string;
  readonly title: string;
  readonly status: Status;
  readonly projectId: string | null;
  /** Null when the quote names no sum, and for whoever does not see the client's billing. */
  readonly total: Money | null;
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  readonly updatedAt: Date;
  readonly provenance: Provenance;
}

export interface Invoice {
  readonly id: string;
  readonly clientId: ClientId;
  readonly number: string;
  readonly title: string;
  readonly status: Status;
  readonly projectId: string | null;
  readonly total: Money;
  readonly balance: Money;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly updatedAt: Date;
  readonly provenance: Provenance;
}

/** The records out of which a client's next steps and timeline are made; see `CrmStore.factRecordsOf`. */
export interface FactRecords {
  readonly projects: readonly Project[];
  readonly quotes: readonly Quote[];
  readonly invoices: readonly Invoice[];
}

/** What a mutation answers with. The contact is read when it is asked for: a failure there must not take the receipt away. */
export interface SetContactRolePayload {
  /** Null when nothing was done. */
  readonly contactId: string | null;
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

/** A record of another system that says who in the client company may see it. Null for one that the caller may not see. */
interface SharedRecord {
  readonly id: string;
  readonly shared: { readonly clientId: ClientId; readonly sharing: Sharing; readonly openedBy: string | null } | null;
}

export type Document = SharedRecord;
export type Ticket = SharedRecord;

export const MILESTONES_MAX = 100;
