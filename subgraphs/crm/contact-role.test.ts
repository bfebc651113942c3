import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AppError } from '../../schema/contract/app-error.ts';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { createRevokeTokens } from './revoke-tokens.ts';
import type { CrmStore } from './port.ts';
import type { RevokeTokens } from './revoke-tokens.ts';
import type { CrmOverrides } from './server.ts';
import { aClient, aContact, contents } from './testing/contents.ts';
import { startCrm } from './testing/start-crm.ts';
import type { Answer, RunningCrm } from './testing/start-crm.ts';

const scopes = ['clients:read', 'access:write'];
const as = (role: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER', contactId = 'ann'): IdentityClaims =>
  clientClaims('acme', { subject: contactId, contactId, scopes, memberships: [{ clientId: 'acme', role }] });
const owner = as('OWNER');
const staff = staffClaims({ scopes: [...scopes, 'clients:all'] });
const partner = clientClaims('acme', { kind: 'partner', scopes, memberships: [{ clientId: 'acme', role: null }] });

/** What `workflow` was asked, and whether it can be asked. */
const orders: Parameters<RevokeTokens>[0][] = [];
let workflowIsDown = false;
const revokeTokens: RevokeTokens = (order) => {
  if (workflowIsDown) return Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'It cannot be reached.'));
  orders.push(order);
  return Promise.resolve();
};

let crm: RunningCrm | null = null;
let sql: pg.Client | null = null;
async function stop(): Promise<void> {
  await sql?.end();
  await crm?.close();
}
afterAll(stop);

async function start(overrides: CrmOverrides = {}): Promise<void> {
  await stop();
  crm = await startCrm(
    contents({
      clients: [aClient('acme'), aClient('globex')],
      contacts: [
        aContact('ann', 'acme', { role: 'OWNER' }),
        aContact('amy', 'acme', { role: 'OWNER' }),
        aContact('bob', 'acme'),
        aContact('eve', 'globex', { role: 'OWNER' }),
      ],
    }),
    { revokeTokens, ...overrides },
  );
  sql = new pg.Client({ connectionString: crm.databaseUrl });
  await sql.connect();
}

beforeAll(() => start());

beforeEach(async () => {
  orders.length = 0;
  workflowIsDown = false;
  await sql?.query(`truncate crm.role_changes`);
  await sql?.query(`update crm.people set role = case id when 'bob' then 'MEMBER' else 'OWNER' end`);
});

function withoutRoles(store: CrmStore): CrmStore {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = name === 'changesRoles' ? false : Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

interface Given {
  readonly contactId?: string;
  readonly id?: string;
  readonly role?: string;
  readonly key?: string | null;
}

const mutation = `mutation ($input: SetContactRoleInput!) {
  setContactRole(input: $input) { contact { id role } receipt { id state system appliedAt } userErrors { code message path } }
}`;

function set(
  claims: IdentityClaims,
  { contactId = 'bob', id = toGlobalId('Contact', contactId), role = 'VIEWER', key = null }: Given = {},
) {
  if (!crm) throw new Error('not started');
  return crm.ask(claims, mutation, { input: { contactId: id, role, ...(key !== null && { idempotencyKey: key }) } });
}

async function roles(): Promise<string> {
  const { rows } = (await sql?.query<{ id: string; role: string }>('select id, role from crm.people order by id')) ?? {
    rows: [],
  };
  return rows.map(({ id, role }) => `${id} ${role}`).join(', ');
}

async function actionOf(claims: IdentityClaims, contactId: string): Promise<unknown> {
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Contact { availableActions { action allowed reason remedy dueBy } } } }';
  const answer = await crm?.ask(claims, query, { r: [{ __typename: 'Contact', id: toGlobalId('Contact', contactId) }] });
  const [contact] = (answer?.data as { _entities: { availableActions: unknown[] }[] })._entities;
  return contact?.availableActions[0];
}

const before = 'amy OWNER, ann OWNER, bob MEMBER, eve OWNER';
const payloadOf = (answer: Answer): unknown => answer.data?.['setContactRole'];
const errorsOf = (answer: Answer): { code: string; message: string; path: string[] }[] =>
  (payloadOf(answer) as { userErrors: { code: string; message: string; path: string[] }[] }).userErrors;

describe('a change of role', () => {
  it.each([
    ['an owner', owner],
    ['staff', staff],
  ])('is made by %s, in the CRM, and ends the tokens of before', async (_name, claims) => {
    expect(payloadOf(await set(claims))).toEqual({
      contact: { id: toGlobalId('Contact', 'bob'), role: 'VIEWER' },
      receipt: { id: expect.any(String), state: 'APPLIED', system: 'CRM', appliedAt: expect.any(String) },
      userErrors: [],
    });
    expect(await roles()).toBe('amy OWNER, ann OWNER, bob VIEWER, eve OWNER');
    expect(orders).toEqual([
      { contactId: 'bob', clientId: 'acme', reason: expect.any(String), issuedBefore: null, requestId: expect.any(String) },
    ]);
  });

  it.each([
    ['a member', as('MEMBER', 'bob')],
    ['a billing contact', as('BILLING', 'bob')],
    ['a viewer', as('VIEWER', 'bob')],
    ['a member who would be an owner', as('MEMBER', 'bob'), 'OWNER'],
    ['a partner', partner],
    ['a partner whose token says a role', { ...partner, memberships: [{ clientId: 'acme', role: 'OWNER' }] }],
    ['a contact without a role', { ...owner, memberships: [{ clientId: 'acme', role: null }] }],
  ] satisfies [string, IdentityClaims, string?][])(
    'is refused to %s, in the words that the action said before',
    async (_name, claims, role = 'VIEWER') => {
      const action = (await actionOf(claims, 'bob')) as { allowed: boolean; reason: string; remedy: string | null };
      expect(action).toMatchObject({ action: 'SET_CONTACT_ROLE', allowed: false });
      const message = [action.reason, action.remedy].filter((part) => part !== null).join(' ');
      expect(errorsOf(await set(claims, { role }))).toEqual([{ code: 'NOT_ALLOWED', message, path: [] }]);
      expect([await roles(), orders]).toEqual([before, []]);
    },
  );

  it('is refused without the scope, and through the eyes of somebody else', async () => {
    for (const claims of [
      { ...owner, scopes: ['clients:read'] },
      { ...staff, scopes: ['clients:read', 'clients:all'] },
      { ...owner, actor: { subject: 'sara', viewId: 'v' } },
    ]) {
      const answer = await set(claims);
      expect(answer).toMatchObject({ data: { setContactRole: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    expect([await roles(), orders]).toEqual([before, []]);
  });

  it('knows no contact of another client, none that is nowhere, and no id of another form: all the same bytes', async () => {
    const elsewhere = { ...as('OWNER', 'eve'), memberships: [{ clientId: 'globex', role: 'OWNER' as const }] };
    const answers = [
      await set(owner, { contactId: 'eve' }),
      await set(elsewhere, { contactId: 'bob' }),
      await set(owner, { contactId: 'nobody' }),
      await set(owner, { id: toGlobalId('Client', 'acme') }),
      await set(owner, { id: 'garbage' }),
      await set(owner, { id: '' }),
    ].map((answer) => JSON.stringify(answer));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"code":"NOT_FOUND"');
    expect([await roles(), orders]).toEqual([before, []]);
  });

  it('never leaves a company without an owner, not by the owner, not by staff, and not by two at once', async () => {
    const both = await Promise.all([
      set(as('OWNER', 'ann'), { contactId: 'amy' }),
      set(as('OWNER', 'amy'), { contactId: 'ann' }),
    ]);
    expect(
      both
        .map((answer) =>
          errorsOf(answer)
            .map(({ code }) => code)
            .join(),
        )
        .sort(),
    ).toEqual(['', 'NOT_ALLOWED']);
    const last = (await roles()).includes('ann OWNER') ? 'ann' : 'amy';
    for (const claims of [owner, staff]) {
      const action = (await actionOf(claims, last)) as { allowed: boolean; reason: string };
      expect(action).toMatchObject({ allowed: false, reason: expect.stringContaining('only owner') });
      for (const role of ['MEMBER', 'BILLING', 'VIEWER']) {
        expect(errorsOf(await set(claims, { contactId: last, role }))).toMatchObject([
          { code: 'NOT_ALLOWED', message: expect.stringContaining(action.reason) },
        ]);
      }
    }
    expect(await roles()).toContain(`${last} OWNER`);
  });

  it('to the role that somebody has is applied and ends nothing, for the only owner too', async () => {
    await set(owner, { contactId: 'amy', role: 'MEMBER' });
    orders.length = 0;
    expect(payloadOf(await set(owner, { contactId: 'ann', role: 'OWNER' }))).toMatchObject({
      contact: { role: 'OWNER' },
      receipt: { state: 'APPLIED' },
      userErrors: [],
    });
    expect(orders).toEqual([]);
  });

  it('that is long over ends nothing when it is set again', async () => {
    await set(owner, { key: 'k' });
    orders.length = 0;
    await sql?.query(`update crm.role_changes set changed_at = now() - interval '25 hours'`);
    expect(errorsOf(await set(owner, { key: 'k' }))).toEqual([]);
    expect(orders).toEqual([]);
  });

  it('has one effect and one receipt for one key, and is a CONFLICT with another input', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => set(owner, { key: 'k' })));
    expect(new Set(answers.map((answer) => JSON.stringify(payloadOf(answer)))).size).toBe(1);
    expect(orders.filter(({ issuedBefore }) => issuedBefore === null)).toHaveLength(1);
    expect(errorsOf(await set(owner, { key: 'k', role: 'OWNER' }))).toMatchObject([
      { code: 'CONFLICT', path: ['idempotencyKey'] },
    ]);
    expect(errorsOf(await set(owner, { key: 'k', contactId: 'amy' }))).toMatchObject([{ code: 'CONFLICT' }]);
    // Another caller's key of the same name is another key.
    expect(errorsOf(await set(as('OWNER', 'amy'), { key: 'k', role: 'BILLING' }))).toEqual([]);
    expect(await roles()).toBe('amy OWNER, ann OWNER, bob BILLING, eve OWNER');
  });

  it('refuses a key that nobody can keep', async () => {
    for (const key of ['', ' ', 'x'.repeat(101), 'a\u0000b']) {
      expect(errorsOf(await set(owner, { key }))).toMatchObject([{ code: 'INVALID', path: ['idempotencyKey'] }]);
    }
    expect(await roles()).toBe(before);
  });

  it.each([
    ['the same key', 'k'],
    ['no key at all', null],
  ])('that could not end the old tokens says so, and ends them when it is repeated with %s', async (_name, key) => {
    workflowIsDown = true;
    const failed = await set(owner, { key });
    expect(failed).toMatchObject({ data: { setContactRole: null }, errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
    expect(await roles()).toContain('bob VIEWER');
    workflowIsDown = false;
    expect(payloadOf(await set(owner, { key }))).toMatchObject({ contact: { role: 'VIEWER' }, userErrors: [] });
    // Up to the change and not up to now: whoever has signed in since keeps that token.
    expect(orders).toEqual([expect.objectContaining({ contactId: 'bob', issuedBefore: expect.any(Date) })]);
    const { rows } = (await sql?.query<{ changed_at: Date }>('select changed_at from crm.role_changes order by changed_at')) ?? {
      rows: [],
    };
    const after = (orders[0]?.issuedBefore?.getTime() ?? 0) - (rows[0]?.changed_at.getTime() ?? 0);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(5_000);
  });

  it('is not offered where the CRM keeps roles elsewhere, and is refused in the same words', async () => {
    await start({ wrapStore: withoutRoles });
    const action = (await actionOf(owner, 'bob')) as { allowed: boolean; reason: string };
    expect(action).toMatchObject({ allowed: false, reason: expect.stringContaining('kept elsewhere') });
    expect(errorsOf(await set(owner))).toMatchObject([{ code: 'NOT_ALLOWED', message: expect.stringContaining(action.reason) }]);
    expect([await roles(), orders]).toEqual([before, []]);
  });
});

describe('the order to end tokens', () => {
  it('is asked of workflow as a change, and is not done unless it says so', async () => {
    const asked: unknown[] = [];
    const workflow = (answer: boolean | null) =>
      createRevokeTokens({
        ask: ({ shape, ...question }) => {
          asked.push(question);
          return Promise.resolve(shape.parse({ revokePerson: answer }) as never);
        },
      });
    const order = {
      contactId: 'bob',
      clientId: asClientId('acme'),
      reason: 'The role was changed.',
      issuedBefore: null,
      requestId: 'r',
    };
    await workflow(true)(order);
    expect(asked).toEqual([
      expect.objectContaining({ reads: false, requestId: 'r', variables: expect.objectContaining({ contactId: 'bob' }) }),
    ]);
    await expect(workflow(null)(order)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
