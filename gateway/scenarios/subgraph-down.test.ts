import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createFaultyWay } from './testing/faulty-network.ts';
import type { Fault, FaultyWay } from './testing/faulty-network.ts';
import { harborFinch, homePage, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const parts = {
  crm: ['name', 'accountManager', 'projects', 'quotes'],
  files: ['documents'],
  tickets: ['tickets'],
} as const;
const subgraphs = ['crm', 'files', 'tickets', 'workflow'] as const;

const faults: [Fault, string][] = [
  ['reset', 'UPSTREAM_UNAVAILABLE'],
  ['server error', 'UPSTREAM_UNAVAILABLE'],
  ['garbage', 'UPSTREAM_CONTRACT'],
  ['silence', 'UPSTREAM_TIMEOUT'],
];

describe('when a subgraph cannot be asked', () => {
  let portal: PortalUnderTest;
  const ways = new Map<string, FaultyWay>();

  beforeAll(async () => {
    const environment: Record<string, string> = {};
    // The gateway asks who lost access while the portal is still starting.
    const addresses = new Map<string, string>();
    for (const name of subgraphs) {
      const way = await createFaultyWay(() => addresses.get(name) ?? null);
      ways.set(name, way);
      environment[`SUBGRAPH_${name.toUpperCase()}_URL`] = way.url;
    }
    // An answer from before the fault would be served for some seconds.
    portal = await startPortalUnderTest({
      environment: { ...environment, RESPONSE_CACHE_SECONDS_MAX: '0' },
      keepsDeadlines: true,
    });
    for (const name of subgraphs) addresses.set(name, portal.subgraphUrls[name]);
    // A gateway that has just started compiles for a while; what is measured is what a fault costs one that runs.
    await portal.ask('mia', homePage, { clientId: harborFinch });
  }, 60_000);

  afterEach(() => {
    for (const way of ways.values()) way.fault = 'none';
  });

  afterAll(async () => {
    await portal.close();
    await Promise.all([...ways.values()].map((way) => way.close()));
  });

  const breakWay = (name: string, fault: Fault): void => {
    const way = ways.get(name);
    if (way) way.fault = fault;
  };

  it.each(
    (Object.keys(parts) as (keyof typeof parts)[]).flatMap((name) => faults.map(([fault, code]) => [name, fault, code] as const)),
  )(
    '%s (%s): the rest of the home page is there within 2 s, next steps name what is missing, and one error says no more than that',
    async (name, fault, code) => {
      breakWay(name, fault);
      const startedAt = performance.now();
      const reply = await portal.ask('mia', homePage, { clientId: harborFinch });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expectOnlyMissing(name, reply, code);
    },
  );

  it('when it is back, so is its part', async () => {
    breakWay('tickets', 'reset');
    await portal.ask('mia', homePage, { clientId: harborFinch });
    breakWay('tickets', 'none');
    const { data, errors } = await portal.ask('mia', homePage, { clientId: harborFinch });
    expect(errors).toEqual([]);
    expect(data.client.tickets.nodes).toHaveLength(20);
    expect(data.client.nextSteps.missing).toEqual([]);
  });

  it('without workflow, what does not begin with it is still answered', async () => {
    breakWay('workflow', 'reset');
    const { data, errors } = await portal.ask(
      'mia',
      '{ clients { nodes { name projects(first: 2) { nodes { title } } nextSteps { missing } } } }',
    );
    expect(data.clients.nodes[0].projects.nodes).toHaveLength(2);
    expect(data.clients.nodes[0].nextSteps).toBeNull();
    expect(errors).toHaveLength(1);
  });

  it('/ready says which, and the gateway stays ready', async () => {
    breakWay('files', 'reset');
    const response = await fetch(`${portal.url}/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      subgraphs: { crm: 'up', files: 'down', tickets: 'up', workflow: 'up' },
    });
  });

  it('a subgraph whose process is gone is the same', async () => {
    await portal.stopSubgraph('files');
    expectOnlyMissing('files', await portal.ask('mia', homePage, { clientId: harborFinch }), 'UPSTREAM_UNAVAILABLE');
  });
});

function expectOnlyMissing(name: keyof typeof parts, reply: Reply, code: string): void {
  expect(reply.status).toBe(200);
  const { client } = reply.data;
  for (const [subgraph, fields] of Object.entries(parts)) {
    for (const field of fields) {
      if (subgraph === name) expect(client[field]).toBeNull();
      else expect(client[field]).not.toBeNull();
    }
  }
  expect(client.nextSteps.missing).toEqual([name]);
  expect(client.nextSteps.nodes.length).toBeGreaterThan(0);
  expect(reply.errors).toEqual([
    {
      message: 'This part of the answer cannot be had at the moment.',
      path: ['client', expect.any(String)],
      extensions: { code },
    },
  ]);
  expect(reply.text).not.toMatch(/127\.0\.0\.1|ECONN|localhost|stack|undici|node_modules/);
}
