import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { askGateway, harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

const fields = `id title state revision mediaTypes dueBy status { phase waitingOn headline } provenance { system stale }
  submissions { version verdict reason document { id } } availableActions { action allowed }`;
const mutationOf = (name: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) { it: ${name}(input: $input) { documentRequest { ${fields} } receipt { id state system } userErrors { code message path } } }`;
};
const contact = (id: string) => toGlobalId('Contact', id);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n');

describe('requests for documents over the whole portal', () => {
  let portal: PortalUnderTest;
  let names = 0;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 120_000);
  afterAll(() => portal.close());

  const act = (who: string, mutation: string, input: Record<string, unknown>) => portal.ask(who, mutationOf(mutation), { input });

  async function request(input: Record<string, unknown> = {}): Promise<{ readonly id: string; readonly revision: number }> {
    const given = {
      clientId: harborFinch,
      title: 'Proof of address',
      mediaTypes: ['application/pdf'],
      contactIds: [contact('tom')],
      ...input,
    };
    const { data, errors } = await act('sara', 'requestDocument', given);
    expect([errors, data?.it?.userErrors]).toEqual([[], []]);
    return data.it.documentRequest as { id: string; revision: number };
  }

  /** Through the flow for uploads, as a browser does it; gives the document's id. */
  async function upload(
    who: string,
    options: { clientId?: string; content?: Buffer; name?: string; mediaType?: string; sharing?: unknown } = {},
  ) {
    const { clientId = harborFinch, content = pdf, mediaType = 'application/pdf', sharing } = options;
    const name = options.name ?? `Proof ${String((names += 1))}.pdf`;
    const sha256 = createHash('sha256').update(content).digest('hex');
    const announced = await portal.ask(
      who,
      'mutation ($input: RequestUploadInput!) { it: requestUpload(input: $input) { upload { id method url headers { name value } } userErrors { message } } }',
      { input: { clientId, name, mediaType, sizeBytes: content.byteLength, sha256, ...(sharing !== undefined && { sharing }) } },
    );
    expect(announced.data.it.userErrors).toEqual([]);
    const { id, method, url, headers } = announced.data.it.upload;
    const pairs = (headers as { name: string; value: string }[]).map((header): [string, string] => [header.name, header.value]);
    expect((await fetch(url as string, { method: method as string, headers: pairs, body: new Uint8Array(content) })).status).toBe(
      204,
    );
    const completed = await portal.ask(
      who,
      'mutation ($input: CompleteUploadInput!) { it: completeUpload(input: $input) { document { id } userErrors { message } } }',
      { input: { uploadId: id as string } },
    );
    expect(completed.data.it.userErrors).toEqual([]);
    return completed.data.it.document.id as string;
  }

  async function stepsOf(who: string): Promise<string[]> {
    const source = 'query ($id: ID!) { client(id: $id) { nextSteps(first: 100) { missing nodes { action subject { id } } } } }';
    const { data } = await portal.ask(who, source, { id: harborFinch });
    expect(data.client.nextSteps.missing).toEqual([]);
    const nodes = data.client.nextSteps.nodes as { action: string | null; subject: { id: string } | null }[];
    return nodes.filter(({ action }) => action === 'FULFIL_DOCUMENT_REQUEST').map(({ subject }) => subject?.id ?? '');
  }

  it('are fulfilled by an upload, sent back with a reason, fulfilled again, and accepted', async () => {
    const { id: requestId } = await request({ dueBy: '2030-01-01T00:00:00.000Z' });
    expect(await stepsOf('tom')).toContain(requestId);
    expect(await stepsOf('bea')).not.toContain(requestId);
    const documentId = await upload('tom');
    const sent = await act('tom', 'fulfilDocumentRequest', { requestId, documentId, idempotencyKey: 'sent' });
    expect(sent.data.it).toMatchObject({
      ...{ userErrors: [], receipt: { state: 'APPLIED' } },
      documentRequest: { state: 'SUBMITTED', status: { waitingOn: 'BUSINESS' }, submissions: [{ document: { id: documentId } }] },
    });
    expect((await act('tom', 'fulfilDocumentRequest', { requestId, documentId, idempotencyKey: 'sent' })).text).toBe(sent.text);
    expect(await stepsOf('tom')).not.toContain(requestId);
    const back = await act('sara', 'returnDocument', { requestId, revision: 2, reason: 'It is cut off' });
    expect(back.data.it.documentRequest).toMatchObject({ state: 'RETURNED', status: { waitingOn: 'CLIENT' } });
    expect(await stepsOf('tom')).toContain(requestId);
    await act('tom', 'fulfilDocumentRequest', { requestId, documentId: await upload('tom') });
    const accepted = await act('sara', 'acceptDocument', { requestId, revision: 4 });
    expect(accepted.data.it).toMatchObject({ userErrors: [], documentRequest: { state: 'ACCEPTED', status: { phase: 'DONE' } } });
    const read = await portal.ask('tom', `query ($id: ID!) { node(id: $id) { ... on DocumentRequest { ${fields} } } }`, {
      id: requestId,
    });
    expect(read.data.node.submissions).toMatchObject([{ verdict: 'ACCEPTED' }, { verdict: 'RETURNED', reason: 'It is cut off' }]);
    const activity = await portal.ask(
      'tom',
      'query ($id: ID!) { client(id: $id) { activity(first: 50) { nodes { kind subject { id } } } } }',
      {
        id: harborFinch,
      },
    );
    const kinds = (activity.data.client.activity.nodes as any[])
      .filter(({ subject }) => subject?.id === requestId)
      .map(({ kind }) => kind as string);
    expect(kinds.sort()).toEqual([
      'DOCUMENT_JUDGED',
      'DOCUMENT_JUDGED',
      'DOCUMENT_REQUESTED',
      'DOCUMENT_SUBMITTED',
      'DOCUMENT_SUBMITTED',
    ]);
  });

  it('tell two who act at once apart', async () => {
    const { id: requestId } = await request();
    await act('tom', 'fulfilDocumentRequest', { requestId, documentId: await upload('tom') });
    const [one, other] = await Promise.all([
      act('sara', 'acceptDocument', { requestId, revision: 2 }),
      act('sara', 'returnDocument', { requestId, revision: 2, reason: 'No' }),
    ]);
    const errors = [one, other].flatMap(({ data }) => (data.it.userErrors as { code: string }[]).map(({ code }) => code));
    expect(errors).toEqual(['CONFLICT']);
    expect(one.data.it.documentRequest.state).toBe(other.data.it.documentRequest.state);
  });

  it('take nothing of another type, of another company, or hidden from who sends it', async () => {
    const { id: requestId } = await request();
    const codes = async (documentId: string) => {
      const { data } = await act('tom', 'fulfilDocumentRequest', { requestId, documentId });
      return (data.it.userErrors as { code: string; path: string[] }[]).map(({ code, path }) => [code, ...path]);
    };
    const text = await upload('tom', { content: Buffer.from('hello'), name: 'Note.txt', mediaType: 'text/plain' });
    expect(await codes(text)).toEqual([['INVALID', 'documentId']]);
    const theirs = await upload('lena', { clientId: lumenBakery });
    const hidden = await upload('mia', { sharing: { audience: 'CONTACTS', contactIds: [contact('mia')] } });
    const bodies = new Set<string>();
    for (const documentId of [theirs, hidden, toGlobalId('Document', 'harbor-finch/AAAAAAAAAAAAAAAAAAAAAA')])
      bodies.add((await act('tom', 'fulfilDocumentRequest', { requestId, documentId })).text);
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain('NOT_FOUND');
    // What an owner sent and keeps from the one who is asked: that it came is told, and nothing of what it is.
    await act('mia', 'fulfilDocumentRequest', { requestId, documentId: hidden });
    const seen = await portal.ask('tom', `query ($id: ID!) { documentRequest(id: $id) { ${fields} } }`, { id: requestId });
    expect(seen.data.documentRequest).toMatchObject({ state: 'SUBMITTED', submissions: [{ document: null, version: null }] });
    expect(seen.text).not.toContain(hidden);
  });

  it('are nothing for another company, for colleagues who are not asked, and for partners', async () => {
    const { id: requestId } = await request();
    const missing = toGlobalId('DocumentRequest', '00000000-0000-4000-8000-000000000000');
    const read = (who: string, id: string) =>
      portal.ask(who, 'query ($id: ID!) { documentRequest(id: $id) { id } node(id: $id) { id } }', { id });
    expect((await read('tom', requestId)).data).toEqual({ documentRequest: { id: requestId }, node: { id: requestId } });
    const documentId = await upload('tom');
    for (const who of ['lena', 'bea', 'vic']) {
      expect((await read(who, requestId)).text).toBe((await read(who, missing)).text);
      const send = async (id: string) => (await act(who, 'fulfilDocumentRequest', { requestId: id, documentId })).text;
      expect(await send(requestId)).toBe(await send(missing));
      expect(await send(requestId)).toContain('NOT_FOUND');
    }
    const list = 'query ($id: ID!) { client(id: $id) { documentRequests { totalCount nodes { id } } } }';
    expect((await portal.ask('lena', list, { id: lumenBakery })).data.client.documentRequests).toEqual({
      totalCount: 0,
      nodes: [],
    });
    const node = (id: string) => portal.ask('beacon-studio', 'query ($id: ID!) { node(id: $id) { id } }', { id });
    expect((await node(requestId)).text).toBe((await node(missing)).text);
    expect((await read('beacon-studio', requestId)).status).toBe(400);
    for (const mutation of ['acceptDocument', 'returnDocument']) {
      const input = { requestId, revision: 1, ...(mutation === 'returnDocument' && { reason: 'No' }) };
      expect((await act('mia', mutation, input)).status).toBe(400);
      const asReader = await act('otto', mutation, input);
      expect(asReader.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    }
    expect(
      (await portal.ask('tom', 'query ($id: ID!) { documentRequest(id: $id) { state } }', { id: requestId })).data
        .documentRequest,
    ).toEqual({
      state: 'OPEN',
    });
  });

  it('cannot be put to viewers, who upload nothing, nor to people of another company', async () => {
    const codes = async (id: string) => {
      const input = { clientId: harborFinch, title: 'X', mediaTypes: ['application/pdf'], contactIds: [contact(id)] };
      return ((await act('sara', 'requestDocument', input)).data.it.userErrors as { code: string }[]).map(({ code }) => code);
    };
    expect([await codes('vic'), await codes('lena'), await codes('nobody')]).toEqual([['INVALID'], ['NOT_FOUND'], ['NOT_FOUND']]);
  });

  it('cannot be put for a type of file that the file store does not take', async () => {
    const rules = 'query ($id: ID!) { client(id: $id) { uploadRules { mediaTypes } } }';
    const { mediaTypes } = (await portal.ask('tom', rules, { id: harborFinch })).data.client.uploadRules as {
      mediaTypes: string[];
    };
    for (const asked of [[...mediaTypes.slice(0, 3), 'application/x-cad'], ['text/html']]) {
      const input = { clientId: harborFinch, title: 'X', mediaTypes: asked, contactIds: [contact('tom')] };
      const { it: answer } = (await act('sara', 'requestDocument', input)).data;
      expect([answer.documentRequest, answer.userErrors]).toMatchObject([null, [{ code: 'INVALID', path: ['mediaTypes'] }]]);
    }
    expect((await request({ mediaTypes: mediaTypes.slice(0, 3) })).revision).toBe(1);
  });

  it("are not fulfilled through a contact's eyes", async () => {
    const { id: requestId } = await request();
    const documentId = await upload('tom');
    const opened = await portal.ask('sara', 'mutation ($input: ViewAsInput!) { viewAs(input: $input) { token } }', {
      input: { clientId: harborFinch, contactId: contact('tom'), reason: 'To see what he sees' },
    });
    const token = opened.data.viewAs.token as string;
    const reply = await askGateway(portal.graphqlUrl, token, mutationOf('fulfilDocumentRequest'), {
      input: { requestId, documentId },
    });
    expect(reply.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    const seen = await askGateway(portal.graphqlUrl, token, 'query ($id: ID!) { documentRequest(id: $id) { state } }', {
      id: requestId,
    });
    expect(seen.data).toEqual({ documentRequest: { state: 'OPEN' } });
  });
});
