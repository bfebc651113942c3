import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  Kind,
  buildSchema,
  execute,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  printSchema,
  visit,
} from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { SubgraphSdls } from './graphs.ts';
import { createMockValues, readFieldSet } from './mock-values.ts';
import type { MockArguments, MockObject, MockRules, MockValues } from './mock-values.ts';

export interface MockGraph {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  /** Answers a request as the subgraph of this name does, by way of JSON. */
  askSubgraph(name: string, body: SubgraphRequest): Promise<ExecutionResult>;
  /** Answers an operation out of one schema that has everything. */
  askMonolith(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
  /** The root fields of mutations, in the order in which they were done. */
  readonly done: string[];
}

export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

/** A graph of these subgraphs, with data made up on the way. */
export function createMockGraph(
  sdls: SubgraphSdls,
  options: { readonly faults: boolean; readonly prepare?: (supergraphSdl: string) => string },
): MockGraph {
  const documents = new Map(Object.entries(sdls).map(([name, sdl]) => [name, parse(sdl)]));
  const composed = composeServices(
    [...documents].map(([name, typeDefs]) => ({ name, url: `http://${name}.invalid/`, typeDefs })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  const supergraphSdl = (options.prepare ?? asItIs)(composed.supergraphSdl);
  const apiSchema = buildSchema(printSchema(composed.schema.toAPISchema().toGraphQLJSSchema()));
  const whole = buildSchema(composed.supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const done: string[] = [];

  const subgraphs = new Map<string, GraphQLSchema>();
  const rules = readRules([...documents.values()], whole, subgraphs, options.faults);
  const values = createMockValues(whole, rules);
  for (const [name, typeDefs] of documents) subgraphs.set(name, mockSubgraph(typeDefs, { values, keys: rules.keys, done }));
  const monolith = mockSchema(buildSchema(printSchema(apiSchema)), (object, field, given) => {
    const requirement = values.requirementOf(object.type, field);
    const required = requirement && JSON.stringify(values.requiredOf(object, requirement));
    return values.valueOf(object, field, given, required);
  }); // prettier-ignore
  return {
    supergraphSdl,
    apiSchema,
    done,
    async askSubgraph(name, { query, variables, operationName }) {
      const schema = subgraphs.get(name);
      if (!schema) throw new Error(`there is no subgraph ${name}`);
      const document = parse(query);
      const result = await execute({ schema, document, variableValues: variables ?? {}, operationName: operationName ?? null });
      return JSON.parse(JSON.stringify(result)) as ExecutionResult;
    },
    async askMonolith(document, variables) {
      return JSON.parse(
        JSON.stringify(await execute({ schema: monolith, document, variableValues: variables })),
      ) as ExecutionResult;
    },
  };
}

const asItIs = (sdl: string): string => sdl;

type Resolve = (object: MockObject, field: string, given: MockArguments) => unknown;

const rootObject = (type: string): MockObject => ({ type, seed: 1 });

function mockSchema(schema: GraphQLSchema, resolve: Resolve, done?: string[]): GraphQLSchema {
  const roots = [schema.getQueryType()?.name, schema.getMutationType()?.name];
  for (const type of Object.values(schema.getTypeMap())) {
    // A subgraph that knows an interface as an object knows nothing of what implements it.
    if (isAbstractType(type))
      type.resolveType = ({ type: name, told }: MockObject) => (schema.getType(name) ? name : String(told?.['__typename']));
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      field.resolve = (parent: MockObject | undefined, given: MockArguments) => {
        const object = roots.includes(type.name) || !parent ? rootObject(type.name) : parent;
        if (type.name === 'Mutation') done?.push(field.name);
        return resolve(object, field.name, given);
      };
    }
  }
  return schema;
}

function mockSubgraph(
  typeDefs: DocumentNode,
  { values, keys, done }: { values: MockValues; keys: ReadonlySet<string>; done: string[] },
): GraphQLSchema {
  const resolvers = Object.fromEntries(
    entityTypesOf(typeDefs).map((name) => [
      name,
      { __resolveReference: (told: Record<string, unknown>) => objectTold(told, keys, values) },
    ]),
  );
  // Made once without values: federation's own fields keep theirs.
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers });
  return mockSchema(
    schema,
    (object, field, given) => {
      const requirement = values.requirementOf(object.type, field);
      if (!requirement) return values.valueOf(object, field, given, null);
      if (!object.told) throw new Error(`${field} needs what it was not told`);
      return values.valueOf(object, field, given, JSON.stringify(values.toldOf(object.told, requirement)));
    },
    done,
  );
}

/** Every text of a key ends in the number of the object. */
function objectTold(told: Record<string, unknown>, keys: ReadonlySet<string>, values: MockValues): MockObject {
  const seeds = new Set(seedsIn(told, keys));
  const [seed] = seeds;
  if (seed === undefined || seeds.size !== 1) throw new Error(`no object has this key: ${JSON.stringify(told)}`);
  const type = String(told['__typename']);
  return { ...values.objectOfInterface(type, seed), told };
}

function seedsIn(told: Record<string, unknown>, keys: ReadonlySet<string>): number[] {
  return Object.entries(told).flatMap(([name, value]) => {
    if (!keys.has(name)) return [];
    if (typeof value === 'string') return [Number(value.split('#')[1])];
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? seedsIn(value as Record<string, unknown>, keys) : [];
  });
}

function entityTypesOf(typeDefs: DocumentNode): string[] {
  return typeDefs.definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
    definition.directives?.some(({ name }) => name.value === 'key')
      ? [definition.name.value]
      : [],
  );
}

function readRules(
  documents: readonly DocumentNode[],
  whole: GraphQLSchema,
  subgraphs: ReadonlyMap<string, GraphQLSchema>,
  faults: boolean,
): MockRules {
  const keys = new Set<string>();
  const required = new Set<string>();
  const requires = new Map<string, ReturnType<typeof readFieldSet>>();
  const entityInterfaces = new Map<string, readonly string[]>();
  const addNames = (text: string, names: Set<string>): void => {
    visit(readFieldSet(text), { Field: ({ name }) => void names.add(name.value) });
  };
  for (const document of documents) {
    let parent = '';
    visit(document, {
      enter(node) {
        if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) parent = node.name.value;
        if (node.kind === Kind.OBJECT_TYPE_EXTENSION) parent = node.name.value;
        const directives = 'directives' in node ? (node.directives ?? []) : [];
        for (const directive of directives) {
          const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
          if (fields?.kind !== Kind.STRING) continue;
          if (directive.name.value === 'key') {
            addNames(fields.value, keys);
            const type = whole.getType(parent);
            if (isInterfaceType(type))
              entityInterfaces.set(
                parent,
                whole
                  .getPossibleTypes(type)
                  .map(({ name }) => name)
                  .sort(),
              );
          }
          if (directive.name.value === 'requires' && node.kind === Kind.FIELD_DEFINITION) {
            requires.set(`${parent}.${node.name.value}`, readFieldSet(fields.value));
            addNames(fields.value, required);
          }
        }
      },
    });
  }
  const possible = new Map<string, readonly string[]>();
  const possibleTypes = (coordinate: string, returned: string): readonly string[] => {
    let known = possible.get(coordinate);
    if (!known) {
      known = isAbstractType(whole.getType(returned)) ? commonTypes(coordinate, returned, whole, subgraphs) : [returned];
      possible.set(coordinate, known);
    }
    return known;
  };
  return { keys, required, requires, entityInterfaces, possibleTypes, faults };
}

/** What a field can lead to in every subgraph that has it. */
function commonTypes(
  coordinate: string,
  returned: string,
  whole: GraphQLSchema,
  subgraphs: ReadonlyMap<string, GraphQLSchema>,
): readonly string[] {
  const [parentName = '', fieldName = ''] = coordinate.split('.');
  const parent = whole.getType(parentName);
  const parents = [parentName, ...(isObjectType(parent) ? parent.getInterfaces().map(({ name }) => name) : [])];
  let common: readonly string[] | null = null;
  for (const schema of subgraphs.values()) {
    const type = parents.map((name) => schema.getType(name)).find((found) => found);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    const named = field && getNamedType(field.type);
    if (!isAbstractType(named)) continue;
    const here = schema.getPossibleTypes(named).map(({ name }) => name);
    common = common === null ? here : common.filter((name) => here.includes(name));
  }
  return [...(common ?? [returned])].sort();
}
