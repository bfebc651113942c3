import { describe, expect, it } from '@jest/globals';
import { mergeInto } from './merge.ts';
import type { Data } from './own-value.ts';

const json = (text: string): Data => JSON.parse(text) as Data;

describe('merging answers', () => {
  it('merges objects, and lists of one length element by element; other lists are replaced', () => {
    const tree = json('{"a":{"x":1},"l":[{"x":1},null,[{"x":1}]],"m":[1]}');
    mergeInto(tree, json('{"a":{"y":2},"l":[{"y":2},{"y":2},[{"y":2}]],"m":[1,2]}'));
    expect(tree).toEqual(json('{"a":{"x":1,"y":2},"l":[{"x":1,"y":2},{"y":2},[{"x":1,"y":2}]],"m":[1,2]}'));
  });

  it('puts no null in the place of what is known', () => {
    const tree = json('{"a":{"x":1},"b":null,"l":[{"x":1}]}');
    mergeInto(tree, json('{"a":null,"b":{"x":1},"l":[null]}'));
    expect(tree).toEqual(json('{"a":{"x":1},"b":{"x":1},"l":[{"x":1}]}'));
  });

  it('takes __proto__, constructor and toString as names and nothing more', () => {
    const tree: Data = {};
    mergeInto(tree, json('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}'));
    mergeInto(tree, json('{"__proto__":{"more":1},"constructor":{"prototype":{"more":1}}}'));
    expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
    expect(JSON.stringify(tree)).toBe(
      '{"__proto__":{"polluted":1,"more":1},"constructor":{"prototype":{"polluted":1,"more":1}},"toString":"x"}',
    );
    expect(({} as Data)['polluted']).toBeUndefined();
    expect(({} as Data)['more']).toBeUndefined();
  });
});
