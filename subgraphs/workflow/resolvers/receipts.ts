import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { ActionDecision, DecidedAction } from '../../kit/actions/kept-actions.ts';
import { commandOf } from '../access/once.ts';
import { clientOf } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import { deadLettersOfAll, decideAction, findReceipt } from '../receipts/all-actions.ts';
import type { FailedActionResolvers, MutationResolvers, QueryResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict } from './write-payload.ts';

/** Following what was done through the portal, wherever it is kept: for those who did it, and for staff. */
export const receiptQueries: Pick<QueryResolvers, 'receipt' | 'failedActions'> = {
  receipt: (_root, { id }, { keepers, claims }) => findReceipt(keepers, claims, id),
  failedActions: async (_root, given, { scope, claims, cursors, keepers, logger }) => {
    const binding = { scope: scope.fingerprint, list: 'Query.failedActions', parentId: '', filter: null };
    const request = readPageRequest(given, cursors, binding);
    const { page, totalCount, missing } = await deadLettersOfAll(keepers, claims, request, logger);
    return { ...toConnection({ page, request, cursors, binding, totalCount: () => totalCount }), missing };
  },
};

/** What staff decide. Each of them is done once however often it is said, with or without a key: what it leads to stands already. */
export const receiptMutations: Pick<MutationResolvers, 'retryAction' | 'cancelAction'> = {
  retryAction: (_root, { input }, context) => decide(context, 'retryAction', 'RETRY', input),
  cancelAction: (_root, { input }, context) => decide(context, 'cancelAction', 'CANCEL', input),
};

async function decide(
  { keepers, claims, store, now }: Context,
  mutation: string,
  decision: ActionDecision,
  input: { readonly receiptId: string; readonly idempotencyKey?: string | null | undefined },
): Promise<DecidedAction> {
  const reader = createInputReader();
  const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
  if (reader.userErrors.length > 0) return { receipt: null, userErrors: reader.userErrors };
  if (idempotencyKey !== null) {
    const command = commandOf({ caller: claims, mutation, idempotencyKey, input: [input.receiptId] });
    if ((await store.keys.claim(command, now)) === 'conflict') return { receipt: null, userErrors: [conflict] };
  }
  return decideAction(keepers, claims, input.receiptId, decision);
}

export const failedAction: FailedActionResolvers = {
  client: ({ clientId }) => clientOf(clientId),
};
