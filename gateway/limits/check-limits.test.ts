import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { createLimitCheck } from './check-limits.ts';
import { measureOperations } from './measure-operation.ts';

const limits = { tokensMax: 1_000, depthMax: 10, aliasesMax: 30, rootFieldsMax: 20, directivesMax: 20 };
const check = createLimitCheck(limits);

const nested = (depth: number) => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`;
const repeated = (count: number, text: (index: number) => string) =>
  `{ ${Array.from({ length: count }, (_, index) => text(index)).join(' ')} }`;
const inField = (selections: string) => `{ f ${selections} }`;
/** `count` fragments, each of which uses the next one twice: 2^count of what the last one holds. */
const bomb = (count: number, last: string) =>
  [
    '{ ...F0 }',
    ...Array.from(
      { length: count },
      (_, index) => `fragment F${index} on Query { a { ...F${index + 1} } b { ...F${index + 1} } }`,
    ),
    `fragment F${count} on Query { ${last} }`,
  ].join(' ');

describe('the limits of an operation', () => {
  it.each<[string, number, (size: number) => string]>([
    ['tokens', 1_000, (size) => repeated(size - 2, () => 'a')],
    ['depth', 10, nested],
    ['aliases', 30, (size) => inField(repeated(size, (index) => `x${index}: a`))],
    ['root fields', 20, (size) => repeated(size, (index) => `a${index}`)],
    ['directives', 20, (size) => inField(repeated(size, (index) => `a${index} @include(if: true)`))],
  ])('let %s pass up to the limit and not one more', (limit, max, make) => {
    const excess = check(make(max));
    // As many tokens as are allowed are too many fields at the root.
    expect(excess?.limit === limit).toBe(false);
    if (limit !== 'tokens') expect(excess).toBeNull();
    expect(check(make(max + 1))).toEqual({ limit, max });
  });

  it.each([
    ['on the operation and its variables', 'query ($v: Int @d @d) @d { a }', 3],
    ['on fragments where they are used', '{ ...F @d ... @d { a } } fragment F on Q @d { b @d }', 4],
  ])('count directives %s', (_where, document, count) => {
    expect(measureOperations(parse(document))).toEqual([expect.objectContaining({ directives: count })]);
  });

  it('count what a fragment holds wherever it is used', () => {
    const size = (document: string) => measureOperations(parse(document))[0];
    expect(size('{ ...F ...F } fragment F on Q { x: a b }')).toEqual({ depth: 1, aliases: 2, rootFields: 4, directives: 0 });
    expect(size('{ f { ...F } } fragment F on Q { ... { g { h } } }')).toMatchObject({ depth: 3, rootFields: 1 });
  });

  it('measure a fragment once, however often it is used', () => {
    const started = performance.now();
    expect(measureOperations(parse(bomb(60, 'x: c')))[0]?.aliases).toBe(2 ** 60);
    expect(performance.now() - started).toBeLessThan(100);
  });

  it.each([
    ['a fragment that contains itself', '{ ...F } fragment F on Q { a { ...F } }', 'depth'],
    ['fragments that contain each other', '{ ...F } fragment F on Q { ...G } fragment G on Q { ...F }', 'depth'],
  ])('are over for %s', (_case, document, limit) => {
    expect(check(document)).toMatchObject({ limit });
  });

  it.each([
    ['text that is not GraphQL', '{ a( '],
    ['a fragment that is missing', '{ ...F }'],
    ['nothing', ''],
  ])('leave %s to those who can say what is wrong', (_case, document) => {
    expect(check(document)).toBeNull();
  });

  it('let every tool read the schema', () => {
    expect(check(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))).toBeNull();
  });

  it('hold for nesting that no stack could follow', () => {
    const generous = createLimitCheck({ ...limits, tokensMax: 1_000_000 });
    expect(generous(nested(50_000))).toEqual({ limit: 'depth', max: 10 });
    expect(generous(bomb(5_000, 'x: c'))).toEqual({ limit: 'depth', max: 10 });
  });

  it('stop reading a long document at the first token too many', () => {
    const started = performance.now();
    expect(check(`{ ${'a '.repeat(30_000)} }`)).toEqual({ limit: 'tokens', max: 1_000 });
    expect(performance.now() - started).toBeLessThan(50);
  });

  it('say the same when they are asked again', () => {
    const small = createLimitCheck(limits, 1);
    for (const document of [nested(11), nested(10), nested(11), nested(11)]) {
      expect(small(document)).toEqual(document === nested(11) ? { limit: 'depth', max: 10 } : null);
    }
  });
});
