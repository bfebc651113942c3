import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { UserError } from '../../kit/domain.ts';
import { markerOf, readIdempotencyKey, receiptIdOf } from '../../kit/idempotency.ts';
import { readSharing } from '../../kit/sharing.ts';
import { notAllowed } from '../../kit/verdict.ts';
import { canShareDocument } from '../document-rules.ts';
import type { ShareDocumentPayload } from '../domain.ts';
import type { MutationResolvers, ShareDocumentPayloadResolvers } from './generated.ts';
import { recordDocumentDecision } from './record-decision.ts';

export const Mutation: MutationResolvers = {
  recordDocumentDecision,

  shareDocument: async (_root, { input }, context) => {
    const { scope, claims, store, loaders, system } = context;
    const sharing = readSharing(input.sharing);
    const idempotency = readIdempotencyKey(input.idempotencyKey);
    const userErrors = [
      ...('userErrors' in sharing ? sharing.userErrors : []),
      ...('message' in idempotency ? [idempotency] : []),
    ];
    if ('userErrors' in sharing || 'message' in idempotency) return nothingDone(...userErrors);
    const localId = readGlobalIdOf('Document', input.documentId);
    const document = localId === null ? null : await loaders.document.load(localId);
    if (!document) return noSuchDocument();
    const verdict = canShareDocument(scope, document);
    if (!verdict.allowed) return nothingDone(notAllowed(verdict));
    const marker = markerOf({
      actor: claims,
      clientId: document.clientId,
      mutation: 'shareDocument',
      idempotencyKey: idempotency.key,
    });
    try {
      const changed = await store.changeDocument(scope, document.id, { sharing: sharing.sharing, marker });
      if (changed === null) return noSuchDocument();
      const { appliedAt } = changed;
      const id = toReceiptId('files', receiptIdOf(marker));
      const receipt = { id, state: 'APPLIED', system, acceptedAt: appliedAt, appliedAt, error: null } as const;
      return { documentId: document.id, receipt, userErrors: [] };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
      return nothingDone({ code: 'CONFLICT', message: error.publicMessage, path: ['idempotencyKey'] });
    } finally {
      loaders.forgetWritten();
    }
  },
};

export const ShareDocumentPayloadFields: ShareDocumentPayloadResolvers = {
  document: ({ documentId }, _args, { loaders }) => (documentId === null ? null : loaders.document.load(documentId)),
};

function nothingDone(...userErrors: readonly UserError[]): ShareDocumentPayload {
  return { documentId: null, receipt: null, userErrors };
}

/** The one answer for a document that is missing, another client's, not shared with the caller, or named by an id of another form. */
function noSuchDocument(): ShareDocumentPayload {
  return nothingDone({ code: 'NOT_FOUND', message: 'There is no such document.', path: ['documentId'] });
}
