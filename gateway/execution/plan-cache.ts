import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Step } from './plan/plan-run.ts';

/** What is planned: never two operations under one key. */
export interface PlannedOperation {
  readonly key: string;
  readonly document: DocumentNode;
  readonly operationName: string | null;
}

/** Holds null for an operation for which nobody has to be asked. */
export interface PlanCache {
  planFor(operation: PlannedOperation): Step | null;
}

/**
 * Plans each operation once. Planning does not wait for anything, so of a hundred equal requests that come at once the first one
 * plans, and the others find the plan.
 */
export function createPlanCache(options: {
  readonly plansMax: number;
  readonly plan: (document: DocumentNode, operationName: string | null) => Step | null;
}): PlanCache {
  const kept = new LRUCache<string, { readonly step: Step | null }>({ max: options.plansMax });
  return {
    planFor({ key, document, operationName }) {
      const place = `${key}:${operationName ?? ''}`;
      let known = kept.get(place);
      if (!known) {
        known = { step: options.plan(document, operationName) };
        kept.set(place, known);
      }
      return known.step;
    },
  };
}
