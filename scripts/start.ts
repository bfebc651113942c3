/**
 * `npm start`: the whole portal graph on embedded defaults, for trying it out and for developing a frontend against it.
 * `npm start -- --reset` throws away what is kept and starts over.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError } from '../schema/contract/environment.ts';
import { startEmbeddedPortal } from './embedded/portal.ts';
import { EmbeddedPostgresError } from './embedded/postgres.ts';
import { takeFolder } from './embedded/take-folder.ts';
import { welcome } from './embedded/welcome.ts';
import { createWorld } from './seed/world.ts';

const startedAt = performance.now();
const dataDirectory = resolve(process.env['PORTAL_DATA_DIR'] ?? '.portal');

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const leaveFolder = takeFolder(dataDirectory, { empty: values.reset });
  const portal = await startEmbeddedPortal({
    dataDirectory,
    environment: process.env,
    world: () => createWorld({ anchor: midnightUtc(new Date()) }),
    ...(process.env['PORTAL_POSTGRES_URL'] && { postgresUrl: process.env['PORTAL_POSTGRES_URL'] }),
  });

  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    portal.close().then(
      () => {
        leaveFolder();
        process.exit(0);
      },
      (error: unknown) => {
        fail(error);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);

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
