import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { AppError } from '../../schema/contract/app-error.ts';
import { isErrorCode } from '../../schema/contract/error-codes.ts';
import type { Logger } from '../../schema/contract/logger.ts';

const causedByCaller: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'FORBIDDEN',
]);

/** The one place where a subgraph's error becomes public: an `AppError` with its code and message, anything else masked. */
export function createFormatError(logger: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = unwrapResolverError(error);
    const place = {
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    };
    if (original instanceof AppError) {
      if (!causedByCaller.has(original.code)) logger.warn({ err: original, path: formatted.path }, 'a resolver failed');
      return { message: original.publicMessage, ...place, extensions: { code: original.code } };
    }
    const code = formatted.extensions?.['code'];
    if (isErrorCode(code) && causedByCaller.has(code)) return { message: formatted.message, ...place, extensions: { code } };
    logger.error({ err: original, path: formatted.path }, 'a resolver failed in a way that nobody foresaw');
    return { message: 'Something went wrong.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}
