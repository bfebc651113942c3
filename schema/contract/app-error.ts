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

/** The caller sent something that does not hold; `publicMessage` says what, in words for a developer. */
export function badUserInput(publicMessage: string): AppError {
  return new AppError('BAD_USER_INPUT', publicMessage);
}
