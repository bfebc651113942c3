import { badUserInput } from '../../../../schema/contract/app-error.ts';
import { contractBroken } from '../../../kit/http-client.ts';
import { emptyPage, pageOf } from '../../../kit/connection.ts';
import type { Page, PageRequest } from '../../../kit/connection.ts';
import type { Position } from '../../../kit/cursor.ts';
import type { ClientId } from '../../../kit/domain.ts';
import { clientIdsOf, roleIn, within } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { Ticket, TicketFilter } from '../../domain.ts';
import { PER_PAGE_MAX } from './client.ts';
import type { RequestTrackerClient } from './client.ts';
import { inParallel } from './in-parallel.ts';
import { OPENER_FIELD, SHARING_FIELD, mayBeSeen, ownerOf, passes, toTicket } from './mapping.ts';
import type { Reading } from './mapping.ts';
import type { OpaqueIds } from './opaque-ids.ts';
import { anyOf, filterConditions, isAskable, quote, readIds, sqlTime } from './query.ts';
import type { WireTicket } from './wire.ts';

export type TicketReads = ReturnType<typeof createTicketReads>;

/** RT cannot give a page of each of several clients' tickets in one request. */
export const REQUESTS_AT_ONCE = 4;

const latestFirst = [
  ['LastUpdated', 'DESC'],
  ['id', 'DESC'],
] as const;
const pagesMax = 50;

export function createTicketReads(client: RequestTrackerClient, reading: Reading & { readonly queue: string }) {
  const { accountField, states, queue, ids } = reading;
  const shown = `Queue = ${quote(queue)} AND Status != 'deleted'`;
  const belongsTo = (clientId: ClientId): string => `CF.{${accountField}} = ${quote(clientId)}`;

  /** The rows for these ids, as the portal gives them out, within the scope, people included. */
  const byOpaqueIds = (scope: Scope, given: readonly string[]): Promise<WireTicket[]> => byIds(scope, readIds(given, ids.ticket));

  /** The rows for these ids of RT's within the scope, people included. */
  async function byIds(scope: Scope, given: readonly string[]): Promise<WireTicket[]> {
    const asked = [...new Set(given)];
    const clientIds = clientIdsOf(scope)?.filter(isAskable) ?? null;
    if (asked.length === 0 || clientIds?.length === 0) return [];
    const conditions = [shown, ...(clientIds === null ? [] : [anyOf(clientIds.map(belongsTo))])];
    const chunks = Array.from({ length: Math.ceil(asked.length / PER_PAGE_MAX) }, (_, index) =>
      asked.slice(index * PER_PAGE_MAX, (index + 1) * PER_PAGE_MAX),
    );
    const found = await inParallel(chunks, REQUESTS_AT_ONCE, (chunk) =>
      client.tickets(
        {
          query: [...conditions, anyOf(chunk.map((id) => `id = ${id}`))].join(' AND '),
          orderBy: [['id', 'ASC']],
          perPage: PER_PAGE_MAX,
        },
        { withPeople: true },
      ),
    );
    return found
      .flatMap(({ items }) => items)
      .filter((ticket) => asked.includes(ticket.id) && mayBeSeen(ticket, scope, accountField));
  }

  /** One client's rows after a position, with a second look at each: as many as wanted, or all that there are. */
  async function rowsOf(
    scope: Scope,
    clientId: ClientId,
    filter: TicketFilter,
    wanted: number,
    after: Position | null,
  ): Promise<WireTicket[]> {
    const rows: WireTicket[] = [];
    if (!isAskable(clientId)) return rows;
    const conditions = [shown, belongsTo(clientId), ...sharingConditions(scope, clientId), ...filterConditions(filter, states)];
    let from = after;
    for (let pages = 0; pages < pagesMax; pages += 1) {
      const perPage = Math.min(PER_PAGE_MAX, Math.max(wanted - rows.length, 1));
      const query = [...conditions, ...(from === null ? [] : [afterPosition(from, ids)])].join(' AND ');
      const { items } = await client.tickets({ query, orderBy: latestFirst, perPage }, { withPeople: true });
      rows.push(...items.filter((row) => isOf(scope, row, clientId, filter)));
      const last = items.at(-1);
      if (!last || items.length < perPage || rows.length >= wanted) break;
      from = positionOf(last, ids);
    }
    return rows.slice(0, wanted);
  }

  function isOf(scope: Scope, row: WireTicket, clientId: ClientId, filter: TicketFilter): boolean {
    if (ownerOf(row, accountField) !== clientId || !mayBeSeen(row, scope, accountField)) return false;
    return passes(toTicket(row, reading), filter);
  }

  async function countOf(scope: Scope, clientId: ClientId, filter: TicketFilter): Promise<number> {
    if (!isAskable(clientId)) return 0;
    const conditions = [shown, belongsTo(clientId), ...sharingConditions(scope, clientId), ...filterConditions(filter, states)];
    const query = conditions.join(' AND ');
    // RT's own total counts rows that the second look would refuse, such as those of a client whose id differs in case alone.
    const page = (number: number) => client.tickets({ query, orderBy: [['id', 'ASC']], perPage: PER_PAGE_MAX, page: number });
    const first = await page(1);
    if (first.total === null) throw contractBroken(client.system, 'a list of tickets without its total');
    const pages = Math.ceil(first.total / PER_PAGE_MAX);
    const others = Array.from({ length: Math.max(pages - 1, 0) }, (_, index) => index + 2);
    const rest = await inParallel(others, REQUESTS_AT_ONCE, page);
    return [first, ...rest].flatMap(({ items }) => items).filter((row) => isOf(scope, row, clientId, filter)).length;
  }

  async function forEach<Answer>(scope: Scope, clientIds: readonly ClientId[], read: (clientId: ClientId) => Promise<Answer>) {
    const asked = within(scope, clientIds);
    const answers = await inParallel(asked, REQUESTS_AT_ONCE, async (clientId) => [clientId, await read(clientId)] as const);
    return new Map(answers);
  }

  return {
    byIds,
    byOpaqueIds,
    rowsOf,
    forEach,
    shown,

    async tickets(scope: Scope, given: readonly string[]): Promise<ReadonlyMap<string, Ticket>> {
      return new Map((await byOpaqueIds(scope, given)).map((row) => toTicket(row, reading)).map((ticket) => [ticket.id, ticket]));
    },

    ticketsOf: (
      scope: Scope,
      clientIds: readonly ClientId[],
      filter: TicketFilter,
      { first, after }: PageRequest,
    ): Promise<ReadonlyMap<ClientId, Page<Ticket>>> =>
      forEach(scope, clientIds, async (clientId) => {
        const rows = await rowsOf(scope, clientId, filter, first + 1, after);
        if (rows.length === 0) return emptyPage();
        const page = pageOf(rows, first, (row) => positionOf(row, ids));
        return { ...page, items: page.items.map(({ record, position }) => ({ record: toTicket(record, reading), position })) };
      }),

    countTicketsOf: (
      scope: Scope,
      clientIds: readonly ClientId[],
      filter: TicketFilter,
    ): Promise<ReadonlyMap<ClientId, number>> => forEach(scope, clientIds, (clientId) => countOf(scope, clientId, filter)),

    waitingTicketsOf: (
      scope: Scope,
      clientIds: readonly ClientId[],
      first: number,
    ): Promise<ReadonlyMap<ClientId, readonly Ticket[]>> =>
      forEach(scope, clientIds, async (clientId) => {
        const rows = await rowsOf(scope, clientId, { phases: null, waitingOn: ['CLIENT'], search: null }, waitingMax, null);
        return rows
          .map((row) => toTicket(row, reading))
          .sort(byUrgency)
          .slice(0, first);
      }),
  };
}

/**
 * What narrows a client's tickets to those that the caller may see, as far as RT can: the answer may hold more, and `mayBeSeen` decides. It
 * keeps pages full where a company shares little.
 */
function sharingConditions(scope: Scope, clientId: ClientId): string[] {
  const role = roleIn(scope, clientId);
  if (scope.kind === 'staff' || role === 'OWNER') return [];
  const values = scope.kind === 'partner' || role === null ? [] : [`role:${role}`];
  const ways = [`CF.{${SHARING_FIELD}} IS NULL`];
  if (scope.contactId !== null && isAskable(scope.contactId)) {
    values.push(`contact:${scope.contactId}`);
    ways.push(`CF.{${OPENER_FIELD}} = ${quote(scope.contactId)}`);
  }
  return [anyOf([...ways, ...values.map((value) => `CF.{${SHARING_FIELD}} = ${quote(value)}`)])];
}

/** RT sorts tickets without a due time in front of all others, so they are sorted here. */
const waitingMax = 300;

function byUrgency(one: Ticket, other: Ticket): number {
  const due = ({ status }: Ticket): number => status.dueBy?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return due(one) - due(other) || one.status.since.getTime() - other.status.since.getTime() || (one.id < other.id ? -1 : 1);
}

/** Seconds are all that RT keeps, so many tickets share one; the id tells them apart. */
function positionOf(row: WireTicket, ids: OpaqueIds): Position {
  return [Math.floor((row.LastUpdated?.getTime() ?? 0) / 1_000), ids.ticket.seal(row.id)];
}

function afterPosition([seconds, sealed]: Position, ids: OpaqueIds): string {
  const id = typeof sealed === 'string' ? ids.ticket.open(sealed) : null;
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || id === null) {
    // A cursor of ours, but made over another system of record.
    throw badUserInput('`after` is not a cursor of this list.');
  }
  // `=` on a time means "on that day" in TicketSQL.
  const same = `LastUpdated > ${sqlTime(seconds - 1)} AND LastUpdated < ${sqlTime(seconds + 1)}`;
  return `(LastUpdated < ${sqlTime(seconds)} OR (${same} AND id < ${id}))`;
}
