import { AppError } from '../../../../schema/contract/app-error.ts';

/** Turns what the file system says into what a port may say; anything else is a mistake of ours and stays what it is. */
export function diskFailure(system: string, cause: unknown): unknown {
  const isSystemError = typeof cause === 'object' && cause !== null && 'syscall' in cause && 'code' in cause;
  return isSystemError ? new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause }) : cause;
}

export function diskContractBroken(system: string, what: string, cause?: unknown): AppError {
  return new AppError('UPSTREAM_CONTRACT', `${system} holds something that could not be read.`, {
    cause: new Error(what, { cause }),
  });
}

/** By its members and not its class: under a test runner the file system's errors are of another `Error`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}
