import { Kind, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import type { ConstDirectiveNode, GraphQLSchema } from 'graphql';
import type { Overrides } from './overrides.ts';

/** What each subgraph knows of the supergraph's types. */
export interface SubgraphTypes {
  /** The types of objects that a subgraph has for an interface or a union. */
  objectTypesOf(subgraph: string, abstractType: string): ReadonlySet<string>;
  /**
   * Whether a subgraph has the values of a field, and needs to be told nothing for them. A field that is moved is where `overrides` says;
   * without it, where it was.
   */
  resolves(subgraph: string, typeName: string, field: string, overrides?: Overrides | null): boolean;
  /** Whether a subgraph knows an interface as an object (`@interfaceObject`). */
  isInterfaceObject(subgraph: string, typeName: string): boolean;
  readonly hasInterfaceObjects: boolean;
  /** Whether there is an interface or a union of which subgraphs have different types of objects. */
  readonly differ: boolean;
}

const none: ReadonlySet<string> = new Set();

export function readSubgraphTypes(schema: GraphQLSchema): SubgraphTypes {
  const graphs = readGraphNames(schema);
  const members = new Map<string, Map<string, Set<string>>>();
  const add = (abstractType: string, graph: string | null, member: string): void => {
    const subgraph = graphs.get(graph ?? '');
    if (subgraph === undefined) return;
    const known = members.get(abstractType) ?? new Map<string, Set<string>>();
    members.set(abstractType, known.set(subgraph, (known.get(subgraph) ?? new Set()).add(member)));
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) {
      for (const given of directivesOf(type.astNode, 'join__unionMember'))
        add(type.name, argumentOf(given, 'graph'), argumentOf(given, 'member') ?? '');
    } else if (isObjectType(type)) {
      for (const given of directivesOf(type.astNode, 'join__implements'))
        add(argumentOf(given, 'interface') ?? '', argumentOf(given, 'graph'), type.name);
    }
  }

  function resolves(subgraph: string, typeName: string, fieldName: string, overrides: Overrides | null = null): boolean {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return false;
    const isHere = (given: ConstDirectiveNode): boolean => graphs.get(argumentOf(given, 'graph') ?? '') === subgraph;
    if (!directivesOf(type.astNode, 'join__type').some(isHere)) return false;
    const field = type.getFields()[fieldName];
    const given = directivesOf(field?.astNode, 'join__field');
    if (given.length === 0) return field !== undefined;
    return given.some((one) => isHere(one) && isSide(one, overrides) && needed.every((name) => argumentOf(one, name) === null));
  }

  const interfaceObjects = new Set(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      directivesOf(type.astNode, 'join__type')
        .filter((given) => argumentOf(given, 'isInterfaceObject') !== null)
        .map((given) => `${graphs.get(argumentOf(given, 'graph') ?? '')} ${type.name}`),
    ),
  );
  const differ = [...members.values()].some((known) => {
    const [first = none, ...others] = known.values();
    return others.some((other) => other.size !== first.size || [...other].some((name) => !first.has(name)));
  });
  return {
    objectTypesOf: (subgraph, abstractType) => members.get(abstractType)?.get(subgraph) ?? none,
    resolves,
    isInterfaceObject: (subgraph, typeName) => interfaceObjects.has(`${subgraph} ${typeName}`),
    hasInterfaceObjects: interfaceObjects.size > 0,
    differ,
  };
}

/** With one of these, a subgraph has not the value, or not by itself. */
const needed = ['external', 'requires', 'contextArguments'];

/** Of the two subgraphs between which a field is moved, whether this is the one that is asked. */
function isSide(given: ConstDirectiveNode, overrides: Overrides | null): boolean {
  const label = argumentOf(given, 'overrideLabel');
  if (label === null) return argumentOf(given, 'usedOverridden') === null;
  return (overrides?.conditions.get(label) ?? false) === (argumentOf(given, 'override') !== null);
}

function directivesOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined,
  name: string,
): readonly ConstDirectiveNode[] {
  return (node?.directives ?? []).filter((directive) => directive.name.value === name);
}

/** The supergraph knows a subgraph by the name of an enum value. */
export function readGraphNames(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const type = schema.getType('join__Graph');
  if (!type || !('getValues' in type)) return new Map();
  return new Map(
    type.getValues().flatMap(({ name, astNode }) => {
      const [given] = directivesOf(astNode, 'join__graph');
      const subgraph = given ? argumentOf(given, 'name') : null;
      return subgraph === null ? [] : [[name, subgraph] as const];
    }),
  );
}

/** Null for an argument that is not given, or `false`. */
function argumentOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  if (!value || value.kind === Kind.NULL || (value.kind === Kind.BOOLEAN && !value.value)) return null;
  return 'value' in value ? String(value.value) : value.kind;
}
