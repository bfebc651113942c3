import type { Page, PageRequest } from '../kit/connection.ts';
import type { Position } from '../kit/cursor.ts';

/** A list in memory that is read in pages as a database would: by what comes after a position, not by counting. */
export interface SortedList<Record> {
  readonly count: number;
  /** What comes after `request.after` in the order, whether or not the record that stood there is still in the list. */
  pageOf(request: PageRequest): Page<Record>;
}

/**
 * Orders records by their positions, column by column. The id has to be the last column, which makes the order total; of two
 * records with one id the first in order stays, because the second could not be told from it.
 */
export function sortedList<Record>(
  records: readonly Record[],
  options: { idOf: (record: Record) => string; positionOf: (record: Record) => Position },
): SortedList<Record> {
  const { idOf, positionOf } = options;
  const ids = new Set<string>();
  const sorted = records
    .map((record) => ({ record, position: positionOf(record) }))
    .sort((one, other) => comparePositions(one.position, other.position))
    .filter(({ record }) => !ids.has(idOf(record)) && ids.add(idOf(record)));
  return {
    count: sorted.length,
    pageOf({ first, after }) {
      const rest = after === null ? sorted : sorted.filter(({ position }) => comparePositions(position, after) > 0);
      return { items: rest.slice(0, first), hasNextPage: rest.length > first };
    },
  };
}

export function comparePositions(one: Position, other: Position): number {
  for (const [column, value] of one.entries()) {
    const against = other[column];
    if (against === undefined) return 1;
    if (value === against) continue;
    return value < against ? -1 : 1;
  }
  return one.length - other.length;
}
