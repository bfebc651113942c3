import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { ConfigurationError } from '../schema/contract/environment.ts';
import { PORTAL_SCOPES } from '../schema/contract/identity-claims.ts';
import type { Logger } from '../schema/contract/logger.ts';
import { RECORD_CHANGES_FIELD } from '../schema/contract/record-changes.ts';
import { createAskForChanges } from './access/ask-for-changes.ts';
import { createAccessState } from './access/access-state.ts';
import { createAccess } from './access/access.ts';
import { createAudienceServers } from './audience-servers.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import type { Authenticate } from './auth/authenticate.ts';
import { createGatewayIdentity } from './auth/gateway-identity.ts';
import { createIdentitySigner } from './auth/identity-token.ts';
import type { SignIdentity } from './auth/identity-token.ts';
import type { Principal } from './auth/principal.ts';
import { CACHE_KEYS } from './caching/cache-keys.ts';
import type { CacheKeys } from './caching/cache-keys.ts';
import { createKeptAnswers } from './caching/keep-answers.ts';
import { subgraphKey } from './config.ts';
import type { GatewayConfig } from './config.ts';
import { createErrorFormatting } from './errors/error-formatting.ts';
import type { ErrorFormatting } from './errors/error-formatting.ts';
import { readOverrideLabels } from './execution/features.ts';
import type { SupergraphView } from './execution/permitted-execution.ts';
import type { Send } from './execution/post.ts';
import { createSubgraphClient } from './execution/subgraph-client.ts';
import { checkSubgraphs } from './execution/subgraph-health.ts';
import { loadSupergraph } from './execution/supergraph.ts';
import { legacyStatus } from './http/legacy-status.ts';
import { refuseCostly, refuseExcess } from './http/refuse-excess.ts';
import type { CostCheck } from './http/refuse-excess.ts';
import { createHttpServer } from './http/server.ts';
import type { Readiness } from './http/server.ts';
import { trustDocuments } from './http/trust-documents.ts';
import { createLimitCheck } from './limits/check-limits.ts';
import { createCostCheck } from './limits/cost/check-cost.ts';
import { createEvents } from './observability/events.ts';
import { createGatewayLogger } from './observability/logger.ts';
import { createGatewayMetrics, startMetricsServer } from './observability/metrics.ts';
import type { Audience } from './permissions/audiences/audience.ts';
import type { Permissions } from './permissions/permissions.ts';
import { addPlayground } from './playground/routes.ts';
import type { PlaygroundOptions } from './playground/routes.ts';
import { createStore } from './stores/create-store.ts';
import { createKeyValueCache } from './stores/key-value-cache.ts';
import type { Store } from './stores/store.ts';
import type { KeyValueCache } from './stores/key-value-cache.ts';
import { documentId, readTrustedDocuments, withTrustedDocuments } from './trusted-documents/trusted-documents.ts';
import type { TrustedDocuments } from './trusted-documents/trusted-documents.ts';
import { createRequestContexts } from './request-context.ts';
import { withPermissions, withoutPermissions } from './views.ts';

export interface Gateway {
  /** Resolves to the address, without a slash at the end; GraphQL is at `/graphql`. */
  listen(): Promise<string>;
  /** Answers what is under way, takes nothing new, then lets go of everything. */
  close(): Promise<void>;
}

/** What tests and benchmarks put in the place of the real thing. */
export interface GatewayOverrides {
  readonly logger?: Logger;
  /** In the place of the one that the configuration names; it is closed with the gateway. */
  readonly store?: Store;
  /** Told of every call of a subgraph. */
  readonly onSubgraphCall?: (call: { readonly subgraph: string; readonly seconds: number; readonly failed: boolean }) => void;
  /** Stands around the check of permissions: a test breaks one part of it here, to show that the rest holds. */
  readonly wrapPermissions?: (permissions: Permissions) => Permissions;
  /** As does each of these around the part that it names. */
  readonly wrapAuthenticate?: (authenticate: Authenticate) => Authenticate;
  readonly wrapIdentitySigner?: (sign: SignIdentity) => SignIdentity;
  readonly wrapView?: (view: SupergraphView, name: string) => SupergraphView;
  readonly wrapCache?: (cache: KeyValueCache) => KeyValueCache;
  readonly wrapErrorFormatting?: (formatting: ErrorFormatting) => ErrorFormatting;
  readonly wrapCacheKeys?: (keys: CacheKeys) => CacheKeys;
  /** The clock by which kept answers grow old: milliseconds since 1970. */
  readonly nowOfAnswers?: () => number;
  /** How this subgraph is asked, if not over HTTP: one that runs in the same process. */
  readonly sendTo?: (subgraph: string) => Send | undefined;
  /** For a test in which an answer that comes late must not differ from one that comes in time. */
  readonly requestTimeoutMs?: number;
}

const noDocuments: TrustedDocuments = new Map();
const asItIs = <Part>(part: Part): Part => part;

/** The whole answer has to be there this long after the request, whatever the subgraphs do. */
const requestTimeoutMsDefault = 1_900;
const subgraphAnswerBytesMax = 16 * 1024 * 1024;
const readyTimeoutMs = 500;
const accessAgeShownMs = 2_000;

/** The composition root: the one place that sees every folder of the gateway. */
export async function createGateway(config: GatewayConfig, overrides: GatewayOverrides = {}): Promise<Gateway> {
  const logger = overrides.logger ?? createGatewayLogger(config.logLevel);
  const metrics = createGatewayMetrics();
  const events = createEvents(logger, metrics);
  const sdl = readSupergraphFile(config.supergraphFile);
  const agent = new Agent({ connections: 64, pipelining: 1, keepAliveTimeout: 30_000 });
  const {
    wrapPermissions = asItIs,
    wrapAuthenticate = asItIs,
    wrapIdentitySigner = asItIs,
    wrapView = asItIs,
    wrapCache = asItIs,
    wrapErrorFormatting = asItIs,
    wrapCacheKeys = asItIs,
    requestTimeoutMs = requestTimeoutMsDefault,
  } = overrides;
  const { identityPrivateKey } = config;
  const identityTokenFor = identityPrivateKey ? wrapIdentitySigner(createIdentitySigner({ key: identityPrivateKey })) : null;
  const subgraphUrls = new Map<string, string>();

  const { supergraphSdl, viewsOf } = config.openMode ? withoutPermissions(sdl) : withPermissions(sdl, events);
  const supergraph = loadSupergraph({
    supergraphSdl,
    overrideLabels: config.overrideLabels,
    subgraph: (name, urlInSupergraph) => {
      const url = config.subgraphUrls.get(subgraphKey(name)) ?? urlInSupergraph;
      if (!url)
        throw new ConfigurationError([`SUBGRAPH_${name.toUpperCase()}_URL: must be set, for the supergraph has no address`]);
      subgraphUrls.set(name, url);
      return createSubgraphClient({
        ...{ name, url, agent, identityTokenFor },
        send: overrides.sendTo?.(name),
        timeoutMs: config.subgraphTimeoutMs,
        answerBytesMax: subgraphAnswerBytesMax,
        reportCall: (call) => {
          events.subgraphCalled(call);
          overrides.onSubgraphCall?.(call);
        },
      });
    },
  });

  const { chooseOverrides } = supergraph;
  if (chooseOverrides)
    logger.info(
      { fields: Object.fromEntries(readOverrideLabels(supergraphSdl)), on: config.overrideLabels },
      '@override with labels: these fields are asked of the subgraph that they move to where their label is on',
    );

  const store = overrides.store ?? (await createStore({ storeUrl: config.storeUrl, logger }));
  const workflowUrl = subgraphUrls.get('workflow');
  const signIdentity = identityPrivateKey && createGatewayIdentity({ key: identityPrivateKey });
  const access =
    signIdentity && workflowUrl !== undefined ? createAccess({ workflowUrl, agent, store, logger, events, signIdentity }) : null;
  const errorFormatting = wrapErrorFormatting(createErrorFormatting(logger));
  const views = viewsOf(supergraph, wrapPermissions, (denied, principal) => {
    events.fieldsDenied(denied, principal);
    access?.denied(denied, principal);
  });
  const costOf = createCostCheck({
    supergraphSdl: sdl,
    schemas: new Map([...views.byName].map(([name, { schema }]) => [name, schema] as const)),
    ...config.limits,
  });
  const checkCost: CostCheck = (operation, principal) => costOf(operation, views.nameFor(principal));
  const { responseCacheSecondsMax: secondsMax } = config;
  const keptAnswers =
    secondsMax > 0 && !config.openMode
      ? createKeptAnswers({
          ...{ store, logger, secondsMax, supergraphSdl },
          now: overrides.nowOfAnswers,
          keys: wrapCacheKeys(CACHE_KEYS),
          schema: supergraph.apiSchema,
          audienceOf: views.nameFor,
          chooseOverrides,
          askAs: (asked, context) => servers.askAs(asked, context),
          answerMsMax: requestTimeoutMs + 1_000,
          recordChanges: signIdentity && {
            subgraphs: supergraph.subgraphsWith('Query', RECORD_CHANGES_FIELD),
            ask: createAskForChanges({ urls: subgraphUrls, agent, signIdentity }),
          },
        })
      : null;
  const { modes, file } = config.trustedDocuments;
  // In open mode there is no audience, and any supergraph: the documents are of another one.
  const trustModeOf = (audience: string) => (Object.hasOwn(modes, audience) ? modes[audience as Audience] : 'off');
  const documents = config.openMode ? noDocuments : readTrustedDocuments(file);
  const servers = createAudienceServers({
    ...{ views, wrapView, logger },
    tokensMax: config.limits.tokensMax,
    formatError: errorFormatting.formatError,
    cacheFor: (name) =>
      withTrustedDocuments(wrapCache(createKeyValueCache(store, logger)), trustModeOf(name) === 'off' ? noDocuments : documents),
    plugins: [
      errorFormatting.plugin,
      legacyStatus,
      refuseCostly(checkCost),
      ...(access ? [access.plugin] : []),
      ...(keptAnswers ? [keptAnswers.plugin] : []),
    ],
    learns: (document) => keptAnswers?.maySkipPlugin(document) ?? true,
  });
  await servers.start();
  await Promise.all([access?.start(), keptAnswers?.start()]);

  const http = await createHttpServer({
    requestBodyBytesMax: config.requestBodyBytesMax,
    corsOrigins: config.corsOrigins,
    logger,
    authenticate: config.openMode
      ? null
      : wrapAuthenticate(
          createAuthenticate({
            issuers: config.tokenIssuers,
            viewAsKeys: config.viewAsKeys,
            access: access?.known ?? createAccessState(),
            logger,
          }),
        ),
    checkReady: async () => {
      const subgraphs = await checkSubgraphs(subgraphUrls, { agent, timeoutMs: readyTimeoutMs });
      return { ready: Object.values(subgraphs).includes('up'), subgraphs, ...(access && accessAgeOf(access.ageMs())) };
    },
    reportAnswer: events.answered,
    addRoutes: (server) => {
      if (config.playground) addPlayground(server, { signIn: signInOf(config) });
    },
    registerGraphql: (scope) => {
      const modeOf = (principal: Principal | null) => trustModeOf(views.nameFor(principal));
      scope.addHook('preHandler', trustDocuments({ modeOf, documentOf: (id) => documents.get(id), idOf: documentId }));
      const check = createLimitCheck(config.limits);
      scope.addHook('preHandler', refuseExcess({ batchMax: config.limits.batchMax, check, checkCost }));
      keptAnswers?.serve(scope);
      const contextOf = createRequestContexts({
        ...{ logger, requestTimeoutMs, chooseOverrides },
        trustedProxies: config.trustedProxies,
      });
      scope.route({ method: ['GET', 'POST'], url: '/graphql', handler: servers.handler(contextOf) });
      return Promise.resolve();
    },
  });

  const metricsServer = config.metrics && (await startMetricsServer(metrics.registry, config.metrics));
  return {
    listen: () => http.listen(config),
    async close() {
      await http.close();
      await servers.stop();
      // After the last answer, and while what it needs is still there.
      await Promise.all([access?.close(), keptAnswers?.close()]);
      await Promise.all([agent.close(), store.close(), metricsServer?.close()]);
    },
  };
}

/** Revocations and grants are asked for all the time: nothing is said of it while that works. */
function accessAgeOf(ageMs: number | null): Pick<Readiness, 'access'> {
  if (ageMs === null) return { access: { ageSeconds: null } };
  return ageMs > accessAgeShownMs ? { access: { ageSeconds: Math.round(ageMs / 1_000) } } : {};
}

function readSupergraphFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError([`SUPERGRAPH_FILE: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** The playground asks for a token that this gateway takes, with whatever the person may have. */
function signInOf({ playground, tokenIssuers }: GatewayConfig): PlaygroundOptions['signIn'] {
  if (!playground?.signIn) return null;
  const { issuer, clientId } = playground.signIn;
  const audience = tokenIssuers.find((known) => known.issuer === issuer)?.audience ?? null;
  return { issuer, clientId, audience, scopes: ['openid', 'profile', ...PORTAL_SCOPES] };
}
