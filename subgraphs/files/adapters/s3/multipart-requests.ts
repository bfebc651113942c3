import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { s3ContractBroken } from './s3-error.ts';
import type { ListedMultipart, ListedPart } from './wire.ts';
import { multipartPage, partPage } from './wire.ts';

/** An object that is being sent in parts. */
export interface Multipart {
  readonly key: string;
  readonly multipartId: string;
}

/** The requests about objects that are sent in parts. */
export interface MultipartRequests {
  /** Resolves to its id. */
  createMultipart(object: { readonly key: string; readonly mediaType: string }): Promise<string>;
  /** By number; null when it was completed or called off. */
  listParts(multipart: Multipart): Promise<readonly ListedPart[] | null>;
  /** An address for one part: the signature binds its number and its size. */
  presignPart(multipart: Multipart, part: { number: number; sizeBytes: number; seconds: number }): Promise<string>;
  /** Makes the object out of these parts. False when it was completed or called off before. */
  completeMultipart(multipart: Multipart, parts: readonly ListedPart[]): Promise<boolean>;
  /** Leaves nothing of its parts. */
  abortMultipart(multipart: Multipart): Promise<void>;
  listMultiparts(prefix: string): Promise<readonly ListedMultipart[]>;
}

const listPagesMax = 100;

export function multipartRequests(options: {
  readonly client: S3Client;
  readonly Bucket: string;
  readonly system: string;
  readonly send: <Result>(request: (abortSignal: AbortSignal) => Promise<Result>, withinMs?: number) => Promise<Result>;
  /** Null for what is no longer there. */
  readonly orNull: <Result>(request: Promise<Result>) => Promise<Result | null>;
  readonly transferTimeoutMs: number;
}): MultipartRequests {
  const { client, Bucket, system, send, orNull, transferTimeoutMs } = options;

  return {
    async createMultipart({ key: Key, mediaType: ContentType }) {
      const { UploadId } = await send((abortSignal) =>
        client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }), { abortSignal }),
      );
      if (!UploadId) throw s3ContractBroken(system, 'an upload in parts without an id');
      return UploadId;
    },
    async listParts({ key: Key, multipartId: UploadId }) {
      const parts: ListedPart[] = [];
      let PartNumberMarker: string | undefined;
      for (let page = 0; page < listPagesMax; page += 1) {
        const marker = PartNumberMarker === undefined ? {} : { PartNumberMarker };
        const read = await orNull(
          send(async (abortSignal) =>
            partPage.parse(await client.send(new ListPartsCommand({ Bucket, Key, UploadId, ...marker }), { abortSignal })),
          ),
        );
        if (read === null) return null;
        if (read.Bucket !== Bucket) throw s3ContractBroken(system, 'a listing of another bucket');
        parts.push(...read.Parts);
        if (!read.IsTruncated) return parts;
        if (read.NextPartNumberMarker === undefined) throw s3ContractBroken(system, 'a listing without its next page');
        PartNumberMarker = read.NextPartNumberMarker;
      }
      throw s3ContractBroken(system, `over ${String(listPagesMax)} pages of parts`);
    },
    presignPart: ({ key: Key, multipartId: UploadId }, { number: PartNumber, sizeBytes: ContentLength, seconds: expiresIn }) =>
      getSignedUrl(client, new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, ContentLength }), {
        expiresIn,
        signableHeaders: new Set(['host', 'content-length']),
      }),
    async completeMultipart({ key: Key, multipartId: UploadId }, parts) {
      const Parts = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      const done = await orNull(
        send(
          (abortSignal) =>
            client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }), {
              abortSignal,
            }),
          transferTimeoutMs,
        ),
      );
      return done !== null;
    },
    async abortMultipart({ key: Key, multipartId: UploadId }) {
      await orNull(
        send((abortSignal) => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), { abortSignal })),
      );
    },
    async listMultiparts(Prefix) {
      const uploads: ListedMultipart[] = [];
      let marker: { KeyMarker?: string; UploadIdMarker?: string } = {};
      for (let page = 0; page < listPagesMax; page += 1) {
        const read = await send(async (abortSignal) =>
          multipartPage.parse(await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, ...marker }), { abortSignal })),
        );
        if (read.Bucket !== Bucket) throw s3ContractBroken(system, 'a listing of another bucket');
        uploads.push(...read.Uploads);
        if (!read.IsTruncated) return uploads;
        if (read.NextKeyMarker === undefined) throw s3ContractBroken(system, 'a listing without its next page');
        marker = {
          KeyMarker: read.NextKeyMarker,
          ...(read.NextUploadIdMarker !== undefined && { UploadIdMarker: read.NextUploadIdMarker }),
        };
      }
      throw s3ContractBroken(system, `over ${String(listPagesMax)} pages of uploads in parts`);
    },
  };
}
