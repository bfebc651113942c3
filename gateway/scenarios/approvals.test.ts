import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JSONWebKeySet } from 'jose';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { createRandom } from '../../scripts/seed/random.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import type { FileStore } from '../../subgraphs/files/port.ts';
import { verifyReceipt } from '../../subgraphs/workflow/approvals/receipt.ts';
import { askGateway, harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

const fields = `id title checksum state subject { __typename id } status { phase waitingOn headline }
  decisions { name decision comment evidence } availableActions { action allowed }`;
const requestSource = `mutation ($input: RequestApprovalInput!) { it: requestApproval(input: $input) { approval { ${fields} } userErrors { code message path } } }`;
const decideSource = `mutation ($input: DecideApprovalInput!) { it: decideApproval(input: $input) { approval { ${fields} } decision { evidence } receipt { id state } userErrors { code path } } }`;
const tom = toGlobalId('Contact', 'tom');

describe('approvals over the whole portal', () => {
  let portal: PortalUnderTest;
  const held: { files?: FileStore } = {};
  const folder = mkdtempSync(join(tmpdir(), 'approvals-'));

  beforeAll(async () => {
    portal = await startPortalUnderTest({ wrapFileStore: (store) => (held.files = store) });
  }, 60_000);
  afterAll(async () => {
    await portal.close();
    rmSync(folder, { recursive: true });
  });

  /** A document that everybody of the company sees, of which the test makes versions. */
  async function putVersion(text: string, name = 'Contract.pdf', clientId = 'harbor-finch'): Promise<string> {
    const version = {
      ...{ clientId: asClientId(clientId), folder: '', name, title: null, mediaType: 'application/pdf', state: 'published' },
      ...{ sharing: { audience: 'COMPANY', roles: [], contactIds: [] } as const, dueBy: null, author: null },
      content: Buffer.from(text),
    };
    const document = await held.files?.putVersion(scopeOf(staffClaims()), version);
    if (!document) throw new Error('the version was not stored');
    return toGlobalId('Document', document.id);
  }

  async function request(input: Record<string, unknown>) {
    const { data, errors } = await portal.ask('sara', requestSource, { input });
    expect([errors, data?.it?.userErrors]).toEqual([[], []]);
    return data.it.approval as { readonly id: string; readonly checksum: string };
  }

  /** From somebody who would like to be elsewhere: the receipt says where the connection came from. */
  const decide = async (who: string, approval: { readonly id: string; readonly checksum: string }) => {
    const input = { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE', comment: 'Fine' };
    const forged = { 'x-forwarded-for': '198.51.100.1', 'x-real-ip': '198.51.100.1', forwarded: 'for=198.51.100.1' };
    return askGateway(portal.graphqlUrl, await portal.issueToken(who), decideSource, { input }, forged);
  };

  /** The receipt when it is no longer on its way. */
  async function followed(who: string, id: string): Promise<{ state: string }> {
    for (let tries = 0; tries < 200; tries += 1) {
      const { data } = await portal.ask(who, 'query ($id: ID!) { receipt(id: $id) { id state error } }', { id });
      if (data.receipt.state !== 'ACCEPTED') return data.receipt as { state: string };
      await sleep(100);
    }
    throw new Error('it is still on its way');
  }

  async function stepsOf(who: string): Promise<string[]> {
    const source = 'query ($id: ID!) { client(id: $id) { nextSteps(first: 100) { missing nodes { action subject { id } } } } }';
    const { data } = await portal.ask(who, source, { id: harborFinch });
    expect(data.client.nextSteps.missing).toEqual([]);
    const nodes = data.client.nextSteps.nodes as { action: string | null; subject: { id: string } | null }[];
    return nodes.filter(({ action }) => action === 'DECIDE_APPROVAL').map(({ subject }) => subject?.id ?? '');
  }

  it('lets the one who is asked decide on a document, with a receipt that verifies offline and fails with any byte changed', async () => {
    const subjectId = await putVersion('the contract');
    const approval = await request({ subjectId, contactIds: [tom], dueBy: '2030-01-01T00:00:00.000Z' });
    expect(await stepsOf('tom')).toContain(approval.id);
    expect(await stepsOf('bea')).not.toContain(approval.id);
    const { data } = await decide('tom', approval);
    expect(data.it).toMatchObject({
      userErrors: [],
      approval: { state: 'APPROVED', subject: { __typename: 'Document', id: subjectId } },
    });
    expect(await stepsOf('tom')).not.toContain(approval.id);
    expect(await followed('tom', data.it.receipt.id)).toMatchObject({ state: 'APPLIED', error: null });
    expect((await portal.ask('bea', 'query ($id: ID!) { receipt(id: $id) { id } }', { id: data.it.receipt.id })).data).toEqual({
      receipt: null,
    });
    const state = 'query ($id: ID!) { document(id: $id) { status { sourceState } } }';
    expect((await portal.ask('tom', state, { id: subjectId })).data.document.status).toEqual({ sourceState: 'approved' });

    const receipt = data.it.decision.evidence as string;
    const jwks = (await portal.ask('tom', '{ receiptKeys }')).data.receiptKeys as string;
    const keys = JSON.parse(jwks) as JSONWebKeySet;
    expect(await verifyReceipt(receipt, keys)).toMatchObject({
      approval: { id: approval.id },
      subject: { id: subjectId, checksum: approval.checksum },
      decision: { kind: 'APPROVE', comment: 'Fine', by: { contactId: tom }, from: { address: '127.0.0.1' } },
    });
    const random = createRandom('receipt');
    for (let changed = 0; changed < 1_000; changed += 1) {
      const bytes = Buffer.from(receipt, 'latin1');
      const place = random.whole(0, bytes.length - 1);
      bytes[place] = ((bytes[place] ?? 0) + random.whole(1, 255)) % 256;
      expect([place, await verifyReceipt(bytes.toString('latin1'), keys)]).toEqual([place, null]);
    }

    const [receiptFile, keysFile] = [join(folder, 'receipt'), join(folder, 'keys.json')];
    writeFileSync(receiptFile, `${receipt}\n`);
    writeFileSync(keysFile, jwks);
    const run = () =>
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/verify-receipt.ts', receiptFile, keysFile], {
        ...{ cwd: fileURLToPath(new URL('../..', import.meta.url)), encoding: 'utf8', stdio: 'pipe' },
      });
    expect(JSON.parse(run())).toMatchObject({ decision: { kind: 'APPROVE' } });
    writeFileSync(receiptFile, `${receipt}x\n`);
    expect(run).toThrow('This is no receipt');
  }, 60_000);

  it('voids what a new version takes the ground from, and counts nothing', async () => {
    const subjectId = await putVersion('first', 'Offer.pdf');
    const approval = await request({ subjectId, contactIds: [tom] });
    await putVersion('second', 'Offer.pdf');
    const { data } = await decide('tom', approval);
    expect(data.it).toMatchObject({
      decision: null,
      userErrors: [{ code: 'CONFLICT' }],
      approval: { state: 'VOIDED', decisions: [] },
    });
    for (const who of ['tom', 'mia', 'sara']) {
      const read = await portal.ask(who, 'query ($id: ID!) { approval(id: $id) { state status { phase headline } } }', {
        id: approval.id,
      });
      expect(read.data.approval).toMatchObject({ state: 'VOIDED', status: { phase: 'CANCELLED' } });
    }
  });

  it('asks the holders of a role about a quote, its sum included', async () => {
    const { data } = await portal.ask(
      'sara',
      'query ($id: ID!) { client(id: $id) { quotes(filter: { waitingOn: [CLIENT] }) { nodes { id total { amount } } } } }',
      {
        id: harborFinch,
      },
    );
    const [quote] = data.client.quotes.nodes as { id: string; total: { amount: string } }[];
    const approval = await request({ subjectId: quote?.id, roles: ['OWNER'] });
    const read = await portal.ask('mia', 'query ($id: ID!) { node(id: $id) { ... on Approval { summary } } }', {
      id: approval.id,
    });
    expect(JSON.parse(read.data.node.summary as string)).toMatchObject({ amount: quote?.total.amount });
    expect((await decide('tom', approval)).data.it).toMatchObject({ approval: null, userErrors: [{ code: 'NOT_FOUND' }] });
    const decided = (await decide('mia', approval)).data.it;
    expect(decided).toMatchObject({ userErrors: [], approval: { state: 'APPROVED' } });
    expect(await followed('mia', decided.receipt.id as string)).toMatchObject({ state: 'APPLIED' });
    const state = 'query ($id: ID!) { quote(id: $id) { status { sourceState phase } } }';
    expect((await portal.ask('mia', state, { id: quote?.id })).data.quote.status).toEqual({
      sourceState: 'accepted',
      phase: 'DONE',
    });
  });

  it('has nothing of another company, byte for byte, and nothing for partners', async () => {
    const approval = await request({ subjectId: await putVersion('mine', 'Mine.pdf'), contactIds: [tom] });
    const missing = { ...approval, id: toGlobalId('Approval', '00000000-0000-4000-8000-000000000000') };
    const read = (who: string, id: string) =>
      portal.ask(who, 'query ($id: ID!) { approval(id: $id) { id } node(id: $id) { id } }', { id });
    expect((await read('tom', approval.id)).data).toEqual({ approval: { id: approval.id }, node: { id: approval.id } });
    expect((await read('lena', approval.id)).text).toBe((await read('lena', missing.id)).text);
    expect((await decide('lena', approval)).text).toBe((await decide('lena', missing)).text);
    const list = 'query ($id: ID!) { client(id: $id) { approvals { totalCount nodes { id } } } }';
    expect((await portal.ask('lena', list, { id: lumenBakery })).data.client.approvals).toEqual({ totalCount: 0, nodes: [] });
    expect((await read('beacon-studio', approval.id)).text).not.toContain(approval.id);
    const node = (id: string) => portal.ask('beacon-studio', 'query ($id: ID!) { node(id: $id) { id } }', { id });
    expect((await node(approval.id)).text).toBe((await node(missing.id)).text);
  });

  it("is not decided through a contact's eyes", async () => {
    const approval = await request({ subjectId: await putVersion('eyes', 'Eyes.pdf'), contactIds: [tom] });
    const source = 'mutation ($input: ViewAsInput!) { viewAs(input: $input) { token } }';
    const opened = await portal.ask('sara', source, {
      input: { clientId: harborFinch, contactId: tom, reason: 'To see what he sees' },
    });
    const input = { approvalId: approval.id, checksum: approval.checksum, decision: 'APPROVE' };
    const reply = await askGateway(portal.graphqlUrl, opened.data.viewAs.token as string, decideSource, { input });
    expect(reply.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    const after = await portal.ask('tom', 'query ($id: ID!) { approval(id: $id) { state } }', { id: approval.id });
    expect(after.data.approval).toEqual({ state: 'PENDING' });
  });
});
