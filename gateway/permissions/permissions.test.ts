import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Kind, buildClientSchema, buildSchema, getIntrospectionQuery, parse, print, printSchema, validate } from 'graphql';
import type { IntrospectionQuery, OperationDefinitionNode } from 'graphql';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { createPrincipal } from '../auth/principal.ts';
import type { Principal, PrincipalClaims } from '../auth/principal.ts';
import { createDistinctNames } from '../execution/distinct-names.ts';
import { createCompileShape } from '../execution/shape/compile-shape.ts';
import { createAudienceSchemas } from './audiences/audience-schema.ts';
import { createPermissions } from './permissions.ts';
import type { PermittedOperation } from './permissions.ts';
import { reservedNamesRule } from './reserved-names.ts';
import { readSupergraphPermissions } from './supergraph-permissions.ts';

const readSchemaFile = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
const schema = buildSchema(readSchemaFile('public/staff.graphql'));
const { requirements } = readSupergraphPermissions(readSchemaFile('supergraph.graphql'));

const foreignTypes: string[] = [];
const permissions = createPermissions({
  apiSchema: schema,
  audienceSchemas: createAudienceSchemas({ supergraph: parse(readSchemaFile('supergraph.graphql')), apiSchema: schema }),
  requirements,
  compileShape: createCompileShape(createDistinctNames(schema)),
  reportDenied: () => undefined,
  reportForeign: (type) => foreignTypes.push(type),
});

const allScopes = ['clients:read', 'documents:read', 'tickets:read', 'tickets:write'];

function contact(overrides: Partial<PrincipalClaims> = {}): Principal {
  return createPrincipal({
    kind: 'client',
    subject: 'ann',
    contactId: 'ann',
    memberships: [{ clientId: 'acme', role: 'MEMBER' }],
    scopes: new Set(allScopes),
    tokenId: null,
    expiresAt: 2_000_000_000,
    ...overrides,
  });
}

const owner = contact({ memberships: [{ clientId: 'acme', role: 'OWNER' }] });
const member = contact();
const staff = contact({ kind: 'staff', memberships: [], scopes: new Set([...allScopes, 'clients:all']) });

async function permit(
  query: string,
  principal: Principal | null,
  variables: Record<string, unknown> = {},
): Promise<PermittedOperation> {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  const asked = { document, operation, operationName: operation.name?.value ?? null, queryHash: query, variables, principal };
  const permitted = await permissions.permit(asked);
  if (permitted.document) expect(validate(schema, permitted.document)).toEqual([]);
  return permitted;
}

/** What would be planned, in one line. */
async function planned(
  query: string,
  principal: Principal | null,
  variables: Record<string, unknown> = {},
): Promise<string | null> {
  const { document } = await permit(query, principal, variables);
  return document && print(document).replaceAll(/\s+/g, ' ').trim();
}

async function errorsOf(query: string, principal: Principal | null, variables: Record<string, unknown> = {}) {
  const permitted = await permit(query, principal, variables);
  return permitted.shape({ data: {}, errors: [] }).errors;
}

describe('what is planned', () => {
  it('leaves out a field that the caller may not have, and keeps the rest', async () => {
    const query = '{ client(id: "x") { quotes { nodes { title total { amount } } } } }';
    expect(await planned(query, owner)).toContain('total');
    expect(await planned(query, member)).not.toContain('total');
    expect(await planned(query, member)).toContain('title');
  });

  it('names each denied field with its path, the rule and what is missing', async () => {
    const query = '{ c: client(id: "x") { q: quotes { nodes { total { amount } } } tickets { nodes { title } } } }';
    const errors = await errorsOf(query, contact({ scopes: new Set(['clients:read']) }));
    expect(errors).toEqual([
      {
        message: 'You may not see or do this.',
        path: ['c', 'q', 'nodes', '@', 'total'],
        extensions: { code: 'FORBIDDEN', rule: 'policy', missing: ['billing'] },
      },
      {
        message: 'You may not see or do this.',
        path: ['c', 'tickets'],
        extensions: { code: 'FORBIDDEN', rule: 'requiresScopes', missing: ['tickets:read'] },
      },
    ]);
  });

  it('plans nothing at all for somebody who did not sign in', async () => {
    expect(await planned('{ viewer { kind } client(id: "x") { name } }', null)).toBeNull();
  });

  it.each([
    ['an alias', '{ client(id: "x") { harmless: quotes { nodes { id: total { id: amount } } } } }'],
    ['a fragment', '{ client(id: "x") { quotes { nodes { ...f } } } } fragment f on Quote { title total { amount } }'],
    [
      'nested fragments',
      '{ client(id: "x") { ...a } } fragment a on Client { quotes { ...b } } fragment b on QuoteConnection { nodes { total { amount } } }',
    ],
    ['an inline fragment', '{ client(id: "x") { quotes { nodes { ... { ... on Quote { total { amount } } } } } } }'],
    ['an interface', '{ node(id: "x") { ... on WorkItem { ... on Quote { total { amount } } } } }'],
    ['a directive', '{ client(id: "x") { quotes { nodes { total @include(if: true) { amount } } } } }'],
    [
      'a variable with a default',
      'query ($v: Boolean = true) { client(id: "x") { quotes { nodes { total @include(if: $v) { amount } } } } }',
    ],
  ])('finds a denied field behind %s', async (_case, query) => {
    expect(await planned(query, owner)).toContain('amount');
    expect(await planned(query, member)).not.toContain('amount');
  });

  it('does not report a denied field that @skip or @include left out of this request', async () => {
    const query = 'query ($v: Boolean!) { client(id: "x") { quotes { nodes { title total @include(if: $v) { amount } } } } }';
    expect(await errorsOf(query, member, { v: false })).toEqual([]);
    expect(await errorsOf(query, member, { v: true })).toHaveLength(1);
    expect(await planned(query, member, { v: false })).not.toContain('total');
  });

  it('drops fragments and variables that nothing uses any more', async () => {
    const query = `
      query ($first: Int) { client(id: "x") { name ...money } }
      fragment money on Client { invoices(first: $first) { nodes { ...line } } }
      fragment line on Invoice { title }`;
    expect(await planned(query, member)).toBe('{ client(id: "x") { name __portal_owner: id } }');
  });

  it('still asks for a parent of which everything was denied', async () => {
    expect(await planned('{ client(id: "x") { invoices { nodes { title } } } }', member)).toContain(
      'client(id: "x") { __portal_pruned',
    );
  });

  it('spells an interface out for the types that the caller may see', async () => {
    const query = '{ node(id: "x") { id ... on WorkItem { title } } }';
    const forOwner = await planned(query, owner);
    expect(forOwner).toMatch(/node\(id: "x"\) \{ id \.\.\. on WorkItem \{ title \}/);
    const forMember = await permit(query, member);
    const text = print(forMember.document ?? parse('{ a }'));
    expect(text).toContain('... on Ticket');
    expect(text).not.toContain('Invoice');
  });

  it('refuses a mutation as a whole when any part of it is denied', async () => {
    const query = 'mutation { closeTicket(input: { ticketId: "x" }) { ticket { id messages { nodes { audience } } } } }';
    const permitted = await permit(query, member);
    expect(permitted.document).toBeNull();
    const { data, errors } = permitted.shape({ data: null, errors: [] });
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect((await permit(query, staff)).document).not.toBeNull();
  });

  it('gives different rights different plans, and equal rights the same', async () => {
    const query = '{ client(id: "x") { quotes { nodes { total { amount } } } } }';
    const other = contact({ subject: 'bob', contactId: 'bob', memberships: [{ clientId: 'globex', role: 'MEMBER' }] });
    const hashes = await Promise.all([owner, member, other].map(async (principal) => (await permit(query, principal)).queryHash));
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(hashes[1]).toBe(hashes[2]);
    expect(hashes).not.toContain(query);
  });

  it('plans nothing for introspection, and answers it all the same', async () => {
    const query = getIntrospectionQuery();
    const permitted = await permit(query, member);
    expect(permitted.document).toBeNull();
    const { data, errors } = permitted.shape({ data: null, errors: [] });
    expect(errors).toEqual([]);
    expect(printSchema(buildClientSchema(data as unknown as IntrospectionQuery))).toContain('type Ticket');
    expect(await planned('{ __type(name: "Ticket") { ...f } viewer { kind } } fragment f on __Type { name }', member)).toBe(
      '{ viewer { kind } }',
    );
  });

  it('takes a bomb of nested fragments within a moment', async () => {
    const depth = 40;
    const fragments = Array.from({ length: depth }, (_, index) =>
      index + 1 < depth
        ? `fragment f${index} on Client { ...f${index + 1} ...f${index + 1} }`
        : `fragment f${index} on Client { name invoices { nodes { title } } }`,
    );
    const document = parse(`{ client(id: "x") { ...f0 } } ${fragments.join(' ')}`);
    const [operation] = document.definitions as [OperationDefinitionNode];
    const startedAt = performance.now();
    const permitted = await permissions.permit({
      document,
      operation,
      operationName: null,
      queryHash: 'bomb',
      variables: {},
      principal: member,
    });
    expect(performance.now() - startedAt).toBeLessThan(200);
    expect(print(permitted.document ?? parse('{ a }'))).not.toContain('invoices');
  });
});

describe('the answer', () => {
  const acme = toGlobalId('Client', 'acme');
  const globex = toGlobalId('Client', 'globex');

  it('has null where a field was denied, in the place where it was asked for', async () => {
    const query = '{ client(id: "x") { quotes { nodes { title total { amount } id } } } }';
    const permitted = await permit(query, member);
    const quote = { title: 'Roof', id: 'q', __portal_owner: acme };
    const { data } = permitted.shape({ data: { client: { quotes: { nodes: [quote] }, __portal_owner: acme } }, errors: [] });
    expect(JSON.stringify(data)).toBe('{"client":{"quotes":{"nodes":[{"title":"Roof","total":null,"id":"q"}]}}}');
  });

  it('loses what belongs to another client: out of lists, else null, with the errors below it', async () => {
    const query = '{ client(id: "x") { tickets { nodes { title lastMessage { body } } } } ticket(id: "y") { title } }';
    const permitted = await permit(query, member);
    const { data, errors } = permitted.shape({
      data: {
        client: {
          tickets: {
            nodes: [
              { title: 'ours', lastMessage: { body: 'hello', __portal_owner: acme }, __portal_owner: acme },
              { title: 'theirs', lastMessage: null, __portal_owner: globex },
              { title: 'ours too', lastMessage: { body: 'secret', __portal_owner: globex }, __portal_owner: acme },
            ],
          },
          __portal_owner: acme,
        },
        ticket: { title: 'theirs', __portal_owner: globex },
      },
      errors: [
        { message: 'failed', path: ['client', 'tickets', 'nodes', 1, 'lastMessage'], extensions: { code: 'UPSTREAM_TIMEOUT' } },
      ],
    });
    expect(data).toEqual({
      client: {
        tickets: {
          nodes: [
            { title: 'ours', lastMessage: { body: 'hello' } },
            { title: 'ours too', lastMessage: null },
          ],
        },
      },
      ticket: null,
    });
    expect(errors).toEqual([]);
    expect(foreignTypes).toEqual(['Ticket', 'Message', 'Ticket']);
  });

  it('loses the edge of what belongs to another client, whatever was asked of it, and counts it no more', async () => {
    const edge = (owner: string, cursor: string) => ({
      cursor,
      n: { title: owner === acme ? 'ours' : 'theirs', __portal_owner: owner },
      __portal_node: { __portal_owner: owner },
    });
    const tickets = {
      totalCount: 3,
      t: 3,
      edges: [edge(acme, '1'), edge(globex, '2'), edge(acme, '3')],
      nodes: [{ __portal_owner: acme }, { __portal_owner: globex }, { __portal_owner: acme }],
    };
    const shapedFor = async (selection: string) => {
      const permitted = await permit(`{ client(id: "x") { tickets { ${selection} } } }`, member);
      return permitted.shape({ data: { client: { tickets, __portal_owner: acme } }, errors: [] }).data;
    };
    expect(await shapedFor('totalCount edges { cursor n: node { title } }')).toEqual({
      client: {
        tickets: {
          totalCount: 2,
          edges: [
            { cursor: '1', n: { title: 'ours' } },
            { cursor: '3', n: { title: 'ours' } },
          ],
        },
      },
    });
    expect(await shapedFor('edges { cursor } totalCount')).toEqual({
      client: { tickets: { edges: [{ cursor: '1' }, { cursor: '3' }], totalCount: 2 } },
    });
    expect(await shapedFor('t: totalCount nodes { __typename } edges { __typename }')).toEqual({
      client: {
        tickets: {
          t: 2,
          nodes: [{ __typename: 'Ticket' }, { __typename: 'Ticket' }],
          edges: [{ __typename: 'TicketEdge' }, { __typename: 'TicketEdge' }],
        },
      },
    });
    expect(await planned('{ client(id: "x") { tickets { edges { cursor } } } }', member)).toContain(
      'edges { cursor __portal_node: node { __portal_owner: clientId } }',
    );
  });

  it('does not read what was denied, even where something lies in its place', async () => {
    const permitted = await permit('{ client(id: "x") { quotes { nodes { title: total { amount } } } } }', member);
    const nodes = [{ title: { amount: '1' }, __portal_owner: acme }];
    expect(permitted.shape({ data: { client: { quotes: { nodes }, __portal_owner: acme } }, errors: [] }).data).toEqual({
      client: { quotes: { nodes: [{ title: null }] } },
    });
  });

  it('gives a foreign, a missing and an unreadable thing the same bytes', async () => {
    const permitted = await permit('{ node(id: "x") { __typename id ... on Ticket { title } } }', member);
    const answers = [
      { node: { __typename: 'Ticket', id: 'x', title: 'theirs', __portal_owner: globex } },
      { node: { __typename: 'Ticket', id: 'x' } },
      { node: null },
    ].map((data) => JSON.stringify(permitted.shape({ data, errors: [] })));
    expect(new Set(answers)).toEqual(new Set(['{"data":{"node":null},"errors":[]}']));
  });

  it('gives null for an object of a type that the caller may not see', async () => {
    const permitted = await permit('{ node(id: "x") { __typename id } }', member);
    const invoice = { __typename: 'Invoice', id: 'x', __portal_owner: acme };
    expect(permitted.shape({ data: { node: invoice }, errors: [] }).data).toEqual({ node: null });
  });

  it('lets staff see every client', async () => {
    const permitted = await permit('{ ticket(id: "y") { title } }', staff);
    expect(permitted.shape({ data: { ticket: { title: 'theirs', __portal_owner: globex } }, errors: [] }).data).toEqual({
      ticket: { title: 'theirs' },
    });
  });
});

describe('reserved aliases', () => {
  it.each(['__portal_owner: title', '__typename: title', '__x: id'])('refuses %s', (selection) => {
    const document = parse(`{ ticket(id: "x") { ${selection} } }`);
    expect(validate(schema, document, [reservedNamesRule]).map(({ message }) => message)).toEqual([
      expect.stringContaining('reserved'),
    ]);
  });

  it('takes introspection fields and ordinary aliases', () => {
    expect(validate(schema, parse('{ __typename _a: __typename __schema { queryType { name } } }'), [reservedNamesRule])).toEqual(
      [],
    );
  });
});
