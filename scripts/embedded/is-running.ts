import { existsSync, readFileSync } from 'node:fs';

/**
 * Whether a process with this pid runs and is the one that is meant: a pid that a file remembers may be another process's by
 * now. `word` stands in its command line; where there is no /proc to look at, the pid alone decides.
 */
export function isRunning(pid: number, word: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    // Empty for a process that has ended and was not waited for.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
  } catch {
    return false;
  }
}
