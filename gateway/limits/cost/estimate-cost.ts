import { GraphQLError, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createCompileCost } from './compile-cost.ts';
import type { CompiledCost, CostRules, OperationCost } from './compile-cost.ts';
import { CostProgram } from './cost-program.ts';

/** An operation as a request has it, before anybody has looked at it. */
export interface AskedOperation {
  readonly document: string;
  readonly operationName: unknown;
  readonly variables: unknown;
}

/**
 * What an operation may cost at most, in the sense of `@cost` and `@listSize`. It depends on the operation, its variables and the schema,
 * and on nothing that is there. Infinity for what has no bound; 0 for text that is not GraphQL: the parser says what is wrong with that.
 */
export type EstimateCost = (asked: AskedOperation) => number;

const charactersMax = 1024 * 1024;
/** What a step of a calculation takes, as so many characters. */
const charactersPerStep = 64;

/** For one schema. A document is compiled once, and then calculated with the variables of each request. */
export function createCostEstimate(schema: GraphQLSchema, rules: CostRules, rememberedMax = 2_000): EstimateCost {
  const compileCost = createCompileCost(schema, rules);
  const remembered = new LRUCache<string, CompiledCost>({
    max: rememberedMax,
    maxSize: charactersMax,
    sizeCalculation: ({ program }, document) => document.length + 1 + program.stepCount * charactersPerStep,
  });

  function compileText(text: string): CompiledCost {
    try {
      return compileCost(parse(text, { noLocation: true }));
    } catch (error) {
      if (error instanceof GraphQLError) return nothing;
      // Nested so deeply that the stack does not hold it.
      if (error instanceof RangeError) return endless;
      throw error;
    }
  }

  return ({ document, operationName, variables }) => {
    let compiled = remembered.get(document);
    if (!compiled) {
      compiled = compileText(document);
      remembered.set(document, compiled);
    }
    const given = isObject(variables) ? variables : {};
    const [first] = compiled.operations;
    if (first && compiled.operations.length === 1) return calculate(compiled, first, given);
    const named = compiled.operations.filter(({ name }) => name !== null && name === operationName);
    // Where the request does not say which, the dearest; it will be refused for that.
    const possible = named.length > 0 ? named : compiled.operations;
    return possible.reduce((dearest, operation) => Math.max(dearest, calculate(compiled, operation, given)), 0);
  };
}

function calculate({ program }: CompiledCost, { cost, defaults }: OperationCost, variables: Record<string, unknown>): number {
  try {
    const result = program.run(cost, { variables, defaults });
    return Number.isNaN(result) ? Infinity : result;
  } catch (error) {
    // Variables that are nested so deeply that the stack does not hold it.
    if (error instanceof RangeError) return Infinity;
    throw error;
  }
}

const nothing: CompiledCost = { program: new CostProgram(), operations: [] };
const endless: CompiledCost = {
  program: new CostProgram(),
  operations: [{ name: null, cost: Infinity, defaults: new Map<string, unknown>() }],
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
