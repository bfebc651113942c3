import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const content = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');
const input = {
  clientId: harborFinch,
  folder: 'From us',
  name: 'Signed.pdf',
  mediaType: 'application/pdf',
  sizeBytes: content.byteLength,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const request = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
  upload { id method url headers { name value } } userErrors { code path } } }`;
const complete = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
  document { id name sha256 scan client { id } } receipt { id state } userErrors { code path } } }`;
const find = 'query ($id: ID!) { document(id: $id) { name download { url } } }';

describe('a file that a contact uploads', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 60_000);
  afterAll(() => portal.close());

  const codesOf = ({ data, errors }: Reply, field: string): unknown[] =>
    errors.length > 0
      ? errors.map((error) => error.extensions?.['code'])
      : (data[field].userErrors as { code: string }[]).map(({ code }) => code);

  it('goes to the file store past the graph, and is a document for the company and nobody else', async () => {
    const asked = await portal.ask('tom', request, { input });
    expect(codesOf(asked, 'requestUpload')).toEqual([]);
    const { upload } = asked.data.requestUpload;
    const headers = (upload.headers as { name: string; value: string }[]).map(({ name, value }) => [name, value] as const);
    const put = await fetch(upload.url as string, {
      method: upload.method as string,
      headers: [...headers] as never,
      body: content,
    });
    expect(put.status).toBe(204);

    const done = { input: { uploadId: upload.id as string } };
    const missing = await portal.ask('lena', complete, { input: { uploadId: 'A'.repeat(22) } });
    expect(codesOf(missing, 'completeUpload')).toEqual(['NOT_FOUND']);
    for (const other of ['lena', 'mia']) {
      expect((await portal.ask(other, complete, done)).text).toBe((await portal.ask(other, complete, missingInput)).text);
    }

    const first = await portal.ask('tom', complete, done);
    const { document, receipt } = first.data.completeUpload;
    expect([document, receipt.state]).toEqual([
      { id: document.id, name: 'Signed.pdf', sha256: input.sha256, scan: 'NOT_SCANNED', client: { id: harborFinch } },
      'APPLIED',
    ]);
    expect((await portal.ask('tom', complete, done)).text).toBe(first.text);
    const seen = await portal.ask('vic', find, { id: document.id });
    expect(Buffer.from(await (await fetch(seen.data.document.download.url as string)).arrayBuffer())).toEqual(content);
    expect((await portal.ask('lena', find, { id: document.id })).data).toEqual({ document: null });
  });

  const missingInput = { input: { uploadId: 'A'.repeat(22) } };

  it.each([
    ['vic', 'NOT_ALLOWED'],
    ['lena', 'NOT_FOUND'],
    [null, 'UNAUTHENTICATED'],
  ])('cannot be announced by %s', async (who, code) => {
    const reply = await portal.ask(who, request, { input: { ...input, name: 'Other.pdf' } });
    expect(codesOf(reply, 'requestUpload')).toEqual([code]);
  });
});
