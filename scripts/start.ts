/**
 * `npm start`: the whole portal graph on embedded defaults, for trying it out and for developing a frontend against it.
 * `npm start -- --reset` throws away what is kept and starts over.
 */
import { parseArgs } from 'node:util';
import { buildPlayground } from '../gateway/playground/build.ts';
import { ConfigurationError } from '../schema/contract/environment.ts';
import { readEmbeddedConfig } from './embedded/config.ts';
import { startEmbeddedPortal } from './embedded/portal.ts';
import { EmbeddedPostgresError } from './embedded/postgres.ts';
import { takeFolder } from './embedded/take-folder.ts';
import { welcome } from './embedded/welcome.ts';
import { createWorld } from './seed/world.ts';

const startedAt = performance.now();

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const { dataDirectory, postgresUrl } = readEmbeddedConfig(process.env);
  const leaveFolder = takeFolder(dataDirectory, { empty: values.reset });
  const starting = startEmbeddedPortal({
    dataDirectory,
    environment: process.env,
    inProcess: true,
    world: () => createWorld({ anchor: midnightUtc(new Date()) }),
    asksForDocuments: true,
    ...(postgresUrl !== null && { postgresUrl }),
  });

  // From the beginning: the database is a process of its own and must not be left behind by a Ctrl-C in the first second.
  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    await (await starting).close();
    leaveFolder();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close().catch(fail));

  const portal = await starting;
  // Only at the first start, and after the portal answers: until it is done, the page says so and looks again.
  buildPlayground().catch((error: unknown) => process.stderr.write(`The playground could not be built: ${String(error)}\n`));
  process.stdout.write(await welcome(portal, { seconds: (performance.now() - startedAt) / 1000, dataDirectory }));
}

function midnightUtc(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/** What the person at the keyboard can mend is told in words; anything else with its stack. */
function fail(error: unknown): never {
  const mendable = error instanceof ConfigurationError || error instanceof EmbeddedPostgresError;
  if (mendable) process.stderr.write(`${error.message}\n`);
  else if (isAddressInUse(error)) {
    process.stderr.write(
      `Something else listens on port ${error.port}. Stop it, or choose another port: GATEWAY_PORT, IDENTITY_PROVIDER_PORT.\n`,
    );
  } else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

function isAddressInUse(error: unknown): error is Error & { port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

start().catch(fail);
