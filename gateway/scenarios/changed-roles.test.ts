import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { askGateway, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const mutation = `mutation ($input: SetContactRoleInput!) {
  setContactRole(input: $input) { contact { role } receipt { id state } userErrors { code message } }
}`;

describe('a role that was changed', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 60_000);
  afterAll(() => portal.close());

  const set = (who: string, contactId: string, role: string, key: string): Promise<Reply> =>
    portal.ask(who, mutation, { input: { contactId: toGlobalId('Contact', contactId), role, idempotencyKey: key } });
  const me = (token: string): Promise<Reply> =>
    askGateway(portal.graphqlUrl, token, '{ viewer { memberships { role client { name } } } }');

  it('ends the tokens of before within two seconds, and is in the next one', async () => {
    const old = await portal.issueToken('tom');
    const others = await portal.issueToken('bea');
    expect((await me(old)).data.viewer.memberships[0].role).toBe('MEMBER');
    // A token says when it was issued in whole seconds, so that one of the same second cannot be told from one of before.
    await sleep(1_100);
    const reply = await set('mia', 'tom', 'VIEWER', 'k1');
    const changedAt = Date.now();
    expect(reply.data).toMatchObject({
      setContactRole: { contact: { role: 'VIEWER' }, receipt: { state: 'APPLIED' }, userErrors: [] },
    });

    let refused = await me(old);
    while (refused.status !== 401 && Date.now() - changedAt < 5_000) {
      await sleep(50);
      refused = await me(old);
    }
    const took = Date.now() - changedAt;
    expect([refused.status, refused.errors[0]?.extensions?.['code']]).toEqual([401, 'UNAUTHENTICATED']);
    expect(took).toBeLessThanOrEqual(2_000);

    await sleep(1_100);
    const next = await me(await portal.issueToken('tom'));
    expect(next.data.viewer.memberships[0].role).toBe('VIEWER');
    expect((await me(others)).status).toBe(200);

    // The same call once more is the same receipt, and throws nobody out.
    const again = await set('mia', 'tom', 'VIEWER', 'k1');
    expect(again.data).toEqual(reply.data);
    await sleep(1_500);
    const token = await portal.issueToken('tom');
    expect((await me(token)).status).toBe(200);
  }, 30_000);

  it('keeps an owner in the company', async () => {
    const reply = await set('mia', 'mia', 'MEMBER', 'k2');
    expect(reply.data.setContactRole.userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('stands where the old tokens could not be ended, and the caller is told', async () => {
    await portal.stopSubgraph('workflow');
    const reply = await set('mia', 'vic', 'MEMBER', 'k3');
    expect(reply.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    const { data } = await portal.ask('mia', '{ clients(first: 1) { nodes { contacts(first: 100) { nodes { id role } } } } }');
    const people = data.clients.nodes[0].contacts.nodes as { id: string; role: string }[];
    expect(people.find(({ id }) => id === toGlobalId('Contact', 'vic'))?.role).toBe('MEMBER');
  });
});
