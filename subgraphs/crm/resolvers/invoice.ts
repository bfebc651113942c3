import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { availableActions } from './available-actions.ts';
import type { InvoiceResolvers } from './generated.ts';
import { workProject } from './work-project.ts';

export const invoice: InvoiceResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Invoice', id);
    return localId === null ? null : loaders.invoice.load(localId);
  },
  id: ({ id }) => toGlobalId('Invoice', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => ({ clientId }),
  project: (parent, _arguments, context) => workProject(parent, context),
  availableActions: (parent, _arguments, { scope }) => availableActions(parent, scope),
};
