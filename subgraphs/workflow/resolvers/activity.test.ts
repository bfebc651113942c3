import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { clientClaims } from '../../kit/testing/identity.ts';
import { execute } from '../testing/execute.ts';
import { event, inHours, step } from '../testing/facts.ts';

const ann = clientClaims('acme');
const acme = toGlobalId('Client', 'acme');

const source = `query ($facts: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $facts) { ... on Client {
    activity(first: $first, after: $after) {
      totalCount missing pageInfo { hasNextPage endCursor }
      nodes { id kind at headline actor system subject { __typename id ... on Ticket { clientId } } }
    }
  } }
}`;

interface List {
  readonly totalCount: number;
  readonly missing: readonly string[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { readonly id: string; readonly at: string; readonly actor: string | null }[];
}

async function activity(facts: Record<string, unknown>, page: Record<string, unknown> = {}) {
  const answer = await execute<{ _entities: readonly [{ activity: List }] }>(ann, source, {
    facts: [{ __typename: 'Client', id: acme, ...facts }],
    ...page,
  });
  return { ...answer, list: answer.data._entities[0].activity };
}

const crmFacts = {
  system: 'CRM',
  events: [
    event('p1', 'Project', 'p', { kind: 'PROJECT_CHANGED', at: inHours(-2) }),
    event('i1', 'Invoice', 'i', { at: inHours(-30) }),
  ],
};
const fileFacts = {
  system: 'Files',
  events: [event('d1', 'Document', 'd', { kind: 'DOCUMENT_ADDED', at: inHours(-3), actor: 'Bo' })],
};
const ticketFacts = {
  system: 'Help desk',
  events: [event('t1', 'Ticket', 't', { at: inHours(-1) }), event('same', 'Ticket', 't', { at: inHours(-3) })],
};

describe('Client.activity', () => {
  it('merges all systems, newest first', async () => {
    const { list, errors } = await activity({ crmFacts, fileFacts, ticketFacts });
    expect(errors).toBeUndefined();
    expect(list).toMatchObject({ totalCount: 5, missing: [] });
    const times = list.nodes.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(list.nodes[0]).toMatchObject({
      kind: 'TICKET_OPENED',
      headline: 't1 happened',
      system: 'Help desk',
      subject: { __typename: 'Ticket', id: toGlobalId('Ticket', 't'), clientId: acme },
    });
    expect(list.nodes.find(({ actor }) => actor === 'Bo')).toMatchObject({ kind: 'DOCUMENT_ADDED', system: 'Files' });
  });

  it('keeps events of two systems apart that have the same key, and shows one that came twice once', async () => {
    const twins = { system: 'CRM', events: [event('same', 'Quote', 'q'), event('same', 'Quote', 'q')] };
    const { list } = await activity({ crmFacts: twins, ticketFacts });
    expect(list.totalCount).toBe(3);
    expect(new Set(list.nodes.map(({ id }) => id)).size).toBe(3);
  });

  it('names the systems as missing that sent nothing or nothing readable, and logs the latter', async () => {
    const { list, logged } = await activity({
      crmFacts: null,
      fileFacts: { system: 'Files', steps: [step('Document', 'd')] },
      ticketFacts,
    });
    expect(list).toMatchObject({ missing: ['crm', 'files'], totalCount: 2 });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ source: 'files' });
    const unknownKind = { system: 'CRM', events: [event('x', 'Quote', 'q', { kind: 'MOON_LANDING' })] };
    expect((await activity({ crmFacts: unknownKind })).list.missing).toEqual(['crm', 'files', 'tickets']);
  });

  it('reads events and steps each by itself when both fields are asked for', async () => {
    const facts = [{ __typename: 'Client', id: acme, crmFacts: { ...crmFacts, steps: 'garbage' } }];
    const both = `query ($facts: [_Any!]!) { _entities(representations: $facts) { ... on Client {
      activity { totalCount missing } nextSteps { totalCount missing }
    } } }`;
    const { data } = await execute<{ _entities: unknown[] }>(ann, both, { facts });
    expect(data._entities[0]).toEqual({
      activity: { totalCount: 2, missing: ['files', 'tickets'] },
      nextSteps: { totalCount: 0, missing: ['crm', 'files', 'tickets'] },
    });
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('leads to the end in pages of %d without loss or repetition', async (first) => {
    const facts = { crmFacts, fileFacts, ticketFacts };
    const whole = (await activity(facts, { first: 100 })).list.nodes.map(({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { list }: { list: List } = await activity(facts, { first, after });
      seen.push(...list.nodes.map(({ id }) => id));
      more = list.pageInfo.hasNextPage;
      after = list.pageInfo.endCursor;
    }
    expect(seen).toEqual(whole);
  });
});
