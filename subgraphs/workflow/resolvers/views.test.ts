import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importJWK, jwtVerify } from 'jose';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { VIEW_AS_ISSUER, VIEW_AS_TYPE } from '../../../schema/contract/view-as.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';

const scopes = ['clients:read', 'access:write', 'clients:all'];
const sara = staffClaims({ subject: 'sara', name: 'Sara Kern', issuer: 'https://id.example.com', scopes });
const acme = toGlobalId('Client', 'acme');
const globex = toGlobalId('Client', 'globex');
const ann = toGlobalId('Contact', 'ann');
const gil = toGlobalId('Contact', 'gil');
const owner = clientClaims('acme', { scopes: ['clients:read', 'access:write'] });

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());

interface Payload {
  readonly view: { readonly id: string } | null;
  readonly token: string | null;
  readonly userErrors: readonly unknown[];
}

const viewFields = 'id clientId contact { id } contactName staffName reason openedAt expiresAt endedAt';

async function viewAs(claims: IdentityClaims, input: Record<string, unknown>, at = now) {
  const source = `mutation ($input: ViewAsInput!) { it: viewAs(input: $input) { view { ${viewFields} } token expiresAt receipt { id state } userErrors { code message path } } }`;
  return access.ask<{ it: Payload | null }>(
    claims,
    source,
    { input: { clientId: acme, contactId: ann, reason: 'She called', ...input } },
    at,
  );
}

async function endView(claims: IdentityClaims, input: Record<string, unknown>, at = now) {
  const source = `mutation ($input: EndViewInput!) { it: endView(input: $input) { view { ${viewFields} } receipt { id state } userErrors { code message path } } }`;
  return access.ask<{ it: Payload | null }>(claims, source, { input }, at);
}

async function viewsOf(claims: IdentityClaims, clientId: string) {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { staffViews(first: 100) { totalCount nodes { ${viewFields} } } } } }`;
  return access.ask(claims, source, { of: [{ __typename: 'Client', id: clientId }] });
}

describe('a view through the eyes of a contact', () => {
  it('comes with a token that says whose eyes, and who looks', async () => {
    const { data, errors } = await viewAs(sara, { reason: ' She cannot find the plan ' });
    expect(errors).toBeUndefined();
    const until = new Date(now.getTime() + 900_000).toISOString();
    const view = {
      ...{ id: expect.any(String), clientId: acme, contact: { id: ann }, contactName: 'Ann Acme', staffName: 'Sara Kern' },
      ...{ reason: 'She cannot find the plan', openedAt: now.toISOString(), expiresAt: until, endedAt: null },
    };
    expect(data.it).toEqual({
      ...{ view, token: expect.any(String), expiresAt: until },
      ...{ receipt: { id: expect.any(String), state: 'APPLIED' }, userErrors: [] },
    });
    const { payload, protectedHeader } = await jwtVerify(data.it?.token ?? '', await importJWK(access.publicKey), {
      ...{ issuer: VIEW_AS_ISSUER, audience: VIEW_AS_ISSUER, typ: VIEW_AS_TYPE, currentDate: now },
    });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'w', typ: 'at+jwt' });
    const issuedAt = Math.floor(now.getTime() / 1_000);
    expect(payload).toEqual({
      ...{ iss: VIEW_AS_ISSUER, aud: VIEW_AS_ISSUER, sub: 'ann', jti: data.it?.view?.id, iat: issuedAt, exp: issuedAt + 900 },
      portal: { contactId: 'ann', clientId: 'acme', role: 'OWNER', name: 'Ann Acme', scopes: ['clients:read', 'tickets:read'] },
      act: { sub: 'sara', iss: 'https://id.example.com', name: 'Sara Kern' },
    });
    const list = { data: { _entities: [{ staffViews: { totalCount: 1, nodes: [view] } }] }, errors: undefined };
    expect(await viewsOf(owner, acme)).toEqual(list);
    expect(await viewsOf(sara, acme)).toEqual(list);
  });

  it('is not there when it could not be written down', async () => {
    await access.client.query('alter table workflow.audit_events rename to away');
    try {
      const before = JSON.stringify(await viewsOf(owner, acme));
      const answer = await viewAs(sara, { reason: 'unrecorded' });
      expect(answer).toMatchObject({ data: { it: null }, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
      expect(JSON.stringify(await viewsOf(owner, acme))).toBe(before);
    } finally {
      await access.client.query('alter table workflow.away rename to audit_events');
    }
  });

  it('is opened once for a key, and has no token once it is over', async () => {
    const input = { reason: 'Once', idempotencyKey: 'view-1' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => viewAs(sara, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.data.it?.token).toEqual(expect.any(String));
    const other = await viewAs(sara, { ...input, reason: 'Twice' });
    expect(other.data.it).toMatchObject({ view: null, token: null, userErrors: [{ code: 'CONFLICT' }] });
    const later = await viewAs(sara, input, new Date(now.getTime() + 900_000));
    expect(later.data.it).toMatchObject({ view: answers[0]?.data.it?.view, token: null, expiresAt: null, userErrors: [] });
  });

  it('is given for a reason', async () => {
    for (const reason of ['', '  ', 'a\nb', 'x'.repeat(501)])
      expect((await viewAs(sara, { reason })).data.it).toMatchObject({
        token: null,
        userErrors: [{ code: 'INVALID', path: ['reason'] }],
      });
  });
});

describe('whoever may not look', () => {
  it("gets one and the same answer for a contact who is missing, another client's, or out of reach", async () => {
    const ofGlobex = staffClaims({
      ...{ subject: 'gus', scopes: ['clients:read', 'access:write'] },
      memberships: [{ clientId: 'globex', role: null }],
    });
    const nobody = toGlobalId('Contact', 'nobody');
    const cases: [IdentityClaims, Record<string, unknown>][] = [
      [sara, { contactId: nobody }],
      [sara, { contactId: gil }],
      [sara, { contactId: ann, clientId: globex }],
      [sara, { clientId: toGlobalId('Client', 'nobody') }],
      [sara, { clientId: 'x' }],
      [sara, { contactId: '' }],
      [sara, { contactId: acme }],
      [ofGlobex, {}],
      [ofGlobex, { contactId: nobody }],
      [ofGlobex, { clientId: globex, contactId: ann }],
    ];
    const answers = new Set<string>();
    for (const [claims, input] of cases) answers.add(JSON.stringify(await viewAs(claims, input)));
    expect([...answers]).toEqual([
      JSON.stringify({
        data: {
          it: {
            ...{ view: null, token: null, expiresAt: null, receipt: null },
            userErrors: [{ code: 'NOT_FOUND', message: 'There is no such contact.', path: ['contactId'] }],
          },
        },
      }),
    ]);
    expect((await viewAs(ofGlobex, { clientId: globex, contactId: gil })).data.it?.token).toEqual(expect.any(String));
  });

  it.each<[string, IdentityClaims]>([
    ['an owner of the client', owner],
    ['staff without the scope', staffClaims()],
    ['a partner', clientClaims('acme', { kind: 'partner', scopes })],
    ['a service of the portal', { ...sara, kind: 'service' }],
    ['somebody who looks through other eyes already', { ...sara, actor: { subject: 'x', viewId: 'v' } }],
  ])('is refused as %s', async (_case, claims) => {
    access.crm.asked.length = 0;
    expect(await viewAs(claims, {})).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    expect(await endView(claims, { viewId: 'x' })).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    expect(access.crm.asked).toEqual([]);
  });

  it('is told when the CRM cannot say who a contact is', async () => {
    access.crm.away = true;
    try {
      const answer = await viewAs(sara, {});
      expect(answer).toMatchObject({ data: { it: null }, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    } finally {
      access.crm.away = false;
    }
  });

  it('does not read of views of others', async () => {
    await viewAs(sara, { reason: 'private to acme' });
    const member = clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'MEMBER' }] });
    const partner = clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] });
    for (const claims of [clientClaims('globex'), member, partner, staffClaims({ scopes: ['clients:read'] })])
      expect(JSON.stringify(await viewsOf(claims, acme))).not.toContain('private to acme');
    expect(JSON.stringify(await viewsOf(owner, acme))).toContain('private to acme');
  });
});

describe('a view that is ended', () => {
  it('is over, and its token is revoked in the same instant', async () => {
    const { data } = await viewAs(sara, { reason: 'short' });
    const viewId = data.it?.view?.id;
    const { cursor } = await access.store.feed.changes(null, now);
    const at = new Date(now.getTime() + 5_000);
    const ended = await endView(sara, { viewId, idempotencyKey: 'end' }, at);
    expect(ended.data.it).toMatchObject({
      view: { id: viewId, endedAt: at.toISOString() },
      receipt: { state: 'APPLIED' },
      userErrors: [],
    });
    const { revocations } = await access.store.feed.changes(cursor, at);
    expect(revocations).toMatchObject([{ kind: 'TOKEN', tokenId: viewId, issuer: VIEW_AS_ISSUER }]);
    expect(await endView(sara, { viewId, idempotencyKey: 'end' }, at)).toEqual(ended);
  });

  it('is not found when it is over, foreign, missing, or no view at all', async () => {
    const over = (await viewAs(sara, { reason: 'over' })).data.it?.view?.id;
    await endView(sara, { viewId: over });
    const foreign = (await viewAs(sara, { reason: 'foreign', clientId: globex, contactId: gil })).data.it?.view?.id ?? '';
    const ofAcme = staffClaims({ scopes: ['access:write'], memberships: [{ clientId: 'acme', role: null }] });
    const cases: [IdentityClaims, unknown][] = [
      [sara, over],
      [ofAcme, foreign],
      [sara, '00000000-0000-4000-8000-000000000000'],
      [sara, 'x'],
      [sara, foreign.toUpperCase()],
    ];
    const answers = new Set<string>();
    for (const [claims, viewId] of cases) answers.add(JSON.stringify(await endView(claims, { viewId })));
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('NOT_FOUND');
    const runOut = new Date(now.getTime() + 900_000);
    expect((await endView(sara, { viewId: foreign }, runOut)).data.it).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect((await endView(sara, { viewId: foreign })).data.it).toMatchObject({ view: { id: foreign }, userErrors: [] });
  });
});
