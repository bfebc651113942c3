import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import type { ClientId } from '../../kit/domain.ts';
import { scopeOf } from '../../kit/scope.ts';
import { createTestGateway, staffClaims } from '../../kit/testing/identity.ts';
import { readFilesConfig } from '../config.ts';
import type { Document } from '../domain.ts';
import type { FileStore, NewVersion } from '../port.ts';
import { createFiles } from '../server.ts';
import type { FilesOverrides } from '../server.ts';

/** The subgraph over a disk of its own, asked as the gateway asks it. */
export interface RunningFiles {
  readonly url: string;
  readonly store: FileStore;
  put(version: NewVersion): Promise<Document>;
  ask(claims: IdentityClaims, query: string, variables?: object, signal?: AbortSignal): Promise<FilesAnswer>;
  /** The address of the current version; empty when there is none for the caller. */
  linkTo(claims: IdentityClaims, documentId: string): Promise<string>;
  close(): Promise<void>;
}

export interface FilesAnswer {
  readonly data?: Readonly<Record<string, never>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export async function startFiles(
  overrides: FilesOverrides = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-files-'));
  const gateway = await createTestGateway();
  const config = readFilesConfig({
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
    FILES_LINK_SECRET: 'l'.repeat(32),
    FILES_DISK_FOLDER: folder,
    FILES_PORT: '0',
    ...environment,
  });
  const held: { store?: FileStore } = {};
  const server = await createFiles(config, {
    logger: createLogger({ name: 'files', level: 'silent' }),
    ...overrides,
    wrapStore: (made) => (held.store = overrides.wrapStore?.(made) ?? made),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const { store } = held;
  if (!store) throw new Error('the server was made without a store');

  async function ask(
    claims: IdentityClaims,
    query: string,
    variables: object = {},
    signal: AbortSignal | null = null,
  ): Promise<FilesAnswer> {
    const response = await fetch(url, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', 'portal-identity': await gateway.sign('files', claims) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as FilesAnswer;
  }

  return {
    url,
    store,
    ask,
    async put(version) {
      const document = await store.putVersion(scopeOf(staffClaims()), version);
      if (!document) throw new Error('not stored');
      return document;
    },
    async linkTo(claims, documentId) {
      const query = 'query ($id: ID!) { document(id: $id) { download { url } } }';
      const { data } = await ask(claims, query, { id: toGlobalId('Document', documentId) });
      const { document } = data as never as { document: { download: { url: string } | null } | null };
      return document?.download?.url ?? '';
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Claims of a contact of one company with a role. */
export function contactIn(
  clientId: ClientId | string,
  role: 'OWNER' | 'MEMBER' | 'BILLING' | 'VIEWER',
  contactId: string,
): IdentityClaims {
  return {
    kind: 'client',
    subject: contactId,
    contactId,
    memberships: [{ clientId, role }],
    scopes: ['clients:read', 'documents:read', 'documents:write'],
    expiresAt: Math.floor(Date.now() / 1000) + 3_600,
  };
}
