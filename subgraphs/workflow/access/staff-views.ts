import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import { VIEW_AS_ISSUER } from '../../../schema/contract/view-as.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Page, PageRequest } from '../../kit/connection.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import { isOwnerOf, reaches } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { StaffView } from '../domain.ts';
import type { AccessDatabase } from './access-database.ts';
import { recordEvents } from './audit.ts';
import type { Acting } from './grants.ts';
import { once } from './once.ts';
import type { Command, Done } from './once.ts';
import { afterNewest, exactTime, ownedBy, toCounts, toPages } from './pages.ts';
import type { Listed } from './pages.ts';
import { ownEvent } from './recorded-event.ts';
import { insertRevocation } from './revocations.ts';

export interface OpenView {
  readonly clientId: ClientId;
  readonly contact: { readonly id: string; readonly name: string; readonly role: ClientRole };
  readonly reason: string;
  readonly expiresAt: Date;
}

/** The times during which staff look through a contact's eyes. None is without a record, and its client can read it. */
export interface StaffViews {
  /** Null when the scope is not of staff who reach the client. */
  open(scope: Scope, command: Command, view: OpenView, acting: Acting): Promise<Done | 'conflict' | null>;
  /** Ends one that is under way, and revokes its token. Null when there is none. */
  end(scope: Scope, command: Command, id: string, acting: Acting): Promise<Done | 'conflict' | null>;
  viewById(scope: Scope, id: string): Promise<StaffView | null>;
  /** Newest first. */
  viewsOf(scope: Scope, clientIds: readonly ClientId[], page: PageRequest): Promise<Map<ClientId, Page<StaffView>>>;
  countViewsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<Map<ClientId, number>>;
}

export function createStaffViews(database: AccessDatabase, options: { readonly keptSeconds: number }): StaffViews {
  return {
    open: async (scope, command, { clientId, contact, reason, expiresAt }, { actor, at }) => {
      if (scope.kind !== 'staff' || !reaches(scope, clientId)) return null;
      return database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const id = randomUUID();
          await sql`insert into workflow.staff_views (id, client_id, contact_id, contact_name, contact_role, staff_subject, staff_issuer,
              staff_name, reason, opened_at, expires_at)
            values (${id}, ${clientId}, ${contact.id}, ${contact.name}, ${contact.role}, ${actor.subject}, ${actor.issuer},
              ${actor.name}, ${reason}, ${at}, ${expiresAt})`.execute(transaction);
          const about = { at, actor, clientId, viewId: id, subjects: [toGlobalId('Contact', contact.id)] };
          const summary = `${actor.name} began to look through the eyes of ${contact.name}: ${reason}`;
          await recordEvents(transaction, [
            ownEvent({ ...about, kind: 'STAFF_VIEW_OPENED', summary, details: { role: contact.role, reason, expiresAt } }),
          ]);
          return id;
        }),
      );
    },

    end: async (scope, command, id, { actor, at }) => {
      if (scope.kind !== 'staff') return null;
      return database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const { rows } = await sql<{ client_id: string; contact_id: string; contact_name: string }>`
            update workflow.staff_views set ended_at = ${at}
            where id = ${id}::uuid and ended_at is null and expires_at > ${at} and client_id = any(${reachIn(scope)})
            returning client_id, contact_id, contact_name`.execute(transaction);
          const [row] = rows;
          if (!row) return null;
          const reason = 'The view was ended.';
          const revoked = { kind: 'TOKEN', tokenId: id, issuer: VIEW_AS_ISSUER } as const;
          await insertRevocation(transaction, revoked, { reason, at, keptSeconds: options.keptSeconds });
          const clientId = asClientId(row.client_id);
          const about = { at, actor, clientId, viewId: id, subjects: [toGlobalId('Contact', row.contact_id)] };
          const summary = `${actor.name} ended the view through the eyes of ${row.contact_name}.`;
          await recordEvents(transaction, [ownEvent({ ...about, kind: 'STAFF_VIEW_ENDED', summary, details: {} })]);
          return id;
        }),
      );
    },

    async viewById(scope, id) {
      const [row] = await database.rows(sql<ViewRow>`
        select ${columns} from workflow.staff_views v where v.id = ${id}::uuid`);
      return row && isOwnerOf(scope, asClientId(row.client_id)) ? toView(row) : null;
    },

    async viewsOf(scope, clientIds, { first, after }) {
      const asked = ownedBy(scope, clientIds);
      if (asked.length === 0) return new Map();
      const rows = await database.rows(sql<ViewRow>`
        select v.* from unnest(${asked}::text[]) asked(client_id) cross join lateral (
          select ${columns} from workflow.staff_views v
          where v.client_id = asked.client_id and ${afterNewest(after, { time: 'v.opened_at', id: 'v.id' })}
          order by v.opened_at desc, v.id desc limit ${first + 1}) v
        order by v.client_id, v.opened_at desc, v.id desc`);
      return toPages(rows, first, toView);
    },

    async countViewsOf(scope, clientIds) {
      const asked = ownedBy(scope, clientIds);
      if (asked.length === 0) return new Map();
      const rows = await database.rows(sql<{ client_id: string; count: number }>`
        select client_id, count(*) as count from workflow.staff_views
        where client_id = any(${asked}::text[]) group by client_id`);
      return toCounts(rows);
    },
  };
}

function reachIn(scope: Scope) {
  return scope.clients === 'every client' ? sql`array[client_id]` : sql`${[...scope.clients.keys()]}::text[]`;
}

interface ViewRow extends Listed {
  readonly client_id: string;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly contact_role: ClientRole;
  readonly staff_subject: string;
  readonly staff_issuer: string | null;
  readonly staff_name: string;
  readonly reason: string;
  readonly opened_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

const columns = sql`v.id, v.client_id, v.contact_id, v.contact_name, v.contact_role, v.staff_subject, v.staff_issuer, v.staff_name,
  v.reason, v.opened_at, v.expires_at, v.ended_at, ${exactTime('v.opened_at')} as sorted_at`;

function toView(row: ViewRow): StaffView {
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    contactId: row.contact_id,
    contactName: row.contact_name,
    contactRole: row.contact_role,
    staffName: row.staff_name,
    staffSubject: row.staff_subject,
    staffIssuer: row.staff_issuer,
    reason: row.reason,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}
