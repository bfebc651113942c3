import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '../../schema/contract/logger.ts';
import type { RequestContext } from '../context.ts';
import type { RequestLogger } from '../observability/request-logger.ts';
import { toPublicError } from './format-error.ts';

/** What Apollo Server needs to make errors public: both parts belong to the same server. */
export interface ErrorFormatting {
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly plugin: ApolloServerPlugin<RequestContext>;
}

/**
 * Apollo Server formats an error without saying in which request it came up. The plugin, which is told of the same error
 * object a moment before, remembers the request's logger, so that the line in the log has the request id.
 */
export function createErrorFormatting(logger: Logger): ErrorFormatting {
  const loggers = new WeakMap<object, RequestLogger>();
  return {
    formatError: (formatted, error) => {
      const known = typeof error === 'object' && error !== null ? loggers.get(error) : undefined;
      return toPublicError(formatted, error, known ?? logger);
    },
    plugin: {
      requestDidStart: () =>
        Promise.resolve({
          didEncounterErrors: ({ errors, contextValue }) => {
            for (const error of errors) loggers.set(error, contextValue.logger);
            return Promise.resolve();
          },
        }),
    },
  };
}
