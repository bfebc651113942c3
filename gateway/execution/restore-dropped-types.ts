import type { FetchNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { Kind, isAbstractType, parse } from 'graphql';
import type {
  DocumentNode, FieldNode, GraphQLSchema, InlineFragmentNode, OperationDefinitionNode, SelectionNode, SelectionSetNode,
  VariableDefinitionNode,
} from 'graphql'; // prettier-ignore
import { responseNameIn } from './distinct-names.ts';
import { variablesIn, writeOperation } from './entity-question.ts';
import type { Overrides } from './overrides.ts';
import { fetchesIn, mapFetches } from './plan-fetches.ts';
import {
  addSelections, objectTypesOf, placeAt, rootTypesOf, selectionsOf, standAlone, typeOfField, typesWithin,
} from './selection-tree.ts'; // prettier-ignore
import type { SelectedHere, SelectionTree } from './selection-tree.ts';
import type { SubgraphTypes } from './subgraph-types.ts';

/**
 * Puts back what the planner leaves out of a plan. Where several subgraphs share a field that leads to a union or an interface, and one of
 * them does not have all of its types, the planner takes it that no object is of the others, and asks nobody for their fields. A
 * subgraph that has such a type does answer objects of it, and their fields would be null as if they were. So whoever is asked for a
 * place is asked there for the fields of its own types too, as far as nobody is and it has them by itself.
 */
export function createRestoreDroppedTypes(
  schema: GraphQLSchema,
  known: SubgraphTypes,
): (plan: QueryPlan, document: DocumentNode, operationName: string | null, overrides: Overrides | null) => QueryPlan {
  if (!known.differ) return (plan) => plan;
  return (plan, document, operationName, overrides) => {
    const operation = standAlone(document, operationName);
    if (!operation || !plan.node || plan.node.kind === 'Subscription') return plan;
    const wanted = selectionsOf(schema, operation);
    const asked: SelectionTree = new Map();
    for (const [node, path] of fetchesIn(plan.node)) addAsked(schema, placeAt(asked, path), node);
    const change = (node: FetchNode, path: ResponsePath): FetchNode =>
      restoreFetch(node, { schema, known, overrides }, { wanted: placeAt(wanted, path), asked: placeAt(asked, path) }, operation);
    return { ...plan, node: mapFetches(plan.node, change) };
  };
}

interface Types {
  readonly schema: GraphQLSchema;
  readonly known: SubgraphTypes;
  readonly overrides: Overrides | null;
}

/** At one place: what the operation asks for, and what is asked of any subgraph. */
interface Place {
  readonly wanted: SelectionTree;
  readonly asked: SelectionTree;
}

function addAsked(schema: GraphQLSchema, place: SelectionTree, node: FetchNode): void {
  const operation = standAlone(parse(node.operation, { noLocation: true }), null);
  if (!operation) return;
  if (!node.requires) addSelections(schema, place, operation.selectionSet, rootTypesOf(schema, operation));
  for (const selection of node.requires ? operation.selectionSet.selections : []) {
    if (selection.kind === Kind.FIELD && selection.selectionSet) addSelections(schema, place, selection.selectionSet, []);
  }
}

function restoreFetch(node: FetchNode, types: Types, place: Place, asker: OperationDefinitionNode): FetchNode {
  const operation = standAlone(parse(node.operation, { noLocation: true }), null);
  if (!operation) return node;
  const restored = restoreIn(operation.selectionSet, rootTypesOf(types.schema, operation), place, node.serviceName, types);
  if (restored === operation.selectionSet) return node;
  const declared = operation.variableDefinitions ?? [];
  const more = variablesFor(restored, declared, asker);
  const definition: OperationDefinitionNode = {
    ...operation,
    selectionSet: restored,
    variableDefinitions: [...declared, ...more],
  };
  return {
    ...node,
    operation: writeOperation(definition),
    variableUsages: [...(node.variableUsages ?? []), ...more.map(({ variable }) => variable.name.value)],
  };
}

/** The same selection, when nothing is missing in it. */
function restoreIn(
  selectionSet: SelectionSetNode,
  owners: readonly string[],
  place: Place,
  subgraph: string,
  types: Types,
): SelectionSetNode {
  const selections = selectionSet.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
    let inner: SelectionSetNode;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const within = typesWithin(types.schema, selection.typeCondition?.name.value, owners);
      inner = restoreIn(selection.selectionSet, within, place, subgraph, types);
    } else if (selection.name.value === '_entities') {
      inner = restoreIn(selection.selectionSet, [], place, subgraph, types);
    } else {
      inner = restoreBelow(selection, selection.selectionSet, owners, place, subgraph, types);
    }
    return inner === selection.selectionSet ? selection : { ...selection, selectionSet: inner };
  });
  return selections.every((selection, index) => selection === selectionSet.selections[index])
    ? selectionSet
    : { ...selectionSet, selections };
}

function restoreBelow(
  field: FieldNode,
  selectionSet: SelectionSetNode,
  owners: readonly string[],
  place: Place,
  subgraph: string,
  types: Types,
): SelectionSetNode {
  const [wanted, asked] = [place.wanted.get(responseNameIn(field))?.below, place.asked.get(responseNameIn(field))?.below];
  if (!wanted || !asked) return selectionSet;
  const { schema, known } = types;
  const returned = new Set(owners.map((owner) => typeOfField(schema, owner, field.name.value)));
  const objects = new Set([...returned].flatMap((type) => objectTypesOf(schema, type)));
  const restored = restoreIn(selectionSet, [...objects], { wanted, asked }, subgraph, types);
  const own = new Set([...returned].filter(isAbstractType).flatMap(({ name }) => [...known.objectTypesOf(subgraph, name)]));
  const missing = [...own].flatMap((type) => leftOut(type, { wanted, asked }, subgraph, types));
  return missing.length > 0 ? { ...restored, selections: [...restored.selections, ...missing] } : restored;
}

/** What is wanted of objects of this type and asked of nobody. */
function leftOut(type: string, { wanted, asked }: Place, subgraph: string, types: Types): InlineFragmentNode[] {
  const fields = [...wanted].flatMap(([name, here]) => {
    const other = asked.get(name);
    if (!here.types.has(type) || other?.types.has(type) || (other && !fitsTogether(type, here, other, types.schema))) return [];
    return fieldOf(type, here, subgraph, types) ?? [];
  });
  return fields.length > 0 ? [on(type, fields)] : [];
}

/** In one selection, fields of one name must be of one type, whatever objects they are of. */
function fitsTogether(type: string, { field }: SelectedHere, other: SelectedHere, schema: GraphQLSchema): boolean {
  const written = (owner: string, { name }: FieldNode): string => {
    const found = schema.getType(owner);
    return found && 'getFields' in found ? String(found.getFields()[name.value]?.type) : '';
  };
  return [...other.types].every((owner) => written(owner, other.field) === written(type, field));
}

/** Null when the subgraph does not have all of it by itself. */
function fieldOf(type: string, { field, below }: SelectedHere, subgraph: string, types: Types): FieldNode | null {
  if (field.name.value === '__typename') return field;
  if (!types.known.resolves(subgraph, type, field.name.value, types.overrides)) return null;
  if (!field.selectionSet) return field;
  const returned = typeOfField(types.schema, type, field.name.value);
  const objects = isAbstractType(returned)
    ? types.known.objectTypesOf(subgraph, returned.name)
    : objectTypesOf(types.schema, returned);
  const selections: SelectionNode[] = [typeName];
  for (const object of objects) {
    const fields: FieldNode[] = [];
    for (const here of below.values()) {
      if (!here.types.has(object)) continue;
      const inner = fieldOf(object, here, subgraph, types);
      if (!inner) return null;
      fields.push(inner);
    }
    if (fields.length > 0) selections.push(on(object, fields));
  }
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function variablesFor(
  selectionSet: SelectionSetNode,
  declared: readonly VariableDefinitionNode[],
  asker: OperationDefinitionNode,
): readonly VariableDefinitionNode[] {
  const names = variablesIn(selectionSet);
  for (const { variable } of declared) names.delete(variable.name.value);
  return (asker.variableDefinitions ?? []).filter(({ variable }) => names.has(variable.name.value));
}

const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function on(type: string, selections: readonly FieldNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
