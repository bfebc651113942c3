import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partAt, partCountOf, partsOf } from '../../../kit/uploads/parts.ts';
import type { Upload } from '../../uploads/upload.ts';
import { hasCode } from './disk-error.ts';
import { writeNewFile } from './safe-file.ts';

/*
 * The parts of one upload lie in one folder, each under its number. They are put there by one rename, so that each is whole or not there.
 */

/** What arrived, by number: its entity tag. Null when there is no such folder. */
export async function arrivedIn(folder: string, upload: Upload): Promise<ReadonlyMap<number, string> | null> {
  const arrived = new Map<number, string>();
  try {
    for (const name of await readdir(folder)) {
      const number = Number(name);
      const { size, mtimeMs, ino } = await stat(join(folder, name));
      if (partAt(upload, number)?.sizeBytes !== size) continue;
      arrived.set(number, [size, Math.floor(mtimeMs * 1000), ino].map((value) => value.toString(16)).join('-'));
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  return arrived;
}

/**
 * Makes one file of the parts when all are there; false when they are not. First their folder is taken out of the way of what still
 * arrives, by one rename. Whoever finds it there after a crash goes on from it.
 */
export async function joinParts(
  upload: Upload,
  paths: { readonly parts: string; readonly taken: string; readonly own: string; readonly whole: string },
  durable: boolean,
): Promise<boolean> {
  const { parts, taken, own, whole } = paths;
  let arrived = await arrivedIn(taken, upload);
  if (arrived === null) {
    arrived = await arrivedIn(parts, upload);
    if (arrived === null || arrived.size < partCountOf(upload)) return false;
    await rename(parts, taken);
  }
  try {
    await writeNewFile(own, { durable }, async (file) => {
      for (const { number } of partsOf(upload)) {
        for await (const chunk of createReadStream(join(taken, String(number)))) await file.writeFile(chunk as Uint8Array);
      }
    });
    await rename(own, whole);
  } finally {
    await rm(own, { force: true });
  }
  await rm(taken, { recursive: true, force: true });
  return true;
}
