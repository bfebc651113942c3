import { AppError } from '../../../schema/contract/app-error.ts';
import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { Receipt, UserError } from '../../kit/domain.ts';
import { receiptIdOf } from '../../kit/idempotency.ts';
import type { Command, Done } from '../access/once.ts';
import type { Context } from '../context.ts';

/** What was done is in the portal's own database at once. */
export function receiptOf({ marker }: Command, { acceptedAt }: Done, { system }: Context): Receipt {
  const id = toReceiptId('workflow', receiptIdOf(marker));
  return { id, state: 'APPLIED', system, acceptedAt, appliedAt: acceptedAt, error: null };
}

export const conflict: UserError = {
  code: 'CONFLICT',
  message: 'The same idempotency key was used before with another input.',
  path: ['idempotencyKey'],
};

export function notFound(message: string, field: string): UserError {
  return { code: 'NOT_FOUND', message, path: [field] };
}

/** The one answer for a client that is missing, another's, or named by an id of another form. */
export const noSuchClient = notFound('There is no such client.', 'clientId');

/** For what the rules have ruled out before: it is no answer to give to anybody. */
export function neverHere(what: string): AppError {
  return new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong.', { cause: new Error(what) });
}
