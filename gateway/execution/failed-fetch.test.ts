import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { standInFor } from './failed-fetch.ts';

const schema = buildSchema(`
  interface Thing { id: ID! }
  directive @inaccessible on FIELD_DEFINITION
  type Client implements Thing { id: ID!, name: String, facts: Facts @inaccessible, strict: Int! }
  type Facts { a: Int }
  type Query { client: Client, must: Client! }
`);

describe('what stands in for an answer that did not come', () => {
  it('is null for the root fields that may be null, under the names asked for', () => {
    expect(standInFor(schema, parse('{ c: client { name } must { name } }'), undefined)).toEqual({
      data: { c: null },
      path: ['c'],
    });
  });

  it('is null for each field of each entity, so that @requires gets a value', () => {
    const document = parse(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Client { n: name facts { a } strict } ... on Thing { id } } }',
    );
    const representations = [{ __typename: 'Client', id: '1' }, { __typename: 'Client', id: '2' }, { __typename: 'Nothing' }, 7];
    const { data, path } = standInFor(schema, document, representations);
    expect(data).toEqual({ _entities: [{ n: null, facts: null }, { n: null, facts: null }, {}, {}] });
    expect(path).toEqual(['_entities', 0, 'n']);
  });

  it('names a field that callers know in the error, if there is one', () => {
    const of = (fields: string) =>
      standInFor(schema, parse(`{ _entities(representations: []) { ... on Client { ${fields} } } }`), [{ __typename: 'Client' }])
        .path;
    expect(of('facts { a } name')).toEqual(['_entities', 0, 'name']);
    expect(of('facts { a }')).toEqual(['_entities', 0, 'facts']);
    expect(of('strict')).toEqual(['_entities', 0]);
  });

  it('gives each entity an object of its own, since answers are merged in place', () => {
    const document = parse('{ _entities(representations: []) { ... on Client { name } } }');
    const { data } = standInFor(schema, document, [{ __typename: 'Client' }, { __typename: 'Client' }]);
    const [first, second] = data['_entities'] as [object, object];
    expect(first).not.toBe(second);
  });

  it('takes aliases such as __proto__ as names and nothing more', () => {
    const { data } = standInFor(schema, parse('{ __proto__: client { name } }'), undefined);
    expect(Object.keys(data)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });
});
