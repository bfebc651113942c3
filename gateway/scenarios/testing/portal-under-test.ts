import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../scripts/embedded/free-port.ts';
import { startEmbeddedPortal } from '../../../scripts/embedded/portal.ts';
import type { EmbeddedPortal, EmbeddedPortalOptions } from '../../../scripts/embedded/portal.ts';
import { createWorld } from '../../../scripts/seed/world.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { smallWorld } from './worlds.ts';
import { createTestDatabase } from '../../../subgraphs/kit/testing/test-database.ts';

/** What came back from the gateway, as far as a test looks at it. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Of the shape that the test asked for. */
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

export interface PortalUnderTest extends EmbeddedPortal {
  /** Asks as one of the seeded people; null for nobody. */
  ask(subject: string | null, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  readonly calls: { statements: { subgraph: string; text: string }[]; subgraphs: string[] };
}

export const anchor = new Date('2026-11-02T00:00:00.000Z');

export const homePage = readFileSync(new URL('../../../schema/operations/home-page.graphql', import.meta.url), 'utf8');

export const harborFinch = toGlobalId('Client', 'harbor-finch');
export const lumenBakery = toGlobalId('Client', 'lumen-bakery');

export interface PortalUnderTestOptions extends Partial<EmbeddedPortalOptions> {
  /** Answers within the deadlines of production. Otherwise it is patient: on a busy machine an answer comes late, and whole. */
  readonly keepsDeadlines?: boolean;
}

const patienceMs = 20_000;

/** A whole portal in this process, on the test run's PostgreSQL and a folder of its own, with two companies unless told otherwise. */
export async function startPortalUnderTest({
  keepsDeadlines = false,
  ...options
}: PortalUnderTestOptions = {}): Promise<PortalUnderTest> {
  const database = await createTestDatabase();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'portal-scenario-'));
  const calls: PortalUnderTest['calls'] = { statements: [], subgraphs: [] };
  const portal = await startEmbeddedPortal({
    dataDirectory,
    postgresUrl: database.url,
    world: () => smallWorld(createWorld({ anchor })),
    onStatement: (subgraph, text) => calls.statements.push({ subgraph, text }),
    onSubgraphCall: ({ subgraph }) => calls.subgraphs.push(subgraph),
    ...options,
    overrides: {
      ...options.overrides,
      gateway: { ...(!keepsDeadlines && { requestTimeoutMs: patienceMs }), ...options.overrides?.gateway },
    },
    environment: {
      LOG_LEVEL: 'silent',
      ...(!keepsDeadlines && { SUBGRAPH_TIMEOUT_MS: String(patienceMs) }),
      // What changed is voided when a test decides, and by the sweep where it asks for one.
      WORKFLOW_APPROVAL_SWEEP_SECONDS: '0',
      // As by default. A suite that changes things behind the portal's back turns it off.
      RESPONSE_CACHE_SECONDS_MAX: process.env['TEST_RESPONSE_CACHE_SECONDS_MAX'] ?? '30',
      GATEWAY_PORT: String(await findFreePort()),
      IDENTITY_PROVIDER_PORT: String(await findFreePort()),
      ...options.environment,
    },
  });
  const tokens = new Map<string, string>();
  return {
    ...portal,
    calls,
    async ask(subject, query, variables = {}) {
      if (subject !== null && !tokens.has(subject)) tokens.set(subject, await portal.issueToken(subject));
      return askGateway(portal.graphqlUrl, subject === null ? null : (tokens.get(subject) ?? ''), query, variables);
    },
    async close() {
      await portal.close();
      await database.drop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export async function askGateway(
  url: string,
  token: string | null,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Readonly<Record<string, string>> = {},
  signal: AbortSignal | null = null,
): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text) as Partial<Reply>;
  return { status: response.status, text, headers: response.headers, data, errors };
}
