import type { ClientRole, IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import type { Connection } from '../kit/connection.ts';
import type { ActionKind, ActivityKind, ClientId } from '../kit/domain.ts';

/** The parts of the portal that contribute facts, by the short names that `missing` lists, in that order. */
export type FactsSource = 'crm' | 'files' | 'tickets';

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
export type StubType = Exclude<NodeType, 'Client'>;

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
  readonly facts: Readonly<Record<FactsSource, unknown>>;
}

export type Subject = Client | { [Type in StubType]: Stub<Type> }[StubType];

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
