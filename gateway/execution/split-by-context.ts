import type { FetchNode, ParallelNode, QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { FieldNode } from 'graphql';
import { asking, keepFields, variablesIn } from './entity-question.ts';
import { mapFetches } from './plan-fetches.ts';

/**
 * Makes a question of its own of the fields that take the same arguments from objects above (`@fromContext`), and of those that take none.
 * Where a field is asked of objects below one type alone, the planner has its arguments at hand for those alone, and the others
 * could be asked about nothing.
 */
export function splitByContext(plan: QueryPlan): QueryPlan {
  if (!plan.node || plan.node.kind === 'Subscription') return plan;
  return { ...plan, node: mapFetches(plan.node, split) };
}

function split(node: FetchNode): FetchNode | ParallelNode {
  if (!node.contextRewrites) return node;
  const names = new Set(node.contextRewrites.map(({ renameKeyTo }) => renameKeyTo));
  const document = parse(node.operation, { noLocation: true });
  const kinds = new Set<string>();
  keepFields(document, (_type, _name, field) => {
    kinds.add(takenBy(field, names));
    return true;
  });
  if (kinds.size < 2) return node;
  const nodes = [...kinds].map((kind) =>
    asking(
      node,
      keepFields(document, (_type, _name, field) => takenBy(field, names) === kind),
    ),
  );
  return { kind: 'Parallel', nodes };
}

/** What a field takes, for comparing. */
function takenBy(field: FieldNode, names: ReadonlySet<string>): string {
  return [...variablesIn(field)]
    .filter((name) => names.has(name))
    .sort()
    .join();
}
