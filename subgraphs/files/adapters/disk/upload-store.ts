import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { diskFailure, hasCode } from './disk-error.ts';
import { arrivedIn, joinParts } from './parts.ts';
import { claimName, openRegularFile, syncDirectory, writeNewFile } from './safe-file.ts';
import { summarizeContent } from '../../new-version.ts';
import type { ReceiveOutcome } from '../../../kit/uploads/upload-route.ts';
import { readUpload } from '../../uploads/upload.ts';
import type { Upload } from '../../uploads/upload.ts';
import type { UploadStore } from '../../uploads/upload-store.ts';

/*
 *   uploads/<id>/upload.json     what was announced, and what became of it
 *   uploads/<id>/part-<uuid>     bytes that are arriving
 *   uploads/<id>/parts/<n>       for a file in parts: those that arrived
 *   uploads/<id>/taken-parts/<n> the same, while one file is made of them: nothing can take their place
 *   uploads/<id>/content         bytes that arrived
 *   uploads/<id>/sealed          the same, while and after they are looked at: nothing can take their place
 *   uploads/keys/<key>           the upload that an idempotency key was used for
 *   uploads/temporary/<uuid>     what is being written
 *
 * Names are ids that the portal made; nothing that a person can choose is part of a path.
 */
const leftoverAgeMs = 3_600_000;

export async function createDiskUploadStore(options: {
  readonly folder: string;
  readonly system: string;
  readonly durable?: boolean;
}): Promise<UploadStore> {
  const { system, durable = true } = options;
  const root = join(resolve(options.folder), 'uploads');
  const [keys, temporary] = [join(root, 'keys'), join(root, 'temporary')];
  for (const path of [root, keys, temporary]) await mkdir(path, { recursive: true, mode: 0o700 });

  const pathOf = (id: string, name = ''): string => join(root, `upload-${id}`, name);

  async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw diskFailure(system, error);
    }
  }

  async function find(id: string): Promise<Upload | null> {
    const text = await readIfThere(pathOf(id, 'upload.json'));
    return text === null ? null : readUpload(text);
  }

  async function writeRecord(path: string, upload: Upload): Promise<void> {
    await writeNewFile(path, { durable }, (file) => writeFile(file, JSON.stringify(upload)));
  }

  async function sealedPath(upload: Upload): Promise<string | null> {
    const { id } = upload;
    const sealed = pathOf(id, 'sealed');
    if (await isThere(sealed)) return sealed;
    if (upload.partBytes !== null) {
      const own = pathOf(id, `part-${randomUUID()}`);
      const paths = { parts: pathOf(id, 'parts'), taken: pathOf(id, 'taken-parts'), own, whole: sealed };
      return (await joinParts(upload, paths, durable)) ? sealed : null;
    }
    try {
      await rename(pathOf(id, 'content'), sealed);
      return sealed;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  }

  async function keep(upload: Upload): Promise<void> {
    const own = join(temporary, randomUUID());
    try {
      await writeRecord(own, upload);
      await rename(own, pathOf(upload.id, 'upload.json'));
    } finally {
      await rm(own, { force: true });
    }
  }

  async function drop(id: string): Promise<void> {
    await rm(pathOf(id), { recursive: true, force: true });
  }

  function notReceived(error: unknown): ReceiveOutcome {
    if (hasCode(error, 'ENOENT')) return 'closed';
    if (error instanceof AppError && error.code === 'BAD_USER_INPUT') return 'wrong size';
    throw diskFailure(system, error);
  }

  return {
    presign: null,
    open: (upload) =>
      guarded(async () => {
        const own = join(temporary, randomUUID());
        await mkdir(own, { mode: 0o700 });
        try {
          await writeRecord(join(own, 'upload.json'), upload);
          if (upload.partBytes !== null) await mkdir(join(own, 'parts'), { mode: 0o700 });
          if (await claimName(own, pathOf(upload.id))) {
            if (durable) await syncDirectory(root);
            return upload;
          }
          const known = await find(upload.id);
          if (!known) throw new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`);
          return known;
        } finally {
          await rm(own, { recursive: true, force: true });
        }
      }),
    find: (id) => guarded(() => find(id)),
    receive: async (upload, content) => {
      const part = pathOf(upload.id, `part-${randomUUID()}`);
      try {
        if (await isThere(pathOf(upload.id, 'sealed'))) return 'closed';
        const { sizeBytes } = await writeNewFile(part, { durable }, (file) =>
          summarizeContent(content as AsyncIterable<Uint8Array>, upload.sizeBytes, (chunk) => file.writeFile(chunk)),
        );
        if (sizeBytes !== upload.sizeBytes) return 'wrong size';
        await rename(part, pathOf(upload.id, 'content'));
        return 'received';
      } catch (error) {
        return notReceived(error);
      } finally {
        await rm(part, { force: true });
      }
    },
    receivePart: async (upload, { number, sizeBytes }, content, md5) => {
      const own = pathOf(upload.id, `part-${randomUUID()}`);
      const hash = createHash('md5');
      try {
        const arrived = await writeNewFile(own, { durable }, (file) =>
          summarizeContent(content as AsyncIterable<Uint8Array>, sizeBytes, async (chunk) => {
            hash.update(chunk);
            await file.writeFile(chunk);
          }),
        );
        if (arrived.sizeBytes !== sizeBytes) return 'wrong size';
        if (md5 !== null && hash.digest('base64') !== md5) return 'corrupted';
        // There is no such folder any more once the file is taken for looking at.
        await rename(own, pathOf(upload.id, `parts/${String(number)}`));
        return 'received';
      } catch (error) {
        return notReceived(error);
      } finally {
        await rm(own, { force: true });
      }
    },
    partsOf: (upload) =>
      guarded(async () => {
        const arrived = await arrivedIn(pathOf(upload.id, 'parts'), upload);
        return arrived === null ? 'closed' : { arrived, presign: null };
      }),
    async withContent(upload, work) {
      return work(await guarded(() => sealedPath(upload)));
    },
    keep: (upload) => guarded(() => keep(upload)),
    complete: (upload) =>
      guarded(async () => {
        await keep(upload);
        for (const name of await readdir(pathOf(upload.id))) {
          if (name !== 'upload.json') await rm(pathOf(upload.id, name), { recursive: true, force: true });
        }
      }),
    drop: (id) => guarded(() => drop(id)),
    claimKey: (key, uploadId) =>
      guarded(async () => {
        const own = join(temporary, randomUUID());
        await writeNewFile(own, { durable }, (file) => writeFile(file, uploadId));
        try {
          // One of several at once wins, and its text is there as a whole.
          await link(own, join(keys, key));
          return uploadId;
        } catch (error) {
          if (!hasCode(error, 'EEXIST')) throw error;
          return (await readIfThere(join(keys, key))) ?? uploadId;
        } finally {
          await rm(own, { force: true });
        }
      }),
    releaseKey: (key) => guarded(() => rm(join(keys, key), { force: true })),
    sweep: (now, forgottenBefore) =>
      guarded(async () => {
        for (const entry of await readdir(root)) {
          const id = /^upload-(.+)$/.exec(entry)?.[1];
          const upload = id === undefined ? null : await find(id);
          if (upload && upload.expiresAt < (upload.completed ? forgottenBefore : now)) await drop(upload.id);
        }
        const leftBefore = new Date(Date.now() - leftoverAgeMs);
        for (const [folder, before] of [
          [keys, forgottenBefore],
          [temporary, leftBefore],
        ] as const) {
          for (const name of await readdir(folder)) {
            const path = join(folder, name);
            if (await isThere(path, before)) await rm(path, { recursive: true, force: true });
          }
        }
      }),
    close: () => undefined,
  };
}

async function readIfThere(path: string): Promise<string | null> {
  const file = await openRegularFile(path);
  if (!file) return null;
  await file.close();
  return readFile(path, 'utf8');
}

/** With a time: whether it is there since before it. */
async function isThere(path: string, before?: Date): Promise<boolean> {
  try {
    const { mtime } = await stat(path);
    return before === undefined || mtime < before;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}
