import { join } from 'node:path';
import type { Environment } from '../../schema/contract/environment.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import { readGatewayConfig } from '../../gateway/config.ts';
import { createGateway } from '../../gateway/gateway.ts';
import type { GatewayOverrides } from '../../gateway/gateway.ts';
import { readCrmConfig } from '../../subgraphs/crm/config.ts';
import { createCrm } from '../../subgraphs/crm/server.ts';
import type { CrmOverrides } from '../../subgraphs/crm/server.ts';
import { readFilesConfig } from '../../subgraphs/files/config.ts';
import { createFiles } from '../../subgraphs/files/server.ts';
import type { FilesOverrides } from '../../subgraphs/files/server.ts';
import type { SubgraphServer, WrapServer } from '../../subgraphs/kit/server.ts';
import { readTicketsConfig } from '../../subgraphs/tickets/config.ts';
import { createTickets } from '../../subgraphs/tickets/server.ts';
import type { TicketsOverrides } from '../../subgraphs/tickets/server.ts';
import { readWorkflowConfig } from '../../subgraphs/workflow/config.ts';
import { createWorkflow } from '../../subgraphs/workflow/server.ts';
import type { WorkflowOverrides } from '../../subgraphs/workflow/server.ts';
import { startIdentityProvider } from '../identity-provider/start-identity-provider.ts';
import type { IdentityProvider } from '../identity-provider/start-identity-provider.ts';
import type { SubgraphName } from '../schema/subgraphs.ts';
import { PEOPLE } from '../seed/people.ts';
import type { World } from '../seed/world-types.ts';
import { askInProcess } from './ask-in-process.ts';
import { readEmbeddedConfig } from './config.ts';
import {
  AUDIENCE,
  checkConfiguration,
  embeddedEnvironmentOf,
  gatewayEnvironmentOf,
  withSubgraphAddresses,
} from './environment.ts';
import { findFreePort } from './free-port.ts';
import { startEmbeddedPostgres } from './postgres.ts';
import { readSecrets } from './secrets.ts';
import { seedPortal } from './seed-portal.ts';

/** The whole portal graph in this process: four subgraphs, the gateway and an identity provider, over embedded systems. */
export interface EmbeddedPortal {
  /** The gateway's address, without a slash at the end. */
  readonly url: string;
  readonly graphqlUrl: string;
  /** A fresh access token for one of `PEOPLE`, by subject. */
  issueToken: IdentityProvider['issueToken'];
  /** The GraphQL address of each subgraph. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  /** Stops one subgraph, as if it had died. */
  stopSubgraph(name: SubgraphName): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedPortalOptions {
  /** Holds everything that is kept: the database, the files, the secrets. */
  readonly dataDirectory: string;
  /** Settings that go before the embedded defaults: the variables of the configuration table. */
  readonly environment: Environment;
  /** What the systems of record are filled with at the first start. */
  readonly world: () => World;
  /** Whether the business asks for some documents, too. Their ids are drawn at random: no two portals are the same then. */
  readonly asksForDocuments?: boolean;
  /** Trades the durability of the database for speed; for tests. */
  readonly disposable?: boolean;
  /** A running PostgreSQL in place of the embedded one: a connection string for a database that may be filled. */
  readonly postgresUrl?: string;
  readonly onStatement?: (subgraph: SubgraphName, statement: string) => void;
  readonly wrapFileStore?: NonNullable<FilesOverrides['wrapStore']>;
  readonly onSubgraphCall?: NonNullable<GatewayOverrides['onSubgraphCall']>;
  /**
   * The gateway asks the subgraphs without sockets, by the handlers that HTTP reaches, with the same signed tokens. A subgraph whose address is
   * given (`SUBGRAPH_<NAME>_URL`) is asked there.
   */
  readonly inProcess?: boolean;
  /** What a test puts in the place of the real thing. */
  readonly overrides?: {
    readonly gateway?: GatewayOverrides;
    readonly crm?: CrmOverrides;
    readonly tickets?: TicketsOverrides;
    readonly workflow?: WorkflowOverrides;
    /** Around the parts of each subgraph's server, which has its name in its options. */
    readonly wrapServer?: WrapServer;
    /** In the place of the logs of the subgraphs. */
    readonly subgraphLogger?: Logger;
  };
  /** What the subgraphs take for the present; tokens run out by the machine's clock all the same. */
  readonly now?: () => Date;
}

const database = 'portal';

export async function startEmbeddedPortal(options: EmbeddedPortalOptions): Promise<EmbeddedPortal> {
  const { dataDirectory } = options;
  const releases: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const release of releases.splice(0).reverse()) await release();
  };
  try {
    const secrets = await readSecrets(join(dataDirectory, 'secrets.json'));
    checkConfiguration(options.environment, { secrets, dataDirectory });
    const postgresUrl = options.postgresUrl ?? (await startDatabase(options, releases));
    const environment = await addressed(embeddedEnvironmentOf(options.environment, { secrets, dataDirectory, postgresUrl }));
    const provider = await provideIdentity(options, environment, postgresUrl, releases);
    const { servers, subgraphUrls, stopSubgraph } = await startSubgraphs(options, environment, postgresUrl, releases);
    const gateway = await createGateway(readGatewayConfig(gatewayEnvironmentOf(environment, { subgraphUrls, provider })), {
      ...options.overrides?.gateway,
      ...(options.inProcess && { sendTo: sendWithin(servers, options.environment) }),
      ...(options.onSubgraphCall && { onSubgraphCall: options.onSubgraphCall }),
    });
    const url = await gateway.listen();
    releases.push(() => gateway.close());
    const issueToken: EmbeddedPortal['issueToken'] = (subject, asked) => provider.issueToken(subject, asked);
    return { url, graphqlUrl: `${url}/graphql`, issueToken, subgraphUrls, stopSubgraph, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDatabase(options: EmbeddedPortalOptions, releases: (() => Promise<void>)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    directory: join(options.dataDirectory, 'postgres'),
    disposable: options.disposable ?? false,
  });
  releases.push(() => postgres.stop());
  await postgres.ensureDatabase(database);
  return postgres.url(database);
}

/**
 * The workflow and the others ask each other, so each has to know the others' addresses before it is made: those that would take any
 * free port get one now.
 */
async function addressed(environment: Environment): Promise<Environment> {
  const withPort = async (name: 'CRM' | 'FILES' | 'TICKETS' | 'WORKFLOW'): Promise<string> => {
    const given = environment[`${name}_PORT`] ?? '0';
    return given === '0' ? String(await findFreePort()) : given;
  };
  const ports = {
    CRM_PORT: await withPort('CRM'),
    FILES_PORT: await withPort('FILES'),
    TICKETS_PORT: await withPort('TICKETS'),
    WORKFLOW_PORT: await withPort('WORKFLOW'),
  };
  const urlOf = (name: 'CRM' | 'FILES' | 'TICKETS' | 'WORKFLOW') =>
    `http://${environment[`${name}_HOST`] ?? '127.0.0.1'}:${ports[`${name}_PORT`]}/graphql`;
  return withSubgraphAddresses(
    { ...environment, ...ports },
    {
      crm: urlOf('CRM'),
      files: urlOf('FILES'),
      tickets: urlOf('TICKETS'),
      workflow: urlOf('WORKFLOW'),
    },
  );
}

async function provideIdentity(
  options: EmbeddedPortalOptions,
  environment: Environment,
  postgresUrl: string,
  releases: (() => Promise<void>)[],
): Promise<IdentityProvider> {
  const { databaseUrl, viewSchema } = readCrmConfig(environment).adapterOptions;
  const host = environment['GATEWAY_HOST'] ?? '127.0.0.1';
  const gatewayPort = environment['GATEWAY_PORT'] ?? '4000';
  const provider = await startIdentityProvider({
    host: '127.0.0.1',
    port: readEmbeddedConfig(environment).identityProviderPort,
    audience: AUDIENCE,
    playgroundRedirectUris: [...new Set([host, '127.0.0.1', 'localhost'])].map(
      (name) => `http://${name}:${gatewayPort}/playground`,
    ),
    directory: join(options.dataDirectory, 'identity-provider'),
    people: PEOPLE,
    // A CRM of a business's own does not know the people of the embedded one.
    ...(databaseUrl === postgresUrl && { contacts: { databaseUrl, viewSchema } }),
  });
  releases.push(() => provider.stop());
  return provider;
}

async function startSubgraphs(
  options: EmbeddedPortalOptions,
  environment: Environment,
  postgresUrl: string,
  releases: (() => Promise<void>)[],
): Promise<Pick<EmbeddedPortal, 'subgraphUrls' | 'stopSubgraph'> & { readonly servers: Servers }> {
  const { onStatement, wrapFileStore, overrides } = options;
  const shared = {
    ...(options.now && { now: options.now }),
    ...(overrides?.wrapServer && { wrapServer: overrides.wrapServer }),
  };
  const logger = (name: SubgraphName): Logger =>
    options.overrides?.subgraphLogger ?? createLogger({ name, level: readCrmConfig(environment).logLevel });
  const counting = (name: SubgraphName) =>
    onStatement
      ? {
          onStatement: (text: string) => {
            onStatement(name, text);
          },
        }
      : {};
  const config = {
    crm: readCrmConfig(environment),
    files: readFilesConfig(environment),
    tickets: readTicketsConfig(environment),
    workflow: readWorkflowConfig(environment),
  };
  const { world, dataDirectory } = options;
  await seedPortal({
    asksForDocuments: options.asksForDocuments ?? false,
    world,
    dataDirectory,
    environment,
    postgresUrl,
    files: config.files,
  });
  const servers: Servers = {
    crm: await createCrm(config.crm, { ...overrides?.crm, ...shared, logger: logger('crm'), ...counting('crm') }),
    files: await createFiles(config.files, {
      ...shared,
      logger: logger('files'),
      ...(wrapFileStore && { wrapStore: wrapFileStore }),
    }),
    tickets: await createTickets(config.tickets, {
      ...overrides?.tickets,
      ...shared,
      logger: logger('tickets'),
      ...counting('tickets'),
    }),
    // Its statements are not counted: the gateway asks what changed all the time, whoever asks for what.
    workflow: await createWorkflow(config.workflow, { ...overrides?.workflow, ...shared, logger: logger('workflow') }),
  };
  const stopped = new Set<SubgraphName>();
  const stopSubgraph = async (name: SubgraphName): Promise<void> => {
    if (stopped.has(name)) return;
    stopped.add(name);
    await servers[name].close();
  };
  const subgraphUrls: Record<string, string> = {};
  // The others ask the workflow from their first moment on, so it is there before them and until after them.
  const others = (Object.keys(servers) as SubgraphName[]).filter((name) => name !== 'workflow');
  for (const name of ['workflow', ...others] as const) {
    subgraphUrls[name] = await servers[name].listen(config[name]);
    releases.push(() => stopSubgraph(name));
  }
  return { servers, subgraphUrls: subgraphUrls as Record<SubgraphName, string>, stopSubgraph };
}

type Servers = Readonly<Record<SubgraphName, SubgraphServer>>;

function sendWithin(servers: Servers, environment: Environment): NonNullable<GatewayOverrides['sendTo']> {
  return (name) => {
    const server = Object.hasOwn(servers, name) ? servers[name as SubgraphName] : undefined;
    const hasAddress = Boolean(environment[`SUBGRAPH_${name.toUpperCase()}_URL`]);
    return server && !hasAddress ? askInProcess(server) : undefined;
  };
}
