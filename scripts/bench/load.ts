import { Agent, request } from 'undici';
import type { GatewayProcess } from './testbed.ts';

export interface BenchOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Measured {
  readonly cpuMsPerRequest: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const agent = new Agent({ connections: 16, pipelining: 1 });

export async function askOnce(gateway: GatewayProcess, operation: BenchOperation, token: string): Promise<string> {
  const { statusCode, body } = await request(gateway.url, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: operation.query, variables: operation.variables }),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${operation.name}: ${statusCode} ${text}`);
  return text;
}

/** The first answers can come too late for the deadlines: data is read from its systems, and code is compiled. */
export async function askUntilWhole(gateway: GatewayProcess, operation: BenchOperation, token: string): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const text = await askOnce(gateway, operation, token);
    if (!text.includes('"errors"') && !text.includes('"extensions"')) return text;
  }
  throw new Error(`${operation.name}: ${await askOnce(gateway, operation, token)}`);
}

/** So many requests, a few at a time. */
export async function measure(
  gateway: GatewayProcess,
  operation: BenchOperation,
  options: { readonly token: string; readonly requests: number; readonly atOnce: number },
): Promise<Measured> {
  const times: number[] = [];
  let left = options.requests;
  const cpuBefore = gateway.cpuMs();
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const askedAt = performance.now();
      await askOnce(gateway, operation, options.token);
      times.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    cpuMsPerRequest: (gateway.cpuMs() - cpuBefore) / options.requests,
    requestsPerSecond: options.requests / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
