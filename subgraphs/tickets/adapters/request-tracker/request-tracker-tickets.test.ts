import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { asClientId } from '../../../kit/domain.ts';
import type { ClientId } from '../../../kit/domain.ts';
import { scopeOf } from '../../../kit/scope.ts';
import { clientClaims, staffClaims } from '../../../kit/testing/identity.ts';
import { describeFailingTicketStore, describeTicketStore } from '../../port.contract.ts';
import type { FailingTicketStore, SeededTicket } from '../../port.contract.ts';
import type { TicketStore } from '../../port.ts';
import { inParallel } from './in-parallel.ts';
import { createRequestTrackerTickets } from './index.ts';
import { createOpaqueIds } from './opaque-ids.ts';

const options = {
  system: 'Help desk',
  queue: 'Support',
  accountField: 'Account',
  staffToken: null,
  timeoutMs: 10_000,
  idSecret: 'i'.repeat(32),
  reportUnknownState: () => undefined,
};

const { ticket: ticketIds, message: messageIds, file: fileIds } = createOpaqueIds(options.idSecret);

const url = process.env['TEST_RT_URL'];
const token = process.env['TEST_RT_TOKEN'];
const staffToken = process.env['TEST_RT_STAFF_TOKEN'];
const agentToken = process.env['TEST_RT_AGENT_TOKEN'];

if (url !== undefined && token !== undefined && staffToken !== undefined && agentToken !== undefined) {
  describeTicketStore('Request Tracker', () =>
    Promise.resolve({
      store: createRequestTrackerTickets({ ...options, url, token, staffToken }),
      longList: 60,
      atOnce: 6,
      seed: (tickets) => inParallel(tickets, 4, async (ticket) => ticketIds.seal(await seedTicket(ticket))),
      close: () => Promise.resolve(),
    }),
  );
  describeRealSystem(url, token, staffToken);
} else {
  describe.skip('Request Tracker: needs TEST_RT_URL, TEST_RT_TOKEN, TEST_RT_STAFF_TOKEN and TEST_RT_AGENT_TOKEN', () => {
    it('runs against scripts/real-systems/request-tracker', () => undefined);
  });
}

const states = { new: 'new', open: 'open', 'waiting on client': 'stalled', settled: 'resolved' } as const;

async function seedTicket(ticket: SeededTicket): Promise<string> {
  const author = { 'Portal Author': 'CLIENT Somebody' };
  const [first, ...later] = ticket.messages;
  const { id } = (await call(token, 'POST', '/ticket', {
    Queue: 'Support',
    Subject: ticket.subject,
    Content: first?.body,
    ContentType: 'text/plain',
    CustomFields: { Account: ticket.clientId, ...author },
  })) as { id: string };
  for (const { by, body, internal } of later) {
    const message = { Content: body, ContentType: 'text/plain' };
    if (internal) await call(agentToken, 'POST', `/ticket/${id}/comment`, message);
    else if (by === 'BUSINESS') await call(agentToken, 'POST', `/ticket/${id}/correspond`, message);
    else await call(token, 'POST', `/ticket/${id}/correspond`, { ...message, TxnCustomFields: author });
  }
  if (ticket.state !== 'new') await call(token, 'PUT', `/ticket/${id}`, { Status: states[ticket.state] });
  return id;
}

async function call(as: string | undefined, method: 'POST' | 'PUT', path: string, body: unknown): Promise<unknown> {
  const answer = await request(`${url}${path}`, {
    method,
    headers: { authorization: `token ${as}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  return JSON.parse(text);
}

/** What only this system has. The tickets are those that its seed.pl brings along. */
function describeRealSystem(url: string, token: string, staffToken: string): void {
  describe('Request Tracker: tickets made by mail and by agents', () => {
    const acme = asClientId('acme');
    const scope = scopeOf(clientClaims('acme'));
    const filter = { phases: null, waitingOn: null, search: 'wrong address' };
    const page = { first: 20, after: null };
    const actor = { id: 'ann', name: 'Ann', side: 'CLIENT' } as const;
    const yes = () => ({ allowed: true, reason: null, remedy: null });
    const openShared = async (store: TicketStore): Promise<{ ticketId: string }> => {
      const sharing = { audience: 'CONTACTS', roles: [], contactIds: ['bea'] } as const;
      const command = {
        marker: randomUUID(),
        actor,
        clientId: acme,
        subject: 'x',
        body: 'x',
        priority: 'LOW',
        openedBy: 'ann',
      } as const;
      const opened = await store.openTicket(scope, { ...command, sharing });
      return { ticketId: opened?.ticketId ?? '' };
    };

    it('names the people of the client with their addresses and those of the business without', async () => {
      const store = createRequestTrackerTickets({ ...options, url, token, staffToken });
      const id = (await store.ticketsOf(scope, [acme], filter, page)).get(acme)?.items[0]?.record.id ?? '';
      const messages = (await store.messagesOf(scope, [id], page)).get(id)?.items.map(({ record }) => record);
      expect(messages?.map(({ author, body }) => [author, body])).toEqual([
        [
          expect.objectContaining({ name: 'Ann', email: 'ann@acme.test', side: 'CLIENT' }),
          'The street is wrong.\nPlease send it again.',
        ],
        [expect.objectContaining({ name: 'Sam', email: null, side: 'BUSINESS' }), 'We will send a new one today.'],
      ]);
      expect((await store.participantsOf(scope, [id])).get(id)?.map(({ email }) => email)).toEqual([
        'ann@acme.test',
        'bob@acme.test',
      ]);
      await store.close();
    });

    it('shows comments to staff only when an account that may see them is configured', async () => {
      const staff = scopeOf(staffClaims());
      const count = async (staffToken: string | null): Promise<number | undefined> => {
        const store = createRequestTrackerTickets({ ...options, url, token, staffToken });
        const id = (await store.ticketsOf(staff, [acme], filter, page)).get(acme)?.items[0]?.record.id ?? '';
        const messages = (await store.messagesOf(staff, [id], page)).get(id)?.items.length;
        await store.close();
        return messages;
      };
      expect([await count(null), await count(staffToken)]).toEqual([2, 3]);
    });

    it('takes nobody in copy whose mail it receives itself, and leaves nothing of the try behind', async () => {
      const store = createRequestTrackerTickets({ ...options, url, token, staffToken });
      const { ticketId } = await openShared(store);
      const person = { contactId: 'eve', name: 'Eve', email: 'support@rt.localtest' };
      expect(await store.addParticipant(scope, { marker: randomUUID(), actor, ticketId, person }, yes)).toMatchObject({
        outcome: 'refused',
        verdict: { reason: 'This address cannot take part.' },
      });
      expect((await store.tickets(scope, [ticketId])).get(ticketId)?.sharing.contactIds).toEqual(['bea']);
      expect((await store.participantsOf(scope, [ticketId])).get(ticketId)?.map(({ name }) => name)).toEqual(['Ann']);
      await store.close();
    });

    it('tells nobody by which name it knows an address that they add', async () => {
      const store = createRequestTrackerTickets({ ...options, url, token, staffToken });
      const { ticketId } = await openShared(store);
      for (const email of ['bob@globex.test', 'sam@rt.localtest']) {
        const person = { contactId: null, name: `"Somebody", group:x`, email };
        expect(await store.addParticipant(scope, { marker: randomUUID(), actor, ticketId, person }, yes)).toMatchObject({
          outcome: 'applied',
        });
      }
      const people = (await store.participantsOf(scope, [ticketId])).get(ticketId) ?? [];
      expect(people.map(({ name, email, side }) => [name, email, side])).toEqual([
        ['Ann', null, 'CLIENT'],
        ['"Somebody", group:x', 'bob@globex.test', 'CLIENT'],
        ['"Somebody", group:x', 'sam@rt.localtest', 'CLIENT'],
      ]);
      await store.close();
    });

    describe('what was begun when its process died', () => {
      const named = { audience: 'CONTACTS', roles: [], contactIds: ['bea', 'eve'] } as const;
      const eve = { contactId: 'eve', name: 'Eve', email: 'eve@copy.test' };
      /** Each can be made once: it is refused to whoever judges it by what it has changed itself. */
      const writes = {
        share: (store: TicketStore, of: { readonly marker: string; readonly ticketId: string }) =>
          store.shareTicket(scope, { ...of, actor, sharing: named }, ({ sharing }) => once(!sharing.contactIds.includes('eve'))),
        add: (store: TicketStore, of: { readonly marker: string; readonly ticketId: string }) =>
          store.addParticipant(scope, { ...of, actor, person: eve }, (_ticket, people) =>
            once(!people.some(({ name }) => name === 'Eve')),
          ),
        remove: (
          store: TicketStore,
          of: { readonly marker: string; readonly ticketId: string; readonly participantId: string },
        ) => store.removeParticipant(scope, { ...of, actor }, yes),
      };
      const once = (allowed: boolean) => ({ ...yes(), allowed });

      it.each([
        { kind: 'share', places: [5, 6, 7] },
        { kind: 'add', places: [6, 12, 13, 14] },
        { kind: 'remove', places: [5, 6, 7] },
      ] as const)(
        'is made by whoever repeats it, at whichever request after the first change that was: $kind',
        async ({ kind, places }) => {
          const store = createRequestTrackerTickets({ ...options, url, token, staffToken });
          const died = await inParallel(places, 3, async (place) => {
            const { ticketId } = await openShared(store);
            let participantId = '';
            if (kind === 'remove') {
              await writes.add(store, { marker: randomUUID(), ticketId });
              participantId = (await store.participantsOf(scope, [ticketId])).get(ticketId)?.at(-1)?.id ?? '';
            }
            const command = { marker: randomUUID(), ticketId, participantId };
            let requests = 0;
            const onStatement = (): void => {
              if (requests++ === place) throw new Error('the process died');
            };
            const dying = createRequestTrackerTickets({ ...options, url, token, staffToken, onStatement });
            const first = await writes[kind](dying, command).catch(() => null);
            const repeated = await writes[kind](store, command);
            expect({ place, repeated }).toMatchObject({ place, repeated: { outcome: 'applied' } });
            const ticket = (await store.tickets(scope, [ticketId])).get(ticketId);
            const people = (await store.participantsOf(scope, [ticketId])).get(ticketId)?.map(({ name }) => name);
            expect({ place, people, sharing: ticket?.sharing.contactIds }).toEqual({
              place,
              people: kind === 'add' ? ['Ann', 'Eve'] : ['Ann'],
              sharing: kind === 'remove' ? ['bea'] : ['bea', 'eve'],
            });
            await dying.close();
            return first === null;
          });
          expect(died).toEqual(places.map(() => true));
          await store.close();
        },
        180_000,
      );
    });

    it('asks as often for a hundred tickets as for twenty', async () => {
      const clientId = asClientId(`many-${Date.now()}`);
      const few = asClientId(`few-${Date.now()}`);
      const scope = scopeOf(clientClaims(clientId));
      const made = Array.from({ length: 100 }, (_, index) => index);
      const make = (of: ClientId, some: readonly number[]) =>
        inParallel(some, 4, async (index) => {
          const messages = [{ by: 'CLIENT', body: `Text ${index}` }] as const;
          return ticketIds.seal(await seedTicket({ clientId: of, subject: `No. ${index}`, state: 'new', messages }));
        });
      const ids = await make(clientId, made);
      await make(few, made.slice(0, 5));
      const requests: string[] = [];
      const store = createRequestTrackerTickets({ ...options, url, token, staffToken, onStatement: (one) => requests.push(one) });
      const count = async (some: readonly string[]): Promise<number> => {
        requests.length = 0;
        await store.tickets(scope, some);
        await store.lastMessages(scope, some);
        await store.participantsOf(scope, some);
        return requests.length;
      };
      // A hundred parts fill a page of attachments, so that one more page is asked for.
      expect([await count(ids.slice(0, 20)), await count(ids.slice(0, 99))]).toEqual([7, 7]);
      const all = { phases: null, waitingOn: null, search: null };
      /** What the home page asks for; returns how many requests that took. */
      const homePage = async (of: ClientId): Promise<number> => {
        requests.length = 0;
        const whose = scopeOf(clientClaims(of));
        const readList = async (): Promise<number> => {
          const list = await store.ticketsOf(whose, [of], all, { first: 20, after: null });
          const shown = (list.get(of)?.items ?? []).map(({ record }) => record.id);
          return (await store.lastMessages(whose, shown)).size;
        };
        const [shown, total] = await Promise.all([
          readList(),
          store.countTicketsOf(whose, [of], all),
          store.waitingTicketsOf(whose, [of], 20),
        ]);
        expect([shown, total.get(of)]).toEqual(of === few ? [5, 5] : [20, 100]);
        return requests.length;
      };
      expect([await homePage(few), await homePage(clientId)]).toEqual([8, 8]);
      const last = await store.lastMessages(scope, ids);
      expect(ids.map((id) => last.get(id)?.body)).toEqual(made.map((index) => `Text ${index}`));
      await store.close();
    }, 120_000);
  });
}

describeFailingTicketStore('Request Tracker', [
  {
    failure: 'a server that is not there',
    code: 'UPSTREAM_UNAVAILABLE',
    make: () => against('http://127.0.0.1:1/REST/2.0', () => undefined),
  },
  answering('a refused token', 'UPSTREAM_UNAVAILABLE', (_request, response) => {
    response.writeHead(401).end('{"message":"Unauthorized secret"}');
  }),
  answering('a server that asks to be left alone', 'UPSTREAM_UNAVAILABLE', (_request, response) => {
    response.writeHead(429, { 'retry-after': '60' }).end('secret');
  }),
  answering('a server that fails', 'UPSTREAM_UNAVAILABLE', (_request, response) => {
    response.writeHead(500).end('secret SQL');
  }),
  answering('a server that hangs', 'UPSTREAM_TIMEOUT', () => undefined),
  answering('a web page in place of an answer', 'UPSTREAM_CONTRACT', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>secret</h1>');
  }),
  answering('an answer of another shape', 'UPSTREAM_CONTRACT', (_request, response) => {
    response.writeHead(200).end('{"items":[{"id":"secret"}],"total":1}');
  }),
  answering('an error where there should be a list', 'UPSTREAM_CONTRACT', (_request, response) => {
    response.writeHead(200).end('["No permission to secret"]');
  }),
]);

describe('Request Tracker: a ticket that another process changes meanwhile', () => {
  it('is judged again as it stands then', async () => {
    let status = 'open';
    const tags: unknown[] = [];
    const { store, close } = await serve((request, response) => {
      const ticket = {
        id: '1',
        Status: status,
        Created: '2026-01-01T00:00:00Z',
        LastUpdated: '2026-01-01T00:00:00Z',
        CustomFields: [{ name: 'Account', values: ['acme'] }],
      };
      if (request.method === 'PUT') {
        tags.push(request.headers['if-match']);
        status = 'resolved';
        response.writeHead(412).end();
      } else if (request.method === 'GET') response.writeHead(200, { etag: '"7"' }).end('{}');
      else response.writeHead(200).end(JSON.stringify({ items: request.url?.includes('/tickets') ? [ticket] : [], total: 1 }));
    }, 2_000);
    const judged: string[] = [];
    const result = await store.closeTicket(
      scopeOf(clientClaims('acme')),
      { marker: 'm', actor: { id: 'a', name: 'Ann', side: 'CLIENT' }, ticketId: ticketIds.seal('1') },
      ({ status: { phase } }) => {
        judged.push(phase);
        return { allowed: phase !== 'DONE', reason: null, remedy: null };
      },
    );
    expect(result?.outcome).toBe('refused');
    expect([judged, tags]).toEqual([['IN_PROGRESS', 'DONE'], ['"7"']]);
    await close();
  });
});

describe('Request Tracker: a server that is busy for a moment', () => {
  it('is asked again when that fits in the time', async () => {
    let asked = 0;
    const { store, close } = await serve((_request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end();
      else response.writeHead(200).end('{"items":[],"total":0}');
    }, 2_000);
    expect(await store.countTicketsOf(scopeOf(clientClaims('acme')), [asClientId('acme')], everything)).toEqual(
      new Map([['acme', 0]]),
    );
    expect(asked).toBe(2);
    await close();
  });

  it('is not sent a write again', async () => {
    const writes: string[] = [];
    const { store, close } = await serve((request, response) => {
      if (request.url?.startsWith('/REST/2.0/ticket') && !request.url.startsWith('/REST/2.0/tickets')) {
        writes.push(request.url);
        response.writeHead(503).end();
      } else response.writeHead(200).end('{"items":[],"total":0}');
    }, 2_000);
    const clientId = asClientId('acme');
    const command = {
      marker: 'm',
      actor: { id: 'a', name: 'Ann', side: 'CLIENT' },
      subject: 'x',
      body: 'x',
      priority: 'LOW',
      sharing: { audience: 'COMPANY', roles: [], contactIds: [] },
      openedBy: null,
    } as const;
    await expect(store.openTicket(scopeOf(clientClaims('acme')), { ...command, clientId })).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    expect(writes).toHaveLength(1);
    await close();
  });

  it('is not believed when it gives the tickets of another client', async () => {
    const { store, close } = await serve((_request, response) => {
      const ticket = {
        id: '1',
        Subject: 'foreign',
        Status: 'new',
        Created: '2026-01-01T00:00:00Z',
        LastUpdated: '2026-01-01T00:00:00Z',
        CustomFields: [{ name: 'Account', values: ['globex'] }],
      };
      response.writeHead(200).end(JSON.stringify({ total: 1, items: [ticket] }));
    }, 2_000);
    const scope = scopeOf(clientClaims('acme'));
    const acme = asClientId('acme');
    expect((await store.tickets(scope, [ticketIds.seal('1')])).size).toBe(0);
    expect((await store.ticketsOf(scope, [acme], everything, { first: 10, after: null })).get(acme)?.items).toEqual([]);
    expect((await store.countTicketsOf(scope, [acme], everything)).get(acme)).toBe(0);
    await close();
  });
});

describe('Request Tracker: a ticket whose sharing says what the portal would not', () => {
  it.each([
    ['nothing but contacts', ['contact:bea']],
    ['two kinds at once', ['ROLES', 'CONTACTS', 'role:MEMBER', 'contact:bea']],
    ['a kind that nobody knows', ['EVERYBODY']],
    ['a contact in other letters', ['CONTACTS', 'contact:BEA']],
  ])('is shown to owners alone: %s', async (_name, values) => {
    const { store, ticketId, close } = await serve((_request, response) => {
      const ticket = {
        id: '1',
        Status: 'new',
        Created: '2026-01-01T00:00:00Z',
        LastUpdated: '2026-01-01T00:00:00Z',
        CustomFields: [
          { name: 'Account', values: ['acme'] },
          { name: 'Portal Sharing', values },
        ],
      };
      response.writeHead(200).end(JSON.stringify({ total: 1, items: [ticket] }));
    }, 2_000);
    const acme = asClientId('acme');
    const seenBy = async (role: 'OWNER' | 'MEMBER'): Promise<unknown[]> => {
      const scope = scopeOf(clientClaims('', { contactId: 'bea', memberships: [{ clientId: acme, role }] }));
      return [
        (await store.tickets(scope, [ticketId])).size,
        (await store.ticketsOf(scope, [acme], everything, { first: 10, after: null })).get(acme)?.items.length,
        (await store.countTicketsOf(scope, [acme], everything)).get(acme),
      ];
    };
    const seen = [await seenBy('OWNER'), await seenBy('MEMBER')];
    await close();
    expect(seen).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
  });
});

const everything = { phases: null, waitingOn: null, search: null };

function answering(failure: string, code: FailingTicketStore['code'], listener: RequestListener): FailingTicketStore {
  return { failure, code, make: () => serve(listener, 300) };
}

async function serve(listener: RequestListener, timeoutMs: number) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return against(
    `http://127.0.0.1:${port}/REST/2.0`,
    () => {
      server.closeAllConnections();
      server.close();
    },
    timeoutMs,
  );
}

function against(url: string, end: () => void, timeoutMs = 300) {
  const store = createRequestTrackerTickets({ ...options, url, token: 'secret', timeoutMs });
  return Promise.resolve({
    store,
    ticketId: ticketIds.seal('1'),
    messageId: messageIds.seal('1'),
    fileId: fileIds.seal('1'),
    close: async () => {
      end();
      await store.close();
    },
  });
}
