import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REQUEST_ID_HEADER } from '../../schema/contract/header-names.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import { createCors } from './cors.ts';
import { answerTo, graphqlError } from './graphql-error.ts';
import { isLoopbackHost } from './loopback.ts';
import { readRequestId } from './request-id.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set before any GraphQL handler runs; null in open mode only. `request.id` is the request id. */
    principal: Principal | null;
  }
}

export interface HttpServerOptions {
  readonly requestBodyBytesMax: number;
  readonly corsOrigins: readonly string[];
  readonly logger: Logger;
  /** Null in open mode, where nobody signs in. */
  readonly authenticate: Authenticate | null;
  /**
   * Registers the GraphQL handler for `POST /graphql` on the scope that it is given. The hooks before it let through JSON
   * bodies without a content encoding from callers who are signed in, and nothing else.
   */
  readonly registerGraphql: (scope: FastifyInstance) => Promise<void>;
  /** Whether operations can be answered; asked by `/ready`. */
  readonly checkReady: () => Promise<Readiness>;
  /** Told of every answer; `route` is the registered path, or `none`. */
  readonly reportAnswer?: (answer: { readonly route: string; readonly status: number; readonly seconds: number }) => void;
  /** Routes besides GraphQL, such as the playground. Nobody is signed in there. */
  readonly addRoutes?: (server: FastifyInstance) => void | Promise<void>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly subgraphs: Readonly<Record<string, 'up' | 'down'>>;
  /** How old what is known of revocations and grants is, when that is worth a look; null for never known. */
  readonly access?: { readonly ageSeconds: number | null };
}

export interface HttpServer {
  /** For the integration of Apollo Server, which drains it, and for tests, which inject requests. */
  readonly fastify: FastifyInstance;
  /** Resolves to the address that it listens on, without a slash at the end. */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  /** Stops listening, answers what is under way, and resolves when every connection is closed. */
  close(): Promise<void>;
}

/** A peer that is slower than this to send its request is not served: it would hold a connection for nothing. */
const headersTimeoutMs = 4_000;
const requestTimeoutMs = 6_000;
const timeoutCheckMs = 1_000;
/** How long a connection may stand without a byte in either direction while an answer is due or being read. */
const silenceMs = 30_000;

export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { logger } = options;
  const server = Fastify({
    logger: false,
    bodyLimit: options.requestBodyBytesMax,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: silenceMs,
    http: { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs, connectionsCheckingInterval: timeoutCheckMs },
    genReqId: (request) => readRequestId(request.headers[REQUEST_ID_HEADER]),
    // While it drains, a request that arrives on a connection that is still open is answered, and the connection then closed.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: sendError,
  });
  let closing = false;

  function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const answer = answerTo(error);
    if (!answer) logger.error({ err: error, requestId: request.id }, 'a request failed in a way that nobody foresaw');
    const { status, body } = answer ?? { status: 500, body: graphqlError('INTERNAL_SERVER_ERROR', 'Something went wrong.') };
    if (status === 503) reply.header('retry-after', '30');
    reply.status(status).send(body);
  }

  // A text/plain body is what a page of any origin can send without a preflight.
  server.removeContentTypeParser('text/plain');
  server.decorateRequest('principal', null);
  const allowOrigins = createCors(options.corsOrigins);
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header(REQUEST_ID_HEADER, request.id);
    if (!allowOrigins(request, reply)) done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  const { reportAnswer } = options;
  if (reportAnswer) {
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      reportAnswer({ route, status: reply.statusCode, seconds: reply.elapsedTime / 1_000 });
      done();
    });
  }
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => {
    const [url = '/'] = request.url.split('?');
    const allowed = (['GET', 'POST'] as const).filter((method) => server.hasRoute({ url, method }));
    if (allowed.length === 0) return reply.status(404).send(graphqlError('BAD_USER_INPUT', 'There is nothing at this address.'));
    reply.header('allow', allowed.join(', '));
    return reply.status(405).send(graphqlError('BAD_USER_INPUT', `This address takes ${allowed.join(' or ')} only.`));
  });

  server.get('/health', () => ({ status: 'up' }));
  server.get('/ready', async (_request, reply) => {
    const { ready, ...parts } = await options.checkReady();
    const isReady = ready && !closing;
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', ...parts });
  });
  await options.addRoutes?.(server);
  await server.register(async (scope) => {
    addGuards(scope, options.authenticate);
    await options.registerGraphql(scope);
  });

  return {
    fastify: server,
    async listen({ host, port }) {
      const url = await server.listen({ host, port });
      logger.info({ url }, 'listening');
      return url;
    },
    close: () => server.close(),
  };
}

/** What stands before GraphQL, in this order, and before the body is read. */
function addGuards(scope: FastifyInstance, authenticate: Authenticate | null): void {
  if (!authenticate) scope.addHook('onRequest', refuseForeignHost);
  scope.addHook('onRequest', refuseContentEncoding);
  if (authenticate) {
    scope.addHook('onRequest', async (request, reply) => {
      const { authorization } = request.headers;
      request.principal = isOnce(request, 'authorization') ? await authenticate(authorization) : null;
      if (!request.principal) await reply.status(401).header('www-authenticate', 'Bearer').send(unauthenticated);
    });
  }
}

/** The same for a token that is missing, expired, forged or meant for somebody else: the cause helps nobody but a forger. */
const unauthenticated = graphqlError('UNAUTHENTICATED', 'This request carries no valid access token.');

/** Node keeps the first of two; a proxy before us may have judged the second. */
function isOnce(request: FastifyRequest, name: string): boolean {
  const { rawHeaders } = request.raw;
  let times = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const given = rawHeaders[index] ?? '';
    if (given.length === name.length && given.toLowerCase() === name) times += 1;
  }
  return times === 1;
}

/** A short body that unpacks to a long one would pass the limit. */
function refuseContentEncoding(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return done();
  reply
    .status(415)
    .header('accept-encoding', 'identity')
    .send(graphqlError('BAD_USER_INPUT', 'Send the body without a content encoding.'));
}

/**
 * Where nobody signs in, the network is the only guard, and a page that a developer opens is inside of it: its host name can
 * be made to resolve to 127.0.0.1. The name that it was called by gives it away.
 */
async function refuseForeignHost(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (isLoopbackHost(request.hostname)) return;
  await reply.status(403).send(graphqlError('FORBIDDEN', 'In open mode, only calls to a loopback address are answered.'));
}
