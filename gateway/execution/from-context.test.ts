import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import type { GraphQLError } from 'graphql';
import { createLogger } from '../../schema/contract/logger.ts';
import { loadSupergraph } from './supergraph.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8",
  import: ["@key", "@context", "@fromContext", "@external", "@shareable"])\n`;

/** Rooms have guests; what a guest pays depends on the room, and on the hotel's country, which another subgraph has. */
const hotels = {
  typeDefs: parse(`${link}
    type Query { rooms: [Room!]! suites: [Stay] found: [Found] }
    union Found = Room | Flat
    type Flat @context(name: "room") @context(name: "place") { rate: Int! country: String best: Corner }
    type Room @key(fields: "id") @context(name: "room") @context(name: "place") {
      id: ID! rate: Int! note: String guests: [Guest!]! best: Corner country: String @external
    }
    type Corner { guest: Guest deeper: Corner }
    type Guest @key(fields: "id") {
      id: ID! price(nights: Int = 1, rate: Int @fromContext(field: "$room { rate }")): Int
      tax(of: String @fromContext(field: "$place { country }")): String
    }
    interface Stay @context(name: "stay") { title: String bed: Bed }
    type Suite implements Stay { title: String bed: Bed }
    type Cabin implements Stay { title: String bed: Bed }
    type Bed @key(fields: "id") { id: ID! label(of: String @fromContext(field: "$stay { title }")): String }`),
  resolvers: {
    Query: {
      rooms: () => [room('1', 100), room('2', 70)],
      found: () => [
        { __typename: 'Room', ...room('1', 100) },
        { __typename: 'Flat', ...room('3', 30), country: 'AT' },
      ],
      suites: () => [
        { __typename: 'Suite', title: 'Sea', bed: { id: 'b' } },
        null,
        { __typename: 'Cabin', title: null, bed: { id: 'b' } },
      ],
    },
    Room: { __resolveReference: ({ id }: { id: string }) => room(id, id === '1' ? 100 : 70) },
    Guest: {
      price: (_: unknown, { nights, rate }: { nights: number; rate: number }) => nights * rate,
      tax: (guest: { id: string }, { of }: { of: string | null }) => `${guest.id} in ${of}`,
    },
    Bed: { label: (bed: { id: string }, { of }: { of: string | null }) => `${bed.id} of ${of}` },
  },
};

const countries = {
  typeDefs: parse(`${link}
    type Query { all: [Room!] }
    type Room @key(fields: "id") { id: ID! country: String visitors: [Guest] }
    type Guest @key(fields: "id") { id: ID! name: String }`),
  resolvers: {
    Query: { all: () => [{ id: '1' }, { id: '2' }] },
    Room: {
      country: ({ id }: { id: string }) => (id === '1' ? 'CH' : null),
      visitors: () => [{ id: 'ann' }],
    },
  },
};

function room(id: string, rate: number) {
  // The same guest in each room.
  return {
    id,
    rate,
    note: `note ${id}`,
    guests: [{ id: 'ann' }, { id: `guest ${id}` }],
    best: { guest: { id: 'ann' }, deeper: { guest: { id: 'bob' } } },
  };
}

const subgraphs = { hotels, countries };
const schemas = new Map(Object.entries(subgraphs).map(([name, module]) => [name, buildSubgraphSchema([module as never])]));
const composed = composeServices(
  Object.entries(subgraphs).map(([name, { typeDefs }]) => ({ name, url: `http://${name}.invalid`, typeDefs })),
);

describe('an argument taken from an object above (@fromContext)', () => {
  let asked: string[];
  let broken: string | null;

  beforeEach(() => {
    asked = [];
    broken = null;
  });

  async function fetch(query: string, variables: Record<string, unknown> = {}) {
    const supergraph = loadSupergraph({
      supergraphSdl: composed.supergraphSdl ?? '',
      subgraph: (name) => async (body) => {
        asked.push(`${name} ${body}`);
        const { query: text, variables: values } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
        const schema = schemas.get(name);
        if (!schema) throw new Error('no such subgraph');
        if (broken !== null && text.includes(broken)) return { data: null, errors: [{ message: 'broken', path: ['_entities'] }] };
        const { data, errors = [] } = await execute({ schema, document: parse(text), variableValues: values });
        return {
          data: JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown>,
          errors: errors.map((error: GraphQLError) => error.toJSON()),
        };
      },
    });
    const document = parse(query);
    const context = {
      principal: null,
      requestId: 'r',
      logger: createLogger({ name: 'test', level: 'silent' }),
      deadlineAt: Date.now() + 60_000,
    };
    const { tree, errors } = await supergraph.fetch({
      document,
      operationName: null,
      key: query,
      variables,
      coercedVariables: variables,
      context,
    });
    const shape = supergraph.compileShape({
      schema: supergraph.apiSchema,
      document,
      planned: document,
      operationName: null,
      keeping: null,
    });
    return { data: JSON.parse(JSON.stringify(shape({ tree, variables, owners: null }).data)) as unknown, errors };
  }

  it('is that of each place, also where the same object stands in several', async () => {
    const { data, errors } = await fetch('query ($n: Int) { rooms { guests { id price(nights: $n) } } }', { n: 2 });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      rooms: [
        {
          guests: [
            { id: 'ann', price: 200 },
            { id: 'guest 1', price: 200 },
          ],
        },
        {
          guests: [
            { id: 'ann', price: 140 },
            { id: 'guest 2', price: 140 },
          ],
        },
      ],
    });
    // One question for the rooms, and one for each rate.
    expect(asked).toHaveLength(3);
  });

  it('is taken from as far above as it is, whatever stands between and under whatever name the caller has it', async () => {
    const { data } = await fetch('{ rooms { rate: note best { guest { price } deeper { guest { much: price(nights: 3) } } } } }');
    expect(data).toEqual({
      rooms: [
        { rate: 'note 1', best: { guest: { price: 100 }, deeper: { guest: { much: 300 } } } },
        { rate: 'note 2', best: { guest: { price: 70 }, deeper: { guest: { much: 210 } } } },
      ],
    });
  });

  it('is asked for first where another subgraph has it, and null is a value', async () => {
    const expected = [
      { visitors: [{ tax: 'ann in CH', name: null, price: 100 }] },
      { visitors: [{ tax: 'ann in null', name: null, price: 70 }] },
    ];
    expect((await fetch('{ all { visitors { tax name price } } }')).data).toEqual({ all: expected });
    expect((await fetch('{ rooms { guests { tax } } }')).data).toEqual({
      rooms: [
        { guests: [{ tax: 'ann in CH' }, { tax: 'guest 1 in CH' }] },
        { guests: [{ tax: 'ann in null' }, { tax: 'guest 2 in null' }] },
      ],
    });
  });

  it('is taken from an interface, by the type that the object has', async () => {
    expect((await fetch('{ suites { bed { label } } }')).data).toEqual({
      suites: [{ bed: { label: 'b of Sea' } }, null, { bed: { label: 'b of null' } }],
    });
  });

  it('is needed for those objects alone of which the field is asked', async () => {
    const both = '{ found { ... on Room { best { guest { price } } } ... on Flat { best { guest { id price tax } } } } }';
    expect((await fetch(both)).data).toEqual({
      found: [{ best: { guest: { price: 100 } } }, { best: { guest: { id: 'ann', price: 30, tax: 'ann in AT' } } }],
    });
    expect(await fetch('{ found { ... on Room { best { guest { price } } } ... on Flat { best { guest { id } } } } }')).toEqual({
      data: { found: [{ best: { guest: { price: 100 } } }, { best: { guest: { id: 'ann' } } }] },
      errors: [],
    });
  });

  it('is not made up where it could not be had', async () => {
    broken = 'rate';
    const { data, errors } = await fetch('{ all { visitors { id price } } }');
    expect(data).toEqual({ all: [{ visitors: [{ id: 'ann', price: null }] }, { visitors: [{ id: 'ann', price: null }] }] });
    expect(errors.length).toBeGreaterThan(0);
    expect(asked.filter((body) => body.includes('price'))).toEqual([]);
  });

  it('cannot be given by the caller', async () => {
    await expect(fetch('{ rooms { guests { price(rate: 1) } } }')).rejects.toThrow('Unknown argument "rate"');
    await expect(
      fetch('query ($contextualArgument_1_0: Int) { rooms { guests { price(nights: $contextualArgument_1_0) } } }', {
        contextualArgument_1_0: 5,
      }),
    ).rejects.toThrow('A variable of this operation may not be called');
  });
});
