import { describe, expect, it } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { buildSchema, parse } from 'graphql';
import { createCostCheck } from './check-cost.ts';
import { readCostHints } from './cost-hints.ts';

/** A supergraph of one subgraph, in which the directives have these names. */
function compose(imports: string, cost: string, listSize: string): string {
  const typeDefs = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])
    type Query { page(first: Int = 20 @${cost}(weight: 3), by: By): Page @${listSize}(assumedSize: 5, slicingArguments: ["first"], sizedFields: ["things"], requireOneSlicingArgument: false) }
    input By { name: String @${cost}(weight: 2) }
    type Page { things: [Thing!]! @${listSize}(assumedSize: 4) }
    type Thing @${cost}(weight: 6) { name: String @${cost}(weight: 1) state: State }
    enum State @${cost}(weight: 7) { ON }
  `);
  const { supergraphSdl, errors } = composeServices([{ name: 'a', url: 'http://a.invalid', typeDefs }]);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join());
  return supergraphSdl;
}

const plain = compose('"@cost", "@listSize"', 'cost', 'listSize');

describe('what a supergraph says of its cost', () => {
  it.each<[string, string, string, string]>([
    ['by the names of the specification', '"@cost", "@listSize"', 'cost', 'listSize'],
    ['by other names', '{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@size" }', 'price', 'size'],
    ['without imports', '"@key"', 'federation__cost', 'federation__listSize'],
  ])('is read %s', (_case, imports, cost, listSize) => {
    const hints = readCostHints(compose(imports, cost, listSize));
    expect(Object.fromEntries(hints?.weights ?? [])).toEqual({
      'Query.page(first:)': 3,
      'By.name': 2,
      Thing: 6,
      'Thing.name': 1,
      State: 7,
    });
    expect(Object.fromEntries(hints?.listSizes ?? [])).toEqual({
      'Query.page': { assumedSize: 5, slicingArguments: ['first'], sizedFields: new Set(['things']) },
      'Page.things': { assumedSize: 4, slicingArguments: [], sizedFields: new Set() },
    });
  });

  it('is nothing where the specification is not linked', () => {
    const unlinked = plain.replace(/@link\(url: "https:\/\/specs\.apollo\.dev\/cost[^)]*\)/, '');
    expect(unlinked).not.toBe(plain);
    expect(readCostHints(unlinked)).toBeNull();
  });
});

describe('the limit', () => {
  const schema = buildSchema(plain, { assumeValid: true, assumeValidSDL: true });
  const hidden = buildSchema(plain.replace('page(', 'other('), { assumeValid: true, assumeValidSDL: true });
  const schemas = new Map([
    ['client', schema],
    ['partner', hidden],
  ]);
  const check = createCostCheck({ supergraphSdl: plain, schemas, costMax: 700, listSizeDefault: 10 });
  const asked = (first: number) => ({
    document: `{ page(first: ${first}) { things { name } } }`,
    operationName: null,
    variables: {},
  });

  it('lets pass what costs as much, and not what costs more', () => {
    // The page, its argument and, for each thing, the thing and its name.
    expect(check(asked(99), 'client')).toBeNull();
    expect(check(asked(100), 'client')).toEqual({ cost: 704, max: 700 });
    const exact = createCostCheck({ supergraphSdl: plain, schemas, costMax: 704, listSizeDefault: 10 });
    expect(exact(asked(100), 'client')).toBeNull();
    expect(exact(asked(101), 'client')).toEqual({ cost: 711, max: 704 });
  });

  it('tells a number also of what is endless', () => {
    const endless = { document: '{ ...F } fragment F on Query { ...F }', operationName: null, variables: {} };
    expect(check(endless, 'client')).toEqual({ cost: Number.MAX_SAFE_INTEGER, max: 700 });
  });

  it('goes by the schema of the caller: what is not there for one has no cost by which it could be told', () => {
    expect(check(asked(100_000), 'partner')).toBeNull();
    expect(() => check(asked(1), 'nobody')).toThrow();
  });

  it('is none where the supergraph says nothing of costs', () => {
    const unlinked = plain.replace(/@link\(url: "https:\/\/specs\.apollo\.dev\/cost[^)]*\)/, '');
    expect(
      createCostCheck({ supergraphSdl: unlinked, schemas, costMax: 1, listSizeDefault: 10 })(asked(100), 'client'),
    ).toBeNull();
  });
});
