import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/principal.ts';
import { createAnswersUnderWay } from './answers-under-way.ts';
import { readAsked } from './asked.ts';
import type { CacheKeys } from './cache-keys.ts';
import { cacheScopeOf } from './cache-scope.ts';
import { createEncodedBodies } from './encoded-bodies.ts';
import { createRequestCaching } from './request-caching.ts';
import type { RequestCaching } from './request-caching.ts';
import type { KeptAnswer, Looked, ResponseCache } from './response-cache.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for a request whose answer is not kept. */
    caching: RequestCaching | null;
  }
}

export interface ServeKeptOptions {
  readonly cache: ResponseCache;
  /** Another graph keeps its answers apart, and so do other places of the caller's fields in it. */
  readonly namespaceFor: (principal: Principal) => string;
  readonly audienceOf: (principal: Principal) => string;
  readonly keys: CacheKeys;
  /** Longer than any answer takes. */
  readonly answerMsMax: number;
}

/**
 * Answers a request with the bytes of an earlier answer, before anything is parsed. It stands behind everything that may refuse a request:
 * sign-in, revocations and limits. Only `POST` is served and kept. A browser that had a `GET` in its own cache would show it again after a
 * change; and `GET` is where Apollo Server guards against requests that another site makes.
 *
 * No header tells whether an answer was kept, or might be: nothing foreign that was dropped from an answer can be seen by it, and a view through
 * a contact's eyes is the same bytes as the contact's own. How old the records are, `provenance.asOf` says.
 */
export function serveKept(scope: FastifyInstance, options: ServeKeptOptions): void {
  const { cache, keys } = options;
  const underWay = createAnswersUnderWay(options.answerMsMax);
  const bodies = createEncodedBodies();
  const made = new WeakMap<FastifyRequest, BeingMade>();
  scope.decorateRequest('caching', null);

  scope.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    const { principal } = request;
    if (request.method !== 'POST' || !principal) return;
    const of = cacheScopeOf(principal);
    const asked = of && readAsked(request.body, request.headers.accept);
    if (!asked) return;
    const looked = await cache.look(
      keys.answer({
        namespace: options.namespaceFor(principal),
        audience: options.audienceOf(principal),
        scope: of,
        asked,
      }),
      of.tags,
    );
    if (!looked) return;
    const place = `${looked.key} ${looked.stamp}`;
    const answer = looked.answer ?? (await underWay.join(place));
    if (answer) return reply.header('content-type', answer.contentType).send(bodies.encode(looked.key, answer.body));
    const finish = underWay.begin(place);
    made.set(request, { looked, finish });
    request.caching = createRequestCaching(keys.sharing(of, looked.stamp), () => finish(null));
  });

  scope.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    const { looked, finish } = made.get(request) ?? {};
    const maxAgeSeconds = Math.min(request.caching?.seconds() ?? 0, cache.secondsMax);
    if (looked && maxAgeSeconds > 0 && reply.statusCode === 200 && typeof payload === 'string') {
      const answer = { body: payload, contentType: String(reply.getHeader('content-type')) };
      cache.keep(looked, answer, maxAgeSeconds);
      finish?.(answer);
    }
    finish?.(null);
    done();
  });
}

interface BeingMade {
  readonly looked: Looked;
  readonly finish: (answer: KeptAnswer | null) => void;
}
