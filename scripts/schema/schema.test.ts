import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, print } from 'graphql';
import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  SelectionSetNode,
  TypeNode,
} from 'graphql';
import { NODE_OWNERS } from '../../schema/contract/global-id.ts';
import { NO_REQUIREMENT, bothOf, readRequirements } from '../../schema/contract/requirements.ts';
import type { Requirement } from '../../schema/contract/requirements.ts';
import { compose } from './compose.ts';
import { SUBGRAPHS, readTypeDefsOf } from './subgraphs.ts';

/** A sentence about one subgraph's SDL: what breaks it, by coordinate. */
type Rule = (document: DocumentNode) => string[];

const rules: Readonly<Record<string, Rule>> = {
  'describes every type, field, argument, enum value and input field': undescribed,
  'has nullable root fields': nonNullRootFields,
  'has nullable fields where a rule may say no': nonNullGuardedFields,
  'has connections of one shape': misshapenConnections,
  'bounds every list': unboundedLists,
  'says of every list of objects how long it is taken to be': unsizedLists,
  'has mutations with one input, an idempotency key, a receipt and user errors': misshapenMutations,
};

describe.each(SUBGRAPHS)('the schema of %s', (subgraph) => {
  it.each(Object.entries(rules))('%s', (_sentence, rule) => {
    expect(rule(readTypeDefsOf(subgraph))).toEqual([]);
  });
});

describe('the schema of all', () => {
  const documents = SUBGRAPHS.map((subgraph) => [subgraph, readTypeDefsOf(subgraph)] as const);

  it('never requires a field with arguments: two aliases of it would collide in the planner', () => {
    expect(requiredFieldsWithArguments(documents.map(([, document]) => document))).toEqual([]);
  });

  it('has an owner for each type that `node` resolves, and the other way round', () => {
    const owners: Record<string, string[]> = {};
    for (const [subgraph, document] of documents) {
      const resolvesNode = fieldsNamed(document, 'Query').some(({ name }) => name.value === 'node');
      for (const type of nodeTypes(document)) if (!resolvesNode) (owners[type] ??= []).push(subgraph);
      if (resolvesNode) expect(new Set(nodeTypes(document))).toEqual(new Set(Object.keys(NODE_OWNERS)));
    }
    // The one that resolves `node` names the types of all; those that nobody else has are its own.
    for (const [subgraph, document] of documents) {
      const resolvesNode = fieldsNamed(document, 'Query').some(({ name }) => name.value === 'node');
      if (resolvesNode) for (const type of nodeTypes(document)) owners[type] ??= [subgraph];
    }
    expect(owners).toEqual(Object.fromEntries(Object.entries(NODE_OWNERS).map(([type, owner]) => [type, [owner]])));
  });

  it('composes without a hint, besides the one about rules that add up', () => {
    expect(compose().hints.filter((hint) => !hint.startsWith('MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS:'))).toEqual([]);
  });

  it('has committed artefacts that say what the SDL says', async () => {
    const check = [...['--import', 'tsx'], fileURLToPath(new URL('write.ts', import.meta.url)), '--check'];
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, check, { cwd: root, env: { PATH: process.env['PATH'] } });
    expect(stdout).toContain('up to date');
  });
});

describe('the rules about schemas', () => {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes", "@policy", "@requires", "@key", "@external"])`;
  const violations = (rule: Rule, sdl: string) => rule(parse(`${link}\n${sdl}`));

  it('see what is not described', () => {
    const sdl = `
      "A type." type A { "A field." good: Int bad: Int "A field." args("An argument." good: Int bad: Int): Int }
      "An enum." enum E { "A value." GOOD BAD }
      "An input." input I { "A field." good: Int bad: Int }
      "An interface." interface N { bad: Int }
      scalar S union U = A type T { "A field." a: Int } "" type Empty { "A field." a: Int }
    `;
    const found = ['A.bad', 'A.args(bad:)', 'E.BAD', 'I.bad', 'N.bad', 'S', 'U', 'T', 'Empty'];
    expect(violations(undescribed, sdl)).toEqual(found);
  });

  it('see non-null root fields', () => {
    const sdl =
      'type Query { a: Int! b: Int c: [Int!]! } type Mutation { d: Int! } extend type Query { e: Int! } type Other { f: Int! }';
    expect(violations(nonNullRootFields, sdl)).toEqual(['Query.a', 'Query.c', 'Mutation.d', 'Query.e']);
  });

  it('see non-null fields where a rule may say no', () => {
    const sdl = `
      type A { own: Int! @requiresScopes(scopes: [["a"]]) policy: Int! @policy(policies: [["p"]]) fine: Int @requiresScopes(scopes: [["a"]])
        guarded: B! list: [B!]! nullable: B open: Int! bs: BConnection @policy(policies: [["p"]]) }
      type B @requiresScopes(scopes: [["b"]]) { inside: B! other: C! again: Int! @requiresScopes(scopes: [["b"]]) }
      type C @requiresScopes(scopes: [["b"]]) @policy(policies: [["p"]]) { back: B! }
      type BConnection @requiresScopes(scopes: [["b"]]) { nodes: [C!]! edges: [BEdge!]! }
      type BEdge @requiresScopes(scopes: [["b"]]) { node: C! }
    `;
    expect(violations(nonNullGuardedFields, sdl)).toEqual(['A.own', 'A.policy', 'A.guarded', 'A.list', 'B.other']);
    const loose = sdl.replace('open: Int!', 'open: Int! loose: BConnection');
    expect(violations(nonNullGuardedFields, loose)).toEqual(expect.arrayContaining(['BConnection.nodes', 'BEdge.node']));
  });

  it('see connections of another shape', () => {
    const shape = (fields: string, edge = 'cursor: String! node: A!') =>
      `type A { as(first: Int = 20, after: String): AConnection } type AConnection { ${fields} } type AEdge { ${edge} }`;
    const good = 'edges: [AEdge!]! nodes: [A!]! pageInfo: PageInfo! totalCount: Int!';
    expect(violations(misshapenConnections, shape(good))).toEqual([]);
    expect(violations(misshapenConnections, shape(`${good} missing: [String!]!`))).toEqual([]);
    for (const [from, to] of [
      ['totalCount: Int!', ''],
      ['pageInfo: PageInfo!', 'pageInfo: PageInfo'],
      ['nodes: [A!]!', 'nodes: [A]!'],
      ['edges: [AEdge!]!', 'edges: [BEdge!]!'],
    ] as const) {
      expect(violations(misshapenConnections, shape(good.replace(from, to)))).toHaveLength(1);
    }
    expect(violations(misshapenConnections, shape(good, 'node: A!'))).toEqual(['AEdge.cursor is not String!']);
    const unpaged = shape(good).replace('first: Int = 20, ', 'first: Int!, ');
    expect(violations(misshapenConnections, unpaged)).toEqual(['A.as(first:) is not Int = 20']);
    const endless = shape(good).replace(', after: String', '');
    expect(violations(misshapenConnections, endless)).toEqual(['A.as(after:) is not String']);
  });

  it('see lists without a bound', () => {
    const sdl = `type A { "All of them." bad: [Int!]! "The first, at most 1,000." good: [Int] "One." one: Int } type APayload { userErrors: [Int!]! }`;
    expect(violations(unboundedLists, sdl)).toEqual(['A.bad']);
  });

  it('see lists of which nothing says how long they are', () => {
    const size =
      '@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)';
    const sdl = `
      type A { bad: [B!] good: [B!]! @listSize(assumedSize: 5) one: B names: [String!]! own: [B!] @inaccessible hidden: [Hidden!]
        good: BConnection ${size} bad2: BConnection bad3: BConnection @listSize(assumedSize: 20) }
      type B { id: ID! } type Hidden @inaccessible { bs: [B!] } type BConnection { nodes: [B!]! edges: [B!]! others: [B!]! }
    `;
    expect(violations(unsizedLists, sdl)).toEqual(['A.bad', 'A.bad2', 'A.bad3', 'BConnection.others']);
  });

  it('see mutations of another shape', () => {
    const mutation = (input: string, payload: string, args = 'input: DoInput!') =>
      `type Mutation { do(${args}): DoPayload } input DoInput { a: Int ${input} } type DoPayload { ${payload} }`;
    const receipt = 'receipt: Receipt userErrors: [UserError!]!';
    expect(violations(misshapenMutations, mutation('idempotencyKey: String', receipt))).toEqual([]);
    const internal = 'type Mutation { do(a: Int): Int @inaccessible @policy(policies: [["service"]]) }';
    expect(violations(misshapenMutations, internal)).toEqual([]);
    expect(violations(misshapenMutations, internal.replace('@inaccessible', ''))).not.toEqual([]);
    expect(violations(misshapenMutations, mutation('', receipt))).toEqual(['DoInput.idempotencyKey is not String']);
    expect(violations(misshapenMutations, mutation('idempotencyKey: String', 'receipt: Receipt'))).toEqual([
      'DoPayload.userErrors is not [UserError!]!',
    ]);
    expect(violations(misshapenMutations, mutation('idempotencyKey: String', receipt, 'a: Int'))).toEqual([
      'Mutation.do(input:) is not DoInput!',
    ]);
  });

  it('see required fields with arguments, however deep', () => {
    const sdl = `type C @key(fields: "id") { id: ID! f: F @external g: Int @requires(fields: "f { x { y } }") }`;
    const other = `type C @key(fields: "id") { id: ID! f: F } type F { x: X } type X { y(first: Int): Int }`;
    expect(requiredFieldsWithArguments([parse(sdl), parse(other)])).toEqual(['C.g requires X.y']);
    expect(requiredFieldsWithArguments([parse(sdl), parse(other.replace('(first: Int)', ''))])).toEqual([]);
  });
});

function undescribed(document: DocumentNode): string[] {
  const found: string[] = [];
  const look = (coordinate: string, node: { readonly description?: { readonly value: string } | undefined }) => {
    if (!node.description?.value.trim()) found.push(coordinate);
  };
  for (const definition of document.definitions) {
    if (!('name' in definition)) continue;
    const type = definition.name.value;
    if (isOriginal(definition.kind) && 'description' in definition) look(type, definition);
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      look(`${type}.${field.name.value}`, field);
      for (const argument of argumentsOf(field)) look(`${type}.${field.name.value}(${argument.name.value}:)`, argument);
    }
    for (const value of 'values' in definition ? (definition.values ?? []) : []) look(`${type}.${value.name.value}`, value);
  }
  return found.sort((one, other) => Number(!one.includes('.')) - Number(!other.includes('.')));
}

function nonNullRootFields(document: DocumentNode): string[] {
  return outputFields(document)
    .filter(({ type, field }) => ['Query', 'Mutation', 'Subscription'].includes(type) && field.type.kind === Kind.NON_NULL_TYPE)
    .map(({ coordinate }) => coordinate);
}

/**
 * A field that a rule can take away has to be nullable, or the whole record goes with it. Inside of a type with the same rule
 * it may be non-null: whoever got there has passed it. A connection and its edges stand under the rule of the fields that lead to them.
 */
function nonNullGuardedFields(document: DocumentNode): string[] {
  const requirements = readRequirements(document);
  const fields = outputFields(document);
  const needed = ({ type, field }: (typeof fields)[number]): Requirement =>
    bothOf(requirements.ofField(type, field.name.value), requirements.ofType(namedType(field.type)));
  const passed = (type: string): Requirement => {
    const own = requirements.ofType(type);
    if (!/(Connection|Edge)$/.test(type)) return own;
    const ways = fields.filter(({ field }) => namedType(field.type) === type).map((way) => bothOf(needed(way), passed(way.type)));
    const [first = NO_REQUIREMENT, ...others] = ways;
    return others.every((other) => covers(other, first)) ? bothOf(own, first) : own;
  };
  return fields
    .filter((place) => place.field.type.kind === Kind.NON_NULL_TYPE && !covers(passed(place.type), needed(place)))
    .map(({ coordinate }) => coordinate);
}

/** Whether who has met `given` has met `asked` as well. */
function covers(given: Requirement, asked: Requirement): boolean {
  return (['scopes', 'policies'] as const).every((part) => {
    const alternatives = asked[part];
    return (
      alternatives === null ||
      ((given[part] ?? []).some((met) => met.length > 0) &&
        (given[part] ?? []).every((met) => alternatives.some((all) => all.every((one) => met.includes(one)))))
    );
  });
}

function misshapenConnections(document: DocumentNode): string[] {
  const fields = outputFields(document);
  const types = new Set(fields.map(({ type }) => type));
  const found: string[] = [];
  for (const type of types) {
    const listed = /^(.+)Connection$/.exec(type)?.[1];
    if (listed === undefined) continue;
    const shape = { edges: `[${listed}Edge!]!`, nodes: `[${listed}!]!`, pageInfo: 'PageInfo!', totalCount: 'Int!' };
    const edge = { cursor: 'String!', node: `${listed}!` };
    found.push(
      ...misshapen(type, fieldsNamed(document, type), shape),
      ...misshapen(`${listed}Edge`, fieldsNamed(document, `${listed}Edge`), edge),
    );
  }
  for (const { coordinate, field } of fields) {
    if (!namedType(field.type).endsWith('Connection')) continue;
    const given = Object.fromEntries(
      (field.arguments ?? []).map((one) => [
        one.name.value,
        print(one.type) + (one.defaultValue ? ` = ${print(one.defaultValue)}` : ''),
      ]),
    );
    if (given['first'] !== 'Int = 20') found.push(`${coordinate}(first:) is not Int = 20`);
    if (given['after'] !== 'String') found.push(`${coordinate}(after:) is not String`);
  }
  return found;
}

function unboundedLists(document: DocumentNode): string[] {
  return outputFields(document)
    .filter(
      ({ type, field }) =>
        isList(field.type) && !/(Connection|Payload)$/.test(type) && !/\bat most [\d,]+/.test(field.description?.value ?? ''),
    )
    .map(({ coordinate }) => coordinate);
}

/** What an operation may cost goes by it. What no caller can ask for needs none. */
function unsizedLists(document: DocumentNode): string[] {
  const outputs = document.definitions.filter(isOutput);
  const isHidden = ({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] }): boolean =>
    directives.some(({ name }) => name.value === 'inaccessible' || name.value === 'external');
  const hidden = new Set(outputs.filter(isHidden).map(({ name }) => name.value));
  const objects = new Set(outputs.map(({ name }) => name.value));
  const ofConnection =
    '@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)';
  return outputFields(document).flatMap(({ type, coordinate, field }) => {
    const returned = namedType(field.type);
    if (isHidden(field) || hidden.has(type) || hidden.has(returned) || !objects.has(returned)) return [];
    const size = field.directives?.find(({ name }) => name.value === 'listSize');
    if (/Connection$/.test(returned)) return size && print(size) === ofConnection ? [] : [coordinate];
    const isSizedAbove = /Connection$/.test(type) && ['nodes', 'edges'].includes(field.name.value);
    return isList(field.type) && !isSizedAbove && !size ? [coordinate] : [];
  });
}

function misshapenMutations(document: DocumentNode): string[] {
  // What only the portal's own parts ask is no form that a person fills in.
  const offered = fieldsNamed(document, 'Mutation').filter(
    ({ directives = [] }) => !directives.some(({ name }) => name.value === 'inaccessible'),
  );
  return offered.flatMap((field) => {
    const name = field.name.value;
    const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const [argument, ...others] = field.arguments ?? [];
    if (argument?.name.value !== 'input' || print(argument.type) !== `${input}!` || others.length > 0)
      return [`Mutation.${name}(input:) is not ${input}!`];
    const payload = namedType(field.type);
    return [
      ...misshapen(input, fieldsNamed(document, input), { idempotencyKey: 'String' }),
      ...misshapen(payload, fieldsNamed(document, payload), { receipt: 'Receipt', userErrors: '[UserError!]!' }),
    ];
  });
}

function misshapen(
  type: string,
  fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[],
  shape: Readonly<Record<string, string>>,
): string[] {
  const given = Object.fromEntries(fields.map((field) => [field.name.value, print(field.type)]));
  return Object.entries(shape)
    .filter(([name, wanted]) => given[name] !== wanted)
    .map(([name, wanted]) => `${type}.${name} is not ${wanted}`);
}

function requiredFieldsWithArguments(documents: readonly DocumentNode[]): string[] {
  const all = documents.flatMap(outputFields);
  const withArguments = new Set(
    all.filter(({ field }) => (field.arguments ?? []).length > 0).map(({ coordinate }) => coordinate),
  );
  const typeOf = new Map(all.map(({ coordinate, field }) => [coordinate, namedType(field.type)]));
  const read = (type: string, { selections }: SelectionSetNode): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return read(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      const coordinate = `${type}.${selection.name.value}`;
      const below = selection.selectionSet ? read(typeOf.get(coordinate) ?? '', selection.selectionSet) : [];
      return withArguments.has(coordinate) ? [coordinate, ...below] : below;
    });
  return all.flatMap(({ type, coordinate, field }) => {
    const fieldSet = stringArgument(field.directives ?? [], 'requires', 'fields');
    const [operation] = fieldSet === null ? [] : parse(`{ ${fieldSet} }`).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION
      ? read(type, operation.selectionSet).map((required) => `${coordinate} requires ${required}`)
      : [];
  });
}

function stringArgument(directives: readonly ConstDirectiveNode[], directive: string, argument: string): string | null {
  const value = directives
    .find(({ name }) => name.value === directive)
    ?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

function outputFields(document: DocumentNode): { type: string; coordinate: string; field: FieldDefinitionNode }[] {
  return document.definitions.flatMap((definition) => {
    if (!isOutput(definition)) return [];
    const type = definition.name.value;
    return (definition.fields ?? []).map((field) => ({ type, coordinate: `${type}.${field.name.value}`, field }));
  });
}

function isOutput(
  definition: DocumentNode['definitions'][number],
): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return /^(Object|Interface)Type(Definition|Extension)$/.test(definition.kind);
}

function fieldsNamed(document: DocumentNode, type: string): readonly FieldDefinitionNode[] {
  return document.definitions.flatMap((definition) =>
    'fields' in definition && definition.name.value === type ? ((definition.fields ?? []) as readonly FieldDefinitionNode[]) : [],
  );
}

function nodeTypes(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    isOutput(definition) && definition.interfaces?.some(({ name }) => name.value === 'Node') ? [definition.name.value] : [],
  );
}

function isOriginal(kind: string): boolean {
  return kind.endsWith('TypeDefinition');
}

function argumentsOf(field: FieldDefinitionNode | InputValueDefinitionNode): readonly InputValueDefinitionNode[] {
  return 'arguments' in field ? (field.arguments ?? []) : [];
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}
