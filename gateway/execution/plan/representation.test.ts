import { describe, expect, it } from '@jest/globals';
import { compileRepresentation } from './representation.ts';

const write = compileRepresentation(
  [
    { kind: 'Field', name: '__typename' },
    { kind: 'Field', name: 'id' },
  ],
  () => true,
  () => true,
);

describe('a representation', () => {
  const texts = ['', 'Q2xpZW50OjE', 'a/b+c==', 'a b', 'a\n', '\n', '"', 'a"},{"b', '\\', '\u0000', 'ä€', '\ud800', '\u2028', '<'];

  it.each([...texts, 1, 1.5, true, null].map((id) => [id]))('is what JSON says of %j', (id) => {
    const entity = { __typename: 'Client', id };
    expect(write(entity)).toBe(JSON.stringify(entity));
  });

  it('is what JSON says of every character of ASCII', () => {
    for (let code = 0; code < 128; code++) {
      const entity = { __typename: 'Client', id: `a${String.fromCharCode(code)}b` };
      expect(write(entity)).toBe(JSON.stringify(entity));
    }
  });

  it('is none without a type or without what the key needs', () => {
    expect([write({ id: '1' }), write({ __typename: 'Client' })]).toEqual([null, null]);
  });
});
