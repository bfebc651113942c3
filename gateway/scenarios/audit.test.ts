import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort } from '../../scripts/embedded/free-port.ts';
import { createFaultyWay } from './testing/faulty-network.ts';
import type { FaultyWay } from './testing/faulty-network.ts';
import { startAnotherGateway } from './testing/more-gateways.ts';
import type { AnotherGateway } from './testing/more-gateways.ts';
import { askGateway, harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Told {
  readonly kind: string;
  readonly field: string | null;
  readonly outcome: string | null;
  readonly actorSubject: string;
  readonly details: string;
  readonly subjects: readonly string[];
}

describe('the audit trail', () => {
  let portal: PortalUnderTest;
  /** Reaches workflow over a way that can fail. */
  let gateway: AnotherGateway;
  let way: FaultyWay;
  const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-audit-'));
  const openTicket = 'mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id } userErrors { code } } }';

  beforeAll(async () => {
    const identityProviderPort = await findFreePort();
    portal = await startPortalUnderTest({
      dataDirectory,
      environment: { IDENTITY_PROVIDER_PORT: String(identityProviderPort) },
    });
    way = await createFaultyWay(() => portal.subgraphUrls.workflow);
    gateway = await startAnotherGateway(portal, { dataDirectory, identityProviderPort, workflowUrl: way.url });
  }, 60_000);

  afterAll(async () => {
    await end();
    await way.close();
    await portal.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  let ended = false;
  async function end(): Promise<void> {
    if (!ended) await gateway.close();
    ended = true;
  }

  async function told(actorSubject: string): Promise<Told[]> {
    const { data, errors } = await portal.ask(
      'sara',
      `query ($by: String!) { auditTrail(filter: { actorSubject: $by, kinds: [DENIED, ACTION] }, first: 100) {
        nodes { kind field outcome actorSubject details subjects }
      } }`,
      { by: actorSubject },
    );
    expect(errors).toEqual([]);
    return data.auditTrail.nodes;
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + 15_000;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error('it was not told within fifteen seconds');
      await wait(100);
    }
  }

  it('tells what was denied, once, and what was done, refused and wrong, with the ids that were named', async () => {
    const sums = 'query ($id: ID!) { client(id: $id) { invoices(first: 1) { totalCount } } }';
    for (let times = 0; times < 10; times += 1) await portal.ask('tom', sums, { id: harborFinch });
    await portal.ask('tom', openTicket, { input: { clientId: harborFinch, subject: 'A door', body: 'It sticks.' } });
    await portal.ask('tom', openTicket, { input: { clientId: 'nonsense', subject: 'A door', body: 'It sticks.' } });
    await until(async () => (await told('tom')).length >= 3);
    const events = await told('tom');
    expect(events.filter(({ kind }) => kind === 'DENIED')).toEqual([
      expect.objectContaining({ field: 'Client.invoices', outcome: 'REFUSED' }),
    ]);
    const actions = events
      .filter(({ kind }) => kind === 'ACTION')
      .map(({ field, outcome, subjects }) => [field, outcome, subjects]);
    expect(actions.sort()).toEqual([
      ['openTicket', 'DONE', [harborFinch]],
      ['openTicket', 'REFUSED', ['nonsense']],
    ]);
    expect(JSON.stringify(events)).not.toContain('It sticks.');
  });

  it('has what happened while it could not be reached, once, when it can be again', async () => {
    const token = await portal.issueToken('mia');
    way.fault = 'server error';
    for (const subject of ['One', 'Two', 'Three']) {
      const { data } = await askGateway(gateway.graphqlUrl, token, openTicket, {
        input: { clientId: harborFinch, subject, body: 'Why?' },
      });
      expect(data.openTicket.userErrors).toEqual([]);
    }
    await wait(1_500);
    expect(await told('mia')).toEqual([]);
    way.fault = 'none';
    await until(async () => (await told('mia')).length >= 3);
    await wait(1_000);
    expect((await told('mia')).map(({ field, outcome }) => [field, outcome])).toEqual(
      [1, 2, 3].map(() => ['openTicket', 'DONE']),
    );
  });

  it('has what was waiting when a gateway ends', async () => {
    const token = await portal.issueToken('lena');
    await askGateway(gateway.graphqlUrl, token, openTicket, {
      input: { clientId: harborFinch, subject: 'Not mine', body: 'Why?' },
    });
    await end();
    expect((await told('lena')).map(({ field, outcome }) => [field, outcome])).toEqual([['openTicket', 'REFUSED']]);
  });
});
