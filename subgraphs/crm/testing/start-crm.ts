import { pino } from 'pino';
import { seedCrm } from '../../../scripts/seed/crm.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { IDENTITY_HEADER } from '../../../schema/contract/header-names.ts';
import { createTestDatabase } from '../../kit/testing/test-database.ts';
import { createTestGateway } from '../../kit/testing/identity.ts';
import { readCrmConfig } from '../config.ts';
import { createCrm } from '../server.ts';
import type { CrmOverrides } from '../server.ts';
import type { CrmContents } from './contents.ts';

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string };
  }[];
}

/** The whole subgraph on a port of its own, over a database of its own that holds `contents`. */
export interface RunningCrm {
  readonly url: string;
  readonly databaseUrl: string;
  /** The statements that the database has got since the last look. */
  takeStatements(): string[];
  /** A token as a gateway signs it, for this subgraph unless another is named. */
  sign(claims: IdentityClaims, subgraph?: string): Promise<string>;
  ask(claims: IdentityClaims, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  post(headers: Record<string, string>, body: unknown): Promise<Response>;
  close(): Promise<void>;
}

export async function startCrm(contents: CrmContents, overrides: CrmOverrides = {}): Promise<RunningCrm> {
  const database = await createTestDatabase();
  await seedCrm(contents, database.url);
  const gateway = await createTestGateway();
  const config = readCrmConfig({
    CRM_DATABASE_URL: database.url,
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
  });
  let statements: string[] = [];
  const server = await createCrm(config, {
    logger: pino({ level: 'silent' }),
    onStatement: (statement) => statements.push(statement),
    ...overrides,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const post: RunningCrm['post'] = (headers, body) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const sign: RunningCrm['sign'] = (claims, subgraph = 'crm') => gateway.sign(subgraph, claims);
  return {
    url,
    databaseUrl: database.url,
    takeStatements() {
      const taken = statements;
      statements = [];
      return taken;
    },
    sign,
    async ask(claims, query, variables = {}) {
      const response = await post({ [IDENTITY_HEADER]: await sign(claims) }, { query, variables });
      return (await response.json()) as Answer;
    },
    post,
    async close() {
      await server.close();
      await database.drop();
    },
  };
}
