import { Kind, getNamedType, isAbstractType, isCompositeType } from 'graphql';
import type {
  DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLSchema, InlineFragmentNode, OperationDefinitionNode, SelectionNode,
  SelectionSetNode,
} from 'graphql'; // prettier-ignore

/**
 * The same operation with every condition on an interface or a union written as conditions on the types of objects that it lets through,
 * without named fragments. Where a subgraph knows an interface as an object alone (`@interfaceObject`), the planner finds no way from one
 * abstract type to another, and finds one to each type of object. It is larger, so it is for what cannot be planned as it is.
 */
export function withConcreteConditions(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );

  function typeNamed(name: string): GraphQLCompositeType {
    const type = schema.getType(name);
    if (!isCompositeType(type)) throw new Error(`${name} is not a type that has fields`);
    return type;
  }

  function expand({ selections }: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode {
    const expanded = selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return [expandField(selection, parent)];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return [];
      return typesBetween(parent, fragment.typeCondition?.name.value).map((name) => on(name, fragment.selectionSet));
    });
    return { kind: Kind.SELECTION_SET, selections: expanded.length > 0 ? expanded : [typeName] };
  }

  function expandField(field: FieldNode, parent: GraphQLCompositeType): FieldNode {
    if (!field.selectionSet || !('getFields' in parent)) return field;
    const definition = parent.getFields()[field.name.value];
    return definition
      ? { ...field, selectionSet: expand(field.selectionSet, typeNamed(getNamedType(definition.type).name)) }
      : field;
  }

  function typesBetween(parent: GraphQLCompositeType, condition: string | undefined): readonly string[] {
    if (condition === undefined || condition === parent.name || !isAbstractType(parent)) return [parent.name];
    const type = typeNamed(condition);
    if (!isAbstractType(type)) return [condition];
    const possible = schema.getPossibleTypes(type);
    return schema
      .getPossibleTypes(parent)
      .filter((one) => possible.includes(one))
      .map(({ name }) => name);
  }

  function on(name: string, selectionSet: SelectionSetNode): InlineFragmentNode {
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
      selectionSet: expand(selectionSet, typeNamed(name)),
    };
  }

  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return {
    ...document,
    definitions: operations.map((operation) => {
      const root = schema.getRootType(operation.operation);
      return root ? { ...operation, selectionSet: expand(operation.selectionSet, root) } : operation;
    }),
  };
}

const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
