import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../scripts/seed/world.ts';
import type { FileStore } from '../../subgraphs/files/port.ts';
import { smallWorld, withManyRecords } from './testing/worlds.ts';
import { anchor, harborFinch, homePage, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

describe('the home page', () => {
  let portal: PortalUnderTest;
  const fileStoreCalls: string[] = [];

  beforeAll(async () => {
    portal = await startPortalUnderTest({
      // What is counted is what an answer costs that nobody has kept.
      environment: { RESPONSE_CACHE_SECONDS_MAX: '0' },
      world: () => withManyRecords(smallWorld(createWorld({ anchor })), 'harbor-finch', 130),
      wrapFileStore: (store) => countCalls(store, fileStoreCalls),
    });
  }, 60_000);

  afterAll(() => portal.close());

  async function count(first: number): Promise<{ reply: Reply; calls: Record<string, unknown> }> {
    for (const list of [portal.calls.statements, portal.calls.subgraphs, fileStoreCalls]) list.length = 0;
    const reply = await portal.ask('mia', homePage, { clientId: harborFinch, first });
    const calls = {
      // Not those of workflow: the processes ask it for changes of access in between.
      statements: portal.calls.statements.filter(({ subgraph }) => subgraph !== 'workflow').length,
      subgraphCalls: [...portal.calls.subgraphs].sort(),
      fileStoreCalls: fileStoreCalls.length,
    };
    return { reply, calls };
  }

  it('shows a contact the projects, quotes, documents and tickets of the company, and what to do next', async () => {
    const { reply } = await count(20);
    expect(reply.errors).toEqual([]);
    const { client } = reply.data;
    expect(client.name).toBe('Harbor & Finch Architects');
    for (const list of ['projects', 'quotes', 'documents', 'tickets']) {
      expect(client[list].nodes).toHaveLength(20);
      expect(client[list].totalCount).toBeGreaterThanOrEqual(120);
      expect(client[list].pageInfo.hasNextPage).toBe(true);
    }
    expect(client.nextSteps.nodes.length).toBeGreaterThan(0);
    expect(client.nextSteps.missing).toEqual([]);
    expect(client.tickets.nodes.every((ticket: { lastMessage: unknown }) => ticket.lastMessage !== null)).toBe(true);
  });

  it('asks each system as often for 100 of each as for 20', async () => {
    const twenty = await count(20);
    const hundred = await count(100);
    expect(hundred.reply.data.client.tickets.nodes).toHaveLength(100);
    expect(hundred.reply.errors).toEqual([]);
    expect(hundred.calls).toEqual(twenty.calls);
    // The numbers themselves, so that a change that adds a round trip is seen in review.
    expect(twenty.calls).toMatchInlineSnapshot(`
     {
       "fileStoreCalls": 3,
       "statements": 11,
       "subgraphCalls": [
         "crm",
         "files",
         "tickets",
         "workflow",
         "workflow",
       ],
     }
    `);
  });
});

/** Counts the calls of a port's methods. */
function countCalls(store: FileStore, calls: string[]): FileStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        calls.push(String(name));
        return (value as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}
