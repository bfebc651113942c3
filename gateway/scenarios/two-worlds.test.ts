import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createRandom } from '../../scripts/seed/random.ts';
import { compareWorlds, describeDifference } from './two-worlds/compare.ts';
import { startTwoWorlds } from './two-worlds/deployments.ts';
import type { TwoWorlds } from './two-worlds/deployments.ts';
import { harvest } from './two-worlds/harvest.ts';
import type { Harvest } from './two-worlds/harvest.ts';
import { makeOperations } from './two-worlds/make-operation.ts';

/*
 * Random queries, asked in two deployments that differ in other clients' data alone: every answer has to be the same, byte for byte.
 * It takes a while, so it runs on demand: `TWO_WORLDS_OPERATIONS=1000 npm test -- two-worlds`.
 *
 * Queries only: after a mutation the worlds differ in the random ids of what is new (`overrides.newId` of the tickets subgraph could make
 * them equal).
 */

const operationCount = Number(process.env['TWO_WORLDS_OPERATIONS'] ?? 0);
const seed = process.env['TWO_WORLDS_SEED'] ?? 'two worlds';
const published = (audience: string) =>
  buildSchema(readFileSync(new URL(`../../schema/public/${audience}.graphql`, import.meta.url), 'utf8'));
const schemas = [published('client'), published('client'), published('client'), published('partner'), published('staff')];

(operationCount > 0 ? describe : describe.skip)('a client in two worlds (set TWO_WORLDS_OPERATIONS)', () => {
  let worlds: TwoWorlds;
  let found: Harvest;

  beforeAll(async () => {
    worlds = await startTwoWorlds();
    found = await harvest(worlds);
  }, 60_000);

  afterAll(() => worlds.close());

  const ask = (subjects: readonly string[], count: number) =>
    compareWorlds({
      worlds,
      operations: makeOperations({ schemas, harvest: found, random: createRandom(seed), asked: new Map(), mutationShare: 0 }),
      count,
      subjects,
      stopAtFirst: false,
    });

  it('learns nothing of another by any query', async () => {
    const report = await ask(['mia', 'tom', 'vic', 'beacon-studio'], operationCount);
    expect(report.differences.slice(0, 3).map(describeDifference)).toEqual([]);
    // A run of empty answers, or one that never named anything foreign, would show nothing.
    expect(report.withOwnData / report.operations).toBeGreaterThan(0.5);
    expect(report.withForeign / report.operations).toBeGreaterThan(0.1);
  }, 3_600_000);

  it('would be seen to differ: the same queries, asked by an owner of the other company, do', async () => {
    const report = await ask(['lena'], 50);
    expect(report.differences.length).toBeGreaterThan(0);
  }, 600_000);
});
