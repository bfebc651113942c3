import { Kind, isNonNullType, isObjectType } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';

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
    const type = typeNameOf(known[0]);
    return { data: { _entities: standIns }, path: ['_entities', 0, ...fieldToName(schema, type, entities, standIns[0] ?? {})] };
  }
  const root = schema.getRootType(operation.operation);
  const data = root ? nullsFor(schema, root.name, operation.selectionSet) : {};
  return { data, path: fieldToName(schema, root?.name ?? null, operation.selectionSet, data) };
}

function selectionsOfEntities(selectionSet: SelectionSetNode): SelectionSetNode | null {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD && selection.name.value === '_entities') return selection.selectionSet ?? null;
  }
  return null;
}

/** Names one of the nulls for the error: a field that callers know, if there is one. */
function fieldToName(schema: GraphQLSchema, typeName: string | null, selectionSet: SelectionSetNode, nulls: object): string[] {
  const fields = fieldsOf(schema, typeName, selectionSet).filter(({ responseName }) => responseName in nulls);
  const named = fields.find(({ isPublic }) => isPublic) ?? fields[0];
  return named ? [named.responseName] : [];
}

function nullsFor(schema: GraphQLSchema, typeName: string | null, selectionSet: SelectionSetNode): Record<string, unknown> {
  const nulls = Object.create(null) as Record<string, unknown>;
  for (const { responseName, isNullable } of fieldsOf(schema, typeName, selectionSet)) if (isNullable) nulls[responseName] = null;
  return nulls;
}

interface SelectedField {
  readonly responseName: string;
  readonly isNullable: boolean;
  readonly isPublic: boolean;
}

/** What is selected on a type. The planner writes type conditions around what it asks of entities, and no named fragments. */
function fieldsOf(schema: GraphQLSchema, typeName: string | null, selectionSet: SelectionSetNode): SelectedField[] {
  const type = typeName === null ? undefined : schema.getType(typeName);
  if (!isObjectType(type)) return [];
  return selectionSet.selections.flatMap((selection): SelectedField[] => {
    if (selection.kind === Kind.FIELD) {
      const field = type.getFields()[selection.name.value];
      if (!field) return [];
      const isInternal = field.astNode?.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;
      const responseName = (selection.alias ?? selection.name).value;
      return [{ responseName, isNullable: !isNonNullType(field.type), isPublic: !isInternal }];
    }
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = selection.typeCondition?.name.value;
    const applies =
      condition === undefined || condition === type.name || type.getInterfaces().some(({ name }) => name === condition);
    return applies ? fieldsOf(schema, type.name, selection.selectionSet) : [];
  });
}

function typeNameOf(representation: unknown): string | null {
  if (typeof representation !== 'object' || representation === null || !('__typename' in representation)) return null;
  return typeof representation.__typename === 'string' ? representation.__typename : null;
}
