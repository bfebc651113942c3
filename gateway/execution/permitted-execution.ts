import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError, getVariableValues } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { Answer } from '../permissions/check-ownership.ts';
import type { Permissions } from '../permissions/permissions.ts';
import { keepToAsked } from './asked-paths.ts';
import type { Executor, ExecutorRequest, Supergraph } from './supergraph.ts';

/**
 * The supergraph as Apollo Server sees it. In between stand the permissions: what the caller may not have is taken out before
 * planning, and the fetched answer is checked and shaped. Without permissions (open mode) it is the supergraph as it is.
 */
export function toGatewayInterface(view: SupergraphView): GatewayInterface {
  const { supergraph, schema, permissions } = view;
  return {
    load: () => Promise.resolve({ executor: permissions ? withPermissions(view, permissions) : withoutPermissions(view) }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: supergraph.supergraphSdl });
      return () => undefined;
    },
    // The supergraph outlives each of its views.
    stop: () => Promise.resolve(),
  };
}

/** A supergraph as some callers see it. */
export interface SupergraphView {
  readonly supergraph: Supergraph;
  /** What these callers may ask for. */
  readonly schema: GraphQLSchema;
  readonly permissions: Permissions | null;
  /** Errors name nothing that the caller did not name. */
  readonly hidesSuggestions: boolean;
}

function withPermissions(view: SupergraphView, permissions: Permissions): Executor {
  return async (request) => {
    const { principal } = request.context as RequestContext;
    const { document, operation, operationName, queryHash } = request;
    const variables = readVariables(view, request);
    const permitted = await permissions.permit({ document, operation, operationName, queryHash, variables, principal });
    const fetched = permitted.document
      ? await ask(view.supergraph.execute, { ...request, document: permitted.document, queryHash: permitted.queryHash }, document)
      : { data: null, errors: [] };
    return toResult(permitted.shape(fetched));
  };
}

function withoutPermissions(view: SupergraphView): Executor {
  return async (request) => {
    readVariables(view, request);
    return toResult(await ask(view.supergraph.execute, request, request.document));
  };
}

/** With their defaults. Apollo Server leaves the check of variables to the executor; here it comes before anything is planned. */
function readVariables(view: SupergraphView, { operation, request }: ExecutorRequest): Record<string, unknown> {
  const { coerced, errors } = getVariableValues(view.schema, operation.variableDefinitions ?? [], request.variables ?? {}, {
    maxErrors: 10,
    hideSuggestions: view.hidesSuggestions,
  });
  const [error] = errors ?? [];
  if (error) {
    throw new GraphQLError(error.message, {
      nodes: error.nodes ?? null,
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
  return coerced ?? {};
}

/** Data and errors, and nothing else that `@apollo/gateway` says (`extensions.valueCompletion`, query plans). */
async function ask(execute: Executor, request: ExecutorRequest, asked: DocumentNode): Promise<Answer> {
  const { data, errors } = await execute(request);
  return { data: data ?? null, errors: keepToAsked(asked, request.operationName, inOneOrder((errors ?? []).map(toFormatted))) };
}

/** By path: they come in the order in which subgraphs happened to answer, and equal requests get equal bytes. */
function inOneOrder(errors: GraphQLFormattedError[]): GraphQLFormattedError[] {
  const keyOf = ({ path, message, extensions }: GraphQLFormattedError): string =>
    JSON.stringify([path ?? [], extensions?.['code'], message]);
  return errors
    .map((error) => ({ error, key: keyOf(error) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ error }) => error);
}

/** The details that a `GraphQLError` has besides are about our parts of the way. */
function toFormatted({ message, path, extensions }: GraphQLError): GraphQLFormattedError {
  return { message, ...(path && { path }), extensions: { code: extensions['code'] } };
}

function toResult({ data, errors }: Answer): Awaited<ReturnType<Executor>> {
  const graphqlErrors = errors.map(({ message, path, extensions }) => {
    return new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
  });
  return { data, ...(graphqlErrors.length > 0 && { errors: graphqlErrors }) };
}
