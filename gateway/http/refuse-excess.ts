import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { OperationTooCostlyError } from '../../schema/contract/app-error.ts';
import type { Principal } from '../auth/principal.ts';
import type { RequestContext } from '../context.ts';
import { graphqlError } from './graphql-error.ts';

/** What an operation costs too much; null when it does not. `document` is its text, and the rest as it was sent. */
export type CostCheck = (
  operation: { readonly document: string; readonly operationName: unknown; readonly variables: unknown },
  principal: Principal | null,
) => { readonly cost: number; readonly max: number } | null;

/**
 * Refuses a request that asks for too much, before Apollo Server sees it: its own validation takes up to a second for a hostile
 * document. What a request names by its hash alone was checked when it was registered, besides its cost: see below.
 */
export function refuseExcess(options: {
  /** The most operations in one request. */
  readonly batchMax: number;
  /** Which limit a document does not keep; null when it keeps them all. */
  readonly check: (document: string) => { readonly limit: string; readonly max: number } | null;
  readonly checkCost: CostCheck;
}) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const operations: unknown[] = Array.isArray(request.body) ? request.body : [request.body, request.query];
    if (Array.isArray(request.body) && operations.length > options.batchMax) return refuse(reply, 'operations', options.batchMax);
    for (const operation of operations) {
      if (!hasDocument(operation)) continue;
      const { query: document, operationName, variables } = operation;
      const excess = options.check(document);
      if (excess) return refuse(reply, excess.limit === 'depth' ? 'levels' : excess.limit, excess.max);
      const isInAddress = operation === request.query;
      // Beside a body, nothing in the address is executed.
      if (isInAddress && request.method !== 'GET') continue;
      const values = isInAddress ? readJson(variables) : variables;
      const costly = options.checkCost({ document, operationName, variables: values }, request.principal);
      if (costly) return refuseCost(reply, costly);
    }
    done();
  };
}

/**
 * The cost of what comes to Apollo Server, whichever way it came: by a hash, in an address, in a batch. It goes by what Apollo Server
 * made of the request, right before the operation is planned. Operations of the gateway's own have no limit.
 */
export function refuseCostly(checkCost: CostCheck): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ request, source, contextValue }) => {
          if (!request.http) return Promise.resolve();
          const { operationName, variables } = request;
          const costly = checkCost({ document: source, operationName, variables }, contextValue.principal);
          if (!costly) return Promise.resolve();
          const error = new OperationTooCostlyError(costly);
          const extensions = { code: error.code, http: { status: 400 } };
          throw new GraphQLError(error.message, { originalError: error, extensions });
        },
      }),
  };
}

function refuse(reply: FastifyReply, limit: string, max: number): void {
  reply.status(400).send(graphqlError('OPERATION_TOO_COSTLY', `The request has more ${limit} than ${String(max)}.`));
}

function refuseCost(reply: FastifyReply, costly: { readonly cost: number; readonly max: number }): void {
  const error = new OperationTooCostlyError(costly);
  reply.status(400).send(graphqlError(error.code, error.publicMessage, { cost: error.cost, costMax: error.costMax }));
}

/** What is no JSON is refused for that later on. */
function readJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** Whatever is no text is refused for its form later on. */
function hasDocument(operation: unknown): operation is { query: string; operationName?: unknown; variables?: unknown } {
  return typeof operation === 'object' && operation !== null && 'query' in operation && typeof operation.query === 'string';
}
