import { sql } from 'kysely';
import { RECORD_CHANGES_MAX } from '../../../schema/contract/record-changes.ts';
import type { RecordChanges } from '../../../schema/contract/record-changes.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import { ask, openDatabase } from '../postgres.ts';
import { readChangeCursor, toChangeCursor } from './change-cursor.ts';

/** Tells which clients something changed for, out of the tables of `changeTables`. */
export interface ChangeFeed {
  /** What became visible since an earlier answer's cursor. Errors: `UPSTREAM_UNAVAILABLE`, `UPSTREAM_TIMEOUT`. */
  changes(after: string | null): Promise<RecordChanges>;
  close(): Promise<void>;
}

export interface ChangeFeedOptions {
  /** A PostgreSQL connection string. */
  readonly url: string;
  /** The PostgreSQL schemas with a table of changes, all in this database. */
  readonly schemas: readonly string[];
  readonly logger: Logger;
  /** How long a change is told of, at least; a cursor that is older cannot be continued. */
  readonly toldForSeconds?: number;
  readonly sweepMs?: number;
}

/**
 * The cursor is what PostgreSQL calls a snapshot: which transactions had ended when the answer was read. The next answer tells of the changes of
 * all others, and so of each exactly once, in whatever order transactions end. A number from a sequence would not do: the one that took the
 * smaller number may be committed last, when everybody has gone past it. Nor is anybody held up, as by a counter that is locked until the end of
 * each transaction, or by one that goes no further than the oldest transaction that is open, which may be any program's on that server.
 */
export function createChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  const { url, schemas, logger, toldForSeconds = 1_800, sweepMs = 60_000 } = options;
  // Of its own, and small: it takes nobody else's connections, and its statements are nobody's request.
  const database = openDatabase<unknown>({
    ...{ url, connectionsMax: 2, statementTimeoutMs: 2_000 },
    onConnectionLost: (err) => logger.debug({ err }, 'a connection to the changes was lost'),
  });
  const tables = schemas.map((schema) => sql.table(`${schema}.changes`));

  async function sweep(): Promise<void> {
    for (const table of tables)
      await sql`delete from ${table} where changed_at < clock_timestamp() - ${2 * toldForSeconds} * interval '1 second'`.execute(
        database,
      );
  }

  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweep().catch((err: unknown) => logger.warn({ err }, 'old changes could not be removed'));
  }, sweepMs).unref();

  return {
    async changes(after) {
      const cursor = readChangeCursor(after);
      const since = sql`${cursor?.snapshot ?? '1:1:'}::pg_snapshot`;
      // The bounds are for the index. What a copy of another server brought along has numbers that are not this one's: it is not told.
      const found = tables.map(
        (table) => sql`
          select client_id from ${table} where changed_in >= pg_snapshot_xmin(${since}) and not pg_visible_in_snapshot(changed_in, ${since})
            and changed_in < pg_snapshot_xmax(pg_current_snapshot()) and (select continues from here)`,
      );
      // One statement, so that the snapshot is the one by which the changes were found.
      const { rows } = await ask(system, () =>
        sql<FeedRow>`
          with here as (
            select *, coalesce(server = ${cursor?.server ?? null}::text and at - ${cursor?.at ?? null}::bigint <= ${toldForSeconds}
              and pg_snapshot_xmax(${since}) <= pg_snapshot_xmax(pg_current_snapshot()), false) as continues
            from (select (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint::text as server,
              floor(extract(epoch from clock_timestamp()))::bigint as at) now_here
          )
          select server, at, continues, pg_current_snapshot()::text as snapshot,
            array(select distinct client_id from (${sql.join(found, sql` union all `)}) changed limit ${RECORD_CHANGES_MAX + 1}) as client_ids
          from here`.execute(database),
      );
      const [row] = rows;
      if (!row) throw new Error('a statement that gives one row gave none');
      const isTold = row.continues && row.client_ids.length <= RECORD_CHANGES_MAX;
      return { cursor: toChangeCursor(row), reset: !isTold, clientIds: isTold ? [...row.client_ids] : [] };
    },
    async close() {
      clearInterval(timer);
      await sweeping;
      await database.destroy();
    },
  };
}

const system = 'The store of changes';

interface FeedRow {
  readonly server: string;
  readonly at: number;
  readonly continues: boolean;
  readonly snapshot: string;
  readonly client_ids: readonly string[];
}
