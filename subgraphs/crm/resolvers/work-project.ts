import type { ClientId } from '../../kit/domain.ts';
import type { Context } from '../context.ts';
import type { Project } from '../domain.ts';

/** The project that a quote or an invoice is about. One of another client is a mistake in the CRM, and not shown. */
export async function workProject(
  { projectId, clientId }: { projectId: string | null; clientId: ClientId },
  { loaders }: Context,
): Promise<Project | null> {
  if (projectId === null) return null;
  const project = await loaders.project.load(projectId);
  return project?.clientId === clientId ? project : null;
}
