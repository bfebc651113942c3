import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createLogger } from '../../schema/contract/logger.ts';
import { createPrincipal } from '../auth/principal.ts';
import type { RequestContext } from '../context.ts';
import type { Action } from './audit-trail.ts';
import { createMutationReport } from './report-mutations.ts';

const principal = createPrincipal({
  ...{ kind: 'client', subject: 'mia', memberships: [], scopes: new Set<string>(), tokenId: null, expiresAt: 1 },
});
const context: RequestContext = {
  ...{ principal, requestId: 'r-1', logger: createLogger({ name: 'test', level: 'silent' }), deadlineAt: 0 },
};

const actions: Action[] = [];
const server = new ApolloServer<RequestContext>({
  typeDefs: `
    type Query { a: Int }
    input Inner { projectIds: [ID!] note: String }
    input Input { clientId: ID! title: String inner: Inner }
    type UserError { code: String! }
    type Payload { receipt: Int userErrors: [UserError!]! }
    type Mutation { done(input: Input!): Payload wrong(input: Input!): Payload fails: Payload denied: Payload }
  `,
  resolvers: {
    Mutation: {
      done: () => ({ receipt: 1, userErrors: [] }),
      wrong: () => ({ receipt: null, userErrors: [{ code: 'NOT_FOUND' }] }),
      fails: () => Promise.reject(new Error('no')),
      denied: () => Promise.reject(new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } })),
    },
  },
  plugins: [createMutationReport((action, who) => who === principal && actions.push(action))],
});

beforeAll(() => server.start());
afterAll(() => server.stop());

async function actionsOf(query: string, variables: Record<string, unknown> = {}): Promise<Action[]> {
  actions.length = 0;
  await server.executeOperation({ query, variables }, { contextValue: context });
  return [...actions];
}

const outcome = async (query: string) => (await actionsOf(query)).map((action) => [action.field, action.outcome, action.codes]);

describe('what is told of a mutation', () => {
  it('is each field, whatever it is called in the answer, with the ids of its input and nothing that people wrote', async () => {
    const query = `mutation ($input: Input!, $id: ID!) {
      first: done(input: $input) { userErrors { code } }
      ...More
    }
    fragment More on Mutation { done(input: { clientId: $id, title: "secret" }) { errors: userErrors { code } } }`;
    const input = { clientId: 'c-1', title: 'secret', inner: { projectIds: ['p-1', 'p-2'], note: 'secret' } };
    expect(await actionsOf(query, { input, id: 'c-2' })).toEqual([
      { field: 'done', ids: ['c-1', 'p-1', 'p-2'], outcome: 'DONE', codes: [], requestId: 'r-1' },
      { field: 'done', ids: ['c-2'], outcome: 'DONE', codes: [], requestId: 'r-1' },
    ]);
  });

  it.each([
    ['mutation { done(input: { clientId: "c" }) { receipt } }', ['done', 'DONE', []]],
    ['mutation { wrong(input: { clientId: "c" }) { userErrors { code } } }', ['wrong', 'REFUSED', ['NOT_FOUND']]],
    ['mutation { wrong(input: { clientId: "c" }) { all: userErrors { __typename } } }', ['wrong', 'REFUSED', ['USER_ERROR']]],
    ['mutation { wrong(input: { clientId: "c" }) { receipt } }', ['wrong', 'REFUSED', []]],
    // Who asks for neither leaves it open: it is not said to be done.
    ['mutation { wrong(input: { clientId: "c" }) { __typename } }', ['wrong', null, []]],
    ['mutation { fails { receipt } }', ['fails', 'FAILED', ['INTERNAL_SERVER_ERROR']]],
    ['mutation { denied { receipt } }', ['denied', 'REFUSED', ['FORBIDDEN']]],
  ])('%s', async (query, expected) => {
    expect(await outcome(query)).toEqual([expected]);
  });

  it('is nothing for a query, or for what is skipped', async () => {
    expect(await actionsOf('{ a }')).toEqual([]);
    expect(await outcome('mutation { fails @skip(if: true) { receipt } denied @include(if: false) { receipt } }')).toEqual([]);
    expect(await outcome('mutation { __typename }')).toEqual([]);
  });

  it('does not grow with fragments in fragments', async () => {
    const nested = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Mutation { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `mutation { ...F0 } ${nested.join(' ')} fragment F40 on Mutation { __typename }`;
    const startedAt = performance.now();
    expect(await outcome(query)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
