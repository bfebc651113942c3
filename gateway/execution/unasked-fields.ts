import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';

/**
 * The fields of an operation that a plan asks nobody for, by their names in the answer. The planner leaves out a field of which it thinks
 * that nothing can come, as one of an interface that nothing implements: it would be null, as if that were so.
 */
export function unaskedFields(document: DocumentNode, operationName: string | null, { node }: QueryPlan): string[] {
  const operation = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && (operationName === null || definition.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const asked = new Set(node && node.kind !== 'Subscription' ? askedIn(node) : []);
  return [...new Set(namesIn(document, operation.selectionSet))].filter((name) => !asked.has(name));
}

function* askedIn(node: PlanNode): Generator<string> {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') for (const child of node.nodes) yield* askedIn(child);
  if (node.kind === 'Fetch' && !node.requires) {
    const document = parse(node.operation, { noLocation: true });
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) yield* namesIn(document, definition.selectionSet);
    }
  }
}

/** Without those that no subgraph is asked for. */
function* namesIn(document: DocumentNode, { selections }: SelectionSetNode): Generator<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if (!selection.name.value.startsWith('__')) yield (selection.alias ?? selection.name).value;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) yield* namesIn(document, selection.selectionSet);
    else {
      for (const definition of document.definitions) {
        const isMeant = definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value;
        if (isMeant) yield* namesIn(document, definition.selectionSet);
      }
    }
  }
}
