import { Kind, getNamedType, isAbstractType, isLeafType, isObjectType } from 'graphql';
import type { DirectiveNode, DocumentNode, GraphQLNamedType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { AppError } from '../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { bothOf, readRequirements } from '../../schema/contract/requirements.ts';
import type { Requirement, Requirements } from '../../schema/contract/requirements.ts';
import { applyMiddleware, rule, shield } from '../../schema/contract/shield.ts';
import type { ClientId } from './domain.ts';
import type { Scope } from './scope.ts';
import { isOwnerOf, isOwnerOfAny, seesBilling } from './scope.ts';

/*
 * The subgraph's own "no". The gateway prunes what a caller may not have before it plans, but a subgraph must not rest on that:
 * it evaluates the same directives from its own SDL, in three places.
 *
 * - In front of each resolver (graphql-shield as middleware): the scopes of the field and of the type that it returns, and the
 *   field's policies, judged on the parent record.
 * - Around every `__resolveReference`: the middleware does not see entity look-ups, so without this `_entities` would be open.
 * - Behind each resolver that returns a record whose type has policies: those need the record itself. A record that fails is
 *   null, as if it did not exist; a list loses it.
 *
 * Besides, whoever looks through somebody else's eyes changes nothing: no field of `Mutation` is theirs, whatever its rules say.
 */

export interface GuardedContext {
  readonly scope: Scope;
  readonly claims: Pick<IdentityClaims, 'actor'>;
}

type ReferenceResolver = (reference: unknown, context: GuardedContext, info: GraphQLResolveInfo) => unknown;

/** Resolvers by type and field; `__resolveReference` and `__resolveType` beside the fields; scalars as they are. */
export type ResolverMap = Readonly<Record<string, unknown>>;

type Policy = (record: unknown, context: GuardedContext) => boolean;

/** What the policies named in the SDL mean for a record. A policy that is missing here stops the start. */
const policies: Readonly<Record<string, Policy>> = {
  staff: (_record, { scope }) => scope.kind === 'staff',
  billing: (record, { scope }) => {
    const clientId = ownerOf(record);
    return clientId !== null && seesBilling(scope, clientId);
  },
  owner: (record, { scope }) => {
    // A root field has no record: it may be yes for some client of the caller, and the resolver judges the one that the input names.
    if (record == null) return isOwnerOfAny(scope);
    const clientId = ownerOf(record);
    return clientId !== null && isOwnerOf(scope, clientId);
  },
  service: (_record, { scope }) => scope.kind === 'service',
};

/** Every client-owned record carries `clientId`; the stub of a client carries it too. */
function ownerOf(record: unknown): ClientId | null {
  if (typeof record !== 'object' || record === null || !('clientId' in record)) return null;
  return typeof record.clientId === 'string' ? (record.clientId as ClientId) : null;
}

/** Throws for an entity without a `__resolveReference`: the library would take whatever `_entities` was given for the record. */
export function guardReferences(typeDefs: DocumentNode, resolvers: ResolverMap): ResolverMap {
  for (const type of entityTypes(typeDefs)) {
    if (!Object.hasOwn(resolvers, type) || !Object.hasOwn(resolvers[type] as object, '__resolveReference'))
      throw new Error(`${type} has a @key and no __resolveReference.`);
  }
  const requirements = readRequirements(typeDefs);
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) => {
      if (typeof fields !== 'object' || fields === null || !('__resolveReference' in fields)) return [type, fields];
      const resolve = fields.__resolveReference as ReferenceResolver;
      const requirement = requirements.ofType(type);
      const guarded: ReferenceResolver = async (reference, context, info) => {
        if (!meetsScopes(requirement, context)) return null;
        const record = await resolve(reference, context, info);
        return record != null && meetsPolicies(requirement, record, context) ? record : null;
      };
      return [type, { ...fields, __resolveReference: guarded }];
    }),
  );
}

export function guardSchema(typeDefs: DocumentNode, schema: GraphQLSchema): GraphQLSchema {
  const requirements = readRequirements(typeDefs);
  const before: Record<string, Record<string, ReturnType<typeof fieldRule>>> = {};
  const behind: Record<string, Record<string, ReturnType<typeof dropDenied>>> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (federationFields.has(`${type.name}.${field.name}`)) continue;
      const returned = getNamedType(field.type);
      const own = requirements.ofField(type.name, field.name);
      const both = bothOf(own, requirements.ofType(returned.name));
      checkPolicies(both, `${type.name}.${field.name}`);
      // A scalar or an enum value is a part of its parent, so its type's policies are judged on the parent like the field's.
      const inFront = { ...both, policies: isLeafType(returned) ? both.policies : own.policies };
      const changes = type === schema.getMutationType();
      if (inFront.scopes || inFront.policies || changes) (before[type.name] ??= {})[field.name] = fieldRule(inFront, changes);
      const possible = isAbstractType(returned) ? schema.getPossibleTypes(returned) : isObjectType(returned) ? [returned] : [];
      for (const one of possible) checkPolicies(requirements.ofType(one.name), one.name);
      if (isAbstractType(returned) || possible.some((one) => requirements.ofType(one.name).policies)) {
        (behind[type.name] ??= {})[field.name] = dropDenied(requirements, returned);
      }
    }
  }
  const rules = shield(before, { allowExternalErrors: true, fallbackError: forbidden() });
  return applyMiddleware(schema, rules, behind as never);
}

/** Of the library's own making: `_entities` goes through `guardReferences`. */
const federationFields: ReadonlySet<string> = new Set(['Query._entities', 'Query._service']);

function entityTypes(typeDefs: DocumentNode): Set<string> {
  const types = new Set<string>();
  for (const definition of typeDefs.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    if (definition.directives?.some(isResolvableKey)) types.add(definition.name.value);
  }
  return types;
}

function isResolvableKey({ name, arguments: given }: DirectiveNode): boolean {
  const resolvable = given?.find((argument) => argument.name.value === 'resolvable')?.value;
  return name.value === 'key' && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
}

function checkPolicies(requirement: Requirement, coordinate: string): void {
  for (const name of requirement.policies?.flat() ?? []) {
    if (!Object.hasOwn(policies, name)) throw new Error(`${coordinate} asks for the policy "${name}", which no code implements.`);
  }
}

function fieldRule(requirement: Requirement, changes: boolean) {
  return rule({ cache: 'no_cache' })((parent: unknown, _args: unknown, context: GuardedContext) => {
    if (changes && context.claims.actor !== undefined) return forbidden();
    return meetsScopes(requirement, context) && meetsPolicies(requirement, parent, context) ? true : forbidden();
  });
}

/** Middleware that takes away the records in a resolver's answer whose own type's rule says no. */
function dropDenied(requirements: Requirements, returned: GraphQLNamedType) {
  const isAllowed = (record: unknown, context: GuardedContext): boolean => {
    const type = isObjectType(returned) ? returned.name : typeNameOf(record);
    if (type === null) return false;
    const requirement = requirements.ofType(type);
    return meetsScopes(requirement, context) && meetsPolicies(requirement, record, context);
  };
  return async (
    resolve: (...given: unknown[]) => unknown,
    parent: unknown,
    args: unknown,
    context: GuardedContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> => {
    const answer = await resolve(parent, args, context, info);
    if (answer == null) return answer;
    if (Array.isArray(answer)) return answer.filter((record) => record == null || isAllowed(record, context));
    return isAllowed(answer, context) ? answer : null;
  };
}

function typeNameOf(record: unknown): string | null {
  if (typeof record !== 'object' || record === null || !('__typename' in record)) return null;
  return typeof record.__typename === 'string' ? record.__typename : null;
}

function meetsScopes(requirement: Requirement, context: GuardedContext): boolean {
  return requirement.scopes === null || requirement.scopes.some((all) => all.every((scope) => context.scope.scopes.has(scope)));
}

function meetsPolicies(requirement: Requirement, record: unknown, context: GuardedContext): boolean {
  if (requirement.policies === null) return true;
  return requirement.policies.some((all) => all.every((name) => policies[name]?.(record, context) ?? false));
}

function forbidden(): AppError {
  return new AppError('FORBIDDEN', 'You may not see or do this.');
}
