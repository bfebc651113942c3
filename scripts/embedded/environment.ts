import { join } from 'node:path';
import { readGatewayConfig } from '../../gateway/config.ts';
import { ConfigurationError } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { readCrmConfig } from '../../subgraphs/crm/config.ts';
import { readFilesConfig } from '../../subgraphs/files/config.ts';
import { readTicketsConfig } from '../../subgraphs/tickets/config.ts';
import { readWorkflowConfig } from '../../subgraphs/workflow/config.ts';
import { readEmbeddedConfig } from './config.ts';
import type { Secrets } from './secrets.ts';
import { identityKeysOf, publicHalfOf } from './service-keys.ts';

/** What the access tokens of the local identity provider are for. */
export const AUDIENCE = 'urn:portal-graph';

/** The settings of the embedded start, for all of its services. What is given goes before them; empty variables count as not set. */
export function embeddedEnvironmentOf(
  given: Environment,
  embedded: { readonly secrets: Secrets; readonly dataDirectory: string; readonly postgresUrl: string },
): Environment {
  const { secrets, dataDirectory, postgresUrl } = embedded;
  return withDefaults(given, {
    LOG_LEVEL: 'warn',
    GATEWAY_PORT: '4000',
    IDENTITY_KEYS: JSON.stringify(identityKeysOf({ gateway: secrets.identityPrivateKey, services: secrets.serviceKeys })),
    IDENTITY_PRIVATE_KEY: JSON.stringify(secrets.identityPrivateKey),
    CURSOR_SECRET: secrets.cursorSecret,
    FILES_LINK_SECRET: secrets.linkSecret,
    FILES_DISK_FOLDER: join(dataDirectory, 'files'),
    CRM_DATABASE_URL: postgresUrl,
    CRM_DATABASE_MIGRATE: 'true',
    TICKETS_DATABASE_URL: postgresUrl,
    TICKETS_DATABASE_MIGRATE: 'true',
    TICKETS_ACTIONS_DATABASE_URL: postgresUrl,
    WORKFLOW_DATABASE_URL: postgresUrl,
    WORKFLOW_DATABASE_MIGRATE: 'true',
    WORKFLOW_SERVICE_KEY: JSON.stringify(secrets.serviceKeys.workflow),
    WORKFLOW_RECEIPT_KEY: JSON.stringify(secrets.receiptKey),
    FILES_SERVICE_KEY: JSON.stringify(secrets.serviceKeys.files),
    CRM_SERVICE_KEY: JSON.stringify(secrets.serviceKeys.crm),
    TICKETS_SERVICE_KEY: JSON.stringify(secrets.serviceKeys.tickets),
    VIEW_AS_KEYS: JSON.stringify({ keys: [publicHalfOf(secrets.serviceKeys.workflow)] }),
    CRM_PORT: '0',
    FILES_PORT: '0',
    TICKETS_PORT: '0',
    WORKFLOW_PORT: '0',
  });
}

/** The settings by which the subgraphs find each other, when it is known where they will listen. */
export function withSubgraphAddresses(
  environment: Environment,
  urls: { readonly crm: string; readonly files: string; readonly tickets: string; readonly workflow: string },
): Environment {
  return withDefaults(environment, {
    WORKFLOW_CRM_URL: urls.crm,
    WORKFLOW_FILES_URL: urls.files,
    WORKFLOW_TICKETS_URL: urls.tickets,
    CRM_WORKFLOW_URL: urls.workflow,
    FILES_WORKFLOW_URL: urls.workflow,
    TICKETS_WORKFLOW_URL: urls.workflow,
  });
}

/** The gateway's settings, when it is known where the subgraphs listen and who signs people in. */
export function gatewayEnvironmentOf(
  environment: Environment,
  embedded: {
    readonly subgraphUrls: Readonly<Record<string, string>>;
    readonly provider: { readonly issuer: string; readonly jwksUri: string };
  },
): Environment {
  const { subgraphUrls, provider } = embedded;
  const urls = Object.entries(subgraphUrls).map(([name, url]) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url] as const);
  return withDefaults(environment, {
    ...Object.fromEntries(urls),
    TOKEN_ISSUERS: JSON.stringify([{ issuer: provider.issuer, audience: AUDIENCE, jwksUri: provider.jwksUri }]),
    PLAYGROUND: 'true',
    PLAYGROUND_ISSUER: provider.issuer,
    PLAYGROUND_CLIENT_ID: 'playground',
  });
}

/** Before anything is started: throws one `ConfigurationError` with the problems of all services together. */
export function checkConfiguration(
  given: Environment,
  embedded: { readonly secrets: Secrets; readonly dataDirectory: string },
): void {
  const known = 'http://127.0.0.1/graphql';
  const environment = withSubgraphAddresses(
    embeddedEnvironmentOf(given, { ...embedded, postgresUrl: 'postgres://known-later' }),
    { crm: known, files: known, tickets: known, workflow: known },
  );
  const provider = { issuer: 'http://127.0.0.1', jwksUri: 'http://127.0.0.1/jwks' };
  const problems = new Set<string>();
  for (const read of [
    () => readEmbeddedConfig(environment),
    () => readGatewayConfig(gatewayEnvironmentOf(environment, { subgraphUrls: {}, provider })),
    () => readCrmConfig(environment),
    () => readFilesConfig(environment),
    () => readTicketsConfig(environment),
    () => readWorkflowConfig(environment),
  ]) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const problem of error.problems) problems.add(problem);
    }
  }
  if (problems.size > 0) throw new ConfigurationError([...problems]);
}

function withDefaults(environment: Environment, defaults: Environment): Environment {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  return { ...defaults, ...Object.fromEntries(given) };
}
