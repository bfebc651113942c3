import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';

const scopes = ['clients:read', 'access:write'];
const owner = clientClaims('acme', { scopes, name: 'Ann Acme' });
const stranger = clientClaims('globex', { scopes, name: 'Gil Globex' });
const staff = staffClaims({ name: 'Sara', scopes: [...scopes, 'clients:all'] });
const acme = toGlobalId('Client', 'acme');
const globex = toGlobalId('Client', 'globex');

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());

interface Payload {
  readonly grant: { readonly id: string } | null;
  readonly receipt: { readonly id: string; readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

const fields = `grant { id clientId partner billing grantedBy grantedAt expiresAt } receipt { id state system acceptedAt } userErrors { code message path }`;

async function grant(claims: IdentityClaims, input: Record<string, unknown>) {
  const source = `mutation ($input: GrantPartnerAccessInput!) { it: grantPartnerAccess(input: $input) { ${fields} } }`;
  return access.ask<{ it: Payload | null }>(claims, source, { input });
}

async function withdraw(claims: IdentityClaims, input: Record<string, unknown>) {
  const source = `mutation ($input: RevokePartnerAccessInput!) { it: revokePartnerAccess(input: $input) { ${fields} } }`;
  return access.ask<{ it: Payload | null }>(claims, source, { input });
}

const list = `query ($of: [_Any!]!, $first: Int, $after: String) { _entities(representations: $of) { ... on Client {
  partnerGrants(first: $first, after: $after) { totalCount nodes { id clientId partner billing } pageInfo { hasNextPage endCursor } } } } }`;

async function grantsOf(claims: IdentityClaims, clientId: string, page: Record<string, unknown> = {}) {
  return access.ask<{ _entities: readonly ({ partnerGrants: { nodes: { partner: string }[] } | null } | null)[] }>(claims, list, {
    of: [{ __typename: 'Client', id: clientId }],
    ...page,
  });
}

describe('a partner that is granted access', () => {
  it('is named in the list of the client, with who granted what, until it is withdrawn', async () => {
    const expiresAt = new Date(now.getTime() + 3_600_000).toISOString();
    const granted = await grant(owner, { clientId: acme, partner: 'beacon', billing: true, expiresAt });
    expect(granted.data.it).toEqual({
      grant: {
        ...{ id: expect.any(String), clientId: acme, partner: 'beacon', billing: true, grantedBy: 'Ann Acme' },
        ...{ grantedAt: now.toISOString(), expiresAt },
      },
      receipt: { id: expect.any(String), state: 'APPLIED', system: 'Portal', acceptedAt: now.toISOString() },
      userErrors: [],
    });
    const changed = await grant(staff, { clientId: acme, partner: 'beacon' });
    expect(changed.data.it?.grant).toMatchObject({
      id: granted.data.it?.grant?.id,
      billing: false,
      grantedBy: 'Sara',
      expiresAt: null,
    });
    for (const claims of [owner, staff]) {
      expect((await grantsOf(claims, acme)).data._entities[0]).toMatchObject({
        partnerGrants: { totalCount: 1, nodes: [{ partner: 'beacon', clientId: acme, billing: false }] },
      });
    }
    expect((await withdraw(owner, { clientId: acme, partner: 'beacon' })).data.it).toMatchObject({ userErrors: [] });
    expect((await grantsOf(owner, acme)).data._entities[0]).toMatchObject({ partnerGrants: { totalCount: 0, nodes: [] } });
    expect((await withdraw(owner, { clientId: acme, partner: 'beacon' })).data.it).toMatchObject({
      grant: null,
      receipt: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['partner'] }],
    });
  });

  it('is told of page by page', async () => {
    for (let index = 0; index < 5; index += 1) await grant(stranger, { clientId: globex, partner: `partner-${String(index)}` });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await grantsOf(stranger, globex, { first: 2, after });
      const page = data._entities[0]?.partnerGrants as unknown as {
        nodes: { partner: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...page.nodes.map(({ partner }) => partner));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      // What a cursor says in clear text tells nothing of others.
      expect(Buffer.from(page.pageInfo.endCursor, 'base64url').toString()).not.toContain('acme');
    } while (after !== null);
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4].map((index) => `partner-${String(index)}`));
  });
});

describe('whoever does not decide about a client', () => {
  const missing = [globex, toGlobalId('Client', 'nobody'), 'x', '', toGlobalId('Ticket', 'acme')];

  it('gets one and the same answer for a client that is foreign, missing or none', async () => {
    await grant(stranger, { clientId: globex, partner: 'theirs' });
    for (const [mutate, partner] of [
      [grant, 'mine'],
      [withdraw, 'theirs'],
    ] as const) {
      const answers = new Set<string>();
      for (const clientId of missing) answers.add(JSON.stringify(await mutate(owner, { clientId, partner })));
      expect([...answers]).toEqual([
        JSON.stringify({
          data: {
            it: {
              ...{ grant: null, receipt: null },
              userErrors: [{ code: 'NOT_FOUND', message: 'There is no such client.', path: ['clientId'] }],
            },
          },
        }),
      ]);
    }
    expect(JSON.stringify(await grantsOf(stranger, globex))).toContain('theirs');
    expect(JSON.stringify(await grantsOf(stranger, globex))).not.toContain('mine');
  });

  it('gets the same for a client that does not exist, as staff', async () => {
    const { data } = await grant(staff, { clientId: toGlobalId('Client', 'nobody'), partner: 'p' });
    expect(data.it).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', path: ['clientId'] }] });
  });

  it.each<[string, IdentityClaims]>([
    ['a member', clientClaims('acme', { scopes, memberships: [{ clientId: 'acme', role: 'MEMBER' }] })],
    ['a partner', clientClaims('acme', { kind: 'partner', scopes, memberships: [{ clientId: 'acme', role: null }] })],
    ['an owner without the scope', clientClaims('acme', { scopes: ['clients:read'] })],
    ['staff without the scope', staffClaims()],
    ["staff who look through the owner's eyes", { ...owner, actor: { subject: 'sara', viewId: 'v' } }],
  ])('cannot grant or withdraw as %s', async (_case, claims) => {
    for (const mutate of [grant, withdraw]) {
      const answer = await mutate(claims, { clientId: acme, partner: 'p' });
      expect(answer).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    }
  });

  it('cannot grant as an owner elsewhere who is a member here', async () => {
    const both = clientClaims('acme', {
      scopes,
      memberships: [
        { clientId: 'globex', role: 'OWNER' },
        { clientId: 'acme', role: 'MEMBER' },
      ],
    });
    for (const mutate of [grant, withdraw]) {
      const { data } = await mutate(both, { clientId: acme, partner: 'sneaky' });
      expect(data.it).toMatchObject({ grant: null, userErrors: [{ code: 'NOT_ALLOWED' }] });
    }
    expect(JSON.stringify(await grantsOf(owner, acme))).not.toContain('sneaky');
    expect(await grantsOf(both, acme)).toMatchObject({
      data: { _entities: [{ partnerGrants: null }] },
      errors: [{ code: 'FORBIDDEN' }],
    });
  });

  it('sees no grants', async () => {
    await grant(owner, { clientId: acme, partner: 'visible-to-owners' });
    for (const claims of [
      stranger,
      clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'VIEWER' }] }),
      clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] }),
      staffClaims({ scopes }),
    ])
      expect(JSON.stringify(await grantsOf(claims, acme))).not.toContain('visible-to-owners');
    expect(JSON.stringify(await grantsOf(owner, acme))).toContain('visible-to-owners');
  });

  it('is refused by the store itself, should all before it fail', async () => {
    const { scopeOf } = await import('../../kit/scope.ts');
    const { asClientId } = await import('../../kit/domain.ts');
    const scope = scopeOf(stranger);
    const { grants, views, audit } = access.store;
    const page = { first: 100, after: null };
    const acmeId = asClientId('acme');
    expect((await grants.grantsOf(scope, [acmeId], page, now)).size).toBe(0);
    expect((await grants.countGrantsOf(scope, [acmeId], now)).size).toBe(0);
    expect((await views.viewsOf(scope, [acmeId], page)).size).toBe(0);
    expect((await audit.trailsOf(scope, [acmeId], page)).size).toBe(0);
    const command = { marker: 'm', fingerprint: 'f' };
    const acting = { actor: { kind: 'CLIENT', name: 'x', subject: 'x', issuer: null, contactId: null }, at: now } as const;
    expect(await grants.withdraw(scope, command, { clientId: acmeId, partner: 'visible-to-owners' }, acting)).toBeNull();
    const all = { clientId: acmeId, partner: 'p', billing: true, expiresAt: null };
    expect(await grants.grant(scope, command, all, acting)).toBeNull();
  });
});

describe('an idempotency key', () => {
  const events = async (partner: string) =>
    (await access.client.query('select 1 from workflow.audit_events where summary like $1', [`%${partner} %`])).rowCount;

  it('makes fifty at once one grant with one receipt', async () => {
    const input = { clientId: acme, partner: 'fifty', billing: true, idempotencyKey: 'k-50' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => grant(owner, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.data.it).toMatchObject({ receipt: { state: 'APPLIED' }, userErrors: [] });
    expect(await events('fifty')).toBe(1);
  });

  it.each([
    ['another partner', { partner: 'other' }],
    ['other rights', { billing: true }],
    ['another end', { expiresAt: new Date(now.getTime() + 1_000).toISOString() }],
  ])('is refused with %s', async (_case, change) => {
    const input = { clientId: acme, partner: 'first', idempotencyKey: `k ${_case}` };
    const first = await grant(owner, input);
    expect((await grant(owner, { ...input, ...change })).data.it).toMatchObject({
      grant: null,
      receipt: null,
      userErrors: [{ code: 'CONFLICT', path: ['idempotencyKey'] }],
    });
    expect(await grant(owner, input)).toEqual(first);
  });

  it('is refused with another client, by whoever has two', async () => {
    const both = clientClaims('acme', {
      scopes,
      memberships: [
        { clientId: 'acme', role: 'OWNER' },
        { clientId: 'globex', role: 'OWNER' },
      ],
      subject: 'both',
    });
    const input = { clientId: acme, partner: 'p', idempotencyKey: 'two' };
    expect((await grant(both, input)).data.it?.userErrors).toEqual([]);
    expect((await grant(both, { ...input, clientId: globex })).data.it).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
  });

  it('of one caller is not that of another', async () => {
    const input = { clientId: acme, partner: 'shared-key', idempotencyKey: 'same' };
    const mine = await grant(owner, input);
    const theirs = await grant({ ...owner, issuer: 'https://other.example.com' }, { ...input, billing: true });
    expect(theirs.data.it?.userErrors).toEqual([]);
    expect(theirs.data.it?.receipt?.id).not.toBe(mine.data.it?.receipt?.id);
  });

  it('keeps nothing of what was not done: the withdrawal of nothing can be tried again', async () => {
    const input = { clientId: acme, partner: 'later', idempotencyKey: 'again' };
    expect((await withdraw(owner, input)).data.it).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    await grant(owner, { clientId: acme, partner: 'later' });
    const done = await withdraw(owner, input);
    expect(done.data.it).toMatchObject({ grant: { partner: 'later' }, userErrors: [] });
    expect(await withdraw(owner, input)).toEqual(done);
  });
});

describe('an input', () => {
  it.each([
    ['an empty partner', { partner: ' ' }, 'partner'],
    ['a partner of several lines', { partner: 'a\nb' }, 'partner'],
    ['a partner that no token can name', { partner: 'x'.repeat(256) }, 'partner'],
    ['an end that has passed', { expiresAt: now.toISOString() }, 'expiresAt'],
    ['an empty key', { idempotencyKey: '' }, 'idempotencyKey'],
  ])('with %s is told to be corrected', async (_case, change, field) => {
    const { data } = await grant(owner, { clientId: acme, partner: 'p', ...change });
    expect(data.it).toMatchObject({ grant: null, receipt: null, userErrors: [{ code: 'INVALID', path: [field] }] });
  });
});
