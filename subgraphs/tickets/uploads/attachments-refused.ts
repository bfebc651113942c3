import { AppError } from '../../../schema/contract/app-error.ts';
import type { UserError } from '../../kit/domain.ts';

/** Ends the transaction that would have accepted a message with files that cannot be sent with it. */
export class AttachmentsRefused extends AppError {
  readonly userErrors: readonly UserError[];

  constructor(userErrors: readonly UserError[]) {
    super('BAD_USER_INPUT', 'The attachments cannot be sent.');
    this.userErrors = userErrors;
  }
}
