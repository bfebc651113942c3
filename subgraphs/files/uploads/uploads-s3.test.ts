import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { startFakeClamd } from '../../kit/testing/fake-clamd.ts';
import type { FakeClamd } from '../../kit/testing/fake-clamd.ts';
import { contactIn, startFiles } from '../testing/start-files.ts';
import type { RunningFiles } from '../testing/start-files.ts';

const endpoint = process.env['TEST_S3_ENDPOINT'];
const title = 'uploads to an S3';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');

const announce = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
  upload { id url headers { name value } } userErrors { code } } }`;
const finish = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
  document { sha256 version scan } receipt { id } userErrors { code } } }`;

if (endpoint === undefined) {
  describe.skip(`${title} (set TEST_S3_ENDPOINT to run it, see scripts/real-systems/s3)`, () => {
    it('is tested against a real S3', () => undefined);
  });
} else {
  describe(title, () => {
    const clientId = `acme-${randomUUID()}`;
    const prefix = `${randomUUID()}/`;
    const credentials = {
      accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
      secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
    };
    const s3 = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    const mia = contactIn(clientId, 'MEMBER', 'mia');
    let clamd: FakeClamd;
    let files: RunningFiles;

    beforeAll(async () => {
      clamd = await startFakeClamd();
      files = await startFiles(
        {},
        {
          FILES_ADAPTER: 's3',
          FILES_S3_ENDPOINT: endpoint,
          FILES_S3_BUCKET: 'portal-uploads',
          FILES_S3_PREFIX: prefix,
          FILES_S3_ACCESS_KEY_ID: credentials.accessKeyId,
          FILES_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          FILES_S3_CREATE_BUCKET: 'true',
          FILES_CLAMD_URL: clamd.url,
        },
      );
    });
    afterAll(async () => {
      await files.close();
      await clamd.close();
      s3.destroy();
    });

    /** Every object under the prefix, old versions and delete markers included. */
    async function objects(): Promise<string[]> {
      const listed = await s3.send(new ListObjectVersionsCommand({ Bucket: 'portal-uploads', Prefix: prefix }));
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
  });
}

interface Ticket {
  readonly id: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
