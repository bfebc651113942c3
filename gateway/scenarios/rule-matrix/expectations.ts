import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { bothOf } from '../../../schema/contract/requirements.ts';
import type { Requirement, Requirements } from '../../../schema/contract/requirements.ts';
import { responsePath } from './paths.ts';
import type { Path } from './paths.ts';

/** Who asks, as far as a rule looks at it. Written down here a second time, apart from the product's own reading of tokens and rules. */
export interface Asker {
  readonly kind: 'client' | 'partner' | 'staff';
  readonly role: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER' | null;
  readonly scopes: ReadonlySet<string>;
  /** Whether a client has granted a partner its sums of money. */
  readonly isGrantedBilling?: boolean;
}

/** What an asker has to be answered for one field. */
export type Expected =
  | { readonly outcome: 'allowed' }
  | {
      readonly outcome: 'forbidden';
      readonly path: readonly string[];
      readonly rule: string;
      readonly missing: readonly string[];
    }
  /** Like something that is not there, without a word. */
  | { readonly outcome: 'absent' };

const policies: Readonly<Record<string, (asker: Asker) => boolean>> = {
  staff: ({ kind }) => kind === 'staff',
  billing: ({ kind, role, scopes, isGrantedBilling }) =>
    kind === 'staff' ||
    (kind === 'partner' ? scopes.has('billing:read') && isGrantedBilling === true : role === 'OWNER' || role === 'BILLING'),
  owner: ({ kind, role }) => kind === 'staff' || role === 'OWNER',
  service: () => false,
};

/** The rule of a field: its own and that of the object type that it returns. */
export function requirementOf(schema: GraphQLSchema, requirements: Requirements, type: string, field: string): Requirement {
  const own = requirements.ofField(type, field);
  const parent = schema.getType(type);
  const definition = isObjectType(parent) ? parent.getFields()[field] : undefined;
  const returned = definition && getNamedType(definition.type);
  return isObjectType(returned) ? bothOf(own, requirements.ofType(returned.name)) : own;
}

export function expectedFor(options: {
  readonly schema: GraphQLSchema;
  readonly requirements: Requirements;
  readonly path: Path;
  readonly field: string;
  /** Its name in the answer. */
  readonly alias: string;
  readonly asker: Asker;
}): Expected {
  const { schema, requirements, path, asker } = options;
  for (const [index, { parent, field, fragment }] of path.steps.entries()) {
    const denied = refusalOf(requirementOf(schema, requirements, parent, field), asker);
    if (denied) return { outcome: 'forbidden', path: responsePath(path, index + 1), ...denied };
    if (fragment && refusalOf(requirements.ofType(fragment), asker)) return { outcome: 'absent' };
  }
  const denied = refusalOf(requirementOf(schema, requirements, path.type, options.field), asker);
  if (!denied) return { outcome: 'allowed' };
  const last = path.steps.at(-1);
  const way = [...responsePath(path, path.steps.length), ...(last?.isList ? ['@'] : []), options.alias];
  return { outcome: 'forbidden', path: way, ...denied };
}

function refusalOf({ scopes, policies: named }: Requirement, asker: Asker): { rule: string; missing: string[] } | null {
  if (scopes && !scopes.some((all) => all.every((scope) => asker.scopes.has(scope)))) {
    const lacking = scopes.map((all) => all.filter((scope) => !asker.scopes.has(scope)));
    return { rule: 'requiresScopes', missing: lacking.sort((one, other) => one.length - other.length)[0] ?? [] };
  }
  if (!named || named.some((all) => all.every((name) => isMet(name, asker)))) return null;
  return { rule: 'policy', missing: [...new Set(named.flat())] };
}

function isMet(name: string, asker: Asker): boolean {
  const policy = policies[name];
  if (!policy) throw new Error(`the matrix does not know the policy "${name}"`);
  return policy(asker);
}
