import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { startFakeClamd } from '../../kit/testing/fake-clamd.ts';
import type { FakeClamd } from '../../kit/testing/fake-clamd.ts';
import { contactIn, startFiles } from '../testing/start-files.ts';
import type { RunningFiles } from '../testing/start-files.ts';
import { openTestS3, testS3 } from '../testing/upload-places.ts';

const title = 'uploads to an S3';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');

const announce = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
  upload { id url headers { name value } } userErrors { code } } }`;
const finish = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
  document { sha256 version scan } receipt { id } userErrors { code } } }`;

const at = testS3;
if (!at) {
  describe.skip(`${title} (set TEST_S3_ENDPOINT to run it, see scripts/real-systems/s3)`, () => {
    it('is tested against a real S3', () => undefined);
  });
} else {
  describe(title, () => {
    const clientId = `acme-${randomUUID()}`;
    const prefix = `${randomUUID()}/`;
    const s3 = openTestS3(at);
    const { endpoint, credentials } = at;
    const Bucket = 'portal-uploads';
    const partBytes = 5 * 1024 * 1024;
    const mia = contactIn(clientId, 'MEMBER', 'mia');
    let clamd: FakeClamd;
    let files: RunningFiles;

    async function start(): Promise<void> {
      files = await startFiles(
        {},
        {
          FILES_ADAPTER: 's3',
          FILES_S3_ENDPOINT: endpoint,
          FILES_S3_BUCKET: Bucket,
          FILES_S3_PREFIX: prefix,
          FILES_S3_ACCESS_KEY_ID: credentials.accessKeyId,
          FILES_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          FILES_S3_CREATE_BUCKET: 'true',
          FILES_CLAMD_URL: clamd.url,
          FILES_MULTIPART_ABOVE_BYTES: String(partBytes),
          FILES_MULTIPART_PART_BYTES: String(partBytes),
        },
      );
    }

    beforeAll(async () => {
      clamd = await startFakeClamd();
      await start();
    });
    afterAll(async () => {
      await files.close();
      await clamd.close();
      s3.destroy();
    });

    beforeEach(() => {
      clamd.answer = () => 'stream: OK\0';
    });

    /** Every object under the prefix, old versions and delete markers included. */
    async function objects(): Promise<string[]> {
      const listed = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: prefix }));
      return [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].map(({ Key }) => Key ?? '');
    }

    async function requested(name: string) {
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      const of = { clientId: toGlobalId('Client', clientId), mediaType: 'application/pdf' };
      const { data } = await files.ask(mia, announce, { input: { ...of, name, sizeBytes: pdf.byteLength, sha256 } });
      const { upload } = (data as never as { requestUpload: { upload: Ticket } }).requestUpload;
      return upload;
    }

    async function put({ url, headers }: Ticket, content: Uint8Array, changes: Record<string, string> = {}): Promise<number> {
      const given = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
      return (await fetch(url, { method: 'PUT', headers: { ...given, ...changes }, body: content })).status;
    }

    async function completed(uploadId: string) {
      const { data, errors } = await files.ask(mia, finish, { input: { uploadId } });
      expect(errors).toBeUndefined();
      return (data as never as { completeUpload: { document: object | null; userErrors: { code: string }[] } }).completeUpload;
    }

    it('go into quarantine, become a document, and leave only what became of them', async () => {
      const ticket = await requested('a.pdf');
      expect(await put(ticket, pdf)).toBe(200);
      const first = await completed(ticket.id);
      expect(first).toMatchObject({ document: { version: 1, scan: 'CLEAN' }, userErrors: [] });
      expect(await completed(ticket.id)).toEqual(first);
      expect((await objects()).filter((key) => key.endsWith('/content'))).toEqual([]);
    });

    it('are refused by the S3 itself with another size or type', async () => {
      const ticket = await requested('b.pdf');
      expect(await put(ticket, Buffer.concat([pdf, pdf]))).toBe(403);
      expect(await put(ticket, pdf, { 'content-type': 'text/html' })).toBe(403);
    });

    it('leave nothing behind when the content is another or the scanner finds something', async () => {
      const before = await objects();
      const other = Buffer.from(pdf);
      other[20] = 0x41;
      const lied = await requested('c.pdf');
      // One S3 compares the checksum at once, another leaves it to us.
      await put(lied, other);
      expect((await completed(lied.id)).userErrors).toEqual([{ code: 'INVALID' }]);
      const ill = await requested('d.pdf');
      expect(await put(ill, pdf)).toBe(200);
      clamd.answer = () => 'stream: Eicar-Test FOUND\0';
      expect((await completed(ill.id)).userErrors).toEqual([{ code: 'INVALID' }]);
      expect(await objects()).toEqual(before);
    });

    describe('in parts', () => {
      // A PDF of one part and a bit.
      const whole = Buffer.concat([pdf, Buffer.alloc(partBytes, ' ')]);

      const announceInParts = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
        multipart { id parts { nodes { number state offset sizeBytes address { url headers { name value } } } } } userErrors { code } } }`;
      async function announcedInParts(idempotencyKey: string): Promise<InParts> {
        const of = { clientId: toGlobalId('Client', clientId), mediaType: 'application/pdf', name: `${idempotencyKey}.pdf` };
        const sha256 = createHash('sha256').update(whole).digest('hex');
        const input = { ...of, sizeBytes: whole.byteLength, sha256, idempotencyKey };
        const { data } = await files.ask(mia, announceInParts, { input });
        return (data as never as { requestUpload: { multipart: InParts } }).requestUpload.multipart;
      }
      async function sendAll({ id, parts }: InParts): Promise<void> {
        for (const { address, offset, sizeBytes } of parts.nodes)
          expect(await put({ id, ...address }, whole.subarray(offset, offset + sizeBytes))).toBe(200);
      }
      async function multiparts(id: string) {
        const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: `${prefix}uploads/${id}/` }));
        return Uploads.map(({ Key = '', UploadId = '' }) => ({ Bucket, Key, UploadId }));
      }

      it('have one upload at the S3, however many ask for it at once', async () => {
        const key = randomUUID();
        const asked = await Promise.all(Array.from({ length: 8 }, () => announcedInParts(key)));
        expect(await multiparts(asked[0]?.id ?? '')).toHaveLength(1);
        for (const one of asked) await sendAll(one);
        expect((await completed(asked[0]?.id ?? '')).userErrors).toEqual([]);
        expect(await multiparts(asked[0]?.id ?? '')).toEqual([]);
      });

      it('are found again when the process died once the S3 had made one object of them', async () => {
        const one = await announcedInParts(randomUUID());
        await sendAll(one);
        const [multipart] = await multiparts(one.id);
        if (!multipart) throw new Error('there is no multipart upload');
        const { Parts = [] } = await s3.send(new ListPartsCommand(multipart));
        const MultipartUpload = { Parts: Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) };
        await s3.send(new CompleteMultipartUploadCommand({ ...multipart, MultipartUpload }));
        const query = 'query ($id: ID!) { multipartUpload(id: $id) { parts { nodes { state etag address { url } } } } }';
        const { data } = await files.ask(mia, query, { id: one.id });
        const node = { state: 'ARRIVED', etag: null, address: null };
        expect(data).toEqual({ multipartUpload: { parts: { nodes: [node, node] } } });
        expect(await completed(one.id)).toMatchObject({ document: { version: 1 }, userErrors: [] });
      });

      it('begin anew when somebody else called them off', async () => {
        const key = randomUUID();
        const one = await announcedInParts(key);
        await sendAll(one);
        for (const multipart of await multiparts(one.id)) await s3.send(new AbortMultipartUploadCommand(multipart));
        expect((await completed(one.id)).userErrors).toEqual([{ code: 'INVALID' }]);
        const again = await announcedInParts(key);
        expect(again).toMatchObject({ id: one.id, parts: { nodes: [{ state: 'MISSING' }, { state: 'MISSING' }] } });
        await sendAll(again);
        expect((await completed(one.id)).userErrors).toEqual([]);
      });

      it('go away when nobody knows any more what they were for, and stay while they are sent', async () => {
        const kept = await announcedInParts(randomUUID());
        const before = await multiparts(kept.id);
        const lost = { Bucket, Key: `${prefix}uploads/${'L'.repeat(22)}/content` };
        const { UploadId } = await s3.send(new CreateMultipartUploadCommand(lost));
        await s3.send(new UploadPartCommand({ ...lost, UploadId, PartNumber: 1, Body: pdf }));
        expect(await multiparts('L'.repeat(22))).toHaveLength(1);
        // It is looked for at start, and the end waits for that.
        for (let time = 0; time < 2; time += 1) {
          await files.close();
          await start();
        }
        expect([await multiparts('L'.repeat(22)), await multiparts(kept.id)]).toEqual([[], before]);
        await sendAll(kept);
        expect((await completed(kept.id)).userErrors).toEqual([]);
      });
    });
  });
}

interface InParts {
  readonly id: string;
  readonly parts: {
    readonly nodes: readonly {
      readonly offset: number;
      readonly sizeBytes: number;
      readonly state: string;
      readonly address: Omit<Ticket, 'id'>;
    }[];
  };
}

interface Ticket {
  readonly id: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
