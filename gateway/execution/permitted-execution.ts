import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError, getVariableValues } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context.ts';
import { charactersOf, operationRoom } from '../operation-room.ts';
import type { Answer } from '../permissions/check-ownership.ts';
import type { Permissions } from '../permissions/permissions.ts';
import { keepToAsked } from './asked-paths.ts';
import type { KnownOperation } from './known-operations.ts';
import type { Data } from './plan/own-value.ts';
import type { Shape } from './shape/shape.ts';
import type { Executor, FetchRequest, Supergraph } from './supergraph.ts';

/** A supergraph as some callers see it. */
export interface SupergraphView {
  readonly supergraph: Supergraph;
  /** What these callers may ask for. */
  readonly schema: GraphQLSchema;
  readonly permissions: Permissions | null;
  /** Errors name nothing that the caller did not name. */
  readonly hidesSuggestions: boolean;
}

/** An operation that is valid for a view of the supergraph. */
export interface ValidOperation extends KnownOperation {
  /** As the caller gave them. */
  readonly variables: Data;
  readonly context: RequestContext;
}

/** Throws a `GraphQLError` for variables that do not fit. */
export type Execute = (operation: ValidOperation) => Promise<Answer>;

/**
 * How operations are executed for a view. Between the caller and the supergraph stand the permissions: what the caller may not have is
 * taken out before planning, and the fetched answer is checked and shaped. Without permissions (open mode) it is the supergraph as it is.
 */
export function createExecute(view: SupergraphView): Execute {
  return view.permissions ? withPermissions(view, view.permissions) : withoutPermissions(view);
}

/** The supergraph as Apollo Server sees it. */
export function toGatewayInterface({ supergraph, schema }: SupergraphView, execute: Execute): GatewayInterface {
  return {
    load: () => Promise.resolve({ executor: toExecutor(execute) }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: supergraph.supergraphSdl });
      return () => undefined;
    },
    // The supergraph outlives each of its views.
    stop: () => Promise.resolve(),
  };
}

function toExecutor(execute: Execute): Executor {
  return async ({ document, operation, queryHash, request, context: given, ...rest }) => {
    const context = given as RequestContext;
    const { variables = {} } = request;
    const operationName = rest.operationName ?? null;
    if (!isThere(operation)) return { errors: [new GraphQLError(whyThereIsNone(request.operationName))] };
    return toResult(await (context.executed ?? execute({ document, operation, queryHash, operationName, variables, context })));
  };
}

/** Apollo Server leaves it to the executor to say that the document has no such operation, and its types do not say so. */
function isThere(operation: OperationDefinitionNode | null | undefined): operation is OperationDefinitionNode {
  return operation !== null && operation !== undefined;
}

/** In graphql-js's words. */
function whyThereIsNone(operationName: string | undefined): string {
  return operationName === undefined
    ? 'Must provide operation name if query contains multiple operations.'
    : `Unknown operation named "${operationName}".`;
}

function withPermissions(view: SupergraphView, permissions: Permissions): Execute {
  return async (valid) => {
    const { document, operation, operationName, queryHash, context } = valid;
    const { principal } = context;
    const variables = readVariables(view, valid);
    const permitted = await permissions.permit({ document, operation, operationName, queryHash, variables, principal });
    const fetched = permitted.document
      ? await ask(view.supergraph, document, {
          document: permitted.document,
          operationName,
          key: permitted.queryHash,
          variables: valid.variables,
          coercedVariables: variables,
          context,
        })
      : { data: null, errors: [] };
    return permitted.shape(fetched);
  };
}

function withoutPermissions({ supergraph, ...view }: SupergraphView): Execute {
  const shapes = new LRUCache<string, Shape>(operationRoom);
  const shapeFor = ({ document, queryHash, operationName }: ValidOperation): Shape => {
    const key = `${queryHash}:${operationName ?? ''}`;
    let shape = shapes.get(key);
    if (!shape) {
      shape = supergraph.compileShape({ schema: view.schema, document, planned: document, operationName, keeping: null });
      shapes.set(key, shape, { size: charactersOf(document) });
    }
    return shape;
  };
  return async (valid) => {
    const { document, queryHash, operationName, context } = valid;
    const variables = readVariables(view, valid);
    const shape = shapeFor(valid);
    const { data, errors } = await ask(supergraph, document, {
      document,
      operationName,
      key: queryHash,
      variables: valid.variables,
      coercedVariables: variables,
      context,
    });
    return { data: shape({ tree: data ?? {}, variables, owners: null }).data, errors };
  };
}

/** With their defaults. Apollo Server leaves the check of variables to the executor; here it comes before anything is planned. */
function readVariables(
  view: Pick<SupergraphView, 'schema' | 'hidesSuggestions'>,
  { operation, variables }: ValidOperation,
): Record<string, unknown> {
  const { coerced, errors } = getVariableValues(view.schema, operation.variableDefinitions ?? [], variables, {
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
