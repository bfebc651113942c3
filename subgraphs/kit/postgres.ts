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
  /** Told of every statement, for tests and metrics that count them. */
  readonly onStatement?: (statement: string) => void;
  /** Told when an idle connection is lost; the pool replaces it. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Dates stay text (`2026-11-24`): a day has no time zone. `bigint` becomes a number, as ids are text everywhere here. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, Number);

export function openDatabase<Schema>(options: DatabaseOptions): Kysely<Schema> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 2_000,
    statement_timeout: options.statementTimeoutMs ?? 5_000,
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
  await sql`create schema if not exists ${sql.id(schema)}`.execute(database);
  const migrator = new Migrator({ db: database, provider, migrationTableSchema: schema });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(`migration of ${schema} failed`, { cause: error });
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
    if (timedOut.has(code)) throw new AppError('UPSTREAM_TIMEOUT', `${system} did not answer in time.`, { cause: error });
    throw new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause: error });
  }
}
