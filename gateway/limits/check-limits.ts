import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hasMoreTokens } from './count-tokens.ts';
import { measureOperations } from './measure-operation.ts';
import type { OperationSize } from './measure-operation.ts';
import type { Excess, OperationLimits } from './operation-limits.ts';

/** Null for a document that keeps the limits, and for text that is no document: the parser says what is wrong with that. */
export type CheckLimits = (document: string) => Excess | null;

const charactersMax = 1024 * 1024;

/**
 * A document is looked at once: what it amounts to does not depend on who sends it, or with which variables. It is remembered by its text, which
 * is found faster than a hash of it is made.
 */
export function createLimitCheck(limits: OperationLimits, rememberedMax = 2_000): CheckLimits {
  const remembered = new LRUCache<string, { readonly excess: Excess | null }>({
    max: rememberedMax,
    maxSize: charactersMax,
    sizeCalculation: (_judged, document) => document.length + 1,
  });
  return (document) => {
    const known = remembered.get(document);
    if (known) return known.excess;
    const excess = findExcess(document, limits);
    remembered.set(document, { excess });
    return excess;
  };
}

function findExcess(text: string, limits: OperationLimits): Excess | null {
  if (hasMoreTokens(text, limits.tokensMax)) return { limit: 'tokens', max: limits.tokensMax };
  for (const { depth, aliases, rootFields, directives } of sizesOf(text)) {
    if (depth > limits.depthMax) return { limit: 'depth', max: limits.depthMax };
    if (rootFields > limits.rootFieldsMax) return { limit: 'root fields', max: limits.rootFieldsMax };
    if (aliases > limits.aliasesMax) return { limit: 'aliases', max: limits.aliasesMax };
    if (directives > limits.directivesMax) return { limit: 'directives', max: limits.directivesMax };
  }
  return null;
}

/** None for text that is not GraphQL. */
function sizesOf(text: string): OperationSize[] {
  try {
    return measureOperations(parse(text, { noLocation: true }));
  } catch (error) {
    // Nested so deeply that the stack does not hold it.
    if (error instanceof RangeError) return [{ depth: Infinity, aliases: 0, rootFields: 0, directives: 0 }];
    return [];
  }
}
