import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asClientId } from '../../../kit/domain.ts';
import { partAt } from '../../../kit/uploads/parts.ts';
import type { Part } from '../../../kit/uploads/parts.ts';
import type { UploadStore } from '../../uploads/upload-store.ts';
import type { Upload } from '../../uploads/upload.ts';
import { createDiskUploadStore } from './upload-store.ts';

const content = randomBytes(25);
const upload: Upload = {
  ...{ id: 'A'.repeat(22), clientId: asClientId('acme'), holder: { kind: 'client', subject: 'mia', issuer: null } },
  ...{ fingerprint: 'f'.repeat(64), folder: '', name: 'a.txt', title: null, sharing: null, documentId: null, expectedVersion: 0 },
  ...{ mediaType: 'text/plain', sizeBytes: 25, partBytes: 10, sha256: createHash('sha256').update(content).digest('hex') },
  ...{ expiresAt: new Date(Date.now() + 60_000), isAttempted: false, completed: null },
};

describe('the parts of a file on a disk', () => {
  let folder: string;
  let store: UploadStore;
  const pathOf = (name: string): string => join(folder, 'uploads', `upload-${upload.id}`, name);
  const part = (number: number): Part => partAt(upload, number) as Part;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portal-parts-'));
    store = await createDiskUploadStore({ folder, system: 'Files' });
    await store.open(upload);
  });
  afterEach(() => rm(folder, { recursive: true }));

  function receive(number: number, bytes = content.subarray(part(number).offset, part(number).offset + part(number).sizeBytes)) {
    return store.receivePart(upload, part(number), Readable.from([bytes]), null);
  }
  const whole = (): Promise<Buffer | null> => store.withContent(upload, async (path) => (path === null ? null : readFile(path)));

  it('make the whole, once all are there', async () => {
    for (const number of [3, 1]) expect(await receive(number)).toBe('received');
    expect(await whole()).toBeNull();
    expect(await receive(2)).toBe('received');
    expect(await whole()).toEqual(content);
    expect(await whole()).toEqual(content);
    expect((await readdir(pathOf(''))).sort()).toEqual(['sealed', 'upload.json']);
  });

  it('make it after a crash at any step, and take nothing in between', async () => {
    for (const number of [1, 2, 3]) await receive(number);
    await rename(pathOf('parts'), pathOf('taken-parts'));
    await writeFile(pathOf('part-begun'), content.subarray(0, 5));
    expect([await receive(1, randomBytes(10)), await store.partsOf(upload)]).toEqual(['closed', 'closed']);
    expect(await whole()).toEqual(content);
    expect([await receive(1, randomBytes(10)), await store.partsOf(upload)]).toEqual(['closed', 'closed']);
    await store.complete({ ...upload, completed: { documentId: 'd', at: new Date() } });
    expect(await readdir(pathOf(''))).toEqual(['upload.json']);
  });

  it('count only when they have their size', async () => {
    for (const [number, bytes] of [
      [1, 9],
      [1, 11],
      [3, 10],
      [3, 0],
    ] as const) {
      // prettier-ignore
      expect(await receive(number, randomBytes(bytes))).toBe('wrong size');
    }
    await writeFile(pathOf('parts/2'), 'short');
    await writeFile(pathOf('parts/4'), '');
    await writeFile(pathOf('parts/other'), '0123456789');
    expect(await store.partsOf(upload)).toMatchObject({ arrived: new Map() });
  });

  it('take nothing once it was dropped', async () => {
    await receive(1);
    await store.drop(upload.id);
    expect(await receive(1)).toBe('closed');
    expect(await readdir(join(folder, 'uploads'))).toEqual(['keys', 'temporary']);
  });
});
