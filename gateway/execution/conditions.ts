import { Kind, visit } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, SelectionSetNode } from 'graphql';
import { ownValue } from './plan/own-value.ts';
import type { Data } from './plan/own-value.ts';

/** What depends in an operation on variables that say whether something is part of it. */
export interface Conditions {
  /** Equal for variables that leave the same of the operation. */
  keyFor(variables: Data): string;
  /** What is part of the operation, without `@skip` and `@include`. It can have selections of which nothing is left. */
  settle(variables: Data): DocumentNode;
  /** The same, to be planned: a selection of which nothing is left asks for the type. */
  settleForPlan(variables: Data): DocumentNode;
}

export function createConditions(document: DocumentNode): Conditions {
  const deciding = conditionVariables(document);
  const isTrue = (variables: Data, name: string): boolean => ownValue(variables, name) === true;
  return {
    keyFor: (variables) => deciding.map((name) => (isTrue(variables, name) ? '1' : '0')).join(''),
    settle: (variables) => settleConditions(document, (name) => isTrue(variables, name)),
    settleForPlan: (variables) => withoutGaps(settleConditions(document, (name) => isTrue(variables, name))),
  };
}

/**
 * Writes the values of `@skip` and `@include` into an operation before it is planned: each set of values has a plan of its own.
 * Apollo's planner would carry the conditions through the plan, and gets some wrong: it leaves out an object of which nothing else is
 * asked (`{ client { name @skip(if: true) } }` is `{}` or null, and somebody must be asked which), and it asks for a field and
 * for what another one requires in one request, which cannot be made when the other one is skipped.
 */
function settleConditions(document: DocumentNode, holds: (variable: string) => boolean): DocumentNode {
  return visit(document, {
    Field: (node) => settleDirectives(node, holds),
    InlineFragment: (node) => settleDirectives(node, holds),
    FragmentSpread: (node) => settleDirectives(node, holds),
  });
}

interface Conditional {
  readonly directives?: readonly DirectiveNode[];
}

/** Null takes the selection out. */
function settleDirectives<Node extends Conditional>(node: Node, holds: (variable: string) => boolean): Node | null | undefined {
  const conditions = (node.directives ?? []).filter(isCondition);
  if (conditions.length === 0) return undefined;
  const isKept = conditions.every((directive) => {
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    const isTrue = value?.kind === Kind.VARIABLE ? holds(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
    return isTrue === (directive.name.value === 'include');
  });
  return isKept ? { ...node, directives: node.directives?.filter((directive) => !isCondition(directive)) } : null;
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function withoutGaps(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (node): SelectionSetNode | undefined =>
      node.selections.length === 0 ? { ...node, selections: [typeName] } : undefined,
  });
}

const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The variables that decide what is part of the operation. */
function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      for (const directive of selection.directives ?? []) {
        if (directive.name.value !== 'skip' && directive.name.value !== 'include') continue;
        for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) walk(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) if ('selectionSet' in definition) walk(definition.selectionSet);
  return [...names];
}
