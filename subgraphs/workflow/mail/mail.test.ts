import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { createMetrics } from '../../kit/metrics.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { distributeNotices } from '../notifications/distribute-notices.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';
import { anApprovable } from '../testing/test-records.ts';
import { createMailer } from './mailer.ts';
import { createMails } from './mails.ts';
import type { Mails } from './mails.ts';

/* Against a real SMTP server on loopback, which does what servers do: takes, refuses, is away, and hangs up after it has taken. */

interface Received {
  readonly mail: ParsedMail;
  readonly recipients: readonly string[];
  readonly raw: string;
}

interface PostOffice {
  readonly port: number;
  readonly received: Received[];
  /** Answers to `RCPT TO`, by address: a code. */
  readonly refused: Map<string, number>;
  /** How many connections are cut after the message was taken, before the answer. */
  hangUps: number;
  close(): Promise<void>;
}

/** `hangUps` cut the line between the server and the portal: the server has the message, and its answer is lost. */
async function startPostOffice(): Promise<PostOffice> {
  const office: { received: Received[]; refused: Map<string, number>; hangUps: number } = {
    received: [],
    refused: new Map(),
    hangUps: 0,
  };
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onRcptTo({ address }, _session, callback) {
      const code = office.refused.get(address);
      callback(code === undefined ? null : Object.assign(new Error('refused here'), { responseCode: code }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        simpleParser(raw).then((mail) => {
          office.received.push({ mail, raw, recipients: session.envelope.rcptTo.map(({ address }) => address) });
          if (office.hangUps > 0) {
            office.hangUps -= 1;
            for (const socket of lines) socket.destroy();
          } else callback();
        }, callback);
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const inside = (server.server.address() as AddressInfo).port;
  const lines = new Set<Socket>();
  const line: Server = createServer((caller) => {
    const callee = connect(inside, '127.0.0.1');
    for (const socket of [caller, callee]) {
      lines.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => lines.delete(socket));
    }
    caller.pipe(callee).pipe(caller);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return Object.assign(office, {
    port: (line.address() as AddressInfo).port,
    async close() {
      for (const socket of lines) socket.destroy();
      await new Promise((resolve) => line.close(resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

const scopes = ['clients:read', 'documents:read', 'documents:write'];
const sara = staffClaims({ subject: 'sara', name: 'Sara', scopes: [...scopes, 'clients:all'] });
const contact = (id: string) =>
  clientClaims('acme', { subject: id, contactId: id, name: id, scopes, memberships: [{ clientId: 'acme', role: 'MEMBER' }] });
const bob = contact('bob');
const acme = toGlobalId('Client', 'acme');
const named = (...ids: string[]) => ({ contactIds: ids.map((id) => toGlobalId('Contact', id)) });

let access: AccessUnderTest;
let office: PostOffice;
let mails: Mails;
const stopped: (() => Promise<void>)[] = [];
/** The instant at which the portal looks: notices are told at `now`. */
let at = new Date(now.getTime() + 60_000);

async function start(port: number, giveUpAfterMs?: number): Promise<Mails> {
  const started = await createMails({
    ...{ store: access.store, crm: access.crm, records: access.records, now: () => at, portal: 'Acme & "Sons" Portal' },
    ...{ url: access.databaseUrl, logger: pino({ level: 'silent' }), metrics: createMetrics('test') },
    ...{ portalUrl: 'https://portal.example/home?tab=1', windowMs: 30_000, migrate: true },
    mailer: createMailer({
      url: `smtp://127.0.0.1:${String(port)}`,
      from: { name: 'Portal', address: 'portal@business.example' },
    }),
    settings: {
      ...{ pollMs: 20, waitMs: 2_000, doubtMs: 50, backoff: { baseMs: 10, maxMs: 50 } },
      ...(giveUpAfterMs !== undefined && { giveUpAfterMs }),
    },
  });
  stopped.push(() => started.close());
  return started;
}

beforeAll(async () => {
  access = await startAccess();
  access.mails.current = () => mails;
});
afterAll(() => access.close());
beforeEach(async () => {
  at = new Date(now.getTime() + 60_000);
  access.records.away = false;
  access.records.shown.set('Document:plan', anApprovable());
  office = await startPostOffice();
  await distributeNotices(access.store.noticeOutbox, access.crm, () => now);
  await access.client.query('truncate workflow.notices, workflow.notice_reads, workflow.notice_reads_until, workflow.mails');
  mails = await start(office.port);
});
afterEach(async () => {
  for (const stop of stopped.splice(0)) await stop();
  await office.close();
});

async function mutate(mutation: string, input: Record<string, unknown>, selection: string, claims = sara): Promise<any> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { ${selection} userErrors { code path } } }`;
  const { data, errors } = await access.ask<{ it: any }>(claims, source, { input });
  expect([errors, data.it.userErrors]).toEqual([undefined, []]);
  return data.it;
}

const askFor = (title: string, input: Record<string, unknown> = {}) =>
  mutate(
    'requestDocument',
    { clientId: acme, title, mediaTypes: ['application/pdf'], ...named('bob'), ...input },
    'documentRequest { id }',
  );

async function tellAndGather(): Promise<void> {
  await distributeNotices(access.store.noticeOutbox, access.crm, () => now);
  await mails.gather();
}

/** Until the queue is empty: each action has been applied or has failed. */
async function drained(): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    const { rows } = await access.client.query<{ count: string }>('select count(*) from workflow_mails.outbox');
    if (rows[0]?.count === '0') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the queue did not get empty');
}

const failed = async () =>
  (
    await access.ask<{ failedMails: { totalCount: number; nodes: any[] } }>(
      sara,
      '{ failedMails { totalCount nodes { id refused reason attempts problem clientId contact { id } } } }',
    )
  ).data.failedMails;

describe('news by e-mail', () => {
  it('is one e-mail for what comes within the window, with what each of them is about', async () => {
    const first = await askFor('Proof of address');
    await askFor('Bank letter');
    at = new Date(now.getTime() + 10_000);
    await tellAndGather();
    expect(office.received).toEqual([]);
    at = new Date(now.getTime() + 31_000);
    await tellAndGather();
    await drained();
    await mails.gather();
    await drained();
    expect(office.received).toHaveLength(1);
    const [{ mail, recipients } = { mail: null, recipients: [] }] = office.received;
    expect(recipients).toEqual(['bob@acme.example']);
    expect(mail?.subject).toBe('Acme & "Sons" Portal: 2 things are new');
    expect(mail?.from?.text).toBe('"Portal" <portal@business.example>');
    expect([mail?.to].flat()[0]?.text).toBe('"Bob Acme" <bob@acme.example>');
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@business\.example>$/);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    for (const title of ['Proof of address', 'Bank letter']) {
      expect(mail?.text).toContain(`Sara asks you for "${title}"`);
      expect(mail?.html).toContain(`Sara asks you for &quot;${title}&quot;`);
    }
    const link = `https://portal.example/home?tab=1&node=${first.documentRequest.id as string}`;
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(link.replaceAll('&', '&amp;'));
  });

  it('says what its reader may see when it is sent, and nothing of what they have read, or what is over', async () => {
    const decision = { subjectId: toGlobalId('Document', 'plan'), ...named('bob', 'bea') };
    await mutate('requestApproval', decision, 'approval { id }');
    await askFor('Bank letter', named('bob', 'bea'));
    const over = await askFor('Old papers');
    await mutate('cancelDocumentRequest', { requestId: over.documentRequest.id }, 'receipt { id }');
    await distributeNotices(access.store.noticeOutbox, access.crm, () => now);
    const source =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { notifications { nodes { id headline } } } } }';
    const facts = { system: 'S', steps: [], events: [] };
    const told = await access.ask<any>(bob, source, { of: [{ __typename: 'Client', id: acme, ticketFacts: facts }] });
    const read = told.data._entities[0].notifications.nodes.find(({ headline }: { headline: string }) =>
      headline.includes('Bank letter'),
    );
    await mutate('markNotificationsRead', { clientId: acme, notificationIds: [read.id] }, 'receipt { id }', bob);
    access.records.shown.set(
      'Document:plan',
      anApprovable({ sharing: { audience: 'CONTACTS', roles: [], contactIds: ['bea'] } }),
    );
    await mails.gather();
    await drained();
    const byRecipient = new Map(office.received.map(({ recipients, mail }) => [recipients[0], mail.text]));
    expect([...byRecipient.keys()].sort()).toEqual(['bea@acme.example', 'bob@acme.example']);
    const ofBob = byRecipient.get('bob@acme.example') ?? '';
    expect(ofBob).toContain('Sara no longer asks for "Old papers"');
    for (const hidden of ['Plan', 'Bank letter', 'asks you for "Old papers"']) expect(ofBob).not.toContain(hidden);
    expect(byRecipient.get('bea@acme.example')).toContain('"Plan"');
    expect(byRecipient.get('bea@acme.example')).not.toContain('Old papers');
  });

  it('is not sent when nothing is left to tell, nor to whoever left the company', async () => {
    const { documentRequest } = await askFor('Proof');
    await distributeNotices(access.store.noticeOutbox, access.crm, () => now);
    await access.client.query('update workflow.notice_events set distributed_at = $1', [now]);
    const gone = access.crm.contacts.get('bob');
    if (!gone) throw new Error('there is no bob');
    access.crm.contacts.set('bob', { ...gone, clientId: toGlobalId('Client', 'globex'), email: 'bob@globex.example' });
    await mails.gather();
    await drained();
    access.crm.contacts.set('bob', gone);
    await mutate('cancelDocumentRequest', { requestId: documentRequest.id }, 'receipt { id }');
    expect([office.received, (await failed()).totalCount]).toEqual([[], 0]);
  });

  it.each([
    ['Proof\r\nBcc: thief@evil.example', 'Bob\r\nBcc: thief@evil.example'],
    ['=?utf-8?q?x=0D=0ABcc:_thief=40evil.example?=', 'Bob" <thief@evil.example>, "x'],
    ['<script>alert(1)</script>\u202e\u0007 & "quoted"', 'Bob <thief@evil.example>\n.\r\nRCPT TO:<thief@evil.example>'],
  ])('takes no header, recipient or markup out of a title or a name (%#)', async (title, name) => {
    const known = access.crm.contacts.get('bob');
    if (!known) throw new Error('there is no bob');
    access.crm.contacts.set('bob', { ...known, name });
    // Titles of documents come from the file store as they are.
    access.records.shown.set('Document:plan', anApprovable({ title }));
    await mutate('requestApproval', { subjectId: toGlobalId('Document', 'plan'), ...named('bob') }, 'approval { id }');
    await tellAndGather();
    await drained();
    access.crm.contacts.set('bob', known);
    expect(office.received).toHaveLength(1);
    const [{ mail, recipients, raw } = { mail: null, recipients: [], raw: '' }] = office.received;
    expect(recipients).toEqual(['bob@acme.example']);
    expect([...(mail?.headers.keys() ?? [])].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(
      [mail?.to]
        .flat()
        .flatMap((to) => to?.value ?? [])
        .map(({ address }) => address),
    ).toEqual(['bob@acme.example']);
    expect(mail?.html).not.toContain('<script>');
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^bcc:/im);
  });

  it.each([
    'bob@acme.example, thief@evil.example',
    'bob@acme.example\r\nRCPT TO:<thief@evil.example>',
    '<thief@evil.example>',
    'bob',
  ])('goes to no address like %j; the staff read why', async (email) => {
    const known = access.crm.contacts.get('bob');
    if (!known) throw new Error('there is no bob');
    access.crm.contacts.set('bob', { ...known, email });
    await askFor('Proof');
    const before = (await failed()).totalCount;
    await tellAndGather();
    await drained();
    access.crm.contacts.set('bob', known);
    expect(office.received).toEqual([]);
    const list = await failed();
    expect(list.totalCount).toBe(before + 1);
    expect(list.nodes[0]).toMatchObject({ refused: true, reason: expect.stringContaining('none that can be written to') });
  });
});

describe('a mail server that', () => {
  it('hangs up after it has taken the message gets it again under the same id', async () => {
    office.hangUps = 2;
    await askFor('Proof');
    await tellAndGather();
    await drained();
    expect(office.received).toHaveLength(3);
    expect(new Set(office.received.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(new Set(office.received.map(({ mail }) => mail.text)).size).toBe(1);
  });

  it('refuses a recipient for now is asked again; for good, the staff are told, and can try again', async () => {
    office.refused.set('bob@acme.example', 450);
    await askFor('Proof');
    await tellAndGather();
    const attempts = async () =>
      (
        await access.client.query<{ attempts: number }>(
          `select max(attempts) as attempts from workflow_mails.actions where state = 'ACCEPTED'`,
        )
      ).rows[0]?.attempts ?? 0;
    for (let turn = 0; turn < 500 && (await attempts()) < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await attempts()).toBeGreaterThan(1);
    office.refused.set('bob@acme.example', 550);
    const before = (await failed()).totalCount;
    await drained();
    const list = await failed();
    expect(list.totalCount).toBe(before + 1);
    const one = list.nodes.find(({ reason }) => (reason as string).includes('refused here'));
    expect(one).toMatchObject({ refused: true, clientId: acme, contact: { id: toGlobalId('Contact', 'bob') } });
    expect(office.received).toEqual([]);
    office.refused.clear();
    const again = await mutate('retryMail', { mailId: one.id, idempotencyKey: 'again' }, 'receipt { id state }');
    await drained();
    expect(office.received).toHaveLength(1);
    expect((await mutate('retryMail', { mailId: one.id, idempotencyKey: 'again' }, 'receipt { id state }')).receipt).toEqual({
      id: again.receipt.id,
      state: 'APPLIED',
    });
    expect((await failed()).totalCount).toBe(before);
  });

  it('is away gets everything when it is back, once', async () => {
    const { port } = office;
    await office.close();
    await askFor('Proof');
    await tellAndGather();
    await askFor('Bank letter', named('bea'));
    await tellAndGather();
    expect((await access.client.query('select from workflow_mails.outbox')).rowCount).toBe(2);
    // The process that tried dies, and another one begins, which knows a server that is there.
    for (const stop of stopped.splice(0)) await stop();
    office = await startPostOffice();
    expect(office.port).not.toBe(port);
    mails = await start(office.port);
    await drained();
    expect(office.received.flatMap(({ recipients }) => recipients).sort()).toEqual(['bea@acme.example', 'bob@acme.example']);
  });

  it('stays away for too long leaves a line on the list of the staff', async () => {
    await office.close();
    for (const stop of stopped.splice(0)) await stop();
    mails = await start(office.port, 1);
    await askFor('Proof');
    const before = (await failed()).totalCount;
    await tellAndGather();
    // The database says by its own clock when it is given up.
    at = new Date(Date.now() + 60_000);
    await drained();
    expect(await failed()).toMatchObject({
      totalCount: before + 1,
      nodes: expect.arrayContaining([expect.objectContaining({ refused: false })]),
    });
    office = await startPostOffice();
  });
});

describe('one e-mail', () => {
  it('comes of two processes that gather at once, and of one that dies between', async () => {
    const other = await start(office.port);
    await askFor('Proof');
    await distributeNotices(access.store.noticeOutbox, access.crm, () => now);
    await Promise.all([mails.gather(), other.gather(), mails.gather(), other.gather()]);
    // As if the process had died before it wrote down that it had handed them over.
    await access.client.query('update workflow.mails set queued_at = null');
    await mails.gather();
    await drained();
    expect(office.received).toHaveLength(1);
  });

  it('tells of nothing that is older than the news', async () => {
    await askFor('Proof');
    at = new Date(now.getTime() + 3 * 86_400_000);
    await tellAndGather();
    await drained();
    expect(office.received).toEqual([]);
  });
});

describe('the list of e-mails that failed', () => {
  it('is for the staff who reach the client', async () => {
    const source = '{ failedMails { totalCount nodes { id } } }';
    expect((await access.ask(bob, source)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const ofGlobex = staffClaims({ scopes, memberships: [{ clientId: 'globex', role: null }] });
    expect((await access.ask<any>(ofGlobex, source)).data.failedMails).toEqual({ totalCount: 0, nodes: [] });
    const [one] = (await failed()).nodes;
    const retry = 'mutation ($input: RetryMailInput!) { retryMail(input: $input) { receipt { id } userErrors { code } } }';
    const answers = await Promise.all(
      [one.id as string, 'none'].map((mailId) => access.ask<any>(ofGlobex, retry, { input: { mailId } })),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.data.retryMail).toEqual({ receipt: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });
});
