import { describe, expect, it, jest } from '@jest/globals';
import { emptyPage, pageOf, readPageRequest, toConnection } from './connection.ts';
import { createCursors } from './cursor.ts';

const cursors = createCursors({ secret: 's'.repeat(32) });
const binding = { scope: 'ann', list: 'Client.tickets', parentId: 'acme', filter: null };
const positionOf = (record: string) => [record];

describe('a page request', () => {
  it('is for the first 20 unless it says otherwise', () => {
    expect(readPageRequest({}, cursors, binding)).toEqual({ first: 20, after: null });
    expect(readPageRequest({ first: null, after: null }, cursors, binding)).toEqual({ first: 20, after: null });
  });

  it.each([1, 100])('may be for %d', (first) => {
    expect(readPageRequest({ first }, cursors, binding).first).toBe(first);
  });

  it.each([0, -1, 101, 2 ** 31 - 1])('may not be for %d', (first) => {
    expect(() => readPageRequest({ first }, cursors, binding)).toThrow('`first` must be from 1 to 100.');
  });

  it('reads the position out of the cursor, and refuses one of another list', () => {
    const after = cursors.encode(binding, ['x', 3]);
    expect(readPageRequest({ after }, cursors, binding).after).toEqual(['x', 3]);
    expect(() => readPageRequest({ after }, cursors, { ...binding, parentId: 'globex' })).toThrow('not a cursor of this list');
    expect(() => readPageRequest({ after: '' }, cursors, binding)).toThrow('not a cursor of this list');
  });
});

describe('a page', () => {
  it.each([
    ['fewer than asked for', ['a'], ['a'], false],
    ['as many as asked for', ['a', 'b'], ['a', 'b'], false],
    ['one more', ['a', 'b', 'c'], ['a', 'b'], true],
    ['none', [], [], false],
  ])('of %s knows whether more follow', (_case, read, items, hasNextPage) => {
    const page = pageOf(read, 2, positionOf);
    expect(page.items.map(({ record }) => record)).toEqual(items);
    expect(page.hasNextPage).toBe(hasNextPage);
  });
});

describe('a connection', () => {
  it('has a cursor for each record that leads to what follows it', () => {
    const request = { first: 2, after: ['0'] };
    const page = pageOf(['a', 'b', 'c'], 2, positionOf);
    const connection = toConnection({ page, request, cursors, binding, totalCount: () => 9 });
    expect(connection.nodes).toEqual(['a', 'b']);
    expect(connection.edges.map(({ node }) => node)).toEqual(['a', 'b']);
    expect(connection.edges.map(({ cursor }) => cursors.decode(binding, cursor))).toEqual([['a'], ['b']]);
    expect(connection.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: true,
      startCursor: connection.edges[0]?.cursor,
      endCursor: connection.edges[1]?.cursor,
    });
  });

  it('counts only when it is asked to', async () => {
    const totalCount = jest.fn(() => Promise.resolve(9));
    const connection = toConnection({
      page: emptyPage<string>(),
      request: { first: 1, after: null },
      cursors,
      binding,
      totalCount,
    });
    expect(totalCount).not.toHaveBeenCalled();
    expect(await connection.totalCount()).toBe(9);
  });

  it('without records has no cursors', () => {
    const connection = toConnection({
      page: emptyPage<string>(),
      request: { first: 1, after: null },
      cursors,
      binding,
      totalCount: () => 0,
    });
    expect(connection.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});
