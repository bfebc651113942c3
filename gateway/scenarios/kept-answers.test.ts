import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import type { Store } from '../stores/store.ts';
import { harborFinch, homePage, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

/** Each question of a test is a new one: what another test left must not answer it. */
let names = 0;
/** For so long after a change nothing is kept that it may be about. */
const settlingMs = 5_000;
function ticketsQuery(name = `Tickets${(names += 1)}`): string {
  return `query ${name}($id: ID!) { client(id: $id) { name tickets(first: 5) { totalCount nodes { id title } } documents(first: 50) { totalCount nodes { id } } } }`;
}
const ofHarbor = { id: harborFinch };

describe('answers that are kept', () => {
  let portal: PortalUnderTest;
  let store: Store & { fails: boolean };
  let time = Date.now();

  beforeAll(async () => {
    store = breakable(createMemoryStore());
    portal = await startPortalUnderTest({
      environment: { RESPONSE_CACHE_SECONDS_MAX: '30', SUBGRAPH_TIMEOUT_MS: '30000' },
      // However busy the machine is: nothing grows old by itself, and nothing comes too late.
      overrides: { gateway: { store, nowOfAnswers: () => time, requestTimeoutMs: 30_000 } },
    });
  }, 180_000);

  afterAll(() => portal.close());

  async function ask(subject: string, query: string, variables: Record<string, unknown> = ofHarbor) {
    portal.calls.subgraphs.length = 0;
    const reply = await portal.ask(subject, query, variables);
    return { reply, calls: portal.calls.subgraphs.length };
  }

  async function isKept(subject: string, query: string, variables?: Record<string, unknown>): Promise<boolean> {
    await ask(subject, query, variables);
    return (await ask(subject, query, variables)).calls === 0;
  }

  it('are the same bytes, and cost no subgraph anything', async () => {
    const variables = { clientId: harborFinch, first: 3 };
    const first = await ask('mia', homePage, variables);
    expect(first.reply.errors).toEqual([]);
    expect(first.calls).toBeGreaterThan(3);
    const second = await ask('mia', homePage, variables);
    expect(second.calls).toBe(0);
    expect(second.reply.text).toBe(first.reply.text);
    const { headers } = second.reply;
    const told = (all: Headers) => Object.fromEntries([...all].filter(([name]) => name !== 'date' && name !== 'x-request-id'));
    expect(told(headers)).toEqual(told(first.reply.headers));
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('are never for another caller, client or question', async () => {
    const query = ticketsQuery();
    const mine = await ask('mia', query);
    for (const other of ['tom', 'bea', 'vic', 'lena', 'sara']) expect((await ask(other, query)).calls).toBeGreaterThan(0);
    expect((await ask('lena', query)).reply.data).toEqual({ client: null });
    expect((await ask('lena', query, { id: lumenBakery })).reply.data.client.name).toContain('Lumen');
    expect((await ask('mia', query, { id: lumenBakery })).reply.data).toEqual({ client: null });
    expect((await ask('mia', query)).reply.text).toBe(mine.reply.text);
    time += 5_000;
    expect((await ask('mia', query)).calls).toBeGreaterThan(0);
  });

  it('are not those with errors, of moments and persons, of `GET`, or of batches', async () => {
    expect(await isKept('tom', `query Sums($id: ID!) { client(id: $id) { invoices { totalCount } } }`)).toBe(false);
    expect(await isKept('mia', '{ viewer { name } }', {})).toBe(false);
    expect(await isKept('mia', `query Grants($id: ID!) { client(id: $id) { partnerGrants { totalCount } } }`)).toBe(false);
    expect(
      await isKept('mia', `query Links($id: ID!) { client(id: $id) { documents(first: 1) { nodes { download { url } } } } }`),
    ).toBe(false);
    expect(await isKept('mia', ticketsQuery())).toBe(true);
    const token = await portal.issueToken('mia');
    for (let turn = 0; turn < 2; turn++) {
      portal.calls.subgraphs.length = 0;
      const url = `${portal.graphqlUrl}?${new URLSearchParams({ query: ticketsQuery('Got'), variables: JSON.stringify(ofHarbor) }).toString()}`;
      const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' } });
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(portal.calls.subgraphs.length).toBeGreaterThan(0);
    }
  });

  it('show what the caller and its colleagues did, at once', async () => {
    const query = ticketsQuery();
    time += settlingMs;
    for (const subject of ['mia', 'tom', 'sara']) expect(await isKept(subject, query)).toBe(true);
    const shown = (await ask('tom', query)).reply.data.client.documents.totalCount as number;
    const other = ticketsQuery();
    expect(await isKept('lena', other, { id: lumenBakery })).toBe(true);
    const id = (await ask('tom', query)).reply.data.client.documents.nodes[0].id as string;
    const shared = await portal.ask(
      'mia',
      `mutation ($input: ShareDocumentInput!) { shareDocument(input: $input) { userErrors { message } } }`,
      { input: { documentId: id, sharing: { audience: 'CONTACTS', contactIds: [toGlobalId('Contact', 'mia')] } } },
    );
    expect(shared.data.shareDocument.userErrors).toEqual([]);
    for (const subject of ['mia', 'tom', 'sara']) expect((await ask(subject, query)).calls).toBeGreaterThan(0);
    expect((await ask('tom', query)).reply.data.client.documents.totalCount).toBe(shown - 1);
    // Nobody else's answers are gone.
    expect((await ask('lena', other, { id: lumenBakery })).calls).toBe(0);
  });

  it('show a client what staff did for it, and no other client that they did', async () => {
    const [ours, theirs] = [ticketsQuery(), ticketsQuery()];
    await ask('lena', theirs, { id: lumenBakery });
    time += settlingMs;
    expect(await isKept('mia', ours)).toBe(true);
    const id = (await ask('mia', ours)).reply.data.client.tickets.nodes[0].id as string;
    const replied = await portal.ask(
      'sara',
      `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { userErrors { message } } }`,
      { input: { ticketId: id, body: 'We have looked at it.' } },
    );
    expect(replied.data.replyToTicket.userErrors).toEqual([]);
    expect((await ask('mia', ours)).calls).toBeGreaterThan(0);
  });

  it('are over for a company as often as one of its people asks what became of an action', async () => {
    const opened = await portal.ask(
      'mia',
      `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { receipt { id } userErrors { message } } }`,
      { input: { clientId: harborFinch, subject: 'What became of it', body: 'Please look.' } },
    );
    const asksForReceipt = 'query Became($id: ID!) { receipt(id: $id) { state } }';
    const receipt = { id: opened.data.openTicket.receipt.id as string };
    const query = ticketsQuery();
    // More than once: the gateway knows the document by then.
    for (let turn = 0; turn < 3; turn++) {
      time += settlingMs;
      expect(await isKept('tom', query)).toBe(true);
      expect((await portal.ask('mia', asksForReceipt, receipt)).data.receipt.state).not.toBeNull();
      expect((await ask('tom', query)).calls).toBeGreaterThan(0);
    }
  });

  it('are not served to whoever looks through a contact’s eyes, nor to whom access was taken', async () => {
    const query = ticketsQuery();
    time += settlingMs;
    expect(await isKept('max', query, { id: lumenBakery })).toBe(true);
    const view = await portal.ask(
      'sara',
      `mutation ($input: ViewAsInput!) { viewAs(input: $input) { token userErrors { message } } }`,
      { input: { clientId: lumenBakery, contactId: toGlobalId('Contact', 'max'), reason: 'to see' } },
    );
    const token = view.data.viewAs.token as string;
    for (let turn = 0; turn < 2; turn++) {
      portal.calls.subgraphs.length = 0;
      await post(portal.graphqlUrl, token, query, { id: lumenBakery });
      expect(portal.calls.subgraphs.length).toBeGreaterThan(0);
    }
    await portal.ask('sara', `mutation ($input: RevokeAccessInput!) { revokeAccess(input: $input) { userErrors { message } } }`, {
      input: { contactId: toGlobalId('Contact', 'max'), reason: 'left' },
    });
    const revokedAt = Date.now();
    while ((await portal.ask('max', query, { id: lumenBakery })).status !== 401) {
      expect(Date.now() - revokedAt).toBeLessThan(10_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, 30_000);

  it('are done without while the store does not answer', async () => {
    const query = ticketsQuery();
    time += settlingMs;
    expect(await isKept('mia', query)).toBe(true);
    store.fails = true;
    try {
      expect((await ask('mia', query)).reply.data.client.name).toBe('Harbor & Finch Architects');
      expect((await ask('mia', query)).calls).toBeGreaterThan(0);
    } finally {
      store.fails = false;
    }
  });

  describe('and questions that are under way', () => {
    it('are asked once for a hundred who ask the same', async () => {
      const query = homePage.replace('HomePage', 'HomePageOfMany');
      portal.calls.subgraphs.length = 0;
      portal.calls.statements.length = 0;
      const one = await portal.ask('mia', query.replace('OfMany', 'OfOne'), { clientId: harborFinch, first: 4 });
      const statements = () => portal.calls.statements.filter(({ subgraph }) => subgraph !== 'workflow').length;
      const expected = { subgraphs: portal.calls.subgraphs.length, statements: statements() };
      portal.calls.subgraphs.length = 0;
      portal.calls.statements.length = 0;
      time += settlingMs;
      const asking = Array.from({ length: 100 }, () => portal.ask('mia', query, { clientId: harborFinch, first: 4 }));
      const replies = await Promise.all(asking);
      expect({ subgraphs: portal.calls.subgraphs.length, statements: statements() }).toEqual(expected);
      const withoutTime = ({ text }: Reply) => text.replaceAll(/"asOf":"[^"]+"/g, '');
      expect(new Set(replies.map(withoutTime))).toEqual(new Set([withoutTime(one)]));
    }, 60_000);

    it('are never one for two callers', async () => {
      const query = ticketsQuery();
      portal.calls.subgraphs.length = 0;
      await portal.ask('mia', query, ofHarbor);
      const calls = portal.calls.subgraphs.length;
      const again = ticketsQuery();
      portal.calls.subgraphs.length = 0;
      const [mia, tom, lena] = await Promise.all(['mia', 'tom', 'lena'].map((subject) => portal.ask(subject, again, ofHarbor)));
      expect(portal.calls.subgraphs.length).toBeGreaterThanOrEqual(2 * calls);
      expect(mia?.data.client.name).toBe('Harbor & Finch Architects');
      expect(tom?.data.client.name).toBe('Harbor & Finch Architects');
      expect(lena?.data).toEqual({ client: null });
    });

    it('are never one for mutations', async () => {
      const open = (subject: string) =>
        portal.ask(
          'mia',
          `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { receipt { id } userErrors { message } } }`,
          {
            input: { clientId: harborFinch, subject, body: 'Please look.' },
          },
        );
      const replies = await Promise.all(Array.from({ length: 4 }, () => open('The same words')));
      expect(replies.flatMap(({ errors, data }) => [...errors, ...data.openTicket.userErrors])).toEqual([]);
      const receipts = replies.map(({ data }) => data.openTicket.receipt.id as string);
      expect(new Set(receipts).size).toBe(4);
    });
  });
});

async function post(url: string, token: string, query: string, variables: Record<string, unknown> = ofHarbor): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

function breakable(store: Store): Store & { fails: boolean } {
  const state = { fails: false };
  return new Proxy(store as Store & { fails: boolean }, {
    get(target, name) {
      if (name === 'fails') return state.fails;
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return state.fails && name !== 'close' ? () => Promise.reject(new Error('away')) : (method.bind(target) as unknown);
    },
    set(_target, name, value: boolean) {
      if (name !== 'fails') return false;
      state.fails = value;
      return true;
    },
  });
}
