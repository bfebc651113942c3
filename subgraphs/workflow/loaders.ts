import type DataLoader from 'dataloader';
import { emptyPage } from '../kit/connection.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import type { ClientId } from '../kit/domain.ts';
import { createListLoader, createLoader } from '../kit/loader.ts';
import type { Scope } from '../kit/scope.ts';
import type { AccessStore } from './access/access-store.ts';
import type { Sight } from './approvals/sight.ts';
import type {
  Approval,
  ApprovalState,
  AuditEvent,
  DocumentRequest,
  DocumentRequestState,
  PartnerGrant,
  StaffView,
} from './domain.ts';

type OfClient<Arguments, Value> = DataLoader<{ parent: ClientId; arguments: Arguments }, Value, string>;

export interface ApprovalSelection {
  /** Null for every state. */
  readonly states: readonly ApprovalState[] | null;
  readonly page: PageRequest;
}

export interface DocumentRequestSelection {
  /** Null for every state. */
  readonly states: readonly DocumentRequestState[] | null;
  readonly page: PageRequest;
}

/** The lists that a request reads, each for all of its clients at once. Made anew for every request. */
export interface Loaders {
  readonly grantsOf: OfClient<PageRequest, Page<PartnerGrant>>;
  readonly grantCountOf: OfClient<null, number>;
  readonly viewsOf: OfClient<PageRequest, Page<StaffView>>;
  readonly viewCountOf: OfClient<null, number>;
  readonly trailOf: OfClient<PageRequest, Page<AuditEvent>>;
  readonly trailCountOf: OfClient<null, number>;
  readonly approvalsOf: OfClient<ApprovalSelection, Page<Approval>>;
  readonly approvalCountOf: OfClient<ApprovalSelection['states'], number>;
  /** By local id; whom its document is shared with is not judged yet. */
  readonly approval: DataLoader<string, Approval | null>;
  readonly documentRequest: DataLoader<string, DocumentRequest | null>;
  readonly documentRequestsOf: OfClient<DocumentRequestSelection, Page<DocumentRequest>>;
  readonly documentRequestCountOf: OfClient<DocumentRequestSelection['states'], number>;
}

export function createLoaders(store: AccessStore, sight: Sight, scope: Scope, now: Date): Loaders {
  const { grants, views, audit, approvals, documentRequests } = store;
  return {
    grantsOf: createListLoader((clients, page: PageRequest) => grants.grantsOf(scope, clients, page, now), nothing),
    grantCountOf: createListLoader<ClientId, null, number>((clients) => grants.countGrantsOf(scope, clients, now), none),
    viewsOf: createListLoader((clients, page: PageRequest) => views.viewsOf(scope, clients, page), nothing),
    viewCountOf: createListLoader<ClientId, null, number>((clients) => views.countViewsOf(scope, clients), none),
    trailOf: createListLoader((clients, page: PageRequest) => audit.trailsOf(scope, clients, page), nothing),
    approvalsOf: createListLoader(
      async (clients, selection: ApprovalSelection) => approvals.listOf(scope, clients, selection, await sight(clients)),
      nothing,
    ),
    approvalCountOf: createListLoader<ClientId, ApprovalSelection['states'], number>(
      async (clients, states) => approvals.countOf(scope, clients, states, await sight(clients)),
      none,
    ),
    approval: createLoader((ids: readonly string[]) => approvals.byIds(scope, ids), { keyOf: itself }),
    documentRequest: createLoader((ids: readonly string[]) => documentRequests.byIds(scope, ids), { keyOf: itself }),
    documentRequestsOf: createListLoader(
      (clients, selection: DocumentRequestSelection) => documentRequests.listOf(scope, clients, selection),
      nothing,
    ),
    documentRequestCountOf: createListLoader<ClientId, DocumentRequestSelection['states'], number>(
      (clients, states) => documentRequests.countOf(scope, clients, states),
      none,
    ),
    trailCountOf: createListLoader<ClientId, null, number>((clients) => audit.countTrailsOf(scope, clients), none),
  };
}

const itself = (id: string): string => id;
const none = { absent: () => 0 };
const nothing = { absent: () => emptyPage<never>() };
