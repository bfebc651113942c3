import { Kind, isNonNullType, isObjectType } from 'graphql';
import type { DocumentNode, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/**
 * What stands in for the answer of a subgraph that could not be asked: null for every field that may be null, nothing for the
 * others. A null is a value and a missing field is none, and the difference matters to `@requires`: another subgraph that needs
 * the field is still asked, with null for it, and can say what it lacks (`nextSteps.missing`).
 */
export interface FailedFetch {
  readonly data: Record<string, unknown>;
  /** Where the error belongs, as the subgraph would have said it. */
  readonly path: readonly (string | number)[];
}

export function standInFor(schema: GraphQLSchema, document: DocumentNode, representations: unknown): FailedFetch {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) return { data: {}, path: [] };
  const entities = selectionsOfEntities(operation.selectionSet);
  if (entities) {
    const known = Array.isArray(representations) ? representations : [];
    const standIns = known.map((representation: unknown) => nullsFor(schema, typeNameOf(representation), entities));
    return { data: { _entities: standIns }, path: ['_entities', 0, ...Object.keys(standIns[0] ?? {}).slice(0, 1)] };
  }
  const root = schema.getRootType(operation.operation);
  const data = root ? nullsFor(schema, root.name, operation.selectionSet) : {};
  return { data, path: Object.keys(data).slice(0, 1) };
}

function selectionsOfEntities(selectionSet: SelectionSetNode): SelectionSetNode | null {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD && selection.name.value === '_entities') return selection.selectionSet ?? null;
  }
  return null;
}

/** The planner writes a type condition around what it asks of entities, and fragments nowhere else at this level. */
function nullsFor(schema: GraphQLSchema, typeName: string | null, selectionSet: SelectionSetNode): Record<string, unknown> {
  const type = typeName === null ? undefined : schema.getType(typeName);
  return isObjectType(type) ? collectNulls(type, selectionSet, Object.create(null) as Record<string, unknown>) : {};
}

function collectNulls(
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  nulls: Record<string, unknown>,
): Record<string, unknown> {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value];
      if (field && !isNonNullType(field.type)) nulls[selection.alias?.value ?? selection.name.value] = null;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const applies =
        condition === undefined || condition === type.name || type.getInterfaces().some(({ name }) => name === condition);
      if (applies) collectNulls(type, selection.selectionSet, nulls);
    }
  }
  return nulls;
}

function typeNameOf(representation: unknown): string | null {
  if (typeof representation !== 'object' || representation === null || !('__typename' in representation)) return null;
  return typeof representation.__typename === 'string' ? representation.__typename : null;
}
