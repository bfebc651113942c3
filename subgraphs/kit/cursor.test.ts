import { describe, expect, it } from '@jest/globals';
import { createCursors } from './cursor.ts';

const cursors = createCursors({ secret: 's'.repeat(32) });
const binding = { scope: 'ann', list: 'Client.tickets', parentId: 'acme', filter: { phases: ['DONE'] } };

describe('cursors', () => {
  it('gives back the position that it was made from', () => {
    expect(cursors.decode(binding, cursors.encode(binding, ['2026-01-02', 7]))).toEqual(['2026-01-02', 7]);
  });

  it.each([
    ['another scope', { ...binding, scope: 'bob' }],
    ['another list', { ...binding, list: 'Client.documents' }],
    ['another parent', { ...binding, parentId: 'globex' }],
    ['another filter', { ...binding, filter: null }],
  ])('refuses a cursor under %s', (_case, other) => {
    expect(() => cursors.decode(other, cursors.encode(binding, [1]))).toThrow('not a cursor of this list');
  });

  it('refuses a cursor of which any byte was changed, and one signed with another secret', () => {
    const cursor = Buffer.from(cursors.encode(binding, ['abc', 1]), 'base64url');
    for (let index = 0; index < cursor.length; index += 1) {
      const changed = Buffer.from(cursor);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => cursors.decode(binding, changed.toString('base64url'))).toThrow('not a cursor');
    }
    expect(() => createCursors({ secret: 't'.repeat(32) }).decode(binding, cursor.toString('base64url'))).toThrow('not a cursor');
  });

  it.each([
    ['nothing', ''],
    ['a letter', 'x'],
    ['no base64', '!!!'],
    ['a long text', 'A'.repeat(5_000)],
  ])('refuses %s', (_case, garbage) => {
    expect(() => cursors.decode(binding, garbage)).toThrow('not a cursor');
  });
});
