import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { staffClaims } from '../kit/testing/identity.ts';
import { openPostgresCrm } from './adapters/postgres/index.ts';
import { aClient, aMilestone, aProject, aQuote, contents } from './testing/contents.ts';
import { startCrm } from './testing/start-crm.ts';
import type { Answer, RunningCrm } from './testing/start-crm.ts';

const scopes = ['clients:read', 'billing:read', 'documents:write', 'clients:all'];
const service: IdentityClaims = {
  ...{ kind: 'service', subject: 'gateway', memberships: [], expiresAt: 4_000_000_000, scopes },
};
const record = `mutation ($input: DecisionInput!) { it: recordDecision(input: $input) { recordedAt refusal } }`;
const shown = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Quote { approvable { checksum } status { sourceState phase } } ... on Milestone { approvable { checksum } status { sourceState phase } } } }`;
const clientId = toGlobalId('Client', 'acme');

let crm: RunningCrm;
let sql: pg.Client;
beforeAll(async () => {
  const projects = [aProject('p', 'acme', { milestones: [aMilestone('m', { state: 'reached' }), aMilestone('n')] })];
  const quotes = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => aQuote(id, 'acme'));
  crm = await startCrm(contents({ clients: [aClient('acme'), aClient('globex')], projects, quotes }));
  sql = new pg.Client({ connectionString: crm.databaseUrl });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await crm.close();
});

async function look(type: 'Quote' | 'Milestone', id: string) {
  const { data } = await crm.ask(service, shown, { of: [{ __typename: type, id: toGlobalId(type, id) }] });
  const [found] = data?.['_entities'] as { approvable: { checksum: string }; status: { sourceState: string; phase: string } }[];
  if (!found) throw new Error('it is not there');
  return found;
}

async function inputFor(type: 'Quote' | 'Milestone', id: string, given: Record<string, unknown> = {}) {
  const { checksum } = (await look(type, id)).approvable;
  const said = { outcome: 'APPROVED', decidedBy: 'Ann', decidedAt: '2026-11-27T08:00:00.000Z', comment: 'Fine' };
  return { marker: randomUUID(), subjectId: toGlobalId(type, id), clientId, checksum, ...said, ...given };
}

const tell = async (input: object, claims = service): Promise<Answer> => crm.ask(claims, record, { input });
const rows = async () => Number((await sql.query<{ count: string }>('select count(*) from crm.decisions')).rows[0]?.count);

describe('what a client decided', () => {
  it.each([
    ['Quote', 'a', 'APPROVED', 'accepted', 'DONE'],
    ['Quote', 'b', 'REJECTED', 'rejected', 'CANCELLED'],
    ['Quote', 'c', 'CHANGES_REQUESTED', 'changes_requested', 'IN_PROGRESS'],
    ['Milestone', 'p/m', 'APPROVED', 'approved', 'DONE'],
    ['Milestone', 'p/n', 'CHANGES_REQUESTED', 'changes_requested', 'IN_PROGRESS'],
  ] as const)('%s %s: %s makes it %s, once for a marker, by many at once', async (type, id, outcome, sourceState, phase) => {
    const before = await rows();
    const input = await inputFor(type, id, { outcome });
    const answers = await Promise.all(Array.from({ length: 5 }, () => tell(input)));
    const recordedAt = expect.any(String) as unknown;
    for (const answer of answers) expect(answer).toEqual({ data: { it: { recordedAt, refusal: null } } });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await look(type, id)).toMatchObject({ status: { sourceState, phase } });
    expect(await rows()).toBe(before + 1);
    // Being decided on changes nothing of what was shown.
    expect((await look(type, id)).approvable.checksum).toBe(input.checksum);
    const other = await tell({ ...input, outcome: outcome === 'REJECTED' ? 'APPROVED' : 'REJECTED' });
    expect(other.errors?.[0]?.extensions?.code).toBe('CONFLICT');
  });

  it('is refused in words when it is no longer about what is there, and nothing is written', async () => {
    const before = await rows();
    const changed = await inputFor('Quote', 'd');
    await sql.query(`update crm.quotes set title = 'Another one' where id = 'd'`);
    const settled = await inputFor('Quote', 'e');
    await sql.query(`update crm.quotes set state = 'expired' where id = 'e'`);
    const gone = await inputFor('Quote', 'f');
    await sql.query(`delete from crm.quotes where id = 'f'`);
    const refusals = [];
    for (const input of [changed, settled, gone]) refusals.push((await tell(input)).data?.['it']);
    expect(refusals).toEqual([
      { recordedAt: null, refusal: 'It has changed since the decision, which was about what it was before.' },
      { recordedAt: null, refusal: expect.stringContaining('CRM does not take this decision') as unknown },
      { recordedAt: null, refusal: 'What was decided on is no longer there.' },
    ]);
    expect(await rows()).toBe(before);
    // It is the same to be of another client.
    const foreign = await inputFor('Quote', 'd', { clientId: toGlobalId('Client', 'globex') });
    expect((await tell(foreign)).data?.['it']).toEqual(refusals[2]);
  });

  it("is for the portal's own parts whose key may write, and for nobody else", async () => {
    const input = await inputFor('Quote', 'd');
    const reading = { ...service, scopes: scopes.filter((scope) => scope !== 'documents:write') };
    for (const claims of [staffClaims(), reading]) {
      expect((await tell(input, claims)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    // A service whose key reaches no client finds nothing.
    const nowhere = await tell(input, { ...service, scopes: ['documents:write'] });
    expect(nowhere.data?.['it']).toMatchObject({ refusal: 'What was decided on is no longer there.' });
    expect((await look('Quote', 'd')).status.sourceState).toBe('sent');
  });

  it('is not written where the business made no function for it', async () => {
    await sql.query('create schema other; create view other.clients as table portal_crm.clients');
    for (const view of ['contacts', 'projects', 'quotes'])
      await sql.query(`create view other.${view} as table portal_crm.${view}`);
    const adapterOptions = {
      ...{ systemName: 'CRM', stateTable: null, databaseUrl: crm.databaseUrl, viewSchema: 'other', migrate: false },
      ...{ connectionsMax: 1, statementTimeoutMs: 5_000 },
    };
    const open = () => openPostgresCrm(adapterOptions, { now: () => new Date(), reportUnknownState: () => undefined });
    const store = await open();
    expect([...store.keepsDecisions]).toEqual([]);
    await store.close();
    // One without the view by which a decision is found again is a mistake, and the start says so.
    await sql.query(`create function other.record_quote_decision(text, text, text, timestamptz, text, text) returns void
      language sql as $$ select $$`);
    await expect(open()).rejects.toThrow('other.recorded_decisions is missing');
  });
});
