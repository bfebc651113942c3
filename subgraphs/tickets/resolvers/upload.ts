import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { UserError } from '../../kit/domain.ts';
import { readIdempotencyKey, receiptIdOf } from '../../kit/idempotency.ts';
import { requestUpload } from '../uploads/request-upload.ts';
import { readClientId } from './act.ts';
import type { MutationResolvers } from './generated.ts';

export const requestAttachmentUpload: NonNullable<MutationResolvers['requestAttachmentUpload']> = async (
  _root,
  { input },
  context,
) => {
  const { scope, claims, uploads, system } = context;
  const refuse = (...userErrors: readonly UserError[]) => ({ upload: null, receipt: null, userErrors });
  const idempotency = readIdempotencyKey(input.idempotencyKey);
  if ('message' in idempotency) return refuse(idempotency);
  const clientId = readClientId(input.clientId, context);
  if (clientId === null) return refuse({ code: 'NOT_FOUND', message: 'There is no such client.', path: ['clientId'] });
  const { name, mediaType, sizeBytes, sha256 } = input;
  const wish = { clientId, name, mediaType, sizeBytes, sha256, idempotencyKey: idempotency.key };
  const outcome = await requestUpload(uploads, { scope, claims }, wish);
  if ('userErrors' in outcome) return refuse(...outcome.userErrors);
  const { ticket, announcedAt: at } = outcome;
  const id = toReceiptId('tickets', receiptIdOf(`announced:${ticket.id}`));
  return {
    upload: ticket,
    receipt: { id, state: 'APPLIED', system, acceptedAt: at, appliedAt: at, error: null },
    userErrors: [],
  };
};
