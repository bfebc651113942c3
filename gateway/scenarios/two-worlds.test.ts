import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { createRandom } from '../../scripts/seed/random.ts';
import { askBefore } from './two-worlds/ask-before.ts';
import { LEAST_CALLERS, OTHER_OWNER, OWN_CALLERS, STAFF } from './two-worlds/callers.ts';
import type { Caller } from './two-worlds/callers.ts';
import { compareWorlds, describeDifference } from './two-worlds/compare.ts';
import type { RunReport } from './two-worlds/compare.ts';
import { fieldsOfSchema } from './two-worlds/coverage.ts';
import { createWorlds } from './two-worlds/deployments.ts';
import type { TwoWorlds, WorldName, Worlds } from './two-worlds/deployments.ts';
import { harvest } from './two-worlds/harvest.ts';
import type { Harvest } from './two-worlds/harvest.ts';
import { NOT_COMPARED, makeOperations } from './two-worlds/make-operation.ts';

/*
 * Random operations, asked in two deployments that differ in what the callers may not see: every answer has to be the same, byte for byte.
 * A sample by default, each operation asked as one of the callers in turn; `TWO_WORLDS_OPERATIONS=10000 npm test -- two-worlds.test` is the
 * whole run.
 */

const operationCount = Number(process.env['TWO_WORLDS_OPERATIONS'] ?? 150);
/** From here on a run is held to having seen nearly all there is. */
const wholeRun = 2_000;
const seed = process.env['TWO_WORLDS_SEED'] ?? 'two worlds';
const published = (audience: string) =>
  buildSchema(readFileSync(new URL(`../../schema/public/${audience}.graphql`, import.meta.url), 'utf8'));
const client = published('client');
const schemas = [client, client, client, published('partner'), published('staff')];

describe('two worlds', () => {
  let worlds: Worlds;
  const started: TwoWorlds['first'][] = [];

  beforeAll(async () => {
    worlds = await createWorlds();
    // One after the other: the further ones begin with the files of the first.
    for (const name of ['first', 'others', 'hidden'] satisfies WorldName[]) started.push(await worlds.start(name));
  }, 120_000);

  afterAll(async () => {
    for (const deployment of started) await deployment.close();
    await worlds.close();
  });

  const pair = (second: 1 | 2): TwoWorlds => {
    const [one, other] = [started[0], started[second]];
    if (!one || !other) throw new Error('the worlds have not started');
    return { first: one, second: other };
  };

  const crowd = [STAFF, OTHER_OWNER];
  const ask = (two: TwoWorlds, callers: readonly Caller[], found: Harvest, count: number, mutationShare: number) => {
    const options = {
      schemas,
      harvest: found,
      random: createRandom(seed),
      asked: new Map<string, number>(),
      mutationShare,
      variablesSets: 2,
    };
    return compareWorlds({
      ...{ worlds: two, schema: client, count, callers, callersAtOnce: 1, stopAtFirst: false },
      operationsOf: (seen) => makeOperations({ ...options, seen }),
      // Others are about, too.
      before: (operation, place) =>
        operation.isMutation || operation.way === 'hash' || place % 10 === 0
          ? askBefore(two, crowd, operation)
          : Promise.resolve(),
    });
  };

  // Before anything is written, which happens in the other two worlds.
  describe('that differ in what is hidden from some of the own company', () => {
    it('are the same to those', async () => {
      const found = await harvest(pair(2), LEAST_CALLERS);
      const report = await ask(pair(2), LEAST_CALLERS, found, Math.ceil(operationCount / 4), 0);
      expect(report.differences.slice(0, 3).map(describeDifference)).toEqual([]);
      expect(report.withOwnData / report.operations).toBeGreaterThan(0.3);
    }, 3_600_000);

    it('would be seen to differ: the same operations, asked by the owner, do', async () => {
      const report = await ask(pair(2), OWN_CALLERS.slice(0, 1), await harvest(pair(2), LEAST_CALLERS), 60, 0);
      expect(report.differences.length).toBeGreaterThan(5);
    }, 600_000);
  });

  describe('that differ in what is not the own company', () => {
    it('are the same to each of its people and its partner', async () => {
      const found = await harvest(pair(1), OWN_CALLERS);
      const report = await ask(pair(1), OWN_CALLERS, found, operationCount, 0.15);
      tell(report);
      expect(report.differences.slice(0, 3).map(describeDifference)).toEqual([]);
      // A run of empty answers, or one that never named anything foreign, would show nothing.
      expect(report.withOwnData / report.operations).toBeGreaterThan(0.3);
      expect(report.withForeign / report.operations).toBeGreaterThan(0.1);
      if (operationCount >= wholeRun) expect(neverSeen(report).types).toEqual([]);
      expect(neverSeen(report).share).toBeLessThanOrEqual(operationCount >= wholeRun ? 0.05 : 0.6);
    }, 3_600_000);

    it('would be seen to differ: the same operations, asked by an owner of the other company, do', async () => {
      const report = await ask(pair(1), [OTHER_OWNER], await harvest(pair(1), OWN_CALLERS), 120, 0);
      expect(report.differences.length).toBeGreaterThan(10);
    }, 600_000);
  });
});

/** What of the clients' schema had no value in any answer. */
function neverSeen({ coverage }: RunReport): { fields: string[]; share: number; types: string[] } {
  const leads = reachableTypes();
  const all = fieldsOfSchema(client).filter((field) => !(field in NOT_COMPARED) && leads.has(field.split('.')[0] ?? ''));
  const fields = all.filter((field) => !coverage.seen.has(field));
  const isUnseen = new Set(fields);
  const types = Object.values(client.getTypeMap()).filter(
    (type) =>
      isObjectType(type) &&
      leads.has(type.name) &&
      !type.name.startsWith('__') &&
      Object.keys(type.getFields()).every((field) => isUnseen.has(`${type.name}.${field}`)),
  );
  return { fields, share: fields.length / all.length, types: types.map(({ name }) => name) };
}

/** The types that something leads to that is compared. */
function reachableTypes(): Set<string> {
  const found = new Set<string>();
  const open = ['Query', 'Mutation'];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || name in NOT_COMPARED) continue;
    found.add(name);
    const type = client.getType(name);
    if (isInterfaceType(type)) open.push(...client.getPossibleTypes(type).map((possible) => possible.name));
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (!(`${name}.${field.name}` in NOT_COMPARED)) open.push(getNamedType(field.type).name);
  }
  return found;
}

function tell(report: RunReport): void {
  const { fields, share } = neverSeen(report);
  process.stderr.write(
    `two worlds: ${report.operations} operations (${report.mutations} mutations, ${report.withForeign} that name what is foreign, ` +
      `${report.withOwnData} with data, ${report.withErrors} with errors), ${report.requests} requests, ` +
      `${(100 - share * 100).toFixed(1)} % of the clients' schema seen with a value; not seen: ${fields.join(', ') || 'nothing'}\n`,
  );
}
