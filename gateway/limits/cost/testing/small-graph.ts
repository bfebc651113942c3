import { buildSchema } from 'graphql';
import { readCostHints } from '../cost-hints.ts';
import { createCostEstimate } from '../estimate-cost.ts';

const specification = `
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"]) { query: Query mutation: Mutation }
`;
const page =
  '@listSize(assumedSize: 7, slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)';
const sdl = `${specification}
  type Query {
    thing: Thing
    things(first: Int = 20): ThingConnection ${page}
    either: Either
    named: Named
    unknownSize: [Thing!]!
    threeThings: [Thing!] @listSize(assumedSize: 3)
    both(first: Int, last: Int): [Thing!] @listSize(slicingArguments: ["first", "last"], assumedSize: 9)
    within(page: Page): [Thing!] @listSize(slicingArguments: ["page.size"], assumedSize: 9)
    long(first: Long): [Thing!] @listSize(slicingArguments: ["first"], assumedSize: 9)
    search(text: String @cost(weight: 5), filter: Filter, filters: [Filter!]): Thing
    cheaper: Thing @cost(weight: -1000)
  }
  scalar Long
  input Page { size: Int = 4 }
  input Filter { text: String @cost(weight: 3) and: [Filter!] plain: String }
  type Mutation { change: Thing }
  interface Named { name: String }
  union Either = Thing | Dear
  type Thing implements Named {
    name: String
    dearName: String @cost(weight: 2)
    free: Free
    other: Thing
    dearOther: Thing @cost(weight: 4)
    things(first: Int = 20): ThingConnection ${page}
    state: State
    dearState: DearState
  }
  enum State { ON }
  enum DearState @cost(weight: 6) { ON }
  type Dear implements Named @cost(weight: 8) { name: String other: Thing }
  type Free @cost(weight: 0) { name: String thing: Thing }
  type ThingConnection @cost(weight: 0) { nodes: [Thing!]! edges: [Edge!]! total: Int }
  type Edge @cost(weight: 0) { node: Thing }
`;
const hints = readCostHints(sdl);
if (!hints) throw new Error('the specification is linked');
const smallGraph = buildSchema(sdl);
/** Remembers few documents, so that they are forgotten, too. */
const estimate = createCostEstimate(smallGraph, { hints, listSizeDefault: 10 }, 20);
/** What an operation over this graph costs; a list without a hint has 10 elements. */
export const costOf = (document: string, variables: unknown = {}, operationName: unknown = null): number =>
  estimate({ document, operationName, variables });
