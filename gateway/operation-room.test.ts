import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { charactersMax, charactersOf } from './operation-room.ts';

const lengthOf = (text: string): number => charactersOf(parse(text));

describe('the room that is counted for an operation', () => {
  it('is the length of its text where nothing is spread', () => {
    for (const text of ['{ a }', 'query Q($v: ID!) { a(id: $v) { b c } }', 'mutation { a } query B { b }', '{ a }    ']) {
      expect(lengthOf(text)).toBe(text.length);
    }
    expect(lengthOf('{ a ... on B { c } }')).toBe(20);
  });

  it('is as many times that as fields are spread', () => {
    const fragment = 'fragment F on A { a b c d e f g h }';
    const once = lengthOf(`{ x { ...F } } ${fragment}`);
    const places = Array.from({ length: 20 }, (_, index) => `x${index} { ...F }`).join(' ');
    expect(lengthOf(`{ ${places} } ${fragment}`)).toBeGreaterThan(10 * once);
  });

  it('is more than there is for fragments in fragments in fragments, and comes at once', () => {
    const text = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on A { a { ...F${index + 1} } b { ...F${index + 1} } }`,
    );
    expect(lengthOf(`{ ...F0 } ${text.join(' ')} fragment F60 on A { a }`)).toBe(charactersMax + 1);
  });

  it('ends for a fragment that spreads itself', () => {
    expect(lengthOf('{ ...F } fragment F on A { a { ...F } }')).toBeGreaterThan(0);
  });

  it('is that of the document as it would be printed where nobody knows its length', () => {
    expect(charactersOf(parse('{ a { b } }', { noLocation: true }))).toBeGreaterThan(8);
  });
});
