import { Kind } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, SelectionNode, SelectionSetNode } from 'graphql';

/**
 * Errors of subgraphs can be about fields that the caller never asked for: what `@requires` reads, or what a check asks for under
 * an alias of its own. Such a path is cut where it leaves the operation, so that no name of ours gets out. When another error of
 * the same code lies at or below that place, it says the same better, and this one goes.
 */
export function keepToAsked(
  document: DocumentNode,
  operationName: string | null,
  errors: readonly GraphQLFormattedError[],
): GraphQLFormattedError[] {
  const cut = errors.map((error) => ({ error, path: error.path && askedPart(document, operationName, error.path) }));
  const whole = cut
    .filter(({ error, path }) => path === undefined || path.length === error.path?.length)
    .map(({ error }) => error);
  const kept: GraphQLFormattedError[] = [];
  for (const { error, path } of cut) {
    if (path === undefined || path.length === error.path?.length) kept.push(error);
    else if (![...whole, ...kept].some((other) => saysMore(other, error, path))) kept.push({ ...error, path });
  }
  return kept;
}

type Path = NonNullable<GraphQLFormattedError['path']>;

function saysMore(other: GraphQLFormattedError, error: GraphQLFormattedError, path: Path): boolean {
  if (other.extensions?.['code'] !== error.extensions?.['code']) return false;
  return path.every((step, index) => other.path?.[index] === step);
}

function askedPart(document: DocumentNode, operationName: string | null, path: Path): Path {
  let current = operationSelections(document, operationName);
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number' || step === '@') continue;
    const fields = fieldsNamed(document, current, step);
    if (fields.length === 0) return path.slice(0, index);
    current = fields.flatMap((field) => field.selectionSet ?? []);
  }
  return path;
}

function operationSelections(document: DocumentNode, operationName: string | null): SelectionSetNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && (operationName === null || definition.name?.value === operationName)
      ? [definition.selectionSet]
      : [],
  );
}

function fieldsNamed(document: DocumentNode, selectionSets: readonly SelectionSetNode[], responseName: string) {
  const fields: Extract<SelectionNode, { kind: Kind.FIELD }>[] = [];
  const seen = new Set<SelectionSetNode>();
  const open = [...selectionSets];
  for (let selectionSet = open.pop(); selectionSet; selectionSet = open.pop()) {
    if (seen.has(selectionSet)) continue;
    seen.add(selectionSet);
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if ((selection.alias ?? selection.name).value === responseName) fields.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) open.push(selection.selectionSet);
      else open.push(...fragmentSelections(document, selection.name.value));
    }
  }
  return fields;
}

function fragmentSelections(document: DocumentNode, name: string): SelectionSetNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name ? [definition.selectionSet] : [],
  );
}
