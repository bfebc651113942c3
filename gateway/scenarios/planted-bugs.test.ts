import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PLANTED_BUGS } from './planted-bugs/bugs.ts';
import { CHECKS, COMPARED_WITH } from './planted-bugs/checks.ts';
import type { Finding, Surroundings } from './planted-bugs/checks.ts';
import { isReadAtStart } from './planted-bugs/plant.ts';
import type { PlantedBug } from './planted-bugs/planted-bug.ts';
import { effects } from './planted-bugs/scope-faults.ts';
import { createSwitchboard } from './planted-bugs/switchboard.ts';
import { LEAST_CALLERS, OWN_CALLERS } from './two-worlds/callers.ts';
import { WORLD_NAMES, createWorlds } from './two-worlds/deployments.ts';
import type { Deployment, WorldName, Worlds } from './two-worlds/deployments.ts';
import { harvest } from './two-worlds/harvest.ts';

/*
 * A suite that finds nothing may be one that cannot. So faults are planted in the product, one after the other, and each has to be found
 * by a check, or to be held by the layer behind it. The faults are in the tests' own doubles; the product has no switch for any.
 */

const operationsMax = 2_000;
/** For a fault that another layer holds: so often it has to have let something through, and nothing came out. A check that is not drawn asks once. */
const effectsWanted = 3;
const heldOperationsMin = 25;

describe('planted bugs', () => {
  let worlds: Worlds;
  let at: Surroundings;
  const board = createSwitchboard();
  const started: Deployment[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    worlds = await createWorlds();
    for (const name of WORLD_NAMES) started.push(await worlds.start(name, board.doubles));
    started.push(await worlds.start('first', { ...board.doubles, now: () => new Date() }));
    at = await surroundingsOf(started);
  }, 120_000);

  afterAll(async () => {
    process.stderr.write(`planted bugs:\n${lines.join('\n')}\n`);
    for (const deployment of started) await deployment.close();
    await worlds.close();
  });

  it('finds nothing in the product as it is', async () => {
    for (const [name, check] of Object.entries(CHECKS)) {
      const { seen } = await check(at, { operationsMax: 40, seed: name, crowd: true });
      expect([name, seen]).toEqual([name, null]);
    }
  }, 120_000);

  it.each(PLANTED_BUGS)(
    '$where: $name',
    async (bug) => {
      const { outcome } = bug;
      effects.count = 0;
      const { seen, operations } = await look(bug);
      lines.push(
        `  ${bug.where.padEnd(16)} ${bug.name.padEnd(90)} ${
          outcome === 'found'
            ? `${seen === null ? 'NOT found' : 'found'} by "${bug.check}"`
            : `held by ${outcome.heldBy} (let through ${effects.count} times)`
        } after ${operations}`,
      );
      if (outcome === 'found') {
        expect(seen).not.toBeNull();
        return;
      }
      expect(seen).toBeNull();
      // A fault that let nothing through had nothing that could be held.
      expect(effects.count).toBeGreaterThanOrEqual(COMPARED_WITH[bug.check] ? effectsWanted : 1);
    },
    600_000,
  );

  async function look(bug: PlantedBug): Promise<Finding> {
    const held = bug.outcome !== 'found';
    let operations = 0;
    const options = {
      ...{
        operationsMax,
        seed: bug.name,
        crowd: bug.crowd ?? false,
        mutationShare: bug.mutationShare ?? 0,
        about: bug.about ?? [],
        ...(bug.ids && { ids: bug.ids }),
      },
      isEnough: () => held && ++operations > heldOperationsMin && effects.count >= effectsWanted,
    };
    if (isReadAtStart(bug.plant)) {
      const own: Deployment[] = [];
      try {
        const start = async (name: WorldName): Promise<Deployment> => {
          const deployment = await worlds.start(name, createSwitchboard(bug.plant).doubles);
          own.push(deployment);
          return deployment;
        };
        const first = await start('first');
        const compared = COMPARED_WITH[bug.check];
        const pair = { first, second: compared ? await start(compared) : first };
        return await CHECKS[bug.check]({ ...at, others: pair, hidden: pair }, options);
      } finally {
        await Promise.all(own.map((deployment) => deployment.close()));
      }
    }
    board.plant(bug.plant);
    try {
      return await CHECKS[bug.check](at, options);
    } finally {
      board.plant(null);
    }
  }
});

async function surroundingsOf([first, second, third, awake]: readonly Deployment[]): Promise<Surroundings> {
  if (!first || !second || !third || !awake) throw new Error('the worlds have not started');
  const others = { first, second };
  const hidden = { first, second: third };
  return {
    ...{ others, hidden, awake },
    harvests: { others: await harvest(others, OWN_CALLERS), hidden: await harvest(hidden, LEAST_CALLERS) },
  };
}
