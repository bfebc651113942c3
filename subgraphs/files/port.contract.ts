import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../../schema/contract/app-error.ts';
import type { ClientRole } from '../../schema/contract/identity-claims.ts';
import type { Page, PageRequest } from '../kit/connection.ts';
import { asClientId } from '../kit/domain.ts';
import type { ClientId, Sharing } from '../kit/domain.ts';
import { scopeOf } from '../kit/scope.ts';
import type { Scope } from '../kit/scope.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { folderIdOf } from './document-id.ts';
import type { Document } from './domain.ts';
import type { Answer, DocumentSelection, FileStore, NewVersion } from './port.ts';
import { versionKey } from './port.ts';

export type StoreFailure = 'refused' | 'hanging' | 'failing' | 'garbage';

export interface StoreUnderTest {
  readonly store: FileStore;
  /** Another process over the same files. */
  readonly openAnother: () => Promise<FileStore>;
  /** Makes what the store holds about this document unreadable. */
  readonly breakDescription: (document: Document) => Promise<void>;
  /** A store that cannot be used in this way; null when that cannot happen to it. */
  readonly openBroken: (failure: StoreFailure) => Promise<FileStore | null>;
  readonly dispose: () => Promise<void>;
}

export const company: Sharing = { audience: 'COMPANY', roles: [], contactIds: [] };
const anything: DocumentSelection = { folder: null, search: null, mediaTypes: null, phases: null };
const firstPage: PageRequest = { first: 100, after: null };

/** What every `FileStore` must do. Clients have new names in each test, so that a bucket can be used again. */
export function describeFileStore(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`FileStore: ${name}`, () => {
    let subject: StoreUnderTest;
    let store: FileStore;
    const staff = scopeOf(staffClaims());

    beforeAll(async () => {
      subject = await make();
      store = subject.store;
    });
    afterAll(() => subject.dispose());

    async function put(clientId: ClientId, overrides: Partial<NewVersion> = {}, scope = staff): Promise<Document> {
      const document = await store.putVersion(scope, newVersion(clientId, overrides));
      if (!document) throw new Error('the document was not stored');
      return document;
    }

    async function namesSeen(scope: Scope, clientId: ClientId, filter: Partial<DocumentSelection> = {}): Promise<string[]> {
      const selection = { ...anything, ...filter };
      const page = ok((await store.documentsOf(scope, [clientId], selection, firstPage)).get(clientId));
      const count = ok((await store.countDocumentsOf(scope, [clientId], selection)).get(clientId));
      expect(count).toBe(page?.items.length ?? 0);
      return (page?.items ?? []).map(({ record }) => record.name).sort();
    }

    it('gives back what was put, with the checksum of the very bytes', async () => {
      const clientId = newClient();
      const content = Buffer.from('The content, with ünïcode.');
      const put1 = await put(clientId, {
        folder: 'Contracts/2026',
        name: 'Service agreement.pdf',
        title: null,
        state: 'awaiting_signature',
        stateSince: new Date('2026-02-01T10:00:00Z'),
        dueBy: new Date('2026-03-01T00:00:00Z'),
        createdAt: new Date('2026-01-31T09:00:00.123Z'),
        content,
      });
      const read = ok((await store.documentsById(staff, [put1.id])).get(put1.id));
      expect(read).toMatchObject({
        id: put1.id,
        clientId,
        title: 'Service agreement',
        name: 'Service agreement.pdf',
        folderPath: 'Contracts/2026',
        mediaType: 'application/pdf',
        sizeBytes: content.length,
        sha256: sha256(content),
        version: 1,
        scan: 'NOT_SCANNED',
        createdAt: new Date('2026-01-31T09:00:00.123Z'),
        updatedAt: new Date('2026-01-31T09:00:00.123Z'),
        sharing: company,
        status: {
          phase: 'WAITING',
          waitingOn: 'CLIENT',
          sourceState: 'awaiting_signature',
          since: new Date('2026-02-01T10:00:00Z'),
          dueBy: new Date('2026-03-01T00:00:00Z'),
        },
        provenance: { stale: false },
      });
      expect(put1).toMatchObject({ id: put1.id, version: 1 });
    });

    it.each([
      ['published', 'DONE', 'NOBODY'],
      ['awaiting_review', 'WAITING', 'CLIENT'],
      ['awaiting_signature', 'WAITING', 'CLIENT'],
      ['archived', 'DONE', 'NOBODY'],
      ['received', 'IN_PROGRESS', 'BUSINESS'],
    ])('says what the state %s means', async (state, phase, waitingOn) => {
      expect((await put(newClient(), { state })).status).toMatchObject({ phase, waitingOn, sourceState: state });
    });

    it('hands out the bytes, a part of them, and those of an earlier version', async () => {
      const clientId = newClient();
      const { id } = await put(clientId, { content: Buffer.from('first version') });
      await put(clientId, { content: streamOf('sec', 'ond ', 'version') });
      expect(await bytesOf(store, staff, id, null)).toBe('second version');
      expect(await bytesOf(store, staff, id, 1)).toBe('first version');
      expect(await bytesOf(store, staff, id, 2, { start: 7, end: 10 })).toBe('vers');
      expect(await store.openDownload(staff, { documentId: id, version: 3 })).toBeNull();
    });

    it('keeps the id over versions, numbers them from 1, and lists them newest first', async () => {
      const clientId = newClient();
      const first = await put(clientId, {
        author: 'Änne',
        createdAt: new Date('2026-01-01T00:00:00Z'),
        content: Buffer.from('a'),
      });
      const second = await put(clientId, {
        author: null,
        title: 'Renamed',
        createdAt: new Date('2026-01-02T00:00:00Z'),
        content: Buffer.from('bb'),
      });
      expect(second).toMatchObject({ id: first.id, version: 2, title: 'Renamed', createdAt: first.createdAt, sizeBytes: 2 });
      const versions = ok((await store.versionsOf(staff, [first.id])).get(first.id));
      expect(versions?.map(({ version, author, sha256: sum }) => [version, author, sum])).toEqual([
        [2, null, sha256(Buffer.from('bb'))],
        [1, 'Änne', sha256(Buffer.from('a'))],
      ]);
      const references = [
        { documentId: first.id, version: 1 },
        { documentId: first.id, version: null },
      ];
      const sums = await store.checksumsOf(staff, references);
      expect(references.map((one) => sums.get(versionKey(one)))).toEqual([sha256(Buffer.from('a')), sha256(Buffer.from('bb'))]);
    });

    it('treats what does not exist, what is malformed, and what is another client’s as the same', async () => {
      const [own, other] = [newClient(), newClient()];
      const hidden = await put(other, { folder: 'Private' });
      const caller = scopeOf(clientClaims(own));
      const folderId = folderIdOf(other, 'Private');
      const ids = [hidden.id, hidden.id.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')), 'nonsense', '', '/', `${own}/x`];
      expect(await store.documentsById(caller, ids)).toEqual(new Map());
      expect(await store.versionsOf(caller, ids)).toEqual(new Map());
      expect(
        await store.checksumsOf(
          caller,
          ids.map((documentId) => ({ documentId, version: 1 })),
        ),
      ).toEqual(new Map());
      for (const documentId of ids) expect(await store.openDownload(caller, { documentId, version: null })).toBeNull();
      if (store.presignDownloads) {
        const references = ids.map((documentId) => ({ documentId, version: null }));
        expect(await store.presignDownloads(caller, references, new Date(Date.now() + 60_000))).toEqual(new Map());
      }
      expect(await store.foldersById(caller, [folderId, folderIdOf(own, 'Private'), '', 'x'])).toEqual(new Map());
      expect(itemsOf((await store.documentsOf(caller, [other], anything, firstPage)).get(other))).toEqual([]);
      expect((await store.countDocumentsOf(caller, [other], anything)).get(other) ?? 0).toBe(0);
      expect(itemsOf((await store.documentsInFolders(caller, [folderId], firstPage)).get(folderId))).toEqual([]);
      expect((await store.countDocumentsInFolders(caller, [folderId])).get(folderId) ?? 0).toBe(0);
      expect(itemsOf((await store.foldersOf(caller, [other], firstPage)).get(other))).toEqual([]);
      expect((await store.countFoldersOf(caller, [other])).get(other) ?? 0).toBe(0);
      expect(ok((await store.factsOf(caller, [other])).get(other)) ?? { waiting: [], added: [] }).toEqual({
        waiting: [],
        added: [],
      });
      expect(await store.putVersion(caller, newVersion(other))).toBeNull();
      expect(await store.changeDocument(caller, hidden.id, { scan: 'CLEAN' })).toBeNull();
      expect(await namesSeen(staff, other)).toEqual(['file.pdf']);
      expect(ok((await store.documentsById(staff, [hidden.id])).get(hidden.id))).toMatchObject({
        version: 1,
        scan: 'NOT_SCANNED',
      });
      // A document's id under another client's name leads nowhere either.
      const moved = hidden.id.replace(/^[^/]+/, own);
      expect(await store.documentsById(caller, [moved])).toEqual(new Map());
    });

    it('shows each caller what is shared with it, everywhere', async () => {
      const clientId = newClient();
      const rule = (sharing: Partial<Sharing>): Sharing => ({ ...company, ...sharing });
      await put(clientId, { name: 'company.pdf', folder: 'Open' });
      await put(clientId, {
        name: 'billing.pdf',
        folder: 'Money/2026',
        sharing: rule({ audience: 'ROLES', roles: ['BILLING', 'MEMBER'] }),
      });
      const mine = await put(clientId, {
        name: 'ann.pdf',
        folder: 'Ann',
        state: 'awaiting_review',
        sharing: rule({ audience: 'CONTACTS', contactIds: ['ann'] }),
      });
      const as = (role: ClientRole, contactId: string) =>
        scopeOf(clientClaims(clientId, { memberships: [{ clientId, role }], contactId }));
      const partner = scopeOf({
        kind: 'partner',
        subject: 'partner',
        memberships: [{ clientId, role: null }],
        scopes: ['documents:read'],
        expiresAt: Math.floor(Date.now() / 1000) + 60,
      });
      const cases: [string, Scope, string[], string[]][] = [
        ['staff', staff, ['ann.pdf', 'billing.pdf', 'company.pdf'], ['Ann', 'Money', 'Money/2026', 'Open']],
        ['an owner', as('OWNER', 'olga'), ['ann.pdf', 'billing.pdf', 'company.pdf'], ['Ann', 'Money', 'Money/2026', 'Open']],
        ['a billing contact', as('BILLING', 'bob'), ['billing.pdf', 'company.pdf'], ['Money', 'Money/2026', 'Open']],
        ['a viewer', as('VIEWER', 'vera'), ['company.pdf'], ['Open']],
        ['the named contact', as('VIEWER', 'ann'), ['ann.pdf', 'company.pdf'], ['Ann', 'Open']],
        ['a partner', partner, ['company.pdf'], ['Open']],
      ];
      for (const [who, scope, names, folders] of cases) {
        expect([who, await namesSeen(scope, clientId)]).toEqual([who, names]);
        const listed = itemsOf((await store.foldersOf(scope, [clientId], firstPage)).get(clientId));
        expect([who, listed.map(({ path }) => path)]).toEqual([who, folders]);
        expect(ok((await store.countFoldersOf(scope, [clientId])).get(clientId))).toBe(folders.length);
        const sees = names.includes('ann.pdf');
        const facts = ok((await store.factsOf(scope, [clientId])).get(clientId));
        expect(facts?.waiting.map(({ name: title }) => title)).toEqual(sees ? ['ann.pdf'] : []);
        expect(facts?.added.map(({ document }) => document.name).sort()).toEqual(names);
        expect((await store.documentsById(scope, [mine.id])).has(mine.id)).toBe(sees);
        expect((await store.versionsOf(scope, [mine.id])).has(mine.id)).toBe(sees);
        const folderId = folderIdOf(clientId, 'Ann');
        expect((await store.foldersById(scope, [folderId])).has(folderId)).toBe(sees);
        expect(itemsOf((await store.documentsInFolders(scope, [folderId], firstPage)).get(folderId))).toHaveLength(sees ? 1 : 0);
        expect((await store.openDownload(scope, { documentId: mine.id, version: 1 })) !== null).toBe(sees);
      }
    });

    it('narrows by folder, part of the name, media type and phase, and counts what it narrows to', async () => {
      const clientId = newClient();
      await put(clientId, { folder: 'A', name: 'Offer ÄPFEL.pdf' });
      await put(clientId, { folder: 'A/B', name: 'plan.png', mediaType: 'image/png', state: 'awaiting_review' });
      await put(clientId, { folder: '', name: 'top.txt', mediaType: 'text/plain; charset=utf-8', state: 'received' });
      const caller = scopeOf(clientClaims(clientId));
      expect(await namesSeen(caller, clientId, { folder: 'A' })).toEqual(['Offer ÄPFEL.pdf']);
      expect(await namesSeen(caller, clientId, { folder: 'A/B' })).toEqual(['plan.png']);
      expect(await namesSeen(caller, clientId, { folder: 'nowhere' })).toEqual([]);
      expect(await namesSeen(caller, clientId, { search: 'äpf' })).toEqual(['Offer ÄPFEL.pdf']);
      expect(await namesSeen(caller, clientId, { search: '.*' })).toEqual([]);
      expect(await namesSeen(caller, clientId, { mediaTypes: ['image/png', 'text/plain'] })).toEqual(['plan.png', 'top.txt']);
      expect(await namesSeen(caller, clientId, { mediaTypes: [] })).toEqual([]);
      expect(await namesSeen(caller, clientId, { phases: ['WAITING', 'IN_PROGRESS'] })).toEqual(['plan.png', 'top.txt']);
      expect(await namesSeen(caller, clientId, { folder: 'A', phases: ['WAITING'] })).toEqual([]);
    });

    it('pages through 250 documents of the same time without loss or repetition, while others change', async () => {
      const clientId = newClient();
      const createdAt = new Date('2026-01-01T00:00:00Z');
      await inParallel(250, 16, (index) =>
        put(clientId, { folder: `F${String(index % 3)}`, name: `${String(index).padStart(3, '0')}.pdf`, createdAt }),
      );
      const caller = scopeOf(clientClaims(clientId));
      const seen: string[] = [];
      let after: PageRequest['after'] = null;
      for (let pages = 0; pages < 10; pages += 1) {
        const page: Page<Document> | undefined = ok(
          (await store.documentsOf(caller, [clientId], anything, { first: 60, after })).get(clientId),
        );
        seen.push(...itemsOf(page).map(({ name: one }) => one));
        if (!page?.hasNextPage) break;
        after = page.items.at(-1)?.position ?? null;
        // A document that moves to the front between two pages takes nothing else with it.
        if (pages === 0) await put(clientId, { name: 'new.pdf', createdAt: new Date('2026-02-01T00:00:00Z') });
      }
      expect(seen).toHaveLength(250);
      expect(new Set(seen).size).toBe(250);
      expect(ok((await store.countDocumentsOf(caller, [clientId], anything)).get(clientId))).toBe(251);
      const first = ok((await store.documentsOf(caller, [clientId], anything, { first: 1, after: null })).get(clientId));
      expect(itemsOf(first).map(({ name: one }) => one)).toEqual(['new.pdf']);
      const folders = ok((await store.foldersOf(caller, [clientId], { first: 2, after: null })).get(clientId));
      expect([itemsOf(folders).map(({ path }) => path), folders?.hasNextPage]).toEqual([['F0', 'F1'], true]);
      const rest = ok(
        (await store.foldersOf(caller, [clientId], { first: 2, after: folders?.items.at(-1)?.position ?? null })).get(clientId),
      );
      expect([itemsOf(rest).map(({ path }) => path), rest?.hasNextPage]).toEqual([['F2'], false]);
    }, 120_000);

    it('answers for several clients at once, each with its own', async () => {
      const [one, other] = [newClient(), newClient()];
      await put(one, { name: 'one.pdf' });
      await put(other, { name: 'other.pdf' });
      const pages = await store.documentsOf(staff, [one, other], anything, firstPage);
      expect(itemsOf(pages.get(one)).map(({ clientId, name: title }) => [clientId, title])).toEqual([[one, 'one.pdf']]);
      expect(itemsOf(pages.get(other)).map(({ clientId, name: title }) => [clientId, title])).toEqual([[other, 'other.pdf']]);
    });

    it('orders what waits on the client by urgency and what was added by time', async () => {
      const clientId = newClient();
      const day = (number: number) => new Date(Date.UTC(2026, 0, number));
      const waiting = (title: string, dueBy: Date | null, since: Date) =>
        put(clientId, { name: title, state: 'awaiting_review', dueBy, stateSince: since, createdAt: since });
      await waiting('never, later', null, day(5));
      await waiting('never, earlier', null, day(4));
      await waiting('late', day(20), day(3));
      await waiting('soon', day(10), day(2));
      await put(clientId, { name: 'late', state: 'archived', createdAt: day(6) });
      const facts = ok((await store.factsOf(staff, [clientId])).get(clientId));
      expect(facts?.waiting.map(({ name: title }) => title)).toEqual(['soon', 'never, earlier', 'never, later']);
      expect(facts?.added.map(({ document, version }) => [document.name, version.version])).toEqual([
        ['late', 2],
        ['never, later', 1],
        ['never, earlier', 1],
        ['late', 1],
        ['soon', 1],
      ]);
    });

    it('refuses a version that was written on top of another than the current one', async () => {
      const clientId = newClient();
      await put(clientId, { expectedVersion: 0 });
      await put(clientId, { expectedVersion: 1 });
      for (const expectedVersion of [0, 1, 3]) {
        await expect(put(clientId, { expectedVersion })).rejects.toMatchObject({ code: 'CONFLICT' });
      }
      const racers = await Promise.allSettled(
        Array.from({ length: 5 }, (_none, index) =>
          put(clientId, { expectedVersion: 2, content: Buffer.from(`racer ${String(index)}`) }),
        ),
      );
      expect(racers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(racers.flatMap((one) => (one.status === 'rejected' ? [(one.reason as AppError).code] : []))).toEqual(
        Array.from({ length: 4 }, () => 'CONFLICT'),
      );
    });

    it('loses none of 20 versions that are put at once by two processes, the first one among them', async () => {
      const clientId = newClient();
      const another = await subject.openAnother();
      const contents = Array.from({ length: 20 }, (_none, index) => `content ${String(index)}`);
      await Promise.all(
        contents.map((content, index) =>
          (index % 2 ? store : another).putVersion(staff, newVersion(clientId, { content: Buffer.from(content) })),
        ),
      );
      await another.close();
      const [document, ...others] = itemsOf((await store.documentsOf(staff, [clientId], anything, firstPage)).get(clientId));
      expect(others).toEqual([]);
      expect(document?.version).toBe(20);
      const id = document?.id ?? '';
      const versions = ok((await store.versionsOf(staff, [id])).get(id)) ?? [];
      expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_none, index) => 20 - index));
      const kept = await Promise.all(versions.map(({ version }) => bytesOf(store, staff, id, version)));
      expect([...kept].sort()).toEqual([...contents].sort());
      expect(kept.map((content) => sha256(Buffer.from(content)))).toEqual(versions.map(({ sha256: sum }) => sum));
    }, 60_000);

    it('does not let a caller put a version over a document that it may not see', async () => {
      const clientId = newClient();
      const { id } = await put(clientId, { sharing: { audience: 'ROLES', roles: ['BILLING'], contactIds: [] } });
      const viewer = scopeOf(clientClaims(clientId, { memberships: [{ clientId, role: 'VIEWER' }] }));
      await expect(put(clientId, {}, viewer)).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(ok((await store.documentsById(staff, [id])).get(id))?.version).toBe(1);
    });

    it('changes state and scan without a new version, and hands out nothing that is quarantined', async () => {
      const clientId = newClient();
      const { id } = await put(clientId, { content: Buffer.from('clean') });
      await put(clientId, { content: Buffer.from('infected') });
      const since = new Date('2026-05-01T00:00:00.000Z');
      const changed = await store.changeDocument(staff, id, { state: { name: 'awaiting_review', since, dueBy: null } });
      expect(changed?.document).toMatchObject({
        version: 2,
        scan: 'NOT_SCANNED',
        status: { sourceState: 'awaiting_review', since },
      });
      expect(await bytesOf(store, staff, id, 2)).toBe('infected');
      expect(await store.changeDocument(staff, id, { scan: 'QUARANTINED' })).toMatchObject({
        document: { scan: 'QUARANTINED', status: { sourceState: 'awaiting_review' } },
      });
      for (const version of [null, 1, 2]) expect(await store.openDownload(staff, { documentId: id, version })).toBeNull();
      if (store.presignDownloads) {
        const references = [null, 1, 2].map((version) => ({ documentId: id, version }));
        expect(await store.presignDownloads(staff, references, new Date(Date.now() + 60_000))).toEqual(new Map());
      }
      await put(clientId, { content: Buffer.from('clean again') });
      expect(await bytesOf(store, staff, id, 3)).toBe('clean again');
    });

    describe('a change of who may see a document', () => {
      const ownersOnly: Sharing = { ...company, audience: 'ROLES' };
      const forAnn: Sharing = { ...company, audience: 'CONTACTS', contactIds: ['ann'] };
      const forMembers: Sharing = { ...company, audience: 'ROLES', roles: ['MEMBER'] };
      const as = (clientId: ClientId, role: ClientRole, contactId = 'somebody') =>
        scopeOf(clientClaims(clientId, { memberships: [{ clientId, role }], contactId }));

      it('counts at once everywhere, for another process too, and gives no new version', async () => {
        const clientId = newClient();
        const { id } = await put(clientId, { folder: 'Secret', state: 'awaiting_review', content: Buffer.from('mine') });
        await put(clientId, { folder: 'Secret', state: 'awaiting_review', content: Buffer.from('mine 2') });
        await put(clientId, { name: 'other.pdf' });
        const viewer = as(clientId, 'VIEWER');
        expect(await namesSeen(viewer, clientId)).toEqual(['file.pdf', 'other.pdf']);
        expect(await store.changeDocument(staff, id, { sharing: forAnn })).toMatchObject({
          document: { version: 2, sharing: forAnn },
          appliedAt: expect.any(Date),
        });
        const another = await subject.openAnother();
        for (const one of [store, another]) {
          const folderId = folderIdOf(clientId, 'Secret');
          const seesOf = async (scope: Scope) => ({
            names: itemsOf((await one.documentsOf(scope, [clientId], anything, firstPage)).get(clientId)).map(({ name: n }) => n),
            count: ok((await one.countDocumentsOf(scope, [clientId], anything)).get(clientId)),
            folders: itemsOf((await one.foldersOf(scope, [clientId], firstPage)).get(clientId)).map(({ path }) => path),
            folderCount: ok((await one.countFoldersOf(scope, [clientId])).get(clientId)),
            folder: (await one.foldersById(scope, [folderId])).size,
            inFolder: itemsOf((await one.documentsInFolders(scope, [folderId], firstPage)).get(folderId)).length,
            countInFolder: ok((await one.countDocumentsInFolders(scope, [folderId])).get(folderId)),
            byId: (await one.documentsById(scope, [id])).size,
            versions: (await one.versionsOf(scope, [id])).size,
            checksums: (await one.checksumsOf(scope, [{ documentId: id, version: 1 }])).size,
            waiting: ok((await one.factsOf(scope, [clientId])).get(clientId))?.waiting.length,
            added: ok((await one.factsOf(scope, [clientId])).get(clientId))?.added.length,
            downloads: [
              (await one.openDownload(scope, { documentId: id, version: null })) !== null,
              (await one.openDownload(scope, { documentId: id, version: 1 })) !== null,
            ],
            addresses: one.presignDownloads
              ? (await one.presignDownloads(scope, [{ documentId: id, version: null }], new Date(Date.now() + 60_000))).size
              : null,
            changes: (await one.changeDocument(scope, id, { scan: 'CLEAN' })) !== null,
          });
          const sees = (isShared: boolean) => ({
            names: isShared ? expect.arrayContaining(['file.pdf', 'other.pdf']) : ['other.pdf'],
            count: isShared ? 2 : 1,
            folders: isShared ? ['Secret'] : [],
            ...{ folderCount: Number(isShared), folder: Number(isShared), inFolder: Number(isShared), byId: Number(isShared) },
            ...{ countInFolder: Number(isShared), versions: Number(isShared), checksums: Number(isShared) },
            ...{ waiting: Number(isShared), added: isShared ? 3 : 1, downloads: [isShared, isShared], changes: isShared },
            addresses: one.presignDownloads ? Number(isShared) : null,
          });
          const partner = scopeOf(clientClaims(clientId, { kind: 'partner', memberships: [{ clientId, role: null }] }));
          expect(['a viewer', await seesOf(viewer)]).toEqual(['a viewer', sees(false)]);
          expect(['a partner', await seesOf(partner)]).toEqual(['a partner', sees(false)]);
          expect(['Ann', await seesOf(as(clientId, 'VIEWER', 'ann'))]).toEqual(['Ann', sees(true)]);
          expect(['an owner', await seesOf(as(clientId, 'OWNER'))]).toEqual(['an owner', sees(true)]);
          expect(['staff', await seesOf(staff)]).toEqual(['staff', sees(true)]);
          // Named here, and a contact of another company: reach comes first.
          expect((await one.documentsById(as(newClient(), 'OWNER', 'ann'), [id])).size).toBe(0);
        }
        await another.close();
      });

      it('keeps a stranger from putting a version over what was closed to it, and lets a later version bring its own sharing', async () => {
        const clientId = newClient();
        const { id } = await put(clientId);
        await store.changeDocument(staff, id, { sharing: ownersOnly });
        const viewer = as(clientId, 'VIEWER');
        await expect(put(clientId, {}, viewer)).rejects.toMatchObject({ code: 'CONFLICT' });
        await put(clientId, { sharing: forAnn });
        expect((await store.documentsById(as(clientId, 'VIEWER', 'ann'), [id])).size).toBe(1);
        expect((await store.documentsById(viewer, [id])).size).toBe(0);
        await store.changeDocument(staff, id, { sharing: company });
        expect((await store.documentsById(viewer, [id])).size).toBe(1);
      });

      it('takes the last of several, and a change of something else leaves it alone', async () => {
        const clientId = newClient();
        const { id } = await put(clientId);
        for (const sharing of [forAnn, company, forMembers]) await store.changeDocument(staff, id, { sharing });
        const state = { name: 'archived', since: new Date('2026-05-01T00:00:00.000Z'), dueBy: null };
        await store.changeDocument(staff, id, { state });
        const another = await subject.openAnother();
        expect(ok((await another.documentsById(staff, [id])).get(id))).toMatchObject({
          sharing: forMembers,
          status: { sourceState: 'archived' },
        });
        await another.close();
      });

      it('has one effect and one time however often it is repeated, after later changes too', async () => {
        const clientId = newClient();
        const { id } = await put(clientId);
        const marker = randomUUID();
        const first = await store.changeDocument(staff, id, { sharing: forAnn, marker });
        await store.changeDocument(staff, id, { sharing: ownersOnly, marker: randomUUID() });
        const another = await subject.openAnother();
        for (const one of [store, another]) {
          const again = await one.changeDocument(staff, id, { sharing: forAnn, marker });
          expect(again?.appliedAt).toEqual(first?.appliedAt);
          expect(again?.document?.sharing).toEqual(ownersOnly);
        }
        await another.close();
      });

      it('refuses a marker that was used for another change or another document', async () => {
        const clientId = newClient();
        const [one, other] = [await put(clientId), await put(clientId, { name: 'other.pdf' })];
        const marker = randomUUID();
        await store.changeDocument(staff, one.id, { sharing: forAnn, marker });
        await expect(store.changeDocument(staff, one.id, { sharing: company, marker })).rejects.toMatchObject({
          code: 'CONFLICT',
        });
        await expect(store.changeDocument(staff, other.id, { sharing: forAnn, marker })).rejects.toMatchObject({
          code: 'CONFLICT',
        });
        const read = await store.documentsById(staff, [one.id, other.id]);
        expect([one, other].map(({ id }) => ok(read.get(id))?.sharing)).toEqual([forAnn, company]);
      });

      it('gives 50 who repeat it at once, over two processes, one effect and one time', async () => {
        const clientId = newClient();
        const { id } = await put(clientId);
        const another = await subject.openAnother();
        const marker = randomUUID();
        const results = await Promise.all(
          Array.from({ length: 50 }, (_none, index) =>
            (index % 2 ? store : another).changeDocument(staff, id, { sharing: forAnn, marker }),
          ),
        );
        expect(new Set(results.map((result) => result?.appliedAt.getTime())).size).toBe(1);
        // One effect: what comes later is not undone by a repetition that was late.
        await another.changeDocument(staff, id, { sharing: ownersOnly });
        expect(ok((await store.documentsById(staff, [id])).get(id))?.sharing).toEqual(ownersOnly);
        await another.close();
      }, 60_000);

      it('lets one of 50 different inputs under one marker win, and nothing of the others stays', async () => {
        const clientId = newClient();
        const { id } = await put(clientId);
        const marker = randomUUID();
        const results = await Promise.allSettled(
          Array.from({ length: 50 }, (_none, index) =>
            store.changeDocument(staff, id, { sharing: { ...forAnn, contactIds: [`contact-${String(index)}`] }, marker }),
          ),
        );
        const winners = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []));
        const codes = results.flatMap((result) =>
          result.status === 'rejected' ? [(result.reason as { code?: string }).code] : [],
        );
        expect(winners).toHaveLength(1);
        expect(new Set(codes)).toEqual(new Set(['CONFLICT']));
        const another = await subject.openAnother();
        expect(ok((await another.documentsById(staff, [id])).get(id))?.sharing.contactIds).toEqual([
          `contact-${String(winners[0])}`,
        ]);
        await another.close();
      }, 60_000);

      it('keeps a hundred contacts, and refuses what it could not read again', async () => {
        const clientId = newClient();
        const { id } = await put(clientId);
        const hundred = Array.from({ length: 100 }, (_none, index) => `contact-${String(index)}-ünï"${'x'.repeat(80)}`);
        await store.changeDocument(staff, id, { sharing: { ...forAnn, contactIds: hundred } });
        const another = await subject.openAnother();
        expect(ok((await another.documentsById(staff, [id])).get(id))?.sharing.contactIds).toEqual(hundred);
        await another.close();
        for (const contactIds of [
          Array.from({ length: 100 }, (_none, index) => `${String(index)}${'\u0001'.repeat(1_000)}`),
          [...hundred, 'one more'],
        ]) {
          await expect(store.changeDocument(staff, id, { sharing: { ...forAnn, contactIds } })).rejects.toMatchObject({
            code: 'BAD_USER_INPUT',
          });
        }
        expect(ok((await store.documentsById(staff, [id])).get(id))?.sharing.contactIds).toEqual(hundred);
      });
    });

    it.each([
      '../escape.pdf',
      'a/b.pdf',
      'a\\b.pdf',
      '..',
      '.',
      '',
      ' leading.pdf',
      'nul\0.pdf',
      'line\nbreak.pdf',
      'turned\u202efdp.exe',
      'x'.repeat(201),
    ])('refuses the name %j', async (bad) => {
      const clientId = newClient();
      await expect(put(clientId, { name: bad })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(await namesSeen(staff, clientId)).toEqual([]);
    });

    it.each(['../up', '/absolute', 'a//b', 'a/', 'a/../b', './a', 'nul\0', Array.from({ length: 17 }, () => 'a').join('/')])(
      'refuses the folder %j',
      async (folder) => {
        await expect(put(newClient(), { folder })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      },
    );

    it.each([
      'CON.pdf',
      'a + b & c=d?.pdf',
      '100 % sure #1.pdf',
      'Größe 日本語 🎉.pdf',
      'it\'s "quoted".pdf',
      '.hidden',
      'x'.repeat(200),
    ])('keeps the name %j as it is', async (good) => {
      const clientId = newClient();
      const { id, name: stored } = await put(clientId, {
        name: good,
        folder: `In ${good.slice(0, 150)}`,
        content: Buffer.from(good),
      });
      expect(stored).toBe(good);
      expect(await namesSeen(staff, clientId, { folder: `In ${good.slice(0, 150)}` })).toEqual([good]);
      expect(await bytesOf(store, staff, id, null)).toBe(good);
    });

    it('takes two spellings of one name for one name', async () => {
      const clientId = newClient();
      const composed = await put(clientId, { name: 'Caf\u00e9.pdf' });
      const decomposed = await put(clientId, { name: 'Cafe\u0301.pdf' });
      expect(decomposed).toMatchObject({ id: composed.id, version: 2, name: 'Caf\u00e9.pdf' });
    });

    it.each(['../../etc', 'a/b', '.', '..', 'UPPER', 'upper', 'nul\0', 'ünï cödé', 'x'.repeat(150), '%2e%2e', 'con'])(
      'keeps the files of a client whose id is %j apart',
      async (start) => {
        const clientId = asClientId(`${start}${randomUUID().slice(0, 8)}`);
        const { id } = await put(clientId, { content: Buffer.from(clientId) });
        expect(await bytesOf(store, scopeOf(clientClaims(clientId)), id, null)).toBe(clientId);
        expect(await namesSeen(staff, clientId)).toEqual(['file.pdf']);
        expect(await store.documentsById(scopeOf(clientClaims(start)), [id])).toEqual(new Map());
      },
    );

    it('refuses a file that is too large and keeps nothing of it', async () => {
      const clientId = newClient();
      await expect(put(clientId, { content: Buffer.alloc(2_000_001) })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      const stream = streamOf(...Array.from({ length: 21 }, () => 'x'.repeat(100_000)));
      await expect(put(clientId, { content: stream })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(await namesSeen(staff, clientId)).toEqual([]);
    });

    it('keeps an empty file', async () => {
      const { id, sizeBytes, sha256: sum } = await put(newClient(), { content: Buffer.alloc(0) });
      expect([sizeBytes, sum]).toEqual([0, sha256(Buffer.alloc(0))]);
      expect((await store.openDownload(staff, { documentId: id, version: 1 }))?.sizeBytes).toBe(0);
    });

    it('leaves out a document whose description cannot be read, and says so to whoever asks for it', async () => {
      const clientId = newClient();
      await put(clientId, { name: 'good.pdf' });
      const bad = await put(clientId, {
        name: 'bad.pdf',
        folder: 'Bad',
        sharing: { audience: 'ROLES', roles: [], contactIds: [] },
      });
      await subject.breakDescription(bad);
      const another = await subject.openAnother();
      const caller = scopeOf(clientClaims(clientId));
      const page = ok((await another.documentsOf(caller, [clientId], anything, firstPage)).get(clientId));
      expect(itemsOf(page).map(({ name: title }) => title)).toEqual(['good.pdf']);
      expect((await another.documentsById(caller, [bad.id])).get(bad.id)).toMatchObject({ code: 'UPSTREAM_CONTRACT' });
      await expect(another.openDownload(caller, { documentId: bad.id, version: null })).rejects.toMatchObject({
        code: 'UPSTREAM_CONTRACT',
      });
      // Nobody else learns that it is there.
      for (const stranger of [
        scopeOf(clientClaims(newClient())),
        scopeOf(clientClaims(clientId, { memberships: [{ clientId, role: 'VIEWER' }] })),
      ]) {
        expect(await another.documentsById(stranger, [bad.id])).toEqual(new Map());
      }
      await another.close();
    });

    it('is ready, and names the states in use', async () => {
      await put(newClient(), { state: 'archived' });
      await expect(store.checkReady()).resolves.toBeUndefined();
      expect(await store.statesInUse()).toContain('archived');
    });

    it.each([
      ['refused', 'UPSTREAM_UNAVAILABLE'],
      ['hanging', 'UPSTREAM_TIMEOUT'],
      ['failing', 'UPSTREAM_UNAVAILABLE'],
      ['garbage', 'UPSTREAM_CONTRACT'],
    ] as const)('answers %s with %s', async (failure, code) => {
      const broken = await subject.openBroken(failure);
      if (!broken) return;
      const clientId = newClient();
      const caller = scopeOf(clientClaims(clientId));
      const id = `${clientId}/${'A'.repeat(22)}`;
      const startedMs = performance.now();
      expect((await broken.documentsOf(caller, [clientId], anything, firstPage)).get(clientId)).toMatchObject({ code });
      expect(performance.now() - startedMs).toBeLessThan(3_000);
      expect((await broken.documentsById(caller, [id])).get(id)).toMatchObject({ code });
      await expect(broken.putVersion(caller, newVersion(clientId))).rejects.toMatchObject({ code });
      await expect(broken.checkReady()).rejects.toBeInstanceOf(AppError);
      await broken.close();
    });
  });
}

export function newClient(): ClientId {
  return asClientId(`client-${randomUUID()}`);
}

export function newVersion(clientId: ClientId, overrides: Partial<NewVersion> = {}): NewVersion {
  return {
    clientId,
    folder: '',
    name: 'file.pdf',
    title: null,
    mediaType: 'application/pdf',
    sharing: company,
    state: 'published',
    dueBy: null,
    author: null,
    content: Buffer.from('content'),
    ...overrides,
  };
}

export function ok<Value>(answer: Answer<Value> | undefined): Value | undefined {
  if (answer instanceof AppError) throw answer;
  return answer;
}

export async function bytesOf(
  store: FileStore,
  scope: Scope,
  documentId: string,
  version: number | null,
  range?: { start: number; end: number },
): Promise<string> {
  const download = await store.openDownload(scope, { documentId, version });
  if (!download) throw new Error('there is nothing to download');
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await download.read(range)) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function itemsOf<Record>(page: Answer<Page<Record>> | undefined): Record[] {
  return (ok(page)?.items ?? []).map(({ record }) => record);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function* streamOf(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

async function inParallel(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
