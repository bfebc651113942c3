import { Kind, print } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';

/** So many operations are kept at most in a cache of what was made of them, and so many characters of them in all. */
export const operationsMax = 2_000;
/** What is made of an operation, and kept, takes about a hundred bytes for each of its characters, in all caches together. */
export const charactersMax = 512 * 1024;

/** For the options of an `LRUCache` whose values are told apart by a document. */
export const operationRoom = { max: operationsMax, maxSize: charactersMax };

/**
 * How many characters a valid document has, with its fragments written out wherever they are spread: what is compiled of it grows with that. At
 * most one more than there is room for.
 */
export function charactersOf(document: DocumentNode): number {
  const written = document.loc?.end ?? print(document).length;
  const sets = document.definitions.flatMap((definition) => ('selectionSet' in definition ? [definition] : []));
  const fragments = new Map(
    sets.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  );
  const inFragments = new Map<string, number>();
  const spread = (name: string): number => {
    const selectionSet = fragments.get(name);
    let fields = inFragments.get(name);
    if (fields === undefined && selectionSet) {
      // Also for one that spreads itself, which is not valid.
      inFragments.set(name, 0);
      fields = countFields(selectionSet, spread);
      inFragments.set(name, fields);
    }
    return fields ?? 0;
  };
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const asWritten = sum(sets.map(({ selectionSet }) => countFields(selectionSet, () => 0)));
  const writtenOut = sum(
    sets.map(({ kind, selectionSet }) => (kind === Kind.OPERATION_DEFINITION ? countFields(selectionSet, spread) : 0)),
  );
  const characters = written * Math.max(1, writtenOut / Math.max(1, asWritten));
  return Math.min(Math.max(1, Math.ceil(characters)), charactersMax + 1);
}

function countFields({ selections }: SelectionSetNode, spread: (name: string) => number): number {
  let fields = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) fields += spread(selection.name.value);
    else
      fields +=
        (selection.kind === Kind.FIELD ? 1 : 0) + (selection.selectionSet ? countFields(selection.selectionSet, spread) : 0);
  }
  return fields;
}
