import { constants } from 'node:fs';
import { lstat, open, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { hasCode } from './disk-error.ts';

/*
 * The few ways in which this adapter touches the file system. Nothing that a person can choose (a file's name, a folder, a title)
 * is ever part of a path; a client's id is, encoded. Symbolic links are not followed at the last step of a path, and the steps
 * above are checked to be real directories: a link that somebody left in the store leads nowhere.
 */

/** Opens a regular file for reading; null when there is none, or something that is none, such as a link. */
export async function openRegularFile(path: string): Promise<FileHandle | null> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ELOOP', 'ENOTDIR', 'EMLINK')) return null;
    throw error;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

/** Creates a file that must not be there yet, and lets `fill` write it. */
export async function writeNewFile<Result>(
  path: string,
  options: { durable: boolean },
  fill: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
  try {
    const result = await fill(file);
    if (options.durable) await file.sync();
    return result;
  } finally {
    await file.close();
  }
}

export async function isRealDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}

/** Makes the names in a directory survive a loss of power. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Gives a directory a name that nobody has; false when somebody has it. One of several at once wins. */
export async function claimName(directory: string, name: string): Promise<boolean> {
  try {
    // rename(2) puts a directory in the place of an empty one only; every entry of a journal has a file in it.
    await rename(directory, name);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'ENOTEMPTY', 'EPERM')) return false;
    throw error;
  }
}
