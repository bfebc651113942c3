import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { pageOf } from '../connection.ts';
import { ask, openDatabase } from '../postgres.ts';
import type { Action } from './action.ts';
import { claimColumns, columnsOf, toAction, toClaim } from './rows.ts';
import type { ActionRow, ClaimRow } from './rows.ts';
import type { Accepted, Acceptance, Decided, Decision, Outbox } from './outbox.ts';

const pendingMax = 100;

/**
 * The outbox in PostgreSQL. Times of leases and of the next try are the database's own, so that processes with differing clocks agree on
 * them.
 */
export function createPostgresOutbox(options: {
  readonly url: string;
  /** The PostgreSQL schema with the tables. */
  readonly schema: string;
  readonly connectionsMax?: number;
  /** Told of the statements that somebody's request causes; not of the worker's looking for what is due. */
  readonly onStatement?: ((statement: string) => void) | undefined;
  readonly onConnectionLost?: ((error: Error) => void) | undefined;
}): Outbox {
  const { url, schema, connectionsMax = 10, onStatement, onConnectionLost } = options;
  const database = openDatabase<unknown>({
    url,
    connectionsMax,
    ...(onStatement && {
      onStatement: (statement: string) => {
        if (!statement.includes(ofWorker)) onStatement(statement);
      },
    }),
    ...(onConnectionLost && { onConnectionLost }),
  });
  const actions = sql.table(`${schema}.actions`);
  const outbox = sql.table(`${schema}.outbox`);
  const run = async <Row>(statement: RawBuilder<Row>): Promise<Row[]> =>
    ask(system, async () => (await statement.execute(database)).rows);
  const inTransaction = <Answer>(work: (transaction: Kysely<unknown>) => Promise<Answer>): Promise<Answer> =>
    ask(system, () => database.transaction().execute(work));

  /** What is accepted for one record passes one after the other, so that its positions grow in the order of the commits. */
  const lockRecord = (transaction: Kysely<unknown>, recordKey: string) =>
    sql`select ${durable}, pg_advisory_xact_lock(hashtextextended(${`${schema} ${recordKey}`}, 0))`.execute(transaction);

  const enqueue = (transaction: Kysely<unknown>, action: ActionRow, giveUpAfterMs: number) =>
    sql`insert into ${outbox} (action_id, kind, record_key, accepted_at, due_at, give_up_at)
      values (${action.id}, ${action.kind}, ${action.record_key}, ${action.accepted_at}, clock_timestamp(),
        clock_timestamp() + ${giveUpAfterMs} * interval '1 millisecond')`.execute(transaction);

  const findMarked = async (marker: string, fingerprint: string, within: Kysely<unknown>): Promise<Accepted | null> => {
    const { rows } = await sql<ActionRow & { fingerprint: string }>`
      select ${columnsOf('a')}, a.fingerprint from ${actions} a where a.marker = ${marker}`.execute(within);
    const row = rows[0];
    if (!row) return null;
    return row.fingerprint === fingerprint
      ? { outcome: 'accepted', action: toAction(row), isNew: false }
      : { outcome: 'conflict' };
  };

  /** The id follows from the marker: whichever of the two unique indexes notices another one at the same moment first, it is the same one. */
  const acceptWithin = async (transaction: Kysely<unknown>, request: Acceptance): Promise<Accepted> => {
    await lockRecord(transaction, request.recordKey);
    const { rows } = await sql<ActionRow>`
      insert into ${actions} as a (id, kind, record_key, client_id, marker, fingerprint, command, evidence, accepted_at)
      values (${request.id}, ${request.kind}, ${request.recordKey}, ${request.clientId}, ${request.marker},
        ${request.fingerprint}, ${JSON.stringify(request.command)}::jsonb, ${JSON.stringify(request.evidence)}::jsonb,
        ${request.acceptedAt})
      on conflict do nothing returning ${columnsOf('a')}`.execute(transaction);
    const row = rows[0];
    if (row) {
      await enqueue(transaction, row, request.giveUpAfterMs);
      return { outcome: 'accepted', action: toAction(row), isNew: true };
    }
    // The insert has waited for whoever was faster, so it is there now.
    const first = await findMarked(request.marker, request.fingerprint, transaction);
    if (!first) throw new Error('an action under this marker is there and cannot be read');
    return first;
  };

  /** Changes an action by staff's decision: reads it under the record's lock, so that nobody accepts or decides at the same time. */
  const decide = (
    id: string,
    change: (transaction: Kysely<unknown>, action: ActionRow) => Promise<ActionRow | undefined>,
  ): Promise<Decided> =>
    inTransaction(async (transaction) => {
      const read = async () =>
        (await sql<ActionRow>`select ${columnsOf('a')} from ${actions} a where a.id = ${id}`.execute(transaction)).rows[0];
      const found = await read();
      if (!found) return { outcome: 'missing' };
      await lockRecord(transaction, found.record_key);
      const changed = await change(transaction, found);
      return changed
        ? { outcome: 'done', action: toAction(changed) }
        : { outcome: 'too late', action: toAction((await read()) ?? found) };
    });
  const decision = (what: string, { by, at }: Decision) => JSON.stringify([{ what, by, at: at.toISOString() }]);

  return {
    accept: (request, alongside) =>
      inTransaction(async (transaction) => {
        const accepted = await acceptWithin(transaction, request);
        if (accepted.outcome === 'accepted' && accepted.isNew) await alongside?.(transaction);
        return accepted;
      }),
    acceptWithin,

    findRepeated: (marker, fingerprint) => ask(system, () => findMarked(marker, fingerprint, database)),

    async claim({ kinds, limit, leaseMs, doubtMs, ticket, id }) {
      const rows = await run(sql<ClaimRow>`
        /* ${sql.raw(ofWorker)} */ with due as (
          select o.position, case when o.lease_until is null then o.in_doubt_until
              else clock_timestamp() + ${doubtMs} * interval '1 millisecond' end as in_doubt_until
          from ${outbox} o where o.due_at <= clock_timestamp() and coalesce(o.lease_until, '-infinity') <= clock_timestamp()
            and o.kind = any(${kinds}::text[]) ${id === undefined ? sql`` : sql`and o.action_id = ${id}`}
            and not exists (select from ${outbox} before where before.record_key = o.record_key and before.position < o.position)
          order by o.due_at, o.position limit ${limit} for update skip locked
        ), leased as (
          update ${outbox} o set lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond', fence = o.fence + 1,
            in_doubt_until = due.in_doubt_until, claimed_by = ${ticket}::uuid
          from due where o.position = due.position
          returning o.action_id, o.fence, o.give_up_at, o.position,
            ceil(greatest(0, coalesce(extract(epoch from o.in_doubt_until - clock_timestamp()), 0)) * 1000)::float8 as doubt_ms
        )
        select ${columnsOf('a')}, ${claimColumns} from leased join ${actions} a on a.id = leased.action_id order by leased.position`);
      return rows.map(toClaim);
    },

    async giveBack(ticket) {
      const rows = await run(sql`
        /* ${sql.raw(ofWorker)} */ update ${outbox} set lease_until = null, claimed_by = null
        where claimed_by = ${ticket}::uuid and lease_until is not null returning position`);
      return rows.length;
    },

    async settle({ actionId, fence }, outcome) {
      const applied = outcome.outcome === 'applied';
      const rows = await run(sql<ActionRow>`
        with durable as (select ${durable} as setting), settled as (
          delete from ${outbox} using durable
          where action_id = ${actionId} and (fence = ${fence} or ${applied}) and durable.setting is not null returning action_id
        ), corrected as (
          select id from ${actions} where id = ${actionId} and ${applied} and state = 'FAILED'
        )
        update ${actions} a set attempts = a.attempts + 1, state = ${applied ? 'APPLIED' : 'FAILED'},
          applied_at = ${applied ? outcome.appliedAt : null}::timestamptz, result = ${applied ? JSON.stringify(outcome.result) : null}::jsonb,
          failed_at = ${applied ? null : outcome.failedAt}::timestamptz, failure = ${applied ? null : outcome.failure}::text,
          error = ${applied ? null : outcome.error}::text, problem = ${applied ? null : outcome.problem}::text
        where a.id in (select action_id from settled union all select id from corrected) returning ${columnsOf('a')}`);
      return rows[0] ? toAction(rows[0]) : null;
    },

    async postpone({ actionId, fence }, { delayMs, problem, doubtMs }) {
      const rows = await run(sql`
        with postponed as (
          update ${outbox} set lease_until = null, due_at = clock_timestamp() + ${delayMs} * interval '1 millisecond',
            in_doubt_until = greatest(in_doubt_until, clock_timestamp() + ${doubtMs} * interval '1 millisecond')
          where action_id = ${actionId} and fence = ${fence} returning action_id
        )
        update ${actions} a set attempts = a.attempts + 1, problem = ${problem}
        from postponed where a.id = postponed.action_id returning a.id`);
      return rows.length > 0;
    },

    async actions(ids) {
      if (ids.length === 0) return new Map();
      const rows = await run(sql<ActionRow>`select ${columnsOf('a')} from ${actions} a where a.id = any(${ids}::text[])`);
      return new Map(rows.map((row) => [row.id, toAction(row)]));
    },

    async pendingOf(recordKeys) {
      if (recordKeys.length === 0) return new Map();
      const rows = await run(sql<ActionRow>`
        select ${columnsOf('a')} from unnest(${recordKeys}::text[]) asked(key) cross join lateral (
          select o.action_id, o.position from ${outbox} o where o.record_key = asked.key order by o.position limit ${pendingMax}) o
        join ${actions} a on a.id = o.action_id order by a.record_key, o.position`);
      const byRecord = new Map<string, Action[]>();
      for (const action of rows.map(toAction)) {
        const others = byRecord.get(action.recordKey);
        if (others) others.push(action);
        else byRecord.set(action.recordKey, [action]);
      }
      return byRecord;
    },

    async failed(clientIds, { first, after }) {
      const [at, id] = after ?? [null, null];
      const rows = await run(sql<ActionRow>`
        select ${columnsOf('a')} from ${actions} a where ${isDeadLetter} and ${isOf(clientIds)}
          and (${at}::timestamptz is null or (a.failed_at, a.id) < (${at}::timestamptz, ${id}::text))
        order by a.failed_at desc, a.id desc limit ${first + 1}`);
      const { items, hasNextPage } = pageOf(rows, first, (row) => [row.failed_at_exact ?? '', row.id]);
      return { items: items.map(({ record, position }) => ({ record: toAction(record), position })), hasNextPage };
    },

    async countFailed(clientIds) {
      const [row] = await run(sql<{ count: number }>`
        select count(*) as count from ${actions} a where ${isDeadLetter} and ${isOf(clientIds)}`);
      return row?.count ?? 0;
    },

    retry: (id, given) =>
      decide(id, async (transaction) => {
        const { rows } = await sql<ActionRow>`
          update ${actions} a set state = 'ACCEPTED', failed_at = null, failure = null, error = null,
            decisions = a.decisions || ${decision('retry', given)}::jsonb
          where a.id = ${id} and a.state = 'FAILED' returning ${columnsOf('a')}`.execute(transaction);
        if (rows[0]) await enqueue(transaction, rows[0], given.giveUpAfterMs);
        return rows[0];
      }),

    cancel: (id, given) =>
      decide(id, async (transaction) => {
        const { rows } = await sql<ActionRow>`
          with removed as (
            delete from ${outbox} where action_id = ${id} and coalesce(lease_until, '-infinity') <= clock_timestamp() returning action_id
          )
          update ${actions} a set state = 'FAILED', failed_at = ${given.at}, failure = 'CANCELLED', error = ${calledOff},
            decisions = a.decisions || ${decision('cancel', given)}::jsonb
          from removed where a.id = removed.action_id returning ${columnsOf('a')}`.execute(transaction);
        return rows[0];
      }),

    async backlog() {
      const [row] = await run(sql<{ pending: number; oldest: Date | null; failed: number }>`
        select (select count(*) from ${outbox}) as pending, (select min(accepted_at) from ${outbox}) as oldest,
          (select count(*) from ${actions} a where ${isDeadLetter}) as failed`);
      return { pending: row?.pending ?? 0, oldestAcceptedAt: row?.oldest ?? null, failed: row?.failed ?? 0 };
    },

    async findDurabilityProblem() {
      await run(sql`select from ${outbox} limit 1`);
      const [row] = await run(sql<{ fsync: string }>`select current_setting('fsync') as fsync`);
      return row?.fsync === 'on' ? null : 'its setting `fsync` is off: a loss of power can lose what it acknowledged';
    },

    close: () => database.destroy(),
  };
}

/** Tells the statement that runs all the time from those that somebody asked for. */
const ofWorker = 'worker';

const system = 'The store of actions';

/** For whoever acted; staff see who called it off. */
const calledOff = 'It was called off by the business.';

const isOf = (clientIds: readonly string[] | null) =>
  clientIds === null ? sql`true` : sql`a.client_id = any(${clientIds}::text[])`;

const isDeadLetter = sql`a.state = 'FAILED' and a.failure <> 'CANCELLED'`;

/**
 * Makes the commit of this transaction wait for the disk, whatever the server's default is. A stricter default, which waits for a standby
 * as well, stays.
 */
const durable = sql`set_config('synchronous_commit',
  case when current_setting('synchronous_commit') = 'remote_apply' then 'remote_apply' else 'on' end, true)`;
