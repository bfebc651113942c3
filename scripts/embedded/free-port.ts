import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere) and to whoever listens on port 0: between
 * the look and the use, one of those would be taken by the next request that anybody on the machine makes. Above the ports of `npm start` and
 * below those of the servers in `scripts/real-systems`.
 */
const lowest = 10_000;
const highest = 19_999;

/** Each process goes through the ports from a place of its own, so that none is handed out twice before it is used. */
let next = randomInt(lowest, highest + 1);

/** A port on loopback that nobody listened on a moment ago, and that nobody is likely to take in the next. */
export async function findFreePort(): Promise<number> {
  for (let tries = lowest; tries <= highest; tries += 1) {
    const port = next;
    next = next === highest ? lowest : next + 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${String(lowest)} and ${String(highest)}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
