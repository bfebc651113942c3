import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { z } from 'zod';

export interface SurvivalRun {
  readonly url: string;
  readonly schema: string;
  /** The worker program, from `buildSurvivalWorker`. */
  readonly program: string;
  readonly records: number;
  readonly actionsPerRecord: number;
  readonly kills: number;
  readonly fault: string | null;
}

/** What is wrong afterwards, by key; and what it took. */
export interface SurvivalFindings {
  /** Acknowledged, and in neither the store of actions nor, when it says APPLIED, in the system of record. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** FAILED, and the system of record has it. */
  readonly deniedThoughDone: readonly string[];
  /** Records whose entries stand in another order than that in which they were acknowledged. */
  readonly disordered: readonly string[];
  readonly applied: number;
  readonly failed: number;
  readonly kills: number;
  /** From the last kill, or the last acknowledgement when that came later, until nothing was pending; null when that did not happen. */
  readonly drainedMs: number | null;
}

const workersAtOnce = 3;
const leaseMs = 500;
const drainMaxMs = 60_000;

/** One file that starts in a fraction of the time that the loader for TypeScript takes: a run starts some thirty of them. */
export async function buildSurvivalWorker(): Promise<{ readonly program: string; readonly remove: () => void }> {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  // Inside of the project, so that its packages are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.survival-'));
  const program = join(folder, 'worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./survival-worker.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Gives actions to worker processes and kills these while they work. An action that was not acknowledged, because its worker died, is
 * given to another one under the same key, as a client's program would.
 */
export async function survive(run: SurvivalRun): Promise<SurvivalFindings> {
  const workers = createWorkers(run);
  const acknowledged: string[] = [];
  const total = run.records * run.actionsPerRecord;
  let killed = 0;
  let lastBlowAt = 0;
  try {
    await workers.fill();
    const killing = (async () => {
      for (; killed < run.kills; killed += 1) {
        // Spread over the work, at any moment of it.
        while (acknowledged.length < ((killed + 0.5) / run.kills) * total) await sleep(5);
        await sleep(Math.random() * 60);
        await workers.killOne();
        lastBlowAt = Date.now();
      }
    })();
    await Promise.all(
      Array.from({ length: run.records }, async (_, record) => {
        for (let index = 0; index < run.actionsPerRecord; index += 1) {
          const key = `record-${record}-action-${index}`;
          await workers.accept({ record: `record-${record}`, key, refuse: Math.random() < 0.03 });
          acknowledged.push(key);
          await sleep(Math.random() * 20);
        }
      }),
    );
    await killing;
    lastBlowAt = Math.max(lastBlowAt, Date.now());
    const drained = await untilNothingIsPending(run, lastBlowAt + drainMaxMs);
    const drainedMs = drained ? Date.now() - lastBlowAt : null;
    // A worker that stood still may wake up yet and store what it should not.
    await sleep(leaseMs * 2);
    return { ...(await compare(run, acknowledged)), kills: killed, drainedMs };
  } finally {
    await workers.end();
  }
}

const message = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ accepted: z.string() }),
  z.object({ refused: z.string(), why: z.string() }),
]);

function createWorkers(run: SurvivalRun) {
  const living = new Set<ChildProcess>();
  const starting = new Set<Promise<void>>();
  let isEnding = false;

  async function start(): Promise<void> {
    const { url, schema, fault } = run;
    const worker = spawn(process.execPath, [run.program, JSON.stringify({ url, schema, leaseMs, fault })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    worker.setMaxListeners(0);
    worker.once('exit', () => living.delete(worker));
    await Promise.race([once(worker, 'message'), once(worker, 'exit')]);
    if (worker.exitCode === null && worker.signalCode === null) living.add(worker);
    if (isEnding) worker.kill('SIGKILL');
  }

  const replace = (): void => {
    const started = start().finally(() => starting.delete(started));
    starting.add(started);
  };

  return {
    async fill(): Promise<void> {
      await Promise.all(Array.from({ length: workersAtOnce }, start));
    },
    async killOne(): Promise<void> {
      while (living.size < 2) await sleep(5);
      const victim = pick([...living]);
      victim?.kill('SIGKILL');
      if (victim) living.delete(victim);
      replace();
    },
    async accept(action: { readonly record: string; readonly key: string; readonly refuse: boolean }): Promise<void> {
      for (;;) {
        const worker = pick([...living]);
        if (worker && (await isAccepted(worker, action))) return;
        await sleep(5);
      }
    },
    async end(): Promise<void> {
      isEnding = true;
      await Promise.all(starting);
      await Promise.all(
        [...living].map(async (worker) => {
          const gone = once(worker, 'exit');
          worker.kill('SIGKILL');
          await gone;
        }),
      );
    },
  };
}

/** False when the worker died, failed, or did not say. */
function isAccepted(worker: ChildProcess, action: { readonly key: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      clearTimeout(timer);
      worker.off('message', listen).off('exit', die);
      resolve(answer);
    };
    const die = (): void => end(false);
    const listen = (given: unknown): void => {
      const said = message.parse(given);
      if ('accepted' in said && said.accepted === action.key) end(true);
      if ('refused' in said && said.refused === action.key) end(false);
    };
    const timer = setTimeout(die, 5_000);
    worker.on('message', listen).once('exit', die);
    worker.send(action, (error) => {
      if (error) end(false);
    });
  });
}

async function untilNothingIsPending(run: SurvivalRun, deadline: number): Promise<boolean> {
  return withClient(run.url, async (client) => {
    while (Date.now() < deadline) {
      const { rowCount } = await client.query(`select from ${run.schema}.outbox limit 1`);
      if (rowCount === 0) return true;
      await sleep(20);
    }
    return false;
  });
}

async function compare(run: SurvivalRun, acknowledged: readonly string[]) {
  return withClient(run.url, async (client) => {
    const actions = await client.query<{ marker: string; state: string }>(`select marker, state from ${run.schema}.actions`);
    const entries = await client.query<{ record: string; key: string }>('select record, key from book.entries order by id');
    const stateOf = new Map(actions.rows.map(({ marker, state }) => [marker, state]));
    const times = new Map<string, number>();
    const orders = new Map<string, number[]>();
    for (const { record, key } of entries.rows) {
      times.set(key, (times.get(key) ?? 0) + 1);
      orders.set(record, [...(orders.get(record) ?? []), Number(key.split('-').at(-1))]);
    }
    const states = [...stateOf.values()];
    return {
      lost: acknowledged.filter((key) => !stateOf.has(key) || (stateOf.get(key) === 'APPLIED' && !times.has(key))),
      doubled: [...times].filter(([, count]) => count > 1).map(([key]) => key),
      deniedThoughDone: acknowledged.filter((key) => stateOf.get(key) === 'FAILED' && times.has(key)),
      disordered: [...orders].filter(([, order]) => order.some((at, index) => at < (order[index - 1] ?? -1))).map(([key]) => key),
      applied: states.filter((state) => state === 'APPLIED').length,
      failed: states.filter((state) => state === 'FAILED').length,
    };
  });
}

async function withClient<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function pick<Thing>(things: readonly Thing[]): Thing | undefined {
  return things[Math.floor(Math.random() * things.length)];
}
