import { pageOf, readPageRequest, toConnection } from '../../kit/connection.ts';
import { partAt, partCountOf, partsOf } from '../../kit/uploads/parts.ts';
import { addressOfPart, findMultipart, multipartOf } from '../uploads/find-multipart.ts';
import type { UploadPart as UploadPartRecord } from '../domain.ts';
import type {
  MultipartUploadResolvers,
  QueryResolvers,
  RequestUploadPayloadResolvers,
  UploadPartResolvers,
} from './generated.ts';

export const multipartUpload: NonNullable<QueryResolvers['multipartUpload']> = (_root, { id }, { uploads, scope, claims }) =>
  findMultipart(uploads, { scope, claims }, id);

export const RequestUploadPayloadFields: RequestUploadPayloadResolvers = {
  multipart: ({ announced }, _args, { uploads }) =>
    announced && announced.partBytes !== null ? multipartOf(uploads.uploads, announced, announced.partBytes) : null,
};

export const MultipartUpload: MultipartUploadResolvers = {
  id: ({ upload }) => upload.id,
  sizeBytes: ({ upload }) => upload.sizeBytes,
  partCount: ({ upload }) => partCountOf(upload),
  arrivedBytes: ({ upload, stand }) =>
    stand === 'closed'
      ? upload.sizeBytes
      : [...stand.arrived.keys()].reduce((sum, number) => sum + (partAt(upload, number)?.sizeBytes ?? 0), 0),
  expiresAt: ({ upload }) => upload.expiresAt,
  parts: (multipart, { state, first, after }, { cursors, scope }) => {
    const { upload } = multipart;
    const binding = {
      ...{ scope: scope.fingerprint, list: 'MultipartUpload.parts', parentId: upload.id },
      filter: state ?? null,
    };
    const request = readPageRequest({ first, after }, cursors, binding);
    const chosen = partsOf(upload)
      .map((part): UploadPartRecord => ({ ...part, multipart }))
      .filter((part) => state == null || stateOf(part) === state);
    const begin = Number(request.after?.[0] ?? 0);
    const following = chosen.filter(({ number }) => number > begin);
    const page = pageOf(following, request.first, ({ number }) => [number]);
    return toConnection({ page, request, cursors, binding, totalCount: () => chosen.length });
  },
};

export const UploadPart: UploadPartResolvers = {
  state: stateOf,
  etag: ({ number, multipart: { stand } }) => (stand === 'closed' ? null : (stand.arrived.get(number) ?? null)),
  address: (part, _args, { uploads, scope, claims }) => {
    const { upload, stand } = part.multipart;
    return stand === 'closed' ? null : addressOfPart(uploads, { scope, claims }, { upload, open: stand, part });
  },
};

function stateOf({ number, multipart: { stand } }: UploadPartRecord): 'ARRIVED' | 'MISSING' {
  return stand === 'closed' || stand.arrived.has(number) ? 'ARRIVED' : 'MISSING';
}
