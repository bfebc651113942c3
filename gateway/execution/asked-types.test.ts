import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import { createLogger } from '../../schema/contract/logger.ts';
import { loadSupergraph } from './supergraph.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@external", "@requires", "@interfaceObject"])\n`;

interface Key {
  readonly id: string;
}

/** Two types of shelves hold one type of jar, and one type of thing; each subgraph has something of these. */
const modules = {
  shelves: {
    typeDefs: parse(`${link}
      type Query { shelves: [Shelf] } union Shelf = Open | Closed
      type Open { jar: Jar jars: [Jar] thing: Thing } type Closed { jar: Jar jars: [Jar] thing: Thing }
      type Jar @key(fields: "id") { id: ID! } type Thing @key(fields: "id") @interfaceObject { id: ID! }`),
    resolvers: {
      Query: {
        shelves: () =>
          ['Open', 'Closed', 'Open', 'Closed'].map((__typename, index) => ({
            ...{ __typename, jar: { id: `j${String(index)}` }, thing: { id: `t${String(index)}` } },
            jars: [{ id: `j${String(index)}` }, null, { id: 'j9' }],
          })),
      },
    },
  },
  sizes: {
    typeDefs: parse(`${link} type Jar @key(fields: "id") { id: ID! size: Int note: String }`),
    resolvers: { Jar: { size: ({ id }: Key) => Number(id.slice(1)) + 10, note: ({ id }: Key) => `note ${id}` } },
  },
  labels: {
    typeDefs: parse(
      `${link} type Jar @key(fields: "id") { id: ID! size: Int @external label: String fits: String @requires(fields: "size") }`,
    ),
    resolvers: {
      Jar: {
        label: ({ id }: Key) => {
          if (id !== 'j3') return `label ${id}`;
          throw new Error('no label');
        },
        fits: ({ size }: { readonly size: number | undefined }) => `fits ${String(size)}`,
      },
    },
  },
  things: {
    typeDefs: parse(`${link}
      interface Thing @key(fields: "id") { id: ID! name: String } type Cup implements Thing @key(fields: "id") { id: ID! name: String }`),
    resolvers: {
      Thing: { __resolveReference: ({ id }: Key) => ({ __typename: 'Cup', id }) },
      Cup: { name: ({ id }: Key) => `name ${id}` },
    },
  },
  colours: {
    typeDefs: parse(`${link} type Cup @key(fields: "id") { id: ID! colour: String }`),
    resolvers: { Cup: { colour: ({ id }: Key) => `colour ${id}` } },
  },
};

const schemas = new Map(Object.entries(modules).map(([name, module]) => [name, buildSubgraphSchema([module as never])]));
const composed = composeServices(
  Object.entries(modules).map(([name, { typeDefs }]) => ({ name, url: `http://${name}.invalid`, typeDefs })),
);

describe('what is asked below some types alone', () => {
  /** The ids of what each subgraph was asked about. */
  let asked: Record<string, string[]>;

  beforeEach(() => {
    asked = {};
  });

  async function fetch(query: string) {
    const supergraph = loadSupergraph({
      supergraphSdl: composed.supergraphSdl ?? '',
      subgraph: (name) => async (body) => {
        const { query: text, variables } = JSON.parse(body) as { query: string; variables: { representations?: Key[] } };
        asked[name] = [...(asked[name] ?? []), ...(variables.representations ?? []).map(({ id }) => id)];
        const schema = schemas.get(name);
        if (!schema) throw new Error('no such subgraph');
        const { data, errors = [] } = await execute({ schema, document: parse(text), variableValues: variables });
        return {
          data: JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown>,
          errors: errors.map((error) => error.toJSON()),
        };
      },
    });
    const document = parse(query);
    const context = {
      ...{ principal: null, requestId: 'r', logger: createLogger({ name: 'test', level: 'silent' }) },
      deadlineAt: Date.now() + 60_000,
    };
    const request = { document, operationName: null, key: query, variables: {}, coercedVariables: {}, context };
    const { tree, errors } = await supergraph.fetch(request);
    const planned = { document, planned: document, operationName: null, keeping: null };
    const shape = supergraph.compileShape({ schema: supergraph.apiSchema, ...planned });
    const { data } = shape({ tree, variables: {}, owners: null });
    return { data: JSON.parse(JSON.stringify(data)) as unknown, errors: errors.map(({ path }) => path) };
  }

  it('is asked about the objects below them', async () => {
    const { data, errors } = await fetch('{ shelves { ... on Open { jar { size } } ... on Closed { jar { label } } } }');
    expect(asked).toEqual({ shelves: [], sizes: ['j0', 'j2'], labels: ['j1', 'j3'] });
    expect(data).toEqual({
      shelves: [{ jar: { size: 10 } }, { jar: { label: 'label j1' } }, { jar: { size: 12 } }, { jar: { label: null } }],
    });
    // It stands where it belongs, although fewer objects were asked about than there are.
    expect(errors).toEqual([['shelves', 3, 'jar', 'label']]);
  });

  it('is asked about the objects of all lists on the way, and about those that are asked for below other types too', async () => {
    const { data, errors } = await fetch(
      '{ shelves { ...Sizes ... on Closed { jars { label note } } } } fragment Sizes on Open { jars { size note } }',
    );
    // Of `note` everybody is asked, and of `size` in the same question.
    expect(asked).toEqual({ shelves: [], sizes: ['j0', 'j9', 'j1', 'j2', 'j3'], labels: ['j1', 'j9', 'j3'] });
    expect(data).toMatchObject({
      shelves: [
        { jars: [{ size: 10, note: 'note j0' }, null, { note: 'note j9' }] },
        { jars: [{ label: 'label j1' }, null, { label: 'label j9' }] },
        { jars: [{ size: 12 }, null, {}] },
        { jars: [{ label: null }, null, { label: 'label j9' }] },
      ],
    });
    expect(errors).toEqual([['shelves', 3, 'jars', 0, 'label']]);
  });

  it('is asked about all objects where something else requires it', async () => {
    const { data, errors } = await fetch('{ shelves { ... on Open { jar { size } } ... on Closed { jar { fits } } } }');
    expect(data).toEqual({
      shelves: [{ jar: { size: 10 } }, { jar: { fits: 'fits 11' } }, { jar: { size: 12 } }, { jar: { fits: 'fits 13' } }],
    });
    expect(errors).toEqual([]);
  });

  it('is asked about all objects where that tells of which type they are', async () => {
    const typed = await fetch(
      '{ shelves { ... on Open { thing { __typename name } } ... on Closed { thing { ... on Cup { id } } } } }',
    );
    expect(typed.data).toMatchObject({
      shelves: [{ thing: { name: 'name t0' } }, { thing: { id: 't1' } }, {}, { thing: { id: 't3' } }],
    });
    const { data, errors } = await fetch(
      '{ shelves { ... on Open { thing { __typename name } } ... on Closed { thing { ... on Cup { colour } } } } }',
    );
    expect(data).toEqual({
      shelves: [
        { thing: { __typename: 'Cup', name: 'name t0' } },
        { thing: { colour: 'colour t1' } },
        { thing: { __typename: 'Cup', name: 'name t2' } },
        { thing: { colour: 'colour t3' } },
      ],
    });
    expect(errors).toEqual([]);
  });
});
