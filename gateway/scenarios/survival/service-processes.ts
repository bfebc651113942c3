import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../../schema/contract/environment.ts';
import { SERVICES } from './build-services.ts';
import type { ServiceName } from './build-services.ts';

/** The services as processes that are started again whenever they end, as whatever runs them in production would do. */
export interface ServiceProcesses {
  /** `kill -9`, once it serves; resolves when the process is gone. */
  kill(name: ServiceName): Promise<void>;
  /** How often each was killed. */
  readonly kills: Readonly<Record<ServiceName, number>>;
  /** What they printed, the newest last: for whoever looks for what went wrong. */
  readonly printed: readonly string[];
  end(): Promise<void>;
}

const startsWithinMs = 120_000;
const linesKept = 2_000;
const pauseMs = 50;

export async function startServiceProcesses(options: {
  readonly programs: Readonly<Record<ServiceName, string>>;
  readonly environment: Environment;
  readonly ports: Readonly<Record<ServiceName, number>>;
}): Promise<ServiceProcesses> {
  const { programs, environment, ports } = options;
  const living = new Map<ServiceName, ChildProcess>();
  const serving = new Map<ServiceName, Promise<void>>();
  const kills: Record<ServiceName, number> = { crm: 0, files: 0, tickets: 0, workflow: 0 };
  const printed: string[] = [];
  let isEnding = false;

  /** Resolves when it serves. */
  function start(name: ServiceName): Promise<void> {
    const child = spawn(process.execPath, [programs[name]], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    living.set(name, child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        printed.push(`${name} ${bytes.toString()}`);
        printed.splice(0, printed.length - linesKept);
      });
    }
    child.once('exit', () => {
      if (!isEnding) keep(name, restart(name));
    });
    return untilItServes(name, child);
  }

  async function restart(name: ServiceName): Promise<void> {
    await sleep(pauseMs);
    if (!isEnding) await start(name);
  }

  function keep(name: ServiceName, served: Promise<void>): void {
    served.catch(() => undefined);
    serving.set(name, served);
  }

  async function untilItServes(name: ServiceName, child: ChildProcess): Promise<void> {
    const deadline = Date.now() + startsWithinMs;
    while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
      const answer = await fetch(`http://127.0.0.1:${ports[name]}/health`).catch(() => null);
      if (answer?.ok === true) return;
      await sleep(25);
    }
    throw new Error(`${name} does not serve:\n${printed.slice(-20).join('\n')}`);
  }

  /** One that could not start, because its database cut the connection or was slow, is started anew. */
  async function untilServing(name: ServiceName): Promise<void> {
    const deadline = Date.now() + startsWithinMs;
    for (;;) {
      try {
        return await serving.get(name);
      } catch (error) {
        if (isEnding || Date.now() > deadline) throw error;
        await sleep(2 * pauseMs);
      }
    }
  }

  const processes: ServiceProcesses = {
    kills,
    printed,
    async kill(name) {
      await untilServing(name);
      const child = living.get(name);
      if (!child) throw new Error(`${name} does not run`);
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      kills[name] += 1;
      await gone;
    },
    async end() {
      isEnding = true;
      await Promise.all(
        [...living.values()].map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const gone = once(child, 'exit');
          child.kill('SIGKILL');
          await gone;
        }),
      );
    },
  };
  try {
    // One after the other: four at once have no time for their databases on a small machine.
    for (const name of SERVICES) {
      keep(name, start(name));
      await untilServing(name);
    }
  } catch (error) {
    await processes.end();
    throw error;
  }
  return processes;
}
