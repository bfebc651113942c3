import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListMultipartUploadsCommand, ListObjectVersionsCommand, ListPartsCommand, S3Client } from '@aws-sdk/client-s3';

/** Where the files of a service under test lie, looked at past the service. */
export interface UploadPlace {
  readonly environment: Readonly<Record<string, string>>;
  /** The smallest part that the store takes. */
  readonly partBytes: number;
  /** Everything, with old versions, delete markers, and parts that are no object yet. */
  list(): Promise<string[]>;
  /** Of everything whose name in `list` holds the text. */
  bytesOf(name: string): Promise<number>;
  close(): Promise<void>;
}

/** Null when no S3 is at hand. */
export const testS3 =
  process.env['TEST_S3_ENDPOINT'] === undefined
    ? null
    : {
        endpoint: process.env['TEST_S3_ENDPOINT'],
        credentials: {
          accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
          secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
        },
      };

/** The disk, and an S3 when there is one. */
export const uploadPlaces: readonly (readonly [string, () => Promise<UploadPlace>])[] = [
  ['a disk', onDisk],
  ...(testS3 ? [['an S3', () => Promise.resolve(onS3(testS3))] as const] : []),
];

async function onDisk(): Promise<UploadPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-uploads-'));
  const list = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort();
  return {
    environment: { FILES_DISK_FOLDER: folder },
    partBytes: 1_024,
    list,
    async bytesOf(name) {
      const sizes = (await list())
        .filter((path) => path.includes(name))
        .map(async (path) => {
          const found = await stat(join(folder, path));
          return found.isFile() ? found.size : 0;
        });
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    },
    close: () => rm(folder, { recursive: true }),
  };
}

function onS3({ endpoint, credentials }: NonNullable<typeof testS3>): UploadPlace {
  const [Bucket, Prefix] = ['portal-uploads', `${randomUUID()}/`];
  const s3 = openTestS3({ endpoint, credentials });
  async function everything(): Promise<{ key: string; bytes: number }[]> {
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
    const parts = Uploads.map(async ({ Key = '', UploadId }) => {
      const { Parts = [] } = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
      return { key: `${Key} in parts`, bytes: Parts.reduce((sum, { Size = 0 }) => sum + Size, 0) };
    });
    return [
      ...(listed.Versions ?? []).map(({ Key = '', Size = 0 }) => ({ key: Key, bytes: Size })),
      ...(listed.DeleteMarkers ?? []).map(({ Key = '' }) => ({ key: Key, bytes: 0 })),
      ...(await Promise.all(parts)),
    ];
  }
  return {
    environment: {
      ...{ FILES_ADAPTER: 's3', FILES_S3_ENDPOINT: endpoint, FILES_S3_BUCKET: Bucket, FILES_S3_PREFIX: Prefix },
      FILES_S3_ACCESS_KEY_ID: credentials.accessKeyId,
      FILES_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      FILES_S3_CREATE_BUCKET: 'true',
    },
    partBytes: 5 * 1024 * 1024,
    list: async () => (await everything()).map(({ key }) => key).sort(),
    bytesOf: async (name) =>
      (await everything()).filter(({ key }) => key.includes(name)).reduce((sum, { bytes }) => sum + bytes, 0),
    close: () => Promise.resolve(s3.destroy()),
  };
}

export function openTestS3({ endpoint, credentials }: NonNullable<typeof testS3>): S3Client {
  return new S3Client({
    ...{ endpoint, region: 'us-east-1', forcePathStyle: true, credentials },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}
