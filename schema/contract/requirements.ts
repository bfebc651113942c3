import { Kind, valueFromASTUntyped } from 'graphql';
import type { DirectiveNode, DocumentNode } from 'graphql';

/**
 * What the permission directives on one type or field ask for, in the federation specification's own form: each list is an "or"
 * of "and"s, so one of the inner lists has to be met as a whole. Null where the directive is not there.
 */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: readonly (readonly string[])[] | null;
  readonly policies: readonly (readonly string[])[] | null;
}

/** What a document's object and interface types ask for, by coordinate. */
export interface Requirements {
  ofType(type: string): Requirement;
  ofField(type: string, field: string): Requirement;
}

export const NO_REQUIREMENT: Requirement = { authenticated: false, scopes: null, policies: null };

/** Reads `@authenticated`, `@requiresScopes` and `@policy` out of a subgraph's SDL or a supergraph's. */
export function readRequirements(document: DocumentNode): Requirements {
  const types = new Map<string, Requirement>();
  const fields = new Map<string, Requirement>();
  for (const definition of document.definitions) {
    const type = 'name' in definition ? definition.name.value : undefined;
    if (type === undefined || !('directives' in definition)) continue;
    types.set(type, bothOf(types.get(type) ?? NO_REQUIREMENT, readRequirement(definition.directives ?? [])));
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      if (field.kind === Kind.FIELD_DEFINITION)
        fields.set(`${type}.${field.name.value}`, readRequirement(field.directives ?? []));
    }
  }
  return {
    ofType: (type) => types.get(type) ?? NO_REQUIREMENT,
    ofField: (type, field) => fields.get(`${type}.${field}`) ?? NO_REQUIREMENT,
  };
}

/** What asks for both: each alternative of the one together with each of the other. */
export function bothOf(one: Requirement, other: Requirement): Requirement {
  return {
    authenticated: one.authenticated || other.authenticated,
    scopes: product(one.scopes, other.scopes),
    policies: product(one.policies, other.policies),
  };
}

export function isRequirement({ authenticated, scopes, policies }: Requirement): boolean {
  return authenticated || scopes !== null || policies !== null;
}

function product(one: Requirement['scopes'], other: Requirement['scopes']): Requirement['scopes'] {
  if (one === null || other === null) return one ?? other;
  return one.flatMap((left) => other.map((right) => [...new Set([...left, ...right])]));
}

function readRequirement(directives: readonly DirectiveNode[]): Requirement {
  return {
    authenticated: directives.some(({ name }) => name.value === 'authenticated'),
    scopes: readArgument(directives, 'requiresScopes', 'scopes'),
    policies: readArgument(directives, 'policy', 'policies'),
  };
}

function readArgument(directives: readonly DirectiveNode[], directive: string, argument: string): string[][] | null {
  const node = directives.find(({ name }) => name.value === directive)?.arguments?.find(({ name }) => name.value === argument);
  return node ? (valueFromASTUntyped(node.value) as string[][]) : null;
}
