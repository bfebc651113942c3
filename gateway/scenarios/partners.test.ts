import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askGateway, harborFinch, homePage, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const effectiveWithinMs = 2_000;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const everything = /* GraphQL */ `
  query ($id: ID!) {
    client(id: $id) {
      name
      projects(first: 5) {
        totalCount
        nodes {
          id
          title
        }
      }
      quotes(first: 5) {
        nodes {
          id
          title
        }
      }
      documents(first: 5) {
        totalCount
      }
      tickets(first: 5) {
        totalCount
      }
    }
  }
`;
const sums =
  'query ($id: ID!) { client(id: $id) { quotes(first: 1) { nodes { total { amount } } } invoices(first: 1) { nodes { id } } } }';

describe('a partner', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
    // Whatever the portal begins with: here nothing is granted yet.
    await withdraw('mia', harborFinch);
    await until(async () => (await clientsSeen()).length === 0);
  }, 60_000);

  afterAll(() => portal.close());

  const asPartner = (query: string, variables: Record<string, unknown> = {}): Promise<Reply> =>
    portal.ask('beacon-studio', query, variables);

  /** With a token that names the clients that it is bound to, or with one that names none. */
  async function clientsSeen(bound: readonly [string, ...string[]] | null = null): Promise<string[]> {
    const query = '{ clients(first: 100) { totalCount nodes { id } } viewer { memberships { client { id } } } }';
    const { data, errors } = bound
      ? await askGateway(portal.graphqlUrl, await portal.issueToken('beacon-studio', { clients: bound }), query)
      : await asPartner(query);
    expect(errors).toEqual([]);
    const ids: string[] = data.clients.nodes.map(({ id }: { id: string }) => id);
    expect(data.clients.totalCount).toBe(ids.length);
    expect(data.viewer.memberships.map(({ client }: { client: { id: string } }) => client.id)).toEqual(ids);
    return ids;
  }

  async function grant(subject: string, clientId: string, more: Record<string, unknown> = {}): Promise<Reply> {
    return portal.ask(
      subject,
      'mutation ($input: GrantPartnerAccessInput!) { grantPartnerAccess(input: $input) { userErrors { code } } }',
      { input: { clientId, partner: 'beacon-studio', ...more } },
    );
  }

  async function withdraw(subject: string, clientId: string): Promise<Reply> {
    return portal.ask(
      subject,
      'mutation ($input: RevokePartnerAccessInput!) { revokePartnerAccess(input: $input) { userErrors { code } } }',
      { input: { clientId, partner: 'beacon-studio' } },
    );
  }

  async function until(holds: () => Promise<boolean>): Promise<number> {
    const startedAt = performance.now();
    while (!(await holds())) {
      if (performance.now() - startedAt > 10_000) throw new Error('it did not come about within ten seconds');
      await wait(20);
    }
    return performance.now() - startedAt;
  }

  const done = (reply: Reply, field: string) => {
    expect([reply.errors, reply.data?.[field]?.userErrors]).toEqual([[], []]);
  };

  it('has no client before one grants it access, though its token names one', async () => {
    expect(await clientsSeen()).toEqual([]);
    expect(await clientsSeen(['harbor-finch', 'lumen-bakery'])).toEqual([]);
    const missing = await asPartner(everything, { id: 'bm90aGluZw' });
    for (const id of [harborFinch, lumenBakery]) expect((await asPartner(everything, { id })).text).toBe(missing.text);
    expect(missing.data).toEqual({ client: null });
  });

  it('sees a client within two seconds of the grant of its owner, without the sums, and no other client', async () => {
    done(await grant('mia', harborFinch), 'grantPartnerAccess');
    expect(await until(async () => (await clientsSeen()).length > 0)).toBeLessThan(effectiveWithinMs);
    expect(await clientsSeen()).toEqual([harborFinch]);
    const { data, errors } = await asPartner(everything, { id: harborFinch });
    expect(errors).toEqual([]);
    expect(data.client.projects.totalCount).toBeGreaterThan(0);
    expect(data.client.tickets.totalCount).toBeGreaterThan(0);
    expect((await asPartner(everything, { id: lumenBakery })).data).toEqual({ client: null });
    const page = await asPartner(homePage, { clientId: harborFinch });
    expect(page.data.client.name).toBe('Harbor & Finch Architects');
  });

  it('sees no sum of a client that did not grant them', async () => {
    const { data, errors, text } = await asPartner(sums, { id: harborFinch });
    expect(data.client.invoices).toBeNull();
    for (const { total } of data.client.quotes?.nodes ?? []) expect(total).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(text).not.toContain('"amount":');
  });

  it('sees the sums within two seconds of their being granted', async () => {
    done(await grant('mia', harborFinch, { billing: true }), 'grantPartnerAccess');
    const took = await until(async () => (await asPartner(sums, { id: harborFinch })).errors.length === 0);
    expect(took).toBeLessThan(effectiveWithinMs);
    const { data } = await asPartner(sums, { id: harborFinch });
    expect(data.client.invoices.nodes.length).toBeGreaterThan(0);
    expect(data.client.quotes.nodes[0].total.amount).toEqual(expect.anything());
  });

  it('never sees what is for staff', async () => {
    for (const query of [
      '{ client(id: "x") { provenance { recordId } } }',
      '{ client(id: "x") { staffViews { totalCount } } }',
      '{ client(id: "x") { partnerGrants { totalCount } } }',
      '{ auditTrail { totalCount } }',
      'mutation { viewAs(input: { clientId: "x", contactId: "y", reason: "z" }) { token } }',
      'mutation { revokeAccess(input: { subject: "mia", reason: "z" }) { userErrors { code } } }',
      'mutation { grantPartnerAccess(input: { clientId: "x", partner: "beacon-studio" }) { userErrors { code } } }',
    ]) {
      const { status, errors } = await asPartner(query);
      expect([query, status, errors.map(({ extensions }) => extensions?.['code'])]).toEqual([
        query,
        400,
        ['GRAPHQL_VALIDATION_FAILED'],
      ]);
    }
  });

  it.each(['tom', 'bea', 'vic', 'lena', 'beacon-studio', 'otto'])('is not let in by %s', async (subject) => {
    const before = await clientsSeen();
    const replies = [
      await grant(subject, harborFinch, { billing: true, expiresAt: '2099-01-01T00:00:00Z' }),
      await withdraw(subject, harborFinch),
    ];
    for (const { data, errors, status } of replies) {
      const payload = data?.grantPartnerAccess ?? data?.revokePartnerAccess;
      expect(status === 400 || errors.length > 0 || payload.userErrors.length > 0).toBe(true);
    }
    await wait(1_200);
    expect(await clientsSeen()).toEqual(before);
  });

  it('that its provider bound to one client does not reach another that lets it in', async () => {
    done(await grant('lena', lumenBakery), 'grantPartnerAccess');
    await until(async () => (await clientsSeen()).length === 2);
    expect((await clientsSeen()).sort()).toEqual([harborFinch, lumenBakery].sort());
    expect(await clientsSeen(['harbor-finch'])).toEqual([harborFinch]);
    const token = await portal.issueToken('beacon-studio', { clients: ['harbor-finch'] });
    expect((await askGateway(portal.graphqlUrl, token, everything, { id: lumenBakery })).data).toEqual({ client: null });
    done(await withdraw('lena', lumenBakery), 'revokePartnerAccess');
    await until(async () => (await clientsSeen()).length === 1);
  });

  it('sees nothing within two seconds of the grant being withdrawn', async () => {
    const ids: string[] = (await asPartner(everything, { id: harborFinch })).data.client.projects.nodes.map(
      ({ id }: { id: string }) => id,
    );
    done(await withdraw('mia', harborFinch), 'revokePartnerAccess');
    expect(await until(async () => (await clientsSeen()).length === 0)).toBeLessThan(effectiveWithinMs);
    expect((await asPartner(everything, { id: harborFinch })).data).toEqual({ client: null });
    for (const id of ids)
      expect((await asPartner('query ($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null });
  });
});
