import { DateTimeResolver, LocalDateResolver, SafeIntResolver, URLResolver } from 'graphql-scalars';
import { approvableResolvers } from '../../kit/approvable.ts';
import type { ResolverMap } from '../../kit/guard.ts';
import { sharingResolvers } from '../../kit/sharing.ts';
import { Client } from './client.ts';
import { Document, DocumentVersion } from './document.ts';
import { Folder } from './folder.ts';
import type { Resolvers } from './generated.ts';
import { MultipartUpload, RequestUploadPayloadFields, UploadPart } from './multipart-upload.ts';
import { Mutation, ShareDocumentPayloadFields } from './mutation.ts';
import { CompleteUploadPayloadFields, uploadMutations } from './upload.ts';
import { Query } from './query.ts';

const typed: Resolvers = {
  Query,
  Mutation: { ...Mutation, ...uploadMutations },
  Client,
  Document,
  Sharing: sharingResolvers,
  Approvable: approvableResolvers,
  DocumentVersion,
  Folder,
  RequestUploadPayload: RequestUploadPayloadFields,
  MultipartUpload,
  UploadPart,
  CompleteUploadPayload: CompleteUploadPayloadFields,
  ShareDocumentPayload: ShareDocumentPayloadFields,
  Node: { __resolveType: (record) => ('path' in record ? 'Folder' : 'Document') },
  WorkItem: { __resolveType: () => 'Document' },
  DateTime: DateTimeResolver,
  LocalDate: LocalDateResolver,
  SafeInt: SafeIntResolver,
  URL: URLResolver,
};

export const resolvers: ResolverMap = { ...typed };
