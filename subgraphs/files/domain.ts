import type { Part } from '../kit/uploads/parts.ts';
import type { UploadAddress, UploadTicket } from '../kit/uploads/upload-ticket.ts';
import type { Upload as AnnouncedUpload } from './uploads/upload.ts';
import type { OpenParts } from './uploads/upload-store.ts';
import type { ClientId, Provenance, Receipt, Sharing, Status, UserError } from '../kit/domain.ts';

export type { ClientId } from '../kit/domain.ts';

/** A client as this subgraph knows it: by id alone. */
export interface Client {
  readonly clientId: ClientId;
}

export const SCAN_STATES = ['NOT_SCANNED', 'CLEAN', 'QUARANTINED'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

export interface Document {
  /** See `document-id.ts`: names the client, stays the same over versions, says nothing about the name. */
  readonly id: string;
  readonly clientId: ClientId;
  readonly title: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Null while nobody has computed it: ask `FileStore.checksumsOf`. */
  readonly sha256: string | null;
  /** From 1. */
  readonly version: number;
  /** `Contracts/2026`; empty at the top. */
  readonly folderPath: string;
  readonly status: Status;
  readonly sharing: Sharing;
  /** Of the current version. */
  readonly scan: ScanState;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly provenance: Provenance;
}

export interface DocumentVersion {
  readonly documentId: string;
  readonly clientId: ClientId;
  /** From 1. */
  readonly version: number;
  readonly sizeBytes: number;
  /** Null while nobody has computed it: ask `FileStore.checksumsOf`. */
  readonly sha256: string | null;
  readonly mediaType: string;
  readonly scan: ScanState;
  readonly createdAt: Date;
  /** A name, when the store knows it. */
  readonly author: string | null;
}

export interface DownloadLink {
  readonly url: string;
  readonly expiresAt: Date;
}

export interface Folder {
  /** See `document-id.ts`. */
  readonly id: string;
  readonly clientId: ClientId;
  /** Never empty: the top is no folder. */
  readonly path: string;
}

/** What a mutation answers with. The document is read when it is asked for: a failure there must not take the receipt away. */
export interface ShareDocumentPayload {
  /** Null when nothing was done. */
  readonly documentId: string | null;
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

export interface RequestUploadPayload {
  /** Null for a file that goes in parts, and when nothing was announced. */
  readonly upload: UploadTicket | null;
  /** Null when nothing was announced. */
  readonly announced: AnnouncedUpload | null;
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

/** A file that goes in parts, as it stood when it was asked for. */
export interface MultipartUpload {
  readonly upload: AnnouncedUpload;
  readonly partBytes: number;
  /** `closed` when all are there and none is taken any more. */
  readonly stand: OpenParts | 'closed';
}

export interface UploadPart extends Part {
  readonly multipart: MultipartUpload;
}

export type PartAddress = UploadAddress;

/** The document is read when it is asked for, as with `ShareDocumentPayload`. */
export interface CompleteUploadPayload {
  readonly documentId: string | null;
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}
