import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { findFreePort } from '../../../scripts/embedded/free-port.ts';
import type { EmbeddedPortalOptions } from '../../../scripts/embedded/portal.ts';
import { createWorld } from '../../../scripts/seed/world.ts';
import type { World } from '../../../scripts/seed/world-types.ts';
import { createTestDatabase } from '../../../subgraphs/kit/testing/test-database.ts';
import { anchor, startPortalUnderTest } from '../testing/portal-under-test.ts';
import { changeForeignTickets } from './change-foreign-tickets.ts';
import { OWN, firstWorld, secondWorld } from './other-data.ts';

/** An answer as far as a caller can see it. */
export interface Answer {
  readonly status: number;
  /** Without those of `maskedHeaders`, by name in lower case. */
  readonly headers: string;
  readonly body: string;
}

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Deployment {
  readonly databaseUrl: string;
  ask(subject: string, operation: Operation): Promise<Answer>;
}

export interface TwoWorlds {
  readonly first: Deployment;
  readonly second: Deployment;
  close(): Promise<void>;
}

/**
 * Everything that may differ between two answers that are otherwise the same, and why. It is short because both deployments share
 * what would make answers differ without telling anything: one identity provider (so the very same tokens), the keys of cursors and
 * links, the address that links begin with, and a clock that stands still. Nothing is masked in a body.
 */
export const maskedHeaders: ReadonlySet<string> = new Set([
  // The machine's time at the answer.
  'date',
  // Drawn for each request.
  'x-request-id',
]);

/** What the subgraphs take for the present: so `asOf`, the times of writes, and the ends of links are the same. */
const present = new Date(anchor.getTime() + 10 * 3_600_000);

export async function startTwoWorlds(options: Partial<EmbeddedPortalOptions> = {}): Promise<TwoWorlds> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-two-worlds-'));
  const whole = createWorld({ anchor });
  const identityProviderPort = await findFreePort();
  const issuer = `http://127.0.0.1:${identityProviderPort}`;
  const shared = {
    CURSOR_SECRET: 'the same in both worlds, for the cursors of both',
    FILES_LINK_SECRET: 'the same in both worlds, for the links of both',
    FILES_PUBLIC_URL: 'http://files.example',
    TOKEN_ISSUERS: JSON.stringify([{ issuer, audience: 'urn:portal-graph', jwksUri: `${issuer}/jwks` }]),
    ...options.environment,
  };
  const agent = new Agent({ connections: 8, keepAliveTimeout: 30_000 });
  const releases: (() => Promise<unknown>)[] = [() => agent.close()];
  const tokens = new Map<string, Promise<string>>();
  let issueToken = (subject: string): Promise<string> => Promise.reject(new Error(`nobody can sign in yet, not even ${subject}`));

  async function start(name: string, world: () => World, environment: Record<string, string>) {
    const database = await createTestDatabase();
    releases.push(() => database.drop());
    const filesFolder = join(folder, name);
    const portal = await startPortalUnderTest({
      ...options,
      world,
      postgresUrl: database.url,
      now: () => present,
      environment: { ...shared, ...environment, FILES_DISK_FOLDER: filesFolder },
    });
    releases.push(() => portal.close());
    const deployment: Deployment = {
      databaseUrl: database.url,
      async ask(subject, operation) {
        const token = tokens.get(subject) ?? issueToken(subject);
        tokens.set(subject, token);
        return ask(agent, portal.graphqlUrl, await token, operation);
      },
    };
    return { portal, filesFolder, deployment };
  }

  const close = async (): Promise<void> => {
    for (const release of releases.splice(0).reverse()) await release();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const first = await start('first', () => firstWorld(whole), { IDENTITY_PROVIDER_PORT: String(identityProviderPort) });
    issueToken = (subject) => first.portal.issueToken(subject);
    // A document's id is drawn at random: the second world begins with the very files of the first, and seeding adds what it lacks.
    const own = join('clients', `client-${OWN}`);
    mkdirSync(join(folder, 'second', 'clients'), { recursive: true });
    cpSync(join(first.filesFolder, own), join(folder, 'second', own), { recursive: true });
    const second = await start('second', () => secondWorld(whole), {});
    await changeForeignTickets(second.deployment.databaseUrl);
    return { first: first.deployment, second: second.deployment, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ask(agent: Agent, url: string, token: string, operation: Operation): Promise<Answer> {
  const response = await request(url, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(operation),
  });
  const headers = Object.entries(response.headers).filter(([name]) => !maskedHeaders.has(name));
  return { status: response.statusCode, headers: JSON.stringify(headers), body: await response.body.text() };
}
