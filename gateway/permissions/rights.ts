import type { GraphQLResolveInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Requirement } from '../../schema/contract/requirements.ts';
import { allow } from '../../schema/contract/shield.ts';
import type { Principal } from '../auth/principal.ts';
import type { CompiledRule, RuleTree } from './rule-tree.ts';

/** What every rule of the graph says to one caller. */
export interface Rights {
  /** Equal for two callers exactly when every rule gives both the same answer: what is compiled for one serves the other. */
  readonly key: string;
  /** Whether the caller meets a rule; null stands for no rule. */
  meets(rule: CompiledRule | null): boolean;
}

export interface RightsOf {
  (principal: Principal | null): Promise<Rights>;
}

const keptMax = 10_000;

/** Judges all rules once for a caller and keeps the answer by the caller's fingerprint, on which alone they depend. */
export function createRightsOf(tree: RuleTree): RightsOf {
  const kept = new LRUCache<string, Rights>({ max: keptMax });
  return async (principal) => {
    const fingerprint = principal?.fingerprint ?? '';
    const known = kept.get(fingerprint);
    if (known) return known;
    const answers = await Promise.all(tree.rules.map((rule) => judge(rule, principal)));
    const rights: Rights = {
      key: answers.map((answer) => (answer ? '1' : '0')).join(''),
      meets: (rule) => rule === null || answers[rule.index] === true,
    };
    kept.set(fingerprint, rights);
    return rights;
  };
}

/** `debug` makes graphql-shield pass on what a rule throws; otherwise a fault in a rule would look like a "no" of the rule. */
const shieldOptions = { debug: true, allowExternalErrors: true, fallbackRule: allow, hashFunction: () => '' };

async function judge(rule: CompiledRule, principal: Principal | null): Promise<boolean> {
  const context = { principal, _shield: { cache: {} } };
  return (await rule.shieldRule.resolve({}, {}, context, {} as GraphQLResolveInfo, shieldOptions)) === true;
}

/** What the caller would need besides, for the error that names it. */
export function missingFor(requirement: Requirement, principal: Principal | null): { rule: string; missing: string[] } {
  if (!principal) return { rule: 'authenticated', missing: ['a token'] };
  if (requirement.scopes && !requirement.scopes.some((names) => names.every((name) => principal.scopes.has(name)))) {
    const [fewest = []] = requirement.scopes
      .map((names) => names.filter((name) => !principal.scopes.has(name)))
      .sort((one, other) => one.length - other.length);
    return { rule: 'requiresScopes', missing: fewest };
  }
  return { rule: 'policy', missing: [...new Set(requirement.policies?.flat() ?? [])] };
}
