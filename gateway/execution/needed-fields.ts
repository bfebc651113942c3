import type { PlanNode, QueryPlanSelectionNode, ResponsePath } from '@apollo/query-planner';
import { fetchesIn } from './plan-fetches.ts';

/** Whether a subgraph has to be told of what lies at a path of the plan. */
export function createIsNeeded(node: PlanNode): (path: ResponsePath, name: string) => boolean {
  const needed = new Set<string>();
  const add = (path: ResponsePath, selections: readonly QueryPlanSelectionNode[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'InlineFragment') {
        add(path, selection.selections);
        continue;
      }
      const name = selection.alias ?? selection.name;
      needed.add(placeOf(path, name));
      add([...path, name], selection.selections ?? []);
    }
  };
  for (const [{ requires = [] }, path] of fetchesIn(node)) add(path, requires);
  return (path, name) => needed.has(placeOf(path, name));
}

function placeOf(path: ResponsePath, name: string): string {
  return [...path.filter((step) => step !== '@'), name].join('/');
}
