import type { GraphQLSchema } from 'graphql';
import { readCostHints } from './cost-hints.ts';
import { createCostEstimate } from './estimate-cost.ts';
import type { AskedOperation, EstimateCost } from './estimate-cost.ts';

/** What an operation costs that costs too much. */
export interface CostExcess {
  /** A whole number; 2^53 - 1 for that and more. */
  readonly cost: number;
  readonly max: number;
}

/** Null for an operation that keeps the limit. `audience` is the name of the schema that the caller sees. */
export type CheckCost = (asked: AskedOperation, audience: string) => CostExcess | null;

/**
 * An operation is measured against what its own caller may see: what is not in that schema costs nothing, as what was never there. A
 * supergraph that does not link the specification of `@cost` says nothing of what things cost, and has no limit.
 */
export function createCostCheck(options: {
  readonly supergraphSdl: string;
  /** By the names of the audiences. */
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
  readonly costMax: number;
  readonly listSizeDefault: number;
}): CheckCost {
  const { costMax: max, listSizeDefault } = options;
  const hints = readCostHints(options.supergraphSdl);
  if (!hints) return () => null;
  const estimates = new Map<string, EstimateCost>();
  for (const [audience, schema] of options.schemas)
    estimates.set(audience, createCostEstimate(schema, { hints, listSizeDefault }));
  return (asked, audience) => {
    const estimate = estimates.get(audience);
    if (!estimate) throw new Error('this audience has no schema');
    const cost = estimate(asked);
    return cost <= max ? null : { cost: Math.min(Math.ceil(cost), Number.MAX_SAFE_INTEGER), max };
  };
}
