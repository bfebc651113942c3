import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import { scopeOf } from '../../kit/scope.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { actorOf } from './actor.ts';
import { commandOf } from './once.ts';

const now = new Date('2026-11-24T12:00:00.500Z');
const nowSeconds = Math.floor(now.getTime() / 1_000);
const owner = clientClaims('acme');
const staff = staffClaims({ name: 'Sara' });
let access: AccessUnderTest;

beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());
beforeEach(() => access.client.query('delete from workflow.revocations; delete from workflow.partner_grants'));

const command = () => commandOf({ caller: owner, mutation: 'test', idempotencyKey: null, input: [] });

function grant(partner: string, { billing = false, expiresAt = null as Date | null } = {}, at = now) {
  const given = { clientId: asClientId('acme'), partner, billing, expiresAt };
  return access.store.grants.grant(scopeOf(owner), command(), given, { actor: actorOf(owner), at });
}

function withdraw(partner: string) {
  const given = { clientId: asClientId('acme'), partner };
  return access.store.grants.withdraw(scopeOf(owner), command(), given, { actor: actorOf(owner), at: now });
}

function revokeToken(tokenId: string, at = now) {
  const revoke = { revoked: { kind: 'TOKEN', tokenId, issuer: null } as const, clientId: null, reason: 'lost' };
  return access.store.revocations.revoke(command(), revoke, { actor: actorOf(staff), at });
}

const changes = (after: string | null, at = now) => access.store.feed.changes(after, at);

describe('the feed of changes', () => {
  it('begins with all that is in force, and goes on with what changed', async () => {
    await grant('beacon', { billing: true, expiresAt: new Date(now.getTime() + 60_000) });
    await grant('gone');
    await withdraw('gone');
    await revokeToken('t1');
    const first = await changes(null);
    expect(first).toEqual({
      cursor: expect.stringMatching(/^[0-9a-f-]{36}\.\d+$/),
      reset: true,
      grants: [
        {
          ...{ id: expect.any(String), partner: 'beacon', clientId: 'acme', billing: true, revoked: false },
          expiresAt: nowSeconds + 60,
        },
      ],
      revocations: [
        {
          ...{
            id: expect.any(String),
            kind: 'TOKEN',
            tokenId: 't1',
            subject: null,
            issuer: null,
            contactId: null,
            clientId: null,
          },
          ...{ issuedBefore: nowSeconds, expiresAt: nowSeconds + 86_400 },
        },
      ],
    });
    expect(await changes(first.cursor)).toEqual({ cursor: first.cursor, reset: false, grants: [], revocations: [] });
    await withdraw('beacon');
    await revokeToken('t2');
    const next = await changes(first.cursor);
    expect(next).toMatchObject({
      reset: false,
      grants: [{ id: first.grants[0]?.id, revoked: true }],
      revocations: [{ tokenId: 't2' }],
    });
    await grant('beacon');
    expect((await changes(next.cursor)).grants).toMatchObject([{ id: first.grants[0]?.id, billing: false, revoked: false }]);
  });

  it('leaves out what has run out', async () => {
    await grant('short', { expiresAt: new Date(now.getTime() + 1_000) });
    await revokeToken('t1');
    expect(await changes(null)).toMatchObject({ grants: [{}], revocations: [{}] });
    const later = new Date(now.getTime() + 86_400_000);
    expect(await changes(null, later)).toMatchObject({ grants: [], revocations: [] });
    await revokeToken('t2', later);
    const { rows } = await access.client.query('select token_id from workflow.revocations');
    expect(rows).toEqual([{ token_id: 't2' }]);
  });

  it.each([
    ['no cursor of it', () => 'x'],
    ['one of another database', (cursor: string) => cursor.replace(/^[0-9a-f-]+/, '00000000-0000-4000-8000-000000000000')],
    ['one from the future', (cursor: string) => cursor.replace(/\d+$/, '999999999999')],
  ])('begins anew for %s', async (_case, spoil) => {
    await revokeToken('t1');
    const { cursor } = await changes(null);
    expect(await changes(cursor)).toMatchObject({ reset: false, revocations: [] });
    expect(await changes(spoil(cursor))).toMatchObject({ cursor, reset: true, revocations: [{ tokenId: 't1' }] });
  });

  it('never tells of a later change before an earlier one, while many write at once', async () => {
    const seen = new Set<string>();
    const writing = { at: true };
    let { cursor } = await changes(null);
    const poll = async (): Promise<void> => {
      const answer = await changes(cursor);
      expect(answer.reset).toBe(false);
      for (const { tokenId } of answer.revocations) seen.add(String(tokenId));
      ({ cursor } = answer);
    };
    const poller = (async () => {
      while (writing.at) await poll();
    })();
    const wanted = Array.from({ length: 200 }, (_, index) => `at-once-${String(index)}`);
    const left = [...wanted];
    const writer = async (): Promise<void> => {
      for (let tokenId = left.pop(); tokenId !== undefined; tokenId = left.pop()) await revokeToken(tokenId);
    };
    await Promise.all(Array.from({ length: 20 }, writer));
    writing.at = false;
    await poller;
    await poll();
    expect(wanted.filter((tokenId) => !seen.has(tokenId))).toEqual([]);
  });

  it('makes a later change wait for an earlier one that is not committed, and then tells of both', async () => {
    const { cursor } = await changes(null);
    const slow = new pg.Client({ connectionString: access.databaseUrl });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query('update workflow.feed set change = change + 1');
      await slow.query(
        `insert into workflow.revocations (kind, token_id, reason, revoked_at, issued_before, expires_at, change)
          select 'TOKEN', 'earlier', 'x', now(), 1, 9999999999, change from workflow.feed`,
      );
      let isDone = false;
      const later = revokeToken('later').then(() => {
        isDone = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isDone).toBe(false);
      const between = await changes(cursor);
      expect(between).toEqual({ cursor, reset: false, grants: [], revocations: [] });
      await slow.query('commit');
      await later;
      const after = await changes(between.cursor);
      expect(after.revocations.map(({ tokenId }) => tokenId)).toEqual(['earlier', 'later']);
    } finally {
      await slow.end();
    }
  });

  it('is nothing for callers, whoever they are', async () => {
    const query = '{ accessChanges { cursor } }';
    for (const claims of [owner, staff, staffClaims({ scopes: ['access:write', 'audit:read', 'clients:all'] })]) {
      const answer = await access.ask(claims, query);
      expect(answer).toMatchObject({ data: { accessChanges: null }, errors: [{ code: 'FORBIDDEN' }] });
    }
    const gateway: IdentityClaims = { kind: 'service', subject: 'gateway', memberships: [], scopes: [], expiresAt: 2e9 };
    expect((await access.ask(gateway, query)).data).toEqual({ accessChanges: { cursor: expect.any(String) } });
  });
});
