/**
 * This working copy against another one of the same project, in paired rounds over the same recorded subgraphs: whether a change made it cheaper.
 * usage: node --import tsx scripts/bench/versions.ts OTHER_COPY [requests a round] [rounds] [operation]
 */
import { pathToFileURL } from 'node:url';
import { ours } from './contenders.ts';
import { askUntilWhole, measure, median } from './load.ts';
import { benchOperations } from './operations.ts';
import { startTestbed } from './testbed.ts';

const [other, requests = '300', rounds = '15', only] = process.argv.slice(2);
if (other === undefined) throw new Error('usage: versions.ts OTHER_COPY [requests a round] [rounds] [operation]');
const warmUpRequests = 5_000;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const testbed = await startTestbed();
try {
  const file = new URL('scripts/bench/gateway-process.ts', `${pathToFileURL(other).href}/`).href;
  const gateways = [await testbed.startGateway(ours), await testbed.startGateway({ ...ours, file })] as const;
  print('operation  CPU ms/request: this, other   ratio of each round, in order   median');
  for (const operation of benchOperations(testbed.clientId)) {
    if (only !== undefined && operation.name !== only) continue;
    const ask = async (gateway: (typeof gateways)[number], count: number): Promise<number> =>
      (await measure(gateway, operation, { token: testbed.token, requests: count, atOnce: 8 })).cpuMsPerRequest;
    for (const gateway of gateways) {
      await askUntilWhole(gateway, operation, testbed.token);
      await ask(gateway, warmUpRequests);
    }
    const pairs: [number, number][] = [];
    for (let round = 0; round < Number(rounds); round++) {
      // Whoever is first is another one each time.
      const order = round % 2 === 0 ? gateways : [...gateways].reverse();
      const costs = new Map<unknown, number>();
      for (const gateway of order) costs.set(gateway, await ask(gateway, Number(requests)));
      pairs.push([costs.get(gateways[0]) ?? 0, costs.get(gateways[1]) ?? 0]);
    }
    const ratios = pairs.map(([mine, others]) => mine / others).sort((one, another) => one - another);
    print(
      [
        operation.name.padEnd(9),
        median(pairs.map(([mine]) => mine)).toFixed(3),
        median(pairs.map(([, others]) => others)).toFixed(3),
        ` ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
        ` ${median(ratios).toFixed(3)}`,
      ].join('  '),
    );
  }
} finally {
  await testbed.close();
}
process.exit(0);
