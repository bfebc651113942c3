import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/** What an operation amounts to with its fragments written out wherever they are used. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

/**
 * Measures each operation of a document that nobody has validated yet: fragments may be missing or contain themselves (those
 * count as endless). Each fragment is measured once, so forty fragments that double each other cost forty steps and not 2^40; the
 * counts then grow past every limit as numbers do, up to Infinity.
 */
export function measureOperations(document: DocumentNode): OperationSize[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const measured = new Map<string, Size>();
  const open = new Set<string>();

  function ofFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    if (open.has(name)) return endless;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    open.add(name);
    const size = plusDirectives(ofSelections(fragment.selectionSet), fragment.directives?.length);
    open.delete(name);
    measured.set(name, size);
    return size;
  }

  function ofSelections({ selections }: SelectionSetNode): Size {
    let [depth, aliases, fields, directives] = [0, 0, 0, 0];
    for (const selection of selections) {
      let inner: Size;
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : nothing;
        const depth = isIntrospection(selection.name.value) ? 1 : below.depth + 1;
        inner = { ...below, depth, aliases: below.aliases + (selection.alias ? 1 : 0), fields: 1 };
      } else {
        inner = selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelections(selection.selectionSet);
      }
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      fields += inner.fields;
      directives += inner.directives + (selection.directives?.length ?? 0);
    }
    return { depth, aliases, fields, directives };
  }

  return operations.map((operation) => {
    const variableDirectives = (operation.variableDefinitions ?? []).reduce(
      (sum, { directives }) => sum + (directives?.length ?? 0),
      0,
    );
    const size = plusDirectives(ofSelections(operation.selectionSet), (operation.directives?.length ?? 0) + variableDirectives);
    return { depth: size.depth, aliases: size.aliases, rootFields: size.fields, directives: size.directives };
  });
}

/**
 * The query by which every tool reads a schema goes deeper than any other, and nothing is fetched for it. How deep lists of it may be
 * nested is a rule of validation.
 */
function isIntrospection(field: string): boolean {
  return field === '__schema' || field === '__type';
}

interface Size {
  readonly depth: number;
  readonly aliases: number;
  /** Of the selection itself, not below it. */
  readonly fields: number;
  readonly directives: number;
}

const nothing: Size = { depth: 0, aliases: 0, fields: 0, directives: 0 };
const endless: Size = { depth: Infinity, aliases: Infinity, fields: Infinity, directives: Infinity };

function plusDirectives(size: Size, count = 0): Size {
  return { ...size, directives: size.directives + count };
}
