import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { buildServices } from './survival/build-services.ts';
import type { BuiltServices, Replacement } from './survival/build-services.ts';
import type { Findings } from './survival/compare.ts';
import { FAULTS } from './survival/faults.ts';
import type { RealSystems } from './survival/survival-portal.ts';
import { survive } from './survival/survive.ts';

/** From the last kill, or from the end of what people still did after it when that was later, until nothing is pending. */
const drainedWithinMs = 60_000;

const { ACTIONS_SURVIVAL, TEST_RT_URL: rtUrl, TEST_RT_TOKEN: rtToken, TEST_S3_ENDPOINT: endpoint } = process.env;

/**
 * `ACTIONS_SURVIVAL=full` is the size that is promised; without it the same, smaller. Where there is a Request Tracker, the promise is
 * kept over that.
 */
const isFull = ACTIONS_SURVIVAL === 'full';
const isFullHere = isFull && rtUrl === undefined;
const size = isFullHere
  ? { journeys: { tickets: 25, files: 15, access: 25 }, kills: 24, atOnce: 8 }
  : { journeys: { tickets: 2, files: 2, access: 3 }, kills: 6, atOnce: 4 };
/** Request Tracker checks a bcrypt for each of the seven requests of a write: 500 actions too, with fewer of them there. */
const realSize = isFull
  ? { journeys: { tickets: 16, files: 20, access: 35 }, kills: 24, atOnce: 8 }
  : { journeys: { tickets: 1, files: 1, access: 1 }, kills: 4, atOnce: 3 };
/** What a fault does takes chance: a moment, or an answer that is lost. So many are impatient, and it is looked for more than once. */
const looksMax = 3;
const faultSize = { impatience: 0.3, kills: 6, atOnce: 6, patienceMs: 15_000 };

/** A dead worker's actions are taken over when its lease runs out. The sample is to take less time than that. */
const shortLeases: readonly Replacement[] = [
  ['leaseMs: 20_000', 'leaseMs: 2_500'],
  ['deliveryTimeoutMs: 15_000', 'deliveryTimeoutMs: 2_000'],
  ['doubtMs: 30_000', 'doubtMs: 3_000'],
].map(([text = '', instead = '']) => ({ file: 'subgraphs/kit/actions/actions.ts', text, instead }));

describe('what clients and staff do while the services are killed and answers get lost', () => {
  const all: BuiltServices[] = [];
  const table: string[] = [];
  const build = async (replacements: readonly Replacement[]): Promise<BuiltServices> => {
    const built = await buildServices(replacements);
    all.push(built);
    return built;
  };
  afterAll(() => {
    for (const built of all) built.remove();
    if (table.length > 0) process.stderr.write(`${table.join('\n')}\n`);
  });

  function check({ printed, ...found }: Findings): void {
    if (isFull) process.stderr.write(`${JSON.stringify(found)}\n`);
    const nothing = { lost: [], doubled: [], deniedThoughDone: [], refused: [], unanswered: [], contradictions: [] };
    const wrong = Object.fromEntries(Object.keys(nothing).map((name) => [name, found[name as keyof typeof nothing]]));
    if (JSON.stringify(wrong) !== JSON.stringify(nothing)) process.stderr.write(`${printed.join('\n')}\n`);
    expect(wrong).toEqual(nothing);
    expect((found.drainedMs ?? Infinity) - Math.max(0, found.workedOnMs)).toBeLessThan(drainedWithinMs);
  }

  it('is done once, each of it, and whoever did it is told what became of it', async () => {
    const built = await build(isFullHere ? [] : shortLeases);
    check(await survive({ ...size, patienceMs: drainedWithinMs, built, systems: {} }));
  }, 900_000);

  const overReal = 'is done once over Request Tracker, and over S3 where there is one';
  if (rtUrl === undefined || rtToken === undefined) {
    it.skip(`${overReal} (needs TEST_RT_URL and TEST_RT_TOKEN: see scripts/real-systems)`, () => undefined);
  } else {
    it(
      overReal,
      async () => {
        const systems: RealSystems = {
          requestTracker: { url: rtUrl, token: rtToken },
          s3:
            endpoint === undefined
              ? undefined
              : { endpoint, bucket: `survival-${randomBytes(6).toString('hex')}`, ...s3Credentials },
        };
        check(await survive({ ...realSize, patienceMs: drainedWithinMs, built: await build([]), systems }));
      },
      900_000,
    );
  }

  if (isFull) {
    it.each(FAULTS)(
      'is found wanting when $title',
      async ({ title, finding, victims, journeys, ...replacement }) => {
        const built = await build([...shortLeases, replacement]);
        let found: readonly string[] = [];
        for (let look = 0; look < looksMax && found.length === 0; look += 1)
          found = (await survive({ ...faultSize, victims, journeys, built, systems: {} }))[finding];
        table.push(`${title}: ${found.length} ${finding}, such as ${found[0] ?? 'none'}`);
        expect(found).not.toEqual([]);
      },
      600_000,
    );
  } else {
    it.each(FAULTS)('can be broken as it is meant to be: $title', async ({ file, text, instead }) => {
      expect(Object.keys((await build([...shortLeases, { file, text, instead }])).programs)).toHaveLength(4);
    });
    it.skip(`is found wanting when a fault is planted (ACTIONS_SURVIVAL=full plants ${FAULTS.length})`, () => undefined);
  }
});

const s3Credentials = {
  accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
  secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
};
