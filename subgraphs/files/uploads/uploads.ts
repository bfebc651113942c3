import type { Logger } from '../../../schema/contract/logger.ts';
import type { ScanContent } from '../../kit/uploads/clamd.ts';
import type { ContentRefusal } from '../../kit/uploads/judge-content.ts';
import type { FileStore } from '../port.ts';
import type { UploadStore } from './upload-store.ts';

/** What the mutations about uploads work with. */
export interface Uploads {
  readonly store: FileStore;
  readonly uploads: UploadStore;
  /** Null when there is no scanner: then documents say that nobody looked. */
  readonly scan: ScanContent | null;
  readonly bytesMax: number;
  readonly mediaTypes: readonly string[];
  readonly lifetimeMs: number;
  readonly multipart: {
    /** What is larger than this is sent in parts. */
    readonly aboveBytes: number;
    readonly partBytes: number;
    /** In the place of `lifetimeMs`, which is then how long the address of a part works. */
    readonly lifetimeMs: number;
  };
  readonly secret: string;
  /** Where this subgraph is reached by browsers. */
  readonly publicUrl: () => string;
  readonly logger: Logger;
  /** Counts a content that was refused, by why. */
  readonly countRefused: (reason: RefusalReason) => void;
  /** Whoever completes the same upload at once waits for the one before. */
  readonly oneAtATime: <Result>(uploadId: string, work: () => Promise<Result>) => Promise<Result>;
  readonly now: () => Date;
}

export type RefusalReason = ContentRefusal | 'path' | 'conflict';

export function createTurnsByKey(): Uploads['oneAtATime'] {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
