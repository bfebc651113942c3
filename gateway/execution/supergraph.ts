import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSchema, printSchema } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.ts';
import { createAskedTypes } from './asked-types.ts';
import { createDistinctNames, responseNameOf } from './distinct-names.ts';
import { readOverrideLabels } from './features.ts';
import { createChooseOverrides } from './overrides.ts';
import type { ChooseOverrides } from './overrides.ts';
import { createPlanCache } from './plan-cache.ts';
import { compilePlan } from './plan/compile-plan.ts';
import type { Data } from './plan/own-value.ts';
import type { AskSubgraph, PlanRun } from './plan/plan-run.ts';
import { readSubgraphKeys } from './plan/subgraph-keys.ts';
import { createPlanner } from './planner.ts';
import { createCompileShape } from './shape/compile-shape.ts';
import type { CompileShape } from './shape/shape.ts';

/** How Apollo Server has an operation executed. */
export type Executor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

export interface Supergraph {
  /** What callers may ask for. Instrumented by whoever serves it; `copySchema` makes one of your own. */
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** The names of the subgraphs that have a field, @inaccessible ones among them. */
  readonly subgraphsWith: (typeName: string, field: string) => readonly string[];
  /** Where a request is to look for fields that are moved (`RequestContext.overrides`); null where none is. */
  readonly chooseOverrides: ChooseOverrides | null;
  /** Plans an operation and asks the subgraphs. */
  readonly fetch: (request: FetchRequest) => Promise<FetchedTree>;
  /** How what was fetched becomes the answer to an operation. */
  readonly compileShape: CompileShape;
}

export interface FetchRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Stands for the document: never one key for two of them. */
  readonly key: string;
  /** As the caller gave them. */
  readonly variables: Data;
  /** With their defaults. */
  readonly coercedVariables: Data;
  readonly context: RequestContext;
}

/** What all subgraphs answered, merged by place: more than was asked for, and not yet in the form of the answer. */
export interface FetchedTree {
  readonly tree: Data;
  readonly errors: readonly GraphQLFormattedError[];
}

/**
 * Loads a supergraph. `subgraph` makes the client for each subgraph, given its name and the address in the supergraph. Throws a
 * `ConfigurationError` for one that cannot be executed, and for labels that it does not have.
 */
export function loadSupergraph(options: {
  /** Without permission directives. */
  readonly supergraphSdl: string;
  readonly subgraph: (name: string, url: string | undefined) => AskSubgraph;
  /** The labels of `@override(label:)` that are on. */
  readonly overrideLabels?: readonly string[];
}): Supergraph {
  const { supergraphSdl } = options;
  const planner = createPlanner(supergraphSdl);
  const chooseOverrides = createChooseOverrides({
    labels: readOverrideLabels(supergraphSdl).keys(),
    on: options.overrideLabels ?? [],
  });
  // With what is @inaccessible: subgraphs ask each other for it.
  const schema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const subgraphs = new Map(planner.subgraphs.map(({ name, url }) => [name, options.subgraph(name, url)]));
  const namesOf = createDistinctNames(planner.preparedSchema);
  const holdsKey = readSubgraphKeys(schema);
  const askedTypesIn = createAskedTypes(planner.preparedSchema);
  const plans = createPlanCache({
    prepare: (document) => namesOf(document).rename(document),
    plan: (document, operationName, overrides) => {
      const plan = planner.plan(document, operationName, overrides);
      const askedTypesOf = askedTypesIn(plan, document, operationName);
      return compilePlan(plan, { schema, subgraphs, holdsKey, askedTypesOf, responseNameOf });
    },
  });
  return {
    apiSchema: planner.apiSchema,
    supergraphSdl,
    subgraphsWith: (typeName, field) =>
      [...subgraphs.keys()].filter((name) => planner.subgraphTypes.resolves(name, typeName, field)),
    chooseOverrides,
    compileShape: createCompileShape(namesOf),
    async fetch({ document, operationName, key, variables, coercedVariables, context }) {
      const run: PlanRun = { tree: {}, variables, coercedVariables, context, errors: [] };
      const { overrides = null } = context;
      await plans.planFor({ key, document, operationName, coercedVariables, overrides })?.(run);
      return run;
    },
  };
}

export function copySchema(schema: GraphQLSchema): GraphQLSchema {
  return buildSchema(printSchema(schema), { assumeValid: true });
}
