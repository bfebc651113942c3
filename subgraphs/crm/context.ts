import type { Cursors } from '../kit/cursor.ts';
import type { SubgraphContext } from '../kit/server.ts';
import { createLoaders } from './loaders.ts';
import type { Loaders } from './loaders.ts';
import type { CrmStore } from './port.ts';

/** What a resolver finds in its context. */
export interface Context extends SubgraphContext {
  readonly loaders: Loaders;
  readonly cursors: Cursors;
  /** Whether the CRM keeps invoices. */
  readonly keepsInvoices: boolean;
  /** What the business calls its CRM. */
  readonly systemName: string;
}

export interface ContextParts {
  readonly store: CrmStore;
  readonly cursors: Cursors;
  readonly systemName: string;
}

export function createContext(base: SubgraphContext, { store, cursors, systemName }: ContextParts): Context {
  return { ...base, loaders: createLoaders(store, base.scope), cursors, keepsInvoices: store.keepsInvoices, systemName };
}
