import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../../context.ts';
import type { Data } from './own-value.ts';

/** One execution of a plan. */
export interface PlanRun {
  /** What the subgraphs answered so far, merged by place. */
  readonly tree: Data;
  /** As the caller gave them. */
  readonly variables: Data;
  /** With their defaults, for `@skip` and `@include`. */
  readonly coercedVariables: Data;
  readonly context: RequestContext;
  readonly errors: GraphQLFormattedError[];
}

/** A part of a plan, ready to be executed. What fails in it is an error of the run; nothing is thrown. */
export interface Step {
  (run: PlanRun): Promise<void>;
}

/** A subgraph's answer, of which the data is the asker's own, to be changed in place. */
export interface SubgraphAnswer {
  readonly data: Data | null;
  readonly errors: readonly GraphQLFormattedError[];
}

/**
 * Asks a subgraph, given the body of the request. Throws an `AppError` when there is no answer. A `mutation` is told where its caller is, since
 * the subgraph keeps that with what was done; a query is not.
 */
export interface AskSubgraph {
  (body: string, context: RequestContext, kind?: OperationKind): Promise<SubgraphAnswer>;
}

export type OperationKind = 'query' | 'mutation';
