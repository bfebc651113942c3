/**
 * This gateway, with sign-in, permissions and limits, against others as their documentation starts them: over the same recorded
 * subgraphs, in turns, each in a process of its own. The processor time is what counts; the rest is for information.
 * usage: node --import tsx scripts/bench/gateways.ts [least requests a round] [rounds] [operation]
 *        BENCH_CHART=README-chart.svg writes the ratios as a chart
 *        BENCH_NODE_OPTIONS='--cpu-prof --cpu-prof-dir=/tmp/profiles' says where the time goes
 */
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { drawChart } from './chart.ts';
import { apollo, floor, kept, ours, presentContenders } from './contenders.ts';
import type { Contender } from './contenders.ts';
import { askUntilWhole, measure, median } from './load.ts';
import type { BenchOperation, Measured } from './load.ts';
import { benchOperations } from './operations.ts';
import { inWaves, tellFloor } from './tell-floor.ts';
import { startTestbed } from './testbed.ts';
import type { GatewayProcess } from './testbed.ts';

const [requests = 400, rounds = 5] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];
const targets: ReadonlyMap<Contender, Readonly<Record<string, number>>> = new Map([
  [ours, { deep: 0.2, page: 0.2, tiny: 0.3 }],
  [kept, { deep: 0.05, page: 0.05, tiny: 0.1 }],
]);

/**
 * So many answers come first, from each of them, and are not counted: they pay for compiling, which a gateway does once. The engine goes on with it
 * for some thousand answers.
 */
const warmUpRequests = 5_000;

/** Whoever is quick is asked more often in a round: a few milliseconds of work would be measured together with whatever else goes on. */
const cpuMsOfRound = 300;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const { present, missing } = presentContenders();
if (missing.length > 0) {
  print(`not installed: ${missing.map(({ name }) => name).join(', ')}`);
  print('  npm install --prefix scripts/bench/contenders --no-package-lock');
}

const testbed = await startTestbed();
const chart: { operation: string; ratios: { name: string; ratio: number }[] }[] = [];
try {
  const gateways = new Map<Contender, GatewayProcess>();
  for (const contender of present) gateways.set(contender, await testbed.startGateway(contender));
  print('operation  bytes  calls  gateway    requests/s   p50 ms   p99 ms  CPU ms/request   ratio  target');
  for (const operation of benchOperations(testbed.clientId)) {
    if (only !== undefined && operation.name !== only) continue;
    const { bytes, calls } = await prepare(operation, gateways);
    const measured = await measureInTurns(operation, gateways);
    const cpu = (of: Contender): number => median((measured.get(of) ?? []).map(({ cpuMsPerRequest }) => cpuMsPerRequest));
    for (const contender of present) {
      const of = (key: keyof Measured): string => median((measured.get(contender) ?? []).map((one) => one[key])).toFixed(2);
      print(
        [
          operation.name.padEnd(9), String(bytes).padStart(6), String(calls.get(contender) ?? 0).padStart(6), ` ${contender.name.padEnd(10)}`,
          of('requestsPerSecond').padStart(10), of('p50Ms').padStart(8), of('p99Ms').padStart(8), of('cpuMsPerRequest').padStart(15),
          (cpu(contender) / cpu(apollo)).toFixed(2).padStart(7), String(targets.get(contender)?.[operation.name] ?? '').padStart(7),
        ].join(' '),
      ); // prettier-ignore
    }
    chart.push({
      operation: operation.name,
      ratios: present.map((contender) => ({ name: contender.name, ratio: cpu(contender) / cpu(apollo) })),
    });
  }
  for (const [{ name }, gateway] of gateways) print(`${name}: ${gateway.rssMb().toFixed(0)} MB resident`);
  const file = process.env['BENCH_CHART'];
  if (file !== undefined) writeFileSync(file, drawChart(chart));
} finally {
  await testbed.close();
}
process.exit(0);

/** Has everybody answer once, says how many calls it took, and throws when one answer is not the others'. */
async function prepare(operation: BenchOperation, gateways: ReadonlyMap<Contender, GatewayProcess>) {
  const { token, subgraphs } = testbed;
  const calls = new Map<Contender, number>();
  let text = '';
  // The one that signs goes first: the others' questions are answered with its token.
  const order = [ours, ...[...gateways.keys()].filter((contender) => contender !== ours)];
  for (const contender of order) {
    const gateway = gateways.get(contender);
    if (!gateway) throw new Error(`${contender.name} was not started`);
    if (contender !== floor) await askUntilWhole(gateway, operation, token);
    subgraphs.takeCalls();
    const answer = await askUntilWhole(gateway, operation, token);
    const asked = subgraphs.takeCalls();
    calls.set(contender, asked.length);
    if (contender === ours) {
      text = answer;
      const waves = inWaves(asked).map((wave) =>
        wave.map(({ subgraph, body }) => ({ url: subgraphs.urls[subgraph] ?? '', body })),
      );
      const process = gateways.get(floor);
      if (process) await tellFloor(process, { query: operation.query, waves, answer });
    } else if (!isDeepStrictEqual(dataOf(answer), dataOf(text))) {
      throw new Error(`the answers differ: ${operation.name} by ${contender.name}\n${differenceOf(text, answer)}`);
    }
  }
  return { bytes: text.length, calls };
}

async function measureInTurns(operation: BenchOperation, gateways: ReadonlyMap<Contender, GatewayProcess>) {
  const measured = new Map<Contender, Measured[]>();
  const ask = (gateway: GatewayProcess, count: number): Promise<Measured> =>
    measure(gateway, operation, { token: testbed.token, requests: count, atOnce: 8 });
  const counts = new Map<Contender, number>();
  for (const [contender, gateway] of gateways) {
    const { cpuMsPerRequest } = await ask(gateway, warmUpRequests);
    counts.set(contender, Math.max(requests, Math.ceil(cpuMsOfRound / cpuMsPerRequest)));
  }
  for (let round = 0; round < rounds; round++) {
    for (const [contender, gateway] of gateways) {
      measured.set(contender, [...(measured.get(contender) ?? []), await ask(gateway, counts.get(contender) ?? requests)]);
    }
  }
  return measured;
}

function dataOf(text: string): unknown {
  return (JSON.parse(text) as { data: unknown }).data;
}

/** From a little before the first place where they are not the same. */
function differenceOf(one: string, other: string): string {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  return [one, other].map((text) => text.slice(Math.max(0, place - 100), place + 300)).join('\n');
}
