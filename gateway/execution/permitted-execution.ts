import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError, getVariableValues } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context.ts';
import type { Answer } from '../permissions/check-ownership.ts';
import type { Permissions } from '../permissions/permissions.ts';
import { keepToAsked } from './asked-paths.ts';
import type { Shape } from './shape/shape.ts';
import type { Executor, ExecutorRequest, FetchRequest, Supergraph } from './supergraph.ts';

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
    const context = request.context as RequestContext;
    const { principal } = context;
    const { document, operation, queryHash } = request;
    const operationName = request.operationName ?? null;
    const variables = readVariables(view, request);
    const permitted = await permissions.permit({ document, operation, operationName, queryHash, variables, principal });
    const fetched = permitted.document
      ? await ask(view.supergraph, document, {
          document: permitted.document,
          key: permitted.queryHash,
          ...{ operationName, variables: request.request.variables ?? {}, coercedVariables: variables, context },
        })
      : { data: null, errors: [] };
    return toResult(permitted.shape(fetched));
  };
}

const shapesMax = 1_000;

function withoutPermissions({ supergraph, ...view }: SupergraphView): Executor {
  const shapes = new LRUCache<string, Shape>({ max: shapesMax });
  const shapeFor = ({ document, queryHash }: ExecutorRequest, operationName: string | null): Shape => {
    const key = `${queryHash}:${operationName ?? ''}`;
    let shape = shapes.get(key);
    if (!shape) {
      shape = supergraph.compileShape({ schema: view.schema, document, planned: document, operationName, keeping: null });
      shapes.set(key, shape);
    }
    return shape;
  };
  return async (request) => {
    const { document, queryHash } = request;
    const operationName = request.operationName ?? null;
    const variables = readVariables(view, request);
    const shape = shapeFor(request, operationName);
    const { data, errors } = await ask(supergraph, document, {
      ...{ document, operationName, key: queryHash, variables: request.request.variables ?? {}, coercedVariables: variables },
      context: request.context as RequestContext,
    });
    return toResult({ data: shape({ tree: data ?? {}, variables, owners: null }).data, errors });
  };
}

/** With their defaults. Apollo Server leaves the check of variables to the executor; here it comes before anything is planned. */
function readVariables(
  view: Pick<SupergraphView, 'schema' | 'hidesSuggestions'>,
  { operation, request }: ExecutorRequest,
): Record<string, unknown> {
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

/** What was fetched, with errors that name nothing but what was asked for. */
async function ask(supergraph: Supergraph, asked: DocumentNode, request: FetchRequest): Promise<Answer> {
  const { tree, errors } = await supergraph.fetch(request);
  // Also with an error that is nobody's business: something that was asked for may be made of what failed.
  if (errors.length > 0) request.context.caching?.forbid();
  return { data: tree, errors: errors.length > 0 ? keepToAsked(asked, request.operationName, inOneOrder(errors)) : errors };
}

/** By path: they come in the order in which subgraphs happened to answer, and equal requests get equal bytes. */
function inOneOrder(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const keyOf = ({ path, message, extensions }: GraphQLFormattedError): string =>
    JSON.stringify([path ?? [], extensions?.['code'], message]);
  return errors
    .map((error) => ({ error, key: keyOf(error) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ error }) => error);
}

function toResult({ data, errors }: Answer): Awaited<ReturnType<Executor>> {
  const graphqlErrors = errors.map(({ message, path, extensions }) => {
    return new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
  });
  return { data, ...(graphqlErrors.length > 0 && { errors: graphqlErrors }) };
}
