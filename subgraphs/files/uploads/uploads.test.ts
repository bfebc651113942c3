import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import { staffClaims } from '../../kit/testing/identity.ts';
import { startFakeClamd } from '../../kit/testing/fake-clamd.ts';
import type { FakeClamd } from '../../kit/testing/fake-clamd.ts';
import { makeZip } from '../../kit/testing/make-zip.ts';
import { contactIn, startFiles } from '../testing/start-files.ts';
import type { RunningFiles } from '../testing/start-files.ts';

const acme = asClientId('acme');
const mia = contactIn(acme, 'MEMBER', 'mia');
const tom = contactIn(acme, 'MEMBER', 'tom');
const bea = contactIn(acme, 'BILLING', 'bea');
const vic = contactIn(acme, 'VIEWER', 'vic');
const olga = contactIn(acme, 'OWNER', 'olga');
const lena = contactIn('lumen', 'OWNER', 'lena');
const staff = staffClaims({ scopes: ['documents:read', 'documents:write', 'clients:all'] });
const partner: IdentityClaims = { ...olga, kind: 'partner', memberships: [{ clientId: acme, role: null }] };

const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
// In two halves: no scanner is to take this file for it.
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');
const openXml = 'application/vnd.openxmlformats-officedocument';
const docxType = `${openXml}.wordprocessingml.document`;
const officeFile = (main: string) =>
  makeZip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="x"><Override PartName="/main.xml" ContentType="${main}"/></Types>`,
    'main.xml': '<x/>',
  });
const docx = officeFile(`${docxType}.main+xml`);

const requestMutation = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) {
  upload { id method url headers { name value } expiresAt } userErrors { code message path } } }`;
const completeMutation = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
  document { id name title mediaType sizeBytes sha256 version scan folder { path } sharing { audience contactIds } status { sourceState } }
  receipt { id state acceptedAt } userErrors { code message path } } }`;

interface Ticket {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly expiresAt: string;
}
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly path: string[];
}
interface Completed {
  readonly document: Readonly<Record<string, unknown>> | null;
  readonly receipt: { readonly id: string; readonly state: string } | null;
  readonly userErrors: readonly Problem[];
}

let folder: string;
let clamd: FakeClamd;
let files: RunningFiles;
let clock = 0;
let count = 0;
const now = () => new Date(Date.now() + clock);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function start(): Promise<void> {
  files = await startFiles({ now }, { FILES_DISK_FOLDER: folder, FILES_CLAMD_URL: clamd.url, FILES_BYTES_MAX: '1000000' });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-uploads-'));
  clamd = await startFakeClamd();
  await start();
});
afterAll(async () => {
  await files.close();
  await clamd.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  clock = 0;
  clamd.bytesMax = Infinity;
  clamd.answer = (content) => (content.includes(eicar) ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0');
});

function wish(content: Uint8Array, changes: object = {}): Record<string, unknown> {
  return {
    clientId: toGlobalId('Client', acme),
    folder: 'In',
    name: `file-${String((count += 1))}.pdf`,
    mediaType: 'application/pdf',
    sizeBytes: content.byteLength,
    sha256: sha256(content),
    ...changes,
  };
}

/** A version lies where its document lies. */
const inPlace = { folder: undefined, name: undefined };

async function announce(who: IdentityClaims, input: object): Promise<{ upload: Ticket | null; userErrors: readonly Problem[] }> {
  const { data, errors } = await files.ask(who, requestMutation, { input });
  expect(errors).toBeUndefined();
  return (data as never as { requestUpload: never }).requestUpload;
}

async function announced(who: IdentityClaims, input: object): Promise<Ticket> {
  const { upload, userErrors } = await announce(who, input);
  expect(userErrors).toEqual([]);
  if (!upload) throw new Error('no upload');
  return upload;
}

async function put({ url, headers }: Ticket, content: Uint8Array): Promise<number> {
  const answer = await fetch(url, {
    method: 'PUT',
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    body: content,
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function complete(who: IdentityClaims, uploadId: string, idempotencyKey?: string): Promise<Completed> {
  const { data, errors } = await files.ask(who, completeMutation, { input: { uploadId, idempotencyKey } });
  expect(errors).toBeUndefined();
  return (data as never as { completeUpload: Completed }).completeUpload;
}

async function upload(who: IdentityClaims, content: Uint8Array, changes: object = {}): Promise<Completed> {
  const ticket = await announced(who, wish(content, changes));
  expect(await put(ticket, content)).toBe(204);
  return complete(who, ticket.id);
}

const codes = ({ userErrors }: { userErrors: readonly Problem[] }) =>
  userErrors.map(({ code, path }) => [code, ...path].join(' '));

/** Every file of the store, except for what became of uploads that ended well. */
async function everything(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function documentCount(): Promise<number> {
  const { data } = await files.ask(
    staff,
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { documents { totalCount } } } }',
    {
      of: [{ __typename: 'Client', id: toGlobalId('Client', acme) }],
    },
  );
  return (data as never as { _entities: [{ documents: { totalCount: number } }] })._entities[0].documents.totalCount;
}

describe('a file that is uploaded', () => {
  it.each([
    ['a contact', () => mia, 'received'],
    ['staff', () => staff, 'published'],
  ])('becomes a document when %s completes it, and is none before', async (_who, whoOf, sourceState) => {
    const who = whoOf();
    const before = await documentCount();
    const ticket = await announced(who, wish(pdf, { name: `From ${who.subject}.pdf`, title: 'The contract' }));
    expect(ticket).toMatchObject({ method: 'PUT', headers: [{ name: 'content-type', value: 'application/pdf' }] });
    expect(codes(await complete(who, ticket.id))).toEqual(['INVALID uploadId']);
    expect(await put(ticket, pdf)).toBe(204);
    expect(await documentCount()).toBe(before);
    const { document, receipt, userErrors } = await complete(who, ticket.id);
    expect(userErrors).toEqual([]);
    expect(receipt).toMatchObject({ state: 'APPLIED' });
    expect(document).toMatchObject({
      title: 'The contract',
      sizeBytes: pdf.byteLength,
      sha256: sha256(pdf),
      version: 1,
      scan: 'CLEAN',
      folder: { path: 'In' },
      sharing: { audience: 'COMPANY', contactIds: [] },
      status: { sourceState },
    });
    expect(await documentCount()).toBe(before + 1);
    const link = await files.linkTo(who, Buffer.from(String(document?.['id']), 'base64url').toString().replace('Document:', ''));
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(pdf);
  });

  it('has one document and one receipt, however often and by however many at once it is completed', async () => {
    const ticket = await announced(mia, wish(pdf));
    await put(ticket, pdf);
    const before = await documentCount();
    const answers = await Promise.all(Array.from({ length: 50 }, () => complete(mia, ticket.id, 'once')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.document).toMatchObject({ version: 1 });
    expect(await documentCount()).toBe(before + 1);
    expect(await complete(mia, ticket.id)).toEqual(answers[0]);
    // A late PUT changes nothing.
    expect(await put(ticket, pdf)).toBe(404);
    const other = await announced(mia, wish(pdf));
    await put(other, pdf);
    expect(codes(await complete(mia, other.id, 'once'))).toEqual(['CONFLICT idempotencyKey']);
    expect(codes(await complete(mia, other.id, 'twice'))).toEqual([]);
  });

  it('keeps its upload over a restart', async () => {
    const [waiting, sent] = [await announced(mia, wish(pdf)), await announced(mia, wish(pdf))];
    await put(sent, pdf);
    await files.close();
    await start();
    expect(codes(await complete(mia, sent.id))).toEqual([]);
    expect(codes(await complete(mia, waiting.id))).toEqual(['INVALID uploadId']);
  });

  it('is announced once under one idempotency key, and another input under it is a conflict', async () => {
    const input = wish(pdf, { idempotencyKey: 'one' });
    const all = await Promise.all(Array.from({ length: 50 }, () => announced(mia, input)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(codes(await announce(mia, { ...input, title: 'Another' }))).toEqual(['CONFLICT idempotencyKey']);
    expect((await announced(tom, input)).id).not.toBe(all[0]?.id);
    expect(await announced(mia, { ...wish(pdf), sharing: { audience: 'ROLES', roles: ['OWNER'] } })).toMatchObject({
      method: 'PUT',
    });
  });

  it('is a version of a document that is named, and refused when there is another version by now', async () => {
    const first = await upload(mia, pdf);
    const { id, name } = first.document as { id: string; name: string };
    const input = wish(docx, { ...inPlace, documentId: id, expectedVersion: 1 });
    expect(codes(await announce(mia, { ...input, sizeBytes: 1, mediaType: 'text/plain' }))).toEqual(['INVALID name']);
    const next = Buffer.concat([pdf, Buffer.from('% second\n')]);
    const version = { ...input, mediaType: 'application/pdf', sizeBytes: next.byteLength, sha256: sha256(next) };
    const [one, late] = [await announced(mia, version), await announced(tom, version)];
    await put(one, next);
    await put(late, next);
    expect(await complete(mia, one.id)).toMatchObject({ userErrors: [], document: { id, name, version: 2 } });
    const conflict = await complete(tom, late.id);
    expect(codes(conflict)).toEqual(['CONFLICT uploadId']);
    expect(conflict.document).toMatchObject({ id, version: 2 });
    expect(codes(await announce(mia, version))).toEqual(['CONFLICT expectedVersion']);
    expect(codes(await announce(mia, wish(pdf, { name })))).toEqual(['CONFLICT name']);
    // Who sees a document is decided by its owners; a version by others cannot widen or narrow it.
    const again = { ...version, expectedVersion: 2, sharing: { audience: 'COMPANY' } };
    expect(codes(await announce(mia, again))).toEqual(['NOT_ALLOWED sharing']);
  });

  it('takes over who sees the document at the moment in which a version is put in place', async () => {
    const { document } = await upload(olga, pdf, { sharing: { audience: 'COMPANY' } });
    const documentId = String(document?.['id']);
    const next = Buffer.concat([pdf, Buffer.from('% more\n')]);
    const input = wish(next, { ...inPlace, documentId });
    const ticket = await announced(olga, input);
    await put(ticket, next);
    const sharing = { audience: 'CONTACTS', contactIds: [toGlobalId('Contact', 'tom')] };
    await files.ask(olga, 'mutation ($input: ShareDocumentInput!) { shareDocument(input: $input) { userErrors { code } } }', {
      input: { documentId, sharing },
    });
    expect(await complete(olga, ticket.id)).toMatchObject({ document: { version: 2, sharing } });
  });
});

describe('who may upload', () => {
  const rules =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { uploadRules { allowed reason maxBytes mediaTypes } } } }';
  const of = [{ __typename: 'Client', id: toGlobalId('Client', acme) }];

  it.each([
    ['an owner', olga, true],
    ['a member', mia, true],
    ['a billing contact', bea, true],
    ['staff', staff, true],
    ['a viewer', vic, false],
    ['a partner', partner, false],
  ])('tells %s beforehand what the mutation answers', async (_who, claims, allowed) => {
    const { data } = await files.ask(claims, rules, { of });
    const [{ uploadRules }] = (data as never as { _entities: [{ uploadRules: { allowed: boolean; reason: string | null } }] })
      ._entities;
    expect(uploadRules).toMatchObject({ allowed, maxBytes: 1_000_000 });
    const before = await everything();
    const answer = await announce(claims, wish(pdf));
    expect(codes(answer)).toEqual(allowed ? [] : ['NOT_ALLOWED']);
    if (allowed) return;
    expect(answer.userErrors[0]?.message).toContain(uploadRules.reason);
    expect(await everything()).toEqual(before);
  });

  it('is nobody of another company, and nobody without the scope', async () => {
    expect(codes(await announce(lena, wish(pdf)))).toEqual(['NOT_FOUND clientId']);
    expect(codes(await announce(mia, wish(pdf, { clientId: 'garbage' })))).toEqual(['NOT_FOUND clientId']);
    const { errors } = await files.ask({ ...mia, scopes: ['documents:read'] }, requestMutation, { input: wish(pdf) });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('completes no upload of somebody else: it is as missing as one that never was', async () => {
    const ticket = await announced(mia, wish(pdf));
    await put(ticket, pdf);
    const missing = await complete(tom, 'A'.repeat(22));
    for (const claims of [tom, lena, olga, staff, { ...mia, issuer: 'https://other.example' }]) {
      expect(await complete(claims, ticket.id)).toEqual(missing);
    }
    for (const id of ['', '../../etc', 'x', `${ticket.id}/..`]) expect(await complete(tom, id)).toEqual(missing);
    expect(codes(missing)).toEqual(['NOT_FOUND uploadId']);
    const demoted = { ...mia, memberships: [{ clientId: acme, role: 'VIEWER' as const }] };
    expect(codes(await complete(demoted, ticket.id))).toEqual(['NOT_ALLOWED']);
    const moved = { ...mia, memberships: [{ clientId: 'lumen', role: 'OWNER' as const }] };
    expect(await complete(moved, ticket.id)).toEqual(missing);
    expect(codes(await complete(mia, ticket.id))).toEqual([]);
  });
});

describe('what is refused before a byte is sent', () => {
  it.each([
    ['a name that climbs', { name: '../../etc/passwd.pdf' }, 'INVALID name'],
    ['a name that is a step up', { name: '..' }, 'INVALID name'],
    ['a name with a backslash', { name: '..\\x.pdf' }, 'INVALID name'],
    ['a name with NUL', { name: 'a\u0000.pdf' }, 'INVALID name'],
    ['a name that is written backwards', { name: 'a\u202efdp.pdf' }, 'INVALID name'],
    ['a folder that climbs', { folder: 'In/../../x' }, 'INVALID folder'],
    ['an absolute folder', { folder: '/etc' }, 'INVALID folder'],
    ['no name', { name: undefined }, 'INVALID name'],
    ['a name that ends like a program', { name: 'report.pdf.bat' }, 'INVALID name'],
    ['a page', { mediaType: 'text/html', name: 'a.html' }, 'INVALID mediaType'],
    ['a picture that runs scripts', { mediaType: 'image/svg+xml', name: 'a.svg' }, 'INVALID mediaType'],
    ['a script', { mediaType: 'text/javascript', name: 'a.js' }, 'INVALID mediaType'],
    ['bytes', { mediaType: 'application/octet-stream', name: 'a.pdf' }, 'INVALID mediaType'],
    ['a file without bytes', { sizeBytes: 0 }, 'INVALID sizeBytes'],
    ['a file that is too large', { sizeBytes: 1_000_001 }, 'INVALID sizeBytes'],
    ['no checksum', { sha256: 'A'.repeat(64) }, 'INVALID sha256'],
    ['a document of nobody', { documentId: toGlobalId('Document', `acme/${'x'.repeat(22)}`) }, 'NOT_FOUND documentId'],
  ])('%s', async (_what, changes, code) => {
    const before = await everything();
    const answer = await announce(mia, wish(pdf, changes));
    expect(answer.upload).toBeNull();
    expect(codes(answer)).toContain(code);
    expect(await everything()).toEqual(before);
  });
});

describe('what is refused at the address', () => {
  async function raw(url: string, headers: Record<string, string>, body: Uint8Array, ends = true): Promise<number> {
    return new Promise((resolve) => {
      const sent = request(url, { method: 'PUT', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
        sent.destroy();
      });
      sent.on('error', () => resolve(0));
      sent.write(body);
      if (ends) sent.end();
      else setTimeout(() => sent.destroy(), 50);
    });
  }

  it('anything that does not have the announced size, and what breaks off', async () => {
    const ticket = await announced(mia, wish(pdf));
    const before = await everything();
    expect(await put(ticket, pdf.subarray(1))).toBe(413);
    expect(await put(ticket, Buffer.concat([pdf, pdf]))).toBe(413);
    expect(await raw(ticket.url, { 'transfer-encoding': 'chunked' }, pdf)).toBe(413);
    expect(await raw(ticket.url, { 'content-length': String(pdf.byteLength) }, pdf.subarray(0, 5), false)).toBe(0);
    for (let tries = 0; tries < 50 && (await everything()).length > before.length; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await everything()).toEqual(before);
    expect(codes(await complete(mia, ticket.id))).toEqual(['INVALID uploadId']);
    expect(await put(ticket, pdf)).toBe(204);
  });

  it('a second sender while the first is at it', async () => {
    const ticket = await announced(mia, wish(pdf));
    const first = request(ticket.url, { method: 'PUT', headers: { 'content-length': String(pdf.byteLength) } });
    const answered = new Promise<number>((resolve) => first.on('response', (answer) => resolve(answer.resume().statusCode ?? 0)));
    first.write(pdf.subarray(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await put(ticket, pdf)).toBe(409);
    first.end(pdf.subarray(10));
    expect(await answered).toBe(204);
  });

  it('a token that was changed, made for a download, or has expired', async () => {
    const ticket = await announced(mia, wish(pdf));
    const last = ticket.url.at(-1) === 'A' ? 'B' : 'A';
    expect(await put({ ...ticket, url: ticket.url.slice(0, -1) + last }, pdf)).toBe(404);
    expect((await fetch(ticket.url.replace('/uploads/', '/download/'))).status).toBe(404);
    expect((await fetch(ticket.url)).status).toBe(404);
    clock = 3_601_000;
    expect(await put(ticket, pdf)).toBe(404);
  });

  it('nothing that a page of another origin asks beforehand', async () => {
    const ticket = await announced(mia, wish(pdf));
    const answer = await fetch(ticket.url, { method: 'OPTIONS' });
    expect([answer.status, answer.headers.get('access-control-allow-methods')]).toEqual([204, 'PUT']);
  });
});

describe('what is refused once it is there, with nothing left behind', () => {
  async function refused(content: Uint8Array, changes: object, sent = content): Promise<Problem | undefined> {
    const [before, documents] = [await everything(), await documentCount()];
    const ticket = await announced(mia, wish(content, changes));
    expect(await put(ticket, sent)).toBe(204);
    const answer = await complete(mia, ticket.id, 'refused');
    expect([answer.document, answer.receipt, codes(answer)]).toEqual([null, null, ['INVALID uploadId']]);
    expect(await everything()).toEqual(before);
    expect(await documentCount()).toBe(documents);
    expect(codes(await complete(mia, ticket.id))).toEqual(['NOT_FOUND uploadId']);
    return answer.userErrors[0];
  }

  it('another content of the same size', async () => {
    const other = Buffer.from(pdf);
    other[20] = 0x41;
    expect((await refused(pdf, {}, other))?.message).toContain('SHA-256');
  });

  const text = { mediaType: 'text/plain', name: 'a.txt' };
  it.each([
    ['a page that is said to be a PDF', Buffer.from('<!doctype html><script>alert(1)</script>'), {}],
    ['a program that is said to be a PDF', Buffer.from('MZ\x90\0'.padEnd(200, '\0'), 'latin1'), {}],
    ['a PNG that is said to be a JPEG', png, { mediaType: 'image/jpeg', name: 'a.jpg' }],
    [
      'a picture with scripts that is said to be a PNG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      { mediaType: 'image/png', name: 'a.png' },
    ],
    ['a zip that is said to be a document', makeZip({ 'a.txt': 'a' }), { mediaType: docxType, name: 'a.docx' }],
    [
      'a document with macros',
      officeFile('application/vnd.ms-word.document.macroEnabled.main+xml'),
      { mediaType: docxType, name: 'a.docx' },
    ],
    [
      'a sheet that is said to be a document',
      officeFile(`${openXml}.spreadsheetml.sheet.main+xml`),
      { mediaType: docxType, name: 'a.docx' },
    ],
    ['a script that is said to be a PDF', Buffer.from('alert(document.cookie)'), {}],
    ['a page that is said to be text', Buffer.from('\n  <HTML><body>'), text],
    ['a page behind much space', Buffer.from(`${' '.repeat(65_535)}<script>alert(1)</script>`), text],
    ['a shell script that is said to be text', Buffer.from('#!/bin/sh\nrm -rf /\n'), text],
    ['a picture with scripts that is said to be text', Buffer.from('\ufeff<svg onload="x">'), text],
    ['bytes that are said to be text', Buffer.from([0x61, 0xff, 0xfe, 0x62]), text],
    ['NUL in a text', Buffer.from('a\0b'), text],
    ['a PDF that is said to be text', pdf, text],
    ['text that breaks off in a character', Buffer.from([0x61, 0xe2, 0x82]), { mediaType: 'text/csv', name: 'a.csv' }],
  ])('%s', async (_what, content, changes) => {
    expect((await refused(content, changes))?.message).toMatch(/content is not/);
  });

  it('EICAR, which is counted', async () => {
    const before = clamd.scanned.length;
    expect((await refused(eicar, text))?.message).toContain('malware');
    expect(clamd.scanned.slice(before)).toEqual([eicar]);
    const metrics = await (await fetch(new URL('/metrics', files.url))).text();
    expect(metrics).toMatch(/portal_upload_refused_total\{[^}]*reason="malware"[^}]*\} 1/);
  });

  it('what is larger than the scanner looks at', async () => {
    clamd.answer = () => 'INSTREAM size limit exceeded. ERROR\0';
    clamd.bytesMax = 10;
    expect((await refused(Buffer.concat([pdf, Buffer.alloc(900_000, 'x')]), {}))?.message).toContain('larger');
  });

  it('an upload that has expired, whose content goes away by itself', async () => {
    const [one, other] = [await announced(mia, wish(pdf)), await announced(mia, wish(pdf))];
    for (const ticket of [one, other]) expect(await put(ticket, pdf)).toBe(204);
    clock = 3_601_000;
    expect(codes(await complete(mia, one.id))).toEqual(['NOT_FOUND uploadId']);
    await files.close();
    await start();
    // Expired ones are removed at start, and the end waits for that.
    await files.close();
    await start();
    const left = (await everything()).filter(
      (path) => path.startsWith(join(folder, 'uploads')) && /content|sealed|part-/.test(path),
    );
    expect([left, (await everything()).filter((path) => path.includes(other.id))]).toEqual([[], []]);
  });
});

describe('what is taken', () => {
  it.each([
    ['a picture', png, { mediaType: 'image/png', name: 'p.png' }],
    ['a document', docx, { mediaType: docxType, name: 'd.docx' }],
    ['a zip', makeZip({ 'a.txt': 'a' }), { mediaType: 'application/zip', name: 'z.zip' }],
    ['text', Buffer.from('\ufeffGrüße\r\n\tvon uns < 3\n'), { mediaType: 'text/plain', name: 't.txt' }],
    ['a table', Buffer.from('a,b\n1,"<b>"\n'), { mediaType: 'text/csv', name: 't.csv' }],
  ])('%s', async (_what, content, changes) => {
    expect(await upload(mia, content, changes)).toMatchObject({ userErrors: [], document: { scan: 'CLEAN' } });
  });
});

describe('while the scanner is away', () => {
  it.each([
    ['hangs up', () => null],
    ['says something else', () => 'stream: OK, perhaps\0'],
    ['says it twice', () => 'stream: OK\nstream: Eicar FOUND\0'],
    ['fails', () => "stream: Can't allocate memory ERROR\0"],
    ['says nothing at all', () => ''],
  ])('and %s, an upload stays as it is', async (_how, answer) => {
    const ticket = await announced(mia, wish(pdf));
    await put(ticket, pdf);
    const documents = await documentCount();
    clamd.answer = answer;
    const { errors } = await files.ask(mia, completeMutation, { input: { uploadId: ticket.id, idempotencyKey: ticket.id } });
    expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(await documentCount()).toBe(documents);
    // What is being looked at cannot be exchanged.
    expect(await put(ticket, pdf)).toBe(409);
    clamd.answer = () => 'stream: OK\0';
    expect(await complete(mia, ticket.id, ticket.id)).toMatchObject({ userErrors: [], document: { scan: 'CLEAN' } });
  });

  it('or there is none, a document says that nobody looked', async () => {
    const alone = await startFiles();
    const [kept, own] = [files, alone];
    files = own;
    try {
      expect(await upload(mia, pdf)).toMatchObject({ userErrors: [], document: { scan: 'NOT_SCANNED' } });
    } finally {
      files = kept;
      await alone.close();
    }
  });
});
