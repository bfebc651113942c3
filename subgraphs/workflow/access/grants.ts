import { sql } from 'kysely';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Page, PageRequest } from '../../kit/connection.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import { isOwnerOf } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { PartnerGrant } from '../domain.ts';
import type { AccessDatabase } from './access-database.ts';
import type { Actor } from './actor.ts';
import { recordEvents } from './audit.ts';
import { nextChange } from './feed.ts';
import { once } from './once.ts';
import type { Command, Done } from './once.ts';
import { afterNewest, exactTime, ownedBy, toCounts, toPages } from './pages.ts';
import type { Listed } from './pages.ts';
import { ownEvent } from './recorded-event.ts';

export interface GrantAccess {
  readonly clientId: ClientId;
  readonly partner: string;
  readonly billing: boolean;
  readonly expiresAt: Date | null;
}

export interface Acting {
  readonly actor: Actor;
  readonly at: Date;
}

/** The partners that clients let in. Whoever decides about a client's access is asked for in every method, besides who called it. */
export interface Grants {
  /** Grants access or changes what was granted. Null when the scope does not decide about the client. */
  grant(scope: Scope, command: Command, access: GrantAccess, acting: Acting): Promise<Done | 'conflict' | null>;
  /** Withdraws it. Null when there is nothing to withdraw. */
  withdraw(
    scope: Scope,
    command: Command,
    access: Pick<GrantAccess, 'clientId' | 'partner'>,
    acting: Acting,
  ): Promise<Done | 'conflict' | null>;
  /** As it is now, or as it was when it was withdrawn. */
  grantById(scope: Scope, id: string): Promise<PartnerGrant | null>;
  /** Those in force, newest first. */
  grantsOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    page: PageRequest,
    now: Date,
  ): Promise<Map<ClientId, Page<PartnerGrant>>>;
  countGrantsOf(scope: Scope, clientIds: readonly ClientId[], now: Date): Promise<Map<ClientId, number>>;
}

export function createGrants(database: AccessDatabase): Grants {
  return {
    grant: async (scope, command, { clientId, partner, billing, expiresAt }, { actor, at }) => {
      if (!isOwnerOf(scope, clientId)) return null;
      return database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const change = await nextChange(transaction);
          const { rows } = await sql<{ id: string }>`
            insert into workflow.partner_grants (client_id, partner, billing, granted_at, granted_by, expires_at, change)
            values (${clientId}, ${partner}, ${billing}, ${at}, ${actor.name}, ${expiresAt}, ${change})
            on conflict (client_id, partner) do update set billing = excluded.billing, granted_at = excluded.granted_at,
              granted_by = excluded.granted_by, expires_at = excluded.expires_at, withdrawn_at = null, change = excluded.change
            returning id`.execute(transaction);
          const until = expiresAt === null ? '' : ` until ${expiresAt.toISOString()}`;
          const summary = `${actor.name} granted the partner ${partner} access${billing ? ', sums of money included' : ''}${until}.`;
          const about = { at, actor, clientId, subjects: [toGlobalId('Client', clientId)], summary };
          await recordEvents(transaction, [
            ownEvent({ ...about, kind: 'PARTNER_GRANTED', details: { partner, billing, expiresAt } }),
          ]);
          return rows[0]?.id ?? null;
        }),
      );
    },

    withdraw: async (scope, command, { clientId, partner }, { actor, at }) => {
      if (!isOwnerOf(scope, clientId)) return null;
      return database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const change = await nextChange(transaction);
          const { rows } = await sql<{ id: string }>`
            update workflow.partner_grants set withdrawn_at = ${at}, change = ${change}
            where client_id = ${clientId} and partner = ${partner} and withdrawn_at is null returning id`.execute(transaction);
          const id = rows[0]?.id;
          if (id === undefined) return null;
          const summary = `${actor.name} withdrew the access of the partner ${partner}.`;
          const about = { at, actor, clientId, subjects: [toGlobalId('Client', clientId)], summary };
          await recordEvents(transaction, [ownEvent({ ...about, kind: 'PARTNER_WITHDRAWN', details: { partner } })]);
          return id;
        }),
      );
    },

    async grantById(scope, id) {
      const [row] = await database.rows(sql<GrantRow>`
        select ${columns} from workflow.partner_grants g where g.id = ${id}::uuid`);
      return row && isOwnerOf(scope, asClientId(row.client_id)) ? toGrant(row) : null;
    },

    async grantsOf(scope, clientIds, { first, after }, now) {
      const asked = ownedBy(scope, clientIds);
      if (asked.length === 0) return new Map();
      const rows = await database.rows(sql<GrantRow>`
        select g.* from unnest(${asked}::text[]) asked(client_id) cross join lateral (
          select ${columns} from workflow.partner_grants g
          where g.client_id = asked.client_id and ${inForce(now)} and ${afterNewest(after, { time: 'g.granted_at', id: 'g.id' })}
          order by g.granted_at desc, g.id desc limit ${first + 1}) g
        order by g.client_id, g.granted_at desc, g.id desc`);
      return toPages(rows, first, toGrant);
    },

    async countGrantsOf(scope, clientIds, now) {
      const asked = ownedBy(scope, clientIds);
      if (asked.length === 0) return new Map();
      const rows = await database.rows(sql<{ client_id: string; count: number }>`
        select g.client_id, count(*) as count from workflow.partner_grants g
        where g.client_id = any(${asked}::text[]) and ${inForce(now)} group by g.client_id`);
      return toCounts(rows);
    },
  };
}

function inForce(now: Date) {
  return sql`g.withdrawn_at is null and (g.expires_at is null or g.expires_at > ${now})`;
}

interface GrantRow extends Listed {
  readonly client_id: string;
  readonly partner: string;
  readonly billing: boolean;
  readonly granted_at: Date;
  readonly granted_by: string;
  readonly expires_at: Date | null;
}

const columns = sql`g.id, g.client_id, g.partner, g.billing, g.granted_at, g.granted_by, g.expires_at,
  ${exactTime('g.granted_at')} as sorted_at`;

function toGrant(row: GrantRow): PartnerGrant {
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    partner: row.partner,
    billing: row.billing,
    grantedAt: row.granted_at,
    grantedBy: row.granted_by,
    expiresAt: row.expires_at,
  };
}
