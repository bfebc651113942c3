import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSchema, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

export type Executor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;
export type ExecutorRequest = Parameters<Executor>[0];

export interface Supergraph {
  /** What callers may ask for. Instrumented by whoever serves it; `copy` makes one of your own. */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Plans an operation and asks the subgraphs. */
  readonly execute: Executor;
  stop(): Promise<void>;
}

/**
 * Loads a supergraph and everything that `@apollo/gateway` does with it: the planner, and for now the execution of plans too.
 * `subgraph` makes the client for each subgraph, given its name, the address in the supergraph, and the whole schema.
 */
export async function loadSupergraph(options: {
  /** Without permission directives: the gateway refuses them. */
  readonly supergraphSdl: string;
  readonly subgraph: (name: string, url: string | undefined, schema: GraphQLSchema) => GraphQLDataSource;
  readonly logger: {
    debug(message: string): void;
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  };
}): Promise<Supergraph> {
  let apiSchema: GraphQLSchema | undefined;
  // With what is @inaccessible: subgraphs ask each other for it.
  const wholeSchema = buildSchema(options.supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraphSdl,
    buildService: ({ name, url }) => options.subgraph(name, url, wholeSchema),
    logger: options.logger,
    // Else a header of the caller's would make the answer carry the query plan.
    __exposeQueryPlanExperimental: false,
  });
  gateway.onSchemaLoadOrUpdate((loaded) => {
    apiSchema = loaded.apiSchema;
  });
  const { executor } = await gateway.load({ apollo: {} });
  if (!apiSchema) throw new Error('the supergraph gave no schema');
  return {
    apiSchema,
    supergraphSdl: options.supergraphSdl,
    execute: executor,
    stop: () => gateway.stop(),
  };
}

export function copySchema(schema: GraphQLSchema): GraphQLSchema {
  return buildSchema(printSchema(schema), { assumeValid: true });
}
