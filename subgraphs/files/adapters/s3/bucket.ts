import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { z } from 'zod';
import { createConcurrencyLimit } from './limit-concurrency.ts';
import { multipartRequests } from './multipart-requests.ts';
import type { MultipartRequests } from './multipart-requests.ts';
import { isNotFound, s3ContractBroken, s3Failure, statusOfError } from './s3-error.ts';
import type { S3Settings } from './settings.ts';
import { whileBusy } from './while-busy.ts';
import type { ListedVersion, TagSet } from './wire.ts';
import { objectHead, versionPage } from './wire.ts';

/** One version of one object. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
}

export interface VersionListing {
  /** Per key the newest first. */
  readonly versions: readonly ListedVersion[];
  /** By key, the newest delete marker. */
  readonly deletions: ReadonlyMap<string, Deletion>;
}

export interface Deletion {
  readonly at: Date;
  /** Whether nothing was put there since. */
  readonly isLatest: boolean;
}

/**
 * The few requests that this adapter makes, each with a deadline and its failures as `AppError`. The SDK tries reads and writes twice
 * at most: the portal's own deadline is near, and a storm of retries is the last thing that a busy S3 needs.
 */
export interface Bucket extends MultipartRequests {
  listVersions(prefix: string): Promise<VersionListing>;
  /** Up to 1,000 keys. */
  listKeys(prefix: string): Promise<readonly string[]>;
  /** Null when it is no longer there. */
  head(version: { readonly key: string; readonly versionId: string | null }): Promise<z.output<typeof objectHead> | null>;
  tags(version: ObjectVersion): Promise<TagSet>;
  putTags(version: ObjectVersion, tags: { Key: string; Value: string }[]): Promise<void>;
  /** Resolves to the version's id. */
  put(object: NewObject): Promise<string>;
  /** Takes one version away for good. */
  remove(version: ObjectVersion): Promise<void>;
  /** Null when it is no longer there. */
  read(version: ObjectVersion, range?: { start: number; end: number }): Promise<Readable | null>;
  /** A small object as text; null when it is no longer there. Throws for one that is larger than `bytesMax`. */
  readText(version: ObjectVersion, bytesMax: number): Promise<string | null>;
  presign(version: ObjectVersion, answer: { disposition: string; mediaType: string; seconds: number }): Promise<string>;
  /** An address for one content: the signature binds its size, its type and its SHA-256 (which not every S3 looks at). */
  presignPut(object: { key: string; mediaType: string; sizeBytes: number; sha256: string; seconds: number }): Promise<string>;
  /** Makes it when it is missing, with versioning. */
  create(): Promise<void>;
  checkVersioning(): Promise<void>;
  close(): void;
}

export interface NewObject {
  readonly key: string;
  readonly body: Uint8Array | Readable;
  readonly sizeBytes: number;
  /** Base64. */
  readonly md5: string;
  readonly mediaType: string;
  readonly metadata: Record<string, string>;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const requestsAtOnce = 32;
const listPagesMax = 100;
const transferTimeoutMs = 60_000;
/** What a large content takes longer: 10 MB a second. */
const transferBytesPerMs = 10_000;

export function openBucket(settings: S3Settings, system: string): Bucket {
  const { bucket: Bucket, timeoutMs = 1_500, listPageSize: MaxKeys = 1_000 } = settings;
  const client = new S3Client({
    region: settings.region,
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    forcePathStyle: settings.forcePathStyle,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    maxAttempts: 2,
    // Servers other than Amazon's answer 411 to the trailing checksums that the SDK adds by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(timeoutMs, 1_000),
      socketTimeout: 30_000,
      httpAgent: { maxSockets: 64 },
      httpsAgent: { maxSockets: 64 },
    },
  });
  const limited = createConcurrencyLimit(requestsAtOnce);

  /** The deadline begins when the request is sent, not while it waits for its turn. */
  function send<Result>(request: (abortSignal: AbortSignal) => Promise<Result>, withinMs = timeoutMs): Promise<Result> {
    return limited(async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), withinMs);
      try {
        return await request(controller.signal);
      } catch (error) {
        throw isNotFound(error) ? error : s3Failure(system, error, controller.signal.aborted);
      } finally {
        clearTimeout(timer);
      }
    });
  }

  async function orNull<Result>(request: Promise<Result>): Promise<Result | null> {
    try {
      return await request;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw s3Failure(system, error, false);
    }
  }

  function idOf(versionId: string | null) {
    return versionId === null ? {} : { VersionId: versionId };
  }

  async function read({ key, versionId }: ObjectVersion, range?: { start: number; end: number }): Promise<Readable | null> {
    const Range = range && `bytes=${String(range.start)}-${String(range.end)}`;
    const found = await orNull(
      send((abortSignal) =>
        client.send(new GetObjectCommand({ Bucket, Key: key, VersionId: versionId, ...(Range && { Range }) }), { abortSignal }),
      ),
    );
    if (found === null) return null;
    if (!(found.Body instanceof Readable)) throw s3ContractBroken(system, 'an object without a body');
    return found.Body;
  }

  return {
    async listVersions(Prefix) {
      const versions: ListedVersion[] = [];
      const deletions = new Map<string, Deletion>();
      let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
      for (let page = 0; page < listPagesMax; page += 1) {
        const read = await send(async (abortSignal) =>
          versionPage.parse(
            await client.send(new ListObjectVersionsCommand({ Bucket, Prefix, MaxKeys, ...marker }), { abortSignal }),
          ),
        );
        if (read.Name !== Bucket) throw s3ContractBroken(system, 'a listing of another bucket');
        versions.push(...read.Versions);
        // Newest first within a key: the first one seen is the newest.
        for (const { Key, IsLatest, LastModified } of read.DeleteMarkers) {
          if (!deletions.has(Key)) deletions.set(Key, { at: LastModified, isLatest: IsLatest });
        }
        if (!read.IsTruncated) return { versions, deletions };
        if (read.NextKeyMarker === undefined) throw s3ContractBroken(system, 'a listing without its next page');
        marker = {
          KeyMarker: read.NextKeyMarker,
          ...(read.NextVersionIdMarker !== undefined && { VersionIdMarker: read.NextVersionIdMarker }),
        };
      }
      throw s3ContractBroken(system, `over ${String(listPagesMax)} pages of versions under one prefix`);
    },
    async listKeys(Prefix) {
      const read = await send((abortSignal) => client.send(new ListObjectsV2Command({ Bucket, Prefix }), { abortSignal }));
      return (read.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    },
    head: ({ key, versionId }) =>
      orNull(
        send(async (abortSignal) =>
          objectHead.parse(await client.send(new HeadObjectCommand({ Bucket, Key: key, ...idOf(versionId) }), { abortSignal })),
        ),
      ),
    async tags({ key, versionId }) {
      const read = await orNull(
        send((abortSignal) =>
          client.send(new GetObjectTaggingCommand({ Bucket, Key: key, VersionId: versionId }), { abortSignal }),
        ),
      );
      return read?.TagSet ?? [];
    },
    async putTags({ key, versionId }, TagSet) {
      const Tagging = { TagSet };
      await send((abortSignal) =>
        whileBusy(abortSignal, () =>
          client.send(new PutObjectTaggingCommand({ Bucket, Key: key, VersionId: versionId, Tagging }), { abortSignal }),
        ),
      );
    },
    async put({ key, body, sizeBytes, md5, mediaType, metadata, tags = [] }) {
      const { VersionId } = await send(
        (abortSignal) =>
          client.send(
            new PutObjectCommand({
              Bucket,
              Key: key,
              Body: body,
              ContentLength: sizeBytes,
              ContentMD5: md5,
              ContentType: mediaType,
              Metadata: metadata,
              ...(tags.length > 0 && {
                Tagging: new URLSearchParams(tags.map(({ Key, Value }): [string, string] => [Key, Value])).toString(),
              }),
            }),
            { abortSignal },
          ),
        transferTimeoutMs + sizeBytes / transferBytesPerMs,
      );
      return VersionId ?? 'null';
    },
    async remove({ key, versionId }) {
      await send((abortSignal) =>
        client.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId: versionId }), { abortSignal }),
      );
    },
    read,
    async readText(version, bytesMax) {
      const body = await read(version);
      if (body === null) return null;
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      try {
        for await (const chunk of body as AsyncIterable<Uint8Array>) {
          bytes += chunk.byteLength;
          if (bytes > bytesMax) throw s3ContractBroken(system, `over ${String(bytesMax)} bytes in ${version.key}`);
          chunks.push(chunk);
        }
      } catch (error) {
        throw s3Failure(system, error, false);
      }
      return Buffer.concat(chunks).toString('utf8');
    },
    presign: ({ key, versionId }, { disposition, mediaType, seconds }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key: key,
          VersionId: versionId,
          ResponseContentDisposition: disposition,
          ResponseContentType: mediaType,
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: seconds },
      ),
    presignPut: ({ key, mediaType, sizeBytes, sha256, seconds }) =>
      getSignedUrl(
        client,
        new PutObjectCommand({
          Bucket,
          Key: key,
          ContentLength: sizeBytes,
          ContentType: mediaType,
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
        {
          expiresIn: seconds,
          signableHeaders: new Set(['host', 'content-length', 'content-type', 'x-amz-checksum-sha256']),
          unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
        },
      ),
    ...multipartRequests({ client, Bucket, system, send, orNull, transferTimeoutMs }),
    async create() {
      await send(async (abortSignal) => {
        try {
          await client.send(new CreateBucketCommand({ Bucket }), { abortSignal });
        } catch (error) {
          // Somebody has it already: ours when the next request succeeds.
          if (statusOfError(error) !== 409) throw error;
        }
      }, transferTimeoutMs);
      await send(
        (abortSignal) =>
          client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }), {
            abortSignal,
          }),
        transferTimeoutMs,
      );
    },
    async checkVersioning() {
      const { Status } = await send((abortSignal) => client.send(new GetBucketVersioningCommand({ Bucket }), { abortSignal }));
      if (Status !== 'Enabled') throw s3ContractBroken(system, `the bucket ${Bucket} has no versioning`);
    },
    close: () => client.destroy(),
  };
}
