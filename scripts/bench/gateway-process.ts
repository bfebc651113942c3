/**
 * One gateway in a process of its own, for `gateways.ts` and `permissions-cost.ts`. Prints its address.
 * usage: gateway-process.ts ours|kept|no-permissions|apollo
 */
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readGatewayConfig } from '../../gateway/config.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { readPlainSupergraph } from './plain-supergraph.ts';

const [mode] = process.argv.slice(2);
// For `--cpu-prof`, which writes at the end.
process.on('SIGINT', () => process.exit(0));
process.stdout.write(`listening ${mode === 'apollo' ? await startApollo() : await startOurs()}\n`);

/**
 * With everything that production has, but for answers that are kept (`kept` has those, too); or without pruning and the check of owners, and
 * the rest as it is.
 */
async function startOurs(): Promise<string> {
  const gateway = await createGateway(
    readGatewayConfig({ ...process.env, RESPONSE_CACHE_SECONDS_MAX: mode === 'kept' ? '30' : '0' }),
    mode === 'no-permissions' ? { wrapView: (view) => ({ ...view, permissions: null }) } : {},
  );
  return `${await gateway.listen()}/graphql`;
}

/** As its documentation starts it. It loads no supergraph with permission directives, so they are taken out. */
async function startApollo(): Promise<string> {
  const supergraphSdl = readPlainSupergraph();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => new RemoteGraphQLDataSource({ url: process.env[`SUBGRAPH_${name.toUpperCase()}_URL`] ?? '' }),
  });
  const { url } = await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: 0, host: '127.0.0.1' } });
  return url;
}
