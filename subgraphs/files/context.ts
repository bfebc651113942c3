import type { SubgraphContext } from '../kit/server.ts';
import type { Cursors } from '../kit/cursor.ts';
import type { FilesLoaders } from './loaders.ts';
import type { FileStore } from './port.ts';
import type { Uploads } from './uploads/uploads.ts';

export interface Context extends SubgraphContext {
  readonly loaders: FilesLoaders;
  readonly store: FileStore;
  readonly uploads: Uploads;
  readonly cursors: Cursors;
  /** What the business calls its file store. */
  readonly system: string;
}
