import { describe, expect, it } from '@jest/globals';
import { costOf } from './testing/small-graph.ts';

/** What it takes the processor, of this process alone: other suites run at the same time. */
const cpuMsOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

describe('a document that nobody has validated', () => {
  it.each<[string, string, number]>([
    ['a field that is not there', '{ nonsense { things(first: 1000) { nodes { name } } } thing { nonsense } }', 1],
    ['a type that is not there', '{ ... on Nonsense { thing { name } } ...F } fragment F on Nonsense { thing { name } }', 0],
    ['a fragment that is not there', '{ thing { ...F } }', 1],
    ['fields of what has none', '{ thing { name { name } } }', 1],
    ['no fields of what has some', '{ thing }', 1],
    ['an argument that is not there', '{ things(last: 500) { nodes { name } } }', 20],
    [
      'names of every object',
      '{ __proto__ { name } constructor { name } thing { toString __proto__ hasOwnProperty } ...__proto__ ... on constructor { thing } }',
      1,
    ],
    ['a fragment with such a name', '{ ...__proto__ } fragment __proto__ on Query { thing { name } }', 1],
    [
      'such names in a value',
      '{ within(page: { __proto__: { size: 5 } }) { name } search(filter: { __proto__: { text: "x" } }) { name } }',
      5,
    ],
    ['text that is not GraphQL', '{ thing(', 0],
    ['nothing', '', 0],
    ['no operation', 'fragment F on Query { thing { name } }', 0],
    ['a kind of operation that is not there', 'subscription { thing { name } }', 0],
    ['a definition of a type', 'type Query { a: Int }', 0],
  ])('may have %s', (_case, document, cost) => {
    expect(costOf(document)).toBe(cost);
  });

  it.each<[string, string]>([
    ['a fragment that contains itself', '{ ...F } fragment F on Query { thing { name } ...F }'],
    ['fragments that contain each other', '{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }'],
    [
      'one that is asked for no times at all by a variable',
      'query ($n: Int = 0) { things(first: $n) { nodes { ...F } } } fragment F on Thing { ...F }',
    ],
    ['one that does so further down', '{ thing { ...F } } fragment F on Thing { other { ...F } }'],
  ])('costs more than any limit for %s', (_case, document) => {
    expect(costOf(document)).toBe(Infinity);
  });

  it('takes variables with the names of every object', () => {
    const query =
      'query ($__proto__: Int, $toString: Int = 3) { a: things(first: $__proto__) { nodes { name } } b: things(first: $toString) { nodes { name } } }';
    expect(costOf(query, {})).toBe(23);
    expect(costOf(query, JSON.parse('{"__proto__":500}'))).toBe(503);
  });

  it.each<[string, string, number]>([
    ['with a cost that is known', 'things(first: 2) { nodes { name } }', 2 ** 41],
    ['with one that variables decide', 'things(first: $n) { nodes { name } }', 2 ** 41],
  ])('measures forty fragments that double each other at once, %s', (_case, last, cost) => {
    const bomb = [
      'query ($n: Int) { ...F0 }',
      ...Array.from({ length: 40 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`),
      `fragment F40 on Query { ${last} }`,
    ].join(' ');
    expect(cpuMsOf(() => expect(costOf(bomb, { n: 2 })).toBe(cost))).toBeLessThan(100);
  });

  /** Each thing has a page, twice, of things that have one. */
  const pagesInPages = (levels: number): string =>
    [
      'query ($n: Int) { thing { ...F0 } }',
      ...Array.from({ length: levels }, (_, index) => {
        const inner = `...F${index + 1}`;
        return `fragment F${index} on Thing { things(first: $n) { nodes { ${inner} } edges { node { ${inner} } } } }`;
      }),
      `fragment F${levels} on Thing { name }`,
    ].join(' ');

  it('measures as many pages in pages as a document may have at once', () => {
    const bomb = pagesInPages(35);
    expect(cpuMsOf(() => expect(costOf(bomb, { n: 100 })).toBeGreaterThan(1e80))).toBeLessThan(100);
  });

  it('counts up to what numbers hold', () => {
    expect(costOf(pagesInPages(160), { n: 100 })).toBe(Infinity);
    expect(costOf(pagesInPages(160), { n: 0 })).toBe(1);
  });

  it('holds for nesting that no stack could follow', () => {
    expect(costOf(`{ thing ${'{ other '.repeat(50_000)}${'}'.repeat(50_000)} }`)).toBe(Infinity);
    const chain = Array.from({ length: 20_000 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`).join(' ');
    expect(costOf(`{ ...F0 } ${chain} fragment F20000 on Query { thing { name } }`)).toBe(Infinity);
    let filter: unknown = { text: 'x' };
    for (let depth = 0; depth < 50_000; depth += 1) filter = { and: [filter] };
    expect(costOf('query ($f: Filter) { search(filter: $f) { name } }', { f: filter })).toBe(Infinity);
  });

  it('costs the same when it is asked again, and when it was forgotten meanwhile', () => {
    for (let time = 0; time < 3; time += 1) {
      for (let n = 0; n < 50; n += 1) expect(costOf(`{ things(first: ${n}) { nodes { name } } }`)).toBe(n);
    }
  });
});
