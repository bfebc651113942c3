import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function run(environment: Record<string, string>): { child: ChildProcess; output: () => string } {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', main], { env: { PATH, ...environment } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  return { child, output: () => text };
}

async function waitFor<Found>(find: () => Found | undefined): Promise<Found> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come about within 20 s');
}

describe('the process', () => {
  it('tells everything that is wrong with its configuration, and ends with 1', async () => {
    const { child, output } = run({ GATEWAY_PORT: 'x', SUBGRAPH_TIMEOUT_MS: '0' });
    expect(await once(child, 'close')).toEqual([1, null]);
    for (const name of ['GATEWAY_PORT', 'SUBGRAPH_TIMEOUT_MS', 'TOKEN_ISSUERS', 'IDENTITY_PRIVATE_KEY']) {
      expect(output()).toContain(`  - ${name}: `);
    }
  });

  it('answers until SIGTERM, and then ends with 0', async () => {
    const { child, output } = run({ OPEN_MODE: 'true', GATEWAY_PORT: '0' });
    const url = await waitFor(() => /"url":"([^"]+)"/.exec(output())?.[1]);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const startedAt = performance.now();
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
