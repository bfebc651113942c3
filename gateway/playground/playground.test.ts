import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { createLogger } from '../../schema/contract/logger.ts';
import { findFreePort } from '../../scripts/embedded/free-port.ts';
import type { Person } from '../../scripts/identity-provider/person.ts';
import { startIdentityProvider } from '../../scripts/identity-provider/start-identity-provider.ts';
import type { IdentityProvider } from '../../scripts/identity-provider/start-identity-provider.ts';
import { createAccessState } from '../access/access-state.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import { tokenIssuers } from '../auth/token-issuer.ts';
import { createHttpServer } from '../http/server.ts';
import type { HttpServer } from '../http/server.ts';
import { buildPlayground } from './build.ts';
import { addPlayground } from './routes.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const audience = 'https://portal.example.com/graphql';
const scopes = ['clients:read', 'documents:read', 'tickets:read', 'tickets:write', 'clients:all'];

const people: Person[] = [
  {
    subject: 'anna',
    name: 'Anna Lindqvist',
    kind: 'client',
    contactId: 'c-1',
    memberships: [{ client: 'nordwind', role: 'OWNER' }],
    scopes: scopes.slice(0, 4),
    description: 'Owner at Nordwind Logistik',
  },
  {
    subject: 'sam',
    name: 'Sam Okafor',
    kind: 'staff',
    contactId: null,
    memberships: [],
    scopes,
    description: 'Looks after every client',
  },
];

/** The published schema over two clients that never change: what the page needs to be looked at. */
async function createGraph(): Promise<ApolloServer<{ principal: Principal }>> {
  const typeDefs = await readFile(new URL('../../schema/public/staff.graphql', import.meta.url), 'utf8');
  const status = {
    phase: 'WAITING',
    waitingOn: 'CLIENT',
    headline: 'We need your signature',
    nextStep: 'You will get the signed copy',
    dueBy: null,
  };
  const list = (nodes: unknown[]) => ({ nodes, totalCount: nodes.length, pageInfo: { hasNextPage: false } });
  const client = {
    id: 'Q2xpZW50Om5vcmR3aW5k',
    name: 'Nordwind Logistik',
    accountManager: { name: 'Sam Okafor', email: 'sam@business.example' },
    nextSteps: {
      ...list([{ title: 'Contract 2031', headline: 'Sign the contract', urgency: 'SOON', dueBy: null, system: 'files' }]),
      missing: [],
    },
    projects: list([{ title: 'Warehouse in Kiel', status }]),
    documents: list([{ id: 'ZG9j', name: 'contract.pdf', status }]),
    tickets: list([{ id: 'dGlja2V0', number: '1042', subject: 'Invoice for March', status }]),
  };
  const server = new ApolloServer<{ principal: Principal }>({
    typeDefs,
    introspection: true,
    resolvers: {
      Query: {
        viewer: (_root: unknown, _arguments: unknown, { principal }: { principal: Principal }) => ({
          kind: principal.kind.toUpperCase(),
          subject: principal.subject,
          name: principal.name,
          scopes: [...principal.scopes],
          expiresAt: new Date(principal.expiresAt * 1_000).toISOString(),
          memberships: principal.memberships.map(({ role }) => ({ role, client })),
        }),
        clients: () => list([client]),
      },
    },
  });
  await server.start();
  return server;
}

const suite = existsSync(executablePath) ? describe : describe.skip;

suite(`the playground in a browser (needs Chromium at ${executablePath}, or at CHROMIUM_PATH)`, () => {
  let directory: string;
  let provider: IdentityProvider;
  let gateway: HttpServer;
  let graph: ApolloServer<{ principal: Principal }>;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'playground-test-'));
    await buildPlayground();
    const port = await findFreePort();
    url = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider({
      host: '127.0.0.1',
      port: 0,
      audience,
      playgroundRedirectUris: [`${url}/playground`],
      directory,
      people,
    });
    const { issuer, jwksUri } = provider;
    const logger = createLogger({ name: 'test', level: 'silent' });
    graph = await createGraph();
    gateway = await createHttpServer({
      requestBodyBytesMax: 65_536,
      corsOrigins: [],
      logger,
      authenticate: createAuthenticate({
        issuers: tokenIssuers.parse([{ issuer, audience, jwksUri }]),
        viewAsKeys: null,
        access: createAccessState(),
        logger,
      }),
      checkReady: () => Promise.resolve({ ready: true, subgraphs: {} }),
      addRoutes: (server) => {
        addPlayground(server, { signIn: { issuer, clientId: 'playground', audience, scopes } });
      },
      registerGraphql: async (scope) => {
        await scope.register(fastifyApollo(graph), {
          path: '/graphql',
          method: 'POST',
          context: ({ principal }) => (principal ? Promise.resolve({ principal }) : Promise.reject(new Error('nobody'))),
        });
      },
    });
    await gateway.listen({ host: '127.0.0.1', port });
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await gateway.close();
    await graph.stop();
    await provider.stop();
    rmSync(directory, { recursive: true });
  });

  /** A page in a browser of its own that notes every complaint and every address that it asks. */
  async function open(): Promise<{ page: Page; complaints: string[]; origins: () => string[] }> {
    const page = await (await browser.newContext({ viewport: { width: 1400, height: 850 } })).newPage();
    const complaints: string[] = [];
    const asked = new Set<string>();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text().slice(0, 300));
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.context().on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol)) asked.add(origin);
    });
    await page.goto(`${url}/playground`);
    return { page, complaints, origins: () => [...asked].sort() };
  }

  async function signInAs(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name }).click();
    await page.locator('.graphiql-container').waitFor();
    await page.locator('.portal-person', { hasText: name }).waitFor();
  }

  async function photograph(page: Page, name: string): Promise<void> {
    const folder = process.env['PLAYGROUND_SCREENSHOTS'];
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  it('asks who you are before it shows anything', async () => {
    const { page, complaints, origins } = await open();
    await page.getByRole('heading', { name: 'Sign in to ask the graph' }).waitFor();
    await photograph(page, 'signed-out');
    expect([complaints, origins()]).toEqual([[], [url]]);
    await page.context().close();
  });

  it('signs a client in, runs a ready operation, and asks nobody but the gateway and the identity provider', async () => {
    const { page, complaints, origins } = await open();
    await signInAs(page, 'Anna Lindqvist');
    await page.getByRole('button', { name: /My home page/ }).click();
    await page.locator('.result-window', { hasText: 'Warehouse in Kiel' }).waitFor();
    await photograph(page, 'client');
    await page.getByRole('button', { name: /Reply to a ticket/ }).click();
    await page.locator('.graphiql-query-editor', { hasText: 'replyToTicket' }).waitFor();
    expect(await page.getByRole('button', { name: /Search clients/ }).count()).toBe(0);
    // The schema was read with the token: the documentation knows it.
    await page.getByRole('button', { name: /Documentation Explorer/ }).click();
    await page.locator('.graphiql-doc-explorer', { hasText: 'Mutation' }).waitFor();
    await photograph(page, 'documentation');
    expect(complaints).toEqual([]);
    expect(origins()).toEqual([provider.issuer, url].sort());
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  });

  it('lets somebody else sign in, with the operations of that person', async () => {
    const { page } = await open();
    await signInAs(page, 'Anna Lindqvist');
    await page.getByRole('button', { name: 'Switch person' }).click();
    await page.getByRole('button', { name: /Sam Okafor/ }).click();
    await page.locator('.portal-person', { hasText: 'Sam Okafor' }).waitFor();
    await page.getByRole('button', { name: /Search clients/ }).click();
    await page.locator('.result-window', { hasText: 'Nordwind Logistik' }).waitFor();
    await photograph(page, 'staff');
    expect(await page.getByRole('button', { name: /My home page/ }).count()).toBe(0);
    await page.context().close();
  });

  it('asks to sign in again when the token has run out', async () => {
    const { page } = await open();
    await signInAs(page, 'Anna Lindqvist');
    await page.evaluate(() => {
      const storage = (
        globalThis as unknown as { sessionStorage: { getItem(name: string): string; setItem(name: string, value: string): void } }
      ).sessionStorage;
      const name = 'portal.playground.session';
      const session = JSON.parse(storage.getItem(name)) as Record<string, unknown>;
      storage.setItem(name, JSON.stringify({ ...session, accessToken: 'a.b.c' }));
    });
    await page.getByRole('button', { name: /My home page/ }).click();
    await page.getByRole('button', { name: 'Sign in again' }).waitFor();
    await photograph(page, 'expired');
    await page.context().close();
  });

  it('signs out, here and at the identity provider', async () => {
    const { page } = await open();
    await signInAs(page, 'Anna Lindqvist');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.getByRole('heading', { name: 'Sign in to ask the graph' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in as' }).waitFor();
    await page.context().close();
  });
});
