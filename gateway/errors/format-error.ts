import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { AppError, OperationTooCostlyError } from '../../schema/contract/app-error.ts';
import { isErrorCode } from '../../schema/contract/error-codes.ts';
import type { ErrorCode } from '../../schema/contract/error-codes.ts';
import type { RequestLogger } from '../observability/request-logger.ts';

/**
 * The one place where an error becomes public. It builds a new error out of what is allowed (message, path, locations, code and, for a
 * denied field, which rule denied it and what is missing, or what a too costly operation costs), instead of taking away what is not:
 * libraries put the subgraph's address, its whole answer, and stack traces under `extensions`, and the next version puts something else
 * there.
 */
export function toPublicError(formatted: GraphQLFormattedError, error: unknown, logger: RequestLogger): GraphQLFormattedError {
  const original = originalOf(error);
  const { code, message } = publicPart(formatted, original);
  if (code === 'INTERNAL_SERVER_ERROR')
    logger.error({ err: original, path: formatted.path }, 'a request failed in a way that nobody foresaw');
  else if (isUpstream(code)) logger.warn({ err: original, path: formatted.path, code }, 'a subgraph could not answer');
  return {
    message,
    ...(formatted.locations && { locations: formatted.locations.map(({ line, column }) => ({ line, column })) }),
    ...(formatted.path && { path: formatted.path }),
    extensions: {
      code,
      ...(code === 'FORBIDDEN' && refusalOf(formatted)),
      ...(original instanceof OperationTooCostlyError && { cost: original.cost, costMax: original.costMax }),
    },
  };
}

/** What is said in place of a message that was not written for callers. */
export const STANDARD_MESSAGES: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'This request carries no valid access token.',
  FORBIDDEN: 'You may not see or do this.',
  BAD_USER_INPUT: 'The request does not hold.',
  CONFLICT: 'This was changed in the meantime.',
  RATE_LIMITED: 'Too many requests; try again later.',
  OPERATION_TOO_COSTLY: 'The operation asks for too much at once.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
  DOCUMENT_NOT_TRUSTED: 'Only trusted documents are answered here.',
  UPSTREAM_UNAVAILABLE: 'A system that is needed for this cannot be reached.',
  UPSTREAM_TIMEOUT: 'A system that is needed for this did not answer in time.',
  UPSTREAM_CONTRACT: 'A system that is needed for this gave an answer that cannot be read.',
  INTERNAL_SERVER_ERROR: 'Something went wrong.',
};

/** Codes of Apollo Server that say the caller's request is wrong in form; the messages are its own and name nothing of ours. */
const wrongRequest: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Written by graphql-js or Apollo Server about the caller's own document, which may hold anything, addresses too. */
const aboutTheDocument: ReadonlySet<ErrorCode> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'BAD_USER_INPUT',
]);

function publicPart(formatted: GraphQLFormattedError, original: unknown): { code: ErrorCode; message: string } {
  if (original instanceof AppError) return { code: original.code, message: original.publicMessage };
  const given = formatted.extensions?.['code'];
  const code = wrongRequest.has(given) ? 'BAD_USER_INPUT' : given;
  // An error that is not a GraphQLError was thrown by code, whatever it calls itself.
  if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR' || !(original instanceof GraphQLError)) {
    return { code: 'INTERNAL_SERVER_ERROR', message: STANDARD_MESSAGES.INTERNAL_SERVER_ERROR };
  }
  const isPublic = aboutTheDocument.has(code) || isPlain(formatted.message);
  return { code, message: isPublic ? formatted.message : STANDARD_MESSAGES[code] };
}

/** Addresses, hosts with a port, IP addresses, names of system errors, and what HTTP clients say. */
const technical = [
  /:\/\/|[\r\n]|\.invalid\b/,
  /\b(?:\d{1,3}\.){3}\d{1,3}\b|\[[\da-f]*:[\da-f:.]*\]|[\w.-]+:\d{2,5}\b/i,
  /\bE[A-Z_]{4,}\b|UND_ERR|getaddrinfo|socket hang up|fetch failed/,
];

/** A sentence for people, as an `AppError` of a subgraph says it. */
function isPlain(message: string): boolean {
  return message.length <= 300 && !technical.some((sign) => sign.test(message));
}

const names = z.array(z.string().max(200)).max(100);
const refusal = z.object({
  rule: z.string().max(200).optional().catch(undefined),
  missing: z
    .union([names, z.record(z.string().max(50), z.union([z.string().max(200), names]))])
    .optional()
    .catch(undefined),
});

function refusalOf(formatted: GraphQLFormattedError): { rule?: string; missing?: unknown } {
  const { rule, missing } = refusal.parse(formatted.extensions ?? {});
  return { ...(rule !== undefined && { rule }), ...(missing !== undefined && { missing }) };
}

function isUpstream(code: ErrorCode): boolean {
  return code.startsWith('UPSTREAM_');
}

/** What a resolver or the executor threw, below the wrappings that graphql-js and Apollo Server put around it. */
function originalOf(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof GraphQLError && current.originalError; depth += 1) {
    current = current.originalError;
  }
  return current;
}
