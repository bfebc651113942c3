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
