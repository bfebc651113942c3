import { exitOnConfigurationError } from '../../schema/contract/environment.ts';
import type { SubgraphServer } from './server.ts';

const drainTimeoutMs = 10_000;

/** What a subgraph's main.ts does: reads the configuration, listens, and drains on SIGTERM or SIGINT. */
export async function runSubgraph<Config extends { readonly host: string; readonly port: number }>(subgraph: {
  readonly readConfig: (environment: NodeJS.ProcessEnv) => Config;
  readonly create: (config: Config) => Promise<SubgraphServer>;
}): Promise<void> {
  let config: Config;
  let server: SubgraphServer;
  try {
    config = subgraph.readConfig(process.env);
    // A system of record that is not as it has to be is told the same way as a variable.
    server = await subgraph.create(config);
  } catch (error) {
    exitOnConfigurationError(error);
  }
  await server.listen(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), drainTimeoutMs).unref();
      void server.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
