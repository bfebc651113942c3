/**
 * Milestones have a key within their project, and the graph wants ids that stand alone. The project's id is percent-encoded, so
 * that the first slash ends it, whatever ids and keys a business uses.
 */
export function toMilestoneId(projectId: string, key: string): string {
  return `${encodeURIComponent(projectId)}/${key}`;
}

/** Null for anything that `toMilestoneId` did not make. */
export function readMilestoneId(id: string): { readonly projectId: string; readonly key: string } | null {
  const slash = id.indexOf('/');
  if (slash < 1 || slash === id.length - 1) return null;
  const key = id.slice(slash + 1);
  try {
    const projectId = decodeURIComponent(id.slice(0, slash));
    return toMilestoneId(projectId, key) === id ? { projectId, key } : null;
  } catch {
    return null;
  }
}
