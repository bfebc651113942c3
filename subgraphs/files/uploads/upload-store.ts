import type { Readable } from 'node:stream';
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
  readonly presign: ((upload: Upload) => Promise<UploadAddress>) | null;
  /** Puts the content in the place of what arrived before. Nothing is left of one that breaks off or has another size. */
  receive(upload: Upload, content: Readable): Promise<ReceiveOutcome>;
  /** Closes the upload to further content and gives `work` a file with what arrived, or null when nothing did. */
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

export interface UploadAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
