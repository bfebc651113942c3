import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import type { FileStore } from '../../subgraphs/files/port.ts';
import { AppError } from '../../schema/contract/app-error.ts';
import { createMemoryStore } from '../stores/memory-store.ts';
import { harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** For so long after a change nothing is kept that it may be about. */
const settlingMs = 5_000;
/** For so long, at most, a change that no mutation brought is not seen; and what a busy machine takes. */
const seenMs = 2_000 + 1_000;

/** No mutation passes any gateway when these things happen, and by the clock of the answers no time passes either: nothing runs out. */
describe('answers that are kept end when something happens behind the gateway', () => {
  let portal: PortalUnderTest;
  let time = Date.now();
  let isHelpDeskAway = false;
  let deliveredAt = 0;
  const held: { files?: FileStore } = {};

  beforeAll(async () => {
    portal = await startPortalUnderTest({
      environment: {
        RESPONSE_CACHE_SECONDS_MAX: '30',
        SUBGRAPH_TIMEOUT_MS: '30000',
        WORKFLOW_APPROVAL_SWEEP_SECONDS: '1',
        WORKFLOW_NOTICE_SECONDS: '0',
      },
      wrapFileStore: (store) => (held.files = store),
      overrides: {
        gateway: { store: createMemoryStore({ now: () => time }), nowOfAnswers: () => time, requestTimeoutMs: 30_000 },
        tickets: {
          actions: { waitMs: 50, backoff: { baseMs: 200, maxMs: 300 }, doubtMs: 0 },
          wrapStore: (store) => ({
            ...store,
            reply: async (...given) => {
              if (isHelpDeskAway) throw new AppError('UPSTREAM_UNAVAILABLE', 'The help desk is away.');
              const applied = await store.reply(...given);
              deliveredAt = performance.now();
              return applied;
            },
          }),
        },
      },
    });
  }, 180_000);

  afterAll(() => portal.close());

  async function ask(subject: string, query: string, id: string) {
    portal.calls.subgraphs.length = 0;
    const { data, errors } = await portal.ask(subject, query, { id });
    expect(errors).toEqual([]);
    return { data, calls: portal.calls.subgraphs.length };
  }

  async function expectKept(subject: string, query: string, id: string): Promise<void> {
    await ask(subject, query, id);
    expect((await ask(subject, query, id)).calls).toBe(0);
  }

  /** How long it took, in milliseconds, until what was asked again and again was another answer. */
  async function untilSeen(since: () => number, look: () => Promise<boolean>): Promise<number> {
    const giveUpAt = performance.now() + 15_000;
    while (!(await look())) {
      expect(performance.now()).toBeLessThan(giveUpAt);
      await sleep(50);
    }
    return performance.now() - since();
  }

  const ofLumen = 'query Theirs($id: ID!) { client(id: $id) { name tickets(first: 5) { totalCount nodes { id title } } } }';

  /** What was done is told, nothing is settling any more, and another company has an answer kept. */
  async function settle(): Promise<void> {
    await sleep(2_500);
    time += settlingMs;
    await expectKept('lena', ofLumen, lumenBakery);
    // What begins anew from here on has nothing of it.
    time += 1;
  }

  /** Another company learns nothing of it, not even by the age of what it is shown. */
  async function expectNothingForOthers(): Promise<void> {
    await sleep(2_500);
    expect((await ask('lena', ofLumen, lumenBakery)).calls).toBe(0);
  }

  it('an action that a worker takes to the help desk late', async () => {
    const tickets = 'query Tickets($id: ID!) { client(id: $id) { tickets(first: 1) { nodes { id } } } }';
    const ticketId = (await ask('mia', tickets, harborFinch)).data.client.tickets.nodes[0].id as string;
    const thread =
      'query Thread($id: ID!) { client(id: $id) { tickets(first: 1) { nodes { messages(first: 100) { nodes { body delivery } } } } } }';
    const deliveryIn = async () => {
      const { messages } = (await ask('mia', thread, harborFinch)).data.client.tickets.nodes[0];
      const nodes = messages.nodes as { body: string; delivery: string }[];
      return nodes.find(({ body }) => body === 'It comes late.')?.delivery;
    };
    isHelpDeskAway = true;
    const replied = await portal.ask(
      'mia',
      `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { receipt { state } userErrors { message } } }`,
      { input: { ticketId, body: 'It comes late.' } },
    );
    expect(replied.data.replyToTicket).toEqual({ receipt: { state: 'ACCEPTED' }, userErrors: [] });
    await settle();
    expect(await deliveryIn()).toBe('ON_ITS_WAY');
    await expectKept('mia', thread, harborFinch);
    isHelpDeskAway = false;
    const seenAfterMs = await untilSeen(
      () => deliveredAt,
      async () => (await deliveryIn()) === 'SENT',
    );
    expect(seenAfterMs).toBeLessThan(seenMs);
    // Nothing settles: the help desk has it.
    await sleep(2_500);
    await expectKept('mia', thread, harborFinch);
    await expectNothingForOthers();
  }, 60_000);

  it('an approval that the sweep voids, since what it is about has changed', async () => {
    const put = async (text: string): Promise<string> => {
      const document = await held.files?.putVersion(scopeOf(staffClaims()), {
        ...{ clientId: asClientId('harbor-finch'), folder: '', name: 'Offer.pdf', title: null, mediaType: 'application/pdf' },
        ...{ state: 'published', sharing: { audience: 'COMPANY', roles: [], contactIds: [] } as never },
        ...{ dueBy: null, author: null, content: Buffer.from(text) },
      });
      return toGlobalId('Document', document?.id ?? '');
    };
    const steps =
      'query Steps($id: ID!) { client(id: $id) { nextSteps(first: 100) { missing nodes { headline subject { id } } } } }';
    const input = { subjectId: await put('first'), contactIds: [toGlobalId('Contact', 'mia')] };
    const requested = await portal.ask(
      'sara',
      'mutation ($input: RequestApprovalInput!) { it: requestApproval(input: $input) { approval { id } userErrors { message } } }',
      { input },
    );
    const approvalId = requested.data.it.approval.id as string;
    const isAsked = async () => JSON.stringify((await ask('mia', steps, harborFinch)).data).includes(approvalId);
    await settle();
    expect(await isAsked()).toBe(true);
    await expectKept('mia', steps, harborFinch);
    const changedAt = performance.now();
    await put('second');
    const seenAfterMs = await untilSeen(
      () => changedAt,
      async () => !(await isAsked()),
    );
    // The sweep comes by each second.
    expect(seenAfterMs).toBeLessThan(1_500 + seenMs);
    await expectNothingForOthers();
  }, 60_000);

  it('which nobody can ask the gateway for', async () => {
    for (const who of ['mia', 'sara', 'beacon-studio']) {
      const reply = await portal.ask(who, '{ recordChanges { cursor clientIds } }');
      expect([reply.status, reply.data]).toEqual([400, null]);
    }
  });
});
