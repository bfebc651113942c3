import { Supergraph as PlannedSupergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import { Kind, buildSchema } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { AppError } from '../../schema/contract/app-error.ts';
import { readComposedDirectives, withDirectives, withoutDirectives } from './composed-directives.ts';
import { withConcreteConditions } from './concrete-conditions.ts';
import { responseNameOf } from './distinct-names.ts';
import { refuseUnknownFeatures, supportedFeatures } from './features.ts';
import type { Overrides } from './overrides.ts';
import { preparePlanningSupergraph } from './planning-supergraph.ts';
import { readRequirements } from './requirements.ts';
import { createRestoreDroppedTypes } from './restore-dropped-types.ts';
import { createRestoreRequiredFields } from './restore-required-fields.ts';
import { splitByContext } from './split-by-context.ts';
import { createSplitByTypes } from './split-by-types.ts';
import { readSubgraphTypes } from './subgraph-types.ts';
import type { SubgraphTypes } from './subgraph-types.ts';
import { unaskedFields } from './unasked-fields.ts';
import { createFindUntold } from './untold-requirements.ts';

/** Apollo's planner, as `@apollo/gateway` uses it. */
export interface Planner {
  /** The supergraph as it is planned on: with fields that callers have not. */
  readonly preparedSchema: GraphQLSchema;
  /** What callers may ask for. */
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string | undefined }[];
  readonly subgraphTypes: SubgraphTypes;
  /**
   * Throws on an operation that does not fit the schema, and on one with too many ways to answer it. Fields that are moved from one subgraph
   * to another are where `overrides` says; without it, where they were.
   */
  plan(document: DocumentNode, operationName: string | null, overrides?: Overrides | null): QueryPlan;
}

/**
 * Of all ways to answer an operation, so many are compared. With the planner's own 10,000 an operation of twenty lines takes eight seconds over
 * a graph with interface objects, during which nobody else is served; the plans are hardly better.
 */
export const plansEvaluatedMax = 100;

/** Throws a `ConfigurationError` for a supergraph that needs what is not known here. */
export function createPlanner(supergraphSdl: string): Planner {
  refuseUnknownFeatures(supergraphSdl);
  const supergraph = PlannedSupergraph.build(supergraphSdl, { supportedFeatures, validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  // Valid as the other one, but for @external fields that nothing requires any more under their own names.
  const prepared = preparePlanningSupergraph(supergraphSdl);
  const planner = new QueryPlanner(
    PlannedSupergraph.build(prepared.supergraphSdl, { supportedFeatures, validateSupergraph: false }),
    {
      debug: { maxEvaluatedPlans: plansEvaluatedMax },
    },
  );
  const preparedSchema = buildSchema(prepared.supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const requirementOf = readRequirements(prepared);
  const subgraphTypes = readSubgraphTypes(preparedSchema);
  const restoreRequiredFields = createRestoreRequiredFields(prepared, requirementOf, subgraphTypes);
  const restoreDroppedTypes = createRestoreDroppedTypes(preparedSchema, subgraphTypes);
  const splitByTypes = createSplitByTypes(preparedSchema, subgraphTypes);
  const findUntold = createFindUntold(preparedSchema, requirementOf);
  const plainSchema = apiSchema.toGraphQLJSSchema();
  const composedDirectives = readComposedDirectives(supergraphSdl, plainSchema);
  const graphqlSchema = withDirectives(plainSchema, composedDirectives);
  const planOf = (document: DocumentNode, operationName: string | null, overrides: Overrides | null): QueryPlan =>
    planner.buildQueryPlan(operationFromDocument(apiSchema, document, operationName === null ? {} : { operationName }), {
      overrideConditions: new Map(overrides?.conditions),
    });

  const hasContextArguments = /\bcontextArguments:/.test(supergraphSdl);

  function planAnyhow(document: DocumentNode, operationName: string | null, overrides: Overrides | null): QueryPlan {
    try {
      return planOf(document, operationName, overrides);
    } catch (error) {
      try {
        return planOf(withConcreteConditions(graphqlSchema, document), operationName, overrides);
      } catch {
        // It would say the same of what nobody wrote.
        throw error;
      }
    }
  }

  return {
    preparedSchema,
    apiSchema: graphqlSchema,
    subgraphTypes,
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: url || undefined })),
    plan(given, operationName, overrides = null) {
      const document = withoutDirectives(given, composedDirectives);
      if (hasContextArguments) refuseNamesOfArguments(document);
      const plan = planAnyhow(document, operationName, overrides);
      if (plan.node?.kind === 'Subscription') throw new AppError('BAD_USER_INPUT', 'Subscriptions are not served here.');
      const unasked = unaskedFields(document, operationName, plan);
      if (unasked.length > 0) throw new Error(`no subgraph can be asked for ${unasked.map(responseNameOf).join(', ')}`);
      const separated = restoreRequiredFields(hasContextArguments ? splitByContext(plan) : plan);
      const restored = splitByTypes(restoreDroppedTypes(separated, document, operationName, overrides), document, operationName);
      const untold = findUntold(restored);
      if (untold.length > 0) throw new Error(`the plan asks for ${untold.join(', ')} without what it requires`);
      return restored;
    },
  };
}

/** The planner has variables of its own for what is taken from other objects (`@fromContext`). */
function refuseNamesOfArguments(document: DocumentNode): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable } of definition.variableDefinitions ?? []) {
      if (!variable.name.value.startsWith('contextualArgument_')) continue;
      throw new AppError('BAD_USER_INPUT', `A variable of this operation may not be called "${variable.name.value}".`);
    }
  }
}
