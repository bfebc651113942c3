import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JSONWebKeySet } from 'jose';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { ClientRole, IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { verifyReceipt } from '../approvals/receipt.ts';
import { voidChanged } from '../approvals/void-changed.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';
import { anApprovable } from '../testing/test-records.ts';

const scopes = ['clients:read', 'documents:read', 'documents:write'];
const contact = (contactId: string, role: ClientRole, clientId = 'acme') =>
  clientClaims(clientId, { subject: contactId, contactId, name: contactId, scopes, memberships: [{ clientId, role }] });
const ann = contact('ann', 'OWNER');
const bob = contact('bob', 'MEMBER');
const bea = contact('bea', 'BILLING');
const vic = contact('vic', 'VIEWER');
const gil = contact('gil', 'OWNER', 'globex');
const partner: IdentityClaims = { ...bob, kind: 'partner', memberships: [{ clientId: 'acme', role: null }] };
const sara = staffClaims({ subject: 'sara', name: 'Sara', scopes: [...scopes, 'clients:all'] });
const acme = toGlobalId('Client', 'acme');
const plan = toGlobalId('Document', 'plan');
const quote = toGlobalId('Quote', 'q');
const named = (...ids: string[]) => ({ contactIds: ids.map((id) => toGlobalId('Contact', id)) });

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());
beforeEach(() => {
  access.records.away = false;
  access.records.shown.set('Document:plan', anApprovable());
});

interface Approval {
  readonly id: string;
  readonly checksum: string;
  readonly state: string;
  readonly status: { readonly phase: string; readonly waitingOn: string; readonly headline: string };
  readonly decisions: readonly { readonly id: string; readonly decision: string; readonly evidence: string | null }[];
  readonly availableActions: readonly { action: string; allowed: boolean; reason: string | null; remedy: string | null }[];
}

interface Payload {
  readonly approval: Approval | null;
  readonly decision: { readonly id: string; readonly evidence: string | null } | null;
  readonly receipt: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

const fields = `id clientId title subject { __typename id } subjectVersion checksum summary state contactIds roles mode dueBy requestedBy message
  status { phase waitingOn headline nextStep dueBy since sourceState }
  decisions { id name decision comment checksum evidence } availableActions { action allowed reason remedy dueBy }`;
const rest = 'receipt { id state } userErrors { code message path }';

async function request(input: Record<string, unknown> = {}, claims = sara) {
  const source = `mutation ($input: RequestApprovalInput!) { it: requestApproval(input: $input) { approval { ${fields} } ${rest} } }`;
  return access.ask<{ it: Payload | null }>(claims, source, { input: { subjectId: plan, ...named('bob'), ...input } });
}

async function requested(input: Record<string, unknown> = {}): Promise<Approval> {
  const { data, errors } = await request(input);
  expect([errors, data.it?.userErrors]).toEqual([undefined, []]);
  if (!data.it?.approval) throw new Error('nothing was requested');
  return data.it.approval;
}

async function decide(claims: IdentityClaims, approval: Approval, input: Record<string, unknown> = {}) {
  const source = `mutation ($input: DecideApprovalInput!) { it: decideApproval(input: $input) { approval { ${fields} } decision { id evidence } ${rest} } }`;
  const given = { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE', ...input };
  return access.ask<{ it: Payload | null }>(claims, source, { input: given });
}

async function decided(...given: Parameters<typeof decide>): Promise<Payload> {
  const { data, errors } = await decide(...given);
  expect(errors).toBeUndefined();
  if (!data.it) throw new Error('no answer');
  return data.it;
}

async function read(claims: IdentityClaims, id: string): Promise<Approval | null> {
  const { data } = await access.ask<{ it: Approval | null }>(claims, `query ($id: ID!) { it: approval(id: $id) { ${fields} } }`, {
    id,
  });
  return data.it;
}

async function ofClient(claims: IdentityClaims, selection: string) {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { ${selection} } } }`;
  const facts = { system: 'S', steps: [], events: [] };
  const of = [{ __typename: 'Client', id: acme, crmFacts: facts, fileFacts: facts, ticketFacts: facts }];
  const { data } = await access.ask<{
    _entities: (Record<string, { nodes: any[]; totalCount: number; missing: string[] }> | null)[];
  }>(claims, source, { of });
  return data._entities[0];
}

async function listed(claims: IdentityClaims): Promise<{ ids: string[]; count: number | undefined }> {
  const client = await ofClient(claims, 'approvals(first: 100) { totalCount nodes { id } }');
  return { ids: client?.['approvals']?.nodes.map(({ id }) => id as string) ?? [], count: client?.['approvals']?.totalCount };
}

async function decisionsStored(approval: Approval): Promise<number> {
  const id = Buffer.from(approval.id, 'base64url').toString().replace('Approval:', '');
  const { rows } = await access.client.query('select from workflow.approval_decisions where approval = $1', [id]);
  return rows.length;
}

async function keys(): Promise<JSONWebKeySet> {
  const { data } = await access.ask<{ receiptKeys: string }>(bob, '{ receiptKeys }');
  return JSON.parse(data.receiptKeys) as JSONWebKeySet;
}

describe('an approval', () => {
  it('says exactly what is decided on, by whom and by when, and where it stands', async () => {
    const dueBy = new Date(now.getTime() + 86_400_000).toISOString();
    const approval = await requested({ roles: ['OWNER'], mode: 'ALL', dueBy, message: 'Please look\nat page 2' });
    expect(approval).toMatchObject({
      ...{ clientId: acme, title: 'Plan', subject: { __typename: 'Document', id: plan }, subjectVersion: 1 },
      ...{ checksum: anApprovable().checksum, summary: '{"name":"plan.pdf"}', state: 'PENDING' },
      ...{ ...named('bob'), roles: ['OWNER'], mode: 'ALL', dueBy, requestedBy: 'Sara', message: 'Please look\nat page 2' },
      status: { phase: 'WAITING', waitingOn: 'CLIENT', dueBy, sourceState: 'PENDING' },
    });
    expect(await read(bob, approval.id)).toMatchObject({
      availableActions: [{ action: 'DECIDE_APPROVAL', allowed: true, dueBy }],
    });
  });

  it('is decided with a receipt that verifies with the published key, and says who decided what', async () => {
    const approval = await requested();
    const answer = await decided(bob, approval, { decision: 'REQUEST_CHANGES', comment: ' Move the door ' });
    expect(answer).toMatchObject({ userErrors: [], receipt: { state: 'APPLIED' }, approval: { state: 'CHANGES_REQUESTED' } });
    const content = await verifyReceipt(answer.decision?.evidence ?? '', await keys());
    expect(content).toMatchObject({
      approval: { id: approval.id, requestedBy: 'Sara' },
      subject: { type: 'Document', id: plan, version: 1, checksum: approval.checksum },
      decision: {
        ...{ id: answer.decision?.id, kind: 'REQUEST_CHANGES', comment: 'Move the door', at: now.toISOString() },
        by: { contactId: toGlobalId('Contact', 'bob'), name: 'bob', subject: 'bob', role: 'MEMBER' },
        from: { requestId: 'test' },
      },
    });
    // The receipt names the subject of a token: not for colleagues.
    expect((await read(ann, approval.id))?.decisions[0]?.evidence).toBe(answer.decision?.evidence);
    const both = await requested({ ...named('bob', 'vic'), mode: 'ALL' });
    await decided(bob, both);
    expect((await read(vic, both.id))?.decisions[0]?.evidence).toBeNull();
  });

  it('is decided by the named and by holders of the role alone, in the words of availableActions', async () => {
    const forBilling = await requested({ contactIds: [], roles: ['BILLING'] });
    const verdict = (await read(ann, forBilling.id))?.availableActions[0];
    expect(verdict).toMatchObject({ allowed: false, reason: 'You are not among those who are asked to decide.' });
    const refused = await decided(ann, forBilling);
    expect(refused.userErrors).toEqual([{ code: 'NOT_ALLOWED', message: `${verdict?.reason} ${verdict?.remedy}`, path: [] }]);
    expect((await decided(bea, forBilling)).approval?.state).toBe('APPROVED');
    expect((await request({ contactIds: [], roles: ['VIEWER'] })).data.it?.userErrors).toMatchObject([
      { code: 'INVALID', path: ['roles'] },
    ]);
    expect((await decided(vic, await requested(named('vic')))).approval?.state).toBe('APPROVED');
  });

  it('with ALL takes everybody named and one of each role; one no ends it', async () => {
    const input = { ...named('bob', 'vic'), roles: ['OWNER'], mode: 'ALL' };
    const approval = await requested(input);
    expect((await decided(bob, approval)).approval?.state).toBe('PENDING');
    expect((await decided(bob, approval)).userErrors).toMatchObject([
      { code: 'NOT_ALLOWED', message: 'You have decided already.' },
    ]);
    expect((await decided(ann, approval)).approval?.state).toBe('PENDING');
    expect((await decided(vic, approval)).approval).toMatchObject({
      state: 'APPROVED',
      status: { phase: 'DONE', waitingOn: 'NOBODY' },
    });
    const other = await requested(input);
    await decided(bob, other);
    expect((await decided(vic, other, { decision: 'REJECT' })).approval?.state).toBe('REJECTED');
    expect((await decided(ann, other)).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('one decision', () => {
  it('comes of 50 at once with one key, with one receipt', async () => {
    const approval = await requested();
    const answers = await Promise.all(Array.from({ length: 50 }, () => decided(bob, approval, { idempotencyKey: 'once' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ userErrors: [], approval: { state: 'APPROVED' } });
    expect(await decisionsStored(approval)).toBe(1);
    const other = await decided(bob, approval, { idempotencyKey: 'once', decision: 'REJECT' });
    expect(other).toMatchObject({ decision: null, userErrors: [{ code: 'CONFLICT', path: ['idempotencyKey'] }] });
  });

  it('comes of two people who decide at once; the other is shown what it is now', async () => {
    for (let round = 0; round < 10; round += 1) {
      const approval = await requested(named('bob', 'ann'));
      const answers = await Promise.all([decided(bob, approval), decided(ann, approval, { decision: 'REJECT' })]);
      const [counted] = answers.filter(({ userErrors }) => userErrors.length === 0);
      const [refused] = answers.filter(({ userErrors }) => userErrors.length > 0);
      expect(refused).toMatchObject({ decision: null, userErrors: [{ code: 'NOT_ALLOWED' }] });
      expect(refused?.approval?.state).toBe(counted?.approval?.state);
      expect(await decisionsStored(approval)).toBe(1);
    }
  });

  it('is only ever added: the database refuses to change it or to take it away', async () => {
    await decided(bob, await requested());
    for (const statement of [
      `update workflow.approval_decisions set comment = 'x'`,
      'delete from workflow.approval_decisions',
      'truncate workflow.approval_decisions cascade',
    ])
      await expect(access.client.query(statement)).rejects.toThrow('only ever added');
  });
});

describe('what has changed', () => {
  it('is a conflict when the person was shown something else', async () => {
    const approval = await requested();
    const answer = await decided(bob, approval, { checksum: 'f'.repeat(64) });
    expect(answer).toMatchObject({
      ...{ decision: null, receipt: null, userErrors: [{ code: 'CONFLICT', path: ['checksum'] }] },
      approval: { id: approval.id, state: 'PENDING', checksum: approval.checksum },
    });
    expect(await decisionsStored(approval)).toBe(0);
  });

  it.each([
    ['has other content', anApprovable({ version: 2 }, 'second')],
    ['is another version with the same content', anApprovable({ version: 2 })],
    ['is gone', null],
    ["is another client's", anApprovable({ clientId: anApprovable().clientId.replace('acme', 'globex') as never })],
  ])('voids the approval and counts for nothing, when it %s', async (_how, shown) => {
    const approval = await requested({ ...named('ann') });
    if (shown) access.records.shown.set('Document:plan', shown);
    else access.records.shown.delete('Document:plan');
    const answer = await decided(ann, approval);
    expect(answer).toMatchObject({
      ...{ decision: null, receipt: null, userErrors: [{ code: 'CONFLICT', path: [] }] },
      approval: { state: 'VOIDED', status: { phase: 'CANCELLED', waitingOn: 'NOBODY' } },
    });
    expect(await decisionsStored(approval)).toBe(0);
    access.records.shown.set('Document:plan', anApprovable());
    expect((await decided(ann, approval)).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const trail = await access.store.audit.trailsOf(
      { kind: 'client', clients: new Map([['acme', 'OWNER']]), contactId: 'ann' } as never,
      ['acme' as never],
      { first: 100, after: null },
    );
    const ofIt = trail.get('acme' as never)?.items.filter(({ record }) => record.subjects.includes(approval.id));
    expect(ofIt?.map(({ record }) => record.summary)).toContainEqual(expect.stringMatching(/^"Plan" has changed/));
  });

  it('stores nothing while the system cannot be asked', async () => {
    const forAnn = await requested(named('ann'));
    access.records.away = true;
    expect(await decide(ann, forAnn)).toMatchObject({ data: { it: null }, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    expect(await decisionsStored(forAnn)).toBe(0);
    access.records.away = false;
    expect((await read(ann, forAnn.id))?.state).toBe('PENDING');
  });

  it('is found by looking through what waits', async () => {
    const approval = await requested();
    const forQuote = await requested({ subjectId: quote, ...named('ann') });
    await voidChanged(access.store.approvals, access.records, () => now);
    expect((await read(ann, approval.id))?.state).toBe('PENDING');
    access.records.shown.set('Document:plan', anApprovable({ version: 2 }, 'second'));
    expect(await voidChanged(access.store.approvals, access.records, () => now)).toBeGreaterThan(0);
    expect((await read(ann, approval.id))?.state).toBe('VOIDED');
    expect((await read(ann, forQuote.id))?.state).toBe('PENDING');
    expect(await voidChanged(access.store.approvals, access.records, () => now)).toBe(0);
  });
});

describe('who sees it', () => {
  it('are staff, owners and those asked; for everybody else it is missing, byte for byte', async () => {
    const approval = await requested();
    const missing = { ...approval, id: toGlobalId('Approval', '00000000-0000-4000-8000-000000000000') };
    for (const claims of [ann, bob, sara])
      expect([claims.subject, (await listed(claims)).ids.includes(approval.id)]).toEqual([claims.subject, true]);
    for (const claims of [bea, vic, gil, partner]) {
      for (const id of [approval.id, missing.id, 'x', acme]) expect(await read(claims, id)).toBeNull();
      expect((await listed(claims)).ids).not.toContain(approval.id);
      const answers = [JSON.stringify(await decide(claims, approval)), JSON.stringify(await decide(claims, missing))];
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('NOT_FOUND');
    }
    expect(await decisionsStored(approval)).toBe(0);
  });

  it('are not those asked who may no longer see the document', async () => {
    const approval = await requested();
    const before = await listed(bob);
    access.records.shown.set(
      'Document:plan',
      anApprovable({ sharing: { audience: 'CONTACTS', roles: [], contactIds: ['vic'] } }),
    );
    expect(await read(bob, approval.id)).toBeNull();
    const after = await listed(bob);
    expect(after.ids).not.toContain(approval.id);
    expect(after.count).toBe(after.ids.length);
    expect(before.ids).toContain(approval.id);
    expect((await decided(bob, approval)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const steps = await ofClient(
      bob,
      'nextSteps(first: 100) { nodes { subject { id } } } activity(first: 100) { nodes { subject { id } } }',
    );
    expect(JSON.stringify(steps)).not.toContain(approval.id);
    expect((await read(ann, approval.id))?.state).toBe('PENDING');
  });

  it('are asked only when they may see what they are to decide', async () => {
    const errorsOf = async (input: Record<string, unknown>) =>
      (await request(input)).data.it?.userErrors.map(({ code, path }) => [code, ...path]);
    expect(await errorsOf({ subjectId: quote, ...named('bob') })).toEqual([['INVALID', 'contactIds']]);
    expect(await errorsOf({ subjectId: quote, contactIds: [], roles: ['MEMBER'] })).toEqual([['INVALID', 'roles']]);
    expect(await errorsOf({ subjectId: quote, ...named('bea'), roles: ['OWNER'] })).toEqual([]);
    access.records.shown.set(
      'Document:plan',
      anApprovable({ sharing: { audience: 'ROLES', roles: ['VIEWER'], contactIds: [] } }),
    );
    expect(await errorsOf(named('bob'))).toEqual([['INVALID', 'contactIds']]);
    expect(await errorsOf(named('vic'))).toEqual([]);
    expect(await errorsOf(named('gil'))).toEqual([['NOT_FOUND', 'contactIds']]);
    expect(await errorsOf({ subjectId: toGlobalId('Document', 'none') })).toEqual([['NOT_FOUND', 'subjectId']]);
    expect(await errorsOf({ checksum: 'f'.repeat(64) })).toEqual([['CONFLICT', 'checksum']]);
  });

  it('are asked by staff who reach the client', async () => {
    const ofGlobex = staffClaims({ scopes, memberships: [{ clientId: 'globex', role: null }] });
    expect((await request({}, ofGlobex)).data.it?.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const claims of [ann, partner]) expect((await request({}, claims)).errors?.[0]?.code).toBe('FORBIDDEN');
    const viewing: IdentityClaims = { ...bob, actor: { subject: 'sara', viewId: 'v' } };
    const approval = await requested();
    expect(await decide(viewing, approval)).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    expect(await decisionsStored(approval)).toBe(0);
    // What the contact sees, whoever looks through its eyes sees.
    expect(await read(viewing, approval.id)).toEqual(await read(bob, approval.id));
  });
});

describe('what else tells of it', () => {
  it('are the next steps of those who can decide, by their time, and the timeline', async () => {
    const steps = async (claims: IdentityClaims) =>
      (await ofClient(claims, 'nextSteps(first: 100) { missing nodes { title action dueBy subject { __typename id } } }'))?.[
        'nextSteps'
      ];
    const soon = await requested({ ...named('vic'), dueBy: new Date(now.getTime() + 3_600_000).toISOString() });
    const later = await requested(named('vic'));
    expect((await steps(vic))?.missing).toEqual([]);
    expect((await steps(vic))?.nodes.slice(0, 2)).toMatchObject([
      { action: 'DECIDE_APPROVAL', title: 'Plan', subject: { __typename: 'Approval', id: soon.id } },
      { action: 'DECIDE_APPROVAL', dueBy: null },
    ]);
    expect(JSON.stringify(await steps(ann))).not.toContain(soon.id);
    await decided(vic, later, { decision: 'REJECT' });
    expect(JSON.stringify(await steps(vic))).not.toContain(later.id);
    const activity = (await ofClient(vic, 'activity(first: 100) { nodes { kind headline actor subject { id } } }'))?.['activity'];
    const ofLater = activity?.nodes.filter(({ subject }) => subject?.id === later.id);
    // They happened at the same instant: the test's clock stands still.
    expect(ofLater?.sort((one, other) => (one.kind < other.kind ? -1 : 1))).toMatchObject([
      { kind: 'APPROVAL_DECIDED', headline: '"Plan" was rejected', actor: 'vic' },
      { kind: 'APPROVAL_REQUESTED', actor: 'Sara' },
    ]);
    access.records.away = true;
    expect((await steps(vic))?.missing).toEqual(['workflow']);
  });

  it('is withdrawn by staff alone, once', async () => {
    const approval = await requested();
    const source = `mutation ($input: WithdrawApprovalInput!) { it: withdrawApproval(input: $input) { approval { ${fields} } ${rest} } }`;
    const withdraw = (claims: IdentityClaims) =>
      access.ask<{ it: Payload | null }>(claims, source, { input: { approvalId: approval.id } });
    expect((await withdraw(ann)).errors?.[0]?.code).toBe('FORBIDDEN');
    expect((await withdraw(sara)).data.it).toMatchObject({ userErrors: [], approval: { state: 'WITHDRAWN' } });
    expect((await withdraw(sara)).data.it?.userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect((await decided(bob, approval)).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });
});
