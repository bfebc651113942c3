import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { readOverrideLabels, refuseUnknownFeatures } from './features.ts';
import { createPlanner } from './planner.ts';

/** As the pinned composition makes it. */
function compose(sdls: Readonly<Record<string, string>>): string {
  const services = Object.entries(sdls).map(([name, sdl]) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const link = (version: string, ...names: string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v${version}", import: [${names.map((name) => `"@${name}"`).join()}])\n`;

const supported: Readonly<Record<string, string>> = {
  'tags and what is inaccessible': `${link('2.3', 'tag', 'inaccessible')} type Query { seen: Int @tag(name: "x") hidden: Int @inaccessible }`,
  'a directive of somebody': `${link('2.3', 'composeDirective')} extend schema @link(url: "https://example.com/mark/v1.0", import: ["@mark"])
    @composeDirective(name: "@mark") directive @mark on FIELD_DEFINITION type Query { seen: Int @mark }`,
  'costs and sizes of lists': `${link('2.9', 'cost', 'listSize')} type Query { seen: Int @cost(weight: 5) list(first: Int): [Int] @listSize(slicingArguments: ["first"]) }`,
  'tags for caches': `${link('2.12', 'key', 'cacheTag')} type Query { seen: Jar @cacheTag(format: "jars") } type Jar @key(fields: "id") { id: ID! }`,
  contexts: `${link('2.8', 'key', 'context', 'fromContext')} type Query { seen: Shelf } type Shelf @context(name: "shelf") { row: Int jar: Jar }
    type Jar @key(fields: "id") { id: ID! place(row: Int @fromContext(field: "$shelf { row }")): Int }`,
  'one of several inputs': `${link('2.3')} directive @oneOf on INPUT_OBJECT input Choice @oneOf { one: Int other: Int } type Query { seen(of: Choice): Int }`,
};

describe('what a supergraph may need', () => {
  it.each(Object.entries(supported))('can be %s', (_, sdl) => {
    const supergraphSdl = compose({ one: sdl });
    expect(() => refuseUnknownFeatures(supergraphSdl)).not.toThrow();
    expect(
      JSON.stringify(
        createPlanner(supergraphSdl).plan(
          parse('{ __typename seen'.concat(/seen: (Jar|Shelf)/.test(sdl) ? ' { __typename } }' : ' }')),
          null,
        ),
      ),
    ).toContain('"serviceName":"one"');
  });

  it('cannot be what nobody here knows: it says what, and where', () => {
    const connected = compose({
      one: `${link('2.10')} extend schema @link(url: "https://specs.apollo.dev/connect/v0.1", import: ["@connect", "@source"])
        @source(name: "jars", http: { baseURL: "http://jars.invalid/" })
        type Query { jars: Int @connect(source: "jars", http: { GET: "/" }, selection: "$") plain: Int @connect(source: "jars", http: { GET: "/p" }, selection: "$") }`,
    });
    expect(() => createPlanner(connected)).toThrow(
      /https:\/\/specs\.apollo\.dev\/connect\/v0\.\d is not known here \(Query\.jars, Query\.plain\)/,
    );
    const guarded = compose({ one: `${link('2.6', 'policy')} type Query { own: Int @policy(policies: [["own"]]) }` });
    expect(() => createPlanner(guarded)).toThrow('https://specs.apollo.dev/policy/v0.1 is not known here (Query.own)');
  });

  it("lets operations have somebody's directive, and tells no subgraph of it", () => {
    const own = (
      scope: string,
    ) => `${link('2.3', 'composeDirective')} extend schema @link(url: "https://example.com/mark/v1.0", import: ["@mark", "@note"])
      @composeDirective(name: "@mark") @composeDirective(name: "@note") directive @note on OBJECT
      directive @mark(scope: Scope!${scope}) on FIELD | QUERY | FRAGMENT_SPREAD enum Scope { OPEN CLOSED }`;
    const planner = createPlanner(
      compose({ one: `${own('')} type Query { seen: Int }`, two: `${own(' = OPEN')} type Query { other: Int }` }),
    );
    const document = parse(
      'query @mark { seen @mark(scope: CLOSED) ...Rest @mark } fragment Rest on Query { other @mark @include(if: true) }',
    );
    expect(validate(planner.apiSchema, document)).toEqual([]);
    expect(planner.apiSchema.getDirective('note')).toBeUndefined();
    const plan = JSON.stringify(planner.plan(document, null));
    expect(plan).toContain('{seen}');
    expect(plan).toContain('{other');
    expect(plan).not.toContain('@mark');
  });

  it('says by which labels fields are moved step by step, and leaves them where they were by itself', () => {
    const moving = compose({
      one: `${link('2.7', 'key')} type Query { jar: Jar } type Jar @key(fields: "id") { id: ID! size: Int lid: Int }`,
      two: `${link('2.7', 'key', 'override')} type Jar @key(fields: "id") { id: ID! size: Int @override(from: "one", label: "percent(60)") lid: Int @override(from: "one") }`,
    });
    expect([...readOverrideLabels(moving)]).toEqual([['percent(60)', ['Jar.size']]]);
    const plan = (query: string): string => JSON.stringify(createPlanner(moving).plan(parse(query), null));
    expect(plan('{ jar { size } }')).not.toContain('"serviceName":"two"');
    expect(plan('{ jar { lid } }')).toContain('"serviceName":"two"');
  });
});
