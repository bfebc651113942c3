import { AppError } from '../../schema/contract/app-error.ts';
import type { ErrorCode } from '../../schema/contract/error-codes.ts';

/** The body of an answer that never became a GraphQL operation, in the form that GraphQL clients read. */
export interface GraphqlErrorBody {
  readonly errors: readonly [
    { readonly message: string; readonly extensions: { readonly code: ErrorCode } & Readonly<Record<string, unknown>> },
  ];
}

export function graphqlError(code: ErrorCode, message: string, details: Readonly<Record<string, number>> = {}): GraphqlErrorBody {
  return { errors: [{ message, extensions: { code, ...details } }] };
}

/** The status and body with which an error that was thrown before GraphQL leaves; null for one that must be masked. */
export function answerTo(error: unknown): { readonly status: number; readonly body: GraphqlErrorBody } | null {
  if (error instanceof AppError) {
    return { status: statuses[error.code] ?? 500, body: graphqlError(error.code, error.publicMessage) };
  }
  const status = statusOf(error);
  if (status === null || status < 400 || status > 499) return null;
  return { status, body: graphqlError('BAD_USER_INPUT', messages[status] ?? 'The request does not hold.') };
}

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  OPERATION_TOO_COSTLY: 400,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_CONTRACT: 502,
};

/** Fastify's own messages repeat what was sent; these do not. */
const messages: Readonly<Record<number, string>> = {
  400: 'The request body is not JSON.',
  413: 'The request body is too long.',
  414: 'The address is too long.',
  415: 'The request body must be application/json, without a content encoding.',
};

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
