import type { AppError } from '../../../schema/contract/app-error.ts';
import type { StatusTable } from '../../kit/status-table.ts';
import type { FileStore } from '../port.ts';
import { createDiskFileStore } from './disk/index.ts';
import { createDiskUploadStore } from './disk/upload-store.ts';
import { createS3FileStore } from './s3/index.ts';
import { createS3UploadStore } from './s3/upload-store.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import type { S3Settings } from './s3/settings.ts';

export const ADAPTERS = ['disk', 's3'] as const;

export interface AdapterSettings {
  readonly adapter: (typeof ADAPTERS)[number];
  readonly system: string;
  readonly contentBytesMax: number;
  readonly diskFolder: string;
  readonly s3: S3Settings;
}

export interface AdapterSurroundings {
  readonly statusTable: StatusTable;
  /** Called once for each document that cannot be read. */
  readonly reportBroken: (error: AppError, documentId: string) => void;
  readonly now: () => Date;
}

/** The file store that the configuration names. */
export function createFileStore(settings: AdapterSettings, surroundings: AdapterSurroundings): Promise<FileStore> {
  const { system, contentBytesMax } = settings;
  switch (settings.adapter) {
    case 'disk':
      return createDiskFileStore({ folder: settings.diskFolder, system, contentBytesMax, ...surroundings });
    case 's3':
      return createS3FileStore({ ...settings.s3, system, contentBytesMax, ...surroundings });
  }
}

/** Where announced files wait: with the documents, and apart from them. */
export async function createUploadStore(settings: AdapterSettings, { now }: { readonly now: () => Date }): Promise<UploadStore> {
  const { system } = settings;
  switch (settings.adapter) {
    case 'disk':
      return createDiskUploadStore({ folder: settings.diskFolder, system });
    case 's3':
      return createS3UploadStore({ ...settings.s3, system, now });
  }
}
