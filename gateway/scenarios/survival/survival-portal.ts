import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AUDIENCE,
  embeddedEnvironmentOf,
  gatewayEnvironmentOf,
  withSubgraphAddresses,
} from '../../../scripts/embedded/environment.ts';
import { findFreePort } from '../../../scripts/embedded/free-port.ts';
import { readSecrets } from '../../../scripts/embedded/secrets.ts';
import { seedPortal } from '../../../scripts/embedded/seed-portal.ts';
import { startIdentityProvider } from '../../../scripts/identity-provider/start-identity-provider.ts';
import { PEOPLE } from '../../../scripts/seed/people.ts';
import type { World } from '../../../scripts/seed/world-types.ts';
import type { Environment } from '../../../schema/contract/environment.ts';
import { readFilesConfig } from '../../../subgraphs/files/config.ts';
import { createTestDatabase } from '../../../subgraphs/kit/testing/test-database.ts';
import { readGatewayConfig } from '../../config.ts';
import { createGateway } from '../../gateway.ts';
import { SERVICES } from './build-services.ts';
import type { ServiceName } from './build-services.ts';
import { startDatabaseProxy, startHttpProxy } from './reply-dropping-proxy.ts';
import type { ReplyDroppingProxy } from './reply-dropping-proxy.ts';
import { startServiceProcesses } from './service-processes.ts';
import type { ServiceProcesses } from './service-processes.ts';

/** The systems of record that stand behind a proxy in the place of the embedded ones. */
export interface RealSystems {
  readonly requestTracker?: { readonly url: string; readonly token: string } | undefined;
  readonly s3?:
    | { readonly endpoint: string; readonly bucket: string; readonly accessKeyId: string; readonly secretAccessKey: string }
    | undefined;
}

export interface SurvivalPortal {
  readonly graphqlUrl: string;
  issueToken(subject: string): Promise<string>;
  readonly processes: ServiceProcesses;
  readonly proxies: readonly ReplyDroppingProxy[];
  /** The database itself, past the proxy. */
  readonly databaseUrl: string;
  readonly filesFolder: string;
  /** Where the services put what is on its way. */
  readonly workFolder: string;
  close(): Promise<void>;
}

/** Writes of which the answer is lost, one in so many. */
const dropsWrite = { database: 0.03, http: 0.06 };

/** The portal as it runs in production: each service a process of its own, the gateway before them, and an unreliable way to each system. */
export async function startSurvivalPortal(options: {
  readonly programs: Readonly<Record<ServiceName, string>>;
  readonly world: World;
  readonly systems: RealSystems;
}): Promise<SurvivalPortal> {
  const releases: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const release of releases.splice(0).reverse()) await release();
  };
  try {
    return await start(options, releases, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  { programs, world, systems }: Parameters<typeof startSurvivalPortal>[0],
  releases: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<SurvivalPortal> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-survival-'));
  releases.push(() => rmSync(dataDirectory, { recursive: true, force: true }));
  const database = await createTestDatabase();
  releases.push(() => database.drop());
  const proxies: ReplyDroppingProxy[] = [];
  const through = async (url: string, open: typeof startHttpProxy): Promise<string> => {
    const { hostname: host, port } = new URL(url);
    const proxy = await open({ target: { host, port: Number(port) }, dropsWrite: dropsWrite.http });
    proxies.push(proxy);
    releases.push(() => proxy.close());
    const behind = new URL(url);
    behind.host = `127.0.0.1:${proxy.port}`;
    return behind.href.replace(/\/$/, '');
  };

  const ports = Object.fromEntries(
    await Promise.all(SERVICES.map(async (name) => [name, await findFreePort()] as const)),
  ) as Record<ServiceName, number>;
  const subgraphUrls = Object.fromEntries(
    SERVICES.map((name) => [name, `http://127.0.0.1:${ports[name]}/graphql`] as const),
  ) as Record<ServiceName, string>;
  const given: Environment = {
    LOG_LEVEL: 'warn',
    GATEWAY_PORT: '0',
    SUBGRAPH_TIMEOUT_MS: '15000',
    ...Object.fromEntries(SERVICES.map((name) => [`${name.toUpperCase()}_PORT`, String(ports[name])])),
    WORKFLOW_APPROVAL_SWEEP_SECONDS: '0',
    ...(systems.requestTracker && {
      TICKETS_ADAPTER: 'request-tracker',
      TICKETS_RT_URL: await through(systems.requestTracker.url, startHttpProxy),
      TICKETS_RT_TOKEN: systems.requestTracker.token,
      TICKETS_RT_TIMEOUT_MS: '10000',
      TICKETS_ACTIONS_DATABASE_MIGRATE: 'true',
    }),
    ...(systems.s3 && {
      FILES_ADAPTER: 's3',
      FILES_S3_ENDPOINT: await through(systems.s3.endpoint, startHttpProxy),
      FILES_S3_BUCKET: systems.s3.bucket,
      FILES_S3_ACCESS_KEY_ID: systems.s3.accessKeyId,
      FILES_S3_SECRET_ACCESS_KEY: systems.s3.secretAccessKey,
      FILES_S3_CREATE_BUCKET: 'true',
    }),
  };
  const secrets = await readSecrets(join(dataDirectory, 'secrets.json'));
  const environmentAt = (postgresUrl: string): Environment =>
    withSubgraphAddresses(embeddedEnvironmentOf(given, { secrets, dataDirectory, postgresUrl }), subgraphUrls);

  const direct = environmentAt(database.url);
  await seedPortal({
    ...{ world: () => world, dataDirectory, environment: direct, postgresUrl: database.url, files: readFilesConfig(direct) },
    asksForDocuments: false,
  });
  const provider = await startIdentityProvider({
    ...{ host: '127.0.0.1', port: 0, audience: AUDIENCE, playgroundRedirectUris: [], people: PEOPLE },
    directory: join(dataDirectory, 'identity-provider'),
    contacts: { databaseUrl: database.url, viewSchema: 'portal_crm' },
  });
  releases.push(() => provider.stop());

  const proxied = new URL(database.url);
  const databaseProxy = await startDatabaseProxy({
    target: { host: proxied.hostname, port: Number(proxied.port) },
    ...{ dropsWrite: dropsWrite.database, bytesMean: 1_000_000 },
  });
  proxies.push(databaseProxy);
  releases.push(() => databaseProxy.close());
  proxied.host = `127.0.0.1:${databaseProxy.port}`;
  const workFolder = join(dataDirectory, 'work');
  mkdirSync(workFolder);
  const environment = { ...environmentAt(proxied.href), TMPDIR: workFolder };
  const processes = await startServiceProcesses({ programs, ports, environment });
  releases.push(() => processes.end());

  // A service that was just started is slower than a page may be; what is measured here is not time.
  const config = readGatewayConfig(gatewayEnvironmentOf({ ...direct, LOG_LEVEL: 'silent' }, { subgraphUrls, provider }));
  const gateway = await createGateway(config, { requestTimeoutMs: 20_000 });
  const url = await gateway.listen();
  releases.push(() => gateway.close());
  return {
    graphqlUrl: `${url}/graphql`,
    issueToken: (subject) => provider.issueToken(subject),
    ...{ processes, proxies, databaseUrl: database.url, filesFolder: join(dataDirectory, 'files'), workFolder, close },
  };
}
