/**
 * Whether the gateway's memory stays where it is under load: the slope of what is resident, by least squares, after the caches have had time to fill.
 * One request in ten is an operation that nobody has asked before.
 * usage: node --import tsx scripts/bench/memory.ts [minutes] [requests a second] [minutes before] [which operation is a new one each time]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { kept, ours } from './contenders.ts';
import { askUntilWhole, measure } from './load.ts';
import type { BenchOperation } from './load.ts';
import { benchOperations } from './operations.ts';
import { startTestbed } from './testbed.ts';
import type { GatewayProcess } from './testbed.ts';

const [minutes = 15, perSecond = 100, minutesBefore = 5] = process.argv.slice(2, 5).map(Number);
const newOperation = process.argv[5] ?? 'tiny';
/** Megabytes a minute. */
const target = 1;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Sample {
  readonly minute: number;
  readonly mb: number;
}

const testbed = await startTestbed();
try {
  const gateways = [ours, kept].map(async (contender) => [contender.name, await testbed.startGateway(contender)] as const);
  const started = await Promise.all(gateways);
  print(`${perSecond} requests a second to each, ${minutesBefore} minutes before and ${minutes} minutes that count`);
  const found = await Promise.all(started.map(async ([name, gateway]) => [name, gateway, await watch(gateway)] as const));
  print('gateway  CPU s  MB at the start  MB at the end  MB the most  MB a minute  target');
  for (const [name, gateway, samples] of found) {
    const mb = samples.map((sample) => sample.mb);
    print(
      [
        name.padEnd(7), (gateway.cpuMs() / 1000).toFixed(0).padStart(6), (mb[0] ?? 0).toFixed(0).padStart(16), (mb.at(-1) ?? 0).toFixed(0).padStart(14),
        Math.max(...mb).toFixed(0).padStart(12), slopeOf(samples).toFixed(2).padStart(12), String(target).padStart(7),
      ].join(' '),
    ); // prettier-ignore
  }
} finally {
  await testbed.close();
}
process.exit(0);

async function watch(gateway: GatewayProcess): Promise<Sample[]> {
  const operations = benchOperations(testbed.clientId);
  for (const operation of operations) await askUntilWhole(gateway, operation, testbed.token);
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const minute = (): number => (performance.now() - startedAt) / 60_000 - minutesBefore;
  for (let second = 0; minute() < minutes; second++) {
    for (const [operation, share] of shares(operations, second)) {
      await measure(gateway, operation, { token: testbed.token, requests: Math.round(perSecond * share), atOnce: 4 });
    }
    if (minute() >= 0) samples.push({ minute: minute(), mb: gateway.rssMb() });
    const left = startedAt + (second + 1) * 1000 - performance.now();
    if (left > 0) await sleep(left);
  }
  return samples;
}

/** Which operations make up a second, and what part of it each of them is. */
function shares(operations: readonly BenchOperation[], second: number): [BenchOperation, number][] {
  const often = operations.find(({ name }) => name === newOperation);
  if (!often) throw new Error(`there is no operation "${newOperation}"`);
  const distinct = Array.from({ length: perSecond / 10 }, (_, index): [BenchOperation, number] => [
    { ...often, query: often.query.replace(/query \w+/, `query New${second}of${index}`) },
    1 / perSecond,
  ]);
  return [...operations.map((operation): [BenchOperation, number] => [operation, 0.9 / operations.length]), ...distinct];
}

/** By least squares, in megabytes a minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [minute, mb] = [mean(samples.map((sample) => sample.minute)), mean(samples.map((sample) => sample.mb))];
  const covariance = mean(samples.map((sample) => (sample.minute - minute) * (sample.mb - mb)));
  return covariance / mean(samples.map((sample) => (sample.minute - minute) ** 2));
}
