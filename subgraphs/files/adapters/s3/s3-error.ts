import { z } from 'zod';
import { AppError } from '../../../../schema/contract/app-error.ts';

/** What the SDK's errors have; those that are made while an answer is read have `$response` only. */
const serviceError = z.object({
  name: z.string().default(''),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
  $response: z.object({ statusCode: z.number().optional() }).optional().catch(undefined),
  code: z.string().optional().catch(undefined),
});

export function statusOfError(error: unknown): number | null {
  const read = serviceError.safeParse(error);
  return read.success ? (read.data.$metadata?.httpStatusCode ?? read.data.$response?.statusCode ?? null) : null;
}

export function isNotFound(error: unknown): boolean {
  const read = serviceError.safeParse(error);
  return read.success && ['NotFound', 'NoSuchKey', 'NoSuchVersion', 'NoSuchUpload'].includes(read.data.name);
}

/** Another change of the same object was under way at that moment: nothing was done, and it can be asked for again. */
export function isBusy(error: unknown): boolean {
  return serviceError.safeParse(error).data?.name === 'OperationAborted';
}

/** Turns what the SDK throws into what a port may say; our own errors and mistakes stay what they are. */
export function s3Failure(system: string, cause: unknown, timedOut: boolean): unknown {
  if (cause instanceof AppError) return cause;
  if (cause instanceof z.ZodError) return s3ContractBroken(system, 'an answer of another form', cause);
  const { name = '', code, $metadata: metadata } = serviceError.safeParse(cause).data ?? {};
  if (timedOut || name === 'TimeoutError' || name === 'AbortError') {
    return new AppError('UPSTREAM_TIMEOUT', `${system} did not answer in time.`, { cause });
  }
  const status = statusOfError(cause);
  // The SDK notes its attempts on whatever a connection fails with.
  if (status === null) return code === undefined && metadata === undefined ? cause : unavailable(system, cause);
  const isPassing = status >= 500 || status === 429 || status === 401 || status === 403;
  return isPassing || isBusy(cause) || name === 'NoSuchBucket'
    ? unavailable(system, cause)
    : s3ContractBroken(system, `status ${String(status)}`, cause);
}

export function s3ContractBroken(system: string, what: string, cause?: unknown): AppError {
  return new AppError('UPSTREAM_CONTRACT', `${system} gave an answer that could not be read.`, {
    cause: new Error(what, { cause }),
  });
}

function unavailable(system: string, cause: unknown): AppError {
  return new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause });
}
