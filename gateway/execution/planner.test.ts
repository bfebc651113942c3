import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { fetchesIn } from './plan-fetches.ts';
import { createPlanner } from './planner.ts';

const head = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
  directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
  directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean,
    override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
  directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true,
    isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
  directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
  directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  scalar join__FieldSet
  scalar link__Import
  enum link__Purpose { SECURITY EXECUTION }
  enum join__Graph { ONE @join__graph(name: "one", url: "http://one.invalid") TWO @join__graph(name: "two", url: "http://two.invalid") }
`;

function planFor(sdl: string, operation: string): string {
  return JSON.stringify(createPlanner(head + sdl).plan(parse(operation), null));
}

describe('the planner', () => {
  it('goes on after what is required by a key by which the subgraph finds something, whichever stands first', () => {
    const plan = planFor(
      `type Query @join__type(graph: ONE) @join__type(graph: TWO) { shelf: [Jar] @join__field(graph: TWO) }
       type Jar @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "row", resolvable: false) @join__type(graph: TWO, key: "id lane") {
         id: ID! @join__field(graph: ONE) @join__field(graph: TWO) row: ID! @join__field(graph: TWO) lane: ID! @join__field(graph: TWO)
         size: Int @join__field(graph: ONE) @join__field(graph: TWO, external: true)
         label: String @join__field(graph: TWO, requires: "size")
       }`,
      '{ shelf { label } }',
    );
    expect(plan).toContain('"name":"lane"');
    expect(plan).not.toContain('"name":"row"');
  });

  const lonely = `
    type Query @join__type(graph: ONE) @join__type(graph: TWO) { thing: Thing @join__field(graph: ONE) other: Thing @join__field(graph: TWO) }
    interface Thing @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "id", resolvable: false, isInterfaceObject: true) {
      id: ID! note: String @join__field(graph: TWO)
    }`;

  it('refuses an operation of which it would leave out a field, where that would look like null', () => {
    expect(() => planFor(lonely, '{ __typename it: thing { note } }')).toThrow('no subgraph can be asked for it');
    expect(() => planFor(lonely, 'query { ...Both } fragment Both on Query { thing { note } other { note } }')).toThrow(
      'no subgraph can be asked for thing',
    );
    expect(planFor(lonely, '{ __typename thing { id } other { note } }')).toContain('"serviceName":"two"');
  });

  it('refuses an operation of which it would ask for something too early, without what that requires', () => {
    const circle = `
      type Query @join__type(graph: ONE) @join__type(graph: TWO) { part: Part @join__field(graph: TWO) }
      type Part @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "id") {
        id: ID!
        raw: Int @join__field(graph: TWO) @join__field(graph: ONE, external: true)
        cut: Int @join__field(graph: ONE, requires: "raw") @join__field(graph: TWO, external: true)
        bent: Int @join__field(graph: TWO, requires: "cut") @join__field(graph: ONE, external: true)
        done: Int @join__field(graph: ONE, requires: "bent")
      }`;
    expect(planFor(circle, '{ part { bent } }')).toContain('"serviceName":"one"');
    expect(() => planFor(circle, '{ part { done } }')).toThrow(/^the plan asks for Part\.\w+ without what it requires$/);
  });

  const partly = `
    type Query @join__type(graph: ONE) @join__type(graph: TWO) { crate: Crate @join__field(graph: ONE) box: Crate @join__field(graph: TWO) both: Crate }
    type Crate @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "id") { id: ID! holds: [Thing] }
    union Thing @join__type(graph: ONE) @join__type(graph: TWO) @join__unionMember(graph: ONE, member: "Cup") @join__unionMember(graph: ONE, member: "Jug")
      @join__unionMember(graph: TWO, member: "Cup") @join__unionMember(graph: TWO, member: "Pan") = Cup | Jug | Pan
    type Cup @join__type(graph: ONE) @join__type(graph: TWO) { colour: String }
    type Jug @join__type(graph: ONE) { litres(in: String): Float beside: [Thing] lid: Lid made: String }
    type Lid @join__type(graph: ONE) @join__type(graph: TWO, key: "id") {
      id: ID! wide: Int @join__field(graph: ONE) seal: Int @join__field(graph: TWO)
    }
    type Pan @join__type(graph: TWO) { deep: Int made: Int }`;

  it('asks for the fields of types of which another subgraph does not know, where the field is shared', () => {
    const query = `query ($in: String) { crate { holds { ... on Cup { colour } ... on Jug { litres(in: $in) beside { ... on Pan { deep } ... on Cup { colour } } }
      ... on Pan { deep } } } }`;
    const plan = planFor(partly, query);
    expect(plan).toContain(
      'query($in:String){crate{holds{__typename ...on Cup{colour}...on Jug{litres(in:$in)beside{__typename ...on Cup{colour}}}}}}',
    );
    expect(plan).toContain('"variableUsages":["in"]');
    expect(
      planFor(partly, '{ box { holds { ...Parts } } } fragment Parts on Thing { ... on Jug { litres } ... on Pan { deep } }'),
    ).toContain('{box{holds{__typename ...on Pan{deep}}}}');
  });

  it('asks there for nothing that a subgraph has not, and for nothing of another type under the same name', () => {
    const asked = planFor(partly, '{ crate { holds { ... on Jug { lid { wide seal } litres } } } }');
    expect(asked).toContain('{crate{holds{__typename ...on Jug{litres}}}}');
    const clashing = '{ crate { holds { ... on Cup { made: colour } ... on Jug { made: litres } } } }';
    expect(planFor(partly, clashing)).toContain('{crate{holds{__typename ...on Cup{made:colour}}}}');
  });

  it('asks an interface object apart for what requires something that other types were not asked for', () => {
    const plan = planFor(
      `type Query @join__type(graph: ONE) @join__type(graph: TWO) { plants: [Plant] @join__field(graph: ONE) }
       interface Plant @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "id", isInterfaceObject: true) {
         id: ID! name: String @join__field(graph: ONE) @join__field(graph: TWO, external: true)
         label: String @join__field(graph: TWO, requires: "name") row: Int @join__field(graph: TWO)
       }
       type Fern implements Plant @join__implements(graph: ONE, interface: "Plant") @join__type(graph: ONE, key: "id") {
         id: ID! name: String label: String @join__field row: Int @join__field
       }
       type Moss implements Plant @join__implements(graph: ONE, interface: "Plant") @join__type(graph: ONE, key: "id") {
         id: ID! name: String label: String @join__field row: Int @join__field
       }`,
      '{ plants { row ... on Fern { label } } }',
    );
    const questions = plan.split('"kind":"Fetch"').filter((part) => part.includes('_entities'));
    expect(questions).toHaveLength(2);
    const [plain = '', labelled = ''] = questions[0]?.includes('{row}') ? questions : [...questions].reverse();
    expect(plain).toContain('...on Plant{row}');
    expect(plain).not.toContain('"name":"name"');
    expect(labelled).toContain('...on Plant{label}');
    expect(labelled).toContain('"name":"name"');
  });

  const animals = `
    type Query @join__type(graph: ONE) @join__type(graph: TWO) { pets: [Pet] @join__field(graph: ONE) }
    interface Pet @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "id", isInterfaceObject: true) {
      id: ID! row: Int @join__field(graph: TWO) weight: Float! @join__field(graph: TWO)
      told: String @join__field(graph: ONE, requires: "weight") @join__field(graph: TWO, external: true)
    }
    ${['Cat', 'Dog', 'Eel']
      .map(
        (
          name,
        ) => `type ${name} implements Pet @join__implements(graph: ONE, interface: "Pet") @join__type(graph: ONE, key: "id") {
          id: ID! row: Int @join__field weight: Float! @join__field(graph: ONE, external: true)
          told: String @join__field(graph: ONE, requires: "weight")
        }`,
      )
      .join('\n')}`;
  /** By what the second subgraph is asked for, about objects of which types. */
  const askedAbout = (operation: string): Record<string, (string | undefined)[] | undefined> => {
    const { node } = createPlanner(head + animals).plan(parse(operation), null);
    const fetches = node && node.kind !== 'Subscription' ? [...fetchesIn(node)].map(([fetch]) => fetch) : [];
    return Object.fromEntries(
      fetches
        .filter(({ serviceName }) => serviceName === 'two')
        .map(({ operation: asked, requires }) => [
          /\.\.\.on Pet\{([^}]*)\}/.exec(asked)?.[1] ?? '',
          requires?.map((one) => (one.kind === 'InlineFragment' ? one.typeCondition : undefined)),
        ]),
    );
  };

  it('asks an interface object about the objects alone of which the operation asks', () => {
    expect(askedAbout('{ pets { row ... on Cat { weight } ... on Dog { heavy: weight weight } } }')).toEqual({
      row: expect.arrayContaining(['Pet']),
      weight: ['Cat', 'Dog'],
      'heavy:weight': ['Dog'],
    });
    expect(askedAbout('{ pets { row weight } }')).toEqual({ 'row weight': ['Pet'] });
    const all = '{ pets { row ... on Cat { weight } ... on Dog { weight } ... on Eel { weight } } }';
    expect(Object.keys(askedAbout(all))).toEqual(['row weight']);
  });

  it('asks an interface object about whatever is needed to go on with', () => {
    expect(askedAbout('{ pets { told ... on Cat { weight } } }')).toEqual({
      weight: ['Cat', 'Dog', 'Eel'],
    });
  });

  it('says that subscriptions are not served', () => {
    const sdl = `type Query @join__type(graph: ONE) { thing: Int }  type Subscription @join__type(graph: ONE) { things: Int }`;
    const withRoot = head.replace('{ query: Query }', '{ query: Query subscription: Subscription }');
    const planner = createPlanner(withRoot + sdl);
    expect(() => planner.plan(parse('subscription { things }'), null)).toThrow('Subscriptions are not served here.');
  });

  it('asks nobody about what the schema itself says', () => {
    expect(planFor(lonely, '{ __typename __schema { queryType { name } } }')).toBe('{"kind":"QueryPlan"}');
  });
});
