import { badUserInput } from '../../schema/contract/app-error.ts';
import type { CursorBinding, Cursors, Position } from './cursor.ts';

export const PAGE_SIZE_MAX = 100;
export const PAGE_SIZE_DEFAULT = 20;

/** Which part of a list to read: `first` records that come after `after` in the list's order. */
export interface PageRequest {
  /** From 1 to 100. */
  readonly first: number;
  /** Null for the beginning. */
  readonly after: Position | null;
}

/** A part of a list, in the list's order. */
export interface Page<Record> {
  readonly items: readonly { readonly record: Record; readonly position: Position }[];
  readonly hasNextPage: boolean;
}

export function emptyPage<Record>(): Page<Record> {
  return { items: [], hasNextPage: false };
}

/** A page out of records read with one more than asked for, which is how an adapter learns whether more follow. */
export function pageOf<Record>(
  records: readonly Record[],
  first: number,
  positionOf: (record: Record) => Position,
): Page<Record> {
  return {
    items: records.slice(0, first).map((record) => ({ record, position: positionOf(record) })),
    hasNextPage: records.length > first,
  };
}

/** Checks `first` and `after` of a field; throws `BAD_USER_INPUT`. */
export function readPageRequest(
  given: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  cursors: Cursors,
  binding: CursorBinding,
): PageRequest {
  const first = given.first ?? PAGE_SIZE_DEFAULT;
  if (first < 1 || first > PAGE_SIZE_MAX) throw badUserInput(`\`first\` must be from 1 to ${String(PAGE_SIZE_MAX)}.`);
  return { first, after: given.after == null ? null : cursors.decode(binding, given.after) };
}

/** A Relay connection as the resolvers of `XConnection` and `XEdge` expect it; `totalCount` is only computed when asked for. */
export interface Connection<Record> {
  readonly edges: readonly { readonly cursor: string; readonly node: Record }[];
  readonly nodes: readonly Record[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number> | number;
}

export function toConnection<Record>(options: {
  page: Page<Record>;
  request: PageRequest;
  cursors: Cursors;
  binding: CursorBinding;
  totalCount: () => Promise<number> | number;
}): Connection<Record> {
  const { page, request, cursors, binding, totalCount } = options;
  const edges = page.items.map(({ record, position }) => ({ cursor: cursors.encode(binding, position), node: record }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
