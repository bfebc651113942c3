import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { readGlobalIdOf } from '../../schema/contract/global-id.ts';
import { EVERY_CLIENT_SCOPE } from '../../schema/contract/identity-claims.ts';
import type { Principal } from '../auth/principal.ts';
import type { Keeping, Shape } from '../execution/shape/shape.ts';
import type { OwnershipFields } from './check-operation.ts';
import { EDGE_NODE_ALIAS, OWNER_ALIAS } from './reserved-names.ts';
import type { Rights } from './rights.ts';
import type { RuleTree } from './rule-tree.ts';

/*
 * The last place that says no. The subgraphs were asked within the caller's scope and should have answered nothing else; here
 * every client-owned object of the answer is asked whose it is, and what is not the caller's goes: out of a list, else null, with
 * the errors that were reported below it. So a subgraph that forgot its scope leaks nothing. What cannot be without a part that
 * went goes in the same way; the edge of a connection goes with its node, and the connection's count is less by as many.
 *
 * It is also what makes a thing that does not exist null: `node` leads to the keeper of a type without asking whether the thing is
 * there, and the owner of what is not there is missing.
 *
 * All of it happens while the answer is shaped, by the operation as it was asked for. The shape puts the nulls of pruned fields
 * where they belong, carries nulls upwards as the schema says, and leaves the reserved aliases behind.
 */

/** The types whose objects say whose they are: by `clientId`, and a client by its own id. */
export function readOwnershipFields(schema: GraphQLSchema): OwnershipFields {
  const owners = new Map<string, string>();
  const objectTypes = Object.values(schema.getTypeMap()).filter(isObjectType);
  for (const type of objectTypes) {
    if (type.name === 'Client') owners.set(type.name, 'id');
    else if (type.getFields()['clientId']) owners.set(type.name, 'clientId');
  }
  const edges = objectTypes.filter((type) => {
    const { node, cursor } = type.getFields();
    const nodeType = node && cursor && getNamedType(node.type);
    if (!isCompositeType(nodeType)) return false;
    const possible = isObjectType(nodeType) ? [nodeType] : schema.getPossibleTypes(nodeType);
    return possible.some(({ name }) => owners.has(name));
  });
  const edgeNames = new Set(edges.map(({ name }) => name));
  return { ownerFieldOf: (type) => owners.get(type) ?? null, isEdgeOfOwned: (type) => edgeNames.has(type) };
}

/** What is asked of each object, for all callers with these rights. */
export function createKeeping(tree: RuleTree, rights: Rights, ownership: OwnershipFields): Keeping {
  return {
    isVisible: ({ name }) => rights.meets(tree.ofType(name)),
    mayRead: ({ name }, field) => rights.meets(tree.ofField(name, field)),
    hasOwner: ({ name }) => ownership.ownerFieldOf(name) !== null,
    ownerKey: OWNER_ALIAS,
    isEdge: ({ name }) => ownership.isEdgeOfOwned(name),
    edgeNodeKey: EDGE_NODE_ALIAS,
  };
}

export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
}

export function shapeAnswer(options: {
  readonly shape: Shape;
  readonly principal: Principal | null;
  /** With their defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The answer to the operation that was planned. */
  readonly fetched: Answer;
  /** Told of each type of which something foreign was dropped. It never happens while the subgraphs keep to their scope. */
  readonly reportForeign: (type: string) => void;
}): Answer {
  const { shape, principal, variables, fetched, reportForeign } = options;
  const { data, dropped } = shape({
    tree: fetched.data ?? {},
    variables,
    owners: { mayHave: ownerCheckOf(principal), reportForeign },
  });
  if (dropped.length === 0) return { data, errors: fetched.errors };
  return { data, errors: fetched.errors.filter((error) => !dropped.some((fields) => passes(error.path, fields))) };
}

/** By the names of the fields, without the indices of lists: dropping an element moves those behind it. */
function passes(path: readonly (string | number)[] | undefined, fields: readonly string[]): boolean {
  const names = path?.filter((step) => typeof step === 'string') ?? [];
  return fields.every((field, index) => names[index] === field);
}

const ownerChecks = new WeakMap<Principal, (owner: string) => boolean>();

function ownerCheckOf(principal: Principal | null): (owner: string) => boolean {
  if (!principal) return () => false;
  let check = ownerChecks.get(principal);
  if (!check) {
    check = createOwnerCheck(principal);
    ownerChecks.set(principal, check);
  }
  return check;
}

function createOwnerCheck(principal: Principal): (owner: string) => boolean {
  if (principal.kind === 'staff' && principal.scopes.has(EVERY_CLIENT_SCOPE)) return () => true;
  const clientIds = new Set(principal.memberships.map(({ clientId }) => clientId));
  // An answer says the same few owners over and over.
  let last: string | null = null;
  return (owner) => {
    if (owner === last) return true;
    const clientId = readGlobalIdOf('Client', owner);
    if (clientId === null || !clientIds.has(clientId)) return false;
    last = owner;
    return true;
  };
}
