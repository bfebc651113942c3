import { readFileSync } from 'node:fs';
import fastifyApollo from '@as-integrations/fastify';
import type { FastifyRequest } from 'fastify';
import { Agent } from 'undici';
import { ConfigurationError } from '../schema/contract/environment.ts';
import { createLogger } from '../schema/contract/logger.ts';
import type { Logger } from '../schema/contract/logger.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createIdentitySigner } from './auth/identity-token.ts';
import { subgraphKey } from './config.ts';
import type { GatewayConfig } from './config.ts';
import type { RequestContext } from './context.ts';
import { toPublicError } from './errors/format-error.ts';
import { createApolloServer } from './execution/apollo-server.ts';
import { toGatewayInterface } from './execution/permitted-execution.ts';
import { SubgraphClient } from './execution/subgraph-client.ts';
import { checkSubgraphs } from './execution/subgraph-health.ts';
import { copySchema, loadSupergraph } from './execution/supergraph.ts';
import type { Supergraph } from './execution/supergraph.ts';
import { createHttpServer } from './http/server.ts';
import { createPermissions } from './permissions/permissions.ts';
import type { Permissions, PermissionsOptions as Reports } from './permissions/permissions.ts';
import { PermissionsError, readSupergraphPermissions, stripPermissions } from './permissions/supergraph-permissions.ts';

export interface Gateway {
  /** Resolves to the address, without a slash at the end; GraphQL is at `/graphql`. */
  listen(): Promise<string>;
  /** Answers what is under way, takes nothing new, then lets go of everything. */
  close(): Promise<void>;
}

/** What tests and benchmarks put in the place of the real thing. */
export interface GatewayOverrides {
  readonly logger?: Logger;
  /** Told of every call of a subgraph. */
  readonly onSubgraphCall?: (call: { readonly subgraph: string; readonly seconds: number; readonly failed: boolean }) => void;
}

/** The whole answer has to be there this long after the request, whatever the subgraphs do. */
const requestTimeoutMs = 1_900;
const subgraphAnswerBytesMax = 16 * 1024 * 1024;
const readyTimeoutMs = 500;

/** The composition root: the one place that sees every folder of the gateway. */
export async function createGateway(config: GatewayConfig, overrides: GatewayOverrides = {}): Promise<Gateway> {
  const logger = overrides.logger ?? createLogger({ name: 'gateway', level: config.logLevel });
  const sdl = readSupergraphFile(config.supergraphFile);
  const agent = new Agent({ connections: 64, pipelining: 1, keepAliveTimeout: 30_000 });
  const identityTokenFor = config.identityPrivateKey ? createIdentitySigner({ key: config.identityPrivateKey }) : null;
  const subgraphUrls = new Map<string, string>();

  const { supergraphSdl, permissionsOf } = config.openMode ? withoutPermissions(sdl) : withPermissions(sdl, logger);
  const supergraph = await loadSupergraph({
    supergraphSdl,
    logger,
    subgraph: (name, urlInSupergraph, schema) => {
      const url = config.subgraphUrls.get(subgraphKey(name)) ?? urlInSupergraph;
      if (!url)
        throw new ConfigurationError([`SUBGRAPH_${name.toUpperCase()}_URL: must be set, for the supergraph has no address`]);
      subgraphUrls.set(name, url);
      return new SubgraphClient({
        ...{ name, url, agent, identityTokenFor, schema },
        timeoutMs: config.subgraphTimeoutMs,
        answerBytesMax: subgraphAnswerBytesMax,
        reportCall: (call) => overrides.onSubgraphCall?.(call),
      });
    },
  });

  const apollo = createApolloServer({
    gateway: toGatewayInterface(supergraph, permissionsOf(supergraph)),
    tokensMax: config.tokensMax,
    formatError: (formatted, error) => toPublicError(formatted, error, logger),
    cache: 'bounded',
    plugins: [],
    logger,
  });
  await apollo.start();

  const http = await createHttpServer({
    requestBodyBytesMax: config.requestBodyBytesMax,
    corsOrigins: config.corsOrigins,
    logger,
    authenticate: config.openMode ? null : createAuthenticate({ issuers: config.tokenIssuers, logger }),
    checkReady: async () => {
      const subgraphs = await checkSubgraphs(subgraphUrls, { agent, timeoutMs: readyTimeoutMs });
      return { ready: Object.values(subgraphs).includes('up'), subgraphs };
    },
    registerGraphql: async (scope) => {
      await scope.register(fastifyApollo(apollo), {
        path: '/graphql',
        method: ['GET', 'POST'],
        context: (request) => Promise.resolve(contextOf(request, logger)),
      });
    },
  });

  return {
    listen: () => http.listen(config),
    async close() {
      await http.close();
      await apollo.stop();
      await agent.close();
    },
  };
}

function readSupergraphFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError([`SUPERGRAPH_FILE: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

interface PreparedSupergraph {
  readonly supergraphSdl: string;
  readonly permissionsOf: (supergraph: Supergraph) => Permissions | null;
}

function withPermissions(sdl: string, logger: Logger): PreparedSupergraph {
  const { supergraphSdl, requirements } = orRefuse(() => readSupergraphPermissions(sdl));
  const reportDenied: Reports['reportDenied'] = (denied, principal) => {
    logger.info({ subject: principal?.subject, paths: denied.map(({ path }) => path.join('.')) }, 'fields were denied');
  };
  const reportForeign: Reports['reportForeign'] = (type, principal) => {
    logger.error({ subject: principal?.subject, type }, 'a subgraph gave a record of another client; it was dropped');
  };
  return {
    supergraphSdl,
    permissionsOf: ({ apiSchema }) =>
      orRefuse(() => createPermissions({ apiSchema: copySchema(apiSchema), requirements, reportDenied, reportForeign })),
  };
}

/** A rule that cannot be enforced is a fault of the configuration: the gateway does not start on it. */
function orRefuse<Result>(prepare: () => Result): Result {
  try {
    return prepare();
  } catch (error) {
    throw error instanceof PermissionsError ? new ConfigurationError(error.problems) : error;
  }
}

function withoutPermissions(sdl: string): PreparedSupergraph {
  return { supergraphSdl: stripPermissions(sdl), permissionsOf: () => null };
}

function contextOf(request: FastifyRequest, logger: Logger): RequestContext {
  return {
    principal: request.principal,
    requestId: request.id,
    logger: logger.child({ requestId: request.id }),
    deadlineAt: Date.now() + requestTimeoutMs,
  };
}
