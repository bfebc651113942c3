/**
 * Hive Gateway in a process of its own, for `gateways.ts`. Prints its address. It is installed by
 * `npm install --prefix scripts/bench/contenders --no-package-lock`.
 * usage: hive-process.ts javascript|rust
 */
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { readPlainSupergraph } from './plain-supergraph.ts';

/** What is used of it: its own types are not there where it is not installed. */
interface Hive {
  readonly createGatewayRuntime: (options: Readonly<Record<string, unknown>>) => RequestListener;
}

const [mode] = process.argv.slice(2);
const load = createRequire(new URL('contenders/package.json', import.meta.url));
const { createGatewayRuntime } = load('@graphql-hive/gateway-runtime') as Hive;
const planner = mode === 'rust' ? (load('@graphql-hive/router-runtime') as Readonly<Record<string, unknown>>) : null;

// It listens to both, and does not end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

const gateway = createGatewayRuntime({
  supergraph: withAddresses(readPlainSupergraph()),
  ...(planner && { unifiedGraphHandler: planner['unifiedGraphHandler'] }),
  logging: false,
  landingPage: false,
  graphiql: false,
  maskedErrors: false,
  healthCheckEndpoint: '/healthcheck',
});
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
});

/** It asks where the supergraph says. */
function withAddresses(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(/@join__graph\(name: "(\w+)", url: "[^"]*"\)/g, (_, name: string) => {
    const url = process.env[`SUBGRAPH_${name.toUpperCase()}_URL`] ?? '';
    return `@join__graph(name: "${name}", url: "${url}")`;
  });
}
