import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import { scopeOf } from '../kit/scope.ts';
import type { SubgraphServer } from '../kit/server.ts';
import { clientClaims, createTestGateway, staffClaims } from '../kit/testing/identity.ts';
import type { TestGateway } from '../kit/testing/identity.ts';
import { readFilesConfig } from './config.ts';
import type { Document } from './domain.ts';
import { folderIdOf } from './document-id.ts';
import { company, newVersion } from './port.contract.ts';
import type { FileStore, NewVersion } from './port.ts';
import { createFiles } from './server.ts';

const acme = asClientId('acme');
const globex = asClientId('globex');
const staff = scopeOf(staffClaims());

let folder: string;
let gateway: TestGateway;
let server: SubgraphServer;
let url: string;
let store: FileStore;
let calls: string[];
let nowMs = Date.now();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-files-'));
  gateway = await createTestGateway();
  const config = readFilesConfig({
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
    FILES_LINK_SECRET: 'l'.repeat(32),
    FILES_DISK_FOLDER: folder,
    FILES_PORT: '0',
  });
  server = await createFiles(config, {
    logger: createLogger({ name: 'files', level: 'silent' }),
    now: () => new Date(nowMs),
    wrapStore: (made) => (store = countCalls(made)),
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  calls = [];
  nowMs = Date.now();
});

/** Writes down the name of each method that is called, and passes the call on. */
function countCalls(made: FileStore): FileStore {
  return new Proxy(made, {
    get(target, property: string) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        calls.push(property);
        return (value as (...given: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

async function put(clientId = acme, overrides: Partial<NewVersion> = {}): Promise<Document> {
  const document = await store.putVersion(staff, newVersion(clientId, overrides));
  if (!document) throw new Error('not stored');
  return document;
}

interface Answer {
  readonly data?: Readonly<Record<string, never>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function ask(claims: IdentityClaims, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'portal-identity': await gateway.sign('files', claims) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

function viewer(clientId: string, contactId = 'vera'): IdentityClaims {
  return clientClaims(clientId, { memberships: [{ clientId, role: 'VIEWER' }], contactId });
}

const entity = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Document { id clientId name }
  ... on Folder { id path inFolder: documents { nodes { name } totalCount } }
  ... on Client { id documents(first: 100) { nodes { name } totalCount } folders { nodes { path } totalCount } }
} }`;
const reference = (type: 'Document' | 'Folder' | 'Client', localId: string) => ({
  __typename: type,
  id: toGlobalId(type, localId),
});

describe('who is answered at all', () => {
  const questions = ['{ document(id: "x") { id } }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'];

  it.each(questions)(
    'answers 401 to %s without a token, with one for another subgraph, and with a bare header',
    async (query) => {
      const headers = [
        {},
        { 'portal-identity': await gateway.sign('tickets', staffClaims()) },
        { 'portal-identity': JSON.stringify(staffClaims()) },
        { authorization: `Bearer ${await gateway.sign('files', staffClaims())}` },
        { 'portal-identity': await (await createTestGateway()).sign('files', staffClaims()) },
      ];
      const bodies = new Set<string>();
      for (const header of headers) {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...header } as Record<string, string>,
          body: JSON.stringify({ query }),
        });
        expect(response.status).toBe(401);
        bodies.add(await response.text());
      }
      expect(bodies.size).toBe(1);
      expect((await ask(staffClaims(), query)).errors).toBeUndefined();
    },
  );

  it('shows nothing of a document without the scope, by any path', async () => {
    const { id } = await put();
    const claims = clientClaims(acme, { scopes: ['clients:read'] });
    const direct = await ask(claims, 'query ($id: ID!) { document(id: $id) { id } }', { id: toGlobalId('Document', id) });
    expect([direct.data, direct.errors?.map(({ extensions }) => extensions.code)]).toEqual([{ document: null }, ['FORBIDDEN']]);
    const entities = await ask(claims, entity, { of: [reference('Document', id), reference('Folder', folderIdOf(acme, 'x'))] });
    expect(entities.data).toEqual({ _entities: [null, null] });
    const client = await ask(
      claims,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { id fileFacts { system } documents { totalCount } folders { totalCount } } } }`,
      {
        of: [reference('Client', acme)],
      },
    );
    expect(client.data).toEqual({
      _entities: [{ id: toGlobalId('Client', acme), fileFacts: null, documents: null, folders: null }],
    });
  });
});

describe('what is not the caller’s', () => {
  it('is null like what does not exist, and costs the same answer', async () => {
    const foreign = await put(globex, { folder: 'Private', name: 'foreign.pdf' });
    const ids = [
      toGlobalId('Document', foreign.id),
      toGlobalId('Document', `globex/${'A'.repeat(22)}`),
      toGlobalId('Document', 'nonsense'),
      toGlobalId('Ticket', foreign.id),
      'garbage',
      '',
    ];
    const answers = new Set<string>();
    for (const id of ids)
      answers.add(JSON.stringify(await ask(clientClaims(acme), 'query ($id: ID!) { document(id: $id) { id } }', { id })));
    expect([...answers]).toEqual(['{"data":{"document":null}}']);
    const entities = await ask(clientClaims(acme), entity, {
      of: [
        reference('Document', foreign.id),
        reference('Document', 'nonsense'),
        reference('Folder', folderIdOf(globex, 'Private')),
        reference('Folder', folderIdOf(acme, 'nowhere')),
        reference('Client', globex),
        { __typename: 'Document', id: 'garbage' },
      ],
    });
    expect(entities).toEqual({ data: { _entities: [null, null, null, null, null, null] } });
  });

  it('cannot be listed by the folder id of another client', async () => {
    await put(globex, { folder: 'Shared name', name: 'foreign.pdf' });
    await put(acme, { folder: 'Shared name', name: 'own.pdf' });
    const query = `query ($of: [_Any!]!, $folderId: ID!) { _entities(representations: $of) {
      ... on Client { documents(filter: { folderId: $folderId }) { nodes { name } totalCount } } } }`;
    const listed = async (folderId: string) =>
      (await ask(clientClaims(acme), query, { of: [reference('Client', acme)], folderId })).data;
    const nothing = { _entities: [{ documents: { nodes: [], totalCount: 0 } }] };
    for (const folderId of [
      toGlobalId('Folder', folderIdOf(globex, 'Shared name')),
      toGlobalId('Folder', folderIdOf(acme, 'nowhere')),
      'garbage',
    ]) {
      expect(await listed(folderId)).toEqual(nothing);
    }
    expect(await listed(toGlobalId('Folder', folderIdOf(acme, 'Shared name')))).toEqual({
      _entities: [{ documents: { nodes: [{ name: 'own.pdf' }], totalCount: 1 } }],
    });
  });

  it('is hidden from a contact with whom it is not shared, with its folder, its count and its link', async () => {
    const client = asClientId('sharing');
    const secret = await put(client, {
      folder: 'Board',
      name: 'secret.pdf',
      sharing: { audience: 'CONTACTS', roles: [], contactIds: ['ann'] },
    });
    await put(client, { folder: 'Open', name: 'open.pdf' });
    const of = [reference('Document', secret.id), reference('Folder', folderIdOf(client, 'Board')), reference('Client', client)];
    expect((await ask(viewer(client), entity, { of })).data).toEqual({
      _entities: [
        null,
        null,
        {
          id: toGlobalId('Client', client),
          documents: { nodes: [{ name: 'open.pdf' }], totalCount: 1 },
          folders: { nodes: [{ path: 'Open' }], totalCount: 1 },
        },
      ],
    });
    expect((await ask(viewer(client, 'ann'), entity, { of })).data).toMatchObject({
      _entities: [
        { name: 'secret.pdf' },
        { inFolder: { totalCount: 1 } },
        { documents: { totalCount: 2 }, folders: { totalCount: 2 } },
      ],
    });
  });

  it('cannot be reached with a cursor of another caller or another list', async () => {
    const client = asClientId('cursors');
    for (let index = 0; index < 3; index += 1) await put(client, { name: `${String(index)}.pdf` });
    const query = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) {
      ... on Client { documents(first: 1, after: $after) { pageInfo { endCursor hasNextPage } nodes { name } } } } }`;
    const of = [reference('Client', client)];
    const first = (await ask(clientClaims(client), query, { of })).data as never as {
      _entities: [{ documents: { pageInfo: { endCursor: string } } }];
    };
    const after = first._entities[0].documents.pageInfo.endCursor;
    expect((await ask(clientClaims(client), query, { of, after })).errors).toBeUndefined();
    expect((await ask(viewer(client), query, { of, after })).errors?.map(({ extensions }) => extensions.code)).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});

describe('what a document says', () => {
  it('answers every field', async () => {
    const client = asClientId('fields');
    const dueBy = new Date('2030-01-01T00:00:00.000Z');
    await put(client, {
      folder: 'Contracts/2026',
      name: 'Deal.pdf',
      author: 'Ann',
      createdAt: new Date('2026-01-01T00:00:00Z'),
      content: Buffer.from('1'),
    });
    const { id } = await put(client, {
      folder: 'Contracts/2026',
      name: 'Deal.pdf',
      state: 'awaiting_signature',
      dueBy,
      author: 'Ben',
      sharing: { audience: 'CONTACTS', roles: [], contactIds: ['ann'] },
      createdAt: new Date('2026-01-02T00:00:00Z'),
      content: Buffer.from('22'),
    });
    const answer = await ask(
      clientClaims(client),
      `query ($id: ID!) { document(id: $id) {
        id clientId client { id } title name mediaType sizeBytes sha256 version createdAt updatedAt scan
        versions { version sizeBytes sha256 createdAt author download { url } }
        folder { id name path clientId parent { name path parent { id } } documents { totalCount } }
        status { phase waitingOn dueBy sourceState } sharing { audience roles contactIds }
        provenance { system asOf stale } availableActions { action allowed reason dueBy } download { url expiresAt }
      } }`,
      { id: toGlobalId('Document', id) },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.['document']).toMatchObject({
      id: toGlobalId('Document', id),
      clientId: toGlobalId('Client', client),
      client: { id: toGlobalId('Client', client) },
      title: 'Deal',
      version: 2,
      sizeBytes: 2,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-02T00:00:00.000Z',
      versions: [
        { version: 2, author: 'Ben' },
        { version: 1, author: 'Ann' },
      ],
      folder: { name: '2026', path: 'Contracts/2026', parent: { name: 'Contracts', path: 'Contracts', parent: null } },
      sharing: { audience: 'CONTACTS', roles: [], contactIds: [toGlobalId('Contact', 'ann')] },
      availableActions: [
        { action: 'DOWNLOAD_DOCUMENT', allowed: true, reason: null, dueBy: dueBy.toISOString() },
        { action: 'UPLOAD_DOCUMENT', allowed: false, dueBy: null },
        { action: 'SHARE_DOCUMENT', allowed: false, dueBy: null },
      ],
    });
  });

  it('contributes what waits on the client and what was added, to those who may see it', async () => {
    const client = asClientId('facts');
    const { id } = await put(client, { name: 'Sign me.pdf', state: 'awaiting_signature', author: 'Ben' });
    await put(client, {
      name: 'Secret.pdf',
      state: 'awaiting_review',
      sharing: { ...company, audience: 'ROLES', roles: ['BILLING'] },
    });
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { fileFacts {
      system steps { subjectType subjectId title action headline } events { key kind headline actor subjectId } } } } }`;
    const answer = await ask(viewer(client), query, { of: [reference('Client', client)] });
    const subjectId = toGlobalId('Document', id);
    expect(answer).toEqual({
      data: {
        _entities: [
          {
            fileFacts: {
              system: 'Files',
              steps: [
                {
                  subjectType: 'Document',
                  subjectId,
                  title: 'Sign me',
                  action: 'DOWNLOAD_DOCUMENT',
                  headline: 'Please sign this',
                },
              ],
              events: [{ key: `${id}#1`, kind: 'DOCUMENT_ADDED', headline: '"Sign me" was added', actor: 'Ben', subjectId }],
            },
          },
        ],
      },
    });
  });

  it('asks the store equally often for 20 and for 100 documents', async () => {
    const counts: string[][] = [];
    for (const size of [20, 100]) {
      const client = asClientId(`many-${String(size)}`);
      await Promise.all(
        Array.from({ length: size }, (_none, index) =>
          put(client, { folder: `F${String(index)}`, name: `${String(index)}.pdf` }),
        ),
      );
      calls = [];
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client {
        documents(first: 100) { totalCount nodes { sha256 download { url } versions { version download { url } } folder { path documents { totalCount nodes { name } } } } }
        folders(first: 100) { totalCount nodes { path documents { nodes { name } } } } fileFacts { system } } } }`;
      const answer = await ask(clientClaims(client), query, { of: [reference('Client', client)] });
      expect(answer.errors).toBeUndefined();
      counts.push([...calls].sort());
    }
    expect(counts[0]).toEqual(counts[1]);
    expect(counts[0]?.length).toBeLessThan(20);
  });
});

describe('a download', () => {
  /** Reads the whole answer: a server does not close while it still sends one. */
  async function statusOf(link: string): Promise<number> {
    const answer = await fetch(link);
    await answer.arrayBuffer();
    return answer.status;
  }

  async function linkTo(claims: IdentityClaims, id: string): Promise<string> {
    const query = 'query ($id: ID!) { document(id: $id) { download { url } } }';
    const answer = await ask(claims, query, { id: toGlobalId('Document', id) });
    return (answer.data as never as { document: { download: { url: string } | null } }).document.download?.url ?? '';
  }

  it('gives the file as an attachment that nothing runs or keeps', async () => {
    const { id, sha256 } = await put(acme, { name: 'Größe "x".html', mediaType: 'text/html', content: Buffer.from('<script>') });
    const answer = await fetch(await linkTo(clientClaims(acme), id));
    expect([answer.status, await answer.text()]).toEqual([200, '<script>']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="Gro_e _x_.html"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22x%22.html`,
      'content-length': '8',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      etag: `"${sha256 ?? ''}"`,
    });
  });

  it('answers HEAD and one range', async () => {
    const { id } = await put(acme, { name: 'range.txt', mediaType: 'text/plain', content: Buffer.from('0123456789') });
    const link = await linkTo(clientClaims(acme), id);
    const head = await fetch(link, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    const ranged = async (range: string, more: Record<string, string> = {}) => {
      const answer = await fetch(link, { headers: { range, ...more } });
      return [answer.status, answer.headers.get('content-range'), await answer.text()];
    };
    expect(await ranged('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await ranged('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await ranged('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await ranged('bytes=0-0,5-6')).toEqual([200, null, '0123456789']);
    expect(await ranged('bytes=2-4', { 'if-range': '"other"' })).toEqual([200, null, '0123456789']);
    expect(await ranged('bytes=10-')).toEqual([416, 'bytes */10', '']);
    const { id: empty } = await put(acme, { name: 'empty.txt', content: Buffer.alloc(0) });
    const nothing = await fetch(await linkTo(clientClaims(acme), empty));
    expect([nothing.status, nothing.headers.get('content-length'), await nothing.text()]).toEqual([200, '0', '']);
  });

  it('refuses every other link with one answer', async () => {
    const { id } = await put(acme, { name: 'link.pdf' });
    const link = await linkTo(clientClaims(acme), id);
    const token = link.slice(link.lastIndexOf('/') + 1);
    const [payload = '', mac = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, clientId: 'globex' })).toString('base64url');
    // The last digit of a 32-byte MAC has two bits that mean nothing: another spelling of the same bytes.
    const respelled = mac.slice(0, -1) + String.fromCharCode(mac.charCodeAt(mac.length - 1) + 1);
    const answers = new Set<string>();
    for (const bad of [
      '',
      'x',
      payload,
      `${payload}.`,
      `${forged}.${mac}`,
      `${payload}.${respelled}`,
      `${token}.x`,
      `${token}=`,
      `x${token}`,
    ]) {
      const answer = await fetch(link.replace(token, bad));
      answers.add(JSON.stringify([answer.status, await answer.text(), answer.headers.get('content-type')]));
    }
    nowMs += 301_000;
    const expired = await fetch(link);
    answers.add(JSON.stringify([expired.status, await expired.text(), expired.headers.get('content-type')]));
    expect([...answers]).toEqual(['[404,"There is no such file, or the link has expired.\\n","text/plain; charset=utf-8"]']);
    nowMs -= 10_000;
    expect(await statusOf(link)).toBe(200);
  });

  it('is refused once the file is quarantined, and offered no longer', async () => {
    const { id } = await put(acme, { name: 'infected.pdf' });
    const link = await linkTo(clientClaims(acme), id);
    expect(await statusOf(link)).toBe(200);
    await store.changeDocument(staff, id, { scan: 'QUARANTINED' });
    expect(await statusOf(link)).toBe(404);
    const query =
      'query ($id: ID!) { document(id: $id) { scan download { url } versions { download { url } } availableActions { action allowed reason remedy } } }';
    expect((await ask(clientClaims(acme), query, { id: toGlobalId('Document', id) })).data?.['document']).toMatchObject({
      scan: 'QUARANTINED',
      download: null,
      versions: [{ download: null }],
      availableActions: [
        {
          action: 'DOWNLOAD_DOCUMENT',
          allowed: false,
          reason: 'The malware scanner found something in this file.',
          remedy: 'Ask for a clean copy.',
        },
        { action: 'UPLOAD_DOCUMENT' },
        { action: 'SHARE_DOCUMENT' },
      ],
    });
  });

  it('is refused once the file is no longer shared with the one for whom the link was made', async () => {
    const { id } = await put(acme, { name: 'unshared.pdf' });
    const [viewers, owners] = [await linkTo(viewer(acme), id), await linkTo(clientClaims(acme), id)];
    await put(acme, { name: 'unshared.pdf', sharing: { ...company, audience: 'ROLES', roles: [] } });
    expect([await statusOf(viewers), await statusOf(owners)]).toEqual([404, 200]);
  });
});
