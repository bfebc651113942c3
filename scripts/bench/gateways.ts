/**
 * This gateway, with sign-in, permissions and limits, against @apollo/gateway as its documentation starts it: over the same recorded
 * subgraphs, in turns, each in a process of its own. The processor time is what counts; the rest is for information.
 * usage: node --import tsx scripts/bench/gateways.ts [requests a round] [rounds] [operation]
 *        BENCH_NODE_OPTIONS='--cpu-prof --cpu-prof-dir=/tmp/profiles' says where the time goes
 */
import { askUntilWhole, measure, median } from './load.ts';
import type { Measured } from './load.ts';
import { benchOperations } from './operations.ts';
import { startTestbed } from './testbed.ts';

const [requests = 400, rounds = 5] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];
const targets: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ours: { deep: 0.2, page: 0.2, tiny: 0.3 },
  kept: { deep: 0.05, page: 0.05, tiny: 0.1 },
};
/** `kept` is ours with answers from the cache. */
const modes = ['ours', 'kept', 'apollo'] as const;

/** From a little before the first place where they are not the same. */
function differenceOf(one: string, other: string): string {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  return [one, other].map((text) => text.slice(Math.max(0, place - 100), place + 300)).join('\n');
}

const testbed = await startTestbed();
try {
  const { token } = testbed;
  const gateways = {
    ours: await testbed.startGateway('ours'),
    kept: await testbed.startGateway('kept'),
    apollo: await testbed.startGateway('apollo'),
  };
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  print('operation  bytes  calls  gateway  requests/s   p50 ms   p99 ms  CPU ms/request   ratio  target');
  for (const operation of benchOperations(testbed.clientId)) {
    if (only !== undefined && operation.name !== only) continue;
    // The one that signs goes first: the other one's questions are answered with its token.
    await askUntilWhole(gateways.ours, operation, token);
    const before = testbed.subgraphs.count();
    const ours = await askUntilWhole(gateways.ours, operation, token);
    const calls = testbed.subgraphs.count() - before;
    const apollo = await askUntilWhole(gateways.apollo, operation, token);
    const dataOf = (text: string): string => JSON.stringify((JSON.parse(text) as { data: unknown }).data);
    if (dataOf(await askUntilWhole(gateways.kept, operation, token)) !== dataOf(ours)) throw new Error('a kept answer differs');
    if (dataOf(ours) !== dataOf(apollo)) throw new Error(`the answers differ: ${operation.name}\n${differenceOf(ours, apollo)}`);
    const measured: Record<keyof typeof gateways, Measured[]> = { ours: [], kept: [], apollo: [] };
    for (const gateway of modes) await measure(gateways[gateway], operation, { token, requests, atOnce: 8 });
    for (let round = 0; round < rounds; round++) {
      for (const gateway of modes) {
        measured[gateway].push(await measure(gateways[gateway], operation, { token, requests, atOnce: 8 }));
      }
    }
    const cpu = (gateway: keyof typeof gateways): number =>
      median(measured[gateway].map(({ cpuMsPerRequest }) => cpuMsPerRequest));
    for (const gateway of ['apollo', 'ours', 'kept'] as const) {
      const of = (key: keyof Measured): string => median(measured[gateway].map((one) => one[key])).toFixed(2);
      const ratio = cpu(gateway) / cpu('apollo');
      print(
        [
          operation.name.padEnd(9), String(ours.length).padStart(6), String(calls).padStart(6), ` ${gateway.padEnd(7)}`,
          of('requestsPerSecond').padStart(10), of('p50Ms').padStart(8), of('p99Ms').padStart(8), of('cpuMsPerRequest').padStart(15),
          ratio.toFixed(2).padStart(7), gateway === 'apollo' ? '' : String(targets[gateway]?.[operation.name]).padStart(7),
        ].join(' '),
      ); // prettier-ignore
    }
  }
  for (const [name, gateway] of Object.entries(gateways)) print(`${name}: ${gateway.rssMb().toFixed(0)} MB resident`);
} finally {
  await testbed.close();
}
process.exit(0);
