import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientRole } from '../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { asClientId } from '../kit/domain.ts';
import type { ClientId, Sharing } from '../kit/domain.ts';
import type { Page } from '../kit/connection.ts';
import { scopeOf } from '../kit/scope.ts';
import type { Scope } from '../kit/scope.ts';
import type { Message, Ticket, TicketFilter } from './domain.ts';
import { maySee } from './may-see.ts';
import type { Actor, Applied, Judge, NewAttachment, OpenTicket, Reply, TicketStore } from './port.ts';

/** A ticket as the help desk's own people and mail would have made it. */
export interface SeededTicket {
  readonly clientId: ClientId;
  readonly subject: string;
  readonly state: 'new' | 'open' | 'waiting on client' | 'settled';
  /** The first one is public and by the client. */
  readonly messages: readonly { readonly by: 'CLIENT' | 'BUSINESS'; readonly body: string; readonly internal?: boolean }[];
}

export interface TicketStoreUnderTest {
  readonly store: TicketStore;
  /** Puts tickets into the system past the store, in this order; gives their ids. */
  seed(tickets: readonly SeededTicket[]): Promise<string[]>;
  /** How many tickets the test of long lists makes. */
  readonly longList: number;
  /** How many writes are sent at once. */
  readonly atOnce: number;
  close(): Promise<void>;
}

const company: Sharing = { audience: 'COMPANY', roles: [], contactIds: [] };
const named = (...contactIds: string[]): Sharing => ({ audience: 'CONTACTS', roles: [], contactIds });
const forRoles = (...roles: ClientRole[]): Sharing => ({ audience: 'ROLES', roles, contactIds: [] });
const dana = { name: 'Dana "D" O’Neil', email: 'Dana@Example.com' };
const everything: TicketFilter = { phases: null, waitingOn: null, search: null };
const ann: Actor = { id: 'contact-ann', name: 'Ann Müller', side: 'CLIENT' };
const sam: Actor = { id: 'staff-sam', name: 'Sam', side: 'BUSINESS' };
const anything: Judge = () => ({ allowed: true, reason: null, remedy: null });
const nothing: Judge = () => ({ allowed: false, reason: 'no', remedy: null });
const notes = { by: 'BUSINESS', body: 'they always pay late', internal: true } as const;

/** For tests of many steps: a help desk may take a second for each, and a busy machine longer. */
const slowMs = 300_000;

/** What every help desk adapter must do. */
export function describeTicketStore(name: string, make: () => Promise<TicketStoreUnderTest>): void {
  describe(`${name}: a ticket store`, () => {
    let desk: TicketStoreUnderTest;
    let store: TicketStore;
    const staff = scopeOf(staffClaims());
    const scopeFor = (...clientIds: string[]): Scope =>
      scopeOf(clientClaims('', { memberships: clientIds.map((clientId) => ({ clientId, role: 'OWNER' as const })) }));
    /** A client that no other test uses. The quote and the blank belong to the attack. */
    const newClient = (prefix = 'client'): ClientId => asClientId(`${prefix}-${randomUUID().slice(0, 8)}`);
    const question = (clientId: ClientId, overrides: Partial<SeededTicket> = {}): SeededTicket => ({
      clientId,
      subject: 'A question',
      state: 'new',
      messages: [{ by: 'CLIENT', body: 'When do you open?' }],
      ...overrides,
    });
    const seedOne = async (ticket: SeededTicket): Promise<string> => (await desk.seed([ticket]))[0] ?? '';
    const opening = (clientId: ClientId, overrides: Partial<OpenTicket> = {}): OpenTicket => ({
      marker: randomUUID(),
      actor: ann,
      clientId,
      subject: 'Printer',
      body: 'It smokes.\n\nÄnd "burns" <b>brightly</b>.',
      priority: 'HIGH',
      sharing: company,
      openedBy: null,
      ...overrides,
    });
    const replying = (ticketId: string, overrides: Partial<Reply> = {}): Reply => ({
      marker: randomUUID(),
      actor: ann,
      ticketId,
      body: 'Any news?',
      ...overrides,
    });
    const open = async (scope: Scope, command: OpenTicket): Promise<Applied> => applied(await store.openTicket(scope, command));
    const allTickets = async (scope: Scope, clientId: ClientId, first: number, filter = everything): Promise<Ticket[]> =>
      walk(async (after) => (await store.ticketsOf(scope, [clientId], filter, { first, after })).get(clientId));
    const allMessages = async (scope: Scope, ticketId: string, first = 100): Promise<Message[]> =>
      walk(async (after) => (await store.messagesOf(scope, [ticketId], { first, after })).get(ticketId));
    const bodies = (messages: readonly Message[]): string[] => messages.map(({ body }) => body);

    beforeAll(async () => {
      desk = await make();
      store = desk.store;
    });
    afterAll(() => desk.close());

    describe('reading', () => {
      it('gives a ticket with what the client needs to know', async () => {
        const clientId = newClient();
        const id = await seedOne(question(clientId, { subject: 'Größe "M" & <b>', state: 'waiting on client' }));
        const ticket = (await store.tickets(scopeFor(clientId), [id])).get(id);
        expect(ticket).toMatchObject({ id, clientId, subject: 'Größe "M" & <b>' });
        expect(ticket?.status).toMatchObject({ phase: 'WAITING', waitingOn: 'CLIENT' });
        expect(ticket?.number).toMatch(/^\d+(-\d+)*$/);
        expect(ticket?.provenance).toMatchObject({ recordId: expect.any(String), stale: false });
        expect(Math.abs((ticket?.provenance.asOf.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
        expect(ticket?.updatedAt.getTime()).toBeGreaterThanOrEqual(ticket?.createdAt.getTime() ?? Infinity);
      });

      it('leaves out what does not exist, what is out of reach and what is no id, all alike', async () => {
        const [mine, foreign] = [newClient(), newClient()];
        const [own, other] = await desk.seed([question(mine), question(foreign)]);
        const ids = [
          own ?? '',
          other ?? '',
          '999999999',
          randomUUID(),
          own?.toUpperCase() ?? '',
          `0${own}`,
          ` ${own}`,
          `${own} OR id > 0`,
          "1'",
          '',
          '-1',
          '1e1',
          '9'.repeat(40),
        ];
        const found = await store.tickets(scopeFor(mine), ids);
        expect([...found.keys()]).toEqual([own]);
        expect((await store.tickets(scopeFor(), ids)).size).toBe(0);
      });

      it('reaches every client for staff who may', async () => {
        const [one, other] = await desk.seed([question(newClient()), question(newClient())]);
        expect([...(await store.tickets(staff, [one ?? '', other ?? ''])).keys()].sort()).toEqual([one, other].sort());
      });

      it('gives nothing of clients out of reach by any list', async () => {
        const [mine, foreign] = [newClient(), newClient()];
        const id = await seedOne(question(foreign, { state: 'waiting on client' }));
        const message = (await store.lastMessages(staff, [id])).get(id);
        const scope = scopeFor(mine);
        const page = { first: 10, after: null };
        expect(message?.ticketId).toBe(id);
        expect((await store.ticketsOf(scope, [foreign], everything, page)).get(foreign)?.items ?? []).toEqual([]);
        expect((await store.countTicketsOf(scope, [foreign], everything)).get(foreign) ?? 0).toBe(0);
        expect((await store.waitingTicketsOf(scope, [foreign], 10)).get(foreign) ?? []).toEqual([]);
        expect((await store.eventsOf(scope, [foreign], 10)).get(foreign) ?? []).toEqual([]);
        expect((await store.messages(scope, [message?.id ?? ''])).size).toBe(0);
        expect((await store.messagesOf(scope, [id], page)).get(id)?.items ?? []).toEqual([]);
        expect((await store.countMessagesOf(scope, [id])).get(id) ?? 0).toBe(0);
        expect((await store.lastMessages(scope, [id])).size).toBe(0);
        expect((await store.participantsOf(scope, [id])).get(id) ?? []).toEqual([]);
      });

      it(
        'has nothing in ids, numbers and positions by which a client could count the tickets of others',
        async () => {
          const [mine, foreign] = [newClient(), newClient()];
          const scope = scopeFor(mine);
          /** Everything of a new ticket that a client is shown, and that could have been counted up. */
          const shownOfNew = async (): Promise<string[]> => {
            const { ticketId, messageId } = await open(scope, opening(mine));
            const close = { marker: randomUUID(), actor: ann, ticketId };
            applied(await store.closeTicket(scope, close, anything));
            const page = { first: 1, after: null };
            const listed = (await store.ticketsOf(scope, [mine], { ...everything, search: 'Printer' }, page)).get(mine)?.items[0];
            const message = (await store.messagesOf(scope, [ticketId], page)).get(ticketId)?.items[0];
            const events = (await store.eventsOf(scope, [mine], 2)).get(mine) ?? [];
            const positions = [listed?.position.at(-1), message?.position.at(-1)].map(String);
            const { number } = (await store.tickets(scope, [ticketId])).get(ticketId) as Ticket;
            return [ticketId, messageId ?? '', number, ...positions, ...events.map(({ key }) => key).sort()];
          };
          // What a number grows by, when others open none, two and four tickets meanwhile.
          const grown: number[][] = [];
          for (const others of [0, 2, 4]) {
            const before = await shownOfNew();
            for (let made = 0; made < others; made += 1) await open(scopeFor(foreign), opening(foreign));
            const after = await shownOfNew();
            const asNumber = (text: string | undefined): number => Number((text ?? '').replaceAll(/\D/g, ''));
            grown.push(after.map((text, index) => asNumber(text) - asNumber(before[index])));
          }
          const [alone = [], two = [], four = []] = grown;
          expect(alone.length).toBeGreaterThan(5);
          const counts = alone.filter((first, index) => {
            const [second, third] = [two[index] ?? 0, four[index] ?? 0];
            return first < second && second < third && third - second === second - first;
          });
          expect(counts).toEqual([]);
        },
        slowMs,
      );

      it('takes a client id as a value, whatever stands in it', async () => {
        const victim = newClient();
        await seedOne(question(victim));
        const attacks = [
          `x' OR CF.{Account}='${victim}`,
          `x\\' OR id > 0 OR Subject = '`,
          `x' or '1'='1`,
          victim.toUpperCase(),
          `${victim.slice(0, -1)}_`,
          '%',
          'null',
          'NULL',
          '__CurrentUser__',
          `${victim}\n`,
        ].map(asClientId);
        const scope = scopeFor(...attacks);
        const page = { first: 10, after: null };
        for (const attack of attacks) {
          expect((await store.ticketsOf(scope, [attack], everything, page)).get(attack)?.items ?? []).toEqual([]);
          expect((await store.countTicketsOf(scope, [attack], everything)).get(attack) ?? 0).toBe(0);
          expect((await store.eventsOf(scope, [attack], 10)).get(attack) ?? []).toEqual([]);
        }
        const odd = newClient(`o'brien \\ "sons"`);
        const id = await seedOne(question(odd));
        expect((await allTickets(scopeFor(odd), odd, 10)).map((ticket) => ticket.id)).toEqual([id]);
      });

      it('lists the latest change first, for several clients at once', async () => {
        const [one, other, empty] = [newClient(), newClient(), newClient()];
        const [a, b, c] = await desk.seed([question(one), question(one), question(other)]);
        await store.reply(staff, replying(a ?? ''), anything);
        const scope = scopeFor(one, other, empty);
        const lists = await store.ticketsOf(scope, [one, other, empty], everything, { first: 10, after: null });
        const ids = (clientId: ClientId): string[] => (lists.get(clientId)?.items ?? []).map(({ record }) => record.id);
        const updated = (lists.get(one)?.items ?? []).map(({ record }) => record.updatedAt.getTime());
        expect(updated).toEqual([...updated].sort((left, right) => right - left));
        expect(ids(one).sort()).toEqual([a, b].sort());
        expect([ids(other), ids(empty)]).toEqual([[c], []]);
        expect([...(await store.countTicketsOf(scope, [one, other], everything))].sort()).toEqual(
          [[one, 2] as const, [other, 1] as const].sort(),
        );
      });

      it(
        'pages through a long list with equal times without loss or repetition',
        async () => {
          const clientId = newClient();
          const made = await desk.seed(
            Array.from({ length: desk.longList }, (_, index) => question(clientId, { subject: `No. ${index}` })),
          );
          const listed = await allTickets(scopeFor(clientId), clientId, 7);
          expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
          expect(listed.map(({ id }) => id).sort()).toEqual([...made].sort());
          expect((await store.countTicketsOf(scopeFor(clientId), [clientId], everything)).get(clientId)).toBe(made.length);
          const times = listed.map(({ updatedAt }) => updatedAt.getTime());
          expect(times).toEqual([...times].sort((left, right) => right - left));
        },
        slowMs,
      );

      it('says whether more follows, at the edge too', async () => {
        const clientId = newClient();
        await desk.seed([question(clientId), question(clientId), question(clientId)]);
        const more = async (first: number) =>
          (await store.ticketsOf(scopeFor(clientId), [clientId], everything, { first, after: null })).get(clientId);
        expect([(await more(2))?.hasNextPage, (await more(3))?.hasNextPage]).toEqual([true, false]);
        expect((await more(2))?.items).toHaveLength(2);
      });

      it('narrows by phase, by whose turn it is and by subject, and counts the same', async () => {
        const clientId = newClient();
        const [fresh, waiting, done] = await desk.seed([
          question(clientId, { subject: 'Router 100% slow' }),
          question(clientId, { subject: 'ROUTER password', state: 'waiting on client' }),
          question(clientId, { subject: `O'Hara's key_card \\ door`, state: 'settled' }),
        ]);
        const scope = scopeFor(clientId);
        const cases: [Partial<TicketFilter>, (string | undefined)[]][] = [
          [{ phases: ['SUBMITTED'] }, [fresh]],
          [{ phases: ['SUBMITTED', 'DONE'] }, [fresh, done]],
          [{ phases: [] }, []],
          [{ waitingOn: ['CLIENT'] }, [waiting]],
          [{ phases: ['DONE'], waitingOn: ['CLIENT'] }, []],
          [{ search: 'router' }, [fresh, waiting]],
          [{ search: '100%' }, [fresh]],
          [{ search: '%' }, [fresh]],
          [{ search: '_' }, [done]],
          [{ search: `o'hara's` }, [done]],
          [{ search: 'card \\ d' }, [done]],
          [{ search: `' OR Subject LIKE '` }, []],
          [{ search: 'router', waitingOn: ['CLIENT'] }, [waiting]],
        ];
        for (const [filter, expected] of cases) {
          const whole = { ...everything, ...filter };
          const listed = await allTickets(scope, clientId, 10, whole);
          expect({ filter, ids: listed.map(({ id }) => id).sort() }).toEqual({ filter, ids: [...expected].sort() });
          expect((await store.countTicketsOf(scope, [clientId], whole)).get(clientId) ?? 0).toBe(expected.length);
        }
      });

      it('gives the conversation, oldest first, in pages', async () => {
        const clientId = newClient();
        const messages = Array.from(
          { length: 7 },
          (_, index) => ({ by: index % 2 ? 'BUSINESS' : 'CLIENT', body: `No. ${index}` }) as const,
        );
        const [id = '', other = ''] = await desk.seed([question(clientId, { messages }), question(clientId)]);
        const scope = scopeFor(clientId);
        const all = await allMessages(scope, id, 3);
        expect(bodies(all)).toEqual(messages.map(({ body }) => body));
        expect(all.map(({ author }) => author.side)).toEqual(messages.map(({ by }) => by));
        expect(all.filter(({ author }) => author.side === 'BUSINESS' && author.email !== null)).toEqual([]);
        const both = await store.messagesOf(scope, [id, other], { first: 2, after: null });
        expect([both.get(id)?.items.length, both.get(id)?.hasNextPage]).toEqual([2, true]);
        expect([both.get(other)?.items.length, both.get(other)?.hasNextPage]).toEqual([1, false]);
        expect(Object.fromEntries(await store.countMessagesOf(scope, [id, other]))).toEqual({ [id]: 7, [other]: 1 });
        const last = await store.lastMessages(scope, [id, other]);
        expect([last.get(id)?.body, last.get(other)?.body]).toEqual(['No. 6', 'When do you open?']);
        const byId = await store.messages(scope, [all[1]?.id ?? '', 'x', '999999999', randomUUID(), `0${all[1]?.id}`]);
        expect([...byId.values()].map(({ body, ticketId, clientId: owner }) => [body, ticketId, owner])).toEqual([
          ['No. 1', id, clientId],
        ]);
      });

      it('hides internal notes from everybody but staff, in every way', async () => {
        const clientId = newClient();
        const [id = ''] = await desk.seed([
          question(clientId, {
            state: 'open',
            messages: [
              { by: 'CLIENT', body: 'Why?' },
              { by: 'BUSINESS', body: 'Because.' },
              { ...notes, body: `${notes.body} 1` },
              { ...notes, body: `${notes.body} 2` },
            ],
          }),
        ]);
        const staffSees = await allMessages(staff, id);
        const note = staffSees.find(({ audience }) => audience === 'INTERNAL');
        expect(staffSees.map(({ audience }) => audience)).toEqual(['PUBLIC', 'PUBLIC', 'INTERNAL', 'INTERNAL']);
        expect((await store.lastMessages(staff, [id])).get(id)?.body).toBe(`${notes.body} 2`);
        const partner = scopeOf({ ...clientClaims(clientId), kind: 'partner', memberships: [{ clientId, role: null }] });
        for (const scope of [scopeFor(clientId), partner]) {
          expect(bodies(await allMessages(scope, id, 1))).toEqual(['Why?', 'Because.']);
          const page = (await store.messagesOf(scope, [id], { first: 2, after: null })).get(id);
          expect(page?.hasNextPage).toBe(false);
          expect((await store.lastMessages(scope, [id])).get(id)?.body).toBe('Because.');
          expect((await store.countMessagesOf(scope, [id])).get(id)).toBe(2);
          expect((await store.messages(scope, [note?.id ?? ''])).size).toBe(0);
          const seen = [await store.eventsOf(scope, [clientId], 100), await store.participantsOf(scope, [id])];
          expect(JSON.stringify(seen.map((map) => [...map]))).not.toContain(notes.body);
          expect(
            (await store.eventsOf(scope, [clientId], 100))
              .get(clientId)
              ?.map(({ kind }) => kind)
              .sort(),
          ).toEqual(['MESSAGE_SENT', 'TICKET_OPENED']);
        }
      });

      it('tells who takes part, each once, with addresses of the client side only', async () => {
        const clientId = newClient();
        const id = (await open(scopeFor(clientId), opening(clientId))).ticketId;
        await store.reply(scopeFor(clientId), replying(id), anything);
        const people = (await store.participantsOf(scopeFor(clientId), [id])).get(id) ?? [];
        expect(people.map(({ name: who, side }) => [who, side])).toEqual([['Ann Müller', 'CLIENT']]);
      });

      it('lists what waits on the client', async () => {
        const clientId = newClient();
        const [, waiting] = await desk.seed([question(clientId), question(clientId, { state: 'waiting on client' })]);
        const steps = (await store.waitingTicketsOf(scopeFor(clientId), [clientId], 100)).get(clientId);
        expect(steps?.map(({ id }) => id)).toEqual([waiting]);
      });

      it('tells what happened, newest first, and no more than asked for', async () => {
        const clientId = newClient();
        const scope = scopeFor(clientId);
        const { ticketId } = await open(scope, opening(clientId));
        await store.reply(scope, replying(ticketId), anything);
        await store.closeTicket(scope, { marker: randomUUID(), actor: ann, ticketId }, anything);
        const events = (await store.eventsOf(scope, [clientId], 100)).get(clientId) ?? [];
        expect(events.map(({ kind }) => kind).sort()).toEqual(['MESSAGE_SENT', 'TICKET_CLOSED', 'TICKET_OPENED']);
        const times = events.map(({ at }) => at.getTime());
        expect(times).toEqual([...times].sort((left, right) => right - left));
        expect(new Set(events.map(({ key }) => key)).size).toBe(3);
        expect(events.find(({ kind }) => kind === 'TICKET_OPENED')?.actor).toBe('Ann Müller');
        expect((await store.eventsOf(scope, [clientId], 2)).get(clientId)).toHaveLength(2);
      });

      it('names the states in use', async () => {
        const clientId = newClient();
        const id = await seedOne(question(clientId, { state: 'settled' }));
        const state = (await store.tickets(staff, [id])).get(id)?.status.sourceState;
        expect(await store.statesInUse()).toContain(state);
      });

      it('is ready', async () => {
        await expect(store.checkReady()).resolves.toBeUndefined();
      });
    });

    describe('writing', () => {
      it('opens a ticket with its first message', async () => {
        const clientId = newClient();
        const scope = scopeFor(clientId);
        const result = await open(scope, opening(clientId));
        const ticket = (await store.tickets(scope, [result.ticketId])).get(result.ticketId);
        expect(ticket).toMatchObject({
          clientId,
          subject: 'Printer',
          priority: 'HIGH',
          status: { phase: 'SUBMITTED', waitingOn: 'BUSINESS' },
        });
        const [message, ...more] = await allMessages(scope, result.ticketId);
        expect(more).toEqual([]);
        expect(message).toMatchObject({
          id: result.messageId,
          body: 'It smokes.\n\nÄnd "burns" <b>brightly</b>.',
          author: { name: 'Ann Müller', side: 'CLIENT' },
          audience: 'PUBLIC',
        });
      });

      it('writes nothing for a client or a ticket out of reach, and says the same as for none', async () => {
        const [mine, foreign] = [newClient(), newClient()];
        const id = await seedOne(question(foreign));
        const scope = scopeFor(mine);
        let judged = 0;
        const judge: Judge = (ticket) => ((judged += 1), anything(ticket));
        expect(await store.openTicket(scope, opening(foreign))).toBeNull();
        for (const ticketId of [id, '999999999', randomUUID(), 'x', `${id} OR 1=1`, `${id}/../${id}`, '', `0${id}`]) {
          expect(await store.reply(scope, replying(ticketId), judge)).toBeNull();
          expect(await store.closeTicket(scope, { marker: randomUUID(), actor: ann, ticketId }, judge)).toBeNull();
          expect(await store.reopenTicket(scope, { marker: randomUUID(), actor: ann, ticketId }, judge)).toBeNull();
        }
        expect(judged).toBe(0);
        expect(await allMessages(staff, id)).toHaveLength(1);
        expect(await allTickets(staff, foreign, 10)).toHaveLength(1);
        expect((await store.tickets(staff, [id])).get(id)?.status.phase).toBe('SUBMITTED');
      });

      it('does nothing when the judge says no, and tells what it said', async () => {
        const clientId = newClient();
        const id = await seedOne(question(clientId));
        const scope = scopeFor(clientId);
        const refused = { outcome: 'refused', verdict: { allowed: false, reason: 'no', remedy: null } };
        expect(await store.reply(scope, replying(id), nothing)).toEqual(refused);
        expect(await store.closeTicket(scope, { marker: randomUUID(), actor: ann, ticketId: id }, nothing)).toEqual(refused);
        expect(await store.reopenTicket(scope, { marker: randomUUID(), actor: ann, ticketId: id }, nothing)).toEqual(refused);
        expect(await allMessages(scope, id)).toHaveLength(1);
        expect((await store.tickets(scope, [id])).get(id)?.status.phase).toBe('SUBMITTED');
      });

      it('hands the turn to the business when the client answers what was waited for', async () => {
        const clientId = newClient();
        const id = await seedOne(question(clientId, { state: 'waiting on client' }));
        const scope = scopeFor(clientId);
        const result = applied(await store.reply(scope, replying(id), anything));
        expect((await store.tickets(scope, [id])).get(id)?.status).toMatchObject({ phase: 'IN_PROGRESS', waitingOn: 'BUSINESS' });
        expect((await store.lastMessages(scope, [id])).get(id)).toMatchObject({
          id: result.messageId,
          body: 'Any news?',
          author: { name: ann.name },
        });
      });

      it('keeps the turn with the client when the business writes', async () => {
        const clientId = newClient();
        const id = await seedOne(question(clientId, { state: 'waiting on client' }));
        await store.reply(staff, replying(id, { actor: sam }), anything);
        expect((await store.tickets(staff, [id])).get(id)?.status.waitingOn).toBe('CLIENT');
        expect((await store.lastMessages(staff, [id])).get(id)?.author).toMatchObject({
          name: 'Sam',
          email: null,
          side: 'BUSINESS',
        });
      });

      it('closes and reopens', async () => {
        const clientId = newClient();
        const id = await seedOne(question(clientId, { state: 'open' }));
        const scope = scopeFor(clientId);
        const phase = async () => (await store.tickets(scope, [id])).get(id)?.status.phase;
        const closed = applied(await store.closeTicket(scope, { marker: randomUUID(), actor: ann, ticketId: id }, anything));
        expect([closed.ticketId, closed.messageId, await phase()]).toEqual([id, null, 'DONE']);
        applied(await store.reopenTicket(scope, { marker: randomUUID(), actor: ann, ticketId: id }, anything));
        expect(await phase()).toBe('IN_PROGRESS');
      });

      it('has one effect for a marker that is used again, and gives the first result', async () => {
        const clientId = newClient();
        const scope = scopeFor(clientId);
        const opened = opening(clientId);
        const first = await open(scope, opened);
        expect(await open(scope, opened)).toEqual(first);
        const reply = replying(first.ticketId);
        const replied = await store.reply(scope, reply, anything);
        expect(await store.reply(scope, reply, anything)).toEqual(replied);
        const close = { marker: randomUUID(), actor: ann, ticketId: first.ticketId };
        const closed = await store.closeTicket(scope, close, anything);
        // The rule would say no by now: what was applied is recognised before it is judged.
        expect(await store.closeTicket(scope, close, nothing)).toEqual(closed);
        const reopen = { marker: randomUUID(), actor: ann, ticketId: first.ticketId };
        const reopened = await store.reopenTicket(scope, reopen, anything);
        expect(await store.reopenTicket(scope, reopen, nothing)).toEqual(reopened);
        // An old repetition that comes late must not close it again.
        expect(await store.closeTicket(scope, close, anything)).toEqual(closed);
        expect((await store.tickets(scope, [first.ticketId])).get(first.ticketId)?.status.phase).toBe('IN_PROGRESS');
        expect(await allMessages(scope, first.ticketId)).toHaveLength(2);
        expect(await allTickets(scope, clientId, 10)).toHaveLength(1);
      });

      it('refuses a marker that is used again with another input', async () => {
        const clientId = newClient();
        const scope = scopeFor(clientId);
        const opened = opening(clientId);
        const { ticketId } = await open(scope, opened);
        const other = await seedOne(question(clientId));
        const conflict = { code: 'CONFLICT' };
        await expect(store.openTicket(scope, { ...opened, subject: 'Another' })).rejects.toMatchObject(conflict);
        const reply = replying(ticketId);
        await store.reply(scope, reply, anything);
        await expect(store.reply(scope, { ...reply, body: 'Another' }, anything)).rejects.toMatchObject(conflict);
        await expect(store.reply(scope, { ...reply, ticketId: other }, anything)).rejects.toMatchObject(conflict);
        const close = { marker: randomUUID(), actor: ann, ticketId };
        await store.closeTicket(scope, close, anything);
        await expect(store.closeTicket(scope, { ...close, ticketId: other }, anything)).rejects.toMatchObject(conflict);
        expect(await allMessages(scope, ticketId)).toHaveLength(2);
        expect(await allMessages(scope, other)).toHaveLength(1);
        expect((await store.tickets(scope, [other])).get(other)?.status.phase).toBe('SUBMITTED');
      });

      it(
        'has one effect when one marker comes many times at once',
        async () => {
          const clientId = newClient();
          const scope = scopeFor(clientId);
          const opened = opening(clientId);
          const results = await Promise.all(Array.from({ length: desk.atOnce }, () => open(scope, opened)));
          expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
          expect(await allTickets(scope, clientId, 10)).toHaveLength(1);
          const ticketId = results[0]?.ticketId ?? '';
          const reply = replying(ticketId);
          const replies = await Promise.all(Array.from({ length: desk.atOnce }, () => store.reply(scope, reply, anything)));
          expect(new Set(replies.map((result) => JSON.stringify(result))).size).toBe(1);
          expect(await allMessages(scope, ticketId)).toHaveLength(2);
        },
        slowMs,
      );

      it(
        'loses none of many replies at once, and closes once',
        async () => {
          const clientId = newClient();
          const scope = scopeFor(clientId);
          const id = await seedOne(question(clientId, { state: 'waiting on client' }));
          const many = Math.min(desk.atOnce, 20);
          const texts = Array.from({ length: many }, (_, index) => `No. ${index}`);
          await Promise.all(texts.map((body) => store.reply(scope, replying(id, { body }), anything)));
          expect(bodies(await allMessages(scope, id)).sort()).toEqual(['When do you open?', ...texts].sort());
          const onlyOpen: Judge = ({ status }) =>
            status.phase === 'DONE'
              ? { allowed: false, reason: 'settled', remedy: null }
              : { allowed: true, reason: null, remedy: null };
          const closings = await Promise.all(
            texts.map(() => store.closeTicket(scope, { marker: randomUUID(), actor: ann, ticketId: id }, onlyOpen)),
          );
          expect(closings.filter((result) => result?.outcome === 'applied')).toHaveLength(1);
          expect(closings.filter((result) => result?.outcome === 'refused')).toHaveLength(many - 1);
        },
        slowMs,
      );
    });

    describe('files of messages', () => {
      const photo = fileOf(
        'Foto „Küche“ 1.jpg',
        'image/jpeg',
        Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 0x0d, 0x0a, 0xff, 0]),
      );
      const notes = fileOf('notes.txt', 'text/plain', Buffer.from('\ufeffGrüße,\r\n\t0 < 1\n\n'));
      const filesOf = async (scope: Scope, messageId: string | null): Promise<Message['attachments']> =>
        (await store.messages(scope, [messageId ?? ''])).get(messageId ?? '')?.attachments ?? [];
      const contentOf = async (scope: Scope, messageId: string | null, fileId: string | null | undefined) =>
        store.openAttachment(scope, { messageId: messageId ?? '', fileId: fileId ?? '' });

      it(
        'are sent with a reply and with the message that opens a ticket, byte for byte',
        async () => {
          const clientId = newClient();
          const scope = scopeFor(clientId);
          const opened = await open(scope, opening(clientId, { attachments: [photo] }));
          const replied = applied(await store.reply(scope, replying(opened.ticketId, { attachments: [notes, photo] }), anything));
          for (const [{ messageId }, sent] of [
            [opened, [photo]],
            [replied, [notes, photo]],
          ] as const) {
            const files = await filesOf(scope, messageId);
            expect(files).toMatchObject(sent.map(({ name, mediaType, sizeBytes }) => ({ name, mediaType, sizeBytes })));
            for (const [index, { name, mediaType, read }] of sent.entries()) {
              const found = await contentOf(scope, messageId, files[index]?.fileId);
              expect(found).toMatchObject({ name, mediaType });
              expect(Buffer.from(found?.content ?? [])).toEqual(Buffer.from(await read()));
            }
          }
          expect(bodies(await allMessages(scope, opened.ticketId))).toEqual([opening(clientId).body, 'Any news?']);
        },
        slowMs,
      );

      it(
        'are part of what a marker stands for, and read only to be sent',
        async () => {
          const clientId = newClient();
          const scope = scopeFor(clientId);
          let reads = 0;
          const counted = { ...photo, read: () => ((reads += 1), photo.read()) };
          const first = opening(clientId, { attachments: [counted] });
          const opened = await open(scope, first);
          const command = replying(opened.ticketId, { attachments: [counted] });
          const replied = applied(await store.reply(scope, command, anything));
          expect(reads).toBe(2);
          const gone = { ...photo, read: () => Promise.reject(new Error('it is not kept any more')) };
          expect(await store.reply(scope, { ...command, attachments: [gone] }, nothing)).toEqual(replied);
          expect(await store.openTicket(scope, { ...first, attachments: [gone] })).toEqual(opened);
          expect(await store.reply(scope, replying(opened.ticketId, { attachments: [gone] }), nothing)).toMatchObject({
            outcome: 'refused',
          });
          const another = { ...photo, sha256: '0'.repeat(64) };
          const without = { ...command, attachments: [] };
          for (const other of [{ ...command, attachments: [notes] }, { ...command, attachments: [another] }, without]) {
            await expect(store.reply(scope, other, anything)).rejects.toMatchObject({ code: 'CONFLICT' });
          }
          await expect(store.openTicket(scope, { ...first, attachments: [] })).rejects.toMatchObject({ code: 'CONFLICT' });
          expect(await allMessages(scope, opened.ticketId)).toHaveLength(2);
        },
        slowMs,
      );

      it(
        'are opened by whoever may read the message, and missing to all others',
        async () => {
          const [mine, foreign] = [newClient(), newClient()];
          const owner = scopeFor(mine);
          const member = scopeOf(clientClaims(mine, { contactId: 'eve', memberships: [{ clientId: mine, role: 'MEMBER' }] }));
          const shared = await open(owner, opening(mine, { attachments: [photo] }));
          const hidden = await open(owner, opening(mine, { attachments: [notes], sharing: named('bea') }));
          const [file] = await filesOf(owner, shared.messageId);
          const [secret] = await filesOf(owner, hidden.messageId);
          for (const scope of [owner, member, staff]) {
            expect(await contentOf(scope, shared.messageId, file?.fileId)).not.toBeNull();
          }
          expect(await contentOf(owner, hidden.messageId, secret?.fileId)).not.toBeNull();
          expect(await contentOf(member, hidden.messageId, secret?.fileId)).toBeNull();
          // The message may be read, and the file is another's.
          expect(await contentOf(member, shared.messageId, secret?.fileId)).toBeNull();
          for (const scope of [scopeFor(foreign), scopeFor()]) {
            expect(await contentOf(scope, shared.messageId, file?.fileId)).toBeNull();
          }
          for (const id of ['', '1', randomUUID(), `${file?.fileId ?? ''} `, shared.messageId, "'"]) {
            expect(await contentOf(owner, shared.messageId, id)).toBeNull();
            expect(await contentOf(owner, id === shared.messageId ? 'x' : id, file?.fileId)).toBeNull();
          }
        },
        slowMs,
      );
    });

    describe('sharing', () => {
      const contactOf = (clientId: ClientId, contactId: string, role: ClientRole | null): Scope =>
        scopeOf(clientClaims('', { contactId, subject: contactId, memberships: [{ clientId, role }] }));
      const partnerOf = (clientId: ClientId): Scope =>
        scopeOf({ ...clientClaims('', { memberships: [{ clientId, role: null }] }), kind: 'partner' });
      const page = { first: 10, after: null };
      const shareTo = (ticketId: string, sharing: Sharing) => ({ marker: randomUUID(), actor: ann, ticketId, sharing });
      /** Every way by which a caller could see anything of a ticket, or write into it. */
      const tracesOf = async (scope: Scope, clientId: ClientId, ticketId: string, messageId: string) => {
        const [ticket, listed, counted, waiting, events, message, messages, messageCount, last, participants] = await Promise.all(
          [
            store.tickets(scope, [ticketId]),
            allTickets(scope, clientId, 2),
            store.countTicketsOf(scope, [clientId], everything),
            store.waitingTicketsOf(scope, [clientId], 100),
            store.eventsOf(scope, [clientId], 100),
            store.messages(scope, [messageId]),
            store.messagesOf(scope, [ticketId], page),
            store.countMessagesOf(scope, [ticketId]),
            store.lastMessages(scope, [ticketId]),
            store.participantsOf(scope, [ticketId]),
          ],
        );
        return {
          ticket: ticket.size,
          listed: listed.length,
          counted: counted.get(clientId) ?? 0,
          waiting: waiting.get(clientId)?.length ?? 0,
          events: events.get(clientId)?.length ?? 0,
          message: message.size,
          messages: messages.get(ticketId)?.items.length ?? 0,
          messageCount: messageCount.get(ticketId) ?? 0,
          last: last.size,
          participants: participants.get(ticketId)?.length ?? 0,
        };
      };
      const nowhere = {
        ...{ ticket: 0, listed: 0, counted: 0, waiting: 0, events: 0 },
        ...{ message: 0, messages: 0, messageCount: 0, last: 0, participants: 0 },
      };

      it(
        'shows a ticket to those with whom it is shared, and to others not a trace of it',
        async () => {
          for (const [sharing, seers] of [
            [company, ['owner', 'member', 'billing', 'viewer', 'no role', 'opener', 'partner', 'staff']],
            [forRoles('MEMBER', 'VIEWER'), ['owner', 'member', 'viewer', 'opener', 'staff']],
            [forRoles('OWNER'), ['owner', 'opener', 'staff']],
            [named('bea', "o'hara \\ %"), ['owner', 'billing', 'odd name', 'opener', 'staff']],
            [named('BEA', 'be', '_ea', '%', 'NULL'), ['owner', 'opener', 'staff']],
          ] as const) {
            const clientId = newClient();
            const callers = {
              owner: contactOf(clientId, 'olga', 'OWNER'),
              member: contactOf(clientId, 'max', 'MEMBER'),
              billing: contactOf(clientId, 'bea', 'BILLING'),
              viewer: contactOf(clientId, 'vic', 'VIEWER'),
              'odd name': contactOf(clientId, "o'hara \\ %", 'BILLING'),
              'no role': contactOf(clientId, 'nora', null),
              opener: contactOf(clientId, 'oscar', 'BILLING'),
              partner: partnerOf(clientId),
              staff,
              'another company': contactOf(newClient(), 'bea', 'OWNER'),
            };
            const { ticketId, messageId } = await open(callers.opener, opening(clientId, { sharing, openedBy: 'oscar' }));
            const ticket = (await store.tickets(staff, [ticketId])).get(ticketId) as Ticket;
            expect([ticket.sharing, ticket.openedBy]).toEqual([
              { ...sharing, contactIds: [...sharing.contactIds].sort() },
              'oscar',
            ]);
            for (const [name, scope] of Object.entries(callers)) {
              const traces = await tracesOf(scope, clientId, ticketId, messageId ?? '');
              const sees = (seers as readonly string[]).includes(name) || (name === 'odd name' && sharing === company);
              expect({ name, sharing, sees: maySee(scope, ticket) }).toEqual({ name, sharing, sees });
              if (sees)
                expect({ name, ...traces }).toMatchObject({
                  name,
                  ticket: 1,
                  listed: 1,
                  counted: 1,
                  events: 1,
                  messages: 1,
                  last: 1,
                });
              else expect({ name, ...traces }).toEqual({ name, ...nowhere });
            }
          }
        },
        slowMs,
      );

      it(
        'tells what waits and what was settled to those who see it',
        async () => {
          const clientId = newClient();
          const [waiting = '', settled = ''] = await desk.seed([
            question(clientId, { state: 'waiting on client' }),
            question(clientId),
          ]);
          for (const ticketId of [waiting, settled])
            applied(await store.shareTicket(staff, shareTo(ticketId, named('bea')), anything));
          applied(await store.closeTicket(staff, { marker: randomUUID(), actor: sam, ticketId: settled }, anything));
          const told = async (scope: Scope) => [
            (await store.waitingTicketsOf(scope, [clientId], 10)).get(clientId)?.map(({ id }) => id) ?? [],
            (await store.eventsOf(scope, [clientId], 10))
              .get(clientId)
              ?.map(({ kind }) => kind)
              .sort() ?? [],
          ];
          const all = [[waiting], ['TICKET_CLOSED', 'TICKET_OPENED', 'TICKET_OPENED']];
          expect(await told(contactOf(clientId, 'bea', 'VIEWER'))).toEqual(all);
          expect(await told(contactOf(clientId, 'max', 'MEMBER'))).toEqual([[], []]);
          expect(await told(partnerOf(clientId))).toEqual([[], []]);
        },
        slowMs,
      );

      it(
        'keeps a ticket from the writes of those who do not see it',
        async () => {
          const clientId = newClient();
          const { ticketId } = await open(staff, opening(clientId, { sharing: named('bea') }));
          const scope = contactOf(clientId, 'max', 'MEMBER');
          const command = { marker: randomUUID(), actor: ann, ticketId };
          let judged = 0;
          const judge: Judge = (ticket) => ((judged += 1), anything(ticket));
          expect(await store.reply(scope, replying(ticketId), judge)).toBeNull();
          expect(await store.closeTicket(scope, command, judge)).toBeNull();
          expect(await store.reopenTicket(scope, command, judge)).toBeNull();
          expect(await store.shareTicket(scope, { ...command, sharing: company }, judge)).toBeNull();
          expect(await store.addParticipant(scope, { ...command, person: { contactId: 'max', ...dana } }, judge)).toBeNull();
          expect(await store.removeParticipant(scope, { ...command, participantId: 'x' }, judge)).toBeNull();
          expect(judged).toBe(0);
          expect(await allMessages(staff, ticketId)).toHaveLength(1);
          expect((await store.tickets(staff, [ticketId])).get(ticketId)?.sharing).toEqual(named('bea'));
        },
        slowMs,
      );

      it(
        'gives full pages and true counts around tickets that are not seen',
        async () => {
          const clientId = newClient();
          const ids: string[] = [];
          for (let made = 0; made < 12; made += 1) {
            const sharing = made % 3 === 0 ? company : made % 3 === 1 ? named('bea') : forRoles('MEMBER');
            ids.push((await open(staff, opening(clientId, { sharing }))).ticketId);
          }
          for (const [scope, seen] of [
            [contactOf(clientId, 'vic', 'VIEWER'), [0]],
            [contactOf(clientId, 'bea', 'BILLING'), [0, 1]],
            [contactOf(clientId, 'max', 'MEMBER'), [0, 2]],
            [partnerOf(clientId), [0]],
            [contactOf(clientId, 'olga', 'OWNER'), [0, 1, 2]],
          ] as const) {
            const expected = ids.filter((_, made) => (seen as readonly number[]).includes(made % 3));
            const first = (await store.ticketsOf(scope, [clientId], everything, { first: 3, after: null })).get(clientId);
            expect([first?.items.length, first?.hasNextPage]).toEqual([3, expected.length > 3]);
            expect((await allTickets(scope, clientId, 3)).map(({ id }) => id).sort()).toEqual([...expected].sort());
            expect((await store.countTicketsOf(scope, [clientId], everything)).get(clientId)).toBe(expected.length);
          }
        },
        slowMs,
      );

      it(
        'changes who sees it, and keeps that under its marker',
        async () => {
          const clientId = newClient();
          const { ticketId } = await open(staff, opening(clientId, { openedBy: 'oscar', sharing: forRoles('VIEWER') }));
          const sees = async (contactId: string, role: ClientRole): Promise<boolean> =>
            (await store.tickets(contactOf(clientId, contactId, role), [ticketId])).size === 1;
          const share = shareTo(ticketId, named('bea', 'max'));
          const shared = applied(await store.shareTicket(staff, share, anything));
          expect([shared.ticketId, shared.messageId]).toEqual([ticketId, null]);
          expect((await store.tickets(staff, [ticketId])).get(ticketId)?.sharing).toEqual(named('bea', 'max'));
          expect([await sees('bea', 'BILLING'), await sees('vic', 'VIEWER'), await sees('oscar', 'MEMBER')]).toEqual([
            true,
            false,
            true,
          ]);
          applied(await store.shareTicket(staff, shareTo(ticketId, forRoles('MEMBER')), anything));
          // A repetition that comes late gives its first answer, and does not bring back what was changed since.
          expect(await store.shareTicket(staff, share, nothing)).toEqual(shared);
          expect([await sees('bea', 'BILLING'), await sees('max', 'MEMBER')]).toEqual([false, true]);
          await expect(store.shareTicket(staff, { ...share, sharing: company }, anything)).rejects.toMatchObject({
            code: 'CONFLICT',
          });
          expect(await store.shareTicket(staff, shareTo(ticketId, company), nothing)).toMatchObject({ outcome: 'refused' });
          applied(await store.shareTicket(staff, shareTo(ticketId, company), anything));
          expect([await sees('bea', 'BILLING'), await sees('vic', 'VIEWER')]).toEqual([true, true]);
        },
        slowMs,
      );

      it(
        'has one effect for a marker that comes many times at once',
        async () => {
          const clientId = newClient();
          const { ticketId } = await open(staff, opening(clientId));
          const share = shareTo(ticketId, named('bea'));
          const add = { marker: randomUUID(), actor: ann, ticketId, person: { contactId: null, ...dana } };
          const many = Array.from({ length: desk.atOnce });
          const shares = await Promise.all(many.map(() => store.shareTicket(staff, share, anything)));
          const adds = await Promise.all(many.map(() => store.addParticipant(staff, add, anything)));
          expect(new Set(shares.map((result) => JSON.stringify(applied(result)))).size).toBe(1);
          expect(new Set(adds.map((result) => JSON.stringify(applied(result)))).size).toBe(1);
          expect(
            (await store.participantsOf(staff, [ticketId])).get(ticketId)?.filter(({ name: who }) => who === dana.name),
          ).toHaveLength(1);
          // Different people at once: none is lost.
          const others = Array.from({ length: 5 }, (_, index) => ({
            contactId: `c${index}`,
            name: `No. ${index}`,
            email: `no${index}@example.com`,
          }));
          await Promise.all(
            others.map((person) => store.addParticipant(staff, { ...add, marker: randomUUID(), person }, anything)),
          );
          expect((await store.tickets(staff, [ticketId])).get(ticketId)?.sharing.contactIds).toEqual(
            expect.arrayContaining(['bea', 'c0', 'c1', 'c2', 'c3', 'c4']),
          );
          expect((await store.participantsOf(staff, [ticketId])).get(ticketId)).toHaveLength(7);
        },
        slowMs,
      );
    });

    describe('participants', () => {
      const peopleOf = async (ticketId: string) => (await store.participantsOf(staff, [ticketId])).get(ticketId) ?? [];
      const adding = (ticketId: string, contactId: string | null = null, person = dana) => ({
        marker: randomUUID(),
        actor: ann,
        ticketId,
        person: { contactId, ...person },
      });
      const removing = (ticketId: string, participantId: string) => ({
        marker: randomUUID(),
        actor: ann,
        ticketId,
        participantId,
      });
      const find = async (ticketId: string, who: string) => (await peopleOf(ticketId)).find((one) => one.name === who);

      it(
        'come with the name and address that were given, once, and go',
        async () => {
          const clientId = newClient();
          const { ticketId } = await open(scopeFor(clientId), opening(clientId, { openedBy: ann.id }));
          const add = adding(ticketId);
          const added = applied(await store.addParticipant(scopeFor(clientId), add, anything));
          expect(await find(ticketId, dana.name)).toEqual({ id: expect.any(String), ...dana, side: 'CLIENT', opened: false });
          expect(await store.addParticipant(scopeFor(clientId), add, nothing)).toEqual(added);
          const again = { ...dana, email: dana.email.toUpperCase(), name: 'Another name' };
          applied(await store.addParticipant(scopeFor(clientId), adding(ticketId, null, again), anything));
          const people = await peopleOf(ticketId);
          expect(people.map((one) => [one.name, one.opened])).toEqual([
            [ann.name, true],
            [dana.name, false],
          ]);
          expect(new Set(people.map(({ id }) => id)).size).toBe(2);
          const other = { ...add, person: { ...add.person, name: 'Somebody else' } };
          await expect(store.addParticipant(scopeFor(clientId), other, anything)).rejects.toMatchObject({ code: 'CONFLICT' });
          const remove = removing(ticketId, people[1]?.id ?? '');
          const removed = applied(await store.removeParticipant(scopeFor(clientId), remove, anything));
          expect((await peopleOf(ticketId)).map((one) => one.name)).toEqual([ann.name]);
          expect(await store.removeParticipant(scopeFor(clientId), remove, nothing)).toEqual(removed);
          expect(await store.removeParticipant(scopeFor(clientId), removing(ticketId, remove.participantId), anything)).toEqual({
            outcome: 'no such participant',
          });
        },
        slowMs,
      );

      it(
        'see a ticket that is shared by name as long as they take part, and no other by that',
        async () => {
          const clientId = newClient();
          const scope = scopeOf(clientClaims('', { contactId: 'bea', memberships: [{ clientId, role: 'MEMBER' }] }));
          for (const [sharing, sees] of [
            [named('max'), true],
            [forRoles('VIEWER'), false],
          ] as const) {
            const { ticketId } = await open(staff, opening(clientId, { sharing }));
            const seen = async (): Promise<boolean> => (await store.tickets(scope, [ticketId])).size === 1;
            applied(await store.addParticipant(staff, adding(ticketId, 'bea'), anything));
            expect({ sharing, seen: await seen() }).toEqual({ sharing, seen: sees });
            const participantId = (await find(ticketId, dana.name))?.id ?? '';
            applied(await store.removeParticipant(staff, removing(ticketId, participantId), anything));
            expect([await seen(), (await store.tickets(staff, [ticketId])).get(ticketId)?.sharing]).toEqual([false, sharing]);
          }
        },
        slowMs,
      );

      it(
        'are judged with who takes part and who is in question, and another ticket knows nobody by their ids',
        async () => {
          const clientId = newClient();
          const [one, other] = [await open(staff, opening(clientId)), await open(staff, opening(clientId))];
          const judged: unknown[] = [];
          applied(await store.addParticipant(staff, adding(one.ticketId), anything));
          applied(await store.addParticipant(staff, adding(other.ticketId), anything));
          const refuse = await store.addParticipant(
            staff,
            adding(one.ticketId, null, { name: 'Eve', email: 'eve@example.com' }),
            (_ticket, people) => {
              judged.push(people.map((person) => person.name));
              return nothing(_ticket);
            },
          );
          expect(refuse).toMatchObject({ outcome: 'refused', verdict: { reason: 'no' } });
          const participantId = (await find(one.ticketId, dana.name))?.id ?? '';
          const refused = await store.removeParticipant(staff, removing(one.ticketId, participantId), (_ticket, person) => {
            judged.push(person.email);
            return nothing(_ticket);
          });
          expect(refused).toMatchObject({ outcome: 'refused' });
          expect(judged).toEqual([[ann.name, dana.name], dana.email]);
          expect(await store.removeParticipant(staff, removing(other.ticketId, participantId), anything)).toEqual({
            outcome: 'no such participant',
          });
          expect(await peopleOf(one.ticketId)).toHaveLength(2);
          expect(await peopleOf(other.ticketId)).toHaveLength(2);
        },
        slowMs,
      );
    });
  });
}

/** A store whose system fails in one way, and what every method must then say. */
export interface FailingTicketStore {
  readonly failure: string;
  readonly code: 'UPSTREAM_UNAVAILABLE' | 'UPSTREAM_TIMEOUT' | 'UPSTREAM_CONTRACT';
  readonly make: () => Promise<{
    readonly store: TicketStore;
    /** Ids of the form that the store gives out. */
    readonly ticketId: string;
    readonly messageId: string;
    readonly fileId: string;
    readonly close: () => Promise<void>;
  }>;
}

/** What every help desk adapter must say when its system fails. */
export function describeFailingTicketStore(name: string, failures: readonly FailingTicketStore[]): void {
  describe.each(failures.map((failing) => [failing.failure, failing] as const))(
    `${name}: with %s`,
    (_failure, { code, make }) => {
      it(`says ${code} from every method, and nothing of what the system said`, async () => {
        const { store, ticketId, messageId, fileId, close } = await make();
        try {
          const clientId = asClientId('acme');
          const scope = scopeOf(clientClaims(clientId));
          const page = { first: 10, after: null };
          const command = { marker: randomUUID(), actor: ann };
          const calls = [
            () => store.tickets(scope, [ticketId]),
            () => store.ticketsOf(scope, [clientId], everything, page),
            () => store.countTicketsOf(scope, [clientId], everything),
            () => store.waitingTicketsOf(scope, [clientId], 10),
            () => store.eventsOf(scope, [clientId], 10),
            () => store.messages(scope, [messageId]),
            () => store.openAttachment(scope, { messageId, fileId }),
            () => store.messagesOf(scope, [ticketId], page),
            () => store.countMessagesOf(scope, [ticketId]),
            () => store.lastMessages(scope, [ticketId]),
            () => store.participantsOf(scope, [ticketId]),
            () => store.statesInUse(),
            () => store.checkReady(),
            () =>
              store.openTicket(scope, {
                ...command,
                clientId,
                subject: 'x',
                body: 'x',
                priority: 'NORMAL',
                sharing: company,
                openedBy: null,
              }),
            () => store.reply(scope, { ...command, ticketId, body: 'x' }, anything),
            () => store.closeTicket(scope, { ...command, ticketId }, anything),
            () => store.reopenTicket(scope, { ...command, ticketId }, anything),
            () => store.shareTicket(scope, { ...command, ticketId, sharing: company }, anything),
            () => store.addParticipant(scope, { ...command, ticketId, person: { contactId: null, ...dana } }, anything),
            () => store.removeParticipant(scope, { ...command, ticketId, participantId: 'x' }, anything),
          ];
          for (const call of calls) {
            const error: unknown = await call().then(
              () => null,
              (thrown: unknown) => thrown,
            );
            expect({ call: String(call), code: (error as { code?: string } | null)?.code }).toEqual({ call: String(call), code });
            expect((error as { publicMessage: string }).publicMessage).not.toMatch(/secret|ECONN|status|SQL|\d{3}/);
          }
        } finally {
          await close();
        }
      });
    },
  );
}

function fileOf(name: string, mediaType: string, content: Buffer): NewAttachment {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, mediaType, sizeBytes: content.byteLength, sha256, read: () => Promise.resolve(content) };
}

function applied(result: { outcome: string } | null): Applied {
  expect(result?.outcome).toBe('applied');
  return result as Applied;
}

async function walk<Record>(
  read: (after: Page<Record>['items'][number]['position'] | null) => Promise<Page<Record> | undefined>,
): Promise<Record[]> {
  const all: Record[] = [];
  for (let after: Page<Record>['items'][number]['position'] | null = null, pages = 0; pages < 200; pages += 1) {
    const page: Page<Record> | undefined = await read(after);
    all.push(...(page?.items ?? []).map(({ record }) => record));
    after = page?.items.at(-1)?.position ?? null;
    if (!page?.hasNextPage || after === null) return all;
  }
  throw new Error('the list has no end');
}
