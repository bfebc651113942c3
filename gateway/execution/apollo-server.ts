import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.ts';
import { reservedNamesRule } from '../permissions/reserved-names.ts';

/** Apollo Server with what this gateway wants of it: parsing, validation, persisted queries and GraphQL over HTTP. */
export function createApolloServer(options: {
  readonly gateway: GatewayInterface;
  readonly tokensMax: number;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly cache: NonNullable<ApolloServerOptions<RequestContext>['cache']>;
  readonly plugins: readonly ApolloServerPlugin<RequestContext>[];
  readonly logger: NonNullable<ApolloServerOptions<RequestContext>['logger']>;
}): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: options.gateway,
    parseOptions: { maxLexicalTokens: options.tokensMax },
    validationRules: [reservedNamesRule],
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    formatError: options.formatError,
    cache: options.cache,
    // Apollo's landing page loads from elsewhere; the playground is our own.
    plugins: [ApolloServerPluginLandingPageDisabled(), ...options.plugins],
    logger: options.logger,
    stopOnTerminationSignals: false,
  });
}
