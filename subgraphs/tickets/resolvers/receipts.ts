import { readReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { Action } from '../../kit/actions/action.ts';
import { toReceipt } from '../../kit/actions/receipt.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { Receipt, UserError } from '../../kit/domain.ts';
import { reaches } from '../../kit/scope.ts';
import type { Context } from '../context.ts';
import { actorOf } from '../ticket-actions.ts';
import type { FailedActionResolvers, MutationResolvers, QueryResolvers } from './generated.ts';

/** Following what was done, for those who did it and for staff. */
export const receiptQueries: Pick<QueryResolvers, 'receipt' | 'failedActions'> = {
  receipt: async (_root, { id }, context) => {
    const action = await readAction(id, context);
    return action && receiptOf(action, context);
  },
  failedActions: async (_root, given, { scope, cursors, actions }) => {
    const binding = { scope: scope.fingerprint, list: 'Query.failedActions', parentId: '', filter: null };
    const request = readPageRequest(given, cursors, binding);
    const page = await actions.failed(scope, request);
    return toConnection({ page, request, cursors, binding, totalCount: () => actions.countFailed(scope) });
  },
};

export const failedAction: FailedActionResolvers = {
  receipt: (action, _arguments, context) => receiptOf(action, context),
  mutation: ({ kind }) => kind,
  client: ({ clientId }) => ({ clientId }),
  author: ({ evidence }) => actorOf(evidence).name,
  failedAt: ({ failedAt, acceptedAt }) => failedAt ?? acceptedAt,
  refused: ({ failure }) => failure === 'REFUSED',
};

/** What staff decide. Each of them is done once however often it is said: what it leads to stands already. */
export const receiptMutations: Pick<MutationResolvers, 'retryAction' | 'cancelAction'> = {
  retryAction: async (_root, { input }, context) => {
    const action = await readAction(input.receiptId, context);
    if (!action) return refuse(noSuchAction);
    const decided = await context.actions.retry(action.id, deciderOf(context));
    // What has not failed is on its way or there: just what was asked for.
    return decided.outcome === 'missing' ? refuse(noSuchAction) : done(decided.action, context);
  },
  cancelAction: async (_root, { input }, context) => {
    const action = await readAction(input.receiptId, context);
    if (!action) return refuse(noSuchAction);
    const decided = await context.actions.cancel(action.id, deciderOf(context));
    if (decided.outcome === 'missing') return refuse(noSuchAction);
    if (decided.outcome === 'done' || decided.action.failure === 'CANCELLED') return done(decided.action, context);
    return refuse({ code: 'NOT_ALLOWED', message: tooLate[decided.action.state], path: ['receiptId'] });
  },
};

/** Foreign, missing and malformed are one: null. */
async function readAction(id: string, { loaders, scope, claims }: Context): Promise<Action | null> {
  const read = readReceiptId(id);
  const action = read?.owner === 'tickets' ? await loaders.action(read.localId) : null;
  if (!action || !reaches(scope, action.clientId)) return null;
  const { who } = action.evidence;
  if (claims.kind === 'staff') return action;
  if (claims.contactId !== undefined) return who.contactId === claims.contactId ? action : null;
  return who.contactId === undefined && who.subject === claims.subject && who.issuer === claims.issuer ? action : null;
}

function receiptOf(action: Action, { system }: Context): Receipt {
  return toReceipt(action, { owner: 'tickets', system });
}

function deciderOf({ claims }: Context): string {
  return claims.name === undefined ? claims.subject : `${claims.name} (${claims.subject})`;
}

const noSuchAction: UserError = { code: 'NOT_FOUND', message: 'There is no such action.', path: ['receiptId'] };

const tooLate = {
  ACCEPTED: 'It is being delivered at this moment.',
  APPLIED: 'It has been applied.',
  FAILED: 'It has failed already.',
} as const;

function done(action: Action, context: Context) {
  return { receipt: receiptOf(action, context), userErrors: [] };
}

function refuse(userError: UserError) {
  return { receipt: null, userErrors: [userError] };
}
