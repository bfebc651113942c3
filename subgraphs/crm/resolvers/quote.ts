import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { approvableQuote } from '../approvable.ts';
import { availableActions } from './available-actions.ts';
import type { QuoteResolvers } from './generated.ts';
import { workProject } from './work-project.ts';

export const quote: QuoteResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Quote', id);
    return localId === null ? null : loaders.quote.load(localId);
  },
  id: ({ id }) => toGlobalId('Quote', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => ({ clientId }),
  project: (parent, _arguments, context) => workProject(parent, context),
  approvable: (parent) => approvableQuote(parent),
  availableActions: (parent, _arguments, { scope }) => availableActions(parent, scope),
};
