import { getNamedType, isAbstractType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { bothOf, isRequirement } from '../../schema/contract/requirements.ts';
import type { Requirement, Requirements } from '../../schema/contract/requirements.ts';
import { and, or, rule } from '../../schema/contract/shield.ts';
import { policies } from './policies.ts';
import type { RuleContext } from './policies.ts';
import { PermissionsError } from './supergraph-permissions.ts';

export type ShieldRule = ReturnType<ReturnType<typeof rule>> | ReturnType<typeof and> | ReturnType<typeof or>;

/** One distinct rule of the graph. Many coordinates share one, so it is judged once for a caller and not once a field. */
export interface CompiledRule {
  /** Its place in `RuleTree.rules`, and in the bits of `Rights`. */
  readonly index: number;
  readonly requirement: Requirement;
  readonly shieldRule: ShieldRule;
}

export interface RuleTree {
  readonly rules: readonly CompiledRule[];
  /** What selecting a field of an object type asks for: its own rule and that of the type that it returns. Null for nothing. */
  ofField(type: string, field: string): CompiledRule | null;
  /** What meeting an object of this type asks for, whatever led to it. Null for nothing. */
  ofType(type: string): CompiledRule | null;
}

/**
 * Compiles what the directives ask for to graphql-shield rules, one for each distinct requirement.
 *
 * Rules on interfaces are left out on purpose: composition refuses them in a subgraph's SDL and writes onto an interface the
 * conjunction of what its implementations ask for. That would close `node` to whoever may not see one of ten types; instead the
 * check of an operation asks each implementation for itself, which is exact.
 */
export function compileRuleTree(schema: GraphQLSchema, requirements: Requirements): RuleTree {
  const rules = new Map<string, CompiledRule>();
  const problems: string[] = [];
  const compile = (requirement: Requirement, coordinate: string): CompiledRule | null => {
    if (!isRequirement(requirement)) return null;
    const key = JSON.stringify(requirement);
    const known = rules.get(key);
    if (known) return known;
    for (const name of requirement.policies?.flat() ?? []) {
      if (!Object.hasOwn(policies, name)) problems.push(`${coordinate}: the policy "${name}" has no implementation`);
    }
    const compiled = { index: rules.size, requirement, shieldRule: toShieldRule(requirement) };
    rules.set(key, compiled);
    return compiled;
  };

  const ofField = new Map<string, CompiledRule | null>();
  const ofType = new Map<string, CompiledRule | null>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (!isInterfaceType(type)) ofType.set(type.name, compile(requirements.ofType(type.name), type.name));
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const returned = getNamedType(field.type);
      const own = requirements.ofField(type.name, field.name);
      const whole = isCompositeType(returned) && isAbstractType(returned) ? own : bothOf(own, requirements.ofType(returned.name));
      ofField.set(coordinate, compile(whole, coordinate));
    }
  }
  if (problems.length > 0) throw new PermissionsError(problems);
  return {
    rules: [...rules.values()],
    ofField: (type, field) => ofField.get(`${type}.${field}`) ?? null,
    ofType: (type) => ofType.get(type) ?? null,
  };
}

function toShieldRule({ authenticated, scopes, policies: policyNames }: Requirement): ShieldRule {
  const all: ShieldRule[] = [];
  if (authenticated || scopes || policyNames) all.push(isAuthenticated);
  if (scopes) all.push(or(...scopes.map(hasScopes)));
  if (policyNames) {
    all.push(or(...policyNames.map((names) => and(...names.map((name) => policies[name as keyof typeof policies])))));
  }
  return and(...all);
}

const isAuthenticated = rule('authenticated')((_parent, _args, { principal }: RuleContext) => principal !== null);

function hasScopes(names: readonly string[]) {
  return rule(`scopes:${names.join(' ')}`)(
    (_parent, _args, { principal }: RuleContext) => principal !== null && names.every((name) => principal.scopes.has(name)),
  );
}
