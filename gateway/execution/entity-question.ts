import type { FetchNode } from '@apollo/query-planner';
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';
import type { ASTNode, DocumentNode, FieldNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';

/** As a plan has it. */
export function writeOperation(document: DocumentNode | OperationDefinitionNode): string {
  return stripIgnoredCharacters(print(document));
}

/** Of what is asked of entities, the fields that stay; `__typename` always does. */
export function keepFields(
  document: DocumentNode,
  isKept: (type: string, name: string, field: FieldNode) => boolean,
): DocumentNode {
  const keep = (selectionSet: SelectionSetNode, type: string): SelectionSetNode => ({
    ...selectionSet,
    selections: selectionSet.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        return selection.name.value === '__typename' || isKept(type, selection.name.value, selection) ? [selection] : [];
      }
      if (selection.kind !== Kind.INLINE_FRAGMENT) return [selection];
      const inner = keep(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      return inner.selections.length > 0 ? [{ ...selection, selectionSet: inner }] : [];
    }),
  });
  return visit(document, {
    Field: (field) =>
      field.name.value === '_entities' && field.selectionSet
        ? { ...field, selectionSet: keep(field.selectionSet, '') }
        : undefined,
  });
}

/** The same question, which asks for what is left of it. */
export function asking(node: FetchNode, rest: DocumentNode): FetchNode {
  const document = withoutUnused(rest);
  const used = variablesIn(document);
  const variableUsages = (node.variableUsages ?? []).filter((variable) => used.has(variable));
  return { ...node, operation: writeOperation(document), variableUsages };
}

/** The names of the variables that are used in it. */
export function variablesIn(node: ASTNode): Set<string> {
  const names = new Set<string>();
  visit(node, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return names;
}

/** A subgraph refuses variables that are declared and not used. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = variablesIn(document);
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}
