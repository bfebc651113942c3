import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import { IDENTITY_HEADER, REQUEST_ID_HEADER } from '../../schema/contract/header-names.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import { createFormatError } from './format-error.ts';
import type { ResolverMap } from './guard.ts';
import { createIdentityVerifier } from './identity.ts';
import type { VerifyIdentity } from './identity.ts';
import type { Metrics } from './metrics.ts';
import { createSchema } from './schema.ts';
import { scopeOf } from './scope.ts';
import type { Scope } from './scope.ts';

/** What every resolver of every subgraph finds in its context; a subgraph adds its loaders. */
export interface SubgraphContext {
  readonly claims: IdentityClaims;
  readonly scope: Scope;
  readonly requestId: string;
  readonly logger: Logger;
}

export interface SubgraphServerOptions<Context extends SubgraphContext> {
  /** As the supergraph names it. */
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: ResolverMap;
  /** Makes the context of one request: new loaders each time. */
  readonly createContext: (base: SubgraphContext) => Context;
  /** The public keys of the gateways whose identity tokens are believed. */
  readonly identityKeys: JSONWebKeySet;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Rejects while the system of record cannot be used; shown by `/ready`. */
  readonly checkReady: () => Promise<void>;
  /** Routes besides GraphQL, such as downloads. They have no identity check of their own making: bring one. */
  readonly addRoutes?: (server: FastifyInstance) => void;
  /** Releases what the subgraph holds (pools, timers), after the last answer. */
  readonly release: () => Promise<void>;
  /** Stands around the check of who asks; see `WrapServer`. */
  readonly wrapVerifyIdentity?: (verify: VerifyIdentity) => VerifyIdentity;
}

/**
 * Stands around the parts that a subgraph's server is made of (rules in the SDL, resolvers, contexts, who is let in): a test breaks one of
 * them here, to show that the rest holds, or that the break is seen.
 */
export type WrapServer = <Context extends SubgraphContext>(
  options: SubgraphServerOptions<Context>,
) => SubgraphServerOptions<Context>;

export const asItIs: WrapServer = (options) => options;

export interface SubgraphServer {
  /** Resolves to the address of the GraphQL endpoint. */
  listen(address: { host: string; port: number }): Promise<string>;
  /**
   * Answers a question of a gateway in the same process: by the same handlers, with the same check of who asks, without a socket. Rejects
   * from the moment on at which it is closed.
   */
  ask(question: { readonly headers: Readonly<Record<string, string>>; readonly body: string }): Promise<InProcessAnswer>;
  /** Answers what is under way, takes nothing new, then releases. */
  close(): Promise<void>;
}

export interface InProcessAnswer {
  readonly status: number;
  readonly text: string;
  /** The `Cache-Control` header. */
  readonly cacheControl: string | null;
}

const bodyBytesMax = 1024 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    identity: IdentityClaims | null;
  }
}

export async function createSubgraphServer<Context extends SubgraphContext>(
  options: SubgraphServerOptions<Context>,
): Promise<SubgraphServer> {
  const { name, logger, metrics } = options;
  const server = Fastify({ bodyLimit: bodyBytesMax, forceCloseConnections: 'idle' });
  const apollo = new ApolloServer<Context>({
    schema: createSchema(options.typeDefs, options.resolvers),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    formatError: createFormatError(logger),
    logger,
    plugins: [fastifyApolloDrainPlugin(server), ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();

  server.get('/health', () => ({ status: 'up', subgraph: name }));
  server.get('/ready', async (_request, reply) => {
    try {
      await options.checkReady();
      return { status: 'ready', subgraph: name };
    } catch (error) {
      logger.warn({ err: error }, 'not ready');
      return reply.status(503).send({ status: 'not ready', subgraph: name });
    }
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  options.addRoutes?.(server);

  const wrapVerifyIdentity = options.wrapVerifyIdentity ?? ((verify: VerifyIdentity) => verify);
  const verifyIdentity = wrapVerifyIdentity(createIdentityVerifier({ subgraph: name, keys: options.identityKeys }));
  server.decorateRequest('identity', null);
  await server.register(async (graphql) => {
    graphql.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const header = request.headers[IDENTITY_HEADER];
      request.identity = await verifyIdentity(typeof header === 'string' ? header : undefined);
      if (!request.identity) await reply.status(401).send(unauthenticated);
    });
    await graphql.register(fastifyApollo(apollo), {
      path: '/graphql',
      context: (request) => Promise.resolve(options.createContext(baseContext(request, logger))),
    });
  });

  let closed = false;
  return {
    async ask({ headers, body }) {
      if (closed) throw new Error(`${name} is closed`);
      const { statusCode, payload, headers: given } = await server.inject({ method: 'POST', url: '/graphql', headers, body });
      const cacheControl = given['cache-control'];
      return { status: statusCode, text: payload, cacheControl: typeof cacheControl === 'string' ? cacheControl : null };
    },
    async listen(address) {
      // A copy without the rest of the configuration: Fastify writes into what it is given.
      const url = await server.listen({ host: address.host, port: address.port });
      logger.info({ url }, 'listening');
      return `${url}/graphql`;
    },
    async close() {
      closed = true;
      // A connection whose answer ends just after the closing began is idle only then, and nobody would look at it again until the
      // other side lets go of it.
      const sweep = setInterval(() => server.server.closeIdleConnections(), 50);
      try {
        await server.close();
      } finally {
        clearInterval(sweep);
      }
      await apollo.stop();
      await options.release();
    },
  };
}

const unauthenticated = {
  errors: [{ message: 'This service answers its gateway only.', extensions: { code: 'UNAUTHENTICATED' } }],
};

function baseContext(request: FastifyRequest, logger: Logger): SubgraphContext {
  const claims = request.identity;
  if (!claims) throw new Error('a request passed the identity check without an identity');
  const requestId = String(request.headers[REQUEST_ID_HEADER] ?? request.id);
  return { claims, scope: scopeOf(claims), requestId, logger: logger.child({ requestId }) };
}
