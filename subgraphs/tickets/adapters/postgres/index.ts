import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { ask, migrateDatabase, openDatabase } from '../../../kit/postgres.ts';
import { createStatusTable } from '../../../kit/status-table.ts';
import type { StateTable } from '../../../kit/status-table.ts';
import type { TicketStore } from '../../port.ts';
import { migrations } from './migrations.ts';
import { createPeopleWrites } from './people-writes.ts';
import { createReads } from './reads.ts';
import { postgresStateTable } from './state-table.ts';
import { createWrites } from './writes.ts';

export interface PostgresTicketsOptions {
  /** A PostgreSQL connection string. */
  readonly url: string;
  /** How the business calls its help desk. */
  readonly system: string;
  /** In place of the adapter's own. */
  readonly stateTable?: StateTable | undefined;
  readonly reportUnknownState: (kind: string, state: string) => void;
  readonly now?: (() => Date) | undefined;
  /** Makes the ids of new records, in place of random ones. */
  readonly newId?: (() => string) | undefined;
  readonly onStatement?: ((statement: string) => void) | undefined;
  readonly onConnectionLost?: ((error: Error) => void) | undefined;
  readonly statementTimeoutMs?: number | undefined;
}

/** Our own help desk in PostgreSQL, for a business that has none. */
export function createPostgresTickets(options: PostgresTicketsOptions): TicketStore {
  const { url, system, onStatement, onConnectionLost, statementTimeoutMs } = options;
  const database = openDatabase<unknown>({
    url,
    ...(onStatement && { onStatement }),
    ...(onConnectionLost && { onConnectionLost }),
    ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
  });
  const states = createStatusTable(options.stateTable ?? postgresStateTable, options.reportUnknownState);
  const reading = { database, system, states, now: options.now ?? (() => new Date()) };
  const newId = options.newId ?? randomUUID;
  return {
    ...createReads(reading),
    ...createWrites({ ...reading, newId }),
    ...createPeopleWrites({ ...reading, newId }),
    async checkReady() {
      await ask(system, () => sql`select from tickets.tickets limit 1`.execute(database));
    },
    close: () => database.destroy(),
  };
}

/** Brings the tables of the help desk up to date. */
export function migratePostgresTickets(url: string): Promise<void> {
  return migrateDatabase(url, 'tickets', migrations);
}
