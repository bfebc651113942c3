import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.ts';
import { reservedNamesRule } from '../permissions/reserved-names.ts';
import { createDocumentStore } from './document-store.ts';
import { toGatewayInterface } from './permitted-execution.ts';
import type { Execute, SupergraphView } from './permitted-execution.ts';

export interface ApolloServerParts {
  /** Stands before the keys of its persisted queries. */
  readonly name: string;
  readonly view: SupergraphView;
  /** For the view above. */
  readonly execute: Execute;
  readonly tokensMax: number;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly cache: Cache;
  readonly plugins: readonly ApolloServerPlugin<RequestContext>[];
  readonly logger: NonNullable<ApolloServerOptions<RequestContext>['logger']>;
}

/**
 * Apollo Server with what this gateway wants of it: parsing, validation, persisted queries and GraphQL over HTTP.
 *
 * It validates against one schema, and remembers by a document's hash alone that it is valid. So each audience has a server of its
 * own: what one audience asked has no effect on what another is told. Validating for an audience in a step after Apollo Server's own
 * would tell them apart again: a document with a made-up name and a hidden one would be refused for the first alone.
 */
export function createApolloServer(options: ApolloServerParts): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: toGatewayInterface(options.view, options.execute),
    parseOptions: { maxLexicalTokens: options.tokensMax },
    validationRules: [reservedNamesRule],
    validationOptions: { hideSuggestions: options.view.hidesSuggestions },
    introspection: true,
    csrfPrevention: true,
    // How many operations one request may have is checked before.
    allowBatchedHttpRequests: true,
    includeStacktraceInErrorResponses: false,
    formatError: options.formatError,
    documentStore: createDocumentStore(),
    cache: options.cache,
    persistedQueries: { cache: keysUnder(options.name, options.cache) },
    // Apollo's landing page loads from elsewhere; the playground is our own. What it knows of caching comes from resolvers: here are none,
    // and every answer has `no-store` before.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled(), ...options.plugins],
    logger: options.logger,
    stopOnTerminationSignals: false,
  });
}

type Cache = Exclude<NonNullable<ApolloServerOptions<RequestContext>['cache']>, 'bounded'>;

/** A document that one audience registered is not there for another, which may not even learn that it was registered. */
function keysUnder(name: string, cache: Cache): Cache {
  return {
    get: (key) => cache.get(`${name}:${key}`),
    set: (key, value, options) => cache.set(`${name}:${key}`, value, options),
    delete: (key) => cache.delete(`${name}:${key}`),
  };
}
