import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { ClientRole, IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { voidChanged } from '../approvals/void-changed.ts';
import { distributeNotices } from '../notifications/distribute-notices.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';
import { event, inHours, step } from '../testing/facts.ts';
import { anApprovable } from '../testing/test-records.ts';

const scopes = ['clients:read', 'documents:read', 'documents:write', 'tickets:read'];
const contact = (contactId: string, role: ClientRole, clientId = 'acme') =>
  clientClaims(clientId, { subject: contactId, contactId, name: contactId, scopes, memberships: [{ clientId, role }] });
const ann = contact('ann', 'OWNER');
const bob = contact('bob', 'MEMBER');
const bea = contact('bea', 'BILLING');
const vic = contact('vic', 'VIEWER');
const gil = contact('gil', 'OWNER', 'globex');
const partner: IdentityClaims = { ...bob, kind: 'partner', memberships: [{ clientId: 'acme', role: null }] };
const sara = staffClaims({ subject: 'sara', name: 'Sara', scopes: [...scopes, 'clients:all'] });
const sam = staffClaims({ subject: 'sam', name: 'Sam', scopes: [...scopes, 'clients:all'] });
const acme = toGlobalId('Client', 'acme');
const named = (...ids: string[]) => ({ contactIds: ids.map((id) => toGlobalId('Contact', id)) });

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());
beforeEach(async () => {
  access.crm.away = false;
  access.records.away = false;
  access.records.shown.set('Document:plan', anApprovable());
  await tell();
  await access.client.query('truncate workflow.notices, workflow.notice_reads, workflow.notice_reads_until');
});

const tell = (at = now) => distributeNotices(access.store.noticeOutbox, access.crm, () => at);

interface Told {
  readonly nodes: readonly {
    id: string;
    kind: string;
    headline: string;
    actor: string | null;
    isRead: boolean;
    subject: { id: string } | null;
  }[];
  readonly totalCount: number;
  readonly unreadCount: number;
  readonly missing: readonly string[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const noTickets = { system: 'Desk', steps: [] as unknown[], events: [] as unknown[] };

async function toldTo(
  claims: IdentityClaims,
  options: { tickets?: unknown; args?: string; client?: string; at?: Date } = {},
): Promise<Told> {
  const { tickets = noTickets, args = 'first: 100', client = acme, at } = options;
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { notifications(${args}) {
    totalCount unreadCount missing nodes { id clientId kind at headline actor isRead subject { __typename id } } pageInfo { hasNextPage endCursor } } } } }`;
  const of = [{ __typename: 'Client', id: client, ticketFacts: tickets }];
  const { data, errors } = await access.ask<{ _entities: ({ notifications: Told } | null)[] }>(claims, source, { of }, at);
  expect(errors).toBeUndefined();
  return (
    data._entities[0]?.notifications ?? {
      nodes: [],
      totalCount: 0,
      unreadCount: 0,
      missing: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    }
  );
}

const kindsTo = async (...given: Parameters<typeof toldTo>) => (await toldTo(...given)).nodes.map(({ kind }) => kind).sort();

async function mutate(claims: IdentityClaims, mutation: string, input: Record<string, unknown>, selection: string) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { ${selection} userErrors { code path } } }`;
  const { data, errors } = await access.ask<{ it: any }>(claims, source, { input });
  return { it: data.it, errors };
}

const record = 'id';
const askForDecision = async (input: Record<string, unknown> = {}, claims = sara) =>
  (
    await mutate(
      claims,
      'requestApproval',
      { subjectId: toGlobalId('Document', 'plan'), ...named('bob'), ...input },
      `approval { ${record} checksum }`,
    )
  ).it.approval as { id: string; checksum: string };
const askForDocument = async (input: Record<string, unknown> = {}, claims = sara) => {
  const given = { clientId: acme, title: 'Proof', mediaTypes: ['application/pdf'], ...named('bob'), ...input };
  return (await mutate(claims, 'requestDocument', given, 'documentRequest { id }')).it.documentRequest as { id: string };
};
const mark = (claims: IdentityClaims, input: Record<string, unknown>) =>
  mutate(claims, 'markNotificationsRead', { clientId: acme, ...input }, 'client { id } receipt { id state }');

describe('what happened', () => {
  it('to an approval is told to those asked and to whoever asked, and not to whoever did it', async () => {
    const approval = await askForDecision({ ...named('bob', 'vic'), roles: ['OWNER'], mode: 'ALL' });
    await tell();
    for (const claims of [ann, bob, vic]) expect(await kindsTo(claims)).toEqual(['APPROVAL_REQUESTED']);
    for (const claims of [bea, sara, sam, gil]) expect(await kindsTo(claims)).toEqual([]);
    expect((await toldTo(bob)).nodes[0]).toMatchObject({
      ...{ headline: 'Sara asks for your decision on "Plan"', actor: 'Sara', isRead: false },
      subject: { __typename: 'Approval', id: approval.id },
    });
    await mutate(
      bob,
      'decideApproval',
      { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE' },
      'approval { id }',
    );
    await tell();
    expect(await kindsTo(sara)).toEqual(['APPROVAL_DECIDED']);
    expect(await kindsTo(vic)).toEqual(['APPROVAL_DECIDED', 'APPROVAL_REQUESTED']);
    expect(await kindsTo(bob)).toEqual(['APPROVAL_REQUESTED']);
    expect(await kindsTo(sam)).toEqual([]);
  });

  it('when its content changed, is told to both sides', async () => {
    await askForDecision();
    access.records.shown.set('Document:plan', anApprovable({ version: 2 }, 'second'));
    await voidChanged(access.store.approvals, access.records, () => now);
    await tell();
    expect(await kindsTo(bob)).toEqual(expect.arrayContaining(['APPROVAL_REQUESTED', 'APPROVAL_VOIDED']));
    expect(await kindsTo(sara)).toContain('APPROVAL_VOIDED');
  });

  it('to a request for a document is told from one side to the other', async () => {
    const { id: requestId } = await askForDocument(named('bob', 'bea'));
    const fulfil = () =>
      mutate(bob, 'fulfilDocumentRequest', { requestId, documentId: toGlobalId('Document', 'proof') }, 'receipt { id }');
    await fulfil();
    await mutate(sara, 'returnDocument', { requestId, revision: 2, reason: 'Too old' }, 'receipt { id }');
    await fulfil();
    await mutate(sam, 'acceptDocument', { requestId, revision: 4 }, 'receipt { id }');
    await tell();
    expect(await kindsTo(bob)).toEqual(['DOCUMENT_ACCEPTED', 'DOCUMENT_REQUESTED', 'DOCUMENT_RETURNED']);
    expect(await kindsTo(bea)).toEqual([
      'DOCUMENT_ACCEPTED',
      'DOCUMENT_REQUESTED',
      'DOCUMENT_RETURNED',
      'DOCUMENT_SUBMITTED',
      'DOCUMENT_SUBMITTED',
    ]);
    // Whoever asked is told what a colleague did.
    expect(await kindsTo(sara)).toEqual(['DOCUMENT_ACCEPTED', 'DOCUMENT_SUBMITTED', 'DOCUMENT_SUBMITTED']);
    expect(await kindsTo(ann)).toEqual([]);
  });

  it('is told once to each, however often and by however many it is distributed', async () => {
    await askForDecision({ ...named('bob'), roles: ['MEMBER'] });
    const [pending] = await access.store.noticeOutbox.pending(1);
    await Promise.all([tell(), tell(), tell()]);
    if (!pending) throw new Error('nothing was pending');
    await access.store.noticeOutbox.distribute(pending, ['bob'], now);
    expect(await kindsTo(bob)).toEqual(['APPROVAL_REQUESTED']);
  });

  it('waits for the CRM where it needs it, and keeps nothing else waiting', async () => {
    access.crm.away = true;
    await askForDecision({ contactIds: [], roles: ['OWNER'] });
    await askForDecision(named('bob')).catch(() => undefined);
    access.crm.away = false;
    await askForDocument();
    access.crm.away = true;
    await expect(tell()).rejects.toThrow('cannot be reached');
    expect(await kindsTo(bob)).toContain('DOCUMENT_REQUESTED');
    expect(await kindsTo(ann)).toEqual([]);
    access.crm.away = false;
    await tell();
    expect(await kindsTo(ann)).toEqual(['APPROVAL_REQUESTED']);
  });
});

describe('what is due', () => {
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

  it('is told when it comes near and when it has passed, once each, to those who can still act', async () => {
    const approval = await askForDecision({ ...named('bob', 'vic'), mode: 'ALL', dueBy: inDays(10).toISOString() });
    await askForDocument({ ...named('bea'), dueBy: inDays(10).toISOString() });
    await mutate(
      vic,
      'decideApproval',
      { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE' },
      'receipt { id }',
    );
    await tell(inDays(6));
    expect(await kindsTo(bob)).toEqual(['APPROVAL_DECIDED', 'APPROVAL_REQUESTED']);
    for (let again = 0; again < 3; again += 1) await tell(inDays(8));
    expect(await kindsTo(bob)).toEqual(['APPROVAL_DECIDED', 'APPROVAL_REQUESTED', 'DUE_SOON']);
    expect(await kindsTo(bea)).toEqual(['DOCUMENT_REQUESTED', 'DUE_SOON']);
    expect(await kindsTo(vic)).toEqual(['APPROVAL_REQUESTED']);
    for (let again = 0; again < 3; again += 1) await tell(inDays(11));
    expect(await kindsTo(bob)).toEqual(['APPROVAL_DECIDED', 'APPROVAL_REQUESTED', 'DUE_SOON', 'OVERDUE']);
    expect(await kindsTo(vic)).toEqual(['APPROVAL_REQUESTED']);
    expect(await kindsTo(sara)).toEqual(['APPROVAL_DECIDED', 'OVERDUE', 'OVERDUE']);
    expect((await toldTo(bea)).nodes[0]?.headline).toBe('The document "Proof" is overdue');
  });

  it('is not told of what is done', async () => {
    const { id: requestId } = await askForDocument({ dueBy: inDays(10).toISOString() });
    await mutate(sara, 'cancelDocumentRequest', { requestId }, 'receipt { id }');
    await tell(inDays(11));
    expect(await kindsTo(bob)).toEqual(['DOCUMENT_REQUESTED', 'DOCUMENT_REQUEST_CANCELLED']);
  });
});

describe('what may be seen', () => {
  it('is judged again when it is read: what is out of sight is gone, from counts and pages too', async () => {
    await askForDecision(named('bob'));
    await askForDocument(named('bob'));
    await askForDecision(named('bob'));
    await tell();
    expect(await toldTo(bob)).toMatchObject({ totalCount: 3, unreadCount: 3 });
    const first = await toldTo(bob, { args: 'first: 1' });
    expect(first.pageInfo.hasNextPage).toBe(true);
    access.records.shown.set(
      'Document:plan',
      anApprovable({ sharing: { audience: 'CONTACTS', roles: [], contactIds: ['vic'] } }),
    );
    const after = await toldTo(bob);
    expect([after.totalCount, after.unreadCount, after.nodes.map(({ kind }) => kind)]).toEqual([1, 1, ['DOCUMENT_REQUESTED']]);
    const rest = await toldTo(bob, { args: `first: 100, after: "${first.pageInfo.endCursor ?? ''}"` });
    expect(rest.nodes.filter(({ kind }) => kind !== 'DOCUMENT_REQUESTED')).toEqual([]);
    // Whoever lost the role that was asked is told nothing of it any more.
    await askForDocument({ contactIds: [], roles: ['BILLING'] });
    await tell();
    expect(await kindsTo(bea)).toEqual(['DOCUMENT_REQUESTED']);
    expect(await kindsTo({ ...bea, memberships: [{ clientId: 'acme', role: 'MEMBER' }] })).toEqual([]);
  });

  it('says what is missing while whom a document is shared with cannot be judged', async () => {
    await askForDecision();
    await tell();
    access.records.away = true;
    expect(await toldTo(bob)).toMatchObject({ nodes: [], totalCount: 0, missing: ['workflow'] });
    expect((await toldTo(bob, { tickets: null })).missing).toEqual(['tickets', 'workflow']);
  });

  it('is nothing for partners, and nothing of another company', async () => {
    await askForDocument(named('bob'));
    await tell();
    expect(await toldTo(partner)).toMatchObject({ nodes: [], totalCount: 0, unreadCount: 0 });
    expect((await toldTo(gil)).nodes).toEqual([]);
    expect((await toldTo(gil, { client: toGlobalId('Client', 'globex') })).nodes).toEqual([]);
    // A contact of the same id in two companies is told of each what is of it.
    const both = { ...bob, memberships: [{ clientId: 'globex', role: 'OWNER' as const }] };
    expect((await toldTo(both, { client: toGlobalId('Client', 'globex') })).nodes).toEqual([]);
  });

  it("binds cursors to the person: a colleague's cursor is refused", async () => {
    for (let count = 0; count < 2; count += 1) await askForDocument(named('bob', 'bea'));
    await tell();
    const { pageInfo } = await toldTo(bob, { args: 'first: 1' });
    const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { notifications(after: "${pageInfo.endCursor ?? ''}") { totalCount } } } }`;
    const { errors } = await access.ask(bea, source, { of: [{ __typename: 'Client', id: acme, ticketFacts: noTickets }] });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

describe('tickets', () => {
  const tickets = {
    system: 'Desk',
    steps: [step('Ticket', 't1', { title: 'Lift', since: inHours(-5) })],
    events: [
      event('closed', 'Ticket', 't2', { kind: 'TICKET_CLOSED', headline: 'Ticket settled: Roof', at: inHours(-7) }),
      event('long ago', 'Ticket', 't3', { kind: 'TICKET_CLOSED', at: inHours(-24 * 40) }),
      event('said', 'Ticket', 't2', { kind: 'MESSAGE_SENT' }),
    ],
  };

  it('that wait for a reply or were settled are told of, out of what the help desk says now', async () => {
    const told = await toldTo(bob, { tickets });
    expect(told.nodes).toMatchObject([
      {
        kind: 'TICKET_WAITS',
        headline: 'The business waits for your reply: "Lift"',
        subject: { id: toGlobalId('Ticket', 't1') },
      },
      { kind: 'TICKET_CLOSED', headline: 'Ticket settled: Roof', subject: { id: toGlobalId('Ticket', 't2') } },
    ]);
    expect((await toldTo(sara, { tickets })).nodes).toEqual([]);
    expect((await toldTo(bob, { tickets: { system: 'Desk', steps: 'no', events: [] } })).missing).toEqual(['tickets']);
    await mark(bob, { notificationIds: [told.nodes[0]?.id] });
    expect(await toldTo(bob, { tickets })).toMatchObject({ unreadCount: 1, nodes: [{ isRead: true }, { isRead: false }] });
    expect(await toldTo(bea, { tickets })).toMatchObject({ unreadCount: 2 });
    await mark(bob, { until: inHours(-6) });
    expect(await toldTo(bob, { tickets })).toMatchObject({ unreadCount: 0 });
    // The business has answered again: that is news.
    const again = { ...tickets, steps: [step('Ticket', 't1', { since: inHours(-1) })] };
    expect(await toldTo(bob, { tickets: again })).toMatchObject({ unreadCount: 1 });
  });
});

describe('marking as read', () => {
  it('marks what is named, for whoever asks alone, once for a key', async () => {
    await askForDocument(named('bob', 'bea'));
    await askForDocument(named('bob', 'bea'));
    await tell();
    const [one, other] = (await toldTo(bob)).nodes;
    const ofBea = (await toldTo(bea)).nodes.map(({ id }) => id);
    const input = { notificationIds: [one?.id, ...ofBea, 'nonsense', acme], idempotencyKey: 'read' };
    const first = await mark(bob, input);
    expect(first.it).toMatchObject({ userErrors: [], client: { id: acme }, receipt: { state: 'APPLIED' } });
    expect((await mark(bob, input)).it).toEqual(first.it);
    expect((await mark(bob, { ...input, notificationIds: [other?.id] })).it.userErrors).toEqual([
      { code: 'CONFLICT', path: ['idempotencyKey'] },
    ]);
    expect(await toldTo(bob)).toMatchObject({ unreadCount: 1, totalCount: 2 });
    expect(await toldTo(bea)).toMatchObject({ unreadCount: 2 });
    expect((await access.client.query('select from workflow.notice_reads')).rowCount).toBe(1);
    await mark(bob, { until: new Date(now.getTime() + 86_400_000).toISOString() });
    expect(await toldTo(bob)).toMatchObject({ unreadCount: 0 });
    await askForDocument(named('bob'));
    await tell();
    expect(await toldTo(bob)).toMatchObject({ unreadCount: 1 });
  });

  it('takes one of both, a client within reach, and nobody who looks through the eyes of somebody', async () => {
    await askForDocument(named('bob'));
    await tell();
    const [one] = (await toldTo(bob)).nodes;
    for (const input of [
      {},
      { notificationIds: [], until: now.toISOString() },
      { notificationIds: Array.from({ length: 101 }, (_, index) => String(index)) },
    ])
      expect((await mark(bob, input)).it.userErrors).toEqual([{ code: 'INVALID', path: ['notificationIds'] }]);
    for (const claims of [gil, partner])
      expect((await mark(claims, { notificationIds: [one?.id] })).it).toMatchObject({
        client: null,
        receipt: null,
        userErrors: [{ code: 'NOT_FOUND' }],
      });
    const viewing: IdentityClaims = { ...bob, actor: { subject: 'sara', viewId: 'v' } };
    expect((await mark(viewing, { notificationIds: [one?.id] })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    // They see what the contact sees, and nothing is marked by that.
    expect(await toldTo(viewing)).toEqual(await toldTo(bob));
    expect(await toldTo(bob)).toMatchObject({ unreadCount: 1 });
  });
});
