import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { asClientId } from '../kit/domain.ts';
import type { ClientId } from '../kit/domain.ts';
import type { Page } from '../kit/connection.ts';
import { scopeOf } from '../kit/scope.ts';
import type { Scope } from '../kit/scope.ts';
import type { Message, Ticket, TicketFilter } from './domain.ts';
import type { Actor, Applied, Judge, OpenTicket, Reply, TicketStore } from './port.ts';

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

const everything: TicketFilter = { phases: null, waitingOn: null, search: null };
const ann: Actor = { id: 'contact-ann', name: 'Ann Müller', side: 'CLIENT' };
const sam: Actor = { id: 'staff-sam', name: 'Sam', side: 'BUSINESS' };
const anything: Judge = () => ({ allowed: true, reason: null, remedy: null });
const nothing: Judge = () => ({ allowed: false, reason: 'no', remedy: null });
const notes = { by: 'BUSINESS', body: 'they always pay late', internal: true } as const;

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

      it('has nothing in ids, numbers and positions by which a client could count the tickets of others', async () => {
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
      });

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

      it('pages through a long list with equal times without loss or repetition', async () => {
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
      });

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
        expect((await store.lastMessages(staff, [id])).get(id)?.author).toEqual({ name: 'Sam', email: null, side: 'BUSINESS' });
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

      it('has one effect when one marker comes many times at once', async () => {
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
      });

      it('loses none of many replies at once, and closes once', async () => {
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
      });
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
    readonly close: () => Promise<void>;
  }>;
}

/** What every help desk adapter must say when its system fails. */
export function describeFailingTicketStore(name: string, failures: readonly FailingTicketStore[]): void {
  describe.each(failures.map((failing) => [failing.failure, failing] as const))(
    `${name}: with %s`,
    (_failure, { code, make }) => {
      it(`says ${code} from every method, and nothing of what the system said`, async () => {
        const { store, ticketId, messageId, close } = await make();
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
            () => store.messagesOf(scope, [ticketId], page),
            () => store.countMessagesOf(scope, [ticketId]),
            () => store.lastMessages(scope, [ticketId]),
            () => store.participantsOf(scope, [ticketId]),
            () => store.statesInUse(),
            () => store.checkReady(),
            () => store.openTicket(scope, { ...command, clientId, subject: 'x', body: 'x', priority: 'NORMAL' }),
            () => store.reply(scope, { ...command, ticketId, body: 'x' }, anything),
            () => store.closeTicket(scope, { ...command, ticketId }, anything),
            () => store.reopenTicket(scope, { ...command, ticketId }, anything),
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
