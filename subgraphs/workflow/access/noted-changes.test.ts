import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../schema/contract/logger.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { createChangeFeed } from '../../kit/changes/change-feed.ts';
import type { ChangeFeed } from '../../kit/changes/change-feed.ts';
import { evidenceOf } from '../../kit/actions/evidence.ts';
import { asClientId } from '../../kit/domain.ts';
import { scopeOf } from '../../kit/scope.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { voidChanged } from '../approvals/void-changed.ts';
import { distributeNotices } from '../notifications/distribute-notices.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { anApprovable } from '../testing/test-records.ts';
import { actorOf } from './actor.ts';
import { commandOf } from './once.ts';

const at = new Date('2026-11-24T12:00:00.000Z');
const staff = staffClaims({ name: 'Sara', scopes: ['clients:read', 'clients:all', 'documents:read', 'documents:write'] });
const ann = clientClaims('acme', {
  name: 'Ann',
  contactId: 'ann',
  scopes: ['clients:read', 'documents:read', 'documents:write'],
});
const bob = clientClaims('acme', {
  ...{ name: 'Bob', contactId: 'bob', subject: 'bob', memberships: [{ clientId: 'acme', role: 'MEMBER' }] },
  scopes: ['clients:read', 'documents:read', 'documents:write'],
});
const gateway: IdentityClaims = { kind: 'service', subject: 'gateway', memberships: [], scopes: [], expiresAt: 2e9 };
const acme = asClientId('acme');
let access: AccessUnderTest;
let feed: ChangeFeed;
let names = 0;

beforeAll(async () => {
  access = await startAccess();
  const logger = createLogger({ name: 'test', level: 'silent' });
  feed = createChangeFeed({ url: access.databaseUrl, schemas: ['workflow'], logger });
});
afterAll(async () => {
  await feed.close();
  await access.close();
});

/** What the feed tells of what is done. */
async function toldOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const { cursor } = await feed.changes(null);
  await work();
  const changes = await feed.changes(cursor);
  expect(changes.reset).toBe(false);
  return changes.clientIds;
}

const command = (caller: IdentityClaims) =>
  commandOf({ caller, mutation: 'test', idempotencyKey: `k-${String((names += 1))}`, input: [] });
const acting = (claims: IdentityClaims) => ({ actor: actorOf(claims), at });

async function requestApproval(mode: 'ANY' | 'ALL' = 'ANY', dueBy: Date | null = null): Promise<string> {
  const asked = {
    ...{ about: { type: 'Document', id: 'plan' } as const, shown: anApprovable(), mode, dueBy, message: null },
    ...{ contactIds: ['ann', 'bob'], roles: [] },
  };
  const done = await access.store.approvals.request(scopeOf(staff), command(staff), asked, acting(staff));
  if (done === null || done === 'conflict') throw new Error('it was not requested');
  return done.recordId;
}

async function decide(claims: IdentityClaims, id: string): Promise<void> {
  const given = { decision: 'APPROVE', comment: null, evidence: evidenceOf({ claims, requestId: 'r' }, acme) } as const;
  const written = await access.store.approvals.decide(scopeOf(claims), command(claims), id, given, acting(claims));
  expect(written).toMatchObject({ done: expect.anything() });
}

describe('what is told to be a change for a client', () => {
  it('is an approval that is asked for, decided on by one of several, and withdrawn', async () => {
    let id = '';
    expect(await toldOf(async () => (id = await requestApproval('ALL')))).toEqual(['acme']);
    expect(await toldOf(() => decide(bob, id))).toEqual(['acme']);
    expect((await access.store.approvals.byId(scopeOf(ann), id))?.state).toBe('PENDING');
    expect(await toldOf(() => access.store.approvals.withdraw(scopeOf(staff), command(staff), id, acting(staff)))).toEqual([
      'acme',
    ]);
  });

  it('is one that a sweep voids, and nothing while it finds nothing', async () => {
    await requestApproval();
    const sweep = () => voidChanged(access.store.approvals, access.records, () => at);
    expect(await toldOf(sweep)).toEqual([]);
    access.records.shown.set('Document:plan', anApprovable({}, 'second'));
    expect(await toldOf(sweep)).toEqual(['acme']);
    access.records.shown.set('Document:plan', anApprovable());
  });

  it('is a request for a document, and what becomes of it', async () => {
    const asked = {
      ...{ clientId: acme, title: 'Passport', description: null, mediaTypes: ['application/pdf'] },
      ...{ contactIds: ['ann'], roles: [], dueBy: null },
    };
    const { documentRequests } = access.store;
    let id = '';
    const told = await toldOf(async () => {
      const done = await documentRequests.request(scopeOf(staff), command(staff), asked, acting(staff));
      id = (done as { recordId: string }).recordId;
    });
    expect(told).toEqual(['acme']);
    const sent = { documentId: 'd', version: 1, checksum: 'c' };
    const known = { id, revision: null };
    expect(await toldOf(() => documentRequests.fulfil(scopeOf(ann), command(ann), known, sent, acting(ann)))).toEqual(['acme']);
    expect(
      await toldOf(() => documentRequests.sendBack(scopeOf(staff), command(staff), known, 'blurred', acting(staff))),
    ).toEqual(['acme']);
    expect(await toldOf(() => documentRequests.cancel(scopeOf(staff), command(staff), known, acting(staff)))).toEqual(['acme']);
  });

  it('is a reminder that comes due, when somebody is told', async () => {
    const distribute = () => distributeNotices(access.store.noticeOutbox, access.crm, () => at);
    await distribute();
    await requestApproval('ANY', new Date(at.getTime() + 60_000));
    await distribute();
    const later = () => distributeNotices(access.store.noticeOutbox, access.crm, () => new Date(at.getTime() + 50_000));
    expect(await toldOf(later)).toEqual(['acme']);
    expect(await toldOf(later)).toEqual([]);
  });

  it('is for the gateway alone', async () => {
    const query = '{ recordChanges { cursor clientIds } }';
    const service = (subject: string): IdentityClaims => ({ ...gateway, subject });
    for (const claims of [ann, staff, staffClaims({ scopes: ['access:write', 'clients:all'] }), service('crm'), service('files')])
      expect(await access.ask(claims, query)).toMatchObject({ data: { recordChanges: null }, errors: [{ code: 'FORBIDDEN' }] });
    const answer = await access.ask(gateway, query);
    expect(answer).toEqual({ data: { recordChanges: { cursor: expect.any(String), clientIds: [] } }, errors: undefined });
  });
});
