import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';
import type { FieldDefinitionNode, InputValueDefinitionNode, TypeNode } from 'graphql';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { harborFinch, homePage, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest, Reply } from './testing/portal-under-test.ts';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const reason = 'The customer says that a page is empty.';
const looking = ['mia', 'tom', 'bea'] as const;
const contactOf = (subject: string) => toGlobalId('Contact', subject);

/** What a frontend asks for, and what it should not. */
const operations: Readonly<
  Record<string, { readonly query: string; readonly variables?: Record<string, unknown>; readonly refused?: true }>
> = {
  'the home page': { query: homePage, variables: { clientId: harborFinch } },
  'who asks': {
    query: '{ viewer { kind subject name contact { id email } scopes memberships { role client { id name } } } }',
  },
  'lists with their cursors and counts': {
    query: `query ($id: ID!) { client(id: $id) {
      projects(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id title status { phase headline } availableActions { action allowed reason remedy dueBy } } } }
      quotes(first: 2) { totalCount pageInfo { endCursor } nodes { id availableActions { action allowed reason remedy dueBy } } }
      documents(first: 3) { totalCount pageInfo { endCursor } nodes { id name download { __typename } availableActions { action allowed reason remedy dueBy } } }
      tickets(first: 3) { totalCount pageInfo { endCursor } nodes { id title availableActions { action allowed reason remedy dueBy } messages(first: 2) { totalCount nodes { id body author { name } } } } }
      contacts(first: 5) { totalCount nodes { id name role isMe availableActions { action allowed reason } } }
      nextSteps(first: 5) { totalCount missing nodes { id headline urgency } }
      activity(first: 5) { totalCount missing nodes { id headline at } }
    } }`,
    variables: { id: harborFinch },
  },
  'sums of money': {
    query: `query ($id: ID!) { client(id: $id) { invoices(first: 2) { totalCount nodes { number total { amount currency } } } quotes(first: 2) { nodes { total { amount } } } } }`,
    variables: { id: harborFinch },
  },
  'what owners see of access': {
    query: `query ($id: ID!) { client(id: $id) { partnerGrants(first: 5) { totalCount nodes { id } } } }`,
    variables: { id: harborFinch },
  },
  'another company': { query: homePage, variables: { clientId: lumenBakery } },
  'an id that cannot be read': { query: '{ client(id: "nonsense") { name } }' },
  'a cursor that is none': {
    query: 'query ($id: ID!) { client(id: $id) { tickets(after: "nonsense") { totalCount } } }',
    variables: { id: harborFinch },
  },
  'a field for staff': { query: '{ client(id: "x") { provenance { recordId } } }', refused: true },
  'a field that does not exist': { query: '{ client(id: "x") { nothing } }', refused: true },
  'the schema': { query: '{ __schema { types { name fields { name } } } }' },
  'no GraphQL': { query: '{', refused: true },
};

/** One call of each mutation that contacts have, with something in every place that must have something. */
function mutationsOfContacts(): string[] {
  const { definitions } = parse(readFileSync(new URL('../../schema/public/client.graphql', import.meta.url), 'utf8'));
  const inputs = new Map<string, readonly InputValueDefinitionNode[]>();
  let fields: readonly FieldDefinitionNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) inputs.set(definition.name.value, definition.fields ?? []);
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation') fields = definition.fields ?? [];
  }
  const enums = new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.ENUM_TYPE_DEFINITION ? [[one.name.value, one.values?.[0]?.name.value ?? '']] : [],
    ),
  );
  const valueOf = (type: TypeNode): string => {
    if (type.kind === Kind.NON_NULL_TYPE) return valueOf(type.type);
    if (type.kind === Kind.LIST_TYPE) return `[${valueOf(type.type)}]`;
    const name = type.name.value;
    const input = inputs.get(name);
    if (input)
      return `{ ${input
        .filter((one) => one.type.kind === Kind.NON_NULL_TYPE)
        .map((one) => `${one.name.value}: ${valueOf(one.type)}`)
        .join(', ')} }`;
    const special: Record<string, string> = { Boolean: 'true', Int: '1', Float: '1', DateTime: '"2099-01-01T00:00:00Z"' };
    return enums.get(name) ?? special[name] ?? `"${harborFinch}"`;
  };
  return fields.map((field) => {
    const given = (field.arguments ?? []).map((one) => `${one.name.value}: ${valueOf(one.type)}`).join(', ');
    return `mutation { ${field.name.value}(${given}) { userErrors { code } } }`;
  });
}

describe("a view through a contact's eyes", () => {
  let portal: PortalUnderTest;
  const views = new Map<string, { readonly id: string; readonly token: string }>();
  /** Time stands still for the subgraphs: two answers must not differ by when they were asked for. */
  const present = new Date();

  beforeAll(async () => {
    portal = await startPortalUnderTest({ now: () => present });
    for (const subject of looking) {
      const { data, errors } = await open('sara', subject);
      expect([errors, data.viewAs.userErrors]).toEqual([[], []]);
      views.set(subject, { id: data.viewAs.view.id, token: data.viewAs.token });
    }
  }, 60_000);

  afterAll(() => portal.close());

  function open(as: string, subject: string, clientId = harborFinch): Promise<Reply> {
    return portal.ask(
      as,
      'mutation ($input: ViewAsInput!) { viewAs(input: $input) { view { id } token expiresAt userErrors { code } } }',
      { input: { clientId, contactId: contactOf(subject), reason } },
    );
  }

  /** All that can be seen of an answer. */
  async function answerOf(token: string, operation: { query: string; variables?: Record<string, unknown> }): Promise<string> {
    const response = await fetch(portal.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: operation.query, variables: operation.variables ?? {} }),
    });
    const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
    return JSON.stringify([response.status, headers, await response.text()], null, 1);
  }

  const tokenOf = (subject: string): string => views.get(subject)?.token ?? '';

  it.each(looking)('shows what %s sees, to the byte', async (subject) => {
    const own = await portal.issueToken(subject);
    for (const [what, operation] of Object.entries(operations)) {
      const answer = await answerOf(tokenOf(subject), operation);
      expect([what, answer]).toEqual([what, await answerOf(own, operation)]);
      expect([what, answer.startsWith('[\n 200')]).toEqual([what, operation.refused !== true]);
    }
  });

  it.each(looking)('goes on from page to page with the cursors of %s, and the other way round', async (subject) => {
    const own = await portal.issueToken(subject);
    const page = (token: string, after: string | null) =>
      answerOf(token, {
        query:
          'query ($id: ID!, $after: String) { client(id: $id) { tickets(first: 1, after: $after) { pageInfo { endCursor } nodes { id } } } }',
        variables: { id: harborFinch, after },
      });
    const first = await page(own, null);
    const cursor = /endCursor\\\\?":\\\\?"([^"\\]+)/.exec(first)?.[1] ?? /endCursor\W+([\w-]+)/.exec(first)?.[1] ?? '';
    expect(cursor.length).toBeGreaterThan(10);
    const second = await page(tokenOf(subject), cursor);
    expect(second).toBe(await page(own, cursor));
    expect(second).toContain('nodes');
    expect(second).not.toContain('BAD_USER_INPUT');
  });

  it('differs in when its token runs out, and in nothing else that it says of who asks', async () => {
    const query = '{ viewer { kind subject name expiresAt } }';
    const [own, view] = [await portal.ask('mia', query), JSON.parse(JSON.parse(await answerOf(tokenOf('mia'), { query }))[2])];
    expect({ ...view.data.viewer, expiresAt: null }).toEqual({ ...own.data.viewer, expiresAt: null });
    const left = Date.parse(view.data.viewer.expiresAt) - Date.now();
    expect([left > 0, left <= 900_000]).toEqual([true, true]);
  });

  it('changes nothing: every mutation is refused as a whole, and no subgraph is asked', async () => {
    const mutations = mutationsOfContacts();
    expect(mutations.length).toBeGreaterThanOrEqual(6);
    portal.calls.subgraphs.length = 0;
    const queries = [
      ...mutations,
      `mutation { a: __typename ${mutations[0]?.slice('mutation { '.length) ?? ''}`,
      'mutation { __typename }',
    ];
    for (const query of queries) {
      const [status, , body] = JSON.parse(await answerOf(tokenOf('mia'), { query }));
      const { data, errors } = JSON.parse(body);
      expect([query, status, data, errors[0]?.extensions]).toEqual([
        query,
        200,
        null,
        { code: 'FORBIDDEN', rule: 'read-only', missing: ['a token of your own'] },
      ]);
    }
    expect(portal.calls.subgraphs).toEqual([]);
  });

  it('marks nothing as seen, and leaves no trace in what the contact reads', async () => {
    const own = await portal.issueToken('mia');
    const operation = operations['lists with their cursors and counts'] ?? { query: '' };
    const before = await answerOf(own, operation);
    for (const { query, variables } of Object.values(operations))
      await answerOf(tokenOf('mia'), { query, ...(variables && { variables }) });
    expect(await answerOf(own, operation)).toBe(before);
  });

  it('is listed for the owners of the client: who looked, at what as whom, and why; and for no other contact', async () => {
    const query = `query ($id: ID!) { client(id: $id) { staffViews(first: 10) { totalCount nodes { id reason staffName contact { id } } } } }`;
    const { data, errors } = await portal.ask('mia', query, { id: harborFinch });
    expect(errors).toEqual([]);
    expect(data.client.staffViews.totalCount).toBe(looking.length);
    expect(data.client.staffViews.nodes.map((view: { contact: { id: string } }) => view.contact.id).sort()).toEqual(
      looking.map(contactOf).sort(),
    );
    for (const view of data.client.staffViews.nodes) expect(view).toMatchObject({ reason, staffName: 'Sara Kern' });
    const member = await portal.ask('tom', query, { id: harborFinch });
    expect(member.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(['otto', 'mia', 'tom', 'lena', 'beacon-studio'])('cannot be opened by %s', async (subject) => {
    const { data, errors } = await open(subject, 'mia');
    expect(data?.viewAs?.token ?? null).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  });

  it('cannot be opened from within a view, nor of a contact of another company', async () => {
    const query = 'mutation ($input: ViewAsInput!) { viewAs(input: $input) { token userErrors { code } } }';
    const inner = await answerOf(tokenOf('mia'), {
      query,
      variables: { input: { clientId: harborFinch, contactId: contactOf('tom'), reason } },
    });
    expect(inner).toContain('GRAPHQL_VALIDATION_FAILED');
    const mixed = await open('sara', 'lena', harborFinch);
    expect(mixed.data.viewAs.token).toBeNull();
    expect(mixed.data.viewAs.userErrors).toHaveLength(1);
  });

  it('that was ended is refused within two seconds, like any bad token; others go on', async () => {
    const { id, token } = views.get('tom') ?? { id: '', token: '' };
    const operation = { query: '{ clients(first: 1) { totalCount } }' };
    const never = await answerOf('never.was.one', operation);
    expect(await answerOf(token, operation)).not.toBe(never);
    const ended = await portal.ask(
      'sara',
      'mutation ($input: EndViewInput!) { endView(input: $input) { userErrors { code } } }',
      {
        input: { viewId: id },
      },
    );
    expect([ended.errors, ended.data.endView.userErrors]).toEqual([[], []]);
    const startedAt = performance.now();
    while ((await answerOf(token, operation)) !== never) {
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      await wait(20);
    }
    expect(await answerOf(tokenOf('mia'), operation)).not.toBe(never);
    expect(await answerOf(await portal.issueToken('tom'), operation)).not.toBe(never);
  });
});
