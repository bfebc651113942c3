import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { ClientFilter } from '../port.ts';
import type { QueryResolvers } from './generated.ts';

export const query: QueryResolvers = {
  clients: async (_root, { search, ...pageArguments }, { loaders, cursors, scope }) => {
    const filter: ClientFilter = { search: search?.trim() ? search.trim() : null };
    const binding = { scope: scope.fingerprint, list: 'Query.clients', parentId: '', filter };
    const request = readPageRequest(pageArguments, cursors, binding);
    const page = await loaders.clients.load({ filter, page: request });
    if (!page) return null;
    return toConnection({
      page: { ...page, items: page.items.map(({ record: { clientId }, position }) => ({ record: { clientId }, position })) },
      request,
      cursors,
      binding,
      totalCount: async () => (await loaders.clientCount.load(filter)) ?? 0,
    });
  },
  project: (_root, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Project', id);
    return localId === null ? null : loaders.project.load(localId);
  },
  quote: (_root, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Quote', id);
    return localId === null ? null : loaders.quote.load(localId);
  },
  invoice: (_root, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Invoice', id);
    return localId === null ? null : loaders.invoice.load(localId);
  },
};
