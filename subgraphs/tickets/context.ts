import type { Actions } from '../kit/actions/actions.ts';
import type { KeptActions } from '../kit/actions/kept-actions.ts';
import type { ChangeFeed } from '../kit/changes/change-feed.ts';
import type { Cursors } from '../kit/cursor.ts';
import type { SubgraphContext } from '../kit/server.ts';
import type { AttachmentLinks } from './attachment-links.ts';
import { createLoaders } from './loaders.ts';
import type { Loaders } from './loaders.ts';
import type { TicketStore } from './port.ts';
import type { Uploads } from './uploads/uploads.ts';

/** What the resolvers of one request share. */
export interface Context extends SubgraphContext {
  readonly store: TicketStore;
  /** Files that wait for their message. */
  readonly uploads: Uploads;
  /** Addresses of files that were sent with messages. */
  readonly links: AttachmentLinks;
  /** What callers do passes here on its way to the help desk. */
  readonly actions: Actions;
  /** The same, for those who follow what they did and for staff. */
  readonly kept: KeptActions;
  /** Which clients something changed for in that. */
  readonly changes: Pick<ChangeFeed, 'changes'>;
  /** How the business calls its help desk. */
  readonly system: string;
  readonly loaders: Loaders;
  readonly cursors: Cursors;
}

export function createContext(
  base: SubgraphContext,
  shared: Pick<Context, 'store' | 'uploads' | 'links' | 'actions' | 'kept' | 'changes' | 'system' | 'cursors'>,
): Context {
  return { ...base, ...shared, loaders: createLoaders(shared.store, base, shared.actions, shared.uploads.store) };
}
