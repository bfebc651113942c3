import { describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import { SUBGRAPHS, readTypeDefsOf } from '../../scripts/schema/subgraphs.ts';
import { createRandom } from '../../scripts/seed/random.ts';
import { stripPermissions } from '../permissions/supergraph-permissions.ts';
import { createAskEach } from './testing/ask-each.ts';
import type { PlainAnswer } from './testing/ask-each.ts';
import { testGraphs } from './testing/graphs.ts';
import type { SubgraphSdls } from './testing/graphs.ts';
import { createMockGraph } from './testing/mock-graph.ts';
import { randomOperations } from './testing/random-operations.ts';
import type { RandomOperation } from './testing/random-operations.ts';

/*
 * The same operations, drawn at random, asked of this executor, of the one of @apollo/gateway, and of one schema that has everything
 * and is what GraphQL says the answer is. README.md has what the three differ in. `DIFFERENTIAL_OPERATIONS=10000` runs more of them,
 * `DIFFERENTIAL_SEED` others.
 */

const count = Number(process.env['DIFFERENTIAL_OPERATIONS'] ?? 500);
const seed = process.env['DIFFERENTIAL_SEED'] ?? '1';

const portal: SubgraphSdls = Object.fromEntries(SUBGRAPHS.map((name) => [name, print(readTypeDefsOf(name))]));

const graphs: Readonly<Record<string, { readonly sdls: SubgraphSdls; readonly prepare?: (sdl: string) => string }>> = {
  portal: { sdls: portal, prepare: stripPermissions },
  ...Object.fromEntries(Object.entries(testGraphs).map(([name, sdls]) => [name, { sdls }])),
};

/** What Apollo's planner would have asked for too early is refused, with these words. */
const refused = /the plan asks for .* without what it requires/;

const overInterfaceObjects: ReadonlySet<string> = new Set(['library', 'park']);

const cases = Object.keys(graphs).flatMap((name) => [
  { name, faults: false },
  { name, faults: true },
]);

/** Plans over an `@interfaceObject` take ten times as long as others: these graphs have a third of the others' share. */
function shareOf(graph: string): number {
  return overInterfaceObjects.has(graph) ? 1 / 3 : 1;
}

const sharesOfAll = cases.reduce((sum, { name }) => sum + shareOf(name), 0);

function countFor(graph: string): number {
  return Math.ceil((count * shareOf(graph)) / sharesOfAll);
}

describe('the answers of this executor', () => {
  it.each(cases)(
    'are those of one schema that has everything: $name, with faults: $faults',
    async ({ name, faults }) => {
      const { sdls, ...options } = graphs[name] ?? { sdls: {} };
      const graph = createMockGraph(sdls, { ...options, faults });
      const each = await createAskEach(graph);
      const tally = { asked: 0, refused: 0, withData: 0, withErrors: 0, apolloAsked: 0, apolloAgrees: 0 };
      for (const operation of randomOperations(graph.apiSchema, createRandom(`${name} ${seed}`))) {
        if (tally.asked >= countFor(name)) break;
        tally.asked += 1;
        const expected = await each.monolith(operation);
        each.asked.length = 0;
        const ours = await orThrown(each.ours(operation));
        if (refused.test(ours.data)) {
          tally.refused += 1;
          continue;
        }
        expectSame(ours, expected, { ...operation, asked: [...each.asked], maySayMore: overInterfaceObjects.has(name) });
        // Now and then: it takes most of the time.
        if (tally.asked % 4 === 0) {
          tally.apolloAsked += 1;
          if ((await orThrown(each.apollo(operation))).data === ours.data) tally.apolloAgrees += 1;
        }
        if (expected.data !== 'null') tally.withData += 1;
        if (expected.errorPaths.length > 0) tally.withErrors += 1;
      }
      // Nothing is compared when nothing comes: most operations have an answer, and with faults many have errors.
      expect(tally.withData).toBeGreaterThan(tally.asked * 0.5);
      if (faults) expect(tally.withErrors).toBeGreaterThan(tally.asked * 0.03);
      expect(tally.refused).toBeLessThanOrEqual(name === 'stage' ? tally.asked * 0.2 : 0);
      // Were it seldom right, it would be the one schema that is wrong.
      expect(tally.apolloAgrees).toBeGreaterThan(tally.apolloAsked * 0.3);
    },
    1_000_000,
  );
});

interface Compared extends RandomOperation {
  readonly asked: readonly string[];
  /** Over an `@interfaceObject` the planner asks for more than the operation, and what fails there is an error too. */
  readonly maySayMore: boolean;
}

function expectSame(ours: PlainAnswer, expected: PlainAnswer, { query, variables, asked, maySayMore }: Compared): void {
  const about = { query, variables, asked };
  expect({ ...about, data: ours.data }).toEqual({ ...about, data: expected.data });
  const wanted = placesOf(expected);
  const told = placesOf(ours).filter((place) => !maySayMore || wanted.includes(place));
  expect({ ...about, errors: told }).toEqual({ ...about, errors: wanted });
}

/**
 * Where something is missing for errors. Of an object that became null as a whole, one server says which of its fields failed first
 * in its own order, and asks no further: it is one place.
 */
function placesOf({ data, errorPaths }: PlainAnswer): string[] {
  const answer: unknown = JSON.parse(data);
  return [...new Set(errorPaths.map((path) => upToNull(answer, path.split('.')).join('.')))].sort();
}

function upToNull(answer: unknown, path: readonly string[]): readonly string[] {
  let current = answer;
  for (const [index, step] of path.entries()) {
    if (typeof current !== 'object' || current === null) return path.slice(0, index);
    current = (current as Record<string, unknown>)[step];
  }
  return path;
}

async function orThrown(answer: Promise<PlainAnswer>): Promise<PlainAnswer> {
  try {
    return await answer;
  } catch (error) {
    return { data: `thrown: ${error instanceof Error ? error.message : String(error)}`, errorPaths: [] };
  }
}
