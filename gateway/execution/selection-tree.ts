import type { ResponsePath } from '@apollo/query-planner';
import { Kind, getNamedType, isAbstractType, isInterfaceType, isObjectType, visit } from 'graphql';
import type {
  DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLNamedType, GraphQLSchema, OperationDefinitionNode, SelectionSetNode,
} from 'graphql'; // prettier-ignore
import { responseNameIn } from './distinct-names.ts';

/** What is selected at a place, by its names in the answer, each of which means one thing (`distinct-names.ts`). */
export type SelectionTree = Map<string, SelectedHere>;

export interface SelectedHere {
  readonly field: FieldNode;
  /** The types of the objects of which it is selected. */
  readonly types: Set<string>;
  readonly below: SelectionTree;
}

/** What an operation without named fragments asks for. */
export function selectionsOf(schema: GraphQLSchema, operation: OperationDefinitionNode): SelectionTree {
  const tree: SelectionTree = new Map();
  addSelections(schema, tree, operation.selectionSet, rootTypesOf(schema, operation));
  return tree;
}

/** The type of object that the operation itself asks. */
export function rootTypesOf(schema: GraphQLSchema, { operation }: OperationDefinitionNode): readonly string[] {
  return objectTypesOf(schema, schema.getRootType(operation));
}

/** Adds what a selection without named fragments asks of objects of these types; of no types, what it asks under conditions. */
export function addSelections(
  schema: GraphQLSchema,
  tree: SelectionTree,
  { selections }: SelectionSetNode,
  types: readonly string[],
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const within = typesWithin(schema, selection.typeCondition?.name.value, types);
      const narrowed = types.length === 0 ? within : within.filter((name) => types.includes(name));
      if (narrowed.length > 0) addSelections(schema, tree, selection.selectionSet, narrowed);
      continue;
    }
    if (selection.kind !== Kind.FIELD) continue;
    const here = placeFor(tree, responseNameIn(selection), selection);
    for (const type of types) here.types.add(type);
    if (!selection.selectionSet) continue;
    const below = types.flatMap((type) => objectTypesOf(schema, typeOfField(schema, type, selection.name.value)));
    addSelections(schema, here.below, selection.selectionSet, [...new Set(below)]);
  }
}

function placeFor(tree: SelectionTree, name: string, field: FieldNode): SelectedHere {
  let here = tree.get(name);
  if (!here) tree.set(name, (here = { field, types: new Set(), below: new Map() }));
  return here;
}

/** The place to which a path of a plan leads, made when it is not there. */
export function placeAt(tree: SelectionTree, [step, ...rest]: ResponsePath): SelectionTree {
  if (step === undefined) return tree;
  if (step === '@') return placeAt(tree, rest);
  const name = String(step);
  return placeAt(placeFor(tree, name, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } }).below, rest);
}

/** The types of objects that a condition lets through; without one, those that there are. */
export function typesWithin(schema: GraphQLSchema, condition: string | undefined, types: readonly string[]): readonly string[] {
  return condition === undefined ? types : objectTypesOf(schema, schema.getType(condition));
}

/** The types of objects that something of this type can be. */
export function objectTypesOf(schema: GraphQLSchema, type: GraphQLNamedType | null | undefined): readonly string[] {
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}

/** Null for a field that there is not. */
export function typeOfField(schema: GraphQLSchema, typeName: string, field: string) {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const definition = type.getFields()[field];
  return definition ? (schema.getType(getNamedType(definition.type).name) ?? null) : null;
}

/** One operation of a document, with its fragments written out. */
export function standAlone(document: DocumentNode, operationName: string | null): OperationDefinitionNode | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === null || definition.name?.value === operationName)
    )
      operation ??= definition;
  }
  if (!operation || fragments.size === 0) return operation;
  return visit(operation, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      // What takes its place is visited too.
      return (
        fragment && { kind: Kind.INLINE_FRAGMENT, typeCondition: fragment.typeCondition, selectionSet: fragment.selectionSet }
      );
    },
  });
}
