import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import { ask, migrateDatabase, openDatabase } from '../../kit/postgres.ts';
import { migrations } from './migrations.ts';

export interface AccessDatabaseOptions {
  /** A PostgreSQL connection string. */
  readonly url: string;
  /** What the business calls its portal. */
  readonly system: string;
  readonly statementTimeoutMs?: number | undefined;
  readonly onStatement?: ((statement: string) => void) | undefined;
  readonly onConnectionLost?: ((error: Error) => void) | undefined;
}

/** The database of who has access. Everything that goes wrong in it is told in the errors that a caller may see. */
export interface AccessDatabase {
  rows<Row>(query: RawBuilder<Row>): Promise<Row[]>;
  /** Runs what belongs together. What was done and that it was done are written at once, or neither is. */
  transaction<Answer>(write: (transaction: Transaction<unknown>) => Promise<Answer>): Promise<Answer>;
  checkReady(): Promise<void>;
  close(): Promise<void>;
}

/** A process that stops in the middle of a transaction must not keep the others from revoking anything. */
const idleMsMax = 5_000;

export function openAccessDatabase(options: AccessDatabaseOptions): AccessDatabase {
  const { system } = options;
  const database = openDatabase<unknown>({
    url: options.url,
    ...(options.statementTimeoutMs !== undefined && { statementTimeoutMs: options.statementTimeoutMs }),
    ...(options.onStatement && { onStatement: options.onStatement }),
    ...(options.onConnectionLost && { onConnectionLost: options.onConnectionLost }),
  });
  const rows = <Row>(query: RawBuilder<Row>): Promise<Row[]> => ask(system, async () => (await query.execute(database)).rows);
  return {
    rows,
    transaction: (write) =>
      ask(system, () =>
        database.transaction().execute(async (transaction) => {
          await sql`select set_config('idle_in_transaction_session_timeout', ${String(idleMsMax)}, true)`.execute(transaction);
          return write(transaction);
        }),
      ),
    checkReady: async () => {
      await rows(sql`select from workflow.feed`);
    },
    close: () => database.destroy(),
  };
}

/** Brings the tables up to date. */
export function migrateAccessDatabase(url: string): Promise<void> {
  return migrateDatabase(url, 'workflow', migrations);
}
