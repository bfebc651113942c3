import type { Cursors } from '../kit/cursor.ts';
import type { SubgraphContext } from '../kit/server.ts';
import { createLoaders } from './loaders.ts';
import type { Loaders } from './loaders.ts';
import type { TicketStore } from './port.ts';

/** What the resolvers of one request share. */
export interface Context extends SubgraphContext {
  readonly store: TicketStore;
  /** How the business calls its help desk. */
  readonly system: string;
  readonly loaders: Loaders;
  readonly cursors: Cursors;
}

export function createContext(
  base: SubgraphContext,
  shared: { readonly store: TicketStore; readonly system: string; readonly cursors: Cursors },
): Context {
  return { ...base, ...shared, loaders: createLoaders(shared.store, base.scope) };
}
