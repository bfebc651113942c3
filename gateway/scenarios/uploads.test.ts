import { createHash, randomBytes } from 'node:crypto';
import { request as openRequest } from 'node:http';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askGateway, harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
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
const part = 'number offset sizeBytes address { method url headers { name value } }';
const requestInParts = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
  upload { id } multipart { id partCount parts(first: 2) { nodes { ${part} } } } userErrors { code path } } }`;
const missingParts = `query ($id: ID!) { multipartUpload(id: $id) { arrivedBytes parts(state: MISSING) { nodes { ${part} } } } }`;
const find = 'query ($id: ID!) { document(id: $id) { name download { url } } }';

describe('a file that a contact uploads', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    const parts = { FILES_MULTIPART_ABOVE_BYTES: '2048', FILES_MULTIPART_PART_BYTES: '1024' };
    const environment = { ...parts, FILES_BYTES_MAX: '1000000' };
    portal = await startPortalUnderTest({ environment });
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

  it('goes in parts when it is large, and goes on where it was when the connection broke', async () => {
    const large = Buffer.concat([content, Buffer.from(randomBytes(2_000).toString('hex'))]);
    const sha256 = createHash('sha256').update(large).digest('hex');
    const file = { ...input, name: 'Plans.pdf', sizeBytes: large.byteLength, sha256, idempotencyKey: 'plans' };
    const limits = await portal.ask('tom', 'query ($id: ID!) { client(id: $id) { uploadRules { maxBytesInOnePiece } } }', {
      id: harborFinch,
    });
    expect(limits.data.client.uploadRules.maxBytesInOnePiece).toBeLessThan(large.byteLength);
    const asked = await portal.ask('tom', requestInParts, { input: file });
    expect(codesOf(asked, 'requestUpload')).toEqual([]);
    const { upload, multipart } = asked.data.requestUpload;
    expect([upload, multipart.partCount, multipart.parts.nodes.length]).toEqual([null, 4, 2]);

    const [first, second] = multipart.parts.nodes as [Part, Part];
    expect(await put(first, large)).toBe(204);
    await breakOff(second, large);

    // The page is lost; what is left of it is the upload's id.
    const left = await portal.ask('tom', missingParts, { id: multipart.id as string });
    const numbers = (left.data.multipartUpload.parts.nodes as Part[]).map(({ number }) => number);
    expect([left.data.multipartUpload.arrivedBytes, numbers]).toEqual([1_024, [2, 3, 4]]);
    const nobodys = (await portal.ask('tom', missingParts, { id: 'A'.repeat(22) })).text;
    expect(nobodys).toBe('{"data":{"multipartUpload":null}}\n');
    for (const other of ['mia', 'vic', 'lena', 'sara']) {
      expect((await portal.ask(other, missingParts, { id: multipart.id as string })).text).toBe(nobodys);
    }
    const view = `mutation ($clientId: ID!) { viewAs(input: { clientId: $clientId, contactId: "${toGlobalId('Contact', 'tom')}", reason: "he asks for help" }) {
      token } }`;
    const { token } = (await portal.ask('sara', view, { clientId: harborFinch })).data.viewAs as { token: string };
    const seenByStaff = await askGateway(portal.graphqlUrl, token, missingParts, { id: multipart.id as string });
    expect(seenByStaff.text).toBe(nobodys);

    const done = { input: { uploadId: multipart.id as string } };
    expect(codesOf(await portal.ask('tom', complete, done), 'completeUpload')).toEqual(['INVALID']);
    for (const part of left.data.multipartUpload.parts.nodes as Part[]) expect(await put(part, large)).toBe(204);
    const { document, receipt } = (await portal.ask('tom', complete, done)).data.completeUpload;
    expect([document.sha256, receipt.state]).toEqual([sha256, 'APPLIED']);
    expect((await portal.ask('tom', missingParts, { id: multipart.id as string })).text).toBe(nobodys);
    expect(await put(first, large)).toBe(404);
    const seen = await portal.ask('mia', find, { id: document.id });
    expect(Buffer.from(await (await fetch(seen.data.document.download.url as string)).arrayBuffer())).toEqual(large);
  });

  it.each([
    ['vic', 'NOT_ALLOWED'],
    ['lena', 'NOT_FOUND'],
    [null, 'UNAUTHENTICATED'],
  ])('cannot be announced by %s', async (who, code) => {
    const reply = await portal.ask(who, request, { input: { ...input, name: 'Other.pdf' } });
    expect(codesOf(reply, 'requestUpload')).toEqual([code]);
  });
});

interface Part {
  readonly number: number;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly address: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  };
}

const headersOf = ({ address }: Part) => Object.fromEntries(address.headers.map(({ name, value }) => [name, value]));

async function put(part: Part, whole: Buffer): Promise<number> {
  const { address, offset, sizeBytes } = part;
  const body = new Uint8Array(whole.subarray(offset, offset + sizeBytes));
  return (await fetch(address.url, { method: address.method, headers: headersOf(part), body })).status;
}

/** Sends half of a part. */
async function breakOff(part: Part, whole: Buffer): Promise<void> {
  const { address, offset, sizeBytes } = part;
  const headers = { ...headersOf(part), 'content-length': String(sizeBytes) };
  await new Promise<void>((resolve) => {
    const sent = openRequest(address.url, { method: address.method, headers });
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    sent.write(whole.subarray(offset, offset + sizeBytes / 2), () => setTimeout(() => sent.destroy(), 50));
  });
}
