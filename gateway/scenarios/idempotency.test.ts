import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import type { FileStore } from '../../subgraphs/files/port.ts';
import { harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/*
 * Every mutation of the portal, out of its schema: the same key with the same input has one effect and one receipt, also for many at once, and
 * with another input it is `CONFLICT`. A mutation that nothing is known of here fails the first test: say with what it is done, and with what
 * else.
 */
const atOnce = Number(process.env['IDEMPOTENCY_AT_ONCE'] ?? 5);
const schema = buildSchema(readFileSync(new URL('../../schema/public/staff.graphql', import.meta.url), 'utf8'));
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
const tom = toGlobalId('Contact', 'tom');
const vic = toGlobalId('Contact', 'vic');

interface Sample {
  readonly who: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What makes it another input. */
  readonly other: Readonly<Record<string, unknown>>;
  /** How many there are of what it makes; left out where doing it twice is doing it once. */
  readonly count?: () => Promise<number>;
  /** Whether it is refused here, by a rule, in the same words each time. */
  readonly isRefused?: boolean;
}

describe('the same key', () => {
  let portal: PortalUnderTest;
  const held: { files?: FileStore } = {};
  beforeAll(async () => {
    portal = await startPortalUnderTest({ wrapFileStore: (store) => (held.files = store) });
  }, 120_000);
  afterAll(() => portal.close());

  async function done(who: string, mutation: string, input: object, selection: string): Promise<any> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const source = `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { ${selection} } }`;
    const { data, errors } = await portal.ask(who, source, { input });
    if (errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return data.it;
  }

  const openTicket = async (): Promise<{ id: string; receiptId: string }> => {
    const input = { clientId: harborFinch, subject: 'Once', body: 'Once' };
    const { ticket, receipt } = await done('mia', 'openTicket', input, 'ticket { id } receipt { id }');
    return { id: ticket.id as string, receiptId: receipt.id as string };
  };
  const closedTicket = async (): Promise<string> => {
    const { id } = await openTicket();
    await done('mia', 'closeTicket', { ticketId: id }, 'receipt { id }');
    return id;
  };
  const countOf = async (selection: string, read: (client: any) => number): Promise<number> => {
    const { data } = await portal.ask('sara', `query ($id: ID!) { client(id: $id) { ${selection} } }`, { id: harborFinch });
    return read(data.client);
  };
  const countIn = async (id: string, selection: string, read: (ticket: any) => number): Promise<number> => {
    const { data } = await portal.ask('sara', `query ($id: ID!) { ticket(id: $id) { ${selection} } }`, { id });
    return read(data.ticket);
  };
  const person = () => ({ name: 'Pat', email: `${randomUUID()}@example.com` });
  const invite = async (ticketId: string): Promise<{ ticketId: string; participantId: string }> => {
    const { email, name } = person();
    await done('mia', 'addTicketParticipant', { ticketId, name, email }, 'receipt { id }');
    const { data } = await portal.ask('mia', 'query ($id: ID!) { ticket(id: $id) { participants { id email } } }', {
      id: ticketId,
    });
    const participants = data.ticket.participants as { id: string; email: string | null }[];
    return { ticketId, participantId: participants.find((one) => one.email === email)?.id ?? '' };
  };
  const putDocument = async (): Promise<string> => {
    const at = {
      clientId: asClientId('harbor-finch'),
      folder: '',
      name: `${randomUUID()}.pdf`,
      title: null,
      mediaType: 'application/pdf',
    };
    const sharing = { audience: 'COMPANY', roles: [], contactIds: [] } as const;
    const version = { ...at, state: 'published', sharing, dueBy: null, author: null, content: Buffer.from('x') };
    const document = await held.files?.putVersion(scopeOf(staffClaims()), version);
    return toGlobalId('Document', document?.id ?? '');
  };
  const requested = async (): Promise<{ approvalId: string; checksum: string }> => {
    const input = { subjectId: await putDocument(), contactIds: [tom] };
    const { approval } = await done('sara', 'requestApproval', input, 'approval { id checksum }');
    return { approvalId: approval.id as string, checksum: approval.checksum as string };
  };
  const content = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');
  const wish = () => ({
    ...{ clientId: harborFinch, name: `${randomUUID()}.pdf`, mediaType: 'application/pdf', sizeBytes: content.byteLength },
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const uploaded = async (): Promise<string> => {
    const { upload } = await done('tom', 'requestUpload', wish(), 'upload { id url headers { name value } }');
    const headers = (upload.headers as { name: string; value: string }[]).map(
      ({ name, value }) => [name, value] as [string, string],
    );
    await fetch(upload.url as string, { method: 'PUT', headers, body: content });
    return upload.id as string;
  };
  /** A file that waits for its message. */
  const attached = async (): Promise<string> => {
    const { upload } = await done('mia', 'requestAttachmentUpload', wish(), 'upload { id url headers { name value } }');
    const headers = (upload.headers as { name: string; value: string }[]).map(
      ({ name, value }) => [name, value] as [string, string],
    );
    const { status } = await fetch(upload.url as string, { method: 'PUT', headers, body: content });
    expect(status).toBe(204);
    return upload.id as string;
  };
  const viewed = async (): Promise<string> => {
    const input = { clientId: harborFinch, contactId: tom, reason: 'To look' };
    return (await done('sara', 'viewAs', input, 'view { id }')).view.id as string;
  };
  const partner = () => `partner-${randomUUID()}`;
  const granted = async (): Promise<string> => {
    const name = partner();
    await done('mia', 'grantPartnerAccess', { clientId: harborFinch, partner: name }, 'receipt { id }');
    return name;
  };

  const wanted = () => ({ clientId: harborFinch, title: 'A plan', mediaTypes: ['application/pdf'], contactIds: [tom] });
  const asked = async (): Promise<string> =>
    (await done('sara', 'requestDocument', wanted(), 'documentRequest { id }')).documentRequest.id as string;
  const completed = async (): Promise<string> =>
    (await done('tom', 'completeUpload', { uploadId: await uploaded() }, 'document { id }')).document.id as string;
  /** A request that was answered, as staff look at it. */
  const sent = async (): Promise<{ requestId: string; revision: number }> => {
    const input = { requestId: await asked(), documentId: await completed() };
    const { documentRequest } = await done('tom', 'fulfilDocumentRequest', input, 'documentRequest { revision }');
    return { requestId: input.requestId, revision: documentRequest.revision as number };
  };

  const samples: Readonly<Record<string, () => Sample | Promise<Sample>>> = {
    openTicket: async () => ({
      ...{ who: 'mia', other: { body: 'C' } },
      input: { clientId: harborFinch, subject: 'A', body: 'B', attachments: [await attached()] },
      count: () => countOf('tickets { totalCount }', ({ tickets }) => tickets.totalCount as number),
    }),
    replyToTicket: async () => {
      const { id } = await openTicket();
      const count = () => countIn(id, 'messages { totalCount }', ({ messages }) => messages.totalCount as number);
      const [one, other] = [await attached(), await attached()];
      return { who: 'mia', input: { ticketId: id, body: 'B', attachments: [one] }, other: { attachments: [other] }, count };
    },
    requestAttachmentUpload: () => ({ who: 'mia', input: wish(), other: { sizeBytes: content.byteLength + 1 } }),
    closeTicket: async () => {
      const [one, other] = [await openTicket(), await openTicket()];
      return { who: 'mia', input: { ticketId: one.id }, other: { ticketId: other.id } };
    },
    reopenTicket: async () => ({
      who: 'mia',
      input: { ticketId: await closedTicket() },
      other: { ticketId: await closedTicket() },
    }),
    shareTicket: async () => {
      const sharing = { audience: 'ROLES', roles: ['MEMBER'] };
      const input = { ticketId: (await openTicket()).id, sharing };
      return { who: 'mia', input, other: { sharing: { audience: 'COMPANY' } } };
    },
    addTicketParticipant: async () => {
      const { id } = await openTicket();
      const count = () => countIn(id, 'participants { id }', ({ participants }) => (participants as object[]).length);
      return { who: 'mia', input: { ticketId: id, ...person() }, other: person(), count };
    },
    removeTicketParticipant: async () => {
      const { id } = await openTicket();
      const [one, other] = [await invite(id), await invite(id)];
      return { who: 'mia', input: { ...one }, other: { ...other } };
    },
    retryAction: async () => {
      const [one, other] = [await openTicket(), await openTicket()];
      return { who: 'sara', input: { receiptId: one.receiptId }, other: { receiptId: other.receiptId } };
    },
    cancelAction: async () => {
      const [one, other] = [await openTicket(), await openTicket()];
      return { who: 'sara', input: { receiptId: one.receiptId }, other: { receiptId: other.receiptId }, isRefused: true };
    },
    setContactRole: () => ({ who: 'mia', input: { contactId: vic, role: 'MEMBER' }, other: { role: 'BILLING' } }),
    shareDocument: async () => {
      const input = { documentId: await putDocument(), sharing: { audience: 'ROLES', roles: ['MEMBER'] } };
      return { who: 'mia', input, other: { sharing: { audience: 'COMPANY' } } };
    },
    requestUpload: () => ({ who: 'tom', input: wish(), other: { sizeBytes: content.byteLength + 1 } }),
    completeUpload: async () => ({
      ...{ who: 'tom', input: { uploadId: await uploaded() }, other: { uploadId: await uploaded() } },
      count: () => countOf('documents { totalCount }', ({ documents }) => documents.totalCount as number),
    }),
    grantPartnerAccess: () => ({
      ...{ who: 'mia', input: { clientId: harborFinch, partner: partner() }, other: { partner: partner() } },
      count: () => countOf('partnerGrants { totalCount }', ({ partnerGrants }) => partnerGrants.totalCount as number),
    }),
    revokePartnerAccess: async () => ({
      ...{ who: 'mia', input: { clientId: harborFinch, partner: await granted() }, other: { partner: await granted() } },
    }),
    viewAs: () => ({
      ...{ who: 'sara', input: { clientId: harborFinch, contactId: tom, reason: 'To look' }, other: { reason: 'To look again' } },
      count: () => countOf('staffViews { totalCount }', ({ staffViews }) => staffViews.totalCount as number),
    }),
    endView: async () => ({ who: 'sara', input: { viewId: await viewed() }, other: { viewId: await viewed() } }),
    revokeAccess: () => ({ who: 'sara', input: { tokenId: randomUUID(), reason: 'Lost' }, other: { reason: 'Stolen' } }),
    requestApproval: async () => ({
      ...{ who: 'sara', input: { subjectId: await putDocument(), contactIds: [tom] }, other: { message: 'Another' } },
      count: () => countOf('approvals { totalCount }', ({ approvals }) => approvals.totalCount as number),
    }),
    decideApproval: async () => ({
      who: 'tom',
      input: { ...(await requested()), decision: 'APPROVE' },
      other: { decision: 'REJECT' },
    }),
    withdrawApproval: async () => {
      const [one, other] = [await requested(), await requested()];
      return { who: 'sara', input: { approvalId: one.approvalId }, other: { approvalId: other.approvalId } };
    },
    requestDocument: () => ({ who: 'sara', input: wanted(), other: { title: 'Another' } }),
    fulfilDocumentRequest: async () => {
      const [one, other] = [await completed(), await completed()];
      return { who: 'tom', input: { requestId: await asked(), documentId: one }, other: { documentId: other } };
    },
    acceptDocument: async () => {
      const [one, other] = [await sent(), await sent()];
      return { who: 'sara', input: one, other };
    },
    returnDocument: async () => ({
      who: 'sara',
      input: { ...(await sent()), reason: 'It is cut off' },
      other: { reason: 'It is upside down' },
    }),
    cancelDocumentRequest: async () => {
      const [one, other] = [await asked(), await asked()];
      return { who: 'sara', input: { requestId: one }, other: { requestId: other } };
    },
    markNotificationsRead: () => ({
      who: 'tom',
      input: { clientId: harborFinch, until: '2026-11-01T00:00:00.000Z' },
      other: { until: '2026-11-02T00:00:00.000Z' },
    }),
  };

  it('is asked of every mutation, but for an e-mail: the portal sends none here, so none has failed', () => {
    expect([...Object.keys(samples), 'retryMail'].sort()).toEqual([...mutations].sort());
  });

  it.each(Object.keys(samples))(
    'with %s: one effect and one receipt, also at once; with another input it is a conflict',
    async (mutation) => {
      const sample = await samples[mutation]?.();
      if (!sample) throw new Error('there is no sample');
      const { who, input, other, count, isRefused = false } = sample;
      const selection = 'receipt { id acceptedAt } userErrors { code }';
      const given = { ...input, idempotencyKey: `the key of ${mutation}` };
      const before = await count?.();
      const answers = await Promise.all(Array.from({ length: atOnce }, () => done(who, mutation, given, selection)));
      answers.push(await done(who, mutation, given, selection));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const userErrors = isRefused ? [{ code: 'NOT_ALLOWED' }] : [];
      expect(answers[0]).toMatchObject({ userErrors, receipt: isRefused ? null : { id: expect.any(String) as unknown } });
      const conflict = await done(who, mutation, { ...given, ...other }, selection);
      expect(conflict).toEqual({ receipt: null, userErrors: [{ code: 'CONFLICT' }] });
      if (before !== undefined) expect(await count?.()).toBe(before + 1);
    },
    60_000,
  );
});
