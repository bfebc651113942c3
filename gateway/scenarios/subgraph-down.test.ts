import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harborFinch, homePage, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const parts = {
  crm: ['name', 'accountManager', 'projects', 'quotes'],
  files: ['documents'],
  tickets: ['tickets'],
} as const;

function expectOnlyMissing(name: keyof typeof parts, reply: Reply, elapsedMs: number, code: string): void {
  expect(elapsedMs).toBeLessThan(2_000);
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

async function timed(ask: () => Promise<Reply>): Promise<{ reply: Reply; elapsedMs: number }> {
  const startedAt = performance.now();
  const reply = await ask();
  return { reply, elapsedMs: performance.now() - startedAt };
}

describe.each(['crm', 'files', 'tickets'] as const)('when %s has died', (name) => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
    await portal.ask('mia', homePage, { clientId: harborFinch });
    await portal.stopSubgraph(name);
  }, 60_000);

  afterAll(() => portal.close());

  it('the rest of the home page is there, with one error that says no more than that, and next steps name what is missing', async () => {
    const { reply, elapsedMs } = await timed(() => portal.ask('mia', homePage, { clientId: harborFinch }));
    expectOnlyMissing(name, reply, elapsedMs, 'UPSTREAM_UNAVAILABLE');
  });

  it('/ready says so, and the gateway stays ready', async () => {
    const response = await fetch(`${portal.url}/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ subgraphs: { [name]: 'down', workflow: 'up' } });
  });
});

describe('when tickets hangs', () => {
  let portal: PortalUnderTest;
  const hanging = createServer(() => undefined);

  beforeAll(async () => {
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const { port } = hanging.address() as AddressInfo;
    portal = await startPortalUnderTest({ environment: { SUBGRAPH_TICKETS_URL: `http://127.0.0.1:${port}/graphql` } });
  }, 60_000);

  afterAll(async () => {
    await portal.close();
    hanging.closeAllConnections();
    hanging.close();
  });

  it('the rest of the home page is there within two seconds', async () => {
    const { reply, elapsedMs } = await timed(() => portal.ask('mia', homePage, { clientId: harborFinch }));
    expectOnlyMissing('tickets', reply, elapsedMs, 'UPSTREAM_TIMEOUT');
  });
});

describe('when workflow has died', () => {
  it('what does not begin with it is still answered', async () => {
    const portal = await startPortalUnderTest();
    try {
      await portal.stopSubgraph('workflow');
      const { data, errors } = await portal.ask(
        'mia',
        '{ clients { nodes { name projects(first: 2) { nodes { title } } nextSteps { missing } } } }',
      );
      expect(data.clients.nodes[0].projects.nodes).toHaveLength(2);
      expect(data.clients.nodes[0].nextSteps).toBeNull();
      expect(errors).toHaveLength(1);
    } finally {
      await portal.close();
    }
  }, 60_000);
});
