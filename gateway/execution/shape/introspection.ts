import { Kind, executeSync } from 'graphql';
import type { FieldNode, OperationDefinitionNode } from 'graphql';
import type { Data } from '../plan/own-value.ts';
import type { CollectFields } from './collect-fields.ts';
import type { ShapeOptions } from './shape.ts';

/** Answers the fields of a query that ask about the schema; null when there are none. */
export type Introspection = ((variables: Data) => Data) | null;

/** No subgraph is asked: graphql-js answers from the caller's own schema. */
export function collectIntrospection(
  options: ShapeOptions & { readonly operation: OperationDefinitionNode; readonly collect: CollectFields },
): Introspection {
  const { schema, document, operation } = options;
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const fields = [...options.collect([operation.selectionSet], root.name).values()].flat().filter(isIntrospection);
  if (fields.length === 0) return null;
  const about = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } },
      ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
    ],
  } as const;
  return (variables) =>
    (executeSync({ schema, document: about, variableValues: variables }).data as Data | null | undefined) ?? {};
}

export function isIntrospection(field: FieldNode): boolean {
  return field.name.value === '__schema' || field.name.value === '__type';
}
