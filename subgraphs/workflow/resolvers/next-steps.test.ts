import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { execute, now } from '../testing/execute.ts';
import { inHours, step } from '../testing/facts.ts';

const ann = clientClaims('acme');
const acme = toGlobalId('Client', 'acme');

const nextStepsQuery = `query ($facts: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $facts) { ... on Client {
    nextSteps(first: $first, after: $after) {
      totalCount missing pageInfo { hasNextPage endCursor }
      edges { cursor node { id } }
      nodes { id title urgency dueBy since action system subject { __typename id ... on Ticket { clientId } ... on Invoice { clientId } } }
    }
  } }
}`;

interface List {
  readonly totalCount: number;
  readonly missing: readonly string[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly {
    readonly id: string;
    readonly title: string;
    readonly urgency: string;
    readonly subject: { readonly __typename: string } | null;
  }[];
}

type Facts = ReturnType<typeof of<Record<string, unknown>[]>>;

interface Data {
  readonly _entities: readonly [{ readonly nextSteps: List }];
}

function representation(facts: { crm?: unknown; files?: unknown; tickets?: unknown }, clientId = acme): Record<string, unknown> {
  return { __typename: 'Client', id: clientId, crmFacts: facts.crm, fileFacts: facts.files, ticketFacts: facts.tickets };
}

function of<Steps>(system: string, steps: Steps): { system: string; steps: Steps } {
  return { system, steps };
}

async function nextSteps(
  facts: { crm?: unknown; files?: unknown; tickets?: unknown },
  page: { first?: number; after?: string | null } = {},
  at = now,
) {
  const answer = await execute<Data>(ann, nextStepsQuery, { facts: [representation(facts)], ...page }, at);
  return { ...answer, list: answer.data._entities[0].nextSteps };
}

const crm = of('CRM', [step('Invoice', 'i1', { dueBy: inHours(-1) }), step('Quote', 'q1', { dueBy: inHours(100) })]);
const files = of('Files', [step('Document', 'd1', { dueBy: inHours(20) }), step('Document', 'd2')]);
const tickets = of('Help desk', [step('Ticket', 't1', { dueBy: inHours(2), action: 'REPLY_TO_TICKET' })]);

describe('Client.nextSteps', () => {
  it('merges all systems, most urgent first', async () => {
    const { list, errors, logged } = await nextSteps({ crm, files, tickets });
    expect(errors).toBeUndefined();
    expect(logged).toEqual([]);
    expect(list.missing).toEqual([]);
    expect(list.totalCount).toBe(5);
    expect(list.nodes.map(({ title, urgency }) => [title, urgency])).toEqual([
      ['Invoice i1', 'OVERDUE'],
      ['Ticket t1', 'SOON'],
      ['Document d1', 'SOON'],
      ['Quote q1', 'LATER'],
      ['Document d2', 'LATER'],
    ]);
    expect(list.nodes[1]).toMatchObject({
      system: 'Help desk',
      action: 'REPLY_TO_TICKET',
      dueBy: inHours(2),
      since: inHours(-24),
      subject: { __typename: 'Ticket', id: toGlobalId('Ticket', 't1'), clientId: acme },
    });
  });

  it.each([
    ['a millisecond past the due time', inHours(0, -1), 'OVERDUE'],
    ['at the due time', inHours(0), 'SOON'],
    ['exactly three days before', inHours(72), 'SOON'],
    ['a millisecond more than three days before', inHours(72, 1), 'LATER'],
    ['without a due time', null, 'LATER'],
  ])('%s a step is as urgent as its name says', async (_case, dueBy, urgency) => {
    const { list } = await nextSteps({ crm: of('CRM', [step('Quote', 'q', { dueBy })]) });
    expect(list.nodes[0]?.urgency).toBe(urgency);
  });

  it('orders equal due times by how long the step has waited, then by id', async () => {
    const due = { dueBy: inHours(5) };
    const { list } = await nextSteps({
      tickets: of('Help desk', [
        step('Ticket', 'young', { ...due, since: inHours(-1) }),
        step('Ticket', 'twin-a', { ...due, since: inHours(-2) }),
        step('Ticket', 'twin-b', { ...due, since: inHours(-2) }),
        step('Ticket', 'old', { ...due, since: inHours(-3) }),
      ]),
    });
    const titles = list.nodes.map(({ title }) => title);
    expect([titles[0], titles[3]]).toEqual(['Ticket old', 'Ticket young']);
    const twins = list.nodes.slice(1, 3).map(({ id }) => id);
    expect(twins).toEqual([...twins].sort());
  });

  it.each([
    ['crm', { files, tickets }, ['crm'], 3],
    ['files', { crm, tickets }, ['files'], 3],
    ['tickets', { crm, files, tickets: null }, ['tickets'], 4],
    ['crm and tickets', { files, crm: null }, ['crm', 'tickets'], 2],
    ['all', {}, ['crm', 'files', 'tickets'], 0],
  ])('names %s as missing when nothing came from there, without a word in the log', async (_case, facts, missing, count) => {
    const { list, errors, logged } = await nextSteps(facts);
    expect(errors).toBeUndefined();
    expect(list).toMatchObject({ missing, totalCount: count });
    expect(logged).toEqual([]);
  });

  it.each([
    ['a text', 'down for maintenance'],
    ['a list', []],
    ['facts without steps', { system: 'Files', events: [] }],
    ['steps of the wrong kind', of('Files', 'none')],
    ['a step that is null', of('Files', [null])],
    ['a step with an unreadable date', of('Files', [step('Document', 'd', { dueBy: 'tomorrow' })])],
    ['a step without a title', of('Files', [step('Document', 'd', { title: null })])],
    ['a step with an action that nobody knows', of('Files', [step('Document', 'd', { action: 'DANCE' })])],
    ['a good step beside a bad one', of('Files', [step('Document', 'd'), { title: 7 }])],
  ])('counts a system as missing that sends %s, and logs where, not what', async (_case, garbage) => {
    const { list, errors, logged } = await nextSteps({ crm, files: garbage, tickets });
    expect(errors).toBeUndefined();
    expect(list).toMatchObject({ missing: ['files'], totalCount: 3 });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ source: 'files', msg: 'the facts of a system could not be read' });
    expect(JSON.stringify(logged)).not.toMatch(/maintenance|tomorrow|DANCE|Document d/);
  });

  it('takes no more than a hundred steps of one system', async () => {
    const many = Array.from({ length: 130 }, (_, index) => step('Ticket', `t${String(index)}`));
    expect((await nextSteps({ tickets: of('Help desk', many) })).list.totalCount).toBe(100);
  });

  it('leaves the subject out when the graph has no such type, or the id is not of that type', async () => {
    const foreignClient = { subjectType: 'Client', subjectId: toGlobalId('Client', 'globex') };
    const { list } = await nextSteps({
      crm: of('CRM', [
        step('Quote', 'a', { subjectType: 'Spaceship', dueBy: inHours(1) }),
        step('Quote', 'b', { subjectType: 'Invoice', dueBy: inHours(2) }),
        step('Quote', 'c', { subjectId: 'garbage', dueBy: inHours(3) }),
        step('Quote', 'd', { ...foreignClient, dueBy: inHours(4) }),
        step('Client', 'acme', { dueBy: inHours(5) }),
      ]),
    });
    expect(list.nodes.map(({ subject }) => subject)).toEqual([null, null, null, null, { __typename: 'Client', id: acme }]);
  });

  it('drops the subject whose type asks for a scope that the caller lacks', async () => {
    const answer = await execute<Data>(clientClaims('acme', { scopes: ['tickets:read'] }), nextStepsQuery, {
      facts: [representation({ crm: of('CRM', [step('Invoice', 'i')]), tickets: of('Help desk', [step('Ticket', 't')]) })],
    });
    const subjects = answer.data._entities[0].nextSteps.nodes.map(({ title, subject }) => [title, subject?.__typename ?? null]);
    expect(Object.fromEntries(subjects)).toEqual({ 'Invoice i': null, 'Ticket t': 'Ticket' });
  });

  it('gives a step the same id tomorrow, and another one to the same record of another system', async () => {
    const today = await nextSteps({ crm: of('CRM', [step('Quote', 'q', { title: 'Old', dueBy: inHours(1) })]) });
    const renamed = of('Sales', [step('Quote', 'q', { title: 'New', dueBy: null, since: inHours(0) })]);
    const tomorrow = await nextSteps({ crm: renamed });
    expect(tomorrow.list.nodes[0]?.id).toBe(today.list.nodes[0]?.id);
    expect((await nextSteps({ files: renamed })).list.nodes[0]?.id).not.toBe(today.list.nodes[0]?.id);
  });

  it('shows a record once when its system reports it twice: the more urgent of the two', async () => {
    const twice = [step('Quote', 'q', { title: 'Later' }), step('Quote', 'q', { title: 'Now', dueBy: inHours(1) })];
    const { list } = await nextSteps({ crm: of('CRM', twice) });
    expect(list).toMatchObject({ totalCount: 1, nodes: [{ title: 'Now' }] });
  });

  it('answers two aliases with differing arguments each by its own', async () => {
    const source = `query ($facts: [_Any!]!) { _entities(representations: $facts) { ... on Client {
      a: nextSteps(first: 1) { nodes { title } } b: nextSteps(first: 3) { nodes { title } }
    } } }`;
    const { data } = await execute<{ _entities: readonly [{ a: List; b: List }] }>(ann, source, {
      facts: [representation({ crm, files, tickets })],
    });
    expect(data._entities[0].a.nodes).toHaveLength(1);
    expect(data._entities[0].b.nodes.map(({ title }) => title)).toEqual(['Invoice i1', 'Ticket t1', 'Document d1']);
  });
});

describe('the pages of Client.nextSteps', () => {
  const mixed = {
    crm: of('CRM', [
      step('Quote', 'a', { dueBy: inHours(-9) }),
      step('Quote', 'b'),
      step('Invoice', 'c', { dueBy: inHours(99) }),
    ]),
    files: of('Files', [
      step('Document', 'd', { dueBy: inHours(1) }),
      step('Document', 'e', { dueBy: inHours(1) }),
      step('Document', 'f'),
    ]),
    tickets: of('Help desk', [
      step('Ticket', 'g', { dueBy: inHours(1) }),
      step('Ticket', 'h'),
      step('Ticket', 'i', { dueBy: inHours(-1) }),
    ]),
  };

  it.each([1, 2, 3, 4, 5, 6, 7])('of size %d lead to the end without loss or repetition', async (first) => {
    const whole = (await nextSteps(mixed, { first: 100 })).list.nodes.map(({ id }) => id);
    expect(whole).toHaveLength(9);
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { list } = await nextSteps(mixed, { first, after });
      expect(list.nodes.length).toBeLessThanOrEqual(first);
      expect(list.totalCount).toBe(9);
      seen.push(...list.nodes.map(({ id }) => id));
      more = list.pageInfo.hasNextPage;
      after = list.pageInfo.endCursor;
    }
    expect(seen).toEqual(whole);
  });

  it('go on at the same place when the last seen step is gone, one was added on either side, and the clock went on', async () => {
    const before = await nextSteps(mixed, { first: 4 });
    const seen = before.list.nodes.map(({ title }) => title);
    const rest = (await nextSteps(mixed, { first: 100 })).list.nodes.slice(4).map(({ title }) => title);
    const without = (facts: Facts): Facts => ({ ...facts, steps: facts.steps.filter(({ title }) => title !== seen[3]) });
    const changed = {
      crm: without(mixed.crm),
      files: without(mixed.files),
      tickets: without({
        ...mixed.tickets,
        steps: [
          ...mixed.tickets.steps,
          step('Ticket', 'earlier', { dueBy: inHours(-99) }),
          step('Ticket', 'later', { dueBy: inHours(500) }),
        ],
      }),
    };
    const twoDaysOn = new Date(now.getTime() + 48 * 3_600_000);
    const after = await nextSteps(changed, { first: 100, after: before.list.pageInfo.endCursor }, twoDaysOn);
    const titles = after.list.nodes.map(({ title }) => title);
    expect(titles.filter((title: string) => title !== 'Ticket later')).toEqual(rest);
    expect(titles).toContain('Ticket later');
    expect(titles).not.toContain('Ticket earlier');
  });

  it('refuse a cursor of another list, of another caller, and of another client', async () => {
    const { list } = await nextSteps(mixed, { first: 1 });
    const activity = `query ($facts: [_Any!]!, $after: String) { _entities(representations: $facts) { ... on Client { activity(after: $after) { totalCount } } } }`;
    const after = list.pageInfo.endCursor;
    const facts = [representation(mixed)];
    expect((await execute(ann, activity, { facts, after })).errors?.[0]?.message).toContain('not a cursor of this list');
    const staff = staffClaims();
    expect((await execute(staff, nextStepsQuery, { facts, after })).errors?.[0]?.message).toContain('not a cursor of this list');
    const both = clientClaims('acme', {
      memberships: ['acme', 'globex'].map((clientId) => ({ clientId, role: 'OWNER' as const })),
    });
    const own = await execute<Data>(both, nextStepsQuery, { facts, first: 1 });
    const cursor = own.data._entities[0].nextSteps.pageInfo.endCursor;
    const globex = [representation(mixed, toGlobalId('Client', 'globex'))];
    expect((await execute(both, nextStepsQuery, { facts, after: cursor })).errors).toBeUndefined();
    expect((await execute(both, nextStepsQuery, { facts: globex, after: cursor })).errors?.[0]?.message).toContain(
      'not a cursor',
    );
  });

  it.each([0, -1, 101])('are refused at a size of %d', async (first) => {
    expect((await nextSteps(mixed, { first })).errors?.[0]?.message).toContain('`first` must be from 1 to 100');
  });
});
