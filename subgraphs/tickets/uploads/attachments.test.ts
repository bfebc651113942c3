import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AppError } from '../../../schema/contract/app-error.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { Revocations, Standing } from '../../kit/revocations.ts';
import { startFakeClamd } from '../../kit/testing/fake-clamd.ts';
import type { FakeClamd } from '../../kit/testing/fake-clamd.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { OWN_WORK_FOLDERS } from '../../kit/uploads/work-folder.ts';
import type { TicketStore } from '../port.ts';
import { announcementOf, codesOf, put, startTickets } from '../testing/start-tickets.ts';
import type { RunningTickets, UploadAddress } from '../testing/start-tickets.ts';
import { createUploadStore } from './upload-store.ts';
import type { Claim, UploadStore } from './upload-store.ts';
import type { AttachmentUpload } from './upload.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const text = { mediaType: 'text/plain', name: 'a.txt' };
// In two halves: no scanner is to take this file for it.
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

const person = (name: string, role: 'OWNER' | 'MEMBER' | 'VIEWER' = 'MEMBER', clientId = 'acme'): IdentityClaims =>
  clientClaims(clientId, { subject: name, contactId: name, name, memberships: [{ clientId, role }] });
const ann = person('ann');
const bob = person('bob');
const vic = person('vic', 'VIEWER');
const lena = person('lena', 'OWNER', 'globex');
/** One person who acts for two companies. */
const both: IdentityClaims = {
  ...person('ann'),
  memberships: ['acme', 'globex'].map((clientId) => ({ clientId, role: 'OWNER' as const })),
};

const announcing = `mutation ($input: RequestAttachmentUploadInput!) { it: requestAttachmentUpload(input: $input) {
  upload { id method url headers { name value } expiresAt } receipt { id state } userErrors { code message path } } }`;
const shown = 'body delivery attachments { name mediaType sizeBytes download { url expiresAt } }';
const opening = `mutation ($input: OpenTicketInput!) { it: openTicket(input: $input) {
  ticket { id lastMessage { ${shown} } } receipt { id state } userErrors { code message path } } }`;
const replying = `mutation ($input: ReplyToTicketInput!) { it: replyToTicket(input: $input) {
  message { id ${shown} } receipt { id state error } userErrors { code message path } } }`;
const thread = `query ($id: ID!) { ticket(id: $id) { messages(first: 100) { nodes { ${shown} } } } }`;

const desk = { writes: true };
const standing: { now: Standing } = { now: 'good' };
const revocations: Revocations = {
  start: () => Promise.resolve(),
  standingOf: () => standing.now,
  onChange: () => () => undefined,
  close: () => Promise.resolve(),
};
let clock = 0;
let clamd: FakeClamd;
let tickets: RunningTickets;
let sql: pg.Client;

function takenAway(store: TicketStore): TicketStore {
  return new Proxy(store, {
    get(target, name: keyof TicketStore) {
      const method = target[name].bind(target) as (...given: unknown[]) => unknown;
      const isWrite = name === 'reply' || name === 'openTicket';
      return (...given: unknown[]) =>
        isWrite && !desk.writes
          ? Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'Help desk cannot be reached.'))
          : method(...given);
    },
  });
}

async function start(): Promise<void> {
  tickets = await startTickets(
    { wrapStore: takenAway, revocations, now: () => new Date(Date.now() + clock) },
    {
      ...{ TICKETS_CLAMD_URL: clamd.url, TICKETS_ATTACHMENT_BYTES_MAX: '1000', TICKETS_ATTACHMENTS_MAX: '3' },
      ...{ TICKETS_MESSAGE_BYTES_MAX: '1500', TICKETS_UPLOADS_HELD_MAX: '8', TICKETS_UPLOADS_HELD_BYTES_MAX: '5000' },
    },
  );
  sql = new pg.Client({ connectionString: tickets.databaseUrl });
  await sql.connect();
}
async function stop(): Promise<void> {
  await sql.end();
  await tickets.close();
}
beforeAll(async () => {
  clamd = await startFakeClamd();
  await start();
});
afterEach(async () => {
  desk.writes = true;
  standing.now = 'good';
  clock = 0;
  clamd.answer = (content) => (content.includes(eicar) ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0');
  // What one test leaves under way would count in the next.
  await sql.query('delete from tickets_uploads.uploads where used_by is null');
});
afterAll(async () => {
  await stop();
  await clamd.close();
});

async function did(claims: IdentityClaims, query: string, input: object): Promise<any> {
  const { data, errors } = await tickets.ask(claims, query, { input });
  expect(errors).toEqual([]);
  return data.it;
}
const announce = (claims: IdentityClaims, content: Uint8Array = png, changes: object = {}) =>
  did(claims, announcing, announcementOf('acme', content, changes));
async function announced(claims: IdentityClaims, content: Uint8Array = png, changes: object = {}): Promise<UploadAddress> {
  const { upload, userErrors } = await announce(claims, content, changes);
  expect(userErrors).toEqual([]);
  return upload as UploadAddress;
}
/** The id of a file that has arrived. */
async function sent(claims: IdentityClaims, content: Uint8Array = png, changes: object = {}): Promise<string> {
  const upload = await announced(claims, content, changes);
  expect(await put(upload, content)).toBe(204);
  return upload.id;
}
async function openOne(claims = ann, clientId = 'acme', changes: object = {}): Promise<string> {
  const input = { clientId: toGlobalId('Client', clientId), subject: 'Printer', body: 'It smokes.', ...changes };
  return (await did(claims, opening, input)).ticket.id as string;
}
const reply = (claims: IdentityClaims, ticketId: string, attachments: readonly string[] | null, changes: object = {}) =>
  did(claims, replying, { ticketId, body: 'Here is a photo.', attachments, ...changes });
const messagesOf = async (claims: IdentityClaims, id: string): Promise<any[]> =>
  (await tickets.ask(claims, thread, { id })).data.ticket.messages.nodes as any[];
const countOf = async (table: string): Promise<number> =>
  Number((await sql.query<{ count: string }>(`select count(*) from tickets_uploads.${table}`)).rows[0]?.count);
const onDisk = () => readdirSync(tmpdir()).filter((name) => name.startsWith(OWN_WORK_FOLDERS));

describe('a message with files', () => {
  it('has them when it is sent, for whoever may read it, and their bytes wait no longer', async () => {
    const ticketId = await openOne();
    const notes = Buffer.from('Grüße');
    const [first, second] = [await sent(ann), await sent(ann, notes, { ...text, name: 'notes “1”.txt' })];
    const answer = await reply(ann, ticketId, [second, first]);
    expect(answer).toMatchObject({ userErrors: [], receipt: { state: 'APPLIED' }, message: { delivery: 'SENT' } });
    const expected = [
      { name: 'notes “1”.txt', mediaType: 'text/plain', sizeBytes: notes.byteLength },
      { name: 'photo.png', mediaType: 'image/png', sizeBytes: png.byteLength },
    ];
    expect(answer.message.attachments).toMatchObject(expected);
    const seen = (await messagesOf(bob, ticketId)).at(-1);
    expect(seen.attachments).toMatchObject(expected);
    const answers = await Promise.all(seen.attachments.map(({ download }: any) => fetch(download.url)));
    expect(await Promise.all(answers.map(async (one) => Buffer.from(await one.arrayBuffer())))).toEqual([notes, png]);
    const headers = ['content-type', 'content-disposition', 'x-content-type-options', 'cache-control', 'content-security-policy'];
    expect(headers.map((name) => answers[0]?.headers.get(name))).toEqual([
      'text/plain; charset=utf-8',
      `attachment; filename="notes _1_.txt"; filename*=UTF-8''notes%20%E2%80%9C1%E2%80%9D.txt`,
      'nosniff',
      'private, no-store',
      "sandbox; default-src 'none'",
    ]);
    expect([await countOf('contents'), onDisk()]).toEqual([0, []]);
  });

  it('can be the one that opens a ticket', async () => {
    const input = { clientId: toGlobalId('Client', 'acme'), subject: 'Crack', body: 'See here.', attachments: [await sent(ann)] };
    const answer = await did(ann, opening, input);
    expect(answer).toMatchObject({ userErrors: [], ticket: { lastMessage: { attachments: [{ name: 'photo.png' }] } } });
  });

  it('shows them while it is on its way, without an address, and with one as soon as it is there', async () => {
    const ticketId = await openOne();
    desk.writes = false;
    const answer = await reply(ann, ticketId, [await sent(ann)]);
    const waiting = { name: 'photo.png', mediaType: 'image/png', sizeBytes: png.byteLength, download: null };
    expect(answer).toMatchObject({ receipt: { state: 'ACCEPTED' }, message: { delivery: 'ON_ITS_WAY', attachments: [waiting] } });
    expect((await messagesOf(bob, ticketId)).at(-1)).toMatchObject({ delivery: 'ON_ITS_WAY', attachments: [waiting] });
    expect(await countOf('contents')).toBe(1);
    desk.writes = true;
    let last: any;
    for (let tries = 0; tries < 200 && last?.delivery !== 'SENT'; tries += 1) {
      await sleep(20);
      last = (await messagesOf(bob, ticketId)).at(-1);
    }
    const found = await fetch(last.attachments[0].download.url as string);
    expect(Buffer.from(await found.arrayBuffer())).toEqual(png);
  });

  it('is one message with one receipt however often it is sent, and a conflict with other files', async () => {
    const ticketId = await openOne();
    const [first, second] = [await sent(ann), await sent(ann)];
    const key = { idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => reply(ann, ticketId, [first], key)));
    answers.push(await reply(ann, ticketId, [first], key));
    expect(new Set(answers.map(({ receipt, userErrors }) => JSON.stringify([receipt, userErrors]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ userErrors: [], receipt: { state: 'APPLIED' } });
    for (const others of [[second], [first, second], [], null]) {
      expect(codesOf(await reply(ann, ticketId, others, key))).toEqual(['CONFLICT idempotencyKey']);
    }
    expect(await messagesOf(ann, ticketId)).toHaveLength(2);
    // What a conflict named is still there to be sent.
    expect(codesOf(await reply(ann, ticketId, [second]))).toEqual([]);
  });

  it('takes a file up once: of many messages that name it at once, one has it', async () => {
    const ticketId = await openOne();
    const id = await sent(ann);
    const answers = await Promise.all(Array.from({ length: 10 }, () => reply(ann, ticketId, [id])));
    const problems = answers.map(codesOf).sort((one, other) => one.length - other.length);
    expect(problems).toEqual([[], ...Array.from({ length: 9 }, () => ['NOT_FOUND attachments.0'])]);
    expect(await messagesOf(ann, ticketId)).toHaveLength(2);
  });

  it('has at most so many files, of so many bytes together, each once', async () => {
    const ticketId = await openOne();
    const ids = [await sent(ann), await sent(ann), await sent(ann), await sent(ann)];
    expect(codesOf(await reply(ann, ticketId, ids))).toEqual(['INVALID attachments']);
    expect(codesOf(await reply(ann, ticketId, [ids[0] ?? '', ids[0] ?? '']))).toEqual(['INVALID attachments']);
    const large = [Buffer.alloc(800, 'x'), Buffer.alloc(800, 'y')];
    const both = [await sent(ann, large[0], text), await sent(ann, large[1], text)];
    expect(codesOf(await reply(ann, ticketId, both))).toEqual(['INVALID attachments']);
    expect(codesOf(await reply(ann, ticketId, ids.slice(0, 3)))).toEqual([]);
    expect(codesOf(await reply(ann, ticketId, both.slice(0, 1)))).toEqual([]);
  });

  it('is refused by the rule before its files are looked at, which stay as they are', async () => {
    const ticketId = await openOne();
    const id = await sent(ann);
    const viewer = { ...ann, memberships: [{ clientId: 'acme', role: 'VIEWER' as const }] };
    expect(codesOf(await reply(viewer, ticketId, [id]))).toEqual(['NOT_ALLOWED ']);
    expect(codesOf(await reply(ann, ticketId, [id]))).toEqual([]);
  });
});

describe('the attack: a file of somebody else', () => {
  it.each([
    ['whose it is', (claim: Claim, owner: AttachmentUpload) => ({ ...claim, holder: owner.holder })],
    ['whose and which company’s it is', (claim: Claim, owner: AttachmentUpload) => ({ ...claim, ...owner })],
  ])('would come through if nobody asked %s', async (what, forget) => {
    const wrapUploads = (store: UploadStore): UploadStore => ({
      ...store,
      async claim(transaction, claim) {
        const owner = await store.find(claim.ids[0] ?? '');
        return store.claim(transaction, owner ? forget(claim, owner) : claim);
      },
    });
    const [whole, broken] = [tickets, await startTickets({ revocations, wrapUploads })];
    tickets = broken;
    try {
      const id = await sent(ann);
      const through = codesOf(await reply(bob, await openOne(bob), [id])).length === 0;
      expect(through).toBe(true);
      const other = await sent(ann);
      const across = codesOf(await reply(lena, await openOne(lena, 'globex'), [other])).length === 0;
      expect(across).toBe(what !== 'whose it is');
    } finally {
      tickets = whole;
      await broken.close();
    }
  });

  it('is as missing as one that never was: of a colleague, another company, the same person for another company', async () => {
    const [ofAnn, ofBob, ofLena] = [await openOne(ann), await openOne(bob), await openOne(lena, 'globex')];
    const forGlobex = await openOne(both, 'globex');
    const id = await sent(ann);
    const missing = await reply(bob, ofBob, ['A'.repeat(22)]);
    expect(codesOf(missing)).toEqual(['NOT_FOUND attachments.0']);
    const tried: [IdentityClaims, string][] = [
      [bob, ofBob],
      [lena, ofLena],
      [both, forGlobex],
      [staffClaims(), ofAnn],
      // The same subject, as another identity provider calls it.
      [{ ...ann, issuer: 'https://other.example' }, ofAnn],
    ];
    for (const [claims, ticketId] of tried) expect(await reply(claims, ticketId, [id])).toEqual(missing);
    for (const one of ['', 'x', '../../etc/passwd', "' or 1=1 --", toGlobalId('Ticket', id), `${id} `]) {
      expect(await reply(bob, ofBob, [one])).toEqual(missing);
    }
    // Neither the announced one that has not arrived, nor the refused one, tells others that it is there.
    const pending = await announced(ann);
    expect(await reply(bob, ofBob, [pending.id])).toEqual(missing);
    const refused = await announced(ann, eicar, text);
    await put(refused, eicar);
    expect(await reply(bob, ofBob, [refused.id])).toEqual(missing);
    for (const ticketId of [ofBob, ofAnn]) expect(await messagesOf(ann, ticketId)).toHaveLength(1);
    // It was nobody's in all of this: whose it is sends it.
    expect(codesOf(await reply(ann, ofAnn, [id]))).toEqual([]);
  });

  it('with the other company’s person opening a ticket', async () => {
    const id = await sent(ann);
    const input = { clientId: toGlobalId('Client', 'globex'), subject: 'x', body: 'x', attachments: [id] };
    const { ticket, receipt, userErrors } = await did(lena, opening, input);
    expect([ticket, receipt, codesOf({ userErrors })]).toEqual([null, null, ['NOT_FOUND attachments.0']]);
  });

  it('one bad file takes the whole message back, and lets the good ones be sent again', async () => {
    const ticketId = await openOne();
    const [good, foreign] = [await sent(ann), await sent(bob)];
    const key = { idempotencyKey: randomUUID() };
    expect(codesOf(await reply(ann, ticketId, [good, foreign], key))).toEqual(['NOT_FOUND attachments.1']);
    expect(await messagesOf(ann, ticketId)).toHaveLength(1);
    // Nothing was accepted under the key either.
    expect(codesOf(await reply(ann, ticketId, [good], key))).toEqual([]);
  });
});

describe('an address of a file', () => {
  async function linkIn(ticketId: string, claims = bob): Promise<string> {
    const { attachments } = (await messagesOf(claims, ticketId)).at(-1);
    return attachments[0].download.url as string;
  }
  const statusOf = async (url: string) => (await fetch(url)).status;

  it('ends with its time, with a revocation, and with the sharing of the ticket', async () => {
    const ticketId = await openOne();
    await reply(ann, ticketId, [await sent(ann)]);
    const url = await linkIn(ticketId);
    expect(await statusOf(url)).toBe(200);
    standing.now = 'revoked';
    expect(await statusOf(url)).toBe(404);
    standing.now = 'unknown';
    expect(await statusOf(url)).toBe(503);
    standing.now = 'good';
    const share = 'mutation ($input: ShareTicketInput!) { it: shareTicket(input: $input) { userErrors { code path } } }';
    const sharing = { audience: 'CONTACTS', contactIds: [toGlobalId('Contact', 'ann')] };
    expect(codesOf(await did(person('olga', 'OWNER'), share, { ticketId, sharing }))).toEqual([]);
    expect(await statusOf(url)).toBe(404);
    const own = await linkIn(ticketId, ann);
    expect(await statusOf(own)).toBe(200);
    clock = 301_000;
    expect(await statusOf(own)).toBe(404);
  });

  it('is of one file for one holder: a changed one, or one made for an upload, opens nothing', async () => {
    const ticketId = await openOne();
    const upload = await announced(ann);
    await put(upload, png);
    await reply(ann, ticketId, [upload.id]);
    const url = await linkIn(ticketId);
    const [payload = '', mac = ''] = (url.split('/attachments/')[1] ?? '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, clientId: 'globex' })).toString('base64url');
    const base = new URL(tickets.url).origin;
    for (const token of [
      `${forged}.${mac}`,
      `${payload}.${mac.slice(0, -1)}`,
      '',
      'x.y',
      upload.url.split('/uploads/')[1] ?? '',
    ]) {
      expect(await statusOf(`${base}/attachments/${token}`)).toBe(404);
    }
    expect(await put({ url: url.replace('/attachments/', '/uploads/'), headers: [] }, png)).toBe(404);
  });

  it('that was asked for in a view through somebody else’s eyes ends with the view', async () => {
    const ticketId = await openOne();
    await reply(ann, ticketId, [await sent(ann)]);
    const expiresAt = Math.floor(Date.now() / 1000) + 60;
    const view: IdentityClaims = { ...bob, expiresAt, actor: { subject: 'sam', name: 'Sam', viewId: 'view' } };
    const { attachments } = (await messagesOf(view, ticketId)).at(-1);
    expect(attachments[0].download.expiresAt).toBe(new Date(expiresAt * 1000).toISOString());
  });
});

describe('what is refused before a byte is sent', () => {
  it.each([
    ['a name that climbs', { name: '../../etc/passwd.png' }, 'INVALID name'],
    ['a name that is a step up', { name: '..' }, 'INVALID name'],
    ['a name with a backslash', { name: '..\\x.png' }, 'INVALID name'],
    ['a name with NUL', { name: 'a\u0000.png' }, 'INVALID name'],
    ['a name that is written backwards', { name: 'a\u202egnp.png' }, 'INVALID name'],
    ['a name of a second header', { name: 'a\r\nX: y.png' }, 'INVALID name'],
    ['no name', { name: '' }, 'INVALID name'],
    ['a name that ends like a program', { name: 'photo.png.bat' }, 'INVALID name'],
    ['a page', { mediaType: 'text/html', name: 'a.html' }, 'INVALID mediaType'],
    ['a picture that runs scripts', { mediaType: 'image/svg+xml', name: 'a.svg' }, 'INVALID mediaType'],
    ['a file without bytes', { sizeBytes: 0 }, 'INVALID sizeBytes'],
    ['a file that is too large', { sizeBytes: 1_001 }, 'INVALID sizeBytes'],
    ['no checksum', { sha256: 'A'.repeat(64) }, 'INVALID sha256'],
    ['a company of others', { clientId: toGlobalId('Client', 'globex') }, 'NOT_FOUND clientId'],
    ['a company of nobody', { clientId: 'garbage' }, 'NOT_FOUND clientId'],
  ])('%s', async (_what, changes, code) => {
    const answer = await announce(ann, png, changes);
    expect([answer.upload, answer.receipt, codesOf(answer)]).toEqual([null, null, [code]]);
    expect(await countOf('uploads where used_by is null')).toBe(0);
  });

  it('anything by a viewer, or without the scope', async () => {
    expect(codesOf(await announce(vic))).toEqual(['NOT_ALLOWED ']);
    const { errors } = await tickets.ask({ ...ann, scopes: ['tickets:read'] }, announcing, {
      input: announcementOf('acme', png),
    });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it.each([
    ['a member', ann, true],
    ['a viewer', vic, false],
    ['somebody without the scope', { ...ann, scopes: ['tickets:read'] }, false],
    ['staff', staffClaims({ scopes: ['tickets:read', 'tickets:write', 'clients:all'] }), true],
  ])('and what %s may send is told beforehand', async (_who, claims, allowed) => {
    const rules = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { attachmentRules {
      allowed reason remedy maxBytes maxCount maxMessageBytes mediaTypes } } } }`;
    const of = ['acme', 'globex'].map((id) => ({ __typename: 'Client', id: toGlobalId('Client', id) }));
    const { data } = await tickets.ask(claims, rules, { of });
    const { attachmentRules: told } = data._entities[0];
    expect(told).toMatchObject({ allowed, maxBytes: 1_000, maxCount: 3, maxMessageBytes: 1_500 });
    expect([typeof told.reason, told.mediaTypes.includes('image/png')]).toEqual([allowed ? 'object' : 'string', true]);
    if (claims.kind === 'client') expect(data._entities[1]).toBeNull();
    if (!claims.scopes.includes('tickets:write')) return;
    const answer = await announce(claims, Buffer.alloc(1_000, 'a'), { ...text, name: 'rules.txt' });
    expect(codesOf(answer)).toEqual(allowed ? [] : ['NOT_ALLOWED ']);
    if (!allowed) expect(answer.userErrors[0].message).toContain(told.reason);
  });

  it('more than one person may have under way, also at once, for themselves alone', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => announce(ann)));
    expect(answers.filter(({ upload }) => upload !== null)).toHaveLength(8);
    expect(codesOf(await announce(ann))).toEqual(['NOT_ALLOWED ']);
    expect(codesOf(await announce(bob))).toEqual([]);
    const large = Buffer.alloc(1_000, 'x');
    for (let count = 0; count < 4; count += 1) expect(codesOf(await announce(bob, large, text))).toEqual([]);
    expect(codesOf(await announce(bob, large, text))).toEqual(['NOT_ALLOWED ']);
    clock = 3_601_000;
    expect(codesOf(await announce(ann))).toEqual([]);
  });

  it('another input under one key; the same one gives the same upload', async () => {
    const key = { idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => announce(ann, png, key)));
    expect(new Set(answers.map(({ upload, receipt }) => JSON.stringify([upload.id, upload.expiresAt, receipt]))).size).toBe(1);
    expect(codesOf(await announce(ann, png, { ...key, name: 'other.png' }))).toEqual(['CONFLICT idempotencyKey']);
    const [{ upload }] = answers;
    expect((await announce(bob, png, key)).upload.id).not.toBe(upload.id);
  });
});

describe('what is refused when it arrives, with nothing left behind', () => {
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  it.each([
    ['another content of the same size', Buffer.alloc(png.byteLength, 7), png, {}, /SHA-256/],
    ['a page that is said to be a picture', html, html, {}, /content is not/],
    ['a page that is said to be text', html, html, text, /content is not/],
    ['EICAR', eicar, eicar, text, /malware/],
  ])('%s', async (_what, content, said, changes, message) => {
    const ticketId = await openOne();
    const upload = await announced(ann, said, changes);
    const answer = await fetch(upload.url, { method: 'PUT', body: content });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringMatching(message)]);
    const { userErrors } = await reply(ann, ticketId, [upload.id]);
    expect(codesOf({ userErrors })).toEqual(['INVALID attachments.0']);
    expect(userErrors[0].message).toMatch(message);
    expect([await countOf('contents'), onDisk(), (await messagesOf(ann, ticketId)).length]).toEqual([0, [], 1]);
  });

  it('a picture that broke on the way can be sent again', async () => {
    const ticketId = await openOne();
    const upload = await announced(ann);
    expect(await put(upload, Buffer.alloc(png.byteLength, 7))).toBe(422);
    expect([await put(upload, png), await put(upload, png)]).toEqual([204, 204]);
    // What is there stays, whatever comes after it.
    expect(await put(upload, Buffer.alloc(png.byteLength, 7))).toBe(422);
    expect(codesOf(await reply(ann, ticketId, [upload.id]))).toEqual([]);
    expect(await put(upload, png)).toBe(404);
  });

  it('anything of another size, without one, or that breaks off', async () => {
    const ticketId = await openOne();
    const upload = await announced(ann);
    expect(await put(upload, png.subarray(1))).toBe(413);
    expect(await put(upload, Buffer.concat([png, png]))).toBe(413);
    const chunked = await new Promise<number>((resolve) => {
      const sending = request(upload.url, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      sending.on('error', () => resolve(0));
      sending.end(png);
    });
    expect(chunked).toBe(413);
    const sending = request(upload.url, { method: 'PUT', headers: { 'content-length': String(png.byteLength) } });
    sending.on('error', () => undefined);
    sending.write(png.subarray(0, 10));
    await sleep(100);
    sending.destroy();
    for (let tries = 0; tries < 100 && onDisk().length > 0; tries += 1) await sleep(20);
    expect([await countOf('contents'), onDisk()]).toEqual([0, []]);
    expect(codesOf(await reply(ann, ticketId, [upload.id]))).toEqual(['INVALID attachments.0']);
    expect(await put(upload, png)).toBe(204);
  });

  it('anything while the scanner is away; later it is sent again', async () => {
    const ticketId = await openOne();
    const upload = await announced(ann);
    clamd.answer = () => null;
    expect(await put(upload, png)).toBe(503);
    expect([await countOf('contents'), onDisk()]).toEqual([0, []]);
    expect(codesOf(await reply(ann, ticketId, [upload.id]))).toEqual(['INVALID attachments.0']);
    clamd.answer = () => 'stream: OK\0';
    expect(await put(upload, png)).toBe(204);
    expect(codesOf(await reply(ann, ticketId, [upload.id]))).toEqual([]);
  });

  it('anything of somebody who has lost access', async () => {
    const upload = await announced(ann);
    standing.now = 'revoked';
    expect(await put(upload, png)).toBe(404);
    standing.now = 'unknown';
    expect(await put(upload, png)).toBe(503);
  });

  it('what has expired is missing, and goes away by itself', async () => {
    const ticketId = await openOne();
    const upload = await announced(ann);
    await put(upload, png);
    expect(await countOf('contents')).toBe(1);
    clock = 3_601_000;
    expect(await put(upload, png)).toBe(404);
    expect(codesOf(await reply(ann, ticketId, [upload.id]))).toEqual(['NOT_FOUND attachments.0']);
    const store = createUploadStore({ url: tickets.databaseUrl, now: () => new Date(Date.now() + clock) });
    await store.sweep();
    await store.close();
    expect([await countOf('contents'), await countOf('uploads where used_by is null')]).toEqual([0, 0]);
  });
});
