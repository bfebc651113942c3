import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { EXAMPLE_OPERATIONS, FIRST_CLIENT_DOCUMENT, VIEWER_DOCUMENT } from './example-operations.ts';

const publishedFor = (audience: string): GraphQLSchema =>
  buildSchema(readFileSync(new URL(`../../../schema/public/${audience.toLowerCase()}.graphql`, import.meta.url), 'utf8'));
const schemas = new Map(Object.keys(EXAMPLE_OPERATIONS).map((kind) => [kind, publishedFor(kind)]));
const examples = Object.entries(EXAMPLE_OPERATIONS).flatMap(([kind, operations]) =>
  operations.map((operation) => ({ kind, ...operation })),
);

describe('the example operations', () => {
  it.each(examples)('$kind: "$title" fits the schema published for them, with its variables', ({ kind, document, variables }) => {
    const schema = schemas.get(kind) ?? publishedFor('client');
    const parsed = parse(document);
    expect(validate(schema, parsed)).toEqual([]);
    const { variableDefinitions = [] } = parsed.definitions[0] as OperationDefinitionNode;
    for (const id of [null, 'x']) {
      const given = variables({ clientId: id, documentId: id, ticketId: id, contactId: id });
      expect(getVariableValues(schema, variableDefinitions, given).errors).toBeUndefined();
    }
  });

  it('are chosen by who signed in, which the page asks in words of every published schema', () => {
    expect([...schemas.keys()].sort()).toEqual(['CLIENT', 'PARTNER', 'STAFF']);
    for (const schema of schemas.values()) {
      for (const document of [VIEWER_DOCUMENT, FIRST_CLIENT_DOCUMENT]) expect(validate(schema, parse(document))).toEqual([]);
    }
    for (const operations of Object.values(EXAMPLE_OPERATIONS)) expect(operations.length).toBeGreaterThan(0);
  });
});
