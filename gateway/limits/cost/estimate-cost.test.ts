import { describe, expect, it } from '@jest/globals';
import { costOf } from './testing/small-graph.ts';

describe('the cost of an operation', () => {
  it.each<[string, string, number]>([
    ['an object counts 1, what has no fields nothing', '{ thing { name state __typename } }', 1],
    ['objects in objects count each', '{ thing { other { other { name } } } }', 3],
    ['a type may be dearer or cheaper', '{ thing { free { name thing { name } } dearState } }', 8],
    ['a field may be, whatever its type', '{ thing { dearName dearOther { name } } }', 7],
    ['nothing makes another thing cheaper', '{ cheaper { name } threeThings { name } }', 3],
    ['a list counts as often as is assumed', '{ threeThings { other { name } } }', 6],
    ['a list of which nothing is known counts as the default', '{ unknownSize { name } }', 10],
    ['a page counts as often as it is long', '{ things(first: 5) { nodes { name } total } }', 5],
    ['the same in edges', '{ things(first: 5) { edges { node { name } } } }', 5],
    [
      'what is asked for twice counts twice',
      '{ things(first: 5) { nodes { name } a: nodes { name } edges { node { name } } } }',
      15,
    ],
    ['a page without a size has that of the schema', '{ things { nodes { name } } }', 20],
    ['pages in pages multiply', '{ things(first: 5) { nodes { things(first: 3) { nodes { name } } } } }', 20],
    ['a page of nothing costs nothing', '{ things(first: 0) { nodes { things { nodes { name } } } } }', 0],
    ['of several slicing arguments the largest counts', '{ both(first: 2, last: 6) { name } }', 6],
    ['and where none is given, what is assumed', '{ both { name } }', 9],
    ['a slicing argument may be inside of one', '{ within(page: { size: 6 }) { name } }', 6],
    ['with the default that it has there', '{ within(page: {}) { name } }', 4],
    ['and may be any number', '{ long(first: "12") { name } }', 12],
    ['a mutation counts 10 and its payload', 'mutation { a: change { name } b: change { name } }', 22],
    ['arguments are paid for when they are given', '{ search(text: "x") { name } }', 6],
    [
      'and what is in them',
      '{ search(filter: { text: "x", plain: "y", and: [{ text: "x" }, { and: { text: "x" } }] }) { name } }',
      10,
    ],
    ['and in their lists', '{ search(filters: [{ text: "x" }, { plain: "y" }, { text: "x" }]) { name } }', 7],
    ['arguments that are null are not given', '{ search(text: null, filter: { text: null }) { name } }', 1],
    ['introspection is not paid for', '{ __schema { types { fields { name } } } __type(name: "Thing") { name } }', 0],
  ])('%s', (_rule, document, cost) => {
    expect(costOf(document)).toBe(cost);
  });

  it.each<[string, string, number]>([
    ['a union', '{ either { __typename } }', 8],
    ['an interface', '{ named { name } }', 8],
    ['what is asked of one type only', '{ either { ... on Thing { things(first: 50) { nodes { name } } } } }', 51],
    ['what is asked of each', '{ either { ... on Thing { other { name } } ... on Dear { other { name } } } }', 9],
    [
      'what an interface asks of each',
      '{ either { ... on Named { ... on Thing { things(first: 5) { nodes { name } } } } ...D } } fragment D on Dear { name }',
      8,
    ],
  ])('of an abstract type is that of the dearest type: %s', (_case, document, cost) => {
    expect(costOf(document)).toBe(cost);
  });

  it.each<[string, string, number]>([
    ['inline', '{ things(first: 5) { ... { nodes { ... on Thing { other { name } } } } } }', 10],
    [
      'by name',
      '{ things(first: 5) { ...P } } fragment P on ThingConnection { nodes { ...T } } fragment T on Thing { other { name } }',
      10,
    ],
    [
      'in pages of different sizes',
      '{ a: things(first: 5) { ...P } b: things(first: 2) { ...P } } fragment P on ThingConnection { nodes { name } }',
      7,
    ],
    ['of another type', '{ thing { ... on Dear { other { name } } ...D } } fragment D on Dear { other { name } }', 1],
  ])('counts fragments where they are used: %s', (_case, document, cost) => {
    expect(costOf(document)).toBe(cost);
  });
});

describe('the variables of a request', () => {
  const query = 'query ($n: Int) { things(first: $n) { nodes { name } } }';
  const withDefault = 'query ($n: Int = 50) { things(first: $n) { nodes { name } } }';

  it.each<[string, string, unknown, number]>([
    ['a number', query, { n: 5 }, 5],
    ['zero', query, { n: 0 }, 0],
    ['a huge number', query, { n: 1e300 }, 1e300],
    ['an endless number', query, JSON.parse('{"n":1e999}'), Infinity],
    ['a number that is not whole', query, { n: 5.5 }, 5.5],
    ['nothing: the default of the schema', query, {}, 20],
    ['undefined: the same', query, { n: undefined }, 20],
    ['no variables at all: the same', query, null, 20],
    ['nothing: the default of the operation', withDefault, {}, 50],
    ['a number in the place of that default', withDefault, { n: 5 }, 5],
    ['null in its place: what is assumed', withDefault, { n: null }, 7],
    ['null: what is assumed', query, { n: null }, 7],
    ['less than nothing: what is assumed', query, { n: -1000 }, 7],
    ['a text', query, { n: 'many' }, 7],
    ['a truth value', query, { n: true }, 7],
    ['a list', query, { n: [1] }, 7],
    ['an object', query, { n: { size: 1 } }, 7],
    ['not a number', query, { n: NaN }, 7],
    ['variables that are none', query, [5], 20],
    ['variables that are a text', query, '{"n":5}', 20],
    ['one that is not declared', '{ things(first: $n) { nodes { name } } }', { n: 5 }, 5],
    ['of several arguments', 'query ($a: Int, $b: Int) { both(first: $a, last: $b) { name } }', { b: 30 }, 30],
    ['of several arguments, none', 'query ($a: Int, $b: Int) { both(first: $a, last: $b) { name } }', {}, 9],
    ['inside of a value', 'query ($n: Int) { within(page: { size: $n }) { name } }', { n: 30 }, 30],
    ['around a value', 'query ($p: Page) { within(page: $p) { name } }', { p: { size: 30 } }, 30],
    ['around a value that is not there', 'query ($p: Page) { within(page: $p) { name } }', { p: {} }, 4],
    ['of an argument that is paid for', 'query ($t: String) { search(text: $t) { name } }', { t: 'x' }, 6],
    ['of one that is not given', 'query ($t: String) { search(text: $t) { name } }', {}, 1],
    ['of a filter', 'query ($f: Filter) { search(filter: $f) { name } }', { f: { and: [{ text: 'x' }, { text: 'y' }] } }, 7],
    ['of a filter that is none', 'query ($f: Filter) { search(filter: $f) { name } }', { f: 'x' }, 1],
  ])('count with their values: %s', (_case, document, variables, cost) => {
    expect(costOf(document, variables)).toBe(cost);
    expect(costOf(document, variables)).toBe(cost);
  });

  it.each<[string, string, unknown, number]>([
    ['skipped', 'query ($x: Boolean!) { thing @skip(if: $x) { name } }', { x: true }, 0],
    ['not skipped', 'query ($x: Boolean!) { thing @skip(if: $x) { name } }', { x: false }, 1],
    ['included', 'query ($x: Boolean!) { thing @include(if: $x) { name } }', { x: true }, 1],
    ['not included', 'query ($x: Boolean!) { thing @include(if: $x) { name } }', { x: false }, 0],
    ['not included by default', 'query ($x: Boolean = false) { thing @include(if: $x) { name } }', {}, 0],
    ['included in spite of the default', 'query ($x: Boolean = false) { thing @include(if: $x) { name } }', { x: true }, 1],
    [
      'whatever is no truth value',
      'query ($x: Boolean!) { thing @include(if: $x) { name } other: thing @skip(if: $x) { name } }',
      { x: 0 },
      2,
    ],
    ['what nobody says', 'query ($x: Boolean!) { thing @include(if: $x) { name } other: thing @skip(if: $x) { name } }', {}, 2],
    ['written out', '{ thing @include(if: false) { name } other: thing @skip(if: false) { name } }', {}, 1],
    [
      'a fragment',
      'query ($x: Boolean!) { ...F @skip(if: $x) ... @include(if: $x) { thing { name } } } fragment F on Query { threeThings { name } }',
      { x: true },
      1,
    ],
    [
      'a page',
      'query ($x: Boolean!) { things(first: 5) { nodes @skip(if: $x) { name } edges { node { name } } } }',
      { x: true },
      5,
    ],
    ['any other directive', '{ thing @defer(if: false) { name } }', {}, 1],
  ])('leave out what is not executed: %s', (_case, document, variables, cost) => {
    expect(costOf(document, variables)).toBe(cost);
  });
});

describe('a document with several operations', () => {
  const document = 'query A { thing { name } } query B($n: Int = 6) { things(first: $n) { nodes { name } } }';

  it.each<[string, unknown, number]>([
    ['the one that is named', 'A', 1],
    ['the other one', 'B', 6],
    ['the dearest where none is named', null, 6],
    ['the dearest where nothing has the name', 'C', 6],
    ['the dearest where the name is none', 5, 6],
  ])('is judged by %s', (_case, name, cost) => {
    expect(costOf(document, {}, name)).toBe(cost);
  });

  it('gives each operation its own defaults, also for the fragments that they share', () => {
    const shared = `query A($n: Int = 2) { ...F } query B($n: Int = 6) { ...F } fragment F on Query { things(first: $n) { nodes { name } } }`;
    expect([costOf(shared, {}, 'A'), costOf(shared, {}, 'B'), costOf(shared, { n: 3 }, 'B')]).toEqual([2, 6, 3]);
  });
});
