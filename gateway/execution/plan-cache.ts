import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { charactersOf, operationRoom } from '../operation-room.ts';
import { createConditions } from './conditions.ts';
import type { Conditions } from './conditions.ts';
import type { Overrides } from './overrides.ts';
import type { Data } from './plan/own-value.ts';
import type { Step } from './plan/plan-run.ts';

/** What is planned: never two operations under one key. */
export interface PlannedOperation {
  readonly key: string;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** With their defaults. */
  readonly coercedVariables: Data;
  /** Which of two subgraphs has a field that is moved; null where none is. */
  readonly overrides: Overrides | null;
}

/** Holds null for an operation for which nobody has to be asked. */
export interface PlanCache {
  planFor(operation: PlannedOperation): Step | null;
}

/**
 * Plans each operation once for each set of values in its `@skip` and `@include`, and for each set of labels of `@override` that are on.
 * Planning does not wait for anything, so of a hundred equal requests that come at once the first one plans, and the others find the plan.
 */
export function createPlanCache(options: {
  /** Done once for all that follows from one document. */
  readonly prepare: (document: DocumentNode) => DocumentNode;
  readonly plan: (document: DocumentNode, operationName: string | null, overrides: Overrides | null) => Step | null;
}): PlanCache {
  const conditionsOf = new LRUCache<string, Conditions>(operationRoom);
  const plans = new LRUCache<string, { readonly step: Step | null }>(operationRoom);
  return {
    planFor({ key, document, operationName, coercedVariables, overrides }) {
      let conditions = conditionsOf.get(key);
      if (!conditions) {
        conditions = createConditions(options.prepare(document));
        conditionsOf.set(key, conditions, { size: charactersOf(document) });
      }
      const asked = `${key}:${conditions.keyFor(coercedVariables)}:${operationName ?? ''}`;
      // No label has a space.
      const place = overrides === null ? asked : `${overrides.key} ${asked}`;
      let known = plans.get(place);
      if (!known) {
        known = { step: options.plan(conditions.settleForPlan(coercedVariables), operationName, overrides) };
        plans.set(place, known, { size: charactersOf(document) });
      }
      return known.step;
    },
  };
}
