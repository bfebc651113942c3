import { request } from 'undici';
import type { Agent } from 'undici';

/** Asks each subgraph whether it can answer: by its `/ready`, beside the GraphQL address. Anything but a 5xx in time is a yes. */
export async function checkSubgraphs(
  subgraphs: ReadonlyMap<string, string>,
  options: { readonly agent: Agent; readonly timeoutMs: number },
): Promise<Record<string, 'up' | 'down'>> {
  const states = await Promise.all(
    [...subgraphs].map(async ([name, url]) => [name, (await isUp(url, options)) ? 'up' : 'down'] as const),
  );
  return Object.fromEntries(states);
}

async function isUp(url: string, { agent, timeoutMs }: { readonly agent: Agent; readonly timeoutMs: number }): Promise<boolean> {
  try {
    const { statusCode, body } = await request(new URL('/ready', url), {
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    return statusCode < 500;
  } catch {
    return false;
  }
}
