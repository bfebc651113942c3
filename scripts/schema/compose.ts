import { composeServices } from '@apollo/composition';
import type { GraphQLSchema } from 'graphql';
import { SUBGRAPHS, readTypeDefsOf } from './subgraphs.ts';

export interface Composition {
  /** The supergraph, for the gateway. The addresses in it are placeholders: the gateway's configuration has the real ones. */
  readonly supergraphSdl: string;
  /** The schema without federation's machinery and without what is `@inaccessible`: what a caller with every right can ask. */
  readonly apiSchema: GraphQLSchema;
  readonly hints: readonly string[];
}

/** Composes the four subgraphs; throws with all that does not fit. */
export function compose(): Composition {
  const result = composeServices(
    SUBGRAPHS.map((name) => ({ name, url: `http://${name}.subgraph.invalid/graphql`, typeDefs: readTypeDefsOf(name) })),
  );
  if (result.errors)
    throw new Error(`The subgraphs do not compose:\n${result.errors.map((error) => `  - ${error.message}`).join('\n')}`);
  return {
    supergraphSdl: `${result.supergraphSdl}\n`,
    apiSchema: result.schema.toAPISchema().toGraphQLJSSchema(),
    hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message}`),
  };
}
