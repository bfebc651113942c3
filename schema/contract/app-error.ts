import type { ErrorCode } from './error-codes.ts';

/**
 * A failure that a caller may be told about: `code` and `publicMessage` reach the answer, `cause` reaches the log only.
 * Anything that is thrown and is not an `AppError` is masked as `INTERNAL_SERVER_ERROR`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly publicMessage: string;

  constructor(code: ErrorCode, publicMessage: string, options: { cause?: unknown } = {}) {
    super(publicMessage, options);
    this.name = new.target.name;
    this.code = code;
    this.publicMessage = publicMessage;
  }
}

/** The operation costs more than is answered at once; both numbers are for the caller. */
export class OperationTooCostlyError extends AppError {
  readonly cost: number;
  readonly costMax: number;

  constructor({ cost, max }: { readonly cost: number; readonly max: number }) {
    super(
      'OPERATION_TOO_COSTLY',
      `The operation has a cost of ${String(cost)}, more than ${String(max)}. Smaller pages (\`first\`) and fewer lists inside of lists lower it.`,
    );
    this.cost = cost;
    this.costMax = max;
  }
}

/** The caller sent something that does not hold; `publicMessage` says what, in words for a developer. */
export function badUserInput(publicMessage: string): AppError {
  return new AppError('BAD_USER_INPUT', publicMessage);
}
