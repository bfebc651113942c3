import type { ApolloServer } from '@apollo/server';
import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Principal } from './auth/principal.ts';
import type { AskAs } from './caching/client-of.ts';
import type { RequestContext } from './context.ts';
import { createApolloServer } from './execution/apollo-server.ts';
import type { ApolloServerParts } from './execution/apollo-server.ts';
import { createKnownOperations } from './execution/known-operations.ts';
import type { KnownOperationsOptions } from './execution/known-operations.ts';
import { createExecute } from './execution/permitted-execution.ts';
import type { SupergraphView } from './execution/permitted-execution.ts';
import { createGraphqlHandler } from './http/graphql-handler.ts';
import type { GraphqlHandlerOptions } from './http/graphql-handler.ts';
import type { Views } from './views.ts';

/** An Apollo Server for each view of the graph, and who is answered by which. */
export interface AudienceServers {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Asks as the context's caller, past the gateway's own hooks of HTTP. */
  readonly askAs: AskAs;
  /** Answers whoever asks by that caller's server. */
  handler(contextOf: (request: FastifyRequest) => RequestContext): RouteHandlerMethod;
}

export interface AudienceServersOptions extends Omit<ApolloServerParts, 'name' | 'view' | 'execute' | 'cache' | 'plugins'> {
  readonly views: Views;
  /** A test breaks something here. */
  readonly wrapView: (view: SupergraphView, name: string) => SupergraphView;
  /** For the persisted queries of this view. */
  readonly cacheFor: (name: string) => ApolloServerParts['cache'];
  readonly plugins: ApolloServerParts['plugins'];
  readonly learns: NonNullable<KnownOperationsOptions['learns']>;
}

interface AudienceServer {
  readonly apollo: ApolloServer<RequestContext>;
  readonly executeKnown: GraphqlHandlerOptions['executeKnown'];
}

export function createAudienceServers(options: AudienceServersOptions): AudienceServers {
  const { views, wrapView, cacheFor, learns, plugins, ...parts } = options;

  function createServer(name: string, unwrapped: SupergraphView): AudienceServer {
    const view = wrapView(unwrapped, name);
    const execute = createExecute(view);
    const known = createKnownOperations({ learns });
    return {
      apollo: createApolloServer({ ...parts, name, view, execute, cache: cacheFor(name), plugins: [...plugins, known.plugin] }),
      executeKnown: ({ query, operationName, variables }, context) => {
        const operation = known.find(query, operationName);
        if (!operation) return null;
        const { document, operation: definition, operationName: name, queryHash } = operation;
        return execute({ document, operation: definition, operationName: name, queryHash, variables, context });
      },
    };
  }

  const servers = new Map([...views.byName].map(([name, view]) => [name, createServer(name, view)] as const));
  function of<Part>(parts: ReadonlyMap<string, Part>, principal: Principal | null): Part {
    const found = parts.get(views.nameFor(principal));
    if (!found) throw new Error('this caller has no view of the graph');
    return found;
  }

  return {
    async start() {
      for (const { apollo } of servers.values()) await apollo.start();
    },
    async stop() {
      for (const { apollo } of servers.values()) await apollo.stop();
    },
    async askAs({ query, variables }, context) {
      const { apollo } = of(servers, context.principal);
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue: context });
      return body.kind === 'single' ? (body.singleResult.data ?? null) : null;
    },
    handler(contextOf) {
      const handlers = new Map(
        [...servers].map(([name, server]) => [name, createGraphqlHandler({ ...server, contextOf })] as const),
      );
      return function answer(request, reply) {
        return of(handlers, request.principal).call(this, request, reply);
      };
    },
  };
}
