import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { basename } from 'node:path';
import { leave, writtenBack } from './left.ts';
import type { Left } from './left.ts';
import type { RealSystems } from './survival-portal.ts';

/** Reads the bucket as `adapters/s3/README.md` describes it. */
export async function countInBucket(left: Left, settings: NonNullable<RealSystems['s3']>): Promise<void> {
  const { endpoint, bucket: Bucket, accessKeyId, secretAccessKey } = settings;
  const s3 = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  try {
    const names = new Map<string, string>();
    const changes: { readonly token: string; readonly marker: string; readonly isSharing: boolean }[] = [];
    const uploads = new Set<string>();
    let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (let isTruncated = true; isTruncated;) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...marker }));
      for (const { Key = '', VersionId = '' } of page.Versions ?? []) {
        const name = basename(Key, '.pdf');
        if (Key.includes('/Survival/')) {
          leave(left, `completeUpload ${name}`);
          const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket, Key, VersionId }));
          names.set(Metadata?.['portal-token'] ?? '', name);
        } else if (Key.includes('/.portal/changes/')) {
          const { marker: of = '', sharing } = await readJson(s3, { Bucket, Key, VersionId });
          changes.push({ token: name, marker: of, isSharing: sharing !== undefined });
        } else if (Key.startsWith('uploads/') && name === 'upload.json' && !uploads.has(Key)) {
          uploads.add(Key);
          leave(left, `requestUpload ${basename((await readJson(s3, { Bucket, Key, VersionId })).name ?? '', '.pdf')}`);
        }
      }
      isTruncated = page.IsTruncated === true;
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    // Of several changes under one marker the first one alone is in force, whoever took the others back or could not.
    for (const { token, isSharing } of new Map(changes.map((change) => [`${change.token} ${change.marker}`, change])).values()) {
      const name = names.get(token) ?? token;
      // A change that is not about sharing is a decision, whose outcome stands in the object's tags.
      leave(left, isSharing ? `shareDocument ${name}` : writtenBack(name));
    }
  } finally {
    s3.destroy();
  }
}

async function readJson(
  s3: S3Client,
  object: { readonly Bucket: string; readonly Key: string; readonly VersionId: string },
): Promise<ChangeOrUpload> {
  const { Body } = await s3.send(new GetObjectCommand(object));
  return JSON.parse((await Body?.transformToString()) ?? '{}') as ChangeOrUpload;
}

interface ChangeOrUpload {
  readonly marker?: string;
  readonly name?: string;
  readonly sharing?: unknown;
}
