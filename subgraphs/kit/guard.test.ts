import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { guardReferences, guardSchema } from './guard.ts';
import type { ResolverMap } from './guard.ts';
import { createSchema } from './schema.ts';
import { scopeOf } from './scope.ts';
import { clientClaims, staffClaims } from './testing/identity.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy"])`;

const typeDefs = parse(`${link}
  type Query {
    open: String
    guarded: String @requiresScopes(scopes: [["a"]])
    either: String @requiresScopes(scopes: [["a", "b"], ["c"]])
    forStaff: String @policy(policies: [["staff"]])
    paper: Paper
    bill: Bill
    bills: [Bill!]
    billPage: BillConnection
    thing: Thing
    things: [Thing]
    paperOrBill: PaperOrBill
    code: Code
    seal: Seal
    client: Client
    boom: Paper
    inside: String @policy(policies: [["service"]])
    ownersOnly: String @policy(policies: [["owner"]])
  }
  type Mutation {
    plain: String
    grant: String @requiresScopes(scopes: [["access:write"]]) @policy(policies: [["owner"]])
  }
  interface Thing { id: ID! }
  union PaperOrBill = Paper | Bill
  scalar Code @requiresScopes(scopes: [["code"]])
  scalar Seal @policy(policies: [["staff"]])
  type Client @key(fields: "id") { id: ID!  invoices: [String!] @policy(policies: [["billing"]])  grants: [String!] @policy(policies: [["owner"]]) }
  type Paper implements Thing @key(fields: "id") @requiresScopes(scopes: [["paper"]]) { id: ID!  margin: String @policy(policies: [["staff"]]) }
  type Bill implements Thing @key(fields: "id") @requiresScopes(scopes: [["bill"]]) @policy(policies: [["billing"]]) { id: ID! }
  type BillConnection @requiresScopes(scopes: [["bill"]]) { nodes: [Bill!]!  edges: [BillEdge!]! }
  type BillEdge { node: Bill! }
`);

const paper = { __typename: 'Paper', id: 'p', margin: 'SECRET' };
const ownBill = { __typename: 'Bill', id: 'SECRET-own', clientId: 'acme' };
const foreignBill = { __typename: 'Bill', id: 'SECRET-foreign', clientId: 'globex' };

const resolvers: ResolverMap = {
  Query: {
    open: () => 'open',
    guarded: () => 'SECRET',
    either: () => 'SECRET',
    forStaff: () => 'SECRET',
    paper: () => paper,
    bill: () => ownBill,
    bills: () => [foreignBill, ownBill],
    billPage: () => ({ nodes: [foreignBill, ownBill], edges: [{ node: ownBill }] }),
    thing: () => ownBill,
    things: () => [ownBill, null, paper, foreignBill, { id: 'of no known type' }],
    paperOrBill: () => ownBill,
    code: () => 'SECRET',
    seal: () => 'SECRET',
    client: () => ({ id: 'c', clientId: 'acme', invoices: ['SECRET'], grants: ['SECRET'] }),
    boom: () => {
      throw new Error('of its own');
    },
    inside: () => 'SECRET',
    ownersOnly: () => 'SECRET',
  },
  Mutation: { plain: () => 'SECRET', grant: () => 'SECRET' },
  Client: {
    __resolveReference: ({ id }: { id: string }) => ({ id, clientId: id, invoices: ['SECRET'], grants: ['SECRET'] }),
  },
  Paper: { __resolveReference: () => paper },
  Bill: { __resolveReference: ({ id }: { id: string }) => (id === 'foreign' ? foreignBill : ownBill) },
};

const guarded = createSchema(typeDefs, resolvers);

async function ask(claims: IdentityClaims, source: string, schema: GraphQLSchema = guarded) {
  const answer = await graphql({ schema, source, contextValue: { scope: scopeOf(claims), claims } });
  return {
    data: JSON.parse(JSON.stringify(answer.data ?? null)) as unknown,
    errors: answer.errors?.map(({ message }) => message),
  };
}

function holding(...scopes: string[]): IdentityClaims {
  return clientClaims('acme', { scopes });
}

const member = (...scopes: string[]) => clientClaims('acme', { scopes, memberships: [{ clientId: 'acme', role: 'MEMBER' }] });
const partner = () => clientClaims('acme', { kind: 'partner', memberships: [{ clientId: 'acme', role: null }] });
const service = (...scopes: string[]): IdentityClaims => ({
  kind: 'service',
  subject: 'workflow',
  memberships: [],
  scopes,
  expiresAt: 2e9,
});
const actor = { subject: 'sara', viewId: 'v' };
const denied = 'You may not see or do this.';

describe('the guard of a field', () => {
  it.each([
    ['@requiresScopes, with the scope', '{ it: guarded }', holding('a'), 'SECRET'],
    ['@requiresScopes, with all scopes of one alternative', '{ it: either }', holding('b', 'a'), 'SECRET'],
    ['@requiresScopes, with the other alternative', '{ it: either }', holding('c'), 'SECRET'],
    ['@policy(staff), for staff', '{ it: forStaff }', staffClaims(), 'SECRET'],
    ['the scopes of the returned type', '{ it: paper { id } }', holding('paper'), { id: 'p' }],
    ['the scopes of a scalar', '{ it: code }', holding('code'), 'SECRET'],
    ['the policy of a scalar, for staff', '{ it: seal }', staffClaims(), 'SECRET'],
    ['@policy(billing) on the parent, for an owner', '{ it: client { invoices } }', holding(), { invoices: ['SECRET'] }],
    ['@policy(owner) on the parent, for an owner', '{ it: client { grants } }', holding(), { grants: ['SECRET'] }],
    ['@policy(owner) on the parent, for staff', '{ it: client { grants } }', staffClaims(), { grants: ['SECRET'] }],
    ['@policy(owner) on a root field, for an owner', '{ it: ownersOnly }', holding(), 'SECRET'],
    ['@policy(owner) on a root field, for staff', '{ it: ownersOnly }', staffClaims(), 'SECRET'],
    ['@policy(service), for a service', '{ it: inside }', service(), 'SECRET'],
    ['a mutation without a rule', 'mutation { it: plain }', holding(), 'SECRET'],
    ['a mutation with scope and policy', 'mutation { it: grant }', holding('access:write'), 'SECRET'],
    ['no rule at all', '{ it: open }', holding(), 'open'],
  ])('lets through: %s', async (_case, source, claims, data) => {
    expect(await ask(claims, source)).toEqual({ data: { it: data }, errors: undefined });
  });

  it.each([
    ['@requiresScopes, without the scope', '{ it: guarded }', holding('b', 'aa', 'A')],
    ['@requiresScopes, with half of one alternative', '{ it: either }', holding('a')],
    ['@requiresScopes, for staff without the scope', '{ it: guarded }', staffClaims()],
    ['@policy(staff), for a client', '{ it: forStaff }', holding('a', 'b', 'c', 'staff')],
    ['@policy(staff), for a partner', '{ it: forStaff }', clientClaims('acme', { kind: 'partner' })],
    ['@policy(owner) on a root field, for a member', '{ it: ownersOnly }', member()],
    ['@policy(owner) on a root field, for a partner', '{ it: ownersOnly }', partner()],
    ['@policy(owner) on a root field, for a service', '{ it: ownersOnly }', service('clients:all')],
    ['@policy(service), for staff', '{ it: inside }', staffClaims()],
    ['@policy(service), for an owner', '{ it: inside }', holding('service')],
    ['a mutation without the scope', 'mutation { it: grant }', holding()],
    ['a mutation, for a member', 'mutation { it: grant }', member('access:write')],
    ["a mutation without a rule, through an owner's eyes", 'mutation { it: plain }', { ...holding(), actor }],
    ["a mutation, through an owner's eyes", 'mutation { it: grant }', { ...holding('access:write'), actor }],
    ['the scopes of the returned type', '{ it: paper { margin } }', holding('a')],
    ['the scopes of a returned connection', '{ it: billPage { nodes { id } } }', holding('paper')],
    ['the scopes of a returned list', '{ it: bills { id } }', holding('paper')],
    ['the scopes of a scalar', '{ it: code }', holding('paper')],
    ['the policy of a scalar', '{ it: seal }', holding('paper')],
  ])('refuses: %s', async (_case, source, claims) => {
    expect(await ask(claims, source)).toEqual({ data: { it: null }, errors: [denied] });
    expect(JSON.stringify(await ask(claims, source, withoutFieldRules))).toContain('SECRET');
  });

  it.each([
    ['@policy(staff) inside of a record', '{ it: paper { margin } }', holding('paper'), { margin: null }],
    ['@policy(billing) judged on the parent, for a member', '{ it: client { invoices } }', member(), { invoices: null }],
    ['@policy(owner) judged on the parent, for a member', '{ it: client { grants } }', member(), { grants: null }],
    [
      '@policy(owner) judged on the parent, for an owner of another client',
      '{ it: client { grants } }',
      clientClaims('globex'),
      { grants: null },
    ],
    [
      '@policy(owner) judged on the parent, for staff who do not reach it',
      '{ it: client { grants } }',
      staffClaims({ scopes: [] }),
      { grants: null },
    ],
    ['@policy(owner) judged on the parent, for a service', '{ it: client { grants } }', service('clients:all'), { grants: null }],
  ])('refuses below a record that it lets through: %s', async (_case, source, claims, data) => {
    expect(await ask(claims, source)).toEqual({ data: { it: data }, errors: [denied] });
    expect(JSON.stringify(await ask(claims, source, withoutFieldRules))).toContain('SECRET');
  });

  it('judges each alias by itself and leaves the rest of the answer whole', async () => {
    const answer = await ask(holding('a'), '{ one: guarded two: guarded open forStaff }');
    expect(answer).toEqual({ data: { one: 'SECRET', two: 'SECRET', open: 'open', forStaff: null }, errors: [denied] });
  });

  it('passes on the errors of a resolver', async () => {
    expect((await ask(holding('paper'), '{ boom { id } }')).errors).toEqual(['of its own']);
  });
});

describe('the guard behind a field', () => {
  const billing = holding('bill', 'paper');

  it('takes the records out of a list whose policy says no', async () => {
    expect(await ask(billing, '{ bills { id } }')).toEqual({ data: { bills: [{ id: 'SECRET-own' }] }, errors: undefined });
    expect(await ask(member('bill'), '{ bills { id } }')).toEqual({ data: { bills: [] }, errors: undefined });
  });

  it('takes them out of a connection', async () => {
    const nodes = '{ billPage { nodes { id } } }';
    expect(await ask(billing, nodes)).toEqual({ data: { billPage: { nodes: [{ id: 'SECRET-own' }] } }, errors: undefined });
    expect(await ask(member('bill'), nodes)).toEqual({ data: { billPage: { nodes: [] } }, errors: undefined });
    expect(JSON.stringify(await ask(member('bill'), '{ billPage { edges { node { id } } } }'))).not.toContain('SECRET');
  });

  it('has null for a single record whose policy says no, as for one that does not exist', async () => {
    expect(await ask(billing, '{ bill { id } }')).toEqual({ data: { bill: { id: 'SECRET-own' } }, errors: undefined });
    expect(await ask(member('bill'), '{ bill { id } }')).toEqual({ data: { bill: null }, errors: undefined });
  });

  it.each(['thing { id }', 'paperOrBill { ... on Bill { id } }'])('judges what { %s } returns by its own type', async (field) => {
    const source = `{ it: ${field} }`;
    expect(await ask(billing, source)).toEqual({ data: { it: { id: 'SECRET-own' } }, errors: undefined });
    expect(await ask(holding('paper'), source)).toEqual({ data: { it: null }, errors: undefined });
    expect(await ask(member('bill'), source)).toEqual({ data: { it: null }, errors: undefined });
  });

  it('judges each element of a list of an interface by its own type, and drops what has none', async () => {
    const things = '{ things { id } }';
    expect((await ask(billing, things)).data).toEqual({ things: [{ id: 'SECRET-own' }, null, { id: 'p' }] });
    expect((await ask(holding('paper'), things)).data).toEqual({ things: [null, { id: 'p' }] });
  });

  it('is what keeps them back', async () => {
    for (const source of [
      '{ bills { id } }',
      '{ bill { id } }',
      '{ billPage { nodes { id } } }',
      '{ thing { id } }',
      '{ things { id } }',
    ])
      expect(JSON.stringify(await ask(member('bill'), source, withoutFieldRules))).toContain('SECRET');
  });
});

describe('the guard of _entities', () => {
  const entities = (type: string, id: string, fields: string) =>
    `{ _entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${fields} } } }`;

  it.each([
    ['the scopes of the type', entities('Paper', 'p', 'id'), holding('paper'), { id: 'p' }],
    ['its policy', entities('Bill', 'b', 'id'), holding('bill'), { id: 'SECRET-own' }],
  ])('lets through: %s', async (_case, source, claims, record) => {
    expect(await ask(claims, source)).toEqual({ data: { _entities: [record] }, errors: undefined });
  });

  it.each([
    ['without the scopes of the type', entities('Bill', 'b', 'id'), holding('paper')],
    ['with a policy that says no', entities('Bill', 'b', 'id'), member('bill')],
    ['with a policy that says no to this record', entities('Bill', 'foreign', 'id'), holding('bill')],
  ])('has null %s, and gives it away when it is not there', async (_case, source, claims) => {
    expect(await ask(claims, source)).toEqual({ data: { _entities: [null] }, errors: undefined });
    expect(JSON.stringify(await ask(claims, source, withoutReferenceRules))).toContain('SECRET');
  });

  it('keeps the rules of the fields below an entity', async () => {
    const margin = entities('Paper', 'p', 'margin');
    expect(await ask(holding('paper'), margin)).toEqual({ data: { _entities: [{ margin: null }] }, errors: [denied] });
    expect(JSON.stringify(await ask(holding('paper'), margin, withoutFieldRules))).toContain('SECRET');
    const invoices = await ask(holding(), entities('Client', 'globex', 'invoices'));
    expect(invoices).toEqual({ data: { _entities: [{ invoices: null }] }, errors: [denied] });
  });
});

describe('the start', () => {
  const start = (sdl: string, map: ResolverMap = {}) => createSchema(parse(`${link}\n${sdl}`), map);

  it.each([
    ['on a field', 'type Query { it: String @policy(policies: [["staff"], ["moon"]]) }'],
    ['on a returned type', 'type Query { it: [It!] } type It @policy(policies: [["moon"]]) { id: ID }'],
    [
      'on a possible type',
      'type Query { it: I } interface I { id: ID } type It implements I @policy(policies: [["moon"]]) { id: ID }',
    ],
    ['on a scalar', 'type Query { it: It } scalar It @policy(policies: [["moon"]])'],
    ['named like a property of every object', 'type Query { it: String @policy(policies: [["toString"]]) }'],
  ])('fails over a policy that nobody wrote, %s', (_case, sdl) => {
    expect(() => start(sdl)).toThrow(/asks for the policy "(moon|toString)", which no code implements/);
  });

  it.each([
    ['interface', 'type Query { it: I } interface I @policy(policies: [["staff"]]) { id: ID } type It implements I { id: ID }'],
    [
      'interface field',
      'type Query { it: I } interface I { id: ID @requiresScopes(scopes: [["a"]]) } type It implements I { id: ID }',
    ],
  ])('fails over a rule on an %s, which nothing would enforce', (_case, sdl) => {
    expect(() => start(sdl)).toThrow('cannot be applied on interfaces');
  });

  it('fails over an entity that has no __resolveReference, unless it is named here only', () => {
    expect(() => start('type Query { it: It } type It @key(fields: "id") { id: ID! }')).toThrow(
      'It has a @key and no __resolveReference',
    );
    expect(() => start('type Query { it: It } type It @key(fields: "id", resolvable: false) { id: ID! }')).not.toThrow();
  });
});

/** As it would be if `guardSchema` were not called. */
const withoutFieldRules = build(typeDefs, guardReferences(typeDefs, resolvers));
/** As it would be if `guardReferences` were not called. */
const withoutReferenceRules = guardSchema(typeDefs, build(typeDefs, resolvers));

function build(document: DocumentNode, map: ResolverMap): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: document, resolvers: map as never });
}
