import { createServer, request as sendRequest } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { Sharing } from '../../../kit/domain.ts';
import { scopeOf } from '../../../kit/scope.ts';
import { createStatusTable } from '../../../kit/status-table.ts';
import { clientClaims, staffClaims } from '../../../kit/testing/identity.ts';
import { fingerprintOf } from '../../document-change.ts';
import type { Document } from '../../domain.ts';
import { bytesOf, describeFileStore, newClient, newVersion, ok } from '../../port.contract.ts';
import type { StoreFailure } from '../../port.contract.ts';
import type { FileStore } from '../../port.ts';
import { versionKey } from '../../port.ts';
import { fileStateTable } from '../../state-table.ts';
import { createS3FileStore } from './index.ts';

const endpoint = process.env['TEST_S3_ENDPOINT'];
const credentials = {
  accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
  secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
};
const bucket = 'portal-contract';
const prefix = `run-${String(Date.now())}/`;
const staff = scopeOf(staffClaims());
const statusTable = createStatusTable(fileStateTable, () => undefined);
const everything = { folder: null, search: null, mediaTypes: null, phases: null };

function open(overrides: Partial<Parameters<typeof createS3FileStore>[0]> = {}): Promise<FileStore> {
  return createS3FileStore({
    endpoint,
    region: 'us-east-1',
    bucket,
    ...credentials,
    prefix,
    forcePathStyle: true,
    presign: true,
    createBucket: false,
    tagsMaxAgeMs: 30_000,
    listingMaxAgeMs: 0,
    system: 'Files',
    statusTable,
    contentBytesMax: 2_000_000,
    reportBroken: () => undefined,
    ...overrides,
  });
}

const answers: Record<Exclude<StoreFailure, 'refused'>, RequestListener> = {
  hanging: () => undefined,
  failing: (_request, response) => response.writeHead(500).end('<Error><Code>InternalError</Code></Error>'),
  garbage: (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/xml' }).end('<html><body>Welcome to nginx!</body></html>'),
};
const servers: Server[] = [];

async function openBroken(failure: StoreFailure): Promise<FileStore> {
  // Nothing listens at port 1.
  if (failure === 'refused') return open({ endpoint: 'http://127.0.0.1:1' });
  const server = createServer(answers[failure]);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return open({ endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` });
}

async function closeServers(): Promise<void> {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
}

if (endpoint === undefined) {
  describe.skip('FileStore: s3 (set TEST_S3_ENDPOINT to run it, see scripts/real-systems/s3)', () => {
    it('is tested against a real S3', () => undefined);
  });
} else {
  const raw = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const keyOf = (document: Document) => document.provenance.recordId;

  describeFileStore('s3', async () => ({
    store: await open({ createBucket: true }),
    openAnother: () => open(),
    async breakDescription(document) {
      const token = document.id.split('/')[1] ?? '';
      await raw.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: keyOf(document),
          Body: 'x',
          Metadata: { 'portal-token': token, 'portal-sharing': '%7Bgarbage' },
        }),
      );
    },
    openBroken,
    dispose: closeServers,
  }));

  describe('the s3 adapter', () => {
    let store: FileStore;
    beforeAll(async () => {
      store = await open({ createBucket: true });
    });
    afterAll(async () => {
      await store.close();
      raw.destroy();
      await closeServers();
    });

    async function documentsOf(clientId: ReturnType<typeof newClient>, from = store): Promise<Document[]> {
      const page = ok((await from.documentsOf(staff, [clientId], everything, { first: 100, after: null })).get(clientId));
      return (page?.items ?? []).map(({ record }) => record);
    }

    function putRaw(key: string, body: string, contentType = 'text/html'): Promise<unknown> {
      return raw.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}${key}`, Body: body, ContentType: contentType }));
    }

    it('shows files that somebody else put there, with an id that stays and a checksum read from the content', async () => {
      const clientId = newClient();
      await putRaw(`clients/${clientId}/Plans/Größe + 1.html`, '<script>', 'text/html; charset=utf-8');
      await putRaw(`clients/${clientId}/Plans/`, ' ');
      const [document, ...others] = await documentsOf(clientId);
      expect(others).toEqual([]);
      expect(document).toMatchObject({
        name: 'Größe + 1.html',
        title: 'Größe + 1',
        folderPath: 'Plans',
        mediaType: 'text/html',
        sha256: null,
        version: 1,
        sharing: { audience: 'COMPANY' },
        status: { sourceState: 'published', phase: 'DONE' },
      });
      await putRaw(`clients/${clientId}/Plans/Größe + 1.html`, '<b>');
      const [again] = await documentsOf(clientId, await open());
      expect(again).toMatchObject({ id: document?.id, version: 2 });
      const references = [1, 2].map((version) => ({ documentId: document?.id ?? '', version }));
      const sums = await store.checksumsOf(staff, references);
      expect(references.map((one) => sums.get(versionKey(one)))).toEqual(
        ['<script>', '<b>'].map((content) => createHash('sha256').update(content).digest('hex')),
      );
    });

    it('keeps id and sharing of a document that somebody replaced by other means', async () => {
      const clientId = newClient();
      const put = await store.putVersion(
        staff,
        newVersion(clientId, { title: 'Salaries', sharing: { audience: 'ROLES', roles: [], contactIds: [] } }),
      );
      await putRaw(`clients/${clientId}/file.pdf`, 'new salaries', 'application/pdf');
      expect(await documentsOf(clientId)).toMatchObject([{ id: put?.id, version: 2, title: 'Salaries', sharing: put?.sharing }]);
      const member = scopeOf(clientClaims(clientId, { memberships: [{ clientId, role: 'MEMBER' }] }));
      expect(await store.documentsById(member, [put?.id ?? ''])).toEqual(new Map());
    });

    describe('who may see a document after a change of it', () => {
      const forAnn: Sharing = { audience: 'CONTACTS', roles: [], contactIds: ['ann'] };
      const company: Sharing = { audience: 'COMPANY', roles: [], contactIds: [] };
      const viewerOf = (clientId: string) => scopeOf(clientClaims(clientId, { memberships: [{ clientId, role: 'VIEWER' }] }));
      const changesKeyOf = ({ id }: Document) => `clients/${id.replace('/', '/.portal/changes/')}`;

      async function putOne(clientId: ReturnType<typeof newClient>, overrides = {}): Promise<Document> {
        const put = await store.putVersion(staff, newVersion(clientId, overrides));
        if (!put) throw new Error('not stored');
        return put;
      }

      async function keptChanges(document: Document): Promise<{ VersionId?: string | undefined }[]> {
        const listed = await raw.send(
          new ListObjectVersionsCommand({ Bucket: bucket, Prefix: `${prefix}${changesKeyOf(document)}` }),
        );
        return listed.Versions ?? [];
      }

      it('stays when somebody replaces the file by other means, one that was put there by other means too', async () => {
        const clientId = newClient();
        await putRaw(`clients/${clientId}/foreign.pdf`, 'foreign');
        await putOne(clientId, { name: 'own.pdf' });
        for (const { id } of await documentsOf(clientId)) await store.changeDocument(staff, id, { sharing: forAnn });
        for (const name of ['foreign', 'own']) await putRaw(`clients/${clientId}/${name}.pdf`, 'replaced');
        expect(await documentsOf(clientId, await open())).toMatchObject([
          { version: 2, sharing: forAnn },
          { version: 2, sharing: forAnn },
        ]);
        expect(
          ok(await store.countDocumentsOf(viewerOf(clientId), [clientId], everything).then((counts) => counts.get(clientId))),
        ).toBe(0);
      });

      it('stays when the version that it was made on is taken away', async () => {
        const clientId = newClient();
        const document = await putOne(clientId);
        await putOne(clientId);
        await store.changeDocument(staff, document.id, { sharing: forAnn });
        const Key = keyOf(document);
        const [newest] = (await raw.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: Key }))).Versions ?? [];
        await raw.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId: newest?.VersionId }));
        expect(await documentsOf(clientId, await open())).toMatchObject([{ version: 1, sharing: forAnn }]);
      });

      it('cannot be written by whoever puts a document into the portal’s own folder', async () => {
        const clientId = newClient();
        const document = await putOne(clientId, { sharing: forAnn });
        const token = document.id.split('/')[1] ?? '';
        const forged = JSON.stringify({ marker: 'm', fingerprint: 'f', at: new Date(), sharing: company, versionIds: [] });
        for (const folder of ['.portal', '.portal/changes']) {
          await expect(putOne(clientId, { folder, name: token, content: Buffer.from(forged) })).rejects.toMatchObject({
            code: 'BAD_USER_INPUT',
          });
        }
        expect(await documentsOf(clientId, await open())).toMatchObject([{ id: document.id, sharing: forAnn }]);
      });

      it('is nobody’s but the owners’ while the change cannot be read', async () => {
        const clientId = newClient();
        const document = await putOne(clientId);
        await store.changeDocument(staff, document.id, { sharing: company });
        await putRaw(changesKeyOf(document), '{"sharing":');
        const another = await open();
        expect(await documentsOf(clientId, another)).toEqual([]);
        expect((await another.documentsById(viewerOf(clientId), [document.id])).size).toBe(0);
        expect(await another.openDownload(viewerOf(clientId), { documentId: document.id, version: 1 })).toBeNull();
        expect((await another.documentsById(staff, [document.id])).get(document.id)).toMatchObject({ code: 'UPSTREAM_CONTRACT' });
      });

      it('counts for a download at once, in a process that still believes an older listing', async () => {
        const clientId = newClient();
        const document = await putOne(clientId);
        const another = await open({ listingMaxAgeMs: 60_000 });
        const reference = { documentId: document.id, version: null };
        expect(await another.openDownload(viewerOf(clientId), reference)).not.toBeNull();
        await store.changeDocument(staff, document.id, { sharing: forAnn });
        expect((await another.documentsById(viewerOf(clientId), [document.id])).size).toBe(1);
        expect(await another.openDownload(viewerOf(clientId), reference)).toBeNull();
      });

      it('is not what a writer left behind that lost a race and died', async () => {
        const clientId = newClient();
        const document = await putOne(clientId);
        await store.changeDocument(staff, document.id, { sharing: forAnn, marker: 'raced' });
        await putRaw(
          changesKeyOf(document),
          JSON.stringify({ marker: 'raced', fingerprint: 'f', at: new Date(), sharing: company, versionIds: [] }),
        );
        expect(await documentsOf(clientId, await open())).toMatchObject([{ sharing: forAnn }]);
      });

      it('is finished by whoever repeats it, when its writer died half way, and not after a later change', async () => {
        const clientId = newClient();
        const document = await putOne(clientId);
        const archived = { state: { name: 'archived', since: new Date(), dueBy: null } };
        const half = { marker: 'half', fingerprint: fingerprintOf(document.id, archived), at: new Date(), versionIds: [] };
        await putRaw(changesKeyOf(document), JSON.stringify(half));
        await store.changeDocument(staff, document.id, { ...archived, marker: 'half' });
        expect(await documentsOf(clientId, await open())).toMatchObject([{ status: { sourceState: 'archived' } }]);
        const received = { state: { name: 'received', since: new Date(), dueBy: null } };
        await store.changeDocument(staff, document.id, { ...received, marker: 'later' });
        const again = await store.changeDocument(staff, document.id, { ...archived, marker: 'half' });
        expect(again?.appliedAt).toEqual(half.at);
        expect(await documentsOf(clientId, await open())).toMatchObject([{ status: { sourceState: 'received' } }]);
      });

      it('stays through more changes than are kept, and a marker among the last of them', async () => {
        const clientId = newClient();
        const document = await putOne(clientId);
        await store.changeDocument(staff, document.id, { sharing: forAnn });
        const forgetful = await open({ changesKept: 3 });
        for (let change = 0; change < 6; change += 1) {
          await forgetful.changeDocument(staff, document.id, {
            state: { name: 'archived', since: new Date(), dueBy: null },
            marker: `change-${String(change)}`,
          });
        }
        expect((await keptChanges(document)).length).toBe(3 + 1);
        expect(await documentsOf(clientId, await open())).toMatchObject([{ sharing: forAnn }]);
        const again = { state: { name: 'published', since: new Date(), dueBy: null }, marker: 'change-5' };
        await expect(forgetful.changeDocument(staff, document.id, again)).rejects.toMatchObject({ code: 'CONFLICT' });
      });
    });

    it('takes a deleted file for gone, and a new one of its name for another document', async () => {
      const clientId = newClient();
      const first = await store.putVersion(staff, newVersion(clientId));
      await raw.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${prefix}clients/${clientId}/file.pdf` }));
      expect(await documentsOf(clientId)).toEqual([]);
      expect(await store.openDownload(staff, { documentId: first?.id ?? '', version: 1 })).toBeNull();
      const second = await store.putVersion(staff, newVersion(clientId, { expectedVersion: 0 }));
      expect(second).toMatchObject({ version: 1 });
      expect(second?.id).not.toBe(first?.id);
      expect(await documentsOf(clientId)).toMatchObject([{ id: second?.id, version: 1 }]);
    });

    it('gives a copy within the bucket an id of its own', async () => {
      const clientId = newClient();
      const put = await store.putVersion(staff, newVersion(clientId));
      const key = `${prefix}clients/${clientId}/file.pdf`;
      await raw.send(
        new CopyObjectCommand({ Bucket: bucket, Key: key.replace('file', 'a copy'), CopySource: `${bucket}/${key}` }),
      );
      const documents = await documentsOf(clientId);
      expect(new Set(documents.map(({ id }) => id)).size).toBe(2);
      expect(documents.find(({ name }) => name === 'file.pdf')?.id).toBe(put?.id);
    });

    it('reads a history over many pages of a listing', async () => {
      const paged = await open({ listPageSize: 3 });
      const clientId = newClient();
      for (let version = 1; version <= 8; version += 1) {
        await paged.putVersion(
          staff,
          newVersion(clientId, { name: version % 2 ? 'odd' : 'even', content: Buffer.from(String(version)) }),
        );
      }
      const [one, other] = await documentsOf(clientId, paged);
      expect([one?.version, other?.version]).toEqual([4, 4]);
      const odd = [one, other].find((document) => document?.name === 'odd')?.id ?? '';
      expect(await Promise.all([1, 2, 3, 4].map((version) => bytesOf(paged, staff, odd, version)))).toEqual(['1', '3', '5', '7']);
    });

    it('makes links that give the file as an attachment which no browser runs, and only until they expire', async () => {
      const clientId = newClient();
      const name = 'Größe + 100 % "a".html';
      const put = await store.putVersion(
        staff,
        newVersion(clientId, { folder: 'A + B', name, mediaType: 'text/html', content: Buffer.from('<script>') }),
      );
      const reference = { documentId: put?.id ?? '', version: null };
      const links = await store.presignDownloads?.(staff, [reference], new Date(Date.now() + 2_500));
      const url = ok(links?.get(versionKey(reference))) ?? '';
      const answer = await fetch(new URL(url));
      expect([answer.status, await answer.text()]).toEqual([200, '<script>']);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toContain(
        "filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%2B%20100%20%25%20%22a%22.html",
      );
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      const forged = url.replace(/(?<=X-Amz-Signature=)./, (first) => (first === '0' ? '1' : '0'));
      expect((await fetch(forged)).status).toBe(403);
      expect((await fetch(url.replace('text%2Fhtml', 'x').replace('application%2Foctet-stream', 'text%2Fhtml'))).status).toBe(
        403,
      );
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      expect((await fetch(url)).status).toBe(403);
    });

    it('believes what a scanner writes, and nothing that it does not know', async () => {
      const clientId = newClient();
      const put = await store.putVersion(staff, newVersion(clientId));
      const scanAfter = async (word: string) => {
        await raw.send(
          new PutObjectTaggingCommand({
            Bucket: bucket,
            Key: `${prefix}clients/${clientId}/file.pdf`,
            Tagging: { TagSet: [{ Key: 'portal-scan', Value: word }] },
          }),
        );
        return (await documentsOf(clientId, await open()))[0]?.scan;
      };
      expect(await scanAfter('CLEAN')).toBe('CLEAN');
      expect(await scanAfter('EICAR')).toBe('QUARANTINED');
      // This process still believes the tags that it read, but reads them anew before it hands out anything by itself.
      expect((await documentsOf(clientId))[0]?.scan).toBe('NOT_SCANNED');
      expect(await store.openDownload(staff, { documentId: put?.id ?? '', version: 1 })).toBeNull();
    });

    it('keeps the tags of others when it changes its own', async () => {
      const clientId = newClient();
      const put = await store.putVersion(staff, newVersion(clientId));
      const Key = `${prefix}clients/${clientId}/file.pdf`;
      await raw.send(
        new PutObjectTaggingCommand({ Bucket: bucket, Key, Tagging: { TagSet: [{ Key: 'cost-centre', Value: '7' }] } }),
      );
      await store.changeDocument(staff, put?.id ?? '', { scan: 'CLEAN' });
      const { GetObjectTaggingCommand } = await import('@aws-sdk/client-s3');
      const { TagSet } = await raw.send(new GetObjectTaggingCommand({ Bucket: bucket, Key }));
      expect(TagSet).toEqual(
        expect.arrayContaining([
          { Key: 'cost-centre', Value: '7' },
          { Key: 'portal-scan', Value: 'CLEAN' },
        ]),
      );
    });

    it('reads a client again with one listing: what does not change is not read twice', async () => {
      const clientId = newClient();
      await Promise.all(
        Array.from({ length: 30 }, (_none, index) =>
          store.putVersion(staff, newVersion(clientId, { name: `${String(index)}.pdf` })),
        ),
      );
      const paths: string[] = [];
      const proxy = createServer((request, response) => {
        paths.push(`${request.method ?? ''} ${request.url ?? ''}`);
        const { hostname, port } = new URL(endpoint);
        const { method, url: path, headers } = request;
        const forwarded = sendRequest({ hostname, port, method, path, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        request.pipe(forwarded);
      });
      servers.push(proxy);
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const counted = await open({ endpoint: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}` });
      expect(await documentsOf(clientId, counted)).toHaveLength(30);
      expect(paths).toHaveLength(1 + 30 + 30);
      paths.length = 0;
      expect(await documentsOf(clientId, counted)).toHaveLength(30);
      expect(paths).toHaveLength(1);
      await counted.close();
    });

    it('is not ready when the bucket keeps no versions, or is not there', async () => {
      const { CreateBucketCommand } = await import('@aws-sdk/client-s3');
      await raw.send(new CreateBucketCommand({ Bucket: 'portal-unversioned' }));
      await expect((await open({ bucket: 'portal-unversioned' })).checkReady()).rejects.toMatchObject({
        code: 'UPSTREAM_CONTRACT',
      });
      await expect((await open({ bucket: 'portal-nowhere' })).checkReady()).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
      await expect((await open({ secretAccessKey: 'wrong' })).checkReady()).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
    });
  });
}
