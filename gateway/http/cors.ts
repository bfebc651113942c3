import type { FastifyReply, FastifyRequest } from 'fastify';
import { REQUEST_ID_HEADER } from '../../schema/contract/header-names.ts';

/**
 * Lets the pages of some origins call from a browser. Callers are known by their `Authorization` header and never by a cookie,
 * so credentials are not allowed, and a page of another origin could do no more than anybody without a token. Returns true
 * when the request was a preflight, which has been answered.
 */
export type AllowOrigins = (request: FastifyRequest, reply: FastifyReply) => boolean;

const allowedHeaders = `authorization, content-type, ${REQUEST_ID_HEADER}`;
const preflightAgeSeconds = 600;

export function createCors(origins: readonly string[]): AllowOrigins {
  const allowed = new Set(origins);
  return (request, reply) => {
    if (allowed.size > 0) reply.header('vary', 'Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && allowed.has(origin);
    if (isAllowed) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', `${REQUEST_ID_HEADER}, retry-after`);
    }
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
    if (isAllowed) {
      reply
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', allowedHeaders)
        .header('access-control-max-age', String(preflightAgeSeconds));
    }
    reply.status(204).send();
    return true;
  };
}
