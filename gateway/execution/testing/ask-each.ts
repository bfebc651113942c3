import { ApolloGateway } from '@apollo/gateway';
import { Kind } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, OperationDefinitionNode, GraphQLError } from 'graphql';
import { createLogger } from '../../../schema/contract/logger.ts';
import type { RequestContext } from '../../context.ts';
import { plansEvaluatedMax } from '../planner.ts';
import { createExecute, toGatewayInterface } from '../permitted-execution.ts';
import { loadSupergraph } from '../supergraph.ts';
import type { Executor } from '../supergraph.ts';
import type { MockGraph } from './mock-graph.ts';
import type { RandomOperation } from './random-operations.ts';

/** The same operation, asked of three: this executor, the one of `@apollo/gateway`, and one schema that has everything. */
export interface AskEach {
  ours(operation: RandomOperation): Promise<PlainAnswer>;
  apollo(operation: RandomOperation): Promise<PlainAnswer>;
  monolith(operation: RandomOperation): Promise<PlainAnswer>;
  /** What ours asked of the subgraphs. */
  readonly asked: string[];
}

export interface PlainAnswer {
  /** JSON: the order of fields counts. */
  readonly data: string;
  /** Sorted, without messages. */
  readonly errorPaths: readonly string[];
}

const logger = createLogger({ name: 'test', level: 'silent' });

export async function createAskEach(graph: MockGraph): Promise<AskEach> {
  const asked: string[] = [];
  const supergraph = loadSupergraph({
    supergraphSdl: graph.supergraphSdl,
    subgraph: (name) => async (body) => {
      asked.push(`${name} ${body}`);
      const { data, errors } = await graph.askSubgraph(name, JSON.parse(body) as { query: string });
      return { data: data ?? null, errors: (errors ?? []).map(toFormatted) };
    },
  });
  const view = { supergraph, schema: supergraph.apiSchema, permissions: null, hidesSuggestions: false };
  const { executor: ours } = await toGatewayInterface(view, createExecute(view)).load({} as never);
  if (!ours) throw new Error('no executor');

  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraphSdl,
    buildService: ({ name }) => ({
      process: async ({ request }) =>
        (await graph.askSubgraph(name, {
          query: request.query ?? '',
          variables: request.variables ?? {},
          operationName: request.operationName,
        })) as never,
    }),
    queryPlannerConfig: { debug: { maxEvaluatedPlans: plansEvaluatedMax } },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const { executor: apollo } = await gateway.load({ apollo: {} });

  return {
    asked,
    ours: async (operation) => toPlain(await ours(requestOf(operation))),
    apollo: async (operation) => toPlain(await apollo(requestOf(operation))),
    monolith: async ({ document, variables }) => toPlain(await graph.askMonolith(document, variables)),
  };
}

const ignore = (): void => undefined;

function requestOf({ query, document, variables }: RandomOperation): Parameters<Executor>[0] {
  const operation = operationOf(document);
  const context: RequestContext = { principal: null, requestId: 'r', logger, deadlineAt: Date.now() + 60_000 };
  return {
    ...{ document, operation, operationName: operation.name?.value ?? null, queryHash: query, source: query, context, logger },
    request: { query, variables },
    schema: undefined,
    metrics: {},
    overallCachePolicy: {},
    cache: undefined,
  } as unknown as Parameters<Executor>[0];
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return operation;
}

function toFormatted({ message, path }: GraphQLError): GraphQLFormattedError {
  return { message, ...(path && { path }), extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

function toPlain(answer: { data?: unknown; errors?: readonly (GraphQLError | GraphQLFormattedError)[] }): PlainAnswer {
  const paths = (answer.errors ?? []).map(({ path, message }) => (path ? path.join('.') : `(none) ${message}`));
  return { data: JSON.stringify(answer.data ?? null), errorPaths: [...new Set(paths)].sort() };
}
