import type { FastifyReply, FastifyRequest } from 'fastify';
import { graphqlError } from './graphql-error.ts';

/**
 * Refuses a request that asks for too much, before Apollo Server sees it: its own validation takes up to a second for a hostile
 * document. What a request names by its hash alone was checked when it was registered.
 */
export function refuseExcess(options: {
  /** The most operations in one request. */
  readonly batchMax: number;
  /** Which limit a document does not keep; null when it keeps them all. */
  readonly check: (document: string) => { readonly limit: string; readonly max: number } | null;
}) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const operations: unknown[] = Array.isArray(request.body) ? request.body : [request.body, request.query];
    if (Array.isArray(request.body) && operations.length > options.batchMax) return refuse(reply, 'operations', options.batchMax);
    for (const operation of operations) {
      const document = documentOf(operation);
      const excess = document === null ? null : options.check(document);
      if (excess) return refuse(reply, excess.limit === 'depth' ? 'levels' : excess.limit, excess.max);
    }
    done();
  };
}

function refuse(reply: FastifyReply, limit: string, max: number): void {
  reply.status(400).send(graphqlError('OPERATION_TOO_COSTLY', `The request has more ${limit} than ${String(max)}.`));
}

/** Whatever is no text is refused for its form later on. */
function documentOf(operation: unknown): string | null {
  if (typeof operation !== 'object' || operation === null || !('query' in operation)) return null;
  return typeof operation.query === 'string' ? operation.query : null;
}
