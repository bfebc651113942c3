import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { AppError } from '../../../schema/contract/app-error.ts';
import { approvableDocument } from '../approvable.ts';
import { folderIdOf } from '../document-id.ts';
import type { AvailableAction } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import type { Context } from '../context.ts';
import { canShareDocument } from '../document-rules.ts';
import type { Document as DocumentRecord } from '../domain.ts';
import { mayDownload } from '../may-download.ts';
import { canUpload } from '../uploads/upload-rules.ts';
import type { DocumentResolvers, DocumentVersionResolvers } from './generated.ts';

export const Document: DocumentResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Document', id);
    return localId === null ? null : loaders.document.load(localId);
  },
  id: ({ id }) => toGlobalId('Document', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => ({ clientId }),
  sha256: (document, _args, context) => checksumOfCurrent(document, context),
  versions: async ({ id }, _args, { loaders }) => (await loaders.versions.load(id)) ?? [],
  // A folder on the way to a document that the caller sees is one that the caller sees.
  folder: ({ clientId, folderPath }) =>
    folderPath === '' ? null : { id: folderIdOf(clientId, folderPath), clientId, path: folderPath },
  download: (document, _args, { loaders }) =>
    mayDownload(document) ? loaders.downloadLink.load({ documentId: document.id, version: null }) : null,
  approvable: async (document, _args, context) =>
    mayDownload(document) ? approvableDocument(document, await checksumOfCurrent(document, context)) : null,
  availableActions: (document, _args, { scope }) => [
    downloadAction(document),
    uploadAction(scope, document),
    shareAction(scope, document),
  ],
};

export const DocumentVersion: DocumentVersionResolvers = {
  sha256: ({ documentId, version, sha256 }, _args, context) => sha256 ?? readChecksum(context, documentId, version),
  download: ({ documentId, version }, _args, { loaders }) => loaders.downloadLink.load({ documentId, version }),
};

function checksumOfCurrent({ id, version, sha256 }: DocumentRecord, context: Context): string | Promise<string> {
  return sha256 ?? readChecksum(context, id, version);
}

async function readChecksum({ loaders, system }: Context, documentId: string, version: number): Promise<string> {
  const checksum = await loaders.checksum.load({ documentId, version });
  if (checksum === null) throw new AppError('UPSTREAM_UNAVAILABLE', `${system} no longer has this version.`);
  return checksum;
}

function downloadAction(document: DocumentRecord): AvailableAction {
  const { status } = document;
  const allowed = mayDownload(document);
  return {
    action: 'DOWNLOAD_DOCUMENT',
    allowed,
    reason: allowed ? null : 'The malware scanner found something in this file.',
    remedy: allowed ? null : 'Ask for a clean copy.',
    dueBy: status.waitingOn === 'CLIENT' ? status.dueBy : null,
  };
}

function uploadAction(scope: Scope, { clientId }: DocumentRecord): AvailableAction {
  return { action: 'UPLOAD_DOCUMENT', ...canUpload(scope, clientId), dueBy: null };
}

function shareAction(scope: Scope, document: DocumentRecord): AvailableAction {
  return { action: 'SHARE_DOCUMENT', ...canShareDocument(scope, document), dueBy: null };
}
