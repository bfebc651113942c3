import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { Page, PageRequest } from '../../kit/connection.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import { clientIdsOf } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { AuditActorKind, AuditEvent, AuditKind, AuditOutcome } from '../domain.ts';
import type { AccessDatabase } from './access-database.ts';
import { afterNewest, exactTime, ownedBy, toCounts, toPage, toPages } from './pages.ts';
import type { Listed } from './pages.ts';
import type { RecordedEvent } from './recorded-event.ts';

export interface AuditFilter {
  /** Null for every client, and for what is about none. */
  readonly clientId: ClientId | null;
  /** Null for every kind. */
  readonly kinds: readonly AuditKind[] | null;
  readonly actorSubject: string | null;
  /** From this time on. */
  readonly since: Date | null;
  /** Before this time. */
  readonly until: Date | null;
}

export interface Audit {
  /** Keeps those that are not kept yet, all or none, and says how many they were. */
  record(events: readonly RecordedEvent[]): Promise<number>;
  /** Everything that there is to know, about clients within the scope alone, newest first. */
  trail(scope: Scope, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;
  countTrail(scope: Scope, filter: AuditFilter): Promise<number>;
  /** What each client is shown of what is about it, newest first. */
  trailsOf(scope: Scope, clientIds: readonly ClientId[], page: PageRequest): Promise<ReadonlyMap<ClientId, Page<AuditEvent>>>;
  countTrailsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, number>>;
}

export function createAudit(database: AccessDatabase): Audit {
  return {
    record: async (events) => {
      if (events.length === 0) return 0;
      return database.transaction((transaction) => recordEvents(transaction, events));
    },

    async trail(scope, filter, { first, after }) {
      const rows = await database.rows(sql<StaffRow>`
        select e.*, ${exactTime('e.at')} as sorted_at from workflow.audit_events e
        where ${matches(scope, filter)} and ${afterNewest(after, { time: 'e.at', id: 'e.id' })}
        order by e.at desc, e.id desc limit ${first + 1}`);
      return toPage(rows, first, toStaffEvent);
    },

    async countTrail(scope, filter) {
      const [row] = await database.rows(sql<{ count: number }>`
        select count(*) as count from workflow.audit_events e where ${matches(scope, filter)}`);
      return row?.count ?? 0;
    },

    async trailsOf(scope, clientIds, { first, after }) {
      const asked = ownedBy(scope, clientIds);
      if (asked.length === 0) return new Map();
      const rows = await database.rows(sql<ClientRow>`
        select e.* from unnest(${asked}::text[]) asked(client_id) cross join lateral (
          select s.client_id, e.id, e.at, ${exactTime('e.at')} as sorted_at, e.kind, e.actor_kind, e.actor_name, e.field, e.outcome,
            e.client_summary, e.client_subjects
          from workflow.audit_shown s join workflow.audit_events e on e.id = s.event
          where s.client_id = asked.client_id and ${afterNewest(after, { time: 's.at', id: 's.event' })}
          order by s.at desc, s.event desc limit ${first + 1}) e
        order by e.client_id, e.at desc, e.id desc`);
      return toPages(rows, first, toClientEvent);
    },

    async countTrailsOf(scope, clientIds) {
      const asked = ownedBy(scope, clientIds);
      if (asked.length === 0) return new Map();
      const rows = await database.rows(sql<{ client_id: string; count: number }>`
        select client_id, count(*) as count from workflow.audit_shown where client_id = any(${asked}::text[]) group by client_id`);
      return toCounts(rows);
    },
  };
}

/** Writes events down within the transaction of what they tell about; says how many were not there. */
export async function recordEvents(transaction: Kysely<unknown>, events: readonly RecordedEvent[]): Promise<number> {
  const given = JSON.stringify(events.map((event) => ({ id: randomUUID(), ...event })));
  const { rows } = await sql<{ count: number }>`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as g(id uuid, "eventId" text, at timestamptz, kind text, "actorKind" text,
        "actorName" text, "actorSubject" text, "actorIssuer" text, "actorContactId" text, "viewId" text, "clientIds" text[],
        field text, outcome text, subjects text[], summary text, details text, "shownTo" text[], "clientSummary" text,
        "clientSubjects" text[])
    ), added as (
      insert into workflow.audit_events (id, event_id, at, kind, actor_kind, actor_name, actor_subject, actor_issuer, actor_contact_id,
        view_id, client_ids, field, outcome, subjects, summary, details, client_summary, client_subjects)
      select id, "eventId", at, kind, "actorKind", "actorName", "actorSubject", "actorIssuer", "actorContactId", "viewId", "clientIds",
        field, outcome, subjects, summary, details, "clientSummary", "clientSubjects" from given
      -- In one order, so that two batches with the same events do not wait for each other.
      order by "eventId"
      on conflict (event_id) do nothing returning id
    ), shown as (
      insert into workflow.audit_shown (client_id, at, event)
      select shown_to.client_id, given.at, given.id from given join added using (id)
        cross join lateral unnest("shownTo") shown_to(client_id)
    )
    select count(*) as count from added`.execute(transaction);
  return rows[0]?.count ?? 0;
}

function matches(scope: Scope, filter: AuditFilter): RawBuilder<unknown> {
  const reach = clientIdsOf(scope);
  const conditions = [
    // What is about several clients tells of each: whoever does not reach one of them is not told.
    reach === null ? sql`true` : sql`(cardinality(e.client_ids) > 0 and e.client_ids <@ ${reach}::text[])`,
    filter.clientId === null ? sql`true` : sql`e.client_ids @> array[${filter.clientId}]::text[]`,
    filter.kinds === null ? sql`true` : sql`e.kind = any(${[...filter.kinds]}::text[])`,
    filter.actorSubject === null ? sql`true` : sql`e.actor_subject = ${filter.actorSubject}`,
    filter.since === null ? sql`true` : sql`e.at >= ${filter.since}`,
    filter.until === null ? sql`true` : sql`e.at < ${filter.until}`,
  ];
  return sql.join(conditions, sql` and `);
}

interface EventRow extends Listed {
  readonly at: Date;
  readonly kind: AuditKind;
  readonly actor_kind: AuditActorKind;
  readonly actor_name: string | null;
  readonly field: string | null;
  readonly outcome: AuditOutcome | null;
}

interface StaffRow extends EventRow {
  readonly actor_subject: string;
  readonly client_ids: readonly string[];
  readonly subjects: readonly string[];
  readonly summary: string;
  readonly details: string | null;
}

interface ClientRow extends EventRow {
  readonly client_id: string;
  readonly client_summary: string;
  readonly client_subjects: readonly string[];
}

function toStaffEvent(row: StaffRow): AuditEvent {
  const [only, ...others] = row.client_ids;
  return {
    ...shared(row),
    actorSubject: row.actor_subject,
    clientId: only !== undefined && others.length === 0 ? asClientId(only) : null,
    subjects: row.subjects,
    summary: row.summary,
    details: row.details,
  };
}

function toClientEvent(row: ClientRow): AuditEvent {
  return {
    ...shared(row),
    actorSubject: null,
    clientId: asClientId(row.client_id),
    subjects: row.client_subjects,
    summary: row.client_summary,
    details: null,
  };
}

function shared(row: EventRow) {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    field: row.field,
    outcome: row.outcome,
  };
}
