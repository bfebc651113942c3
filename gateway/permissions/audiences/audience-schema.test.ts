import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType, isInterfaceType, parse, printSchema, validateSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { compose } from '../../../scripts/schema/compose.ts';
import { AUDIENCES, audienceOf } from './audience.ts';
import type { Audience } from './audience.ts';
import { createAudienceSchema, printAudienceSchema } from './audience-schema.ts';
import { readAudienceTags } from './audience-tags.ts';
import { hiddenElements } from './testing/hidden-elements.ts';

const directives = `
  directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
    | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA
  directive @link(url: String!, as: String, import: [String!]) repeatable on SCHEMA
`;

/** A small schema as an audience sees it. `#staff` and so on stand for the tags. */
function schemaFor(audience: Audience, sdl: string): GraphQLSchema {
  const supergraph = directives + sdl.replaceAll(/#(\w+)/g, '@tag(name: "$1")');
  const apiSchema = buildSchema(sdl.replaceAll(/#\w+/g, ''));
  return createAudienceSchema({ supergraph: parse(supergraph), apiSchema, audience });
}

function seenBy(audience: Audience, sdl: string): string {
  return printSchema(schemaFor(audience, sdl)).replaceAll(/\s+/g, ' ').trim();
}

describe('an element', () => {
  it('is in every schema when it has no tag of an audience', () => {
    for (const audience of AUDIENCES) {
      expect(seenBy(audience, 'type Query { a: Int b: Int #beta }')).toBe('type Query { a: Int b: Int }');
    }
  });

  it('with tags is in the schemas of those audiences and in no other', () => {
    const sdl = 'type Query { a: Int b: Int #staff c: Int #partner #staff d: Int #client }';
    expect(seenBy('client', sdl)).toBe('type Query { a: Int d: Int }');
    expect(seenBy('partner', sdl)).toBe('type Query { a: Int c: Int }');
    expect(seenBy('staff', sdl)).toBe('type Query { a: Int b: Int c: Int }');
  });

  it.each([
    ['a field', 'type Query { a: Int b: Int #staff }', 'type Query { a: Int }'],
    ['an argument', 'type Query { a(b: Int c: Int #staff): Int }', 'type Query { a(b: Int): Int }'],
    ['an enum value', 'type Query { a: E } enum E { X Y #staff }', 'type Query { a: E } enum E { X }'],
    [
      'an input field',
      'type Query { a(i: I): Int } input I { x: Int y: Int #staff }',
      'type Query { a(i: I): Int } input I { x: Int }',
    ],
    [
      'an object type, with the fields that return it',
      'type Query { a: Int t: [T!]! } type T #staff { x: Int }',
      'type Query { a: Int }',
    ],
    ['an enum, with the arguments that take it', 'type Query { a(e: E): Int } enum E #staff { X }', 'type Query { a: Int }'],
    ['a scalar', 'type Query { a: Int s: S } scalar S #staff', 'type Query { a: Int }'],
    ['an input type', 'type Query { a(i: I): Int } input I #staff { x: Int }', 'type Query { a: Int }'],
    [
      'an interface, which its implementations then do not have',
      'type Query { t: T n: N } interface N #staff { x: Int } type T implements N { x: Int }',
      'type Query { t: T } type T { x: Int }',
    ],
    [
      'a member of a union',
      'type Query { u: U } union U = A | B type A { x: Int } type B #staff { y: Int }',
      'type Query { u: U } union U = A type A { x: Int }',
    ],
    ['a union', 'type Query { a: A u: U } union U #staff = A type A { x: Int }', 'type Query { a: A } type A { x: Int }'],
    ['a root type', 'type Query { a: Int } type Mutation #staff { b: Int }', 'type Query { a: Int }'],
  ])('that is tagged for staff is not in the schema for clients: %s', (_case, sdl, left) => {
    expect(seenBy('client', sdl)).toBe(left);
    expect(seenBy('staff', sdl)).toBe(seenBy('staff', sdl.replaceAll('#staff', '')));
  });
});

describe('what is left over', () => {
  it.each([
    ['a type without fields', 'type Query { a: Int t: T } type T { x: Int #staff }', 'type Query { a: Int }'],
    ['an enum without values', 'type Query { a(e: E): Int } enum E { X #staff }', 'type Query { a: Int }'],
    ['an input type without fields', 'type Query { a(i: I): Int } input I { x: Int #staff }', 'type Query { a: Int }'],
    ['a union without members', 'type Query { a: Int u: U } union U = T type T #staff { x: Int }', 'type Query { a: Int }'],
    ['a root type without fields', 'type Query { a: Int } type Mutation { b: Int #staff }', 'type Query { a: Int }'],
    [
      'a type that lost everything because another one did',
      'type Query { a: Int t: T } type T { u: V } type V { x: Int #staff }',
      'type Query { a: Int }',
    ],
    [
      'types, enums and inputs that nothing leads to any more',
      `type Query { a: Int b(i: I): T #staff } input I { e: E } enum E { X } type T { u: V } type V { f: F } enum F { Y }`,
      'type Query { a: Int }',
    ],
    [
      'types that lead to nothing but each other',
      'type Query { a: Int t: T #staff } type T { u: V } type V { t: T }',
      'type Query { a: Int }',
    ],
    [
      'the implementations of an interface that nothing returns any more',
      'type Query { t: T n: N #staff } interface N { x: Int } type T implements N { x: Int } type V implements N { x: Int }',
      'type Query { t: T } interface N { x: Int } type T implements N { x: Int }',
    ],
  ])('goes too: %s', (_case, sdl, left) => {
    expect(seenBy('client', sdl)).toBe(left);
  });

  it.each([
    [
      'an implementation that only its interface leads to',
      'type Query { n: N b: Int #staff } interface N { x: Int } type T implements N { x: Int }',
      'type Query { n: N } interface N { x: Int } type T implements N { x: Int }',
    ],
    [
      'a type that nothing led to before',
      'type Query { a: Int b: Int #staff } type T { x: Int }',
      'type Query { a: Int } type T { x: Int }',
    ],
    ['a type that something else leads to', 'type Query { a: E b: E #staff } enum E { X }', 'type Query { a: E } enum E { X }'],
  ])('stays when it is still of use: %s', (_case, sdl, left) => {
    expect(seenBy('client', sdl)).toBe(left);
  });
});

describe('no schema can be made when', () => {
  it.each([
    [
      'an implementation loses a field that its interface has',
      'type Query { n: N } interface N { x: Int } type T implements N { x: Int #staff y: Int }',
      'Interface field N.x expected but T does not provide it',
    ],
    [
      'an implementation loses an argument that its interface has',
      'type Query { n: N } interface N { x(a: Int): Int } type T implements N { x(a: Int #staff): Int }',
      'Interface field argument N.x(a:) expected but T.x does not provide it',
    ],
    ['an argument that must be given goes', 'type Query { a(b: Int! #staff): Int }', 'Query.a(b:) has to be given'],
    [
      'an input field that must be given goes',
      'type Query { a(i: I): Int } input I { x: Int! #staff y: Int }',
      'I.x has to be given',
    ],
    [
      'the type of an argument that must be given goes',
      'type Query { a(e: E!): Int } enum E #staff { X }',
      'Query.a(e:) has to be given',
    ],
    [
      'a default value is not there any more',
      'type Query { a(e: E = Y): Int } enum E { X Y #staff }',
      'Query.a(e:) has a default value that is not there',
    ],
    ['nothing is left to ask for', 'type Query { a: Int #staff }', 'Query root type must be provided'],
    [
      'a tag is written in other letters',
      'type Query { a: Int b: Int #Staff }',
      'Query.b: the tag "Staff" is not the audience "staff"',
    ],
    [
      'the schema itself is tagged',
      'schema #staff { query: Query } type Query { a: Int }',
      "schema: an audience's tag has no meaning there",
    ],
  ])('%s; the coordinate is named', (_case, sdl, message) => {
    expect(() => schemaFor('client', sdl)).toThrow(message);
  });

  it.each([
    ['another version', 'url: "https://specs.apollo.dev/tag/v9.0"', 'this version is not known'],
    ['another name', 'url: "https://specs.apollo.dev/tag/v0.3", as: "label"', 'must keep its own name'],
  ])('the tag directive has %s', (_case, link, message) => {
    expect(() => readAudienceTags(parse(`schema @link(${link}) { query: Query } type Query { a: Int }`))).toThrow(message);
  });

  it('is no trouble when what must be given goes with its owner', () => {
    expect(seenBy('client', 'type Query { a: Int b(c: Int! #staff): Int #staff }')).toBe('type Query { a: Int }');
    expect(seenBy('client', 'type Query { a: Int t: T #staff } type T { b(c: Int! #staff): Int }')).toBe('type Query { a: Int }');
    expect(seenBy('client', 'type Query { a(b: Int! = 1 #staff): Int }')).toBe('type Query { a: Int }');
  });
});

describe('the audience of a caller', () => {
  it('is the least of them for somebody who did not sign in', () => {
    expect(audienceOf(null)).toBe('client');
  });
});

describe('the published schemas', () => {
  const { supergraphSdl, apiSchema } = compose();
  const supergraph = parse(supergraphSdl);
  const schemas = new Map(
    AUDIENCES.map((audience) => [audience, createAudienceSchema({ supergraph, apiSchema, audience })] as const),
  );

  it.each([...schemas])('for %s is the committed file, and valid', (audience, schema) => {
    expect(validateSchema(schema)).toEqual([]);
    expect(printAudienceSchema(schema)).toBe(
      readFileSync(new URL(`../../../schema/public/${audience}.graphql`, import.meta.url), 'utf8'),
    );
  });

  it('hides from clients and partners each element that is tagged for staff', () => {
    const tagged = [...readAudienceTags(supergraph)].filter(([, audiences]) => !audiences.has('client')).map(([name]) => name);
    const hidden = hiddenElements(apiSchema, schemas.get('client') ?? apiSchema).map(({ coordinate }) => coordinate);
    expect(tagged).toEqual(expect.arrayContaining(['Message.audience', 'Provenance.recordId', 'MessageAudience.INTERNAL']));
    // A value of an enum that is gone is gone with it.
    for (const coordinate of tagged)
      expect([...hidden, ...hidden.flatMap((one) => valuesOf(apiSchema, one))]).toContain(coordinate);
  });

  it.each(['client', 'partner'] as const)('for %s names nothing that is hidden, in descriptions neither', (audience) => {
    const schema = schemas.get(audience) ?? apiSchema;
    const text = printSchema(schema);
    const used = new Set(namesIn(schema));
    for (const { name } of hiddenElements(apiSchema, schema)) {
      if (!used.has(name)) expect(text).not.toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  it('for staff is the whole schema', () => {
    expect(hiddenElements(apiSchema, schemas.get('staff') ?? apiSchema)).toEqual([]);
  });
});

function valuesOf(schema: GraphQLSchema, type: string): string[] {
  const definition = schema.getType(type);
  return definition && 'getValues' in definition ? definition.getValues().map(({ name }) => `${type}.${name}`) : [];
}

function namesIn(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => [
    type.name,
    ...('getFields' in type ? Object.keys(type.getFields()) : []),
    ...('getValues' in type ? type.getValues().map(({ name }) => name) : []),
    ...(isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap(({ args }) => args.map(({ name }) => name))
      : []),
  ]);
}
