import { createHash } from 'node:crypto';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { openBucket } from './bucket.ts';
import type { S3Settings } from './settings.ts';
import { withSpooledContent } from './spool.ts';
import type { ListedPart, ListedVersion } from './wire.ts';
import { partAt, partCountOf } from '../../../kit/uploads/parts.ts';
import type { Multipart } from './multipart-requests.ts';
import { readUpload } from '../../uploads/upload.ts';
import type { Upload } from '../../uploads/upload.ts';
import type { UploadStore } from '../../uploads/upload-store.ts';

/*
 *   <prefix>uploads/<id>/upload.json   what was announced, and what became of it
 *   <prefix>uploads/<id>/content       the bytes, put there by the sender
 *   <prefix>uploads/<id>/multipart     for a file in parts: the id of the S3's own multipart upload to `content`
 *   <prefix>upload-keys/<key>          the upload that an idempotency key was used for
 *
 * The bucket has versioning: what is taken away is taken away with all its versions. Of several that write a record or a key at once the
 * order of the versions says who was first, as everywhere in this adapter.
 */
const recordBytesMax = 100_000;
/** A multipart upload that is not in use after this long never will be. */
const spareAgeMs = 600_000;

export function createS3UploadStore(options: S3Settings & { readonly system: string; readonly now: () => Date }): UploadStore {
  const { prefix, system, now } = options;
  const bucket = openBucket(options, system);
  const rootKey = `${prefix}uploads/`;
  const keysKey = `${prefix}upload-keys/`;
  const keyOf = (id: string, name = ''): string => `${rootKey}${id}/${name}`;

  async function versionsOf(key: string): Promise<readonly ListedVersion[]> {
    return (await bucket.listVersions(key)).versions.filter((version) => version.Key === key);
  }

  async function writeText(key: string, text: string): Promise<string> {
    const body = Buffer.from(text);
    const md5 = createHash('md5').update(body).digest('base64');
    return bucket.put({ key, body, sizeBytes: body.byteLength, md5, mediaType: 'application/json', metadata: {} });
  }

  /** The text of the first writer, or of the last. */
  async function readText(key: string, which: 'first' | 'last'): Promise<string | null> {
    const version = (await versionsOf(key)).at(which === 'first' ? -1 : 0);
    return version ? bucket.readText({ key, versionId: version.VersionId }, recordBytesMax) : null;
  }

  async function claim(key: string, text: string): Promise<string> {
    const known = await readText(key, 'first');
    if (known !== null) return known;
    const versionId = await writeText(key, text);
    const first = (await versionsOf(key)).at(-1);
    if (!first || first.VersionId === versionId) return text;
    await bucket.remove({ key, versionId });
    return (await bucket.readText({ key, versionId: first.VersionId }, recordBytesMax)) ?? text;
  }

  /** Gives the keys of what was there. */
  async function removeAll(under: string): Promise<ReadonlySet<string>> {
    const { versions } = await bucket.listVersions(under);
    await Promise.all(versions.map(({ Key: key, VersionId: versionId }) => bucket.remove({ key, versionId })));
    return new Set(versions.map(({ Key }) => Key));
  }

  async function find(id: string): Promise<Upload | null> {
    const text = await readText(keyOf(id, 'upload.json'), 'last');
    return text === null ? null : readUpload(text);
  }

  async function keep(upload: Upload): Promise<void> {
    await writeText(keyOf(upload.id, 'upload.json'), JSON.stringify(upload));
  }

  /** The S3's own upload; of several that are opened at once the first one that was noted counts. */
  async function multipartOf({ id, mediaType }: Upload): Promise<Multipart> {
    const [key, noted] = [keyOf(id, 'content'), keyOf(id, 'multipart')];
    const known = await readText(noted, 'first');
    if (known !== null) return { key, multipartId: known };
    const opened = await bucket.createMultipart({ key, mediaType });
    const multipartId = await claim(noted, opened);
    if (multipartId !== opened) await bucket.abortMultipart({ key, multipartId: opened });
    return { key, multipartId };
  }

  /** The object is there already when an earlier attempt came as far; it is not made while parts are missing. */
  async function joinParts(upload: Upload): Promise<void> {
    const key = keyOf(upload.id, 'content');
    const multipartId = await readText(keyOf(upload.id, 'multipart'), 'first');
    if (multipartId === null || (await versionsOf(key)).length > 0) return;
    const parts = soundParts(upload, (await bucket.listParts({ key, multipartId })) ?? []);
    if (parts.length === partCountOf(upload)) await bucket.completeMultipart({ key, multipartId }, parts);
  }

  /** Takes back what was noted, unless somebody else has done so and noted another one. */
  async function forgetMultipart(id: string, multipartId: string): Promise<void> {
    const key = keyOf(id, 'multipart');
    const version = (await versionsOf(key)).at(-1);
    if (!version) return;
    const first = { key, versionId: version.VersionId };
    if ((await bucket.readText(first, recordBytesMax)) === multipartId) await bucket.remove(first);
  }

  async function drop(id: string): Promise<void> {
    const removed = await removeAll(keyOf(id));
    if (!removed.has(keyOf(id, 'multipart'))) return;
    for (const { Key: key, UploadId: multipartId } of await bucket.listMultiparts(keyOf(id))) {
      await bucket.abortMultipart({ key, multipartId });
    }
  }

  /** Whatever of the S3's own uploads has no use: their parts are in no listing of objects, and cost all the same. */
  async function sweepMultiparts(at: Date): Promise<void> {
    for (const { Key: key, UploadId: multipartId, Initiated } of await bucket.listMultiparts(rootKey)) {
      const id = key.slice(rootKey.length).split('/')[0] ?? '';
      const upload = await find(id);
      const isOver = !upload || upload.completed !== null || upload.expiresAt < at;
      const isOld = Initiated.getTime() < now().getTime() - spareAgeMs;
      if (isOver || (isOld && (await readText(keyOf(id, 'multipart'), 'first')) !== multipartId)) {
        await bucket.abortMultipart({ key, multipartId });
      }
    }
  }

  function secondsUntil(expiresAt: Date): number {
    return Math.max(1, Math.floor((expiresAt.getTime() - now().getTime()) / 1000));
  }

  return {
    open: async (upload) => readUpload(await claim(keyOf(upload.id, 'upload.json'), JSON.stringify(upload))),
    find,
    presign: async ({ id, mediaType, sizeBytes, sha256, expiresAt }) => {
      const seconds = secondsUntil(expiresAt);
      const url = await bucket.presignPut({ key: keyOf(id, 'content'), mediaType, sizeBytes, sha256, seconds });
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      return { url, headers: { 'content-type': mediaType, 'x-amz-checksum-sha256': checksum } };
    },
    receive: () => Promise.resolve('closed'),
    receivePart: () => Promise.resolve('closed'),
    async partsOf(upload) {
      let multipart = await multipartOf(upload);
      let listed = await bucket.listParts(multipart);
      if (listed === null) {
        if ((await versionsOf(multipart.key)).length > 0) return 'closed';
        // Somebody else called it off, such as a lifecycle rule: what was there is lost, and it begins anew.
        await forgetMultipart(upload.id, multipart.multipartId);
        multipart = await multipartOf(upload);
        listed = [];
      }
      const opened = multipart;
      return {
        arrived: new Map(soundParts(upload, listed).map(({ PartNumber, ETag }) => [PartNumber, ETag.replaceAll('"', '')])),
        presign: async ({ number, sizeBytes }, expiresAt) => ({
          url: await bucket.presignPart(opened, { number, sizeBytes, seconds: secondsUntil(expiresAt) }),
          headers: {},
        }),
      };
    },
    async withContent(upload, work) {
      const { id, sizeBytes } = upload;
      if (upload.partBytes !== null) await joinParts(upload);
      const key = keyOf(id, 'content');
      const version = (await versionsOf(key))[0];
      const body = version ? await bucket.read({ key, versionId: version.VersionId }) : null;
      if (!body) return work(null);
      // Everything is judged on one copy, and this copy becomes the document: what is put there meanwhile changes nothing. One byte more
      // than was announced is enough to see that it is too much.
      return withSpooledContent(cutAfter(body as AsyncIterable<Uint8Array>, sizeBytes + 1, system), work);
    },
    keep,
    async complete(upload) {
      await keep(upload);
      for (const name of ['content', 'multipart']) await removeAll(keyOf(upload.id, name));
    },
    drop,
    claimKey: (key, uploadId) => claim(`${keysKey}${key}`, uploadId),
    async releaseKey(key) {
      await removeAll(`${keysKey}${key}`);
    },
    async sweep(at, forgottenBefore) {
      const { versions } = await bucket.listVersions(rootKey);
      const ids = new Set(versions.map(({ Key }) => Key.slice(rootKey.length).split('/')[0] ?? ''));
      for (const id of ids) {
        const upload = await find(id);
        // Bytes may arrive after an upload was dropped or completed, while its address works.
        if (!upload || upload.expiresAt < (upload.completed ? forgottenBefore : at)) await removeAll(keyOf(id));
        else if (upload.completed) await removeAll(keyOf(id, 'content'));
      }
      const keys = (await bucket.listVersions(keysKey)).versions.filter(({ LastModified }) => LastModified < forgottenBefore);
      for (const { Key: key, VersionId: versionId } of keys) await bucket.remove({ key, versionId });
      await sweepMultiparts(at);
    },
    close: () => bucket.close(),
  };
}

/** Those that belong to the file and have the size that they should. */
function soundParts(upload: Upload, listed: readonly ListedPart[]): ListedPart[] {
  return listed.filter(({ PartNumber, Size }) => partAt(upload, PartNumber)?.sizeBytes === Size);
}

async function* cutAfter(content: AsyncIterable<Uint8Array>, bytes: number, system: string): AsyncGenerator<Uint8Array> {
  let left = bytes;
  try {
    for await (const chunk of content) {
      yield chunk.subarray(0, left);
      left -= chunk.byteLength;
      if (left <= 0) return;
    }
  } catch (cause) {
    throw new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause });
  }
}
