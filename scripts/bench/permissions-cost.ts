/**
 * What permissions cost: the processor time of a request for the home page, with them and without, in turns over the same recorded
 * subgraphs. Without them nothing is pruned and no owner is asked for or checked; the rest is the same, sign-in too.
 * usage: node --import tsx scripts/bench/permissions-cost.ts [requests a round] [rounds]
 */
import { ours, oursWithoutPermissions } from './contenders.ts';
import { askUntilWhole, measure, median } from './load.ts';
import { homePage } from './operations.ts';
import { startTestbed } from './testbed.ts';

const [requests = 300, rounds = 9] = process.argv.slice(2).map(Number);

const testbed = await startTestbed();
try {
  const { token, clientId } = testbed;
  const operation = { name: 'home page', query: homePage, variables: { clientId } };
  const gateways = { on: await testbed.startGateway(ours), off: await testbed.startGateway(oursWithoutPermissions) };
  const [one, other] = [await askUntilWhole(gateways.on, operation, token), await askUntilWhole(gateways.off, operation, token)];
  if (one !== other) throw new Error(`the answers differ:\n${one}\n${other}`);
  const ratios: number[] = [];
  const cpu: Record<keyof typeof gateways, number[]> = { on: [], off: [] };
  for (let round = -1; round < rounds; round++) {
    for (const mode of round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
      const { cpuMsPerRequest } = await measure(gateways[mode], operation, { token, requests, atOnce: 4 });
      // The first round is for the compiler.
      if (round >= 0) cpu[mode].push(cpuMsPerRequest);
    }
    if (round >= 0) ratios.push((cpu.on[round] ?? 0) / (cpu.off[round] ?? 1));
  }
  process.stdout.write(
    [
      `home page of ${one.length} bytes, ${rounds} rounds of ${requests} requests`,
      `CPU ms/request: with permissions ${median(cpu.on).toFixed(2)}, without ${median(cpu.off).toFixed(2)}`,
      `ratio, median of the rounds: ${median(ratios).toFixed(3)} (target: at most 1.10); each: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
      '',
    ].join('\n'),
  );
} finally {
  await testbed.close();
}
process.exit(0);
