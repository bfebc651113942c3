import type { Cursors } from '../kit/cursor.ts';
import type { SubgraphContext } from '../kit/server.ts';
import { createLoaders } from './loaders.ts';
import type { Loaders } from './loaders.ts';
import type { CrmStore } from './port.ts';
import type { RevokeTokens } from './revoke-tokens.ts';

/** What a resolver finds in its context. */
export interface Context extends SubgraphContext {
  readonly loaders: Loaders;
  readonly cursors: Cursors;
  /** Whether the CRM keeps invoices. */
  readonly keepsInvoices: boolean;
  readonly store: CrmStore;
  /** Null where the portal is not told to end tokens; then an old role lives as long as they do. */
  readonly revokeTokens: RevokeTokens | null;
  readonly now: () => Date;
  /** What the business calls its CRM. */
  readonly systemName: string;
}

export interface ContextParts {
  readonly store: CrmStore;
  readonly cursors: Cursors;
  readonly systemName: string;
  readonly revokeTokens: RevokeTokens | null;
  readonly now: () => Date;
}

export function createContext(base: SubgraphContext, parts: ContextParts): Context {
  const { store } = parts;
  return { ...base, ...parts, loaders: createLoaders(store, base.scope), keepsInvoices: store.keepsInvoices };
}
