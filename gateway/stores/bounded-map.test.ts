import { describe, expect, it } from '@jest/globals';
import { BoundedMap } from './bounded-map.ts';

describe('BoundedMap', () => {
  it('lets go of what was not looked at for longest', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });

  it('counts a replaced entry once', () => {
    const map = new BoundedMap<string, string>(10, (_key, value) => value.length);
    for (let index = 0; index < 10; index += 1) map.set('a', 'x'.repeat(8));
    map.set('b', 'xx');
    expect([map.get('a'), map.get('b')]).toEqual(['x'.repeat(8), 'xx']);
    map.delete('a');
    map.set('c', 'x'.repeat(8));
    expect(map.size).toBe(2);
  });

  it('does not keep what is too much by itself', () => {
    const map = new BoundedMap<string, string>(10, (_key, value) => value.length);
    map.set('a', 'x'.repeat(11));
    expect([map.get('a'), map.size]).toEqual([undefined, 0]);
  });
});
