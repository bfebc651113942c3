import { Kind, valueFromASTUntyped } from 'graphql';
import type { DirectiveNode, DocumentNode } from 'graphql';

/**
 * What the permission directives on one type or field ask for. Both lists are the federation specification's own form, an "or"
 * of "and"s: one of the inner lists has to be met as a whole. Null where the directive is not there.
 */
export interface Requirement {
  readonly scopes: readonly (readonly string[])[] | null;
  readonly policies: readonly (readonly string[])[] | null;
}

export interface Requirements {
  ofType(type: string): Requirement;
  ofField(type: string, field: string): Requirement;
}

const none: Requirement = { scopes: null, policies: null };

/** Reads `@requiresScopes` and `@policy` out of a subgraph's SDL. (`@authenticated` holds for every call of a subgraph.) */
export function readRequirements(typeDefs: DocumentNode): Requirements {
  const types = new Map<string, Requirement>();
  const fields = new Map<string, Requirement>();
  for (const definition of typeDefs.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const type = definition.name.value;
    types.set(type, bothOf(types.get(type) ?? none, readRequirement(definition.directives ?? [])));
    for (const field of definition.fields ?? []) {
      fields.set(`${type}.${field.name.value}`, readRequirement(field.directives ?? []));
    }
  }
  return {
    ofType: (type) => types.get(type) ?? none,
    ofField: (type, field) => fields.get(`${type}.${field}`) ?? none,
  };
}

/** What asks for both: each alternative of the one together with each of the other. */
export function bothOf(one: Requirement, other: Requirement): Requirement {
  return { scopes: product(one.scopes, other.scopes), policies: product(one.policies, other.policies) };
}

function product(one: Requirement['scopes'], other: Requirement['scopes']): Requirement['scopes'] {
  if (one === null || other === null) return one ?? other;
  return one.flatMap((left) => other.map((right) => [...new Set([...left, ...right])]));
}

function readRequirement(directives: readonly DirectiveNode[]): Requirement {
  return {
    scopes: readArgument(directives, 'requiresScopes', 'scopes'),
    policies: readArgument(directives, 'policy', 'policies'),
  };
}

function readArgument(directives: readonly DirectiveNode[], directive: string, argument: string): string[][] | null {
  const node = directives.find(({ name }) => name.value === directive)?.arguments?.find(({ name }) => name.value === argument);
  return node ? (valueFromASTUntyped(node.value) as string[][]) : null;
}
