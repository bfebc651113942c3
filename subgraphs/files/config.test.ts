import { describe, expect, it } from '@jest/globals';
import { readFilesConfig } from './config.ts';

const shared = {
  IDENTITY_KEYS: JSON.stringify({ keys: [{ kty: 'OKP', kid: '1' }] }),
  CURSOR_SECRET: 'c'.repeat(32),
  FILES_LINK_SECRET: 'l'.repeat(32),
};

describe('the configuration of files', () => {
  it('needs a folder for the disk, and for an S3 a bucket with its key', () => {
    expect(() => readFilesConfig(shared)).toThrow('FILES_DISK_FOLDER: must be set, because FILES_ADAPTER is disk');
    expect(() => readFilesConfig({ ...shared, FILES_ADAPTER: 's3' })).toThrow(
      /FILES_S3_BUCKET[^]*FILES_S3_ACCESS_KEY_ID[^]*FILES_S3_SECRET_ACCESS_KEY/,
    );
  });

  it('listens on 4102 of the loopback and makes links for five minutes when nothing else is said', () => {
    expect(readFilesConfig({ ...shared, FILES_DISK_FOLDER: '/data' })).toMatchObject({
      host: '127.0.0.1',
      port: 4102,
      adapter: 'disk',
      diskFolder: '/data',
      linkLifetimeMs: 300_000,
      publicUrl: undefined,
    });
  });

  it('asks workflow who lost access when it knows where and has a key, and takes no half of that', () => {
    const FILES_WORKFLOW_URL = 'http://workflow.example/graphql';
    const key = { kty: 'OKP', crv: 'Ed25519', kid: 'files', x: 'AAAA', d: 'AAAA' };
    const FILES_SERVICE_KEY = JSON.stringify(key);
    const disk = { ...shared, FILES_DISK_FOLDER: '/data' };
    expect(readFilesConfig(disk).workflow).toBeNull();
    expect(readFilesConfig({ ...disk, FILES_WORKFLOW_URL, FILES_SERVICE_KEY }).workflow).toEqual({
      url: FILES_WORKFLOW_URL,
      key: { ...key, alg: 'EdDSA' },
    });
    expect(() => readFilesConfig({ ...disk, FILES_WORKFLOW_URL })).toThrow(
      'FILES_SERVICE_KEY: must be set, because FILES_WORKFLOW_URL is',
    );
    expect(() => readFilesConfig({ ...disk, FILES_SERVICE_KEY })).toThrow(
      'FILES_WORKFLOW_URL: must be set, because FILES_SERVICE_KEY is',
    );
  });

  it('gives out no address of the S3 itself unless that is asked for: nobody could revoke it', () => {
    const s3 = {
      ...shared,
      FILES_ADAPTER: 's3',
      FILES_S3_BUCKET: 'b',
      FILES_S3_ACCESS_KEY_ID: 'k',
      FILES_S3_SECRET_ACCESS_KEY: 's',
    };
    expect(readFilesConfig(s3).s3.presign).toBe(false);
    expect(readFilesConfig({ ...s3, FILES_S3_PRESIGN: 'true' }).s3.presign).toBe(true);
  });

  it('sends what is larger than 32 MiB in parts, of a size and number that the store takes', () => {
    const disk = { ...shared, FILES_DISK_FOLDER: '/data' };
    const mebibyte = 1024 * 1024;
    const defaults = { aboveBytes: 32 * mebibyte, partBytes: 8 * mebibyte, lifetimeMs: 86_400_000 };
    expect(readFilesConfig(disk).multipart).toEqual(defaults);
    const small = { FILES_MULTIPART_PART_BYTES: String(5 * mebibyte - 1) };
    expect(readFilesConfig({ ...disk, ...small }).multipart.partBytes).toBe(5 * mebibyte - 1);
    expect(() => readFilesConfig({ ...shared, ...small, FILES_ADAPTER: 's3' })).toThrow(
      'FILES_MULTIPART_PART_BYTES: must be at least 5242880, because FILES_ADAPTER is s3',
    );
    const tiny = { FILES_MULTIPART_PART_BYTES: '1024', FILES_BYTES_MAX: '10240000' };
    expect(readFilesConfig({ ...disk, ...tiny }).multipart.partBytes).toBe(1_024);
    expect(() => readFilesConfig({ ...disk, ...tiny, FILES_BYTES_MAX: '10240001' })).toThrow(
      'FILES_MULTIPART_PART_BYTES: must be larger: a file of FILES_BYTES_MAX would have over 10000 parts',
    );
  });

  it('takes a public address with or without a slash at its end for the same', () => {
    const read = (url: string) => readFilesConfig({ ...shared, FILES_DISK_FOLDER: '/data', FILES_PUBLIC_URL: url }).publicUrl;
    expect([read('https://files.example/a/'), read('https://files.example/a')]).toEqual(
      Array.from({ length: 2 }, () => 'https://files.example/a'),
    );
  });

  it.each([
    ['FILES_LINK_SECRET', 'short'],
    ['FILES_S3_PREFIX', 'no-slash'],
    ['FILES_PUBLIC_URL', 'ftp://files.example'],
    ['FILES_LINK_SECONDS', '5'],
    ['FILES_ADAPTER', 'webdav'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readFilesConfig({ ...shared, FILES_DISK_FOLDER: '/data', [name]: value })).toThrow(name);
  });
});
