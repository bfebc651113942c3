import { Kind, isObjectType, visit } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { findDenials } from './find-denials.ts';
import type { Denial } from './find-denials.ts';
import { EDGE_NODE_ALIAS, OWNER_ALIAS, PRUNED_ALIAS } from './reserved-names.ts';
import type { Rights } from './rights.ts';
import type { RuleTree } from './rule-tree.ts';
import { createVisibleSchema } from './visible-schema.ts';

/*
 * Turns a valid operation into the one that may be planned for a caller with these rights:
 *
 * - a field whose rule says no is taken out, wherever it stands, and reported with each path that leads to it;
 * - what is selected on an interface or union is spelled out for the implementations that the caller may see, when there are
 *   some that the caller may not: nothing of a hidden type is ever fetched;
 * - every selection on something that belongs to a client also asks whose it is, under a reserved alias, for the check of
 *   ownership; a selection on an edge asks it of the node. Every selection on an interface or union asks for the type.
 *
 * Fragments are kept as fragments and worked on once each: a rule depends on the type and the field, not on the way there. (To
 * write them out would let forty nested fragments grow to 2^40 selections.) All of it depends on the operation and the rights
 * alone, so it is done once for both; `@skip` and `@include` are left in place.
 */

export interface CheckedOperation {
  /** What may be planned; null when nothing of the operation is left. */
  readonly document: DocumentNode | null;
  readonly denials: readonly Denial[];
}

export interface OwnershipFields {
  /** The field of a type that says whose its objects are; null for a type whose objects belong to nobody. */
  ownerFieldOf(type: string): string | null;
  /** Whether it is an edge that leads to something that can belong to somebody. */
  isEdgeOfOwned(type: string): boolean;
}

export function checkOperation(options: {
  readonly schema: GraphQLSchema;
  /** What the caller's audience may ask for; the operation is valid in it. */
  readonly audienceSchema: GraphQLSchema;
  readonly tree: RuleTree;
  readonly rights: Rights;
  readonly ownership: OwnershipFields;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}): CheckedOperation {
  const { schema, ownership, document, operation } = options;
  const visible = createVisibleSchema({ ...options, schema });
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const checkedFragments = new Map<string, FragmentDefinitionNode | null>();

  /** Null when nothing of the fragment is left. Fragments cannot contain themselves in a valid document. */
  function checkFragment(name: string): FragmentDefinitionNode | null {
    const known = checkedFragments.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const type = fragment && visible.composite(fragment.typeCondition.name.value);
    const selectionSet = fragment && type ? checkSelections(fragment.selectionSet, type) : null;
    const checked = fragment && selectionSet ? { ...fragment, selectionSet } : null;
    checkedFragments.set(name, checked);
    return checked;
  }

  /** Null when nothing is left. */
  function checkSelections(selectionSet: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode | null {
    if (!visible.possibleTypes(type).some(visible.isVisible)) return null;
    const kept = selectionSet.selections.flatMap((selection) => checkSelection(selection, type));
    return kept.length > 0 ? selectionSetOf(kept) : null;
  }

  function checkSelection(selection: SelectionNode, type: GraphQLCompositeType): SelectionNode[] {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return checkFragment(selection.name.value) ? [selection] : [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition ? visible.composite(selection.typeCondition.name.value) : type;
      const selectionSet = condition && checkSelections(selection.selectionSet, condition);
      return selectionSet ? [{ ...selection, selectionSet }] : [];
    }
    // Introspection is answered when the answer is shaped: no subgraph is asked for it.
    if (selection.name.value.startsWith('__')) return selection.selectionSet ? [] : [selection];
    const possible = visible.possibleTypes(type);
    const allowed = possible.filter((one) => isAllowed(one, selection.name.value));
    if (allowed.length === possible.length) return [checkField(selection, type)];
    return isObjectType(type) ? [] : allowed.map((one) => fragmentOn(one, [checkField(selection, one)]));
  }

  function isAllowed(type: GraphQLObjectType, field: string): boolean {
    if (!visible.isVisible(type) || visible.deniedBy(type, field)) return false;
    const returned = visible.returnedBy(type, field);
    return !returned || visible.possibleTypes(returned).some(visible.isVisible);
  }

  function checkField(field: FieldNode, type: GraphQLCompositeType): FieldNode {
    const returned = visible.returnedBy(type, field.name.value);
    if (!field.selectionSet || !returned) return field;
    const checked = checkSelections(field.selectionSet, returned)?.selections ?? [fieldAs(PRUNED_ALIAS, '__typename')];
    return { ...field, selectionSet: selectionSetOf([...checked, ...ownershipOf(returned)]) };
  }

  /** What the check of ownership needs to know of an object of this type. */
  function ownershipOf(type: GraphQLCompositeType): SelectionNode[] {
    if (isObjectType(type)) {
      const owner = ownership.ownerFieldOf(type.name);
      return [...(owner ? [fieldAs(OWNER_ALIAS, owner)] : []), ...edgeNodeOf(type)];
    }
    const fragmentsOfOwned = visible
      .possibleTypes(type)
      .filter((possible) => visible.isVisible(possible) && ownership.ownerFieldOf(possible.name) !== null)
      .map((possible) => fragmentOn(possible, ownershipOf(possible)));
    return [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }, ...fragmentsOfOwned];
  }

  function edgeNodeOf(type: GraphQLObjectType): SelectionNode[] {
    const returned = ownership.isEdgeOfOwned(type.name) && isAllowed(type, 'node') ? visible.returnedBy(type, 'node') : null;
    if (!returned) return [];
    return [{ ...fieldAs(EDGE_NODE_ALIAS, 'node'), selectionSet: selectionSetOf(ownershipOf(returned)) }];
  }

  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation} type, yet the operation was validated`);
  const selectionSet = checkSelections(operation.selectionSet, root);
  return {
    document: selectionSet && assemble({ ...operation, selectionSet }, checkedFragments),
    denials: findDenials({ visible, root, operation, fragments }),
  };
}

/** The document of what is left: fragments and variables that nothing uses any more would be invalid, so they go. */
function assemble(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode | null>,
): DocumentNode {
  const usedFragments = new Map<string, FragmentDefinitionNode>();
  const usedVariables = new Set<string>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => {
        usedVariables.add(name.value);
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || usedFragments.has(name.value)) return;
        usedFragments.set(name.value, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => usedVariables.has(variable.name.value));
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, variableDefinitions: variableDefinitions ?? [] }, ...usedFragments.values()],
  };
}

function selectionSetOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function fragmentOn(type: GraphQLObjectType, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
    selectionSet: selectionSetOf(selections),
  };
}

function fieldAs(alias: string, name: string): FieldNode {
  return { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: alias }, name: { kind: Kind.NAME, value: name } };
}
