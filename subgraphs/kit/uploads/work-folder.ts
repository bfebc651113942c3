import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../../../schema/contract/logger.ts';

const prefix = 'portal-work-';

/** Of this process: its number alone may be that of another one, before or after it. */
export const OWN_WORK_FOLDERS = `${prefix}${String(process.pid)}-${String(Math.round(performance.timeOrigin))}-`;

/** No file is under way for as long as this. */
const abandonedMs = 24 * 3_600_000;

/** A folder on the disk of this process, for the bytes of a file that is on its way; it goes when `work` has ended. */
export async function withWorkFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), OWN_WORK_FOLDERS));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Removes the folders of processes that were killed while they had some: what clients sent would lie there for ever. For the start of a service.
 * Says how many there were; what belongs to another user of the machine stays.
 */
export async function removeLeftWorkFolders({
  logger,
  place = tmpdir(),
  now = () => new Date(),
}: RemovalOptions = {}): Promise<number> {
  let removed = 0;
  for (const name of await readdir(place)) {
    const [, pid] = /^portal-work-(\d+)-\d+-/.exec(name) ?? [];
    if (pid === undefined || name.startsWith(OWN_WORK_FOLDERS)) continue;
    const folder = join(place, name);
    const isAlive = Number(pid) !== process.pid && isRunning(Number(pid));
    try {
      if (isAlive && now().getTime() - (await stat(folder)).mtimeMs < abandonedMs) continue;
      await rm(folder, { recursive: true, force: true });
      removed += 1;
    } catch {
      // Somebody else's, or gone meanwhile.
    }
  }
  if (removed > 0) logger?.info({ folders: removed }, 'what killed processes had on this disk was removed');
  return removed;
}

interface RemovalOptions {
  readonly logger?: Logger;
  /** Where temporary files lie. */
  readonly place?: string;
  readonly now?: () => Date;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
