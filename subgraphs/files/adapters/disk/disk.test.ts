import { mkdir, mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asClientId } from '../../../kit/domain.ts';
import { scopeOf } from '../../../kit/scope.ts';
import { createStatusTable } from '../../../kit/status-table.ts';
import { clientClaims, staffClaims } from '../../../kit/testing/identity.ts';
import { bytesOf, describeFileStore, newClient, newVersion, ok } from '../../port.contract.ts';
import type { FileStore } from '../../port.ts';
import { fileStateTable } from '../../state-table.ts';
import { clientDirectoryName } from './client-directory.ts';
import { createDiskFileStore } from './index.ts';

const staff = scopeOf(staffClaims());
const statusTable = createStatusTable(fileStateTable, () => undefined);

function open(folder: string, overrides: Partial<Parameters<typeof createDiskFileStore>[0]> = {}): Promise<FileStore> {
  return createDiskFileStore({
    folder,
    system: 'Files',
    statusTable,
    contentBytesMax: 2_000_000,
    reportBroken: () => undefined,
    durable: false,
    ...overrides,
  });
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'portal-disk-'));
}

describeFileStore('disk', async () => {
  const folder = await newFolder();
  return {
    store: await open(folder, { durable: true }),
    openAnother: () => open(folder),
    async breakDescription({ id, clientId, version }) {
      expect(version).toBe(1);
      const token = id.split('/')[1] ?? '';
      const journal = join(folder, 'clients', clientDirectoryName(clientId), 'journal');
      for (const step of await readdir(journal)) {
        const file = join(journal, step, `${token}.json`);
        if (await readFile(file).catch(() => null)) await writeFile(file, '{"kind": "version", "clien');
      }
    },
    async openBroken(failure) {
      if (failure === 'hanging' || failure === 'garbage') return null;
      const gone = await newFolder();
      const store = await open(gone);
      await rm(gone, { recursive: true });
      if (failure === 'failing') await writeFile(gone, 'a file in place of the folder');
      return store;
    },
    dispose: () => rm(folder, { recursive: true }),
  };
});

describe('the disk adapter', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('never makes a path out of a name, a folder or a client id', async () => {
    const store = await open(folder);
    await store.putVersion(staff, newVersion(asClientId('../../Escape'), { folder: 'Secret plans', name: 'Secret name.pdf' }));
    const paths = await readdir(folder, { recursive: true });
    expect(
      paths.every((path) =>
        /^clients(?:\/client-[a-z0-9_-]+(?:\/(?:temporary|journal(?:\/\d{10}(?:\/(?:content|[\w-]{22}\.json))?)?))?)?$/.test(
          path,
        ),
      ),
    ).toBe(true);
    expect(await readdir(join(folder, '..'))).not.toContain('Escape');
  });

  it('sees what another process wrote at once', async () => {
    const [one, other] = [await open(folder), await open(folder)];
    const clientId = newClient();
    for (let version = 1; version <= 5; version += 1) {
      const put = await one.putVersion(staff, newVersion(clientId));
      const id = put?.id ?? '';
      expect(ok((await other.documentsById(staff, [id])).get(id))?.version).toBe(version);
    }
  });

  it('forgets what was taken away below it', async () => {
    const store = await open(folder);
    const clientId = newClient();
    await store.putVersion(staff, newVersion(clientId));
    await rm(join(folder, 'clients', clientDirectoryName(clientId)), { recursive: true });
    expect(
      ok(
        (await store.countDocumentsOf(staff, [clientId], { folder: null, search: null, mediaTypes: null, phases: null })).get(
          clientId,
        ),
      ),
    ).toBe(0);
  });

  it('does not follow symbolic links', async () => {
    const store = await open(folder);
    const [own, other] = [newClient(), newClient()];
    const stored = await store.putVersion(staff, newVersion(other, { content: Buffer.from('foreign') }));
    const mine = await store.putVersion(staff, newVersion(own, { content: Buffer.from('foreign') }));
    const clients = join(folder, 'clients');
    const stepOf = (clientId: typeof own) => join(clients, clientDirectoryName(clientId), 'journal', '0000000001');
    // The content of a file, a step, and a whole client, each led to another client's.
    await rm(join(stepOf(own), 'content'));
    await symlink(join(stepOf(other), 'content'), join(stepOf(own), 'content'));
    await expect(bytesOf(store, scopeOf(clientClaims(own)), mine?.id ?? '', 1)).rejects.toMatchObject({
      code: 'UPSTREAM_CONTRACT',
    });
    await rm(stepOf(own), { recursive: true });
    await symlink(stepOf(other), stepOf(own));
    const linked = asClientId('linked');
    await symlink(join(clients, clientDirectoryName(other)), join(clients, clientDirectoryName(linked)));
    const everything = { folder: null, search: null, mediaTypes: null, phases: null };
    const fresh = await open(folder);
    for (const clientId of [own, linked]) {
      expect(ok((await fresh.countDocumentsOf(staff, [clientId], everything)).get(clientId))).toBe(0);
    }
    await expect(fresh.putVersion(staff, newVersion(linked))).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
    expect(ok((await fresh.documentsById(staff, [stored?.id ?? ''])).get(stored?.id ?? ''))?.version).toBe(1);
  });

  it('takes a directory that was moved to another client for a broken one', async () => {
    const store = await open(folder);
    const [own, other] = [newClient(), newClient()];
    await store.putVersion(staff, newVersion(other));
    const clients = join(folder, 'clients');
    await mkdir(join(clients, clientDirectoryName(own), 'journal'), { recursive: true });
    const from = join(clients, clientDirectoryName(other), 'journal', '0000000001');
    const to = join(clients, clientDirectoryName(own), 'journal', '0000000001');
    await mkdir(to);
    for (const name of await readdir(from)) await writeFile(join(to, name), await readFile(join(from, name)));
    const everything = { folder: null, search: null, mediaTypes: null, phases: null };
    expect(ok((await store.countDocumentsOf(staff, [own], everything)).get(own))).toBe(0);
  });

  it('ignores what a crash left behind, and clears it away at the next start', async () => {
    const store = await open(folder);
    const clientId = newClient();
    const put = await store.putVersion(staff, newVersion(clientId));
    const directory = join(folder, 'clients', clientDirectoryName(clientId));
    const halfUpload = join(directory, 'temporary', 'half');
    const noDescription = join(directory, 'journal', '0000000002');
    for (const leftover of [halfUpload, noDescription]) {
      await mkdir(leftover);
      await writeFile(join(leftover, 'content'), 'half of');
    }
    expect(ok((await store.documentsById(staff, [put?.id ?? ''])).get(put?.id ?? ''))?.version).toBe(1);
    await open(folder);
    expect(await readdir(join(directory, 'temporary'))).toEqual(['half']);
    const longAgo = new Date(Date.now() - 7_200_000);
    for (const leftover of [halfUpload, noDescription]) {
      await utimes(join(leftover, 'content'), longAgo, longAgo);
      await utimes(leftover, longAgo, longAgo);
    }
    const again = await open(folder);
    expect(await readdir(join(directory, 'temporary'))).toEqual([]);
    expect(await readdir(join(directory, 'journal'))).toEqual(['0000000001']);
    await again.putVersion(staff, newVersion(clientId));
    expect(ok((await store.documentsById(staff, [put?.id ?? ''])).get(put?.id ?? ''))?.version).toBe(2);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const store = await open(folder);
    const clientId = newClient();
    async function* breakingOff() {
      yield await Promise.resolve(Buffer.from('half of'));
      throw new Error('the sender went away');
    }
    await expect(store.putVersion(staff, newVersion(clientId, { content: breakingOff() }))).rejects.toThrow(
      'the sender went away',
    );
    const directory = join(folder, 'clients', clientDirectoryName(clientId));
    expect([await readdir(join(directory, 'temporary')), await readdir(join(directory, 'journal'))]).toEqual([[], []]);
  });

  it('refuses content that has another size than its description says', async () => {
    const store = await open(folder);
    const clientId = newClient();
    const put = await store.putVersion(staff, newVersion(clientId));
    await writeFile(join(folder, 'clients', clientDirectoryName(clientId), 'journal', '0000000001', 'content'), 'cut');
    await expect(bytesOf(store, staff, put?.id ?? '', 1)).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });

  it('tells nobody but the owners of a document whose last change of sharing cannot be read', async () => {
    const store = await open(folder);
    const clientId = newClient();
    const put = await store.putVersion(staff, newVersion(clientId));
    const [id, token] = [put?.id ?? '', put?.id.split('/')[1] ?? ''];
    await store.changeDocument(staff, id, { sharing: { audience: 'ROLES', roles: ['MEMBER'], contactIds: [] } });
    await writeFile(join(folder, 'clients', clientDirectoryName(clientId), 'journal', '0000000002', `${token}.json`), '{"sha');
    const fresh = await open(folder);
    const viewer = scopeOf(clientClaims(clientId, { memberships: [{ clientId, role: 'VIEWER' }] }));
    expect(await fresh.documentsById(viewer, [id])).toEqual(new Map());
    expect(await fresh.openDownload(viewer, { documentId: id, version: 1 })).toBeNull();
    expect((await fresh.documentsById(scopeOf(clientClaims(clientId)), [id])).get(id)).toMatchObject({
      code: 'UPSTREAM_CONTRACT',
    });
  });

  it('reports a broken document once', async () => {
    const reported: string[] = [];
    const store = await open(folder, { reportBroken: (_error, documentId) => reported.push(documentId) });
    const clientId = newClient();
    const put = await store.putVersion(staff, newVersion(clientId));
    const token = put?.id.split('/')[1] ?? '';
    await writeFile(join(folder, 'clients', clientDirectoryName(clientId), 'journal', '0000000001', `${token}.json`), '');
    const fresh = await open(folder, { reportBroken: (_error, documentId) => reported.push(documentId) });
    for (let times = 0; times < 3; times += 1) await fresh.documentsById(staff, [put?.id ?? '']);
    expect(reported).toEqual([put?.id]);
  });
});
