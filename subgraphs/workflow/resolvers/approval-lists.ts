import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import { seesAllOf } from '../approvals/approval-rules.ts';
import type { Context } from '../context.ts';
import type { Approval } from '../domain.ts';
import type { ClientResolvers } from './generated.ts';

export const approvals: NonNullable<ClientResolvers['approvals']> = async ({ clientId }, { filter, ...args }, context) => {
  const { scope, cursors, loaders } = context;
  const states = filter?.states ? [...new Set(filter.states)].sort() : null;
  const binding = { scope: scope.fingerprint, list: 'Client.approvals', parentId: clientId, filter: states };
  const request = readPageRequest(args, cursors, binding);
  const page = await loaders.approvalsOf.load({ parent: clientId, arguments: { states, page: request } });
  const totalCount = () => loaders.approvalCountOf.load({ parent: clientId, arguments: states });
  return toConnection({ page, request, cursors, binding, totalCount });
};

/** The approval of a global id, or null: for one that is missing, another client's, or not the caller's to see. All take this one path. */
export async function readApproval(id: string, context: Context): Promise<Approval | null> {
  const localId = readGlobalIdOf('Approval', id);
  if (localId === null || !uuid.test(localId)) return null;
  const approval = await context.approvals.byId(context.scope, localId);
  return approval && (await isInSight(approval, context)) ? approval : null;
}

/** Whether the caller may see the document that it is about, when it is about one. */
export async function isInSight({ about, clientId }: Approval, { scope, sight }: Context): Promise<boolean> {
  if (about.type !== 'Document' || seesAllOf(scope, clientId)) return true;
  return (await sight([clientId])).includes(about.id);
}

/** One spelling: what PostgreSQL would read as the same id, but is written otherwise, is none. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
