import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { asClientId } from '../../kit/domain.ts';
import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { UserError } from '../../kit/domain.ts';
import { readIdempotencyKey, receiptIdOf } from '../../kit/idempotency.ts';
import { reaches } from '../../kit/scope.ts';
import { readSharing } from '../../kit/sharing.ts';
import { completeUpload } from '../uploads/complete-upload.ts';
import { requestUpload } from '../uploads/request-upload.ts';
import type { CompleteUploadPayloadResolvers, MutationResolvers } from './generated.ts';

export const uploadMutations: Pick<MutationResolvers, 'requestUpload' | 'completeUpload'> = {
  requestUpload: async (_root, { input }, { scope, claims, loaders, uploads, system }) => {
    const refuse = (...userErrors: readonly UserError[]) => ({ upload: null, announced: null, receipt: null, userErrors });
    const sharing = input.sharing ? readSharing(input.sharing) : { sharing: null };
    const idempotency = readIdempotencyKey(input.idempotencyKey);
    if ('userErrors' in sharing) return refuse(...sharing.userErrors);
    if ('message' in idempotency) return refuse(idempotency);
    const localId = readGlobalIdOf('Client', input.clientId);
    if (localId === null || !reaches(scope, asClientId(localId))) return refuse(notFound('client', 'clientId'));
    const clientId = asClientId(localId);
    const { documentId = null } = input;
    const known = documentId === null ? null : readGlobalIdOf('Document', documentId);
    const document = known === null ? null : await loaders.document.load(known);
    if (documentId !== null && document?.clientId !== clientId) return refuse(notFound('document', 'documentId'));
    const misplaced = document ? (['folder', 'name'] as const).find((field) => input[field] != null) : undefined;
    if (misplaced !== undefined) {
      const message = 'A version lies where its document lies: leave this out.';
      return refuse({ code: 'INVALID', message, path: [misplaced] });
    }
    const outcome = await requestUpload(
      uploads,
      { scope, claims },
      {
        clientId,
        document,
        folder: input.folder ?? '',
        name: input.name ?? '',
        title: input.title ?? null,
        mediaType: input.mediaType,
        sizeBytes: input.sizeBytes,
        sha256: input.sha256,
        sharing: sharing.sharing,
        expectedVersion: document ? (input.expectedVersion ?? null) : null,
        idempotencyKey: idempotency.key,
      },
    );
    if ('userErrors' in outcome) return refuse(...outcome.userErrors);
    const { ticket, upload, announcedAt: at } = outcome;
    const id = toReceiptId('files', receiptIdOf(`announced:${upload.id}`));
    const receipt = { id, state: 'APPLIED', system, acceptedAt: at, appliedAt: at, error: null } as const;
    return { upload: ticket, announced: upload, receipt, userErrors: [] };
  },
  completeUpload: async (_root, { input }, { scope, claims, loaders, uploads, system }) => {
    const idempotency = readIdempotencyKey(input.idempotencyKey);
    if ('message' in idempotency) return { documentId: null, receipt: null, userErrors: [idempotency] };
    try {
      const outcome = await completeUpload(
        uploads,
        { scope, claims },
        { uploadId: input.uploadId, idempotencyKey: idempotency.key },
      );
      if ('userErrors' in outcome) return { documentId: null, receipt: null, ...outcome };
      const { upload, documentId, at } = outcome;
      const id = toReceiptId('files', receiptIdOf(`upload:${upload.id}`));
      const receipt = { id, state: 'APPLIED', system, acceptedAt: at, appliedAt: at, error: null } as const;
      return { documentId, receipt, userErrors: [] };
    } finally {
      loaders.forgetWritten();
    }
  },
};

export const CompleteUploadPayloadFields: CompleteUploadPayloadResolvers = {
  document: ({ documentId }, _args, { loaders }) => (documentId === null ? null : loaders.document.load(documentId)),
};

function notFound(what: string, field: string): UserError {
  return { code: 'NOT_FOUND', message: `There is no such ${what}.`, path: [field] };
}
