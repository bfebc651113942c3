import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { Permissions } from '../permissions/permissions.ts';
import type { Executor, Supergraph } from './supergraph.ts';

/**
 * The supergraph as Apollo Server sees it. In between stand the permissions: what the caller may not have is taken out before
 * planning, and the fetched answer is checked and shaped. Without permissions (open mode) it is the supergraph as it is.
 */
export function toGatewayInterface(supergraph: Supergraph, permissions: Permissions | null): GatewayInterface {
  const { apiSchema, supergraphSdl } = supergraph;
  return {
    load: () =>
      Promise.resolve({
        executor: permissions ? withPermissions(supergraph.execute, permissions) : dataAndErrors(supergraph.execute),
      }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
      return () => undefined;
    },
    stop: () => supergraph.stop(),
  };
}

function withPermissions(execute: Executor, permissions: Permissions): Executor {
  return async (request) => {
    const { principal } = request.context as RequestContext;
    const permitted = await permissions.permit({
      document: request.document,
      operation: request.operation,
      operationName: request.operationName,
      queryHash: request.queryHash,
      variables: request.request.variables ?? {},
      principal,
    });
    const fetched = permitted.document
      ? await execute({ ...request, document: permitted.document, queryHash: permitted.queryHash })
      : { data: null, errors: [] };
    const { data, errors } = permitted.shape({
      data: fetched.data ?? null,
      errors: fetched.errors?.map((error) => toFormatted(error)) ?? [],
    });
    return { data, ...(errors.length > 0 && { errors: errors.map(toGraphQLError) }) };
  };
}

/** What else `@apollo/gateway` says (`extensions.valueCompletion`, query plans) is not for callers. */
function dataAndErrors(execute: Executor): Executor {
  return async (request) => {
    const { data, errors } = await execute(request);
    return { ...(data !== undefined && { data }), ...(errors && { errors }) };
  };
}

function toFormatted(error: GraphQLError): GraphQLFormattedError {
  const code = error.extensions['code'];
  return { message: error.message, ...(error.path && { path: error.path }), extensions: { code } };
}

function toGraphQLError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
}
