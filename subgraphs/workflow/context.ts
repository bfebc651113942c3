import type { Actions } from '../kit/actions/actions.ts';
import type { ChangeFeed } from '../kit/changes/change-feed.ts';
import type { Cursors } from '../kit/cursor.ts';
import type { SubgraphContext } from '../kit/server.ts';
import type { AccessStore } from './access/access-store.ts';
import type { CrmDirectory } from './access/crm-directory.ts';
import type { SignViewToken } from './access/view-token.ts';
import type { ApprovableRecords } from './approvals/approvable-records.ts';
import type { ApprovalStore } from './approvals/approval-store.ts';
import { createSight } from './approvals/sight.ts';
import type { Sight } from './approvals/sight.ts';
import type { DocumentRequestStore } from './document-requests/document-request-store.ts';
import type { SentDocuments } from './document-requests/sent-documents.ts';
import type { Mails } from './mail/mails.ts';
import type { ActionKeepers } from './receipts/all-actions.ts';
import { createLoaders } from './loaders.ts';
import type { Loaders } from './loaders.ts';

/** What all requests share. */
export interface Shared {
  readonly cursors: Cursors;
  readonly store: AccessStore;
  readonly crm: CrmDirectory;
  readonly records: ApprovableRecords;
  readonly sentDocuments: SentDocuments;
  /** Null while e-mail is off. */
  readonly mails: Pick<Mails, 'actions'> | null;
  /** What was decided, on its way to the systems of record. */
  readonly actions: Pick<Actions, 'follow'>;
  /** Which clients something changed for in what is kept here. */
  readonly changes: Pick<ChangeFeed, 'changes'>;
  /** Who keeps what callers did. */
  readonly keepers: ActionKeepers;
  /** The public JWKS of the receipts, as JSON. */
  readonly receiptKeys: string;
  readonly signViewToken: SignViewToken;
  /** How long a view lasts. */
  readonly viewAsSeconds: number;
  /** What the business calls its portal. */
  readonly system: string;
}

export interface Context extends SubgraphContext, Shared {
  readonly loaders: Loaders;
  readonly sight: Sight;
  readonly approvals: ApprovalStore;
  readonly documentRequests: DocumentRequestStore;
  /** The instant of the request: every field of one answer judges urgency by the same clock. */
  readonly now: Date;
}

export function createContext(base: SubgraphContext, shared: Shared, now: Date): Context {
  const { store, records } = shared;
  const { approvals, documentRequests } = store;
  const { scope, requestId } = base;
  const sight = createSight({ store: approvals, records, scope, requestId });
  return { ...base, ...shared, now, sight, approvals, documentRequests, loaders: createLoaders(store, sight, scope, now) };
}
