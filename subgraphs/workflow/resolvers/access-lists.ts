import type DataLoader from 'dataloader';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { Connection, Page, PageRequest } from '../../kit/connection.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { AuditFilter } from '../access/audit.ts';
import type { Context } from '../context.ts';
import type { Client } from '../domain.ts';
import type { ClientResolvers, QueryResolvers } from './generated.ts';

/** The lists about a client's access; the database is asked for them alone. */
export const accessLists: Pick<ClientResolvers, 'partnerGrants' | 'staffViews' | 'auditTrail'> = {
  partnerGrants: (parent, args, context) =>
    listOf(parent, args, context, 'Client.partnerGrants', context.loaders.grantsOf, context.loaders.grantCountOf),
  staffViews: (parent, args, context) =>
    listOf(parent, args, context, 'Client.staffViews', context.loaders.viewsOf, context.loaders.viewCountOf),
  auditTrail: (parent, args, context) =>
    listOf(parent, args, context, 'Client.auditTrail', context.loaders.trailOf, context.loaders.trailCountOf),
};

export const auditTrail: NonNullable<QueryResolvers['auditTrail']> = async (_root, { filter: given, ...args }, context) => {
  const { scope, cursors, store } = context;
  const clientId = given?.clientId == null ? null : readGlobalIdOf('Client', given.clientId);
  // What is no client's id is about nobody; the empty id is none that a client has.
  const named = given?.clientId == null ? null : asClientId(clientId ?? '');
  const filter: AuditFilter = {
    clientId: named,
    kinds: given?.kinds ? [...new Set(given.kinds)].sort() : null,
    actorSubject: given?.actorSubject ?? null,
    since: given?.since ?? null,
    until: given?.until ?? null,
  };
  const binding = { scope: scope.fingerprint, list: 'Query.auditTrail', parentId: '', filter };
  const request = readPageRequest(args, cursors, binding);
  const page = await store.audit.trail(scope, filter, request);
  return toConnection({ page, request, cursors, binding, totalCount: () => store.audit.countTrail(scope, filter) });
};

type OfClient<Arguments, Value> = DataLoader<{ parent: ClientId; arguments: Arguments }, Value, string>;

async function listOf<Record>(
  { clientId }: Client,
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  { scope, cursors }: Context,
  name: string,
  pages: OfClient<PageRequest, Page<Record>>,
  counts: OfClient<null, number>,
): Promise<Connection<Record>> {
  const binding = { scope: scope.fingerprint, list: name, parentId: clientId, filter: null };
  const request = readPageRequest(args, cursors, binding);
  const page = await pages.load({ parent: clientId, arguments: request });
  const totalCount = () => counts.load({ parent: clientId, arguments: null });
  return toConnection({ page, request, cursors, binding, totalCount });
}
