import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { QueryResolvers } from './generated.ts';
import { multipartUpload } from './multipart-upload.ts';

export const Query: QueryResolvers = {
  document: (_parent, { id }, { loaders }) => {
    const localId = readGlobalIdOf('Document', id);
    return localId === null ? null : loaders.document.load(localId);
  },
  multipartUpload,
};
