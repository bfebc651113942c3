import { createHash } from 'node:crypto';
import { IDENTITY_HEADER } from '../../../schema/contract/header-names.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import type { UserError } from '../../kit/domain.ts';
import { createTestGateway } from '../../kit/testing/identity.ts';
import { createTestDatabase } from '../../kit/testing/test-database.ts';
import { readTicketsConfig } from '../config.ts';
import { createTickets } from '../server.ts';
import type { TicketsOverrides } from '../server.ts';

/** The subgraph over its own help desk in a database of its own, asked as the gateway asks it. */
export interface RunningTickets {
  readonly url: string;
  readonly databaseUrl: string;
  ask(claims: IdentityClaims, query: string, variables?: object): Promise<{ text: string; data: any; errors: any[] }>;
  close(): Promise<void>;
}

export async function startTickets(
  overrides: TicketsOverrides = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningTickets> {
  const [database, gateway] = await Promise.all([createTestDatabase(), createTestGateway()]);
  const config = readTicketsConfig({
    TICKETS_PORT: '0',
    TICKETS_DATABASE_URL: database.url,
    TICKETS_DATABASE_MIGRATE: 'true',
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
    ...environment,
  });
  const server = await createTickets(config, {
    logger: createLogger({ name: 'test', level: 'silent' }),
    actions: { backoff: { baseMs: 20, maxMs: 40 }, pollMs: 20, doubtMs: 100 },
    ...overrides,
  });
  const url = await server.listen(config);
  return {
    url,
    databaseUrl: database.url,
    async ask(claims, query, variables = {}) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: await gateway.sign('tickets', claims) },
        body: JSON.stringify({ query, variables }),
      });
      const text = await answer.text();
      const { data, errors = [] } = JSON.parse(text) as { data: any; errors?: any[] };
      return { text, data, errors };
    },
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export interface UploadAddress {
  readonly id: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** `input` of `requestAttachmentUpload` for a content. */
export function announcementOf(clientId: string, content: Uint8Array, changes: object = {}) {
  return {
    clientId: toGlobalId('Client', clientId),
    name: 'photo.png',
    mediaType: 'image/png',
    sizeBytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    ...changes,
  };
}

/** Sends the bytes to where they belong; gives the status. */
export async function put({ url, headers }: Pick<UploadAddress, 'url' | 'headers'>, content: Uint8Array): Promise<number> {
  const given = headers.map(({ name, value }): [string, string] => [name, value]);
  return (await fetch(url, { method: 'PUT', headers: given, body: content })).status;
}

/** As `NOT_FOUND attachments.0`. */
export function codesOf({ userErrors }: { readonly userErrors: readonly Pick<UserError, 'code' | 'path'>[] }): string[] {
  return userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
}
