import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterEach, describe, expect, it } from '@jest/globals';
import { getOperationAST, graphql, parse } from 'graphql';
import { createLogger } from '../../schema/contract/logger.ts';
import type { RequestContext } from '../context.ts';
import { createExecute } from './permitted-execution.ts';
import type { Data } from './plan/own-value.ts';
import { loadSupergraph } from './supergraph.ts';

/* Names that every object inherits, as aliases of a caller and as keys in the answers of a subgraph. */

const services = [
  {
    name: 'one',
    url: 'http://one.invalid',
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
      type Query { thing(id: ID!): Thing things: [Thing!]! }
      type Thing @key(fields: "id") { id: ID! name: String }
    `),
  },
  {
    name: 'two',
    url: 'http://two.invalid',
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
      type Thing @key(fields: "id") { id: ID! more: String }
    `),
  },
];
const thing = (id: string) => ({ __typename: 'Thing', id, name: `name ${id}` });
const resolvers: Readonly<Record<string, object>> = {
  one: { Query: { thing: (_: unknown, { id }: { id: string }) => thing(id), things: () => ['a', 'b'].map(thing) } },
  two: { Thing: { __resolveReference: (told: { id: string }) => told, more: ({ id }: { id: string }) => `more ${id}` } },
};
const schemas = new Map(
  services.map(({ name, typeDefs }) => [name, buildSubgraphSchema({ typeDefs, resolvers: resolvers[name] as never })]),
);
const context: RequestContext = {
  principal: null,
  requestId: 'one',
  logger: createLogger({ name: 'test', level: 'silent' }),
  deadlineAt: Infinity,
};

/** Asks subgraphs that put `extra` into every object of what they answer. */
async function ask(source: string, extra: string): Promise<{ readonly text: string; readonly errors: number }> {
  const { supergraphSdl = '' } = composeServices(services);
  const supergraph = loadSupergraph({
    supergraphSdl,
    subgraph: (name) => async (body) => {
      const { query, variables } = JSON.parse(body) as { query: string; variables: Data };
      const schema = schemas.get(name);
      if (!schema) throw new Error(name);
      const { data, errors = [] } = await graphql({ schema, source: query, variableValues: variables });
      expect(errors).toEqual([]);
      return { data: JSON.parse(JSON.stringify(data).replaceAll('{', `{${extra}`)) as Data, errors: [] };
    },
  });
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const view = { supergraph, schema: supergraph.apiSchema, permissions: null, hidesSuggestions: false };
  const { data, errors } = await createExecute(view)({
    ...{ document, operation, operationName: null, queryHash: source, variables: {}, context },
  });
  return { text: JSON.stringify(data), errors: errors.length };
}

const hostile =
  '"__proto__":{"id":"stolen","more":"stolen","polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":null,';

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('names that every object inherits', () => {
  it.each(['', hostile])('are aliases like any other, whatever subgraphs answer besides: %j', async (extra) => {
    const source =
      '{ constructor: thing(id: "a") { hasOwnProperty: name valueOf: more toString: id } isPrototypeOf: things { constructor: more } }';
    // A subgraph that answers an alias in another way than it was asked is not what this is about.
    const safe = extra.replaceAll(/"(?:constructor|toString)":(?:null|\{"prototype":\{"polluted":1\}\}),/g, '');
    expect(await ask(source, safe)).toEqual({
      text: '{"constructor":{"hasOwnProperty":"name a","valueOf":"more a","toString":"a"},"isPrototypeOf":[{"constructor":"more a"},{"constructor":"more b"}]}',
      errors: 0,
    });
  });

  it('are no part of an answer, a key or a representation when a subgraph makes them up', async () => {
    expect(await ask('{ thing(id: "a") { name more } things { id more } }', hostile)).toEqual({
      text: '{"thing":{"name":"name a","more":"more a"},"things":[{"id":"a","more":"more a"},{"id":"b","more":"more b"}]}',
      errors: 0,
    });
  });

  it('are not there when a subgraph leaves them out', async () => {
    expect(await ask('{ thing(id: "a") { toString: name @include(if: false) constructor: more } }', '')).toEqual({
      text: '{"thing":{"constructor":"more a"}}',
      errors: 0,
    });
  });
});
