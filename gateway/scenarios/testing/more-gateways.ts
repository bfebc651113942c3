import { join } from 'node:path';
import { embeddedEnvironmentOf, gatewayEnvironmentOf } from '../../../scripts/embedded/environment.ts';
import { readSecrets } from '../../../scripts/embedded/secrets.ts';
import { readGatewayConfig } from '../../config.ts';
import { createGateway } from '../../gateway.ts';
import type { GatewayOverrides } from '../../gateway.ts';
import type { PortalUnderTest } from './portal-under-test.ts';

/** Another gateway process in front of the same portal, or of a part of it. */
export interface AnotherGateway {
  readonly url: string;
  readonly graphqlUrl: string;
  close(): Promise<void>;
}

export async function startAnotherGateway(
  portal: PortalUnderTest,
  options: {
    readonly dataDirectory: string;
    readonly identityProviderPort: number;
    /** Where it asks the workflow subgraph, if not where it is. */
    readonly workflowUrl?: string;
    readonly overrides?: GatewayOverrides;
  },
): Promise<AnotherGateway> {
  const { dataDirectory, identityProviderPort } = options;
  const secrets = await readSecrets(join(dataDirectory, 'secrets.json'));
  const given = { LOG_LEVEL: 'silent', GATEWAY_PORT: '0' };
  const environment = embeddedEnvironmentOf(given, { secrets, dataDirectory, postgresUrl: 'postgres://unused' });
  const issuer = `http://127.0.0.1:${identityProviderPort}`;
  const subgraphUrls = { ...portal.subgraphUrls, ...(options.workflowUrl !== undefined && { workflow: options.workflowUrl }) };
  const provider = { issuer, jwksUri: `${issuer}/jwks` };
  const gateway = await createGateway(
    readGatewayConfig(gatewayEnvironmentOf(environment, { subgraphUrls, provider })),
    options.overrides,
  );
  const url = await gateway.listen();
  return { url, graphqlUrl: `${url}/graphql`, close: () => gateway.close() };
}
