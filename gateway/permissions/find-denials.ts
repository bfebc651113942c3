import { Kind, isObjectType } from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLObjectType,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { CompiledRule } from './rule-tree.ts';
import type { VisibleSchema } from './visible-schema.ts';

/** A field that was taken out of an operation. */
export interface Denial {
  readonly rule: CompiledRule;
  /** Response names from the root; `@` stands for each element of a list. */
  readonly path: readonly string[];
  /** As `Client.invoices`. */
  readonly coordinate: string;
  /** What decides whether the field would have been part of the answer at all: `@skip` and `@include` on the way. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly kind: 'skip' | 'include';
  readonly value: { readonly variable: string } | boolean;
}

/** How many paths of denied fields are named in an answer. */
export const DENIALS_MAX = 50;

/**
 * Finds the paths of the denied fields in an operation as it was asked for. It walks into those branches alone in which something
 * was denied, and stops at `DENIALS_MAX`, so that nested fragments cannot make it long.
 */
export function findDenials(options: {
  readonly visible: VisibleSchema;
  readonly root: GraphQLObjectType;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}): Denial[] {
  const { visible, fragments } = options;
  const found: Denial[] = [];
  const deniedIn = new Map<SelectionSetNode, boolean>();

  function hasDenied(selections: SelectionSetNode, type: GraphQLCompositeType): boolean {
    const known = deniedIn.get(selections);
    if (known !== undefined) return known;
    const answer = selections.selections.some((selection) => {
      if (selection.kind !== Kind.FIELD) {
        const inner = fragmentOf(selection, type);
        return inner !== null && hasDenied(inner.selections, inner.type);
      }
      if (deniedBy(selection, type)) return true;
      const returned = visible.returnedBy(type, selection.name.value);
      return selection.selectionSet !== undefined && returned !== null && hasDenied(selection.selectionSet, returned);
    });
    deniedIn.set(selections, answer);
    return answer;
  }

  function walk(
    selections: SelectionSetNode,
    type: GraphQLCompositeType,
    path: readonly string[],
    conditions: readonly Condition[],
  ): void {
    if (!hasDenied(selections, type)) return;
    for (const selection of selections.selections) {
      if (found.length >= DENIALS_MAX) return;
      const conditionsHere = [...conditions, ...conditionsOf(selection)];
      if (selection.kind !== Kind.FIELD) {
        const inner = fragmentOf(selection, type);
        if (inner) walk(inner.selections, inner.type, path, conditionsHere);
        continue;
      }
      const here = [...path, selection.alias?.value ?? selection.name.value];
      const rule = deniedBy(selection, type);
      const returned = visible.returnedBy(type, selection.name.value);
      if (rule) found.push({ rule, path: here, coordinate: `${type.name}.${selection.name.value}`, conditions: conditionsHere });
      else if (selection.selectionSet && returned) {
        walk(selection.selectionSet, returned, [...here, ...listMarks(type, selection.name.value)], conditionsHere);
      }
    }
  }

  /** An implementation that the caller may not see is like one that is not there: it is not reported. */
  function deniedBy(field: FieldNode, type: GraphQLCompositeType): CompiledRule | null {
    if (field.name.value.startsWith('__')) return null;
    for (const possible of visible.possibleTypes(type)) {
      if (!isObjectType(type) && !visible.isVisible(possible)) continue;
      const rule = visible.deniedBy(possible, field.name.value);
      if (rule) return rule;
    }
    return null;
  }

  /** Null for a fragment on a hidden type: it selects nothing, as if no object of that type were there. */
  function fragmentOf(
    selection: Exclude<SelectionNode, FieldNode>,
    type: GraphQLCompositeType,
  ): { selections: SelectionSetNode; type: GraphQLCompositeType } | null {
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition ? visible.composite(fragment.typeCondition.name.value) : type;
    if (!fragment || !condition || !visible.possibleTypes(condition).some(visible.isVisible)) return null;
    return { selections: fragment.selectionSet, type: condition };
  }

  function listMarks(type: GraphQLCompositeType, field: string): string[] {
    const lists = String(visible.fieldOf(type, field)?.type).split('[').length - 1;
    return Array.from({ length: lists }, () => '@');
  }

  walk(options.operation.selectionSet, options.root, [], []);
  return found;
}

function conditionsOf(selection: SelectionNode): Condition[] {
  return (selection.directives ?? []).flatMap((directive): Condition[] => {
    const kind = directive.name.value;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if ((kind !== 'skip' && kind !== 'include') || !value) return [];
    if (value.kind === Kind.VARIABLE) return [{ kind, value: { variable: value.name.value } }];
    return value.kind === Kind.BOOLEAN ? [{ kind, value: value.value }] : [];
  });
}

/** Whether a denied field would have been part of the answer to this request. */
export function wasAskedFor(denial: Denial, variables: Readonly<Record<string, unknown>>): boolean {
  return denial.conditions.every(({ kind, value }) => {
    const holds = typeof value === 'boolean' ? value : variables[value.variable] === true;
    return kind === 'include' ? holds : !holds;
  });
}
