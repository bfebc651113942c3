import type { FetchNode, ParallelNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { responseNameIn } from './distinct-names.ts';
import { asking, keepFields } from './entity-question.ts';
import { createIsNeeded } from './needed-fields.ts';
import { mapFetches } from './plan-fetches.ts';
import { renamesOf } from './plan/rewrites.ts';
import { objectTypesOf, placeAt, selectionsOf, standAlone } from './selection-tree.ts';
import type { SelectionTree } from './selection-tree.ts';
import type { SubgraphTypes } from './subgraph-types.ts';

/**
 * Asks an `@interfaceObject` about the objects alone of which the operation asks. Such a subgraph does not know of which type an object is,
 * and what is asked of one type, `... on Book { score }`, the planner asks of all. Where that fails for an object of another type, there
 * would be an error about what nobody asked for; where it may not be null, everything else that the question asks of the object would be
 * gone with it. So what is asked of different types is asked in questions of their own, each about objects of its types.
 */
export function createSplitByTypes(
  schema: GraphQLSchema,
  { isInterfaceObject, hasInterfaceObjects }: Pick<SubgraphTypes, 'isInterfaceObject' | 'hasInterfaceObjects'>,
): (plan: QueryPlan, document: DocumentNode, operationName: string | null) => QueryPlan {
  if (!hasInterfaceObjects) return (plan) => plan;

  /** Of which types of objects a field is asked; null where that is all that there are, or where the plan itself needs it. */
  function typesOf({ wanted, isNeeded }: Place, name: string, interfaceObject: string): readonly string[] | null {
    const here = wanted.get(name);
    if (!here || isNeeded(name)) return null;
    const known = objectTypesOf(schema, schema.getType(interfaceObject));
    const types = known.filter((type) => here.types.has(type));
    return types.length === 0 || types.length === known.length ? null : types;
  }

  function split(node: FetchNode, place: Place): FetchNode | ParallelNode {
    const { requires } = node;
    if (!requires) return node;
    const document = parse(node.operation, { noLocation: true });
    const renames = renamesOf(node.outputRewrites);
    const groups = new Map<string, { readonly types: readonly string[] | null; readonly fields: Set<unknown> }>();
    keepFields(document, (type, _name, field) => {
      const name = responseNameIn(field);
      const types = isInterfaceObject(node.serviceName, type) ? typesOf(place, renames.get(name) ?? name, type) : null;
      const key = types?.join() ?? '';
      const group = groups.get(key) ?? { types, fields: new Set() };
      groups.set(key, group);
      group.fields.add(field);
      return true;
    });
    if ([...groups.values()].every(({ types }) => types === null)) return node;
    const nodes = [...groups.values()].map(({ types, fields }): FetchNode => ({
      ...asking(
        node,
        keepFields(document, (_type, _name, field) => fields.has(field)),
      ),
      requires: types?.map((typeCondition) => ({ kind: 'InlineFragment', typeCondition, selections: requires })) ?? requires,
    }));
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: 'Parallel', nodes };
  }

  return (plan, document, operationName) => {
    const operation = standAlone(document, operationName);
    if (!operation || !plan.node || plan.node.kind === 'Subscription') return plan;
    const wanted = selectionsOf(schema, operation);
    const isNeeded = createIsNeeded(plan.node);
    const change = (node: FetchNode, path: ResponsePath): FetchNode | ParallelNode =>
      split(node, { wanted: placeAt(wanted, path), isNeeded: (name) => isNeeded(path, name) });
    return { ...plan, node: mapFetches(plan.node, change) };
  };
}

/** At one place: what the operation asks for, and what some subgraph has to be told. */
interface Place {
  readonly wanted: SelectionTree;
  readonly isNeeded: (name: string) => boolean;
}
