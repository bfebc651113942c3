import type { FetchNode, ParallelNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { asking, keepFields, writeOperation } from './entity-question.ts';
import { mapFetches } from './plan-fetches.ts';
import type { PlanningSupergraph, RequiredField } from './planning-supergraph.ts';
import type { RequirementOf, Slots } from './requirements.ts';
import type { SubgraphTypes } from './subgraph-types.ts';

/**
 * Makes of the fields that stand in a plan for `price(currency: "EUR")` what subgraphs know: they are asked for it under the other name as an
 * alias, and told of it as `price`. Two fields of a subgraph that require one field with different arguments cannot be told of in one
 * representation: each is asked for in a question of its own. So is, of an `@interfaceObject`, what requires something: the planner has that
 * at hand for the types alone of which the operation asks for it, and objects of the others could not be asked about at all.
 */
export function createRestoreRequiredFields(
  { requiredFields }: PlanningSupergraph,
  requirementOf: RequirementOf,
  { isInterfaceObject, hasInterfaceObjects }: Pick<SubgraphTypes, 'isInterfaceObject' | 'hasInterfaceObjects'>,
): (plan: QueryPlan) => QueryPlan {
  if (requiredFields.size === 0 && !hasInterfaceObjects) return (plan) => plan;
  const known: Known = { requiredFields, requirementOf, isInterfaceObject };
  return (plan) => {
    if (!plan.node || plan.node.kind === 'Subscription') return plan;
    return { ...plan, node: mapFetches(plan.node, (node) => restoreFetch(node, known)) };
  };
}

interface Known extends Pick<SubgraphTypes, 'isInterfaceObject'> {
  readonly requiredFields: PlanningSupergraph['requiredFields'];
  readonly requirementOf: RequirementOf;
}

function restoreFetch(node: FetchNode, { requiredFields, requirementOf, isInterfaceObject }: Known): FetchNode | ParallelNode {
  const requires = node.requires && restoreTold(node.requires, requiredFields);
  const document = parse(node.operation, { noLocation: true });
  const restored: FetchNode = {
    ...node,
    ...(requires && { requires }),
    operation: writeOperation(restoreAsked(document, requiredFields)),
  };
  if (!requires) return restored;
  const slotsOf = (type: string, field: string): Slots => requirementOf(node.serviceName, type, field);
  const conflicts = conflictsIn(requires);
  const apart = new Set<string>();
  keepFields(document, (type, field) => {
    if (isInterfaceObject(node.serviceName, type)) for (const slot of slotsOf(type, field).keys()) apart.add(slot);
    return true;
  });
  const parts = groupFields(document, slotsOf, conflicts, apart);
  if (parts.length < 2) return restored;
  return {
    kind: 'Parallel',
    nodes: parts.map(({ fields, slots }) => {
      const part = keepFields(document, (type, field) => fields.has(`${type}.${field}`));
      const told = keepTold(requires, new Set([...conflicts, ...apart]), slots);
      return { ...asking(node, restoreAsked(part, requiredFields)), requires: told };
    }),
  };
}

function restoreAsked(document: DocumentNode, known: ReadonlyMap<string, RequiredField>): DocumentNode {
  return visit(document, {
    Field(field) {
      const required = known.get(field.name.value);
      if (!required) return undefined;
      const name = { kind: Kind.NAME, value: required.name } as const;
      return { ...field, alias: field.alias ?? field.name, name, arguments: required.arguments };
    },
  });
}

/** Here an alias is where a value lies, and the name is what it is told as. */
function restoreTold(
  selections: readonly QueryPlanSelectionNode[],
  known: ReadonlyMap<string, RequiredField>,
): QueryPlanSelectionNode[] {
  return selections.map((selection) => {
    const inner = selection.selections && { selections: restoreTold(selection.selections, known) };
    const required = selection.kind === 'Field' ? known.get(selection.name) : undefined;
    return required
      ? { ...selection, alias: (selection as { name: string }).name, name: required.name, ...inner }
      : { ...selection, ...inner };
  });
}

/** What a subgraph is told of an object. */
interface Told {
  readonly slot: string;
  readonly from: string;
}

export function* toldIn(selections: readonly QueryPlanSelectionNode[], path: string): Generator<Told> {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      yield* toldIn(selection.selections, path);
      continue;
    }
    const slot = `${path}/${selection.name}`;
    yield { slot, from: selection.alias ?? selection.name };
    if (selection.selections) yield* toldIn(selection.selections, slot);
  }
}

/** What would be told twice, with different values. */
function conflictsIn(requires: readonly QueryPlanSelectionNode[]): Set<string> {
  const places = new Map<string, string>();
  const conflicts = new Set<string>();
  for (const { slot, from } of toldIn(requires, '')) {
    if ((places.get(slot) ?? from) !== from) conflicts.add(slot);
    places.set(slot, from);
  }
  return conflicts;
}

interface Part {
  /** By their types. */
  readonly fields: Set<string>;
  readonly slots: Map<string, string>;
}

/**
 * As few parts as it takes for no two fields of one to want different things in one place, or one of them nothing in a place that
 * stands apart.
 */
function groupFields(
  document: DocumentNode,
  slotsOf: (type: string, field: string) => Slots,
  conflicts: ReadonlySet<string>,
  apart: ReadonlySet<string>,
): Part[] {
  const parts: Part[] = [];
  keepFields(document, (type, field) => {
    const wanted = new Map([...slotsOf(type, field)].filter(([slot]) => conflicts.has(slot) || apart.has(slot)));
    const fits = ({ slots }: Part): boolean =>
      [...wanted].every(([slot, from]) => (slots.get(slot) ?? from) === from) &&
      [...apart].every((slot) => slots.has(slot) === wanted.has(slot));
    let part = parts.find(fits);
    if (!part) parts.push((part = { fields: new Set(), slots: new Map() }));
    part.fields.add(`${type}.${field}`);
    for (const [slot, from] of wanted) part.slots.set(slot, from);
    return true;
  });
  return parts;
}

function keepTold(
  selections: readonly QueryPlanSelectionNode[],
  conflicts: ReadonlySet<string>,
  slots: ReadonlyMap<string, string>,
  path = '',
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') {
      return [{ ...selection, selections: keepTold(selection.selections, conflicts, slots, path) }];
    }
    const slot = `${path}/${selection.name}`;
    if (conflicts.has(slot) && slots.get(slot) !== (selection.alias ?? selection.name)) return [];
    if (!selection.selections) return [selection];
    const inner = keepTold(selection.selections, conflicts, slots, slot);
    // Nothing of it is for these fields.
    return inner.length > 0 ? [{ ...selection, selections: inner }] : [];
  });
}
