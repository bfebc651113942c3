import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { badUserInput } from '../../../../schema/contract/app-error.ts';
import { CLIENT_ROLES } from '../../../../schema/contract/identity-claims.ts';
import type { ClientRole } from '../../../../schema/contract/identity-claims.ts';
import type { Position } from '../../../kit/cursor.ts';
import type { ClientId, Party, Phase } from '../../../kit/domain.ts';
import { clientIdsOf } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import type { TicketFilter } from '../../domain.ts';

type Condition = RawBuilder<unknown>;

const idForm = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[1-9]\d{0,17})$/;

/** The row's client is within reach. Part of every statement that looks for rows by anything else than the client. */
export function withinReach(scope: Scope, column: string): Condition {
  const clientIds = clientIdsOf(scope);
  return clientIds === null ? sql`true` : sql`${sql.ref(column)} = any(${clientIds}::text[])`;
}

/** The ticket, under the alias `t`, may be seen by the caller: `maySee` as a condition, for a ticket whose client is within reach. */
export function visible(scope: Scope): Condition {
  if (scope.kind === 'staff') return sql`true`;
  const ways = [sql`t.sharing = 'COMPANY'`];
  if (scope.kind !== 'partner') {
    for (const role of CLIENT_ROLES) {
      const clientIds = clientIdsOfRole(scope, role);
      if (clientIds.length === 0) continue;
      const ofClients = sql`t.client_id = any(${clientIds}::text[])`;
      ways.push(role === 'OWNER' ? ofClients : sql`(${ofClients} and t.sharing = 'ROLES' and ${role} = any(t.shared_with))`);
    }
    if (scope.contactId !== null) ways.push(sql`(t.sharing = 'CONTACTS' and ${scope.contactId} = any(t.shared_with))`);
  }
  if (scope.kind === 'client' && scope.contactId !== null) ways.push(sql`t.opened_by = ${scope.contactId}`);
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** What belongs to a ticket, by the column with its id: the ticket may be seen by the caller. */
export function ofVisibleTicket(scope: Scope, column: string): Condition {
  if (scope.kind === 'staff') return sql`true`;
  return sql`exists (select from tickets.tickets t where t.id = ${sql.ref(column)} and ${visible(scope)})`;
}

function clientIdsOfRole(scope: Scope, role: ClientRole): ClientId[] {
  if (scope.clients === 'every client') return [];
  return [...scope.clients].filter(([, own]) => own === role).map(([clientId]) => clientId);
}

/** The message, under the alias `m`, may be read by the caller: internal notes by staff only. */
export function readable(scope: Scope): Condition {
  return scope.kind === 'staff' ? sql`true` : sql`m.audience = 'PUBLIC'`;
}

/** Ids as they are in the tables: random ones, and the numbers of rows from before there were such. Any other spelling is no id. */
export function readIds(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => idForm.test(id));
}

export function matches(filter: TicketFilter, states: StatusTable): Condition {
  const inState = stateIn(states, filter.phases, filter.waitingOn);
  return filter.search === null ? inState : sql`${inState} and strpos(lower(t.subject), lower(${filter.search})) > 0`;
}

export function waitsOnClient(states: StatusTable): Condition {
  return stateIn(states, null, ['CLIENT']);
}

function stateIn(states: StatusTable, phases: readonly Phase[] | null, waitingOn: readonly Party[] | null): Condition {
  if (phases === null && waitingOn === null) return sql`true`;
  const accepts = (state: { phase: Phase; waitingOn: Party }): boolean =>
    (phases?.includes(state.phase) ?? true) && (waitingOn?.includes(state.waitingOn) ?? true);
  const known = sql`t.state = any(${states.statesWhere('ticket', accepts)}::text[])`;
  return states.unknownPasses(accepts) ? sql`(${known} or t.state <> all(${states.knownStates('ticket')}::text[]))` : known;
}

export function afterPosition(
  position: Position | null,
  columns: { time: string; id: string },
  order: 'asc' | 'desc',
): Condition {
  if (position === null) return sql`true`;
  const [time, id] = position;
  if (typeof time !== 'string' || typeof id !== 'string' || Number.isNaN(Date.parse(time))) {
    // A cursor of ours, but made over another system of record.
    throw badUserInput('`after` is not a cursor of this list.');
  }
  const comparison = sql.raw(order === 'asc' ? '>' : '<');
  return sql`(${sql.ref(columns.time)}, ${sql.ref(columns.id)}) ${comparison} (${time}::timestamptz, ${id})`;
}
