import { Kind, isAbstractType } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLSchema, SelectionSetNode } from 'graphql';

/** The fields of an object by the name that they have in the answer, in the order in which they were asked for. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

export interface CollectFields {
  (selectionSets: readonly SelectionSetNode[], typeName: string): CollectedFields;
}

/**
 * GraphQL's CollectFields, for objects of one type, in an operation without `@skip` and `@include`: fragments that do not fit are left
 * out, and fields of the same name are put together.
 */
export function createCollectFields(schema: GraphQLSchema, document: DocumentNode): CollectFields {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

  function fits(condition: string | undefined, typeName: string): boolean {
    if (condition === undefined || condition === typeName) return true;
    const [conditionType, type] = [schema.getType(condition), schema.getType(typeName)];
    if (!isAbstractType(conditionType) || !type || !('getInterfaces' in type)) return false;
    return schema.isSubType(conditionType, type);
  }

  return (selectionSets, typeName) => {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<FragmentDefinitionNode>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          const known = fields.get(name);
          if (known) known.push(selection);
          else fields.set(name, [selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (fits(selection.typeCondition?.name.value, typeName)) collect(selection.selectionSet);
        } else {
          const fragment = fragments.get(selection.name.value);
          if (!fragment || seen.has(fragment)) continue;
          seen.add(fragment);
          if (fits(fragment.typeCondition.name.value, typeName)) collect(fragment.selectionSet);
        }
      }
    };
    selectionSets.forEach(collect);
    return fields;
  };
}
