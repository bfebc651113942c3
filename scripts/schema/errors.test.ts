import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '../../schema/contract/error-codes.ts';

interface Row {
  readonly code: string;
  readonly cells: readonly string[];
}

function readRows(text: string): Row[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [code = '', ...cells] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { code: code.replaceAll('`', ''), cells };
    });
}

describe('schema/errors.md', () => {
  const rows = readRows(readFileSync(new URL('../../schema/errors.md', import.meta.url), 'utf8'));

  it('has every code that an answer can have, and no other, in the same order', () => {
    expect(rows.map(({ code }) => code)).toEqual([...ERROR_CODES]);
  });

  it.each(rows)('says for $code the cause, who has to act, and whether to try again', ({ cells }) => {
    expect(cells).toHaveLength(3);
    for (const cell of cells) expect(cell).not.toBe('');
  });

  it('is read such that a missing and a surplus row both show', () => {
    expect(readRows('| code | a |\n|---|---|\n| `A` | x | y | |\n| `B` | x |').map(({ code }) => code)).toEqual(['A', 'B']);
    expect(readRows('| `A` | x | y | |')[0]?.cells).toEqual(['x', 'y', '']);
  });
});
