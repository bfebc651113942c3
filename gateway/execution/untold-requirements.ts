import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, TypeInfo, parse, visit, visitWithTypeInfo } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { RequirementOf } from './requirements.ts';
import { toldIn } from './restore-required-fields.ts';

/**
 * The fields that a plan asks a subgraph for without telling it what they require. Where `a` requires `b` of another subgraph, which
 * requires `c` of the first one, which requires something in its turn, the planner asks for `c` too early: the subgraph would make its value
 * of nothing, and it would look like any other.
 */
export function createFindUntold(schema: GraphQLSchema, requirementOf: RequirementOf): (plan: QueryPlan) => string[] {
  function* untoldIn(node: PlanNode): Generator<string> {
    if (node.kind === 'Sequence' || node.kind === 'Parallel') for (const child of node.nodes) yield* untoldIn(child);
    else if (node.kind === 'Flatten') yield* untoldIn(node.node);
    else if (node.kind === 'Fetch') yield* untoldOf(node);
  }

  function untoldOf({ serviceName, operation, requires = [] }: FetchNode): string[] {
    const told = new Map([...toldIn(requires, '')].map(({ slot, from }) => [slot, from]));
    const untold: string[] = [];
    const typeInfo = new TypeInfo(schema);
    let depth = 0;
    visit(
      parse(operation, { noLocation: true }),
      visitWithTypeInfo(typeInfo, {
        Field: {
          enter(field) {
            depth += 1;
            const type = typeInfo.getParentType();
            if (!type) return;
            const wanted = [...requirementOf(serviceName, type.name, field.name.value)];
            // Below an entity nothing is told.
            const isTold = depth === 2 && wanted.every(([slot, from]) => told.get(slot) === from);
            if (wanted.length > 0 && !isTold) untold.push(`${type.name}.${field.name.value}`);
          },
          leave() {
            depth -= 1;
          },
        },
        [Kind.VARIABLE_DEFINITION]: () => false,
      }),
    );
    return untold;
  }

  return ({ node }) => (node && node.kind !== 'Subscription' ? [...new Set(untoldIn(node))] : []);
}
