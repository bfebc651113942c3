import type { FetchNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { responseNameIn } from './distinct-names.ts';
import { createIsNeeded } from './needed-fields.ts';
import { fetchesIn } from './plan-fetches.ts';
import { renamesOf } from './plan/rewrites.ts';
import { objectTypesOf, rootTypesOf, standAlone, typeOfField, typesWithin } from './selection-tree.ts';

/**
 * For each step of the path to a question's objects: of which types the object is from which it leads on, null for any. Types that are no
 * types of objects are let through, for nobody knows yet what they stand for.
 */
export type AskedTypes = readonly (ReadonlySet<string> | null)[];

/** Null for a question that goes to all objects of its place. */
export interface AskedTypesOf {
  (node: FetchNode): AskedTypes | null;
}

/**
 * The planner puts what is asked below different types in one place: of `{ found { ... on A { x { own } } ... on B { x { other } } } }` it asks
 * the subgraph that has `other` about the `x` of an `A` as well. That is a question for nothing, and where it fails an error about what nobody
 * asked for. So each question goes to the objects alone below which one of its fields is asked for.
 *
 * A question goes to all where the plan needs one of its fields for another question, or to find out of which type an object is.
 */
export function createAskedTypes(
  schema: GraphQLSchema,
): (plan: QueryPlan, document: DocumentNode, operationName: string | null) => AskedTypesOf {
  return (plan, document, operationName) => {
    const operation = standAlone(document, operationName);
    if (!operation || !plan.node || plan.node.kind === 'Subscription') return () => null;
    const fetches = [...fetchesIn(plan.node)];
    // What arguments are taken from is asked for besides, and stands in no requirement.
    if (fetches.some(([{ contextRewrites }]) => contextRewrites !== undefined)) return () => null;
    const isNeeded = createIsNeeded(plan.node);
    const known = new Map(
      fetches.flatMap(([node, path]) => {
        const names = path.filter((step) => step !== '@').length > 1 ? fieldsOf(node) : null;
        // `__typename` is one of them: every question about objects needs it.
        if (names === null || [...names].some((name) => isNeeded(path, name))) return [];
        const types = typesAlong(schema, operation, path, names);
        return types ? [[node, types] as const] : [];
      }),
    );
    return (node) => known.get(node) ?? null;
  };
}

/** What a question asks of its objects, by the names in the tree; null for one that is about no objects. */
function fieldsOf(node: FetchNode): ReadonlySet<string> | null {
  if (!node.requires) return null;
  const renames = renamesOf(node.outputRewrites);
  const names = new Set<string>();
  const add = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet);
      if (selection.kind !== Kind.FIELD) continue;
      const name = responseNameIn(selection);
      names.add(renames.get(name) ?? name);
    }
  };
  for (const selection of standAlone(parse(node.operation, { noLocation: true }), null)?.selectionSet.selections ?? []) {
    if (selection.kind === Kind.FIELD && selection.selectionSet) add(selection.selectionSet);
  }
  return names;
}

/** Null where they are all that there are, and where the operation itself does not ask for each of the fields. */
function typesAlong(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  path: ResponsePath,
  fields: ReadonlySet<string>,
): AskedTypes | null {
  const steps = path.filter((step) => step !== '@').map(String);
  const [reached, asked] = [steps.map(() => new Set<string>()), steps.map(() => new Set<string>())];
  const found = new Set<string>();

  function walk({ selections }: SelectionSetNode, owners: readonly string[], trail: readonly (readonly string[])[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const within = typesWithin(schema, selection.typeCondition?.name.value, owners).filter((type) => owners.includes(type));
        if (within.length > 0) walk(selection.selectionSet, within, trail);
      } else if (selection.kind === Kind.FIELD) {
        const name = responseNameIn(selection);
        if (trail.length === steps.length && fields.has(name)) {
          found.add(name);
          for (const [depth, types] of trail.entries()) for (const type of types) asked[depth]?.add(type);
        } else if (selection.selectionSet && name === steps[trail.length]) {
          const below = new Set(
            owners.flatMap((owner) => objectTypesOf(schema, typeOfField(schema, owner, selection.name.value))),
          );
          for (const type of below) reached[trail.length + 1]?.add(type);
          walk(selection.selectionSet, [...below], [...trail, owners]);
        }
      }
    }
  }
  walk(operation.selectionSet, rootTypesOf(schema, operation), []);
  if (found.size < fields.size) return null;

  // Nothing says of which type the operation itself is.
  const limited = asked.map((types, depth) => (depth > 0 && types.size < (reached[depth]?.size ?? 0) ? types : null));
  if (limited.every((types) => types === null)) return null;
  let depth = 0;
  return path.map((step) => (step === '@' ? null : (limited[depth++] ?? null)));
}
