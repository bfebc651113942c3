import type { FetchNode, ParallelNode, PlanNode, ResponsePath } from '@apollo/query-planner';

/** Every question of a plan, with the place that it is for. `@defer` and conditions are none of these plans. */
export function* fetchesIn(node: PlanNode, path: ResponsePath = []): Generator<readonly [FetchNode, ResponsePath]> {
  if (node.kind === 'Fetch') yield [node, path];
  else if (node.kind === 'Flatten') yield* fetchesIn(node.node, [...path, ...node.path]);
  else if (node.kind === 'Sequence' || node.kind === 'Parallel') for (const child of node.nodes) yield* fetchesIn(child, path);
}

/** The same plan with other questions, or several in the place of one. */
export function mapFetches(
  node: PlanNode,
  change: (node: FetchNode, path: ResponsePath) => FetchNode | ParallelNode,
  path: ResponsePath = [],
): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return change(node, path);
    case 'Flatten':
      return { ...node, node: mapFetches(node.node, change, [...path, ...node.path]) };
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => mapFetches(child, change, path)) };
    case 'Condition':
    case 'Defer':
      return node;
  }
}
