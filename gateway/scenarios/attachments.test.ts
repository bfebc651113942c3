import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../../schema/contract/app-error.ts';
import type { TicketStore } from '../../subgraphs/tickets/port.ts';
import { harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const announcing = `mutation ($input: RequestAttachmentUploadInput!) { requestAttachmentUpload(input: $input) {
  upload { id method url headers { name value } } receipt { state } userErrors { code path } } }`;
const opening = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id } receipt { id } userErrors { code path } } }`;
const shown = 'id delivery attachments { name mediaType sizeBytes download { url } }';
const replying = `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) {
  message { ${shown} } receipt { id state } userErrors { code path } } }`;
const conversation = `query ($id: ID!) { ticket(id: $id) { lastMessage { ${shown} } } }`;
const messageById = `query ($id: ID!) { node(id: $id) { ... on Message { ${shown} } } }`;

describe('a photo that is sent with a message', () => {
  const desk = { isUp: true };
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await startPortalUnderTest({
      overrides: {
        tickets: {
          wrapStore: (store: TicketStore) => ({
            ...store,
            reply: (...given) =>
              desk.isUp ? store.reply(...given) : Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'The help desk is away.')),
          }),
          actions: { backoff: { baseMs: 20, maxMs: 100 }, pollMs: 50 },
        },
      },
    });
  }, 120_000);
  afterAll(() => portal.close());

  const announce = (who: string, clientId = harborFinch): Promise<Reply> =>
    portal.ask(who, announcing, {
      input: {
        ...{ clientId, name: 'Crack.png', mediaType: 'image/png', sizeBytes: photo.byteLength },
        sha256: createHash('sha256').update(photo).digest('hex'),
      },
    });
  async function sent(who: string, clientId = harborFinch): Promise<string> {
    const { upload } = (await announce(who, clientId)).data.requestAttachmentUpload;
    const headers = (upload.headers as { name: string; value: string }[]).map(
      ({ name, value }) => [name, value] as [string, string],
    );
    const { status } = await fetch(upload.url as string, { method: upload.method as string, headers, body: photo });
    expect(status).toBe(204);
    return upload.id as string;
  }
  const openOne = async (who: string, clientId = harborFinch): Promise<string> =>
    (await portal.ask(who, opening, { input: { clientId, subject: 'A crack', body: 'See the photo.' } })).data.openTicket.ticket
      .id;

  it('shows at once, is delivered, and is downloaded by a colleague and by nobody of another company', async () => {
    const ticketId = await openOne('mia');
    const id = await sent('mia');
    desk.isUp = false;
    const input = { ticketId, body: 'Here it is.', attachments: [id], idempotencyKey: 'the photo' };
    const pending = await portal.ask('mia', replying, { input });
    const file = { name: 'Crack.png', mediaType: 'image/png', sizeBytes: photo.byteLength };
    expect(pending.errors).toEqual([]);
    expect(pending.data.replyToTicket).toMatchObject({
      userErrors: [],
      receipt: { state: 'ACCEPTED' },
      message: { delivery: 'ON_ITS_WAY', attachments: [{ ...file, download: null }] },
    });
    const seen = await portal.ask('tom', conversation, { id: ticketId });
    expect(seen.data.ticket.lastMessage).toMatchObject({ delivery: 'ON_ITS_WAY', attachments: [{ ...file, download: null }] });

    desk.isUp = true;
    let message: any = null;
    for (let tries = 0; tries < 200 && message?.delivery !== 'SENT'; tries += 1) {
      await sleep(50);
      message = (await portal.ask('tom', conversation, { id: ticketId })).data.ticket.lastMessage;
    }
    expect(message).toMatchObject({ delivery: 'SENT', attachments: [file] });
    const answer = await fetch(message.attachments[0].download.url as string);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo);
    expect([answer.headers.get('content-disposition'), answer.headers.get('x-content-type-options')]).toEqual([
      `attachment; filename="Crack.png"; filename*=UTF-8''Crack.png`,
      'nosniff',
    ]);
    // Sent once, however often.
    const again = await portal.ask('mia', replying, { input });
    expect(again.data.replyToTicket.receipt).toMatchObject({ id: pending.data.replyToTicket.receipt.id, state: 'APPLIED' });

    // To another company the message and its file are as missing as any.
    const foreign = await portal.ask('lena', messageById, { id: message.id });
    const missing = await portal.ask('lena', messageById, { id: `${message.id as string}x` });
    expect([foreign.data, foreign.errors]).toEqual([missing.data, missing.errors]);
    expect(foreign.data).toEqual({ node: null });
    expect((await portal.ask('lena', conversation, { id: ticketId })).data).toEqual({ ticket: null });
  });

  it('is sent by nobody but the person who uploaded it, for the company for which they did', async () => {
    const id = await sent('mia');
    const missing = 'A'.repeat(22);
    for (const [who, clientId] of [
      ['tom', harborFinch],
      ['lena', lumenBakery],
    ] as const) {
      const ticketId = await openOne(who, clientId);
      const ask = (attachment: string) =>
        portal.ask(who, replying, { input: { ticketId, body: 'Mine now.', attachments: [attachment] } });
      const [stolen, nothing] = [await ask(id), await ask(missing)];
      expect(stolen.text).toBe(nothing.text);
      expect(stolen.data.replyToTicket).toMatchObject({
        ...{ message: null, receipt: null },
        userErrors: [{ code: 'NOT_FOUND', path: ['attachments', '0'] }],
      });
    }
    const ticketId = await openOne('mia');
    const input = { ticketId, body: 'Still mine.', attachments: [id] };
    expect((await portal.ask('mia', replying, { input })).data.replyToTicket.userErrors).toEqual([]);
  });

  it('is announced by nobody for another company, and by nobody who only reads', async () => {
    const foreign = (await announce('lena')).data.requestAttachmentUpload;
    expect(foreign).toEqual({ upload: null, receipt: null, userErrors: [{ code: 'NOT_FOUND', path: ['clientId'] }] });
    const viewer = (await announce('vic')).data.requestAttachmentUpload;
    expect(viewer).toEqual({ upload: null, receipt: null, userErrors: [{ code: 'NOT_ALLOWED', path: [] }] });
    const nobody = await portal.ask(null, announcing, {});
    expect(nobody.status).toBe(401);
  });

  it('comes back for the files that the help desk had before, too', async () => {
    const query = `query ($id: ID!) { client(id: $id) { tickets(first: 20) { nodes { messages(first: 10) { nodes { attachments {
      name sizeBytes download { url } } } } } } } }`;
    const { data } = await portal.ask('mia', query, { id: harborFinch });
    const files = (data.client.tickets.nodes as any[]).flatMap(({ messages }) =>
      (messages.nodes as any[]).flatMap(({ attachments }) => attachments as any[]),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const { sizeBytes, download } of files) {
      expect((await (await fetch(download.url as string)).arrayBuffer()).byteLength).toBe(sizeBytes);
    }
  });
});
