/**
 * The believable business that `npm start` shows and the tests run against: plain data, the same for the same anchor, made by
 * `world.ts` and put into each system of record by a loader of its own.
 */
export interface World {
  /** Midnight UTC of the day that all dates are relative to. */
  readonly anchor: Date;
  readonly staff: readonly SeedStaff[];
  readonly clients: readonly SeedClient[];
  readonly contacts: readonly SeedContact[];
  readonly projects: readonly SeedProject[];
  readonly quotes: readonly SeedQuote[];
  readonly invoices: readonly SeedInvoice[];
  readonly documents: readonly SeedDocument[];
  readonly tickets: readonly SeedTicket[];
}

export interface SeedStaff {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export interface SeedClient {
  /** A slug: the client's id in every system of record. */
  readonly id: string;
  readonly name: string;
  /** `2019-04-01`, as are all fields ending in `On` and `Until`. */
  readonly clientSince: string;
  readonly accountManager: SeedStaff;
}

export interface SeedContact {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly jobTitle: string;
  readonly role: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER';
}

export interface SeedMilestone {
  /** Unique within its project. */
  readonly key: string;
  readonly title: string;
  readonly state: 'planned' | 'active' | 'waiting_for_client' | 'reached';
  readonly stateSince: Date;
  readonly dueOn: string | null;
  readonly completedOn: string | null;
}

export interface SeedProject {
  readonly id: string;
  readonly clientId: string;
  readonly title: string;
  readonly summary: string;
  readonly state: 'planned' | 'active' | 'waiting_for_client' | 'on_hold' | 'completed' | 'cancelled';
  readonly stateSince: Date;
  readonly manager: SeedStaff;
  readonly startsOn: string;
  readonly dueOn: string | null;
  readonly updatedAt: Date;
  readonly milestones: readonly SeedMilestone[];
}

export interface SeedMoney {
  /** Decimal notation with two places. */
  readonly amount: string;
  readonly currency: string;
}

export interface SeedQuote {
  readonly id: string;
  readonly clientId: string;
  readonly projectId: string | null;
  readonly number: string;
  readonly title: string;
  readonly state: 'sent' | 'accepted' | 'rejected' | 'expired';
  readonly stateSince: Date;
  readonly total: SeedMoney;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly updatedAt: Date;
}

export interface SeedInvoice {
  readonly id: string;
  readonly clientId: string;
  readonly projectId: string | null;
  readonly number: string;
  readonly title: string;
  readonly state: 'open' | 'overdue' | 'paid' | 'cancelled';
  readonly stateSince: Date;
  readonly total: SeedMoney;
  readonly balance: SeedMoney;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly updatedAt: Date;
}

export type SeedSharing =
  | { readonly audience: 'COMPANY' }
  | { readonly audience: 'ROLES'; readonly roles: readonly SeedContact['role'][] }
  | { readonly audience: 'CONTACTS'; readonly contactIds: readonly string[] };

export interface SeedDocument {
  readonly clientId: string;
  /** `Contracts/2026`, or empty for the top. */
  readonly folder: string;
  /** `Service agreement.pdf`; unique within its folder. */
  readonly name: string;
  readonly title: string;
  readonly mediaType: string;
  readonly state: 'published' | 'awaiting_review' | 'awaiting_signature' | 'archived';
  readonly stateSince: Date;
  readonly dueBy: Date | null;
  readonly sharing: SeedSharing;
  /** Oldest first. */
  readonly versions: readonly {
    readonly createdAt: Date;
    readonly author: string;
    /** The bytes of a real file of that media type; the same on every call. */
    readonly content: () => Promise<Uint8Array>;
  }[];
}

export interface SeedPerson {
  readonly name: string;
  readonly email: string;
  readonly side: 'CLIENT' | 'BUSINESS';
}

export interface SeedMessage {
  readonly author: SeedPerson;
  readonly body: string;
  readonly sentAt: Date;
  readonly audience: 'PUBLIC' | 'INTERNAL';
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly content: () => Promise<Uint8Array>;
  }[];
}

export interface SeedTicket {
  readonly clientId: string;
  readonly subject: string;
  readonly state: 'new' | 'open' | 'waiting_on_client' | 'waiting_on_third_party' | 'solved' | 'closed';
  readonly stateSince: Date;
  readonly priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly responseDueBy: Date | null;
  readonly resolutionDueBy: Date | null;
  readonly participants: readonly SeedPerson[];
  /** The contact who asked. */
  readonly openedBy: string;
  /** The contacts who see it besides the owners and whoever asked; null for the whole company. */
  readonly sharedWith: readonly string[] | null;
  /** Oldest first; at least one, public, by the client. */
  readonly messages: readonly SeedMessage[];
}
