import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPortal } from '../embedded/portal.ts';
import { embeddedEnvironmentOf, gatewayEnvironmentOf } from '../embedded/environment.ts';
import { findFreePort } from '../embedded/free-port.ts';
import { startEmbeddedPostgres } from '../embedded/postgres.ts';
import { readSecrets } from '../embedded/secrets.ts';
import { smallWorld } from '../../gateway/scenarios/testing/worlds.ts';
import { createWorld } from '../seed/world.ts';
import { recordSubgraphs } from './recorded-subgraphs.ts';
import type { Contender } from './contenders.ts';
import type { RecordedSubgraphs } from './recorded-subgraphs.ts';

/** A portal with data, whose subgraphs are recorded, and gateways in processes of their own before them. */
export interface Testbed {
  readonly subgraphs: RecordedSubgraphs;
  /** A token for a contact of the client below. */
  readonly token: string;
  readonly clientId: string;
  startGateway(contender: Contender): Promise<GatewayProcess>;
  close(): Promise<void>;
}

export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds of both kinds of processor time that the operating system has counted for it. */
  cpuMs(): number;
  rssMb(): number;
}

export async function startTestbed(): Promise<Testbed> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-bench-'));
  // PostgreSQL does not run as root, and another user has to get in.
  chmodSync(dataDirectory, 0o711);
  const releases: (() => Promise<unknown> | undefined)[] = [
    () => Promise.resolve(rmSync(dataDirectory, { recursive: true, force: true })),
  ];
  const postgres = await startEmbeddedPostgres({ directory: join(dataDirectory, 'postgres'), disposable: true });
  releases.push(() => postgres.stop());
  await postgres.ensureDatabase('portal');
  const postgresUrl = postgres.url('portal');
  const given = {
    LOG_LEVEL: 'silent',
    GATEWAY_PORT: String(await findFreePort()),
    IDENTITY_PROVIDER_PORT: String(await findFreePort()),
  };
  const portal = await startEmbeddedPortal({
    dataDirectory,
    environment: given,
    postgresUrl,
    world: () => smallWorld(createWorld({ anchor: new Date() })),
  });
  releases.push(() => portal.close());
  const subgraphs = await recordSubgraphs(portal.subgraphUrls);
  releases.push(() => subgraphs.close());

  const token = await portal.issueToken('mia');
  const issuer = (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { iss: string }).iss;
  const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as { jwks_uri: string };
  const secrets = await readSecrets(join(dataDirectory, 'secrets.json'));
  const environment = gatewayEnvironmentOf(
    embeddedEnvironmentOf({ ...given, GATEWAY_PORT: '0', LOG_LEVEL: 'warn' }, { secrets, dataDirectory, postgresUrl }),
    { subgraphUrls: subgraphs.urls, provider: { issuer, jwksUri: discovery.jwks_uri } },
  );

  return {
    subgraphs,
    token,
    clientId: await clientOf(portal.graphqlUrl, token),
    async startGateway(contender) {
      const started = await startProcess(contender, environment);
      releases.push(() => started.stop());
      return started;
    },
    async close() {
      for (const release of releases.splice(0).reverse()) await release();
    },
  };
}

async function clientOf(url: string, token: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { memberships { client { id } } } }' }),
  });
  const { data } = (await response.json()) as { data: { viewer: { memberships: { client: { id: string } }[] } } };
  return data.viewer.memberships[0]?.client.id ?? '';
}

async function startProcess(
  { mode, file, isBare, nodeOptions }: Contender,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<GatewayProcess & { stop(): Promise<void> }> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { BENCH_NODE_OPTIONS = '', PATH, HOME } = process.env;
  const flags = BENCH_NODE_OPTIONS.split(' ').filter((flag) => flag !== '');
  const child = spawn(process.execPath, [...nodeOptions, ...flags, '--import', 'tsx', program, mode], {
    // Others count and explain more outside of production; ours is refused there without Redis.
    env: { ...environment, PATH, HOME, ...(isBare && { NODE_ENV: 'production' }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${mode} did not start`);
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /listening (\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    child.on('exit', (code) => reject(new Error(`${mode} ended with ${code}`)));
  });
  return {
    url,
    pid,
    cpuMs: () => cpuNsOf(pid) / 1_000_000,
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.on('exit', () => resolve());
        // What `--cpu-prof` found is written at the end.
        child.kill(flags.length > 0 ? 'SIGINT' : 'SIGTERM');
      }),
  };
}

/** Of all threads: a hundred ticks a second, of which `/proc/<pid>/stat` tells, are too few for a round of small answers. */
function cpuNsOf(pid: number): number {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads)
    .map((thread) => Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((sum, one) => sum + one, 0);
}
