import { Supergraph as PlannedSupergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** Apollo's planner, as `@apollo/gateway` uses it. */
export interface Planner {
  /** What callers may ask for. */
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string | undefined }[];
  /** Throws on an operation that does not fit the schema, and on one with too many ways to answer it. */
  plan(document: DocumentNode, operationName: string | null): QueryPlan;
}

export function createPlanner(supergraphSdl: string): Planner {
  const supergraph = PlannedSupergraph.build(supergraphSdl, { validateSupergraph: true });
  const planner = new QueryPlanner(supergraph);
  const apiSchema = supergraph.apiSchema();
  return {
    apiSchema: apiSchema.toGraphQLJSSchema(),
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: url || undefined })),
    plan: (document, operationName) =>
      planner.buildQueryPlan(operationFromDocument(apiSchema, document, operationName === null ? {} : { operationName })),
  };
}
