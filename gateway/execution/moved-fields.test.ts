import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import { createLogger } from '../../schema/contract/logger.ts';
import type { Overrides } from './overrides.ts';
import { loadSupergraph } from './supergraph.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7",
  import: ["@key", "@external", "@requires", "@shareable", "@override"])\n`;

const found = () => [{ __typename: 'Box' }, { __typename: 'Jar', id: '1', size: 1, lid: 'lid of one' }];

/** `one` has had everything; some fields of a jar move to `two`. Each says which of them it is. */
const modules = {
  one: {
    typeDefs: parse(`${link}
      type Query { jar: Jar stock: String found: [Found] @shareable }
      union Found = Jar | Box
      type Box @shareable { made: String }
      type Jar @key(fields: "id") @key(fields: "label") {
        id: ID! label: String! size(unit: String): Int lid: String glass: String tint: String
      }`),
    resolvers: {
      Query: { jar: () => ({ id: '1', label: 'label of one' }), stock: () => 'stock of one', found },
      Jar: {
        __resolveReference: ({ id }: { id: string }) => ({ id, label: 'label of one' }),
        size: (_: unknown, { unit }: { unit: string | null }) => (unit === 'inch' ? 10 : 1),
        lid: () => 'lid of one',
        glass: () => 'green',
        tint: () => 'tint of one',
      },
    },
  },
  two: {
    typeDefs: parse(`${link}
      type Query { stock: String @override(from: "one", label: "percent(30)") found: [Found] @shareable }
      union Found = Box
      type Box @shareable { made: String }
      type Jar @key(fields: "id") {
        id: ID! size(unit: String): Int @override(from: "one", label: "new-jars") lid: String @override(from: "one", label: "new-jars")
        label: String! @override(from: "one", label: "new-labels")
        glass: String @external tint: String @override(from: "one", label: "new-jars") @requires(fields: "glass")
      }`),
    resolvers: {
      Query: { stock: () => 'stock of two', found },
      Jar: {
        __resolveReference: (told: Record<string, unknown>) => ({ ...told, label: 'label of two' }),
        size: (_: unknown, { unit }: { unit: string | null }) => (unit === 'inch' ? 20 : 2),
        lid: () => 'lid of two',
        tint: ({ glass }: { glass: string | undefined }) => `tint of two: ${String(glass)}`,
      },
    },
  },
};

const schemas = new Map(Object.entries(modules).map(([name, module]) => [name, buildSubgraphSchema([module as never])]));
const composed = composeServices(
  Object.entries(modules).map(([name, { typeDefs }]) => ({ name, url: `http://${name}.invalid`, typeDefs })),
);

function load() {
  const asked: string[] = [];
  const supergraph = loadSupergraph({
    supergraphSdl: composed.supergraphSdl ?? '',
    subgraph: (name) => async (body) => {
      asked.push(name);
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
      const schema = schemas.get(name);
      if (!schema) throw new Error('no such subgraph');
      const { data, errors = [] } = await execute({ schema, document: parse(query), variableValues: variables });
      return {
        data: JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown>,
        errors: errors.map((error) => error.toJSON()),
      };
    },
  });
  return {
    asked,
    fetch: async (query: string, overrides: Overrides | null): Promise<unknown> => {
      const document = parse(query);
      const context = {
        ...{ principal: null, requestId: 'r', logger: createLogger({ name: 'test', level: 'silent' }) },
        ...{ deadlineAt: Date.now() + 60_000, overrides },
      };
      // One key for one operation, whatever is on.
      const request = { document, operationName: null, key: query, variables: {}, coercedVariables: {}, context };
      const { tree, errors } = await supergraph.fetch(request);
      expect(errors).toEqual([]);
      const planned = { document, planned: document, operationName: null, keeping: null };
      const shape = supergraph.compileShape({ schema: supergraph.apiSchema, ...planned });
      return JSON.parse(JSON.stringify(shape({ tree, variables: {}, owners: null }).data)) as unknown;
    },
  };
}

function on(...labels: readonly string[]): Overrides {
  const all = ['percent(30)', 'new-jars', 'new-labels'];
  return { key: labels.join(), conditions: new Map(all.map((label) => [label, labels.includes(label)])) };
}

const query = '{ stock jar { size inches: size(unit: "inch") lid } }';
const where = (stock: string, jar: string, size: number) => ({
  stock: `stock of ${stock}`,
  jar: { size, inches: size * 10, lid: `lid of ${jar}` },
});

describe('a field that is moved from one subgraph to another step by step', () => {
  it('is where its label says, and where it was when nobody says anything', async () => {
    const { fetch } = load();
    expect(composed.errors ?? []).toEqual([]);
    expect(await fetch(query, null)).toEqual(where('one', 'one', 1));
    expect(await load().fetch(query, on('new-jars'))).toEqual(where('one', 'two', 2));
  });

  it('is never where it is for another set of labels: one operation has a plan for each', async () => {
    const { asked, fetch } = load();
    const sides = [on('new-jars'), on(), on('new-jars', 'percent(30)'), on('percent(30)'), null];
    const answers = [
      where('one', 'two', 2),
      where('one', 'one', 1),
      where('two', 'two', 2),
      where('two', 'one', 1),
      where('one', 'one', 1),
    ];
    for (let round = 0; round < 2; round += 1) {
      for (const [index, side] of sides.entries()) expect(await fetch(query, side)).toEqual(answers[index]);
    }
    // Nobody is asked who has nothing to say.
    asked.length = 0;
    await fetch(query, on('percent(30)', 'new-jars', 'new-labels'));
    expect([...new Set(asked)].sort()).toEqual(['one', 'two']);
    asked.length = 0;
    await fetch('{ jar { size } }', on());
    expect(asked).toEqual(['one']);
  });

  it('is told what it requires where it goes', async () => {
    const { fetch } = load();
    expect(await fetch('{ jar { tint } }', on())).toEqual({ jar: { tint: 'tint of one' } });
    expect(await fetch('{ jar { tint } }', on('new-jars'))).toEqual({ jar: { tint: 'tint of two: green' } });
  });

  it('moves when it is a key where it was, too', async () => {
    const { fetch } = load();
    expect(await fetch('{ jar { label } }', on())).toEqual({ jar: { label: 'label of one' } });
    expect(await fetch('{ jar { label } }', on('new-labels'))).toEqual({ jar: { label: 'label of two' } });
  });

  it('is asked for in a union of which a subgraph lacks its type, where it is', async () => {
    const { fetch } = load();
    expect(await fetch('{ found { ... on Jar { size lid } } }', on())).toEqual({ found: [{}, { size: 1, lid: 'lid of one' }] });
  });
});
