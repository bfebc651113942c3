import { Kind, isAbstractType } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLSchema, SelectionNode, SelectionSetNode } from 'graphql';

/** The fields of an object by the name that they have in the answer, in the order in which they were asked for. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

export interface CollectFields {
  (selectionSets: readonly SelectionSetNode[], typeName: string): CollectedFields;
}

/**
 * GraphQL's CollectFields, for objects of one type: fragments that do not fit are left out, as is what `@skip` and `@include` say;
 * fields of the same name are put together. The values of the variables in `@skip` and `@include` must be known.
 */
export function createCollectFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  holds: (variable: string) => boolean,
): CollectFields {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

  function isIncluded(selection: SelectionNode): boolean {
    return (selection.directives ?? []).every(({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return true;
      const value = given?.find((argument) => argument.name.value === 'if')?.value;
      const isTrue = value?.kind === Kind.VARIABLE ? holds(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
      return isTrue === (name.value === 'include');
    });
  }

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
        if (!isIncluded(selection)) continue;
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

/** The variables that decide what is part of the answer. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      for (const directive of selection.directives ?? []) {
        if (directive.name.value !== 'skip' && directive.name.value !== 'include') continue;
        for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) walk(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) if ('selectionSet' in definition) walk(definition.selectionSet);
  return [...names];
}
