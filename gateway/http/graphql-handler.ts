import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context.ts';
import type { Answer } from '../permissions/check-ownership.ts';

/** One operation, as most requests have it. */
export interface PlainOperation {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphqlHandlerOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextOf: (request: FastifyRequest) => RequestContext;
  /** Executes an operation that Apollo Server answered before; null for any other one. */
  readonly executeKnown: (operation: PlainOperation, context: RequestContext) => Promise<Answer> | null;
}

const acceptsMax = 100;

/**
 * Apollo Server's handler, with a shorter way for an operation that it answered before: it would hash, look up and negotiate again what
 * it said then. The operation is executed at once, and an answer without errors is sent as Apollo Server would send it. With an error, it is
 * Apollo Server's after all: it gets what was executed, and makes of it what it makes of its own.
 *
 * The hooks of the route stand before both ways.
 */
export function createGraphqlHandler({ apollo, contextOf, executeKnown }: GraphqlHandlerOptions): RouteHandlerMethod {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const throughApollo = fastifyApolloHandler(apollo, {
    context: (request: FastifyRequest) => Promise.resolve(contexts.get(request) ?? contextOf(request)),
  });
  /** What Apollo Server answered with, by the request's `Accept` header: it depends on nothing else. */
  const contentTypes = new LRUCache<string, string>({ max: acceptsMax });

  return async function handle(request, reply) {
    const plain = readPlainOperation(request);
    if (!plain) return throughApollo.call(this, request, reply);
    const { accept = '' } = request.headers;
    const contentType = contentTypes.get(accept);
    const context = contextOf(request);
    const executed = contentType === undefined ? null : executeKnown(plain, context);
    if (executed && contentType !== undefined) {
      const answer = await executed.catch(() => null);
      if (answer?.errors.length === 0) {
        reply.header('content-type', contentType);
        return `{"data":${JSON.stringify(answer.data)}}\n`;
      }
    }
    contexts.set(request, executed ? { ...context, executed } : context);
    const body: unknown = await throughApollo.call(this, request, reply);
    if (reply.statusCode === 200) contentTypes.set(accept, String(reply.getHeader('content-type')));
    return body;
  };
}

/**
 * Null for whatever needs a closer look: `GET`, a batch, a form that is wrong, extensions (persisted queries among them), and names that
 * nobody knows. A body is JSON here or was refused, so no page of another origin has sent it without a preflight.
 */
function readPlainOperation({ method, body }: FastifyRequest): PlainOperation | null {
  if (method !== 'POST' || !isObject(body)) return null;
  const { query, operationName = null, variables = null } = body;
  if (typeof query !== 'string' || (operationName !== null && typeof operationName !== 'string')) return null;
  if ((variables !== null && !isObject(variables)) || !Object.keys(body).every(isPlainName)) return null;
  return { query, operationName, variables: variables ?? {} };
}

function isPlainName(name: string): boolean {
  return name === 'query' || name === 'variables' || name === 'operationName';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
