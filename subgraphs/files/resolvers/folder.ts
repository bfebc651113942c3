import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import { folderIdOf } from '../document-id.ts';
import type { FolderResolvers } from './generated.ts';

export const Folder: FolderResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Folder', id);
    return localId === null ? null : loaders.folder.load(localId);
  },
  id: ({ id }) => toGlobalId('Folder', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  name: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
  parent: ({ clientId, path }) => {
    const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    return parent === '' ? null : { id: folderIdOf(clientId, parent), clientId, path: parent };
  },
  documents: async ({ id }, { first, after }, { loaders, cursors, scope }) => {
    const binding = { scope: scope.fingerprint, list: 'Folder.documents', parentId: id, filter: null };
    const request = readPageRequest({ first, after }, cursors, binding);
    const page = await loaders.documentsInFolder.load({ parent: id, arguments: { page: request } });
    const totalCount = async () => (await loaders.documentCountInFolder.load(id)) ?? 0;
    return toConnection({ page, request, cursors, binding, totalCount });
  },
};
