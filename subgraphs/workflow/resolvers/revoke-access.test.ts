import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';

const scopes = ['clients:read', 'access:write'];
const sara = staffClaims({ subject: 'sara', name: 'Sara Kern', scopes: [...scopes, 'clients:all'] });
const ofAcme = staffClaims({ subject: 'amy', scopes, memberships: [{ clientId: 'acme', role: null }] });
const crmService: IdentityClaims = { kind: 'service', subject: 'crm', memberships: [], scopes: [], expiresAt: 2e9 };
const acme = toGlobalId('Client', 'acme');
const ann = toGlobalId('Contact', 'ann');
const gil = toGlobalId('Contact', 'gil');
const nowSeconds = Math.floor(now.getTime() / 1_000);

let access: AccessUnderTest;
let cursor: string;
beforeAll(async () => {
  access = await startAccess();
  ({ cursor } = await access.store.feed.changes(null, now));
});
afterAll(() => access.close());

async function revoke(claims: IdentityClaims, input: Record<string, unknown>) {
  const source = `mutation ($input: RevokeAccessInput!) { it: revokeAccess(input: $input) { revocation { id kind issuedBefore reason } receipt { id state } userErrors { code path } } }`;
  return access.ask<{ it: { userErrors: unknown[] } | null }>(claims, source, { input: { reason: 'A lost phone', ...input } });
}

/** What the feed tells that it has not told before. */
async function told() {
  const answer = await access.store.feed.changes(cursor, now);
  ({ cursor } = answer);
  return answer.revocations;
}

const nobody = { tokenId: null, subject: null, issuer: null, contactId: null, clientId: null };

describe('a revocation', () => {
  it.each([
    ['a token', { tokenId: 't', issuer: 'https://a' }, { kind: 'TOKEN', tokenId: 't', issuer: 'https://a' }],
    ['a subject of any issuer', { subject: 's' }, { kind: 'PERSON', subject: 's' }],
    ['a subject of one issuer', { subject: 's', issuer: 'https://a' }, { kind: 'PERSON', subject: 's', issuer: 'https://a' }],
    ['a contact', { contactId: ann }, { kind: 'PERSON', contactId: 'ann' }],
    ['a client', { clientId: acme }, { kind: 'CLIENT', clientId: 'acme' }],
  ])('of %s is told to whoever lets people in', async (_case, input, revocation) => {
    const { data } = await revoke(sara, input);
    const issuedBefore = new Date(nowSeconds * 1_000).toISOString();
    expect(data.it).toMatchObject({
      revocation: { kind: revocation.kind, issuedBefore, reason: 'A lost phone' },
      receipt: { state: 'APPLIED' },
      userErrors: [],
    });
    const times = { issuedBefore: nowSeconds, expiresAt: nowSeconds + 86_400 };
    expect(await told()).toEqual([{ id: expect.any(String), ...nobody, ...revocation, ...times }]);
  });

  it.each([
    ['nothing', {}],
    ['two things', { tokenId: 't', clientId: acme }],
    ['an issuer alone', { issuer: 'https://a', contactId: ann }],
    ['an empty token', { tokenId: '' }],
    ['no reason', { tokenId: 't', reason: ' ' }],
  ])('of %s is told to be corrected', async (_case, input) => {
    expect((await revoke(sara, input)).data.it).toMatchObject({
      revocation: null,
      receipt: null,
      userErrors: [{ code: 'INVALID' }],
    });
    expect(await told()).toEqual([]);
  });

  it('is written once for a key', async () => {
    const input = { contactId: ann, idempotencyKey: 'r' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => revoke(sara, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await told()).toHaveLength(1);
    expect((await revoke(sara, { ...input, contactId: gil })).data.it).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
  });

  it('of a contact needs neither the CRM nor a contact that is still in it', async () => {
    access.crm.away = true;
    try {
      expect((await revoke(sara, { contactId: ann })).data.it?.userErrors).toEqual([]);
      expect(await revoke(ofAcme, { contactId: ann })).toMatchObject({ errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    } finally {
      access.crm.away = false;
    }
    expect((await revoke(sara, { contactId: toGlobalId('Contact', 'left-the-company') })).data.it?.userErrors).toEqual([]);
    expect(await told()).toMatchObject([{ contactId: 'ann' }, { contactId: 'left-the-company' }]);
  });
});

describe('staff who reach some clients', () => {
  it('shut out their own', async () => {
    expect((await revoke(ofAcme, { contactId: ann })).data.it?.userErrors).toEqual([]);
    expect((await revoke(ofAcme, { clientId: acme })).data.it?.userErrors).toEqual([]);
    expect(await told()).toHaveLength(2);
  });

  it('cannot shut out or find out others', async () => {
    const contacts = [gil, toGlobalId('Contact', 'nobody'), 'x', acme];
    const clients = [toGlobalId('Client', 'globex'), toGlobalId('Client', 'nobody'), 'x', ann];
    for (const answers of [
      await Promise.all(contacts.map((contactId) => revoke(ofAcme, { contactId }))),
      await Promise.all(clients.map((clientId) => revoke(ofAcme, { clientId }))),
    ]) {
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]?.data.it).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    }
    for (const input of [{ tokenId: 't' }, { subject: 's' }])
      expect((await revoke(ofAcme, input)).data.it).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED' }] });
    expect(await told()).toEqual([]);
  });
});

describe('whoever is no staff', () => {
  it.each<[string, IdentityClaims]>([
    ['an owner', clientClaims('acme', { scopes })],
    ['staff without the scope', staffClaims()],
    ['staff who look through other eyes', { ...sara, actor: { subject: 'x', viewId: 'v' } }],
    ['a service', { ...crmService, scopes: [...scopes, 'clients:all'] }],
  ])('is refused: %s', async (_case, claims) => {
    expect(await revoke(claims, { clientId: acme })).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    expect(await told()).toEqual([]);
  });
});

describe('a service of the portal', () => {
  const mutation =
    'mutation ($contactId: ID!, $clientId: ID, $at: DateTime) { it: revokePerson(contactId: $contactId, clientId: $clientId, reason: "A new role", issuedBefore: $at) }';

  it('shuts out a contact, up to now or up to a time before', async () => {
    expect((await access.ask(crmService, mutation, { contactId: 'ann', clientId: 'acme' })).data).toEqual({ it: true });
    const before = new Date(now.getTime() - 60_000).toISOString();
    await access.ask(crmService, mutation, { contactId: 'bob', at: before });
    const toCome = new Date(now.getTime() + 60_000).toISOString();
    await access.ask(crmService, mutation, { contactId: 'gil', at: toCome });
    expect(await told()).toMatchObject([
      { kind: 'PERSON', contactId: 'ann', issuedBefore: nowSeconds },
      { kind: 'PERSON', contactId: 'bob', issuedBefore: nowSeconds - 60 },
      { kind: 'PERSON', contactId: 'gil', issuedBefore: nowSeconds },
    ]);
  });

  it('is none that a caller can be', async () => {
    for (const claims of [sara, clientClaims('acme', { scopes })]) {
      const answer = await access.ask(claims, mutation, { contactId: 'ann' });
      expect(answer).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    }
    expect(await told()).toEqual([]);
  });
});
