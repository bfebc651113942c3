import type { AccessStore } from '../../../subgraphs/workflow/access/access-store.ts';
import type { ApprovalStore } from '../../../subgraphs/workflow/approvals/approval-store.ts';
import type { DocumentRequestStore } from '../../../subgraphs/workflow/document-requests/document-request-store.ts';
import { withMethods } from './plant.ts';
import type { Plant } from './plant.ts';
import { EVERY_CLIENT, asOwner, beyond, countedTogether, effects, mixed, noticing } from './scope-faults.ts';

/* Faults in front of what the portal itself keeps: decisions and requests for documents that reach whom they are not put to. */

const inApprovals = (faults: (store: ApprovalStore) => Partial<ApprovalStore>): Plant => ({
  workflow: (store) => withMethods<AccessStore>(store, { approvals: withMethods(store.approvals, faults(store.approvals)) }),
});

const inRequests = (faults: (store: DocumentRequestStore) => Partial<DocumentRequestStore>): Plant => ({
  workflow: (store) =>
    withMethods<AccessStore>(store, { documentRequests: withMethods(store.documentRequests, faults(store.documentRequests)) }),
});

export const approvalsReadAnything = inApprovals((store) => ({
  byId: async (scope, id) => (await noticing(scope, store.byIds(beyond(scope), [id]))).get(id) ?? null,
  byIds: async (scope, ids) => new Map(await noticing(scope, store.byIds(beyond(scope), ids))),
}));

export const requestsReadAnything = inRequests((store) => ({
  byId: async (scope, id) => (await noticing(scope, store.byIds(beyond(scope), [id]))).get(id) ?? null,
  byIds: async (scope, ids) => new Map(await noticing(scope, store.byIds(beyond(scope), ids))),
}));

export const approvalsListEverybodys = inApprovals((store) => ({
  listOf: async (scope, clientIds, ...rest) =>
    new Map(await mixed((all) => store.listOf(beyond(scope), all, ...rest), clientIds)),
}));

export const requestsListEverybodys = inRequests((store) => ({
  listOf: async (scope, clientIds, ...rest) =>
    new Map(await mixed((all) => store.listOf(beyond(scope), all, ...rest), clientIds)),
}));

export const approvalsCountEverybodys = inApprovals((store) => ({
  countOf: async (scope, clientIds, ...rest) =>
    new Map(await countedTogether((all) => store.countOf(beyond(scope), all, ...rest), clientIds)),
}));

export const requestsCountEverybodys = inRequests((store) => ({
  countOf: async (scope, clientIds, ...rest) =>
    new Map(await countedTogether((all) => store.countOf(beyond(scope), all, ...rest), clientIds)),
}));

export const decisionsWaitForEverybody = inApprovals((store) => ({
  pendingOf: async (scope, _clientId, documents) => {
    effects.count++;
    return (await Promise.all(EVERY_CLIENT.map((each) => store.pendingOf(beyond(scope), each, documents)))).flat();
  },
}));

export const requestsWaitForEverybody = inRequests((store) => ({
  openOf: async (scope) => {
    effects.count++;
    return (await Promise.all(EVERY_CLIENT.map((each) => store.openOf(beyond(scope), each)))).flat();
  },
}));

export const whoDecidesForgotten = inApprovals((store) => ({
  listOf: (scope, ...rest) => store.listOf(asOwner(scope), ...rest),
  countOf: (scope, ...rest) => store.countOf(asOwner(scope), ...rest),
  pendingOf: (scope, ...rest) => store.pendingOf(asOwner(scope), ...rest),
}));

export const whoIsAskedForgotten = inRequests((store) => ({
  listOf: (scope, ...rest) => store.listOf(asOwner(scope), ...rest),
  countOf: (scope, ...rest) => store.countOf(asOwner(scope), ...rest),
  openOf: (scope, ...rest) => store.openOf(asOwner(scope), ...rest),
}));
