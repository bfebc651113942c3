import { request } from 'undici';
import type { FloorOperation } from './floor-process.ts';
import type { RecordedCall } from './recorded-subgraphs.ts';
import type { GatewayProcess } from './testbed.ts';

/** Calls that were made at once: one that began after all before it had ended waited for them. */
export function inWaves(calls: readonly RecordedCall[]): RecordedCall[][] {
  const waves: RecordedCall[][] = [];
  for (const call of [...calls].sort((one, other) => one.startedAt - other.startedAt)) {
    const last = waves.at(-1);
    if (last?.some(({ endedAt }) => endedAt > call.startedAt)) last.push(call);
    else waves.push([call]);
  }
  return waves;
}

export async function tellFloor(floor: GatewayProcess, operation: FloorOperation): Promise<void> {
  const { statusCode } = await request(floor.url, { method: 'PUT', body: JSON.stringify(operation) });
  if (statusCode !== 204) throw new Error(`the floor program does not take it: ${statusCode}`);
}
