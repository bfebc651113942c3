import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { harborFinch, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

const effectiveWithinMs = 2_000;
const aFile = `query ($c: ID!) { client(id: $c) { documents(first: 1) { nodes { download { url } } } } }`;

const attached = `query ($c: ID!) { client(id: $c) { tickets(first: 20) { nodes { messages(first: 10) { nodes {
  attachments { download { url } } } } } } } }`;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a download link that was handed out', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 60_000);
  afterAll(() => portal.close());

  async function read(token: string, query: string): Promise<any> {
    const response = await fetch(portal.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { c: harborFinch } }),
    });
    return ((await response.json()) as { data: any }).data;
  }
  const linkWith = async (token: string): Promise<string> =>
    (await read(token, aFile)).client.documents.nodes[0].download.url as string;
  /** To a file that was sent with a message. */
  async function attachmentWith(token: string): Promise<string> {
    const { nodes } = (await read(token, attached)).client.tickets;
    const files = (nodes as any[]).flatMap(({ messages }) => (messages.nodes as any[]).flatMap(({ attachments }) => attachments));
    return files[0].download.url as string;
  }

  async function statusOf(link: string): Promise<number> {
    const answer = await fetch(link);
    await answer.arrayBuffer();
    return answer.status;
  }

  async function closedAfter(link: string, startedAt: number): Promise<number> {
    while ((await statusOf(link)) !== 404) {
      if (performance.now() - startedAt > 10_000) throw new Error('the link worked for ten seconds');
      await wait(20);
    }
    return performance.now() - startedAt;
  }

  async function done(subject: string, mutation: string, variables: Record<string, unknown>): Promise<number> {
    const reply = await portal.ask(subject, mutation, variables);
    const [payload] = Object.values(reply.data as Record<string, { userErrors: unknown[] }>);
    expect([reply.errors, payload?.userErrors]).toEqual([[], []]);
    return performance.now();
  }

  const revoke = (what: Record<string, string>) =>
    done('sara', 'mutation ($input: RevokeAccessInput!) { revokeAccess(input: $input) { userErrors { code } } }', {
      input: { ...what, reason: 'lost on a train' },
    });

  it.each([
    ['the token', 'tom', (token: string) => ({ tokenId: String(decodeJwt(token).jti) })],
    ['the contact', 'bea', () => ({ contactId: toGlobalId('Contact', 'bea') })],
    ['the subject', 'vic', () => ({ subject: 'vic' })],
  ])('ends within two seconds when %s of its holder is revoked, and nobody else’s does', async (what, subject, nameOf) => {
    const [token, other] = [await portal.issueToken(subject), await portal.issueToken('mia')];
    const [link, others] = [await linkWith(token), await linkWith(other)];
    expect([await statusOf(link), await statusOf(others)]).toEqual([200, 200]);
    const tookMs = await closedAfter(link, await revoke(nameOf(token)));
    process.stdout.write(`\n${what} revoked: link closed after ${String(Math.round(tookMs))} ms\n`);
    expect(tookMs).toBeLessThan(effectiveWithinMs);
    expect(await statusOf(others)).toBe(200);
  });

  it('to a file of a message ends within two seconds when the token of its holder is revoked, and nobody else’s does', async () => {
    const [token, other] = [await portal.issueToken('tom'), await portal.issueToken('mia')];
    const [link, others] = [await attachmentWith(token), await attachmentWith(other)];
    expect([await statusOf(link), await statusOf(others)]).toEqual([200, 200]);
    const tookMs = await closedAfter(link, await revoke({ tokenId: String(decodeJwt(token).jti) }));
    process.stdout.write(`\nthe token revoked: link to an attachment closed after ${String(Math.round(tookMs))} ms\n`);
    expect(tookMs).toBeLessThan(effectiveWithinMs);
    expect(await statusOf(others)).toBe(200);
  });

  it('ends within two seconds when the grant of the partner that holds it is withdrawn, and works again with a new one', async () => {
    const input = { clientId: harborFinch, partner: 'beacon-studio' };
    const grant = `mutation ($input: GrantPartnerAccessInput!) { grantPartnerAccess(input: $input) { userErrors { code } } }`;
    await done('mia', grant, { input });
    await wait(effectiveWithinMs);
    const link = await linkWith(await portal.issueToken('beacon-studio'));
    expect(await statusOf(link)).toBe(200);
    const withdrawal = `mutation ($input: RevokePartnerAccessInput!) { revokePartnerAccess(input: $input) { userErrors { code } } }`;
    const tookMs = await closedAfter(link, await done('mia', withdrawal, { input }));
    process.stdout.write(`\ngrant withdrawn: link closed after ${String(Math.round(tookMs))} ms\n`);
    expect(tookMs).toBeLessThan(effectiveWithinMs);
    await done('mia', grant, { input });
    await wait(effectiveWithinMs);
    expect(await statusOf(link)).toBe(200);
  });

  it('ends within two seconds for everybody of a client that is revoked', async () => {
    const links = [await linkWith(await portal.issueToken('mia')), await linkWith(await portal.issueToken('mia'))];
    const startedAt = await revoke({ clientId: harborFinch });
    const took = await Promise.all(links.map((link) => closedAfter(link, startedAt)));
    process.stdout.write(`\nclient revoked: links closed after ${took.map(Math.round).join(', ')} ms\n`);
    expect(Math.max(...took)).toBeLessThan(effectiveWithinMs);
  });
});
