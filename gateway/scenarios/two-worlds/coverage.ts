import { Kind, getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import type { DocumentNode, GraphQLCompositeType, GraphQLSchema, SelectionSetNode } from 'graphql';

/** Which fields of object types were seen with a value in an answer, by coordinate, and how often. */
export interface Coverage {
  readonly seen: ReadonlyMap<string, number>;
  record(document: DocumentNode, data: unknown): void;
}

/**
 * Only what is certain counts: on an interface, the type of an object is known when `__typename` was asked for; a fragment on another type
 * is then left out. A list without elements is no value.
 */
export function createCoverage(schema: GraphQLSchema): Coverage {
  const seen = new Map<string, number>();
  return {
    seen,
    record(document, data) {
      const fragments = new Map(
        document.definitions.flatMap((node) =>
          node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
        ),
      );
      const walk = (selections: SelectionSetNode, type: GraphQLCompositeType, value: Record<string, unknown>): void => {
        for (const selection of selections.selections) {
          if (selection.kind !== Kind.FIELD) {
            const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
            const condition = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
            if (!fragment || !isCompositeType(condition)) continue;
            // An object type stays what it is under a fragment on one of its interfaces.
            const inner = isObjectType(type) ? type : condition;
            const matches = condition === type || isInterfaceType(condition) || inner === condition;
            if (matches && (isObjectType(type) || !isObjectType(condition))) walk(fragment.selectionSet, inner, value);
            continue;
          }
          const inner = value[selection.alias?.value ?? selection.name.value];
          const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
          if (!field || !hasValue(inner)) continue;
          if (isObjectType(type)) seen.set(`${type.name}.${field.name}`, (seen.get(`${type.name}.${field.name}`) ?? 0) + 1);
          const returned = getNamedType(field.type);
          if (!selection.selectionSet || !isCompositeType(returned)) continue;
          for (const element of Array.isArray(inner) ? (inner as unknown[]) : [inner]) {
            if (typeof element !== 'object' || element === null) continue;
            const object = element as Record<string, unknown>;
            walk(selection.selectionSet, typeOf(object, returned) ?? returned, object);
          }
        }
      };
      const root = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      const type = root && schema.getRootType(root.operation);
      if (root && type && typeof data === 'object' && data !== null)
        walk(root.selectionSet, type, data as Record<string, unknown>);
    },
  };

  function typeOf(value: Record<string, unknown>, type: GraphQLCompositeType): GraphQLCompositeType | null {
    if (isObjectType(type)) return type;
    const found = typeof value['__typename'] === 'string' ? schema.getType(value['__typename']) : null;
    return isCompositeType(found) ? found : null;
  }
}

function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasValue) : value !== null && value !== undefined;
}

/** Every field of every object type that a query or a mutation can ask for. */
export function fieldsOfSchema(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );
}
