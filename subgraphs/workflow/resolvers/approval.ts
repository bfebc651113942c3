import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { AvailableAction } from '../../kit/domain.ts';
import { canDecide, canWithdraw, seesAllOf } from '../approvals/approval-rules.ts';
import { statusOf } from '../approvals/approval-status.ts';
import { clientOf } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { Approval } from '../domain.ts';
import { stubOf } from '../subject.ts';
import { readApproval } from './approval-lists.ts';
import type { ApprovalDecisionResolvers, ApprovalResolvers } from './generated.ts';

export const approval: ApprovalResolvers = {
  __resolveReference: ({ id }, context) => readApproval(id, context),
  id: ({ id }) => toGlobalId('Approval', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => clientOf(clientId),
  // Whether the caller may see it, its keeper says.
  subject: ({ about }) => stubOf(about.type, toGlobalId(about.type, about.id), null),
  contactIds: ({ contactIds }) => contactIds.map((contactId) => toGlobalId('Contact', contactId)),
  status: (parent) => statusOf(parent),
  availableActions: (parent, _arguments, context) => actionsOf(parent, context),
};

export const approvalDecision: ApprovalDecisionResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  contact: ({ contactId }) => ({ __typename: 'Contact', id: toGlobalId('Contact', contactId), clientId: null }),
  // It names the subject of a token, which colleagues have no use for.
  evidence: ({ clientId, contactId, evidence }, _arguments, { scope }) =>
    seesAllOf(scope, clientId) || (scope.kind === 'client' && scope.contactId === contactId) ? evidence : null,
};

function actionsOf(parent: Approval, { scope }: Context): AvailableAction[] {
  const dueBy = parent.state === 'PENDING' ? parent.dueBy : null;
  const decide: AvailableAction = { action: 'DECIDE_APPROVAL', ...canDecide(scope, parent), dueBy };
  if (scope.kind !== 'staff') return [decide];
  return [decide, { action: 'WITHDRAW_APPROVAL', ...canWithdraw(scope, parent), dueBy: null }];
}
