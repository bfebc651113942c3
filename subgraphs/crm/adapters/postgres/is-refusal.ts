import { AppError } from '../../../../schema/contract/app-error.ts';

/** A constraint of the business's tables, or an exception that its function raises. */
export function isRefusal(error: unknown): boolean {
  const causes = error instanceof AppError ? [error.cause] : [error];
  return causes.some(
    (cause) => typeof cause === 'object' && cause !== null && 'code' in cause && /^(23|P0001)/.test(String(cause.code)),
  );
}
