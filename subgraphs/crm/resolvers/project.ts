import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { availableActions } from './available-actions.ts';
import type { ProjectResolvers } from './generated.ts';

export const project: ProjectResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Project', id);
    return localId === null ? null : loaders.project.load(localId);
  },
  id: ({ id }) => toGlobalId('Project', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => ({ clientId }),
  milestones: (parent, _arguments, { loaders }) => {
    // `Milestone.project` leads back here; it need not be read again.
    loaders.project.prime(parent.id, parent);
    return parent.milestones;
  },
  availableActions: (parent, _arguments, { scope }) => availableActions(parent, scope),
};
