import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, PageRequest } from '../kit/connection.ts';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import type { ClientRole } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import type { Sharing } from '../kit/domain.ts';
import { scopeOf } from '../kit/scope.ts';
import type { Scope } from '../kit/scope.ts';
import { mayBeSeenBy } from '../kit/sharing.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { ALLOWED, refused } from '../kit/verdict.ts';
import { canHaveRole } from './contact-rules.ts';
import type { CrmStore, RoleRefused, RoleSet, SetContactRole, WorkFilter, WorkKind } from './port.ts';
import { SHARED_WITH_MAX } from './port.ts';
import { aClient, aContact, aMilestone, aProject, aQuote, anInvoice, contents, noon } from './testing/contents.ts';
import type { CrmContents } from './testing/contents.ts';

/** What an adapter brings so that the suite can run against it. */
export interface CrmStoreHarness {
  /**
   * A store over a system that holds exactly these records. The states are those of the contents' types, in whatever words the
   * system has for them; `forgotten` is one that the store's state table is to lack.
   */
  open(contents: CrmContents, options?: { forgotten?: { kind: WorkKind; state: string } }): Promise<CrmStore>;
  /** A store over a system that has gone wrong since it was opened. `garbled` holds a project of the client `acme` that cannot be read. */
  openBroken(how: 'unreachable' | 'hanging' | 'garbled'): Promise<CrmStore>;
  /** Changes the time of a project's last change, while a store is open. */
  touchProject(id: string, updatedAt: Date): Promise<void>;
  close(): Promise<void>;
}

const acme = asClientId('acme');
const globex = asClientId('globex');
const initech = asClientId('initech');
const nowhere = asClientId('nowhere');
const owner = scopeOf(clientClaims('acme'));
const member = scopeOf(clientClaims('acme', { memberships: [{ clientId: 'acme', role: 'MEMBER' }] }));
const staff = scopeOf(staffClaims());
const twoClients = [
  { clientId: 'acme', role: null },
  { clientId: 'globex', role: null },
];
const partner = scopeOf(clientClaims('acme', { kind: 'partner', memberships: twoClients }));
const partnerWithBilling = scopeOf(
  clientClaims('acme', {
    kind: 'partner',
    memberships: twoClients.map((membership) => ({ ...membership, billing: true })),
    scopes: ['clients:read', 'billing:read'],
  }),
);
const partnerWithoutGrant = scopeOf(
  clientClaims('acme', { kind: 'partner', memberships: twoClients, scopes: ['clients:read', 'billing:read'] }),
);
const all: WorkFilter = { phases: null, waitingOn: null };
const start: PageRequest = { first: 20, after: null };

/** Every method that takes a scope, asked for what belongs to `client` and has the id `id`. */
const methods: Readonly<Record<string, (store: CrmStore, scope: Scope, client: string, id: string) => Promise<unknown>>> = {
  clientsById: (store, scope, client) => store.clientsById(scope, [asClientId(client)]),
  contactsById: (store, scope, _client, id) => store.contactsById(scope, [id]),
  projectsById: (store, scope, _client, id) => store.projectsById(scope, [id]),
  milestonesById: (store, scope, _client, id) => store.milestonesById(scope, [`${id}/first`]),
  quotesById: (store, scope, _client, id) => store.quotesById(scope, [id]),
  invoicesById: (store, scope, _client, id) => store.invoicesById(scope, [id]),
  listClients: async (store, scope, client) => pageMap(await store.listClients(scope, { search: client }, start)),
  countClients: async (store, scope, client) => countMap(await store.countClients(scope, { search: client })),
  contactsOf: (store, scope, client) => store.contactsOf(scope, [asClientId(client)], start),
  countContactsOf: (store, scope, client) => store.countContactsOf(scope, [asClientId(client)]),
  countOwnersOf: (store, scope, client) => store.countOwnersOf(scope, [asClientId(client)]),
  contactsSharedWith: async (store, scope, client, id) => {
    const sharing: Sharing = { audience: 'CONTACTS', roles: [], contactIds: [id] };
    const [contacts = []] = await store.contactsSharedWith(scope, [{ clientId: asClientId(client), sharing, openedBy: null }]);
    return new Map(contacts.map((contact) => [contact.id, contact]));
  },
  setContactRole: async (store, scope, client, id) => {
    const result = await setRole(store, { scope, contactId: id, clientId: asClientId(client), role: 'OWNER' });
    return new Map(result && [[id, result]]);
  },
  recordDecision: async (store, scope, client, id) => {
    const decision = { outcome: 'APPROVED', decidedBy: 'Ann', decidedAt: noon, comment: null } as const;
    const command = { ...decision, kind: 'quote', marker: randomUUID(), id, clientId: asClientId(client) } as const;
    const result = await store.recordDecision(scope, command, () => ALLOWED);
    return new Map(result && [[id, result]]);
  },
  projectsOf: (store, scope, client) => store.projectsOf(scope, [asClientId(client)], all, start),
  countProjectsOf: (store, scope, client) => store.countProjectsOf(scope, [asClientId(client)], all),
  quotesOf: (store, scope, client) => store.quotesOf(scope, [asClientId(client)], all, start),
  countQuotesOf: (store, scope, client) => store.countQuotesOf(scope, [asClientId(client)], all),
  invoicesOf: (store, scope, client) => store.invoicesOf(scope, [asClientId(client)], all, start),
  countInvoicesOf: (store, scope, client) => store.countInvoicesOf(scope, [asClientId(client)], all),
  factRecordsOf: (store, scope, client) => store.factRecordsOf(scope, [asClientId(client)]),
};

function setRole(
  store: CrmStore,
  given: Partial<SetContactRole> & { readonly contactId: string; readonly role: ClientRole; readonly scope?: Scope },
  judge: Parameters<CrmStore['setContactRole']>[2] = () => ALLOWED,
): Promise<RoleSet | RoleRefused | null> {
  const { scope = staff, ...command } = given;
  return store.setContactRole(scope, { marker: randomUUID(), clientId: acme, ...command }, judge);
}

/** So that "nothing" is an empty map for every method. */
function pageMap(page: Page<{ readonly clientId: string }>): Map<string, unknown> {
  return new Map(page.items.map(({ record }) => [record.clientId, record]));
}

function countMap(count: number): Map<string, number> {
  return new Map(count === 0 ? [] : [['', count]]);
}

function oneOfEach(clientId: string, id: string): Partial<CrmContents> {
  return {
    clients: [aClient(clientId)],
    contacts: [aContact(id, clientId, { role: 'OWNER' })],
    projects: [aProject(id, clientId, { milestones: [aMilestone('first')] })],
    quotes: [aQuote(id, clientId)],
    invoices: [anInvoice(id, clientId)],
  };
}

function both(one: Partial<CrmContents>, other: Partial<CrmContents>): CrmContents {
  return contents({
    clients: [...(one.clients ?? []), ...(other.clients ?? [])],
    contacts: [...(one.contacts ?? []), ...(other.contacts ?? [])],
    projects: [...(one.projects ?? []), ...(other.projects ?? [])],
    quotes: [...(one.quotes ?? []), ...(other.quotes ?? [])],
    invoices: [...(one.invoices ?? []), ...(other.invoices ?? [])],
  });
}

function idsOf(page: Page<{ readonly id: string }> | undefined): string[] {
  return page?.items.map(({ record }) => record.id) ?? [];
}

/** Walks a list to its end; `between` runs after each page. */
async function walk<Record>(
  first: number,
  read: (page: PageRequest) => Promise<Page<Record> | undefined>,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<Record[]> {
  const seen: Record[] = [];
  for (let after: PageRequest['after'] = null; ;) {
    const page = await read({ first, after });
    seen.push(...(page?.items.map(({ record }) => record) ?? []));
    if (!page?.hasNextPage) return seen;
    // As a cursor does with it.
    after = JSON.parse(JSON.stringify(page.items.at(-1)?.position)) as PageRequest['after'];
    await between();
  }
}

/** What every CRM adapter has to do. */
export function describeCrmStore(name: string, make: () => Promise<CrmStoreHarness>): void {
  describe(`${name} as a CRM store`, () => {
    let harness: CrmStoreHarness;
    const open: CrmStoreHarness['open'] = async (...given) => {
      const store = await harness.open(...given);
      opened.push(store);
      return store;
    };
    const opened: CrmStore[] = [];
    beforeAll(async () => {
      harness = await make();
    });
    afterAll(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await harness.close();
    });

    describe('what the caller may reach', () => {
      let store: CrmStore;
      beforeAll(async () => {
        store = await open(both(oneOfEach('acme', 'mine'), oneOfEach('globex', 'theirs')));
      });

      it.each(Object.entries(methods))('%s finds what is within the scope', async (_method, call) => {
        expect(await call(store, owner, 'acme', 'mine')).toMatchObject({ size: 1 });
        expect(await call(store, staff, 'globex', 'theirs')).toMatchObject({ size: 1 });
      });

      it.each(Object.entries(methods))(
        '%s finds nothing outside of the scope, as if it were not there',
        async (_method, call) => {
          const foreign = await call(store, owner, 'globex', 'theirs');
          expect(foreign).toEqual(new Map());
          expect(foreign).toEqual(await call(store, owner, 'nowhere', 'nothing'));
        },
      );

      it.each(Object.entries(methods))('%s finds nothing for a caller without any client', async (_method, call) => {
        const nobody = scopeOf(clientClaims('acme', { memberships: [] }));
        expect(await call(store, nobody, 'acme', 'mine')).toEqual(new Map());
        const staffOfNobody = scopeOf(staffClaims({ scopes: ['clients:read'] }));
        expect(await call(store, staffOfNobody, 'acme', 'mine')).toEqual(new Map());
      });

      it.each([
        '',
        ' ',
        '\0',
        'a\0b',
        '%',
        "'",
        '\\',
        '/',
        '%/x',
        '%E0%A4%A/x',
        '0',
        '-1',
        '9'.repeat(40),
        'x'.repeat(1_024),
        '🙂',
      ])('takes the id %j for one that is not there', async (id) => {
        for (const call of Object.values(methods)) {
          if (call === methods['listClients'] || call === methods['countClients']) continue;
          expect(await call(store, staff, id, id)).toEqual(new Map());
        }
      });

      it('gives of a mixed batch what is within the scope, and asks once for what is asked for twice', async () => {
        const ids = ['mine', 'theirs', 'nothing', 'mine'];
        expect([...(await store.projectsById(owner, ids)).keys()]).toEqual(['mine']);
        expect([...(await store.contactsById(owner, ids)).keys()]).toEqual(['mine']);
        expect([...(await store.quotesById(owner, ids)).keys()]).toEqual(['mine']);
        const clientIds = [acme, globex, nowhere, acme];
        expect([...(await store.projectsOf(owner, clientIds, all, start)).keys()]).toEqual(['acme']);
        expect(idsOf((await store.projectsOf(owner, clientIds, all, start)).get(acme))).toEqual(['mine']);
        expect(await store.countProjectsOf(owner, clientIds, all)).toEqual(new Map([['acme', 1]]));
        expect([...(await store.factRecordsOf(owner, clientIds)).keys()]).toEqual(['acme']);
        expect([...(await store.clientsById(owner, clientIds)).keys()]).toEqual(['acme']);
      });

      it('answers an empty batch with nothing', async () => {
        expect(await store.projectsById(owner, [])).toEqual(new Map());
        expect(await store.projectsOf(owner, [], all, start)).toEqual(new Map());
        expect(await store.factRecordsOf(owner, [])).toEqual(new Map());
      });

      it.each([
        ['a member', member],
        ['a partner without billing:read', partner],
        ['a partner to whom no client granted them', partnerWithoutGrant],
      ])('shows %s no invoice and no sum', async (_who, scope) => {
        expect(await store.invoicesById(scope, ['mine'])).toEqual(new Map());
        expect(await store.invoicesOf(scope, [acme], all, start)).toEqual(new Map());
        expect(await store.countInvoicesOf(scope, [acme], all)).toEqual(new Map());
        expect((await store.quotesById(scope, ['mine'])).get('mine')).toMatchObject({ number: 'Q-mine', total: null });
        expect((await store.quotesOf(scope, [acme], all, start)).get(acme)?.items[0]?.record.total).toBeNull();
        const facts = (await store.factRecordsOf(scope, [acme])).get(acme);
        expect(facts).toMatchObject({ invoices: [], quotes: [{ total: null }], projects: [{ id: 'mine' }] });
      });

      it('shows the money to a partner with billing:read and to staff', async () => {
        for (const scope of [partnerWithBilling, staff]) {
          expect((await store.invoicesById(scope, ['mine', 'theirs'])).size).toBe(2);
          expect((await store.quotesById(scope, ['mine'])).get('mine')?.total).toEqual({ amount: '1290.50', currency: 'EUR' });
        }
      });

      it('judges billing for each client by the role there', async () => {
        const mixed = scopeOf(
          clientClaims('acme', {
            memberships: [
              { clientId: 'acme', role: 'VIEWER' },
              { clientId: 'globex', role: 'BILLING' },
            ],
          }),
        );
        expect([...(await store.invoicesById(mixed, ['mine', 'theirs'])).keys()]).toEqual(['theirs']);
        expect([...(await store.invoicesOf(mixed, [acme, globex], all, start)).keys()]).toEqual(['globex']);
        expect((await store.factRecordsOf(mixed, [acme, globex])).get(acme)?.invoices).toEqual([]);
      });
    });

    describe('records', () => {
      it('gives all that is known of a client, a contact, a project, a quote and an invoice', async () => {
        const milestones = [
          aMilestone('kick-off', { state: 'reached', completedOn: '2026-11-03' }),
          aMilestone('a/b', { dueOn: '2026-12-01' }),
        ];
        const store = await open(
          contents({
            clients: [aClient('acme', { name: 'Acme "GmbH"' })],
            contacts: [aContact('ann', 'acme', { role: 'BILLING', jobTitle: 'Head of purchasing' })],
            projects: [aProject('p/1', 'acme', { milestones, summary: 'Zeile 1\nZeile 2 – ü' })],
            quotes: [aQuote('q', 'acme', { projectId: 'p/1', total: { amount: '12345678901.10', currency: 'CHF' } })],
            invoices: [anInvoice('i', 'acme', { projectId: 'p/1' })],
          }),
        );
        const client = (await store.clientsById(owner, [acme])).get(acme);
        const manager = { name: 'Sara Kern', email: 'sara@agency.example', phone: '+49 40 66969 100' };
        expect(client).toMatchObject({
          clientId: 'acme',
          name: 'Acme "GmbH"',
          clientSince: '2019-04-01',
          accountManager: manager,
        });
        expect(client?.provenance).toMatchObject({ stale: false, asOf: expect.any(Date), recordId: 'acme' });
        expect((await store.contactsById(owner, ['ann'])).get('ann')).toMatchObject({
          ...{ id: 'ann', clientId: 'acme', name: 'Contact ann', email: 'ann@acme.example', phone: '1' },
          ...{ jobTitle: 'Head of purchasing', role: 'BILLING' },
        });
        const project = (await store.projectsById(owner, ['p/1'])).get('p/1');
        expect(project).toMatchObject({
          ...{ id: 'p/1', clientId: 'acme', title: 'Project p/1', summary: 'Zeile 1\nZeile 2 – ü', manager },
          ...{ startsOn: '2026-11-01', dueOn: '2026-12-24', updatedAt: noon },
          status: { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', since: noon, dueBy: new Date('2026-12-24T23:59:59.999Z') },
          milestones: [
            {
              title: 'Milestone kick-off',
              completedOn: '2026-11-03',
              status: { phase: 'DONE' },
              projectId: 'p/1',
              clientId: 'acme',
            },
            { title: 'Milestone a/b', dueOn: '2026-12-01', completedOn: null, status: { phase: 'IN_PROGRESS' } },
          ],
        });
        expect((await store.quotesById(owner, ['q'])).get('q')).toMatchObject({
          ...{ number: 'Q-q', title: 'Quote q', projectId: 'p/1', total: { amount: '12345678901.10', currency: 'CHF' } },
          ...{ issuedOn: '2026-11-20', validUntil: '2026-12-20', updatedAt: noon },
          status: { phase: 'WAITING', waitingOn: 'CLIENT', dueBy: new Date('2026-12-20T23:59:59.999Z') },
        });
        expect((await store.invoicesById(owner, ['i'])).get('i')).toMatchObject({
          ...{ number: 'I-i', projectId: 'p/1', total: { amount: '500.00', currency: 'EUR' } },
          ...{ balance: { amount: '120.00', currency: 'EUR' }, issuedOn: '2026-11-20', dueOn: '2026-12-04' },
          status: { phase: 'WAITING', waitingOn: 'CLIENT' },
        });
      });

      it('gives each milestone an id of its own, by which it is found again', async () => {
        const milestones = [aMilestone('first'), aMilestone('a/b')];
        const store = await open(
          contents({
            clients: [aClient('acme'), aClient('globex')],
            projects: [
              aProject('p', 'acme', { milestones }),
              aProject('p/first', 'acme', { milestones }),
              aProject('other', 'globex', { milestones }),
            ],
          }),
        );
        const projects = await store.projectsById(staff, ['p', 'p/first', 'other']);
        const given = [...projects.values()].flatMap((project) => project.milestones);
        const ids = given.map(({ id }) => id);
        expect(new Set(ids).size).toBe(6);
        expect([...(await store.milestonesById(staff, ids)).values()]).toMatchObject(
          [...given].map(({ id, title, projectId }) => ({ id, title, projectId })),
        );
        expect([...(await store.milestonesById(owner, ids)).values()].map(({ clientId }) => clientId)).toEqual(
          Array.from({ length: 4 }, () => 'acme'),
        );
      });

      it('lists the states in use by kind', async () => {
        const store = await open(
          contents({
            clients: [aClient('acme')],
            projects: [aProject('p', 'acme', { milestones: [aMilestone('m'), aMilestone('n', { state: 'reached' })] })],
            quotes: [aQuote('q', 'acme'), aQuote('r', 'acme')],
          }),
        );
        const states = await store.statesInUse();
        expect([...states].map(([kind, words]) => [kind, words.length])).toEqual(
          expect.arrayContaining([
            ['project', 1],
            ['milestone', 2],
            ['quote', 1],
            ['invoice', 0],
          ]),
        );
      });

      it('is ready', async () => {
        const store = await open(contents({}));
        await expect(store.checkReady()).resolves.toBeUndefined();
      });
    });

    describe('clients', () => {
      let store: CrmStore;
      beforeAll(async () => {
        const names = ['Delta 100%', 'Alpha', 'Charlie_1', 'Bravo', 'Alpha', 'Echo\\Foxtrot', 'Charlie 21'];
        store = await open(contents({ clients: names.map((text, place) => aClient(`c${place}`, { name: text })) }));
      });
      const find = async (search: string | null, scope = staff): Promise<string[]> =>
        (await store.listClients(scope, { search }, start)).items.map(({ record }) => record.name);

      it('stand by name', async () => {
        const names = ['Alpha', 'Alpha', 'Bravo', 'Charlie 21', 'Charlie_1', 'Delta 100%', 'Echo\\Foxtrot'];
        expect((await find(null)).map((text) => text.replace(/_| /g, ' ')).slice(0, 3)).toEqual(names.slice(0, 3));
        expect((await find(null)).sort()).toEqual(names.sort());
      });

      it.each([
        ['alpha', ['Alpha', 'Alpha']],
        ['LPH', ['Alpha', 'Alpha']],
        ['%', ['Delta 100%']],
        ['_', ['Charlie_1']],
        ['\\', ['Echo\\Foxtrot']],
        ['e_1', ['Charlie_1']],
        ["'", []],
        ['zulu', []],
      ])('are found by a part of their name, taken as it is: %s', async (search, names) => {
        expect(await find(search)).toEqual(names);
        expect(await store.countClients(staff, { search })).toBe(names.length);
      });

      it('are listed and counted within the scope only', async () => {
        const two = scopeOf(
          clientClaims('c1', {
            memberships: [
              { clientId: 'c1', role: 'OWNER' },
              { clientId: 'c3', role: 'VIEWER' },
            ],
          }),
        );
        expect(await find(null, two)).toEqual(['Alpha', 'Bravo']);
        expect(await find('charlie', two)).toEqual([]);
        expect(await store.countClients(two, { search: null })).toBe(2);
      });

      it.each([1, 2, 3, 7])('are all met once in pages of %i', async (first) => {
        const met = await walk(first, (page) => store.listClients(staff, { search: null }, page));
        expect(met.map(({ clientId }) => clientId).sort()).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
      });
    });

    describe('lists of a client', () => {
      const ids = Array.from({ length: 250 }, (_, place) => `p${String(place).padStart(3, '0')}`);
      let store: CrmStore;
      beforeAll(async () => {
        store = await open(
          contents({
            clients: [aClient('acme'), aClient('globex'), aClient('initech')],
            contacts: ['Cleo', 'Ada', 'Ben', 'Ada'].map((text, place) => aContact(`k${place}`, 'acme', { name: text })),
            // Half of them changed at the very same time.
            projects: [
              ...ids.map((id, place) =>
                aProject(id, 'acme', { updatedAt: new Date(noon.getTime() - (place % 2 === 0 ? 0 : place)) }),
              ),
              aProject('other', 'globex'),
            ],
            quotes: ids.map((id) => aQuote(id, 'acme')),
            invoices: ids.map((id) => anInvoice(id, 'acme')),
          }),
        );
      });

      it.each([7, 100])('of 250 projects are walked in pages of %i without loss or repetition', async (first) => {
        const met = await walk(first, async (page) => (await store.projectsOf(owner, [acme], all, page)).get(acme));
        expect(met).toHaveLength(250);
        expect(new Set(met.map(({ id }) => id)).size).toBe(250);
        const times = met.map(({ updatedAt }) => updatedAt.getTime());
        expect(times).toEqual([...times].sort((one, other) => other - one));
      });

      it('of 250 quotes and invoices with one and the same time are walked without loss or repetition', async () => {
        const quotes = await walk(100, async (page) => (await store.quotesOf(owner, [acme], all, page)).get(acme));
        expect(quotes.map(({ id }) => id).sort()).toEqual(ids);
        const invoices = await walk(100, async (page) => (await store.invoicesOf(owner, [acme], all, page)).get(acme));
        expect(invoices.map(({ id }) => id).sort()).toEqual(ids);
      });

      it('give contacts by name', async () => {
        const met = await walk(1, async (page) => (await store.contactsOf(owner, [acme], page)).get(acme));
        expect(met.map((contact) => contact.name)).toEqual(['Ada', 'Ada', 'Ben', 'Cleo']);
        expect(met.map(({ id }) => id).sort()).toEqual(['k0', 'k1', 'k2', 'k3']);
      });

      it('give each client of a batch its own page and count', async () => {
        const pages = await store.projectsOf(staff, [initech, globex, acme], all, { first: 3, after: null });
        expect(idsOf(pages.get(globex))).toEqual(['other']);
        expect(pages.get(globex)?.hasNextPage).toBe(false);
        expect(idsOf(pages.get(acme))).toHaveLength(3);
        expect(pages.get(acme)?.hasNextPage).toBe(true);
        expect(pages.get(initech)?.items ?? []).toEqual([]);
        const counts = await store.countProjectsOf(staff, [initech, globex, acme], all);
        expect([counts.get(acme), counts.get(globex), counts.get(initech) ?? 0]).toEqual([250, 1, 0]);
        expect((await store.countContactsOf(staff, [acme])).get(acme)).toBe(4);
        expect((await store.countQuotesOf(staff, [acme], all)).get(acme)).toBe(250);
        expect((await store.countInvoicesOf(staff, [acme], all)).get(acme)).toBe(250);
      });

      it('tell whether more follows, at the very end of a page too', async () => {
        const page = (await store.contactsOf(owner, [acme], { first: 4, after: null })).get(acme);
        expect([page?.items.length, page?.hasNextPage]).toEqual([4, false]);
        expect((await store.contactsOf(owner, [acme], { first: 3, after: null })).get(acme)?.hasNextPage).toBe(true);
      });

      it('meet every unchanged record once while others change between the pages', async () => {
        let later = noon.getTime() + 1_000;
        const met = await walk(
          100,
          async (page) => (await store.projectsOf(owner, [acme], all, page)).get(acme),
          async () => {
            later += 1_000;
            await harness.touchProject('p249', new Date(later));
            await harness.touchProject('p000', new Date(later));
          },
        );
        const unchanged = met.map(({ id }) => id).filter((id) => id !== 'p249' && id !== 'p000');
        expect(unchanged.sort()).toEqual(ids.filter((id) => id !== 'p249' && id !== 'p000'));
      });
    });

    describe('whom something is shared with', () => {
      const roles: readonly ClientRole[] = ['OWNER', 'MEMBER', 'BILLING', 'VIEWER', 'MEMBER', 'VIEWER', 'OWNER'];
      const people = roles.map((role, place) => aContact(`k${place}`, 'acme', { role, name: `Name ${9 - place}` }));
      const company: Sharing = { audience: 'COMPANY', roles: [], contactIds: [] };

      it('are exactly those whom the rule lets see it, for every form of it, owners first and then by name', async () => {
        const store = await open(contents({ clients: [aClient('acme')], contacts: people }));
        const sharings: Sharing[] = [company];
        for (let bits = 0; bits < 2 ** CLIENT_ROLES.length; bits += 1) {
          const some = CLIENT_ROLES.filter((_role, place) => bits & (1 << place));
          sharings.push({ audience: 'ROLES', roles: some, contactIds: [] });
        }
        for (let bits = 0; bits < 2 ** people.length; bits += 1) {
          const some = people.filter((_person, place) => bits & (1 << place)).map(({ id }) => id);
          sharings.push({ audience: 'CONTACTS', roles: [], contactIds: [...some, 'nobody', '\0'] });
        }
        const found = await store.contactsSharedWith(
          staff,
          sharings.map((sharing) => ({ clientId: acme, sharing, openedBy: null })),
        );
        const expected = sharings.map((sharing) =>
          people
            .filter(({ id, role }) => {
              const claims = clientClaims('acme', { contactId: id, memberships: [{ clientId: 'acme', role }] });
              return mayBeSeenBy(scopeOf(claims), acme, sharing);
            })
            .sort((a, b) => Number(b.role === 'OWNER') - Number(a.role === 'OWNER') || (a.name < b.name ? -1 : 1))
            .map(({ id }) => id),
        );
        expect(found.map((contacts) => contacts.map(({ id }) => id))).toEqual(expected);
      });

      it('are contacts of that client and of no other, whomever the rule names', async () => {
        const store = await open(both(oneOfEach('acme', 'mine'), oneOfEach('globex', 'theirs')));
        const named: Sharing = { audience: 'CONTACTS', roles: [], contactIds: ['mine', 'theirs'] };
        const questions = [globex, acme, nowhere, globex].map((clientId) => ({ clientId, sharing: named, openedBy: null }));
        const ids = async (scope: Scope): Promise<string[][]> =>
          (await store.contactsSharedWith(scope, questions)).map((contacts) => contacts.map(({ id }) => id));
        expect(await ids(owner)).toEqual([[], ['mine'], [], []]);
        expect(await ids(staff)).toEqual([['theirs'], ['mine'], [], ['theirs']]);
      });

      it(`are at most ${String(SHARED_WITH_MAX)}, and no owner is left out for somebody else`, async () => {
        const many = Array.from({ length: 120 }, (_, place) => aContact(`m${place}`, 'acme', { name: `A ${place}` }));
        const last = aContact('last', 'acme', { role: 'OWNER', name: 'Zoe' });
        const store = await open(contents({ clients: [aClient('acme')], contacts: [...many, last] }));
        const [found = []] = await store.contactsSharedWith(owner, [{ clientId: acme, sharing: company, openedBy: null }]);
        expect([found.length, found[0]?.id]).toEqual([SHARED_WITH_MAX, 'last']);
      });
    });

    describe('a change of role', () => {
      const given = contents({
        clients: [aClient('acme'), aClient('globex')],
        contacts: [
          aContact('ann', 'acme', { role: 'OWNER' }),
          aContact('amy', 'acme', { role: 'OWNER' }),
          aContact('bob', 'acme'),
          aContact('eve', 'globex', { role: 'OWNER' }),
        ],
      });
      const roleOf = async (store: CrmStore, id: string): Promise<unknown> =>
        (await store.contactsById(staff, [id])).get(id)?.role;

      it('is seen at once, and shows the judge the contact and the owners as they are', async () => {
        const store = await open(given);
        expect(store.changesRoles).toBe(true);
        const shown: unknown[] = [];
        const result = await setRole(store, { scope: owner, contactId: 'bob', role: 'BILLING' }, (contact, owners) => {
          shown.push(contact.id, contact.role, owners);
          return ALLOWED;
        });
        expect(result).toMatchObject({
          outcome: 'applied',
          changed: true,
          changedAt: expect.any(Date),
          appliedAt: expect.any(Date),
        });
        expect(shown).toEqual(['bob', 'MEMBER', 2]);
        expect(await roleOf(store, 'bob')).toBe('BILLING');
        expect((await store.countOwnersOf(owner, [acme])).get(acme)).toBe(2);
      });

      it('does nothing when the judge says no, or the contact is not of the client that was named', async () => {
        const store = await open(given);
        const no = refused('No.', null);
        expect(await setRole(store, { contactId: 'bob', role: 'OWNER' }, () => no)).toEqual({ outcome: 'refused', verdict: no });
        expect(await setRole(store, { contactId: 'eve', role: 'VIEWER' })).toBeNull();
        expect(await setRole(store, { contactId: 'eve', clientId: globex, role: 'VIEWER', scope: owner })).toBeNull();
        expect([await roleOf(store, 'bob'), await roleOf(store, 'eve')]).toEqual(['MEMBER', 'OWNER']);
      });

      it('to the role that the contact has is no change', async () => {
        const store = await open(given);
        const result = await setRole(store, { contactId: 'bob', role: 'MEMBER' });
        expect(result).toMatchObject({ outcome: 'applied', changed: false, changedAt: null });
      });

      it('has one effect however often it is repeated, and remembers it over what others do meanwhile', async () => {
        const store = await open(given);
        const command = { marker: 'm-1', contactId: 'bob', role: 'VIEWER' } as const;
        const answers = await Promise.all(Array.from({ length: 50 }, () => setRole(store, command)));
        const applied = answers.filter((answer) => answer?.outcome === 'applied');
        expect(applied.filter(({ changed }) => changed)).toHaveLength(1);
        expect(new Set(applied.map(({ appliedAt }) => appliedAt.getTime())).size).toBe(1);
        expect(applied).toHaveLength(50);
        await setRole(store, { contactId: 'bob', role: 'BILLING' });
        const again = await setRole(store, command, () => refused('Not any more.', null));
        expect(again).toMatchObject({ outcome: 'applied', changed: false, appliedAt: applied[0]?.appliedAt });
        expect(await roleOf(store, 'bob')).toBe('BILLING');
      });

      it.each([
        ['another role', { role: 'OWNER' }],
        ['another contact', { contactId: 'amy' }],
      ] as const)('is a CONFLICT under the same marker with %s', async (_name, other) => {
        const store = await open(given);
        const command = { marker: 'm-2', contactId: 'bob', role: 'VIEWER' } as const;
        await setRole(store, command);
        await expect(setRole(store, { ...command, ...other })).rejects.toMatchObject({ code: 'CONFLICT' });
        expect([await roleOf(store, 'bob'), await roleOf(store, 'amy')]).toEqual(['VIEWER', 'OWNER']);
      });

      it('never takes the last two owners at once', async () => {
        for (let round = 0; round < 10; round += 1) {
          const store = await open(given);
          const results = await Promise.all(
            ['ann', 'amy'].map((contactId) =>
              setRole(store, { contactId, role: 'MEMBER' }, (contact, owners) => canHaveRole(contact, 'MEMBER', owners)),
            ),
          );
          expect(results.map((result) => result?.outcome).sort()).toEqual(['applied', 'refused']);
          expect((await store.countOwnersOf(staff, [acme])).get(acme)).toBe(1);
        }
      });
    });

    describe('filters', () => {
      const states = ['planned', 'active', 'waiting_for_client', 'on_hold', 'completed', 'cancelled'] as const;
      const given = contents({
        clients: [aClient('acme')],
        projects: states.map((state) => aProject(state, 'acme', { state })),
        quotes: (['sent', 'accepted'] as const).map((state) => aQuote(state, 'acme', { state })),
        invoices: (['open', 'overdue', 'paid'] as const).map((state) => anInvoice(state, 'acme', { state })),
      });

      it('narrow projects by phase, by party, and by both, in lists and counts alike', async () => {
        const store = await open(given);
        const cases: [WorkFilter, string[]][] = [
          [{ phases: ['DONE', 'CANCELLED'], waitingOn: null }, ['cancelled', 'completed']],
          [{ phases: ['WAITING'], waitingOn: null }, ['on_hold', 'waiting_for_client']],
          [{ phases: null, waitingOn: ['CLIENT'] }, ['waiting_for_client']],
          [{ phases: ['WAITING'], waitingOn: ['BUSINESS'] }, ['on_hold']],
          [{ phases: ['DONE'], waitingOn: ['CLIENT'] }, []],
          [{ phases: [], waitingOn: null }, []],
          [all, [...states].sort()],
        ];
        for (const [filter, found] of cases) {
          expect(idsOf((await store.projectsOf(owner, [acme], filter, start)).get(acme)).sort()).toEqual(found);
          expect((await store.countProjectsOf(owner, [acme], filter)).get(acme) ?? 0).toBe(found.length);
        }
      });

      it('narrow quotes and invoices', async () => {
        const store = await open(given);
        const onClient: WorkFilter = { phases: null, waitingOn: ['CLIENT'] };
        expect(idsOf((await store.quotesOf(owner, [acme], onClient, start)).get(acme))).toEqual(['sent']);
        expect((await store.countQuotesOf(owner, [acme], onClient)).get(acme)).toBe(1);
        expect(idsOf((await store.invoicesOf(owner, [acme], onClient, start)).get(acme)).sort()).toEqual(['open', 'overdue']);
        expect((await store.countInvoicesOf(owner, [acme], onClient)).get(acme)).toBe(2);
      });

      it('show and find a state that the table does not know as work of the business', async () => {
        const store = await open(given, { forgotten: { kind: 'project', state: 'completed' } });
        const project = (await store.projectsById(owner, ['completed'])).get('completed');
        expect(project?.status).toMatchObject({ phase: 'IN_PROGRESS', waitingOn: 'BUSINESS' });
        expect(project?.status.headline).toBe(project?.status.sourceState);
        const inProgress = await store.projectsOf(owner, [acme], { phases: ['IN_PROGRESS'], waitingOn: null }, start);
        expect(idsOf(inProgress.get(acme)).sort()).toEqual(['active', 'completed']);
        const done = await store.projectsOf(owner, [acme], { phases: ['DONE'], waitingOn: null }, start);
        expect(idsOf(done.get(acme))).toEqual([]);
      });
    });

    describe('the records for facts', () => {
      it('hold what waits on the client however long ago it changed, and what changed last', async () => {
        const old = new Date('2020-01-01T00:00:00.000Z');
        const store = await open(
          contents({
            clients: [aClient('acme'), aClient('globex')],
            projects: [
              aProject('old-waiting', 'acme', { state: 'waiting_for_client', updatedAt: old }),
              aProject('old-step', 'acme', { updatedAt: old, milestones: [aMilestone('m', { state: 'waiting_for_client' })] }),
              aProject('old-idle', 'acme', { updatedAt: old }),
              ...Array.from({ length: 100 }, (_, place) => aProject(`new${place}`, 'acme')),
              aProject('theirs', 'globex'),
            ],
            quotes: [aQuote('q', 'acme', { state: 'accepted' })],
            invoices: [anInvoice('i', 'acme')],
          }),
        );
        const facts = (await store.factRecordsOf(staff, [acme, globex])).get(acme);
        const projects = facts?.projects.map(({ id }) => id) ?? [];
        expect(projects).toEqual(expect.arrayContaining(['old-waiting', 'old-step', 'new0', 'new99']));
        expect(projects).not.toContain('old-idle');
        expect(projects).not.toContain('theirs');
        expect(new Set(projects).size).toBe(projects.length);
        expect(facts?.quotes.map(({ id }) => id)).toEqual(['q']);
        expect(facts?.invoices.map(({ id }) => id)).toEqual(['i']);
      });
    });

    describe('failures', () => {
      it.each([
        ['unreachable', 'UPSTREAM_UNAVAILABLE'],
        ['hanging', 'UPSTREAM_TIMEOUT'],
      ] as const)('of a system that is %s are %s, from every method', async (how, code) => {
        const store = await harness.openBroken(how);
        opened.push(store);
        const results = await Promise.allSettled(Object.values(methods).map((call) => call(store, staff, 'acme', 'mine')));
        expect(results.map((result) => (result.status === 'rejected' ? codeOf(result.reason) : 'fulfilled'))).toEqual(
          results.map(() => code),
        );
        if (how === 'unreachable') await expect(store.checkReady()).rejects.toMatchObject({ code });
      });

      it('of a record that cannot be read are UPSTREAM_CONTRACT, and say nothing of it in public', async () => {
        const store = await harness.openBroken('garbled');
        opened.push(store);
        const failed = await store.projectsOf(staff, [acme], all, start).catch((error: unknown) => error);
        expect(failed).toMatchObject({ code: 'UPSTREAM_CONTRACT', publicMessage: expect.stringMatching(/^[\w .]+$/) });
        await expect(store.factRecordsOf(staff, [acme])).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
        await expect(store.quotesOf(staff, [acme], all, start)).resolves.toBeDefined();
      });
    });
  });
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : String(error);
}
