import type { StateTable } from '../../kit/status-table.ts';
import type { TicketStore } from '../port.ts';
import { createPostgresTickets, migratePostgresTickets } from './postgres/index.ts';
import { postgresStateTable } from './postgres/state-table.ts';
import { createRequestTrackerTickets } from './request-tracker/index.ts';
import { requestTrackerStateTable } from './request-tracker/state-table.ts';

/** The values of `TICKETS_ADAPTER`: one for each folder here. */
export const TICKET_ADAPTERS = ['postgres', 'request-tracker'] as const;

export type TicketAdapterConfig =
  | { readonly adapter: 'postgres'; readonly url: string; readonly migrate: boolean }
  | {
      readonly adapter: 'request-tracker';
      readonly url: string;
      readonly token: string;
      readonly staffToken: string | null;
      readonly queue: string;
      readonly accountField: string;
      readonly timeoutMs: number;
      readonly idSecret: string;
    };

/** What every adapter is given besides its own configuration. */
export interface TicketAdapterSurroundings {
  readonly system: string;
  readonly stateTable: StateTable;
  readonly reportUnknownState: (kind: string, state: string) => void;
  readonly now?: (() => Date) | undefined;
  /** Makes the ids of new records where the portal makes them, in place of random ones. */
  readonly newId?: (() => string) | undefined;
  /** Told of every statement or request, for tests that count them. */
  readonly onStatement?: ((statement: string) => void) | undefined;
  readonly onConnectionLost?: ((error: Error) => void) | undefined;
}

/** What the states of a system mean unless the configuration says otherwise. */
export function defaultStateTable(adapter: TicketAdapterConfig['adapter']): StateTable {
  return adapter === 'postgres' ? postgresStateTable : requestTrackerStateTable;
}

export async function createTicketStore(
  config: TicketAdapterConfig,
  surroundings: TicketAdapterSurroundings,
): Promise<TicketStore> {
  switch (config.adapter) {
    case 'postgres':
      if (config.migrate) await migratePostgresTickets(config.url);
      return createPostgresTickets({ ...surroundings, url: config.url });
    case 'request-tracker':
      return createRequestTrackerTickets({ ...surroundings, ...config });
  }
}
