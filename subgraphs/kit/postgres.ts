import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import type { LogEvent, Migration, MigrationProvider } from 'kysely';
import pg from 'pg';
import { AppError } from '../../schema/contract/app-error.ts';

export interface DatabaseOptions {
  /** A PostgreSQL connection string. */
  readonly url: string;
  readonly connectionsMax?: number;
  /** How long one statement may run. */
  readonly statementTimeoutMs?: number;
  /** How long a connection may take, or waiting for one while all are in use. */
  readonly connectTimeoutMs?: number;
  /** Told of every statement, for tests and metrics that count them. */
  readonly onStatement?: (statement: string) => void;
  /** Told when an idle connection is lost; the pool replaces it. */
  readonly onConnectionLost?: (error: Error) => void;
}

/**
 * Of what sets a database up nobody waits for an answer, a migration may have to write every row of a table again, and a start that gives up
 * too early has to be made again by hand.
 */
export const SET_UP_PATIENCE = { statementTimeoutMs: 600_000, connectTimeoutMs: 30_000 } as const;

/** Dates stay text (`2026-11-24`): a day has no time zone. `bigint` becomes a number, as ids are text everywhere here. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, Number);

/** The server ends a statement that takes too long. What it sends has this long to arrive; then nobody is there any more. */
const answerGraceMs = 500;
const answerOverdue = 'Query read timeout';

/**
 * A server that hangs, or a network that swallows, leaves a connection that looks alive. The driver gives up the statement and
 * would keep the connection, on which every later statement waits in vain; so it is thrown away, and the pool makes a new one.
 */
class ImpatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection that breaks during a statement fails the statement, and then emits an error that nobody listens to: the pool
    // listens to idle connections only. Without a listener that ends the process.
    this.on('error', () => undefined);
  }

  override query(...given: unknown[]): never {
    const answer = (super.query as (...given: unknown[]) => unknown).call(this, ...given);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (!isFinal(error)) return;
        // `end` marks it before the pool gets it back, so that nobody is handed a connection that is about to close.
        void this.end().catch(() => undefined);
        this.connection.stream.destroy();
      });
    }
    return answer as never;
  }
}

/** Whether nothing more comes on this connection: the server ended it (it says so before it hangs up), or swallows what is asked. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message === answerOverdue || ('severity' in error && error.severity === 'FATAL');
}

export function openDatabase<Schema>(options: DatabaseOptions): Kysely<Schema> {
  const statementTimeoutMs = options.statementTimeoutMs ?? 5_000;
  const pool = new pg.Pool({
    Client: ImpatientClient,
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 2_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + answerGraceMs,
    types,
  });
  // Without a listener a lost idle connection ends the process.
  pool.on('error', (error) => options.onConnectionLost?.(error));
  const { onStatement } = options;
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    ...(onStatement && {
      log: (event: LogEvent) => {
        onStatement(event.query.sql);
      },
    }),
  });
}

/**
 * Brings a schema of ours up to date. Each subgraph has its own migration tables in its own PostgreSQL schema, so that several
 * can share one database; the migrator's lock lets several processes start at once.
 */
export async function migrate(database: Kysely<unknown>, schema: string, migrations: Record<string, Migration>): Promise<void> {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve(migrations) };
  // Two that find no schema at the same time would both make it: `if not exists` does not wait for the other.
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`portal schema ${schema}`}))`.execute(transaction);
    await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction);
  });
  const migrator = new Migrator({ db: database, provider, migrationTableSchema: schema });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(`migration of ${schema} failed`, { cause: error });
}

/** Brings a schema up to date, over a connection of its own. */
export async function migrateDatabase(url: string, schema: string, migrations: Record<string, Migration>): Promise<void> {
  const database = openDatabase<unknown>({ url, connectionsMax: 1, ...SET_UP_PATIENCE });
  try {
    await migrate(database, schema, migrations);
  } finally {
    await database.destroy();
  }
}

const timedOut = new Set(['57014', '55P03']);
const constraintViolated = /^23/;

/**
 * Runs a statement of an adapter and turns what PostgreSQL and its driver throw into the errors of the ports: `UPSTREAM_TIMEOUT`
 * and `UPSTREAM_UNAVAILABLE`. A broken constraint is passed on, since only the adapter knows what it means.
 */
export async function ask<Answer>(system: string, statement: () => Promise<Answer>): Promise<Answer> {
  try {
    return await statement();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (constraintViolated.test(code)) throw error;
    const isOverdue = error instanceof Error && error.message === answerOverdue;
    if (timedOut.has(code) || isOverdue)
      throw new AppError('UPSTREAM_TIMEOUT', `${system} did not answer in time.`, { cause: error });
    throw new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause: error });
  }
}
