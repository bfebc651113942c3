import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { readReceiptId, toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { ClientRole, IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { anApprovable } from '../testing/test-records.ts';

const scopes = ['clients:read', 'documents:read', 'documents:write'];
const contact = (contactId: string, role: ClientRole, clientId = 'acme') =>
  clientClaims(clientId, { subject: contactId, contactId, name: contactId, scopes, memberships: [{ clientId, role }] });
const bob = contact('bob', 'MEMBER');
const ann = contact('ann', 'OWNER');
const gil = contact('gil', 'OWNER', 'globex');
const sara = staffClaims({ subject: 'sara', name: 'Sara', scopes: [...scopes, 'clients:all'] });

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());
beforeEach(() => {
  Object.assign(access.systems, { away: false, losesAnswers: false, refusal: null });
  access.systems.recorded.clear();
  access.records.shown.set('Document:plan', anApprovable());
});

interface Approval {
  readonly id: string;
  readonly checksum: string;
  readonly state: string;
}
interface Receipt {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
}

async function requested(contactIds: readonly string[], mode = 'ANY'): Promise<Approval> {
  const source = `mutation ($input: RequestApprovalInput!) { it: requestApproval(input: $input) { approval { id checksum state } } }`;
  const given = {
    subjectId: toGlobalId('Document', 'plan'),
    mode,
    contactIds: contactIds.map((id) => toGlobalId('Contact', id)),
  };
  const { data } = await access.ask<{ it: { approval: Approval } }>(sara, source, { input: given });
  return data.it.approval;
}

async function decide(
  who: IdentityClaims,
  { id, checksum }: Approval,
  decision = 'APPROVE',
  idempotencyKey: string | null = null,
) {
  const source = `mutation ($input: DecideApprovalInput!) { it: decideApproval(input: $input) {
    approval { state } decision { id } receipt { id state system error } userErrors { code } } }`;
  const input = { approvalId: id, checksum, decision, comment: 'So be it', idempotencyKey };
  const { data, errors } = await access.ask<{ it: { approval: Approval; receipt: Receipt | null; userErrors: object[] } }>(
    who,
    source,
    {
      input,
    },
  );
  expect(errors).toBeUndefined();
  return data.it;
}

const follow = async (who: IdentityClaims, id: string) =>
  access.ask<{ receipt: Receipt | null }>(who, 'query ($id: ID!) { receipt(id: $id) { id state error } }', { id });

async function until(state: string, id: string): Promise<Receipt> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(20)) {
    const { receipt } = (await follow(bob, id)).data;
    if (receipt?.state === state) return receipt;
  }
  throw new Error(`it did not become ${state}`);
}

const kept = () => [...access.systems.recorded.values()].map(({ decision }) => decision);
const list =
  '{ failedActions(first: 100) { totalCount missing nodes { receipt { id error } mutation author refused client { id } } } }';
const act = (mutation: string) =>
  `mutation ($id: ID!) { it: ${mutation}(input: { receiptId: $id }) { receipt { state error } userErrors { code } } }`;

describe('what a client decides', () => {
  it('is told to the system of record: who, what, when, and about exactly what', async () => {
    const approval = await requested(['bob']);
    const { receipt } = await decide(bob, approval, 'REQUEST_CHANGES', 'told');
    expect(receipt).toMatchObject({ state: 'APPLIED', system: 'Portal', error: null });
    expect(readReceiptId(receipt?.id ?? '')?.owner).toBe('workflow');
    expect(kept()).toEqual([
      {
        ...{ about: { type: 'Document', id: 'plan' }, clientId: 'acme', outcome: 'CHANGES_REQUESTED', version: 1 },
        ...{ checksum: approval.checksum, decidedBy: 'bob', comment: 'So be it', decidedAt: expect.any(String) },
      },
    ]);
    // Repeated, it is the same receipt and nothing more; with another input it is none.
    expect((await decide(bob, approval, 'REQUEST_CHANGES', 'told')).receipt).toEqual(receipt);
    expect((await decide(bob, approval, 'REJECT', 'told')).userErrors).toEqual([{ code: 'CONFLICT' }]);
    expect(kept()).toHaveLength(1);
  });

  it('is told once when all must agree, by the last one; until then a receipt is final', async () => {
    const approval = await requested(['bob', 'ann'], 'ALL');
    expect((await decide(bob, approval)).receipt?.state).toBe('APPLIED');
    expect(kept()).toEqual([]);
    expect(await decide(ann, approval)).toMatchObject({ approval: { state: 'APPROVED' }, receipt: { state: 'APPLIED' } });
    expect(kept()).toMatchObject([{ outcome: 'APPROVED', decidedBy: 'ann' }]);
  });

  it('stands at once while the system is away, and arrives when it is back', async () => {
    access.systems.away = true;
    const approval = await requested(['bob']);
    const { receipt, approval: after } = await decide(bob, approval, 'APPROVE', 'away');
    expect([after.state, receipt?.state]).toEqual(['APPROVED', 'ACCEPTED']);
    expect((await decide(bob, approval, 'APPROVE', 'away')).receipt?.id).toBe(receipt?.id);
    access.systems.away = false;
    await until('APPLIED', receipt?.id ?? '');
    expect(kept()).toHaveLength(1);
  });

  it('is found again by its marker when the answer was lost', async () => {
    access.systems.losesAnswers = true;
    const { receipt } = await decide(bob, await requested(['bob']));
    expect(receipt?.state).toBe('ACCEPTED');
    access.systems.losesAnswers = false;
    await until('APPLIED', receipt?.id ?? '');
    expect(kept()).toHaveLength(1);
  });

  it('is in the outbox exactly when it is decided: both are one transaction', async () => {
    const actions = async () => (await access.client.query('select from workflow_actions.actions')).rows.length;
    const [approval, before] = [await requested(['bob']), await actions()];
    await access.client.query(`alter table workflow_actions.outbox rename to gone`);
    try {
      const source = `mutation ($input: DecideApprovalInput!) { it: decideApproval(input: $input) { receipt { id } } }`;
      const input = { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE' };
      expect((await access.ask(bob, source, { input })).errors).toHaveLength(1);
    } finally {
      await access.client.query(`alter table workflow_actions.gone rename to outbox`);
    }
    const read = await access.ask<{ it: Approval }>(bob, 'query ($id: ID!) { it: approval(id: $id) { state } }', {
      id: approval.id,
    });
    expect([read.data.it.state, await actions()]).toEqual(['PENDING', before]);
    expect((await decide(bob, approval)).receipt?.state).toBe('APPLIED');
    expect(await actions()).toBe(before + 1);
  });

  it('that is refused ends on the list of staff, who try again or call off; the decision and its evidence stay', async () => {
    access.systems.refusal = 'The quote was withdrawn.';
    const approval = await requested(['bob']);
    const decided = await decide(bob, approval);
    expect(decided).toMatchObject({
      approval: { state: 'APPROVED' },
      receipt: { state: 'FAILED', error: 'The quote was withdrawn.' },
    });
    const id = decided.receipt?.id ?? '';
    const letters = async (who: IdentityClaims) => (await access.ask<{ failedActions: any }>(who, list)).data.failedActions;
    expect(await letters(sara)).toEqual({
      ...{ totalCount: 1, missing: [] },
      nodes: [
        {
          ...{ receipt: { id, error: 'The quote was withdrawn.' }, mutation: 'decideApproval', author: 'bob', refused: true },
          client: { id: toGlobalId('Client', 'acme') },
        },
      ],
    });
    const elsewhere = staffClaims({
      scopes: ['documents:read', 'documents:write'],
      memberships: [{ clientId: 'globex', role: null }],
    });
    expect(await letters(elsewhere)).toEqual({ totalCount: 0, missing: [], nodes: [] });
    const helpDesk = staffClaims({ scopes: ['tickets:read', 'tickets:write', 'clients:all'] });
    expect(await letters(helpDesk)).toEqual({ totalCount: 0, missing: [], nodes: [] });
    for (const staff of [elsewhere, helpDesk]) {
      const { data } = await access.ask<{ it: { userErrors: object[] } }>(staff, act('retryAction'), { id });
      expect(data.it.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    }
    access.systems.refusal = null;
    const again = await access.ask<{ it: object }>(sara, act('retryAction'), { id });
    expect(again.data.it).toEqual({ receipt: { state: 'APPLIED', error: null }, userErrors: [] });
    expect((await letters(sara)).totalCount).toBe(0);
    const off = await access.ask<{ it: { userErrors: object[] } }>(sara, act('cancelAction'), { id });
    expect(off.data.it.userErrors).toEqual([{ code: 'NOT_ALLOWED' }]);
  });

  it('has a receipt for whoever decided and for staff; to all others, and of any other id, it is none', async () => {
    const { receipt } = await decide(bob, await requested(['bob']));
    const id = receipt?.id ?? '';
    for (const who of [bob, sara]) expect((await follow(who, id)).data.receipt).toMatchObject({ id, state: 'APPLIED' });
    const elsewhere = staffClaims({ scopes: ['documents:read'], memberships: [{ clientId: 'globex', role: null }] });
    const none = { data: { receipt: null }, errors: undefined };
    for (const who of [ann, gil, { ...gil, contactId: 'bob' }, elsewhere]) expect(await follow(who, id)).toEqual(none);
    const others = [toReceiptId('workflow', '0'.repeat(32)), toReceiptId('files', '1'), toReceiptId('crm', '1'), 'x', ''];
    for (const other of others) expect(await follow(bob, other)).toEqual(none);
  });
});
