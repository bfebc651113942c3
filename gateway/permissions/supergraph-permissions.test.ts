import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { readRequirements } from '../../schema/contract/requirements.ts';
import { compileRuleTree } from './rule-tree.ts';
import { readSupergraphPermissions } from './supergraph-permissions.ts';

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');

describe('permissions in a supergraph', () => {
  it('are all taken out of what @apollo/gateway gets', () => {
    const { supergraphSdl } = readSupergraphPermissions(supergraph);
    expect(supergraph).toMatch(/@requiresScopes\(/);
    expect(supergraphSdl).not.toMatch(
      /@(authenticated|requiresScopes|policy)\b|requiresScopes__Scope|policy__Policy|specs\.apollo\.dev\/policy/,
    );
  });

  it.each([
    [
      'a root field without a rule',
      /(\n {2}viewer: Viewer[^\n]*) @authenticated/,
      '$1',
      'Query.viewer: a root field needs a rule',
    ],
    [
      'an entity type without a rule',
      /(type Client implements Node[^{]*)@authenticated/,
      '$1',
      'Client: an entity type needs a rule',
    ],
    [
      'another version of a directive',
      'specs.apollo.dev/policy/v0.1',
      'specs.apollo.dev/policy/v0.2',
      'policy/v0.2: this version is not known',
    ],
    [
      'a directive under another name',
      'url: "https://specs.apollo.dev/policy/v0.1"',
      'url: "https://specs.apollo.dev/policy/v0.1", as: "rule"',
      'must keep its own name',
    ],
    ['a rule on an argument', /search: String(?= @| *\n)/, 'search: String @authenticated', '@authenticated on search'],
  ])('end the start when there is %s', (_case, found, replacement, message) => {
    const changed = supergraph.replace(found, replacement);
    expect(changed).not.toBe(supergraph);
    expect(() => readSupergraphPermissions(changed)).toThrow(message);
  });

  it('end the start when a policy has no implementation, and name where it stands', () => {
    const sdl =
      'directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION\ntype Query { a: Int @policy(policies: [["nobody-wrote-it"]]) }';
    expect(() => compileRuleTree(buildSchema(sdl), readRequirements(parse(sdl)))).toThrow(
      'Query.a: the policy "nobody-wrote-it" has no implementation',
    );
  });
});
