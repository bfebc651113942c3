import type { Readable } from 'node:stream';
import type { Part } from '../../kit/uploads/parts.ts';
import type { ReceiveOutcome } from '../../kit/uploads/upload-route.ts';
import type { Upload } from './upload.ts';

/**
 * Where announced files wait, apart from the documents. What it keeps survives a restart. Errors are those of `FileStore`.
 */
export interface UploadStore {
  /** Keeps it; or gives the one that is kept under its id already. */
  open(upload: Upload): Promise<Upload>;
  find(id: string): Promise<Upload | null>;
  /**
   * Where the sender puts the bytes, for a store that takes them itself; null for one that is reached through this service's own
   * route, which calls `receive`.
   */
  readonly presign: ((upload: Upload) => Promise<PresignedAddress>) | null;
  /** Puts the content in the place of what arrived before. Nothing is left of one that breaks off or has another size. */
  receive(upload: Upload, content: Readable): Promise<ReceiveOutcome>;
  /**
   * Puts a part in the place of what arrived of it before; the others stay as they are. `md5` is what the sender says of it, in base64;
   * null for nothing.
   */
  receivePart(upload: Upload, part: Part, content: Readable, md5: string | null): Promise<ReceiveOutcome>;
  /** How a file stands that is sent in parts; `closed` when it is whole and closed to further content. */
  partsOf(upload: Upload): Promise<OpenParts | 'closed'>;
  /**
   * Closes the upload to further content and gives `work` a file with what arrived. Null when nothing did, or when parts are missing: then
   * it stays open.
   */
  withContent<Result>(upload: Upload, work: (path: string | null) => Promise<Result>): Promise<Result>;
  /** Keeps what changed of it. */
  keep(upload: Upload): Promise<void>;
  /** Keeps what became of it, without its content. */
  complete(upload: Upload): Promise<void>;
  /** Leaves nothing behind. */
  drop(id: string): Promise<void>;
  /** The id of the upload that the key was used for first. */
  claimKey(key: string, uploadId: string): Promise<string>;
  releaseKey(key: string): Promise<void>;
  /** Removes what has expired, and what became of uploads that expired before `forgottenBefore`. */
  sweep(now: Date, forgottenBefore: Date): Promise<void>;
  close(): void;
}

export interface OpenParts {
  /** What arrived, by the number of the part: its entity tag. What does not have the size of its part has not arrived. */
  readonly arrived: ReadonlyMap<number, string>;
  /** As `UploadStore.presign`, for one part. */
  readonly presign: ((part: Part, expiresAt: Date) => Promise<PresignedAddress>) | null;
}

export interface PresignedAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
