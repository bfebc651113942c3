import { describe, expect, it } from '@jest/globals';
import { createOpaqueIds } from './opaque-ids.ts';

const ids = createOpaqueIds('s'.repeat(32));
const sequence = Array.from({ length: 2_000 }, (_, index) => String(index + 1));

describe('an id in the place of a sequential one', () => {
  it('opens to what was sealed, in one spelling, with this key and for this kind alone', () => {
    const other = createOpaqueIds('t'.repeat(32));
    for (const id of ['1', '42', '999999999', '4294967296']) {
      const sealed = ids.ticket.seal(id);
      expect(sealed).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(ids.ticket.open(sealed)).toBe(id);
      expect([ids.message.open(sealed), other.ticket.open(sealed)]).toEqual([null, null]);
      for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
        const changed = sealed.slice(0, -1) + letter;
        if (changed !== sealed) expect(ids.ticket.open(changed)).toBeNull();
      }
    }
  });

  it('does not open anything else', () => {
    for (const text of [
      '',
      '1',
      '999999999',
      'A'.repeat(22),
      'A'.repeat(21),
      `${ids.ticket.seal('1')}=`,
      ` ${ids.ticket.seal('1')}`,
    ]) {
      expect(ids.ticket.open(text)).toBeNull();
    }
  });

  it('grows with the sequence no more often than chance', () => {
    for (const shown of [(id: string) => ids.ticket.seal(id), (id: string) => ids.numberOf(id)]) {
      const values = sequence.map(shown);
      const rises = values.filter((value, index) => index > 0 && value > (values[index - 1] ?? '')).length;
      expect(rises / (values.length - 1)).toBeGreaterThan(0.45);
      expect(rises / (values.length - 1)).toBeLessThan(0.55);
    }
  });
});

describe('a number in the place of a sequential one', () => {
  it('has nine digits, and no ticket shares it', () => {
    const numbers = sequence.map((id) => ids.numberOf(id));
    expect(numbers.every((number) => /^\d{3}-\d{3}-\d{3}$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(sequence.length);
    expect(ids.numberOf('7')).toBe(ids.numberOf('7'));
    expect(createOpaqueIds('t'.repeat(32)).numberOf('7')).not.toBe(ids.numberOf('7'));
  });
});
