/**
 * Whether the gateway's memory stays where it is under load: the slope of what is resident, by least squares, after the caches are full. One request in
 * ten is an operation that nobody has asked before.
 * usage: node --import tsx scripts/bench/memory.ts [minutes] [requests a second] [minutes before] [which operation is a new one each time]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { operationsMax } from '../../gateway/operation-room.ts';
import { kept, ours } from './contenders.ts';
import { askUntilWhole, measure, median } from './load.ts';
import type { BenchOperation } from './load.ts';
import { benchOperations } from './operations.ts';
import { startTestbed } from './testbed.ts';
import type { GatewayProcess } from './testbed.ts';

const [minutes = 15, perSecond = 100, minutesBefore = 2] = process.argv.slice(2, 5).map(Number);
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
  print(
    `${operationsMax} operations first; then ${perSecond} requests a second to each, ${minutesBefore} minutes before and ${minutes} that count`,
  );
  const found = await Promise.all(started.map(async ([name, gateway]) => [name, gateway, await watch(gateway)] as const));
  print('gateway  requests  CPU s  MB a minute  target  MB in the middle of each minute');
  for (const [name, gateway, { requests, samples }] of found) {
    const ofMinute = (minute: number): number =>
      median(samples.filter((sample) => Math.floor(sample.minute) === minute).map(({ mb }) => mb));
    const byMinute = Array.from({ length: minutes }, (_, minute) => ofMinute(minute).toFixed(0));
    print(
      [
        name.padEnd(7), String(requests).padStart(9), (gateway.cpuMs() / 1000).toFixed(0).padStart(6), slopeOf(samples).toFixed(2).padStart(12),
        String(target).padStart(7), ` ${byMinute.join(' ')}`,
      ].join(' '),
    ); // prettier-ignore
  }
} finally {
  await testbed.close();
}
process.exit(0);

async function watch(gateway: GatewayProcess): Promise<{ readonly requests: number; readonly samples: readonly Sample[] }> {
  const operations = benchOperations(testbed.clientId);
  let requests = 0;
  const ask = async (operation: BenchOperation, count: number): Promise<void> => {
    await measure(gateway, operation, { token: testbed.token, requests: count, atOnce: 4 });
    requests += count;
  };
  for (const operation of operations) await askUntilWhole(gateway, operation, testbed.token);
  for (let index = 0; index < operationsMax; index++) await ask(newOne(operations, `First${index}`), 1);
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const minute = (): number => (performance.now() - startedAt) / 60_000 - minutesBefore;
  for (let second = 0; minute() < minutes; second++) {
    for (const operation of operations) await ask(operation, Math.round((perSecond * 0.9) / operations.length));
    for (let index = 0; index < perSecond / 10; index++) await ask(newOne(operations, `New${second}of${index}`), 1);
    if (minute() >= 0) samples.push({ minute: minute(), mb: gateway.rssMb() });
    const left = startedAt + (second + 1) * 1000 - performance.now();
    if (left > 0) await sleep(left);
  }
  return { requests, samples };
}

function newOne(operations: readonly BenchOperation[], name: string): BenchOperation {
  const operation = operations.find((known) => known.name === newOperation);
  if (!operation) throw new Error(`there is no operation "${newOperation}"`);
  return { ...operation, query: operation.query.replace(/query \w+/, `query ${name}`) };
}

/** By least squares, in megabytes a minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [minute, mb] = [mean(samples.map((sample) => sample.minute)), mean(samples.map((sample) => sample.mb))];
  const covariance = mean(samples.map((sample) => (sample.minute - minute) * (sample.mb - mb)));
  return covariance / mean(samples.map((sample) => (sample.minute - minute) ** 2));
}
