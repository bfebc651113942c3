import { Kind, isInterfaceType, isObjectType, parse } from 'graphql';
import type { ConstDirectiveNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { readGraphNames } from '../subgraph-types.ts';

/** Names of fields, with what is selected below them. */
export type FieldNames = ReadonlyMap<string, FieldNames | null>;

/** Whether what a subgraph would be told of an object of this type holds one of the keys by which the subgraph finds it. */
export interface HoldsKey {
  (subgraph: string, typeName: string, told: FieldNames): boolean;
}

/**
 * Reads the keys of each type and subgraph out of the supergraph. Plans can ask a subgraph about objects of one type while the key is
 * taken from those of another alone; the subgraph could only answer that it does not find them.
 */
export function readSubgraphKeys(schema: GraphQLSchema): HoldsKey {
  const graphNames = readGraphNames(schema);
  const keys = new Map<string, FieldNames[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const directive of type.astNode?.directives ?? []) {
      if (directive.name.value !== 'join__type') continue;
      const [graph, key] = [argument(directive, 'graph'), argument(directive, 'key')];
      const name = graph === null ? undefined : graphNames.get(graph);
      if (name === undefined || key === null || argument(directive, 'resolvable') === 'false') continue;
      const place = `${name} ${type.name}`;
      keys.set(place, [...(keys.get(place) ?? []), readFieldNames(key)]);
    }
  }
  return (subgraph, typeName, told) => {
    const type = schema.getType(typeName);
    const interfaces = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [];
    const known = [typeName, ...interfaces].flatMap((name) => keys.get(`${subgraph} ${name}`) ?? []);
    return known.length === 0 || known.some((key) => holds(told, key));
  };
}

function holds(told: FieldNames, key: FieldNames): boolean {
  return [...key].every(([name, inner]) => {
    const here = told.get(name);
    if (here === undefined) return false;
    return inner === null || (here !== null && holds(here, inner));
  });
}

function argument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : null;
}

function readFieldNames(fieldSet: string): FieldNames {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? namesIn(definition.selectionSet) : new Map();
}

/** Of an interface or a union within a key, what is selected on each type: the names alone are compared. */
function namesIn({ selections }: SelectionSetNode): FieldNames {
  const names = new Map<string, FieldNames | null>();
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD)
      names.set(selection.name.value, selection.selectionSet ? namesIn(selection.selectionSet) : null);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      for (const [name, inner] of namesIn(selection.selectionSet)) names.set(name, inner);
  }
  return names;
}
