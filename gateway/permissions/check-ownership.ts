import { getNamedType, isCompositeType, isListType, isNonNullType, isObjectType, executeSync } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { readGlobalIdOf } from '../../schema/contract/global-id.ts';
import type { Principal } from '../auth/principal.ts';
import { EVERY_CLIENT_SCOPE } from '../../schema/contract/identity-claims.ts';
import type { OwnershipFields } from './check-operation.ts';
import { OWNER_ALIAS, TYPE_ALIAS } from './reserved-names.ts';
import type { Rights } from './rights.ts';
import type { RuleTree } from './rule-tree.ts';

/*
 * The last place that says no. The subgraphs were asked within the caller's scope and should have answered nothing else; here
 * every client-owned object of the answer is asked whose it is, and what is not the caller's goes: out of a list, else null, with
 * the errors that were reported below it. So a subgraph that forgot its scope leaks nothing.
 *
 * It is also what makes a thing that does not exist null: `node` leads to the keeper of a type without asking whether the thing is
 * there, and the owner of what is not there is missing.
 *
 * The answer is shaped by a second execution over the fetched data, by the operation as it was asked for. That puts the nulls of
 * pruned fields where they belong, carries nulls upwards as the schema says, and leaves the reserved aliases behind.
 */

/** The types whose objects say whose they are: by `clientId`, and a client by its own id. */
export function readOwnershipFields(schema: GraphQLSchema): OwnershipFields {
  const fields = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    if (type.name === 'Client') fields.set(type.name, 'id');
    else if (type.getFields()['clientId']) fields.set(type.name, 'clientId');
  }
  return { ownerFieldOf: (type) => fields.get(type) ?? null };
}

export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
}

type Data = Record<string, unknown>;

export function shapeAnswer(options: {
  /** What the caller's audience may ask for. It answers introspection too. */
  readonly schema: GraphQLSchema;
  readonly tree: RuleTree;
  readonly rights: Rights;
  readonly ownership: OwnershipFields;
  readonly principal: Principal | null;
  /** The operation as it was asked for. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The answer to the operation that was planned. */
  readonly fetched: Answer;
  /** Told of each type of which something foreign was dropped. It never happens while the subgraphs keep to their scope. */
  readonly reportForeign: (type: string) => void;
}): Answer {
  const { schema, tree, rights, ownership, principal, fetched } = options;
  const mayHave = createOwnerCheck(principal);
  const dropped: (readonly string[])[] = [];

  function isKept(value: Data, typeName: string, info: GraphQLResolveInfo): boolean {
    if (!schema.getType(typeName) || !rights.meets(tree.ofType(typeName))) return false;
    if (ownership.ownerFieldOf(typeName) === null) return true;
    const owner = value[OWNER_ALIAS];
    // Without an owner it does not exist.
    if (typeof owner !== 'string') return false;
    if (mayHave(owner)) return true;
    options.reportForeign(typeName);
    dropped.push(fieldsOf(info));
    return false;
  }

  function keep(value: unknown, type: GraphQLOutputType, info: GraphQLResolveInfo): unknown {
    if (value == null) return null;
    if (isNonNullType(type)) return keep(value, type.ofType, info);
    if (isListType(type)) {
      if (!Array.isArray(value)) return value;
      return value.flatMap((element: unknown) => {
        const kept = keep(element, type.ofType, info);
        return element != null && kept === null ? [] : [kept];
      });
    }
    if (!isCompositeType(type) || typeof value !== 'object') return value;
    const typeName = isObjectType(type) ? type.name : (value as Data)[TYPE_ALIAS];
    return typeof typeName === 'string' && isKept(value as Data, typeName, info) ? value : null;
  }

  const shaped = executeSync({
    schema,
    document: options.document,
    operationName: options.operationName,
    variableValues: options.variables,
    rootValue: fetched.data ?? {},
    fieldResolver: (source: Data, _args, _context, info) => {
      const value = Object.hasOwn(source, info.path.key) ? source[info.path.key] : null;
      return isCompositeType(getNamedType(info.returnType)) ? keep(value, info.returnType, info) : value;
    },
    typeResolver: (value: Data) => String(value[TYPE_ALIAS]),
  });
  return {
    data: (shaped.data as Data | null | undefined) ?? null,
    errors: fetched.errors.filter((error) => !dropped.some((fields) => passes(error.path, fields))),
  };
}

/** The fields that lead to a place, without the indices of lists: dropping an element moves those behind it. */
function fieldsOf(info: GraphQLResolveInfo): string[] {
  const fields: string[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = info.path; step; step = step.prev) {
    if (typeof step.key === 'string') fields.unshift(step.key);
  }
  return fields;
}

function passes(path: readonly (string | number)[] | undefined, fields: readonly string[]): boolean {
  const names = path?.filter((step) => typeof step === 'string') ?? [];
  return fields.every((field, index) => names[index] === field);
}

function createOwnerCheck(principal: Principal | null): (owner: string) => boolean {
  if (!principal) return () => false;
  if (principal.kind === 'staff' && principal.scopes.has(EVERY_CLIENT_SCOPE)) return () => true;
  const clientIds = new Set(principal.memberships.map(({ clientId }) => clientId));
  return (owner) => {
    const clientId = readGlobalIdOf('Client', owner);
    return clientId !== null && clientIds.has(clientId);
  };
}
