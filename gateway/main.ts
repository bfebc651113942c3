import { exitOnConfigurationError } from '../schema/contract/environment.ts';
import { readGatewayConfig } from './config.ts';
import { createGateway } from './gateway.ts';

/** Orchestrators kill what has not ended after a while (30 s in Kubernetes, 10 s in Docker): what is left then is cut. */
const drainTimeoutMs = 9_000;

/** What does not hold is told in one go, whether the environment says it or the supergraph that it names. */
const gateway = await start().catch(exitOnConfigurationError);

// A platform may send both, or one twice: draining begins once.
let draining = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(1), drainTimeoutMs).unref();
    gateway.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

async function start() {
  const created = await createGateway(readGatewayConfig(process.env));
  await created.listen();
  return created;
}
