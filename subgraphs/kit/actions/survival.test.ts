import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '../testing/test-database.ts';
import { migrateActions } from './actions.ts';
import { buildSurvivalWorker, survive } from './testing/survival.ts';
import type { SurvivalFindings } from './testing/survival.ts';
import { SYSTEM_OF_RECORD } from './testing/system-of-record.ts';

/** `ACTIONS_SURVIVAL=full` is the size that is promised; without it the same, smaller. */
const isFull = process.env['ACTIONS_SURVIVAL'] === 'full';
const size = isFull ? { records: 25, actionsPerRecord: 20, kills: 24 } : { records: 10, actionsPerRecord: 8, kills: 5 };
const faultSize = { records: 8, actionsPerRecord: 8, kills: 4 };
/** A fault needs its moment, and not every run has one. */
const faultRunsMax = 4;
const schema = 'survival_actions';

let worker: Awaited<ReturnType<typeof buildSurvivalWorker>>;

beforeAll(async () => {
  worker = await buildSurvivalWorker();
});
afterAll(() => worker.remove());

async function run(given: typeof size, fault: string | null): Promise<SurvivalFindings> {
  const database = await createTestDatabase();
  try {
    await migrateActions({ url: database.url, schema });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(SYSTEM_OF_RECORD);
    await client.end();
    return await survive({ ...given, url: database.url, schema, program: worker.program, fault });
  } finally {
    await database.drop();
  }
}

describe('workers that are killed while they work', () => {
  it('lose nothing, do nothing twice, deny nothing that was done, and keep the order', async () => {
    const found = await run(size, null);
    if (isFull) process.stderr.write(`${JSON.stringify(found)}\n`);
    expect(found).toMatchObject({ lost: [], doubled: [], deniedThoughDone: [], disordered: [], kills: size.kills });
    expect(found.applied + found.failed).toBe(size.records * size.actionsPerRecord);
    expect(found.applied).toBeGreaterThan(size.records);
    expect(found.drainedMs).not.toBeNull();
  }, 180_000);

  const faults: [fault: string, finding: 'lost' | 'doubled' | 'deniedThoughDone'][] = [
    ['acknowledges before the commit', 'lost'],
    ['forgets the marker', 'doubled'],
    ['marks before it delivers', 'lost'],
    ['has no fence', 'deniedThoughDone'],
  ];
  it.each(faults)(
    'are caught when one of them %s',
    async (fault, finding) => {
      let found: readonly string[] = [];
      for (let turn = 0; turn < faultRunsMax && found.length === 0; turn++) found = (await run(faultSize, fault))[finding];
      expect(found).not.toEqual([]);
    },
    300_000,
  );
});
