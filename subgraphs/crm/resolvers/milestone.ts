import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { AppError } from '../../../schema/contract/app-error.ts';
import { approvableMilestone } from '../approvable.ts';
import { availableActions } from './available-actions.ts';
import type { MilestoneResolvers } from './generated.ts';

export const milestone: MilestoneResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Milestone', id);
    return localId === null ? null : loaders.milestone.load(localId);
  },
  id: ({ id }) => toGlobalId('Milestone', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  project: async ({ projectId }, _arguments, { loaders }) => {
    const project = await loaders.project.load(projectId);
    // It was there when the milestone was read, a moment ago.
    if (!project) throw new AppError('UPSTREAM_CONTRACT', 'The project of a milestone has just been removed.');
    return project;
  },
  approvable: (parent) => approvableMilestone(parent),
  availableActions: (parent, _arguments, { scope }) => availableActions(parent, scope),
};
