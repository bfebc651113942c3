import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { findFreePort } from '../../scripts/embedded/free-port.ts';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import type { FileStore } from '../../subgraphs/files/port.ts';
import { askGateway, harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const list = `query ($id: ID!, $first: Int = 100, $after: String) { client(id: $id) { notifications(first: $first, after: $after) {
  totalCount unreadCount missing nodes { id kind headline isRead subject { __typename id } } pageInfo { hasNextPage endCursor } } } }`;
const contact = (id: string) => toGlobalId('Contact', id);

interface Told {
  readonly totalCount: number;
  readonly unreadCount: number;
  readonly missing: readonly string[];
  readonly nodes: readonly {
    id: string;
    kind: string;
    headline: string;
    isRead: boolean;
    subject: { __typename: string; id: string } | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('notifications over the whole portal', () => {
  let portal: PortalUnderTest;
  const held: { files?: FileStore } = {};
  const received: { readonly to: string | undefined; readonly text: string }[] = [];
  const mailServer = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData(stream, session, callback) {
      simpleParser(stream).then(({ text = '' }) => {
        received.push({ to: session.envelope.rcptTo[0]?.address, text });
        callback();
      }, callback);
    },
  });

  beforeAll(async () => {
    const port = await findFreePort();
    await new Promise<void>((resolve) => mailServer.listen(port, '127.0.0.1', () => resolve()));
    portal = await startPortalUnderTest({
      wrapFileStore: (store) => (held.files = store),
      environment: {
        WORKFLOW_NOTICE_SECONDS: '1',
        WORKFLOW_APPROVAL_SWEEP_SECONDS: '1',
        WORKFLOW_SMTP_URL: `smtp://127.0.0.1:${String(port)}`,
        WORKFLOW_MAIL_FROM: 'portal@business.example',
        WORKFLOW_MAIL_PORTAL_URL: 'https://portal.example/',
        WORKFLOW_MAIL_WINDOW_SECONDS: '0',
      },
    });
  }, 120_000);
  afterAll(async () => {
    await portal.close();
    await new Promise<void>((resolve) => mailServer.close(() => resolve()));
  });

  const toldTo = async (who: string, variables: Record<string, unknown> = {}): Promise<Told> =>
    (await portal.ask(who, list, { id: harborFinch, ...variables })).data.client.notifications as Told;

  /** What is told a moment after it happened. */
  async function until<Value>(look: () => Promise<Value> | Value, holds: (value: Value) => boolean): Promise<Value> {
    for (let turn = 0; turn < 200; turn += 1) {
      const value = await look();
      if (holds(value)) return value;
      await sleep(100);
    }
    throw new Error(`it did not come: ${JSON.stringify(await look())}`);
  }

  const toldOf = (who: string, kind: string, id: string) =>
    until(
      () => toldTo(who),
      ({ nodes }) => nodes.some((node) => node.kind === kind && node.subject?.id === id),
    );

  async function putVersion(text: string, name: string, sharing: unknown = { audience: 'COMPANY', roles: [], contactIds: [] }) {
    const document = await held.files?.putVersion(scopeOf(staffClaims()), {
      ...{
        clientId: asClientId('harbor-finch'),
        folder: '',
        name,
        title: null,
        mediaType: 'application/pdf',
        state: 'published',
      },
      ...{ sharing: sharing as never, dueBy: null, author: null, content: Buffer.from(text) },
    });
    if (!document) throw new Error('the version was not stored');
    return toGlobalId('Document', document.id);
  }

  async function requestApproval(subjectId: string, ids: string[]): Promise<{ id: string; checksum: string }> {
    const source =
      'mutation ($input: RequestApprovalInput!) { it: requestApproval(input: $input) { approval { id checksum } userErrors { message } } }';
    const { data } = await portal.ask('sara', source, { input: { subjectId, contactIds: ids.map(contact) } });
    expect(data.it.userErrors).toEqual([]);
    return data.it.approval as { id: string; checksum: string };
  }

  async function requestDocument(
    title: string,
    input: Record<string, unknown> = { contactIds: [contact('tom')] },
  ): Promise<string> {
    const source =
      'mutation ($input: RequestDocumentInput!) { it: requestDocument(input: $input) { documentRequest { id } userErrors { message } } }';
    const { data } = await portal.ask('sara', source, {
      input: { clientId: harborFinch, title, mediaTypes: ['application/pdf'], ...input },
    });
    expect(data.it.userErrors).toEqual([]);
    return data.it.documentRequest.id as string;
  }

  const mark = (who: string, input: Record<string, unknown>): Promise<Reply> =>
    portal.ask(
      who,
      'mutation ($input: MarkNotificationsReadInput!) { it: markNotificationsRead(input: $input) { receipt { id state } client { id } userErrors { code path } } }',
      {
        input: { clientId: harborFinch, ...input },
      },
    );

  it('tell both sides of a decision, and that a changed content voids it', async () => {
    const approval = await requestApproval(await putVersion('first', 'Contract.pdf'), ['tom']);
    expect((await toldOf('tom', 'APPROVAL_REQUESTED', approval.id)).missing).toEqual([]);
    await putVersion('second', 'Contract.pdf');
    await toldOf('tom', 'APPROVAL_VOIDED', approval.id);
    await toldOf('sara', 'APPROVAL_VOIDED', approval.id);
    const other = await requestApproval(await putVersion('plan', 'Plan.pdf'), ['tom']);
    const source = 'mutation ($input: DecideApprovalInput!) { it: decideApproval(input: $input) { userErrors { code } } }';
    await portal.ask('tom', source, { input: { approvalId: other.id, checksum: other.checksum, decision: 'APPROVE' } });
    const ofSara = await toldOf('sara', 'APPROVAL_DECIDED', other.id);
    expect(ofSara.nodes.find(({ kind }) => kind === 'APPROVAL_DECIDED')?.headline).toBe('Tom Finch decided on "Plan"');
    expect((await toldTo('tom')).nodes.some(({ kind }) => kind === 'APPROVAL_DECIDED')).toBe(false);
  });

  it('go to the holders of a role, and by e-mail to the address that the CRM has', async () => {
    const id = await requestDocument('Tax number', { roles: ['BILLING'] });
    await toldOf('bea', 'DOCUMENT_REQUESTED', id);
    const email = (
      await portal.ask('bea', 'query ($id: ID!) { node(id: $id) { ... on Contact { email } } }', { id: contact('bea') })
    ).data.node.email as string;
    const mail = await until(
      () => received.find(({ text }) => text.includes('Tax number')),
      (found) => found !== undefined,
    );
    expect(mail?.to).toBe(email);
    expect(mail?.text).toContain(`https://portal.example/?node=${id}`);
    expect((await toldTo('tom')).nodes.some(({ subject }) => subject?.id === id)).toBe(false);
  });

  it('are gone when what they are about is out of sight: list, counts, pages, and e-mails', async () => {
    const document = await putVersion('secret', 'Secret.pdf');
    const approval = await requestApproval(document, ['tom']);
    await toldOf('tom', 'APPROVAL_REQUESTED', approval.id);
    const before = await toldTo('tom');
    const first = await toldTo('tom', { first: 1 });
    const share = 'mutation ($input: ShareDocumentInput!) { it: shareDocument(input: $input) { userErrors { message } } }';
    await portal.ask('mia', share, {
      input: { documentId: document, sharing: { audience: 'CONTACTS', contactIds: [contact('bea')] } },
    });
    const after = await portal.ask('tom', list, { id: harborFinch });
    expect(after.text).not.toContain(approval.id);
    expect(after.text).not.toContain('Secret');
    const told = after.data.client.notifications as Told;
    expect([told.totalCount, told.unreadCount]).toEqual([before.totalCount - 1, before.unreadCount - 1]);
    const rest = await portal.ask('tom', list, { id: harborFinch, after: first.pageInfo.endCursor });
    expect(rest.text).not.toContain(approval.id);
  });

  it('are nothing for another company, for partners, and mark nothing for others', async () => {
    const id = await requestDocument('Passport');
    const { nodes } = await toldOf('tom', 'DOCUMENT_REQUESTED', id);
    const one = nodes.find(({ subject }) => subject?.id === id)?.id ?? '';
    for (const who of ['lena', 'mia', 'bea', 'vic', 'otto']) {
      for (const clientId of [harborFinch, lumenBakery])
        expect((await portal.ask(who, list, { id: clientId })).text).not.toContain(id);
    }
    expect((await portal.ask('beacon-studio', list, { id: harborFinch })).status).toBe(400);
    expect((await portal.ask('lena', list, { id: harborFinch })).data).toEqual({ client: null });
    for (const who of ['mia', 'vic', 'sara'])
      expect((await mark(who, { notificationIds: [one] })).data.it.userErrors).toEqual([]);
    const foreign = await mark('lena', { notificationIds: [one] });
    expect(foreign.data.it).toEqual({ receipt: null, client: null, userErrors: [{ code: 'NOT_FOUND', path: ['clientId'] }] });
    expect((await mark('lena', { notificationIds: [one], clientId: toGlobalId('Client', 'nobody') })).text).toBe(foreign.text);
    expect((await mark('beacon-studio', { notificationIds: [one] })).status).toBe(400);
    expect((await toldTo('tom')).nodes.find((node) => node.id === one)?.isRead).toBe(false);
    const done = await mark('tom', { notificationIds: [one], idempotencyKey: 'seen' });
    expect((await mark('tom', { notificationIds: [one], idempotencyKey: 'seen' })).text).toBe(done.text);
    expect((await toldTo('tom')).nodes.find((node) => node.id === one)?.isRead).toBe(true);
  });

  it("are seen and never marked through a contact's eyes", async () => {
    const opened = await portal.ask('sara', 'mutation ($input: ViewAsInput!) { viewAs(input: $input) { token } }', {
      input: { clientId: harborFinch, contactId: contact('tom'), reason: 'To see what he sees' },
    });
    const token = opened.data.viewAs.token as string;
    const { nodes } = await toldOf('tom', 'DOCUMENT_REQUESTED', await requestDocument('Key card'));
    const before = await toldTo('tom');
    const seen = await askGateway(portal.graphqlUrl, token, list, { id: harborFinch });
    expect(seen.data.client.notifications.nodes).toEqual(before.nodes);
    const source = 'mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { receipt { id } } }';
    const input = { clientId: harborFinch, notificationIds: nodes.map(({ id }) => id).slice(0, 100) };
    const reply = await askGateway(portal.graphqlUrl, token, source, { input });
    expect(reply.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    expect(await toldTo('tom')).toEqual(before);
  });

  it('tell of tickets what the help desk tells the caller', async () => {
    const told = await toldTo('mia');
    const tickets = told.nodes.filter(({ subject }) => subject?.__typename === 'Ticket');
    const steps = await portal.ask(
      'mia',
      'query ($id: ID!) { client(id: $id) { nextSteps(first: 100) { nodes { subject { __typename id } } } } }',
      {
        id: harborFinch,
      },
    );
    const waiting = (steps.data.client.nextSteps.nodes as Told['nodes']).flatMap(({ subject }) =>
      subject?.__typename === 'Ticket' ? [subject.id] : [],
    );
    const toldWaiting = tickets.filter(({ kind }) => kind === 'TICKET_WAITS').map(({ subject }) => subject?.id ?? '');
    // None but those that wait, and of those the ones of the last month.
    expect(waiting).toEqual(expect.arrayContaining(toldWaiting));
    expect(told.missing).toEqual([]);
  });
});
