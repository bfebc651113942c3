import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { makeZip } from '../../kit/testing/make-zip.ts';
import { contactIn, startFiles } from '../testing/start-files.ts';
import type { RunningFiles } from '../testing/start-files.ts';
import { uploadPlaces } from '../testing/upload-places.ts';
import type { UploadPlace } from '../testing/upload-places.ts';

const clamd = process.env['TEST_CLAMD_URL'];

const clientId = `acme-${randomUUID()}`;
const mia = contactIn(clientId, 'MEMBER', 'mia');
const lena = contactIn('globex', 'OWNER', 'lena');
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');
// In two halves: no scanner is to take this file for it.
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');
const archive = { mediaType: 'application/zip', name: 'a.zip' };

const announce = `mutation ($input: RequestUploadInput!) { it: requestUpload(input: $input) {
  upload { id url headers { name value } } userErrors { code path } } }`;
const announceInParts = `mutation ($input: RequestUploadInput!) { it: requestUpload(input: $input) {
  multipart { id parts { nodes { offset sizeBytes address { url headers { name value } } } } } userErrors { code path } } }`;
const finish = `mutation ($input: CompleteUploadInput!) { it: completeUpload(input: $input) {
  document { id } receipt { id } userErrors { code path } } }`;

interface Ticket {
  readonly id: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
interface Part {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly address: Omit<Ticket, 'id'>;
}
interface Answer {
  readonly multipart?: { readonly id: string; readonly parts: { readonly nodes: readonly Part[] } };
  readonly upload?: Ticket | null;
  readonly document?: object | null;
  readonly receipt?: object | null;
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

if (clamd === undefined) {
  describe.skip('uploads that are refused (set TEST_CLAMD_URL to run it, see scripts/real-systems/clamav)', () => {
    it('are looked at by a real clamd', () => undefined);
  });
} else {
  describe.each(uploadPlaces)('an upload to %s, looked at by a real clamd', (_name, makePlace) => {
    let place: UploadPlace;
    let files: RunningFiles;
    let clock = 0;
    beforeAll(async () => {
      place = await makePlace();
      const now = () => new Date(Date.now() + clock);
      const bytes = String(place.partBytes);
      files = await startFiles(
        { now },
        {
          ...{ ...place.environment, FILES_CLAMD_URL: clamd, FILES_BYTES_MAX: String(10 * place.partBytes) },
          ...{ FILES_MULTIPART_ABOVE_BYTES: bytes, FILES_MULTIPART_PART_BYTES: bytes },
        },
      );
      // What stays of the service itself is there from now on.
      await uploaded(pdf, { name: 'kept.pdf' });
    });
    afterAll(async () => {
      await files.close();
      await place.close();
    });

    const wish = (content: Uint8Array, changes: object = {}) => ({
      ...{ clientId: toGlobalId('Client', clientId), mediaType: 'application/pdf', name: `${randomUUID()}.pdf` },
      ...{ sizeBytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex'), ...changes },
    });
    async function ask(query: string, input: object, claims = mia): Promise<Answer> {
      const { data, errors } = await files.ask(claims, query, { input });
      expect(errors).toBeUndefined();
      return (data as never as { it: Answer }).it;
    }
    const codes = ({ userErrors }: Answer) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
    async function put({ url, headers }: Omit<Ticket, 'id'>, content: Uint8Array): Promise<number> {
      const given = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
      return (await fetch(url, { method: 'PUT', headers: given, body: content })).status;
    }
    async function announced(content: Uint8Array, changes: object = {}): Promise<Ticket> {
      const answer = await ask(announce, wish(content, changes));
      if (!answer.upload) throw new Error(`nothing was announced: ${JSON.stringify(answer.userErrors)}`);
      return answer.upload;
    }
    async function uploaded(content: Uint8Array, changes: object = {}, sent = content): Promise<Answer> {
      const ticket = await announced(content, changes);
      await put(ticket, sent);
      return ask(finish, { uploadId: ticket.id });
    }

    it('that is clean becomes a document', async () => {
      expect(await uploaded(makeZip({ 'a.txt': 'harmless' }), archive)).toMatchObject({ document: {}, userErrors: [] });
    });

    it.each([
      ['another checksum', pdf, {}, Buffer.from(pdf.toString().replace('1 0 obj', '2 0 obj'))],
      ['a lying type', Buffer.from('<!doctype html><script>alert(1)</script>'), {}, undefined],
      ['EICAR', eicar, { mediaType: 'text/plain', name: 'e.txt' }, undefined],
      ['a zip of EICAR', makeZip({ 'folder/e.txt': eicar }), { ...archive, name: 'e.zip' }, undefined],
      ['a zip in a zip of EICAR', makeZip({ 'in.zip': makeZip({ 'e.txt': eicar }) }), { ...archive, name: 'f.zip' }, undefined],
    ])('with %s is refused by its code, and nothing is left behind', async (_what, content, changes, sent) => {
      const before = await place.list();
      const answer = await uploaded(content, changes, sent);
      expect([answer.document, answer.receipt, codes(answer)]).toEqual([null, null, ['INVALID uploadId']]);
      expect(await place.list()).toEqual(before);
    });

    it.each([
      ['is clean', Buffer.from('harmless, and of the same length as what a scanner looks for, or as good as that')],
      ['has EICAR across two of them', eicar],
    ])('that is sent in parts and %s is judged as a whole', async (_what, entry) => {
      const whole = zipAcross(place.partBytes, entry);
      const before = await place.list();
      const input = wish(whole, { ...archive, name: `${randomUUID()}.zip` });
      const { multipart } = await ask(announceInParts, input);
      expect(multipart?.parts.nodes).toHaveLength(2);
      for (const { offset, sizeBytes, address } of multipart?.parts.nodes ?? [])
        expect([200, 204]).toContain(await put(address, whole.subarray(offset, offset + sizeBytes)));
      const answer = await ask(finish, { uploadId: multipart?.id });
      if (entry !== eicar) return expect(answer).toMatchObject({ document: {}, userErrors: [] });
      expect([answer.document, codes(answer)]).toEqual([null, ['INVALID uploadId']]);
      expect(await place.list()).toEqual(before);
    });

    it('with another size is not taken in, and leaves nothing when it is given up', async () => {
      const before = await place.list();
      const ticket = await announced(pdf);
      expect([403, 413]).toContain(await put(ticket, Buffer.concat([pdf, pdf])));
      expect(codes(await ask(finish, { uploadId: ticket.id }))).toEqual(['INVALID uploadId']);
      clock = 2 * 3_600_000;
      try {
        expect(codes(await ask(finish, { uploadId: ticket.id }))).toEqual(['NOT_FOUND uploadId']);
      } finally {
        clock = 0;
      }
      expect(await place.list()).toEqual(before);
    });

    it('with a name that climbs is refused before a byte is sent', async () => {
      const before = await place.list();
      for (const [path, code] of [
        [{ name: '../../etc/passwd.pdf' }, 'INVALID name'],
        [{ name: 'a.pdf', folder: '../..' }, 'INVALID folder'],
      ] as const) {
        expect(codes(await ask(announce, wish(pdf, path)))).toEqual([code]);
      }
      expect(await place.list()).toEqual(before);
    });

    it('of somebody else or past its time is none, and leaves nothing', async () => {
      const before = await place.list();
      const ticket = await announced(pdf);
      await put(ticket, pdf);
      const missing = await ask(finish, { uploadId: 'A'.repeat(22) }, lena);
      expect([codes(missing), await ask(finish, { uploadId: ticket.id }, lena)]).toEqual([['NOT_FOUND uploadId'], missing]);
      clock = 2 * 3_600_000;
      try {
        expect(await ask(finish, { uploadId: ticket.id })).toEqual(missing);
      } finally {
        clock = 0;
      }
      expect(await place.list()).toEqual(before);
    });
  });
}

/** A zip whose second entry lies on both sides of the byte at `boundary`. */
function zipAcross(boundary: number, entry: Uint8Array): Buffer {
  const packed = deflateRawSync(entry);
  const zipOf = (filler: Uint8Array): Buffer => makeZip({ 'filler.bin': filler, 'e.txt': entry });
  const filler = randomBytes(boundary);
  // What cannot be packed has its own size and a little more.
  const more = zipOf(filler).indexOf(packed) - boundary;
  const whole = zipOf(filler.subarray(more + packed.byteLength / 2));
  const begin = whole.indexOf(packed);
  if (begin >= boundary || begin + packed.byteLength <= boundary) throw new Error('the entry lies in one part');
  return whole;
}
