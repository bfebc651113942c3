import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OWN_WORK_FOLDERS, removeLeftWorkFolders, withWorkFolder } from './work-folder.ts';

describe('a folder for files that are on their way', () => {
  let place = '';
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'work-folders-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const aDayLater = () => new Date(Date.now() + 25 * 3_600_000);
  /** A folder of that name with something in it. */
  function leave(name: string): string {
    const folder = join(place, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'content'), 'what a client sent');
    return folder;
  }

  it('goes when the work has ended, whether it succeeds or fails', async () => {
    const seen: string[] = [];
    const work = async (folder: string): Promise<string> => {
      seen.push(folder);
      writeFileSync(join(folder, 'content'), 'text');
      return Promise.resolve(folder);
    };
    await withWorkFolder(work);
    await expect(
      withWorkFolder(async (folder) => {
        await work(folder);
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect(seen.map(existsSync)).toEqual([false, false]);
  });

  it('is removed by the next process when its own was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const folder = leave(`portal-work-${String(child.pid)}-1700000000000-abcdef`);
    expect([await removeLeftWorkFolders({ place }), existsSync(folder)]).toEqual([0, true]);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect([await removeLeftWorkFolders({ place }), existsSync(folder)]).toEqual([1, false]);
  });

  it('is told from that of an earlier process with the same number, as in a container', async () => {
    const earlier = leave(`portal-work-${String(process.pid)}-1700000000000-abcdef`);
    const own = leave(`${OWN_WORK_FOLDERS}abcdef`);
    expect(await removeLeftWorkFolders({ place })).toBe(1);
    expect([existsSync(earlier), existsSync(own)]).toEqual([false, true]);
  });

  it('is given up after a day, whoever has its number now', async () => {
    const folder = leave(`portal-work-${String(process.ppid)}-1700000000000-abcdef`);
    expect(await removeLeftWorkFolders({ place })).toBe(0);
    expect(await removeLeftWorkFolders({ place, now: aDayLater })).toBe(1);
    expect(existsSync(folder)).toBe(false);
  });

  it('is nothing else that lies in the same place', async () => {
    const others = ['portal-work-', 'portal-work-x-1-abcdef', 'portal-files-abcdef', `x${OWN_WORK_FOLDERS}`].map(leave);
    expect(await removeLeftWorkFolders({ place, now: aDayLater })).toBe(0);
    expect(others.every(existsSync)).toBe(true);
  });
});
