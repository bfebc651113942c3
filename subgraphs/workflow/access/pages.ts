import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { pageOf } from '../../kit/connection.ts';
import type { Page } from '../../kit/connection.ts';
import type { Position } from '../../kit/cursor.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import { isOwnerOf } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';

/*
 * Every list here is newest first, and records of the same instant are in the order of their ids. The ids are random: a cursor, which
 * holds one, says nothing about how many records other clients have.
 */

/** What a row of such a list has besides its own columns. */
export interface Listed {
  readonly id: string;
  /** The time by which it is sorted, with its microseconds: a JavaScript date loses them. */
  readonly sorted_at: string;
}

export function exactTime(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Whether a row comes after a position in a list that is newest first. */
export function afterNewest(
  after: Position | null,
  columns: { readonly time: string; readonly id: string },
): RawBuilder<unknown> {
  if (after === null) return sql`true`;
  const [time, id] = after;
  return sql`(${sql.ref(columns.time)}, ${sql.ref(columns.id)}) < (${String(time)}::timestamptz, ${String(id)}::uuid)`;
}

export function toPage<Row extends Listed, Record>(
  rows: readonly Row[],
  first: number,
  read: (row: Row) => Record,
): Page<Record> {
  const page = pageOf(rows, first, (row) => [row.sorted_at, row.id]);
  return { ...page, items: page.items.map(({ record, position }) => ({ record: read(record), position })) };
}

/** A page for each client, from rows that were read for all of them at once, with one more than asked for. */
export function toPages<Row extends Listed & { readonly client_id: string }, Record>(
  rows: readonly Row[],
  first: number,
  read: (row: Row) => Record,
): Map<ClientId, Page<Record>> {
  const groups = new Map<ClientId, Row[]>();
  for (const row of rows) {
    const clientId = asClientId(row.client_id);
    const group = groups.get(clientId);
    if (group) group.push(row);
    else groups.set(clientId, [row]);
  }
  return new Map([...groups].map(([clientId, group]) => [clientId, toPage(group, first, read)]));
}

/** Those of `clientIds` whose access the caller decides about. */
export function ownedBy(scope: Scope, clientIds: readonly ClientId[]): ClientId[] {
  return clientIds.filter((clientId) => isOwnerOf(scope, clientId));
}

export function toCounts(rows: readonly { readonly client_id: string; readonly count: number }[]): Map<ClientId, number> {
  return new Map(rows.map(({ client_id: clientId, count }) => [asClientId(clientId), count]));
}
