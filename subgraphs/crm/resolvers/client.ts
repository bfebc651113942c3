import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import { asClientId } from '../../kit/domain.ts';
import { reaches, seesBilling } from '../../kit/scope.ts';
import { factsOf } from '../facts.ts';
import type { ClientResolvers } from './generated.ts';
import { workList } from './work-list.ts';

const nothing = { projects: [], quotes: [], invoices: [] };

export const client: ClientResolvers = {
  // Every plan that crosses subgraphs comes through here, so the CRM is not asked whether it knows the client: what is read
  // below is within the scope anyhow, and a client that the CRM does not know may well have documents and tickets.
  __resolveReference: ({ id }, { scope }) => {
    const localId = readGlobalIdOf('Client', id);
    if (localId === null) return null;
    const clientId = asClientId(localId);
    return reaches(scope, clientId) ? { clientId } : null;
  },
  id: ({ clientId }) => toGlobalId('Client', clientId),
  name: async ({ clientId }, _arguments, { loaders }) => (await loaders.client.load(clientId))?.name ?? null,
  clientSince: async ({ clientId }, _arguments, { loaders }) => (await loaders.client.load(clientId))?.clientSince ?? null,
  accountManager: async ({ clientId }, _arguments, { loaders }) => (await loaders.client.load(clientId))?.accountManager ?? null,
  provenance: async ({ clientId }, _arguments, { loaders }) => (await loaders.client.load(clientId))?.provenance ?? null,
  contacts: async ({ clientId }, given, { loaders, cursors, scope }) => {
    const binding = { scope: scope.fingerprint, list: 'Client.contacts', parentId: clientId, filter: null };
    const request = readPageRequest(given, cursors, binding);
    const page = await loaders.contactsOf.load({ parent: clientId, arguments: request });
    const totalCount = (): Promise<number> => loaders.contactCountOf.load({ parent: clientId, arguments: null });
    return toConnection({ page, request, cursors, binding, totalCount });
  },
  projects: ({ clientId }, given, context) =>
    workList('Client.projects', clientId, given, context, {
      page: context.loaders.projectsOf,
      count: context.loaders.projectCountOf,
    }),
  quotes: ({ clientId }, given, context) =>
    workList('Client.quotes', clientId, given, context, {
      page: context.loaders.quotesOf,
      count: context.loaders.quoteCountOf,
    }),
  invoices: ({ clientId }, given, context) =>
    context.keepsInvoices && seesBilling(context.scope, clientId)
      ? workList('Client.invoices', clientId, given, context, {
          page: context.loaders.invoicesOf,
          count: context.loaders.invoiceCountOf,
        })
      : null,
  crmFacts: async ({ clientId }, _arguments, { loaders, scope, systemName }) => {
    if (!scope.scopes.has('clients:read') || !reaches(scope, clientId)) return null;
    return factsOf(systemName, (await loaders.factRecordsOf.load(clientId)) ?? nothing, scope);
  },
};
