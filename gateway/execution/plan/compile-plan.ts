import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { AskedTypesOf } from '../asked-types.ts';
import { fetchesIn } from '../plan-fetches.ts';
import { compileFetch } from './compile-fetch.ts';
import type { FetchOptions } from './compile-fetch.ts';
import { ownValue } from './own-value.ts';
import type { AskSubgraph, Step } from './plan-run.ts';
import type { HoldsKey } from './subgraph-keys.ts';
import { createTypeConditions } from './type-conditions.ts';

export interface PlanOptions {
  /** The supergraph's whole schema, with what is @inaccessible: subgraphs ask each other for it. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: ReadonlyMap<string, AskSubgraph>;
  readonly holdsKey: HoldsKey;
  /** To which objects of its place a question goes. */
  readonly askedTypesOf: AskedTypesOf;
  /** What a name that was made up for planning stands for. */
  readonly responseNameOf: (name: string) => string;
}

/** Makes of a plan what can be executed any number of times; null when there is nobody to ask. */
export function compilePlan(plan: QueryPlan, options: PlanOptions): Step | null {
  if (!plan.node) return null;
  if (plan.node.kind === 'Subscription') throw new Error('subscriptions are not served');
  const applies = createTypeConditions(options.schema);
  return compileNode(plan.node, [], { ...options, applies });
}

function compileNode(node: PlanNode, path: ResponsePath, options: FetchOptions): Step {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, path, options);
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], options);
    case 'Sequence': {
      const steps = node.nodes.map((child) => compileNode(child, path, options));
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case 'Parallel': {
      const isLater = ([fetch]: readonly [FetchNode, ResponsePath]): boolean => fetch.contextRewrites !== undefined;
      const later = node.nodes.filter((child) => [...fetchesIn(child)].some(isLater));
      const first = node.nodes.filter((child) => !later.includes(child));
      const groups = [first, later].map((nodes) => nodes.map((child) => compileNode(child, path, options)));
      return async (run) => {
        // The planner puts a question beside the one that has what its arguments are taken from (`@fromContext`).
        for (const steps of groups) if (steps.length > 0) await Promise.all(steps.map((step) => step(run)));
      };
    }
    case 'Condition': {
      const [whenTrue, whenFalse] = [node.ifClause, node.elseClause].map((child) => child && compileNode(child, path, options));
      const { condition } = node;
      return async (run) => {
        await (ownValue(run.coercedVariables, condition) === true ? whenTrue : whenFalse)?.(run);
      };
    }
    case 'Defer':
      throw new Error('@defer is not served');
  }
}
