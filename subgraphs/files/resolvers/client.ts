import { badUserInput } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { emptyPage, readPageRequest, toConnection } from '../../kit/connection.ts';
import { asClientId } from '../../kit/domain.ts';
import { reaches } from '../../kit/scope.ts';
import { fileFactsOf } from '../file-facts.ts';
import { readFolderId } from '../document-id.ts';
import type { ClientId, Document } from '../domain.ts';
import type { DocumentSelection } from '../port.ts';
import { canUpload } from '../uploads/upload-rules.ts';
import type { ClientResolvers, DocumentFilter, InputMaybe } from './generated.ts';

const searchLengthMax = 200;
const choicesMax = 50;

export const Client: ClientResolvers = {
  // Without asking the store: it keeps files by client and knows nothing of clients.
  __resolveReference: ({ id }, { scope }) => {
    const clientId = readClientId(id);
    return clientId !== null && reaches(scope, clientId) ? { clientId } : null;
  },
  id: ({ clientId }) => toGlobalId('Client', clientId),
  documents: async ({ clientId }, { filter, first, after }, { loaders, cursors, scope }) => {
    const selection = readSelection(clientId, filter);
    const binding = { scope: scope.fingerprint, list: 'Client.documents', parentId: clientId, filter: selection };
    const request = readPageRequest({ first, after }, cursors, binding);
    if (selection === 'nothing') {
      return toConnection({ page: emptyPage<Document>(), request, cursors, binding, totalCount: () => 0 });
    }
    const page = await loaders.documentsOf.load({ parent: clientId, arguments: { filter: selection, page: request } });
    const totalCount = () => loaders.documentCountOf.load({ parent: clientId, arguments: { filter: selection } });
    return toConnection({ page, request, cursors, binding, totalCount });
  },
  folders: async ({ clientId }, { first, after }, { loaders, cursors, scope }) => {
    const binding = { scope: scope.fingerprint, list: 'Client.folders', parentId: clientId, filter: null };
    const request = readPageRequest({ first, after }, cursors, binding);
    const page = await loaders.foldersOf.load({ parent: clientId, arguments: { page: request } });
    const totalCount = async () => (await loaders.folderCountOf.load(clientId)) ?? 0;
    return toConnection({ page, request, cursors, binding, totalCount });
  },
  uploadRules: ({ clientId }, _args, { scope, uploads: { bytesMax, mediaTypes, multipart } }) => ({
    ...canUpload(scope, clientId),
    maxBytes: bytesMax,
    maxBytesInOnePiece: Math.min(bytesMax, multipart.aboveBytes),
    mediaTypes,
  }),
  fileFacts: async ({ clientId }, _args, { loaders, scope, system }) => {
    if (!scope.scopes.has('documents:read')) return null;
    const facts = await loaders.facts.load(clientId);
    return fileFactsOf(system, facts ?? { waiting: [], added: [] });
  },
};

function readClientId(id: string): ClientId | null {
  const localId = readGlobalIdOf('Client', id);
  return localId === null ? null : asClientId(localId);
}

/** `nothing` for a folder id that is malformed or another client's: the same as a folder that holds nothing. */
function readSelection(clientId: ClientId, filter: InputMaybe<DocumentFilter>): DocumentSelection | 'nothing' {
  const { folderId, search, mediaTypes, phases } = filter ?? {};
  if (search != null && search.length > searchLengthMax) {
    throw badUserInput(`\`search\` has at most ${String(searchLengthMax)} characters.`);
  }
  for (const [name, list] of Object.entries({ mediaTypes, phases })) {
    if (list && list.length > choicesMax) throw badUserInput(`\`${name}\` has at most ${String(choicesMax)} entries.`);
  }
  const choices = {
    search: search == null || search === '' ? null : search,
    mediaTypes: mediaTypes?.map((type) => type.toLowerCase()) ?? null,
    phases: phases ?? null,
  };
  if (folderId == null) return { folder: null, ...choices };
  const localId = readGlobalIdOf('Folder', folderId);
  const folder = localId === null ? null : readFolderId(localId);
  return folder?.clientId === clientId ? { folder: folder.path, ...choices } : 'nothing';
}
