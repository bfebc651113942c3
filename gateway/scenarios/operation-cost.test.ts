import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { harborFinch, homePage, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** Costs 401 for the client and four pages of 100, and 1 for each contact. */
const lists = ['projects', 'quotes', 'documents', 'tickets'].map((list) => `${list}(first: 100) { nodes { id } }`).join(' ');
const pages = `query Pages($id: ID!, $n: Int) { client(id: $id) { ${lists} contacts(first: $n) { nodes { id } } } }`;
const atLimit = { id: harborFinch, n: 99 };
const over = { id: harborFinch, n: 100 };

const refusal = {
  errors: [
    {
      message:
        'The operation has a cost of 501, more than 500. Smaller pages (`first`) and fewer lists inside of lists lower it.',
      extensions: { code: 'OPERATION_TOO_COSTLY', cost: 501, costMax: 500 },
    },
  ],
};

describe('an operation that costs more than 500', () => {
  let portal: PortalUnderTest;
  let authorization: string;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
    authorization = `Bearer ${await portal.issueToken('mia')}`;
  }, 60_000);
  afterAll(() => portal.close());
  beforeEach(() => {
    portal.calls.subgraphs.length = 0;
  });

  async function send(url: string, init: RequestInit): Promise<{ status: number; body: any; calls: number }> {
    const headers = { 'content-type': 'application/json', 'apollo-require-preflight': 'true', authorization };
    const before = portal.calls.subgraphs.length;
    const response = await fetch(url, { headers, ...init });
    return { status: response.status, body: await response.json(), calls: portal.calls.subgraphs.length - before };
  }
  const post = (body: unknown) => send(portal.graphqlUrl, { method: 'POST', body: JSON.stringify(body) });
  const get = (parameters: Record<string, string>) =>
    send(`${portal.graphqlUrl}?${new URLSearchParams(parameters).toString()}`, { method: 'GET' });

  it('is refused before any subgraph is asked, and one that costs as much is answered', async () => {
    const passed = await post({ query: pages, variables: atLimit });
    expect(passed).toMatchObject({ status: 200, body: { data: { client: { contacts: { nodes: expect.anything() } } } } });
    expect(passed.body.errors).toBeUndefined();
    expect(passed.calls).toBeGreaterThan(0);
    expect(await post({ query: pages, variables: over })).toEqual({ status: 400, body: refusal, calls: 0 });
  });

  it('is known by its variables, also where the text was answered before and its answer is kept', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect((await post({ query: pages, variables: { id: harborFinch, n: 1 } })).status).toBe(200);
      expect(await post({ query: pages, variables: over })).toEqual({ status: 400, body: refusal, calls: 0 });
    }
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['the default of a variable', pages.replace('$n: Int', '$n: Int = 100'), { id: harborFinch }],
    ['fragments', `${pages.replace(lists, '...L')} fragment L on Client { ${lists} }`, over],
    [
      'the dearest part of a union of types',
      pages.replace(
        'contacts(first: $n) { nodes { id } }',
        'nextSteps(first: 100) { nodes { subject { ... on Ticket { messages(first: $n) { nodes { id } } } } } }',
      ),
      over,
    ],
    ['nobody having validated it', `${pages} fragment Unused on Nowhere { nothing }`, over],
    ['values that are none', pages.replaceAll('first: 100', 'first: 100, after: $nothing'), over],
  ])('is refused for %s', async (_case, query, variables) => {
    const { status, body, calls } = await post({ query, variables });
    expect({ status, code: body.errors[0].extensions.code, calls }).toEqual({
      status: 400,
      code: 'OPERATION_TOO_COSTLY',
      calls: 0,
    });
  });

  it('is refused in an address', async () => {
    expect((await get({ query: pages, variables: JSON.stringify(atLimit) })).status).toBe(200);
    expect(await get({ query: pages, variables: JSON.stringify(over) })).toEqual({ status: 400, body: refusal, calls: 0 });
  });

  it('is refused by its hash alone', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(pages).digest('hex') } };
    expect((await post({ query: pages, variables: atLimit, extensions })).status).toBe(200);
    expect((await post({ variables: { id: harborFinch, n: 2 }, extensions })).status).toBe(200);
    expect(await post({ variables: over, extensions })).toEqual({ status: 400, body: refusal, calls: 0 });
    const inAddress = { extensions: JSON.stringify(extensions), variables: JSON.stringify(over) };
    expect(await get(inAddress)).toEqual({ status: 400, body: refusal, calls: 0 });
  });

  it('is refused as a trusted document, by its id and by its hash', async () => {
    const sha256Hash = createHash('sha256').update(homePage).digest('hex');
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash } } };
    for (const named of [{ documentId: `sha256:${sha256Hash}` }, persisted]) {
      expect((await post({ ...named, variables: { clientId: harborFinch, first: 100 } })).status).toBe(200);
      portal.calls.subgraphs.length = 0;
      const { status, body, calls } = await post({ ...named, variables: { clientId: harborFinch, first: 1_000 } });
      expect({ status, extensions: body.errors[0].extensions, calls }).toEqual({
        status: 400,
        extensions: { code: 'OPERATION_TOO_COSTLY', cost: 4_026, costMax: 500 },
        calls: 0,
      });
    }
  });

  it('is refused in a batch, with all of it', async () => {
    const cheap = { query: pages, variables: { id: harborFinch, n: 3 } };
    expect((await post([cheap, { query: pages, variables: atLimit }])).body).toHaveLength(2);
    expect(await post([cheap, { query: pages, variables: over }])).toEqual({ status: 400, body: refusal, calls: 0 });
  });

  it('is refused in a batch by its hash, alone', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(pages).digest('hex') } };
    await post({ query: pages, variables: atLimit, extensions });
    const { body } = await post([{ query: '{ viewer { kind } }' }, { variables: over, extensions }]);
    expect(body).toEqual([{ data: { viewer: { kind: 'CLIENT' } } }, refusal]);
  });

  it('is the one that is executed, where a document has several', async () => {
    const query = `${pages} query Small { viewer { kind } }`;
    expect((await post({ query, operationName: 'Small', variables: over })).body).toEqual({
      data: { viewer: { kind: 'CLIENT' } },
    });
    expect(await post({ query, operationName: 'Pages', variables: over })).toEqual({ status: 400, body: refusal, calls: 0 });
    expect(await post({ query, variables: over })).toEqual({ status: 400, body: refusal, calls: 0 });
  });

  it('is a staff overview of clients, their tickets and all messages', async () => {
    const query = `{ clients(first: 100) { nodes { tickets(first: 100) { nodes { messages(first: 100) { nodes { body } } } } } } }`;
    const { status, errors } = await portal.ask('sara', query);
    expect({ status, extensions: errors[0]?.extensions }).toEqual({
      status: 400,
      extensions: { code: 'OPERATION_TOO_COSTLY', cost: 1_010_100, costMax: 500 },
    });
  });
});
