import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';

const gateway: IdentityClaims = { kind: 'service', subject: 'gateway', memberships: [], scopes: [], expiresAt: 2e9 };
const auditor = staffClaims({ scopes: ['audit:read', 'clients:all'] });
const ann = clientClaims('acme');
const acme = toGlobalId('Client', 'acme');
const globex = toGlobalId('Client', 'globex');
const initech = toGlobalId('Client', 'initech');

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());

function event(overrides: Record<string, unknown> = {}) {
  return {
    ...{ id: randomUUID(), at: now.toISOString(), kind: 'DENIED', actorKind: 'CLIENT', actorName: 'Ann', actorSubject: 'ann' },
    ...{ clientIds: ['acme'], field: 'Client.invoices', outcome: 'REFUSED', subjects: [], summary: 'for staff', details: '{}' },
    ...overrides,
  };
}

async function record(events: readonly Record<string, unknown>[], claims = gateway) {
  const source = 'mutation ($events: [AuditEventInput!]!) { it: recordAudit(events: $events) }';
  return access.ask<{ it: number | null }>(claims, source, { events });
}

const eventFields = 'id at kind actorKind actorName actorSubject client { id } field outcome subjects summary details';

interface Trail {
  readonly totalCount: number;
  readonly nodes: readonly { readonly summary: string; readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function trail(claims: IdentityClaims, filter: Record<string, unknown> = {}, page: Record<string, unknown> = {}) {
  const source = `query ($filter: AuditFilter, $first: Int, $after: String) { it: auditTrail(filter: $filter, first: $first, after: $after) { totalCount nodes { ${eventFields} } pageInfo { hasNextPage endCursor } } }`;
  return access.ask<{ it: Trail | null }>(claims, source, { filter, first: 100, ...page });
}

async function trailOf(claims: IdentityClaims, clientId: string) {
  // A client's schema has no fields for staff.
  const fields = eventFields.replace('actorSubject', '').replace('details', '');
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { auditTrail(first: 100) { totalCount nodes { ${fields} } } } } }`;
  return access.ask(claims, source, { of: [{ __typename: 'Client', id: clientId }] });
}

describe('the audit trail in the database', () => {
  it.each([
    ['update', 'update workflow.audit_events set summary = $$nothing happened$$'],
    ['update of nothing', 'update workflow.audit_events set summary = $$x$$ where false'],
    ['delete', 'delete from workflow.audit_events'],
    ['truncate', 'truncate workflow.audit_events cascade'],
    ['update of what is shown', 'update workflow.audit_shown set client_id = $$x$$'],
    ['delete of what is shown', 'delete from workflow.audit_shown'],
    ['truncate of what is shown', 'truncate workflow.audit_shown'],
    ['merge', 'merge into workflow.audit_events e using (select 1) s on true when matched then delete'],
    [
      'insert that updates',
      `insert into workflow.audit_events select * from workflow.audit_events on conflict (event_id) do update set summary = 'x'`,
    ],
    ['delete as a replica', 'set session_replication_role = replica; delete from workflow.audit_events'],
  ])('refuses: %s', async (_case, statement) => {
    await record([event()]);
    const count = async () =>
      (await access.client.query('select md5(string_agg(e::text, $$$$ order by id)) as all from workflow.audit_events e')).rows;
    const before = await count();
    try {
      await expect(access.client.query(statement)).rejects.toThrow('only ever added to');
    } finally {
      await access.client.query('reset session_replication_role');
    }
    expect(await count()).toEqual(before);
  });
});

describe('what is reported', () => {
  it('is kept once, however often it is sent, and also when it is sent at once', async () => {
    const events = Array.from({ length: 20 }, () => event({ actorSubject: 'once' }));
    const answers = await Promise.all([record(events), record([...events].reverse()), record(events)]);
    expect(answers.map(({ data }) => data.it ?? 0).reduce((sum, count) => sum + count)).toBe(20);
    expect((await record([...events, event({ actorSubject: 'once' })])).data).toEqual({ it: 1 });
    const twice = event({ actorSubject: 'once' });
    expect((await record([twice, twice])).data).toEqual({ it: 1 });
    expect((await trail(auditor, { actorSubject: 'once' })).data.it?.totalCount).toBe(22);
  });

  it('is kept whatever its caller typed', async () => {
    const hostile = 'a\u0000b\ud800c\n<script>';
    const texts = {
      actorName: hostile,
      subjects: [hostile, 'x'.repeat(5_000)],
      summary: hostile,
      actorSubject: `hostile${hostile}`,
    };
    expect((await record([event({ ...texts, details: 'x'.repeat(10_000), field: hostile })])).data).toEqual({ it: 1 });
    const { data } = await trail(auditor, { actorSubject: 'hostilea\ufffdb\ufffdc\ufffd<script>' });
    expect(data.it?.nodes).toMatchObject([{ actorName: 'a\ufffdb\ufffdc\ufffd<script>' }]);
    expect(JSON.stringify(await trailOf(ann, acme))).not.toContain('`a');
  });

  it.each([
    ['more than 500 at once', () => Array.from({ length: 501 }, () => event())],
    ['an id that is none', () => [event(), event({ id: 'a b' })]],
    ['more than 100 clients', () => [event({ clientIds: Array.from({ length: 101 }, String) })]],
  ])('is refused as a whole with %s', async (_case, events) => {
    const before = (await trail(auditor)).data.it?.totalCount;
    expect(await record(events())).toMatchObject({ data: { it: null }, errors: [{ code: 'BAD_USER_INPUT' }] });
    expect((await trail(auditor)).data.it?.totalCount).toBe(before);
  });

  it('comes from the portal alone', async () => {
    for (const claims of [ann, auditor, staffClaims({ scopes: ['access:write', 'audit:read', 'clients:all'] })])
      expect(await record([event()], claims)).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
  });
});

describe('the whole trail', () => {
  it('is for staff with the scope', async () => {
    for (const claims of [ann, staffClaims(), { ...ann, scopes: ['audit:read'] }, gateway])
      expect(await trail(claims)).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
  });

  it('tells everything, newest first, page by page, by what is asked for', async () => {
    const events = Array.from({ length: 7 }, (_, index) =>
      event({
        actorSubject: 'paged',
        summary: `no ${String(index)}`,
        at: new Date(now.getTime() + Math.floor(index / 3)).toISOString(),
      }),
    );
    await record(events);
    const seen: string[] = [];
    const cursors: (string | null)[] = [null];
    for (const after of cursors) {
      const page = (await trail(auditor, { actorSubject: 'paged' }, { first: 2, after })).data.it;
      seen.push(...(page?.nodes ?? []).map(({ summary }) => summary));
      if (page?.pageInfo.hasNextPage) cursors.push(page.pageInfo.endCursor);
    }
    expect(seen[0]).toBe('no 6');
    expect([...seen].sort()).toEqual(events.map(({ summary }) => summary).sort());
    const since = { actorSubject: 'paged', since: new Date(now.getTime() + 1).toISOString() };
    expect((await trail(auditor, since)).data.it?.totalCount).toBe(4);
    expect((await trail(auditor, { ...since, until: new Date(now.getTime() + 2).toISOString() })).data.it?.totalCount).toBe(3);
    expect((await trail(auditor, { actorSubject: 'paged', kinds: ['ACTION'] })).data.it?.totalCount).toBe(0);
    expect((await trail(auditor, { actorSubject: 'paged', clientId: acme })).data.it?.totalCount).toBe(7);
    for (const clientId of [globex, 'x', ''])
      expect((await trail(auditor, { actorSubject: 'paged', clientId })).data.it?.totalCount).toBe(0);
  });

  it('tells staff who reach some clients of nothing that is about another', async () => {
    await record([
      event({ actorSubject: 'reach', summary: 'of acme' }),
      event({ actorSubject: 'reach', summary: 'of globex', clientIds: ['globex'] }),
      event({ actorSubject: 'reach', summary: 'of both', clientIds: ['acme', 'globex'] }),
      event({ actorSubject: 'reach', summary: 'of none', clientIds: [] }),
    ]);
    const ofAcme = staffClaims({ scopes: ['audit:read'], memberships: [{ clientId: 'acme', role: null }] });
    const { data } = await trail(ofAcme, { actorSubject: 'reach' });
    expect(data.it).toMatchObject({ totalCount: 1, nodes: [{ summary: 'of acme' }] });
    expect((await trail(ofAcme, { actorSubject: 'reach', clientId: globex })).data.it?.totalCount).toBe(0);
    expect((await trail(auditor, { actorSubject: 'reach' })).data.it?.totalCount).toBe(4);
  });
});

describe("a client's trail", () => {
  const gil = clientClaims('globex');

  it('has what concerns the client, in words that name nothing of others', async () => {
    const foreign = toGlobalId('Document', 'foreign-SECRET');
    const shared = toGlobalId('Document', 'own');
    const texts = { summary: 'SECRET summary', details: '{"SECRET":1}', actorSubject: 'SECRET-subject', actorIssuer: 'SECRET' };
    const action = { ...texts, kind: 'ACTION', clientIds: ['initech'], actorName: 'Gil' };
    await record([
      event({ ...texts, actorName: 'Gil', clientIds: ['initech', 'acme'], subjects: [foreign] }),
      event({ ...texts, actorName: 'Beacon', actorKind: 'PARTNER', clientIds: ['initech'], subjects: [foreign] }),
      event({ ...action, field: 'shareDocument', outcome: 'DONE', subjects: [shared] }),
      event({ ...action, field: 'shareDocument', outcome: 'REFUSED', subjects: [foreign] }),
      // None of these is for the client to read.
      event({ ...texts, actorName: 'SECRET staff', actorKind: 'STAFF', clientIds: ['initech'] }),
      event({ ...action, field: 'openTicket', actorName: 'SECRET', outcome: 'DONE' }),
      event({ ...action, field: 'shareTicket', actorName: 'SECRET', outcome: 'DONE', clientIds: ['initech', 'acme'] }),
      event({ ...texts, kind: 'REVOKED', actorName: 'SECRET', clientIds: ['initech'] }),
    ]);
    const answer = await trailOf(clientClaims('initech'), initech);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain('SECRET');
    const [{ auditTrail }] = answer.data['_entities'] as [
      { auditTrail: { totalCount: number; nodes: Record<string, unknown>[] } },
    ];
    expect(auditTrail.totalCount).toBe(4);
    const told = auditTrail.nodes.map(({ summary, subjects, client }) => JSON.stringify({ summary, subjects, client })).sort();
    const client = { id: initech };
    expect(told).toEqual(
      [
        { summary: 'Gil asked for `Client.invoices` and was refused.', subjects: [], client },
        { summary: 'Beacon asked for `Client.invoices` and was refused.', subjects: [], client },
        { summary: 'Gil asked for `shareDocument`: it was done.', subjects: [shared], client },
        { summary: 'Gil asked for `shareDocument`: it was refused.', subjects: [], client },
      ]
        .map((one) => JSON.stringify(one))
        .sort(),
    );
  });

  it('tells of revocations without the reason that is for staff, and of views with theirs', async () => {
    const sara = staffClaims({
      subject: 'SECRET-sara',
      name: 'Sara Kern',
      scopes: ['clients:read', 'access:write', 'clients:all', 'audit:read'],
    });
    const bob = toGlobalId('Contact', 'bob');
    await access.ask(
      sara,
      'mutation ($of: ID!) { revokeAccess(input: { contactId: $of, reason: "SECRET reason" }) { receipt { id } } }',
      { of: bob },
    );
    await access.ask(
      sara,
      'mutation ($client: ID!, $of: ID!) { viewAs(input: { clientId: $client, contactId: $of, reason: "He called" }) { token } }',
      {
        client: acme,
        of: bob,
      },
    );
    const answer = await trailOf(ann, acme);
    expect(JSON.stringify(answer)).not.toContain('SECRET');
    const [{ auditTrail }] = answer.data['_entities'] as [{ auditTrail: { nodes: Record<string, unknown>[] } }];
    expect(auditTrail.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'REVOKED', actorName: 'Sara Kern', subjects: [bob] }),
        expect.objectContaining({
          kind: 'STAFF_VIEW_OPENED',
          summary: 'Sara Kern began to look through the eyes of Bob Acme: He called',
        }),
      ]),
    );
    const whole = JSON.stringify(await trail(sara, { actorSubject: 'SECRET-sara' }));
    for (const text of ['SECRET reason', 'He called']) expect(whole).toContain(text);
    expect(JSON.stringify(await trailOf(gil, globex))).not.toContain('Sara Kern');
  });

  it('is for its owners and staff who reach it', async () => {
    const member = clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'MEMBER' }] });
    const partner = clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] });
    for (const claims of [gil, member, partner, staffClaims({ scopes: ['audit:read'] })])
      expect(JSON.stringify(await trailOf(claims, acme))).not.toContain('nodes');
    expect(await trailOf(staffClaims(), acme)).toEqual(await trailOf(ann, acme));
  });
});
