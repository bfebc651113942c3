import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, errors, request } from 'undici';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import { createTestIssuer } from '../../auth/testing/test-issuer.ts';
import type { TestIssuer } from '../../auth/testing/test-issuer.ts';
import { findFreePort } from '../../../scripts/embedded/free-port.ts';
import { startEmbeddedPortal } from '../../../scripts/embedded/portal.ts';
import type { EmbeddedPortalOptions } from '../../../scripts/embedded/portal.ts';
import { makeReceiptJwk } from '../../../scripts/embedded/service-keys.ts';
import { createWorld } from '../../../scripts/seed/world.ts';
import type { World } from '../../../scripts/seed/world-types.ts';
import { createTestDatabase } from '../../../subgraphs/kit/testing/test-database.ts';
import type { FileStore } from '../../../subgraphs/files/port.ts';
import type { TestDatabase } from '../../../subgraphs/kit/testing/test-database.ts';
import { anchor } from '../testing/portal-under-test.ts';
import { OWNER_WHO_GRANTS, callerOf, forged, signFor } from './callers.ts';
import type { Caller } from './callers.ts';
import { changeForeignTickets } from './change-foreign-tickets.ts';
import { changeHidden } from './change-hidden.ts';
import { OWN, firstWorld, secondWorld } from './other-data.ts';
import { putToClients } from './put-to-clients.ts';
import { stopClockOfCrm } from './stop-clock-of-crm.ts';

/** Answers are kept here as they are by default. `TEST_RESPONSE_CACHE_SECONDS_MAX=0` turns it off. */
export const keptAnswerSecondsMax = process.env['TEST_RESPONSE_CACHE_SECONDS_MAX'] ?? '30';

/** An answer as far as a caller can see it. */
export interface Answer {
  readonly status: number;
  /** Without those of `maskedHeaders`, by name in lower case. */
  readonly headers: string;
  readonly body: string;
}

/** How an operation is sent: `register` sends the document with its hash, `hash` the hash alone, as if it had been registered before. */
export type Way = 'post' | 'get' | 'register' | 'hash';

/** What a test puts in the place of a portal's parts. */
export type Doubles = Pick<EmbeddedPortalOptions, 'overrides' | 'wrapFileStore' | 'now'>;

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly way?: Way;
}

export interface Deployment {
  readonly databaseUrl: string;
  ask(caller: Caller, operation: Operation): Promise<Answer>;
  /** How often a system of record, or the portal's own database, was not there in time. */
  failures(): number;
  /** What is written meanwhile takes its ids from elsewhere, so that the ids of what is written afterwards stay the same. */
  aside<Result>(write: () => Promise<Result>): Promise<Result>;
  /** The GraphQL address of each subgraph, past the gateway. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * The worlds that there are: `first`; `others`, which differs in everything that is not the own company's; and `hidden`, which differs
 * in what some of the own company may not see (sums of money, documents that are not shared with them).
 */
export const WORLD_NAMES = ['first', 'others', 'hidden'] as const;
export type WorldName = (typeof WORLD_NAMES)[number];

/** What the worlds keep, and who signs in to them. It outlives the portals that are started over it. */
export interface Worlds {
  /** Makes and fills it at the first call; the portal has what a test puts in its parts' places. */
  start(name: WorldName, doubles?: Doubles): Promise<Deployment>;
  close(): Promise<void>;
}

/** Two of them side by side. */
export interface TwoWorlds {
  readonly first: Deployment;
  readonly second: Deployment;
}

/**
 * Everything that may differ between two answers that are otherwise the same, and why. It is short because all deployments share
 * what would make answers differ without telling anything: one issuer of tokens, the keys of cursors, links and receipts, the address that links
 * begin with, the ids of what is written, and a clock that stands still. Nothing is masked in a body.
 */
export const maskedHeaders: ReadonlySet<string> = new Set([
  // The machine's time at the answer.
  'date',
  // Drawn for each request.
  'x-request-id',
]);

/** What the subgraphs take for the present: so `asOf`, the times of writes, and the ends of links are the same. */
const present = new Date(anchor.getTime() + 10 * 3_600_000);

const patienceMs = 60_000;

/**
 * @param tellsByItself Whether the portal tells people what concerns them and voids what has changed, at its own times. The ids of notices are drawn and
 * they come when they come, so two worlds that are compared do not.
 */
export async function createWorlds({ tellsByItself = false } = {}): Promise<Worlds> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-worlds-'));
  const whole = createWorld({ anchor });
  const agent = new Agent({ connections: 16, keepAliveTimeout: 30_000 });
  const issuer = await createTestIssuer();
  const tokens = createTokens(issuer);
  const databases = new Map<WorldName, TestDatabase>();
  const shared = {
    LOG_LEVEL: 'silent',
    SUBGRAPH_TIMEOUT_MS: String(patienceMs),
    // What is drawn at random has pages in pages, and a refusal tells nothing apart: one operation in fifteen would be refused.
    COST_MAX: '1000000',
    CURSOR_SECRET: 'the same in all worlds, for the cursors of all',
    FILES_LINK_SECRET: 'the same in all worlds, for the links of all',
    WORKFLOW_RECEIPT_KEY: JSON.stringify(await makeReceiptJwk()),
    FILES_PUBLIC_URL: 'http://files.example',
    TICKETS_PUBLIC_URL: 'http://tickets.example',
    ...(!tellsByItself && { WORKFLOW_NOTICE_SECONDS: '0', WORKFLOW_APPROVAL_SWEEP_SECONDS: '0' }),
    TOKEN_ISSUERS: JSON.stringify([
      { issuer: issuer.config.issuer, audience: issuer.config.audience, jwksUri: issuer.config.jwksUri },
    ]),
  };
  const filesOf = (name: WorldName): string => join(folder, name, 'files');

  /** A document's id is drawn at random: each further world begins with the very files of the first, and seeding adds what it lacks. */
  function copyFiles(name: WorldName): void {
    const own = name === 'others' ? join('clients', `client-${OWN}`) : '';
    mkdirSync(join(filesOf(name), own), { recursive: true });
    cpSync(join(filesOf('first'), own), join(filesOf(name), own), { recursive: true });
  }

  return {
    async start(name, doubles) {
      let files: FileStore | undefined;
      const ids = createIds();
      const log = createFailureLog();
      const isNew = !databases.has(name);
      const database = databases.get(name) ?? (await createTestDatabase());
      databases.set(name, database);
      mkdirSync(join(folder, name), { recursive: true });
      if (isNew && name !== 'first') {
        copyFiles(name);
        // Whatever is signed is signed by the same keys.
        cpSync(join(folder, 'first', 'secrets.json'), join(folder, name, 'secrets.json'));
      }
      // A portal with a time of its own would clear away what has expired by it.
      const folderOfFiles = doubles?.now ? join(folder, `${name} with another time`, 'files') : filesOf(name);
      if (doubles?.now) cpSync(filesOf(name), folderOfFiles, { recursive: true });
      const portal = await startEmbeddedPortal({
        dataDirectory: join(folder, name),
        postgresUrl: database.url,
        world: () => worldOf[name](whole),
        now: () => present,
        ...doubles,
        overrides: {
          ...doubles?.overrides,
          subgraphLogger: log.logger,
          tickets: { ...doubles?.overrides?.tickets, newId: ids.next },
          workflow: { ...doubles?.overrides?.workflow, newId: ids.next, recordsTimeoutMs: patienceMs },
          // However busy the machine is, an answer is not told apart by its lateness.
          gateway: { ...doubles?.overrides?.gateway, requestTimeoutMs: patienceMs },
        },
        wrapFileStore: (store) => {
          files = store;
          return doubles?.wrapFileStore?.(store) ?? store;
        },
        environment: {
          ...shared,
          RESPONSE_CACHE_SECONDS_MAX: keptAnswerSecondsMax,
          GATEWAY_PORT: String(await findFreePort()),
          IDENTITY_PROVIDER_PORT: String(await findFreePort()),
          FILES_DISK_FOLDER: folderOfFiles,
        },
      });
      const deployment: Deployment = {
        databaseUrl: database.url,
        subgraphUrls: portal.subgraphUrls,
        aside: ids.aside,
        failures: log.count,
        ask: async (caller, operation) =>
          ask(agent, portal.graphqlUrl, caller.isNobody ? null : forged(await tokens(caller), caller), operation),
        close: () => portal.close(),
      };
      if (isNew) await stopClockOfCrm(database.url, present);
      if (isNew) await grantAccess(deployment);
      await untilPartnerSees(deployment);
      if (isNew) await putToClients(deployment, name);
      if (isNew && name === 'others') await changeForeignTickets(database.url);
      if (isNew && name === 'hidden' && files) await changeHidden({ databaseUrl: database.url, files });
      return deployment;
    },
    async close() {
      await Promise.all([agent.close(), issuer.close(), ...[...databases.values()].map((database) => database.drop())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The partner sees what an owner has granted, within two seconds. */
async function grantAccess(deployment: Deployment): Promise<void> {
  const query = `mutation ($clientId: ID!) {
    grantPartnerAccess(input: { clientId: $clientId, partner: "beacon-studio", billing: true }) { userErrors { message } }
  }`;
  const { body } = await deployment.ask(OWNER_WHO_GRANTS, { query, variables: { clientId: toGlobalId('Client', OWN) } });
  if (!body.includes('"userErrors":[]')) throw new Error(`the owner cannot grant access: ${body}`);
}

async function untilPartnerSees(deployment: Deployment): Promise<void> {
  const operation = { query: '{ clients { totalCount } invoice(id: "") { id } }', variables: {} };
  for (let turn = 0; turn < 100; turn++) {
    const { body } = await deployment.ask(callerOf('beacon-studio'), operation);
    if (body.includes('"totalCount":1') && !body.includes('FORBIDDEN')) return;
    await sleep(100);
  }
  throw new Error('the partner does not see what was granted');
}

/** Ids of new records: the first one made is the same in every world, and so on. */
function createIds(): { next: () => string; aside: Deployment['aside'] } {
  const made = { usual: 0, aside: 0 };
  let sequence: keyof typeof made = 'usual';
  return {
    next() {
      const hash = createHash('sha256').update(`${sequence} ${++made[sequence]}`).digest('hex');
      return [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]].map(([from, to]) => hash.slice(from, to)).join('-'); // prettier-ignore
    },
    async aside(write) {
      sequence = 'aside';
      try {
        return await write();
      } finally {
        sequence = 'usual';
      }
    },
  };
}

/** What a busy machine keeps from being there in time is told in the log, also where an answer does without it and says so only when asked. */
function createFailureLog(): { readonly logger: Logger; readonly count: () => number } {
  let failures = 0;
  const write = (line: string): void => void (failures += line.includes('"code":"UPSTREAM_') ? 1 : 0);
  return { logger: createLogger({ name: 'a world', level: 'warn', write }), count: () => failures };
}

const worldOf: Readonly<Record<WorldName, (whole: World) => World>> = {
  first: firstWorld,
  others: secondWorld,
  hidden: firstWorld,
};

function createTokens(issuer: TestIssuer): (caller: Caller) => Promise<string> {
  const tokens = new Map<string, Promise<string>>();
  return (caller) => {
    const token =
      tokens.get(caller.name) ?? (caller.token === undefined ? signFor(issuer, caller) : Promise.resolve(caller.token));
    tokens.set(caller.name, token);
    return token;
  };
}

export function hashOf(query: string): string {
  return createHash('sha256').update(query).digest('hex');
}

/** A connection that ended on a busy machine says nothing of the portal: the same is asked on another one. */
async function ask(agent: Agent, url: string, token: string | null, operation: Operation): Promise<Answer> {
  for (let turn = 1; ; turn++) {
    try {
      return await askOnce(agent, url, token, operation);
    } catch (error) {
      if (!(error instanceof errors.SocketError) || turn === socketsMax) throw error;
    }
  }
}

const socketsMax = 3;

async function askOnce(agent: Agent, url: string, token: string | null, operation: Operation): Promise<Answer> {
  const { query, variables, way = 'post' } = operation;
  const headers = { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) };
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(query) } };
  const response =
    way === 'get'
      ? await request(url, { dispatcher: agent, method: 'GET', headers, query: { query, variables: JSON.stringify(variables) } })
      : await request(url, {
          ...{ dispatcher: agent, method: 'POST', headers },
          body: JSON.stringify({ ...(way !== 'hash' && { query }), variables, ...(way !== 'post' && { extensions }) }),
        });
  const shown = Object.entries(response.headers).filter(([name]) => !maskedHeaders.has(name));
  return { status: response.statusCode, headers: JSON.stringify(shown), body: await response.body.text() };
}
