import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { pageOf } from '../../../kit/connection.ts';
import type { Page } from '../../../kit/connection.ts';
import { asClientId } from '../../../kit/domain.ts';
import type { ClientId } from '../../../kit/domain.ts';
import { ask } from '../../../kit/postgres.ts';
import { within } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import { PARTICIPANTS_MAX } from '../../domain.ts';
import type { TicketEvent } from '../../domain.ts';
import type { TicketStore } from '../../port.ts';
import { afterPosition, matches, ofVisibleTicket, readIds, readable, visible, waitsOnClient, withinReach } from './conditions.ts';
import {
  messageColumns,
  messagePosition,
  participantColumns,
  ticketColumns,
  ticketPosition,
  toMessage,
  toParticipant,
  toTicket,
} from './rows.ts';
import type { MessageRow, ParticipantRow, TicketRow } from './rows.ts';

export interface Reading {
  readonly database: Kysely<unknown>;
  readonly system: string;
  readonly states: StatusTable;
  readonly now: () => Date;
}

type Reads = Pick<
  TicketStore,
  | 'tickets'
  | 'ticketsOf'
  | 'countTicketsOf'
  | 'waitingTicketsOf'
  | 'eventsOf'
  | 'messages'
  | 'openAttachment'
  | 'messagesOf'
  | 'countMessagesOf'
  | 'lastMessages'
  | 'participantsOf'
  | 'statesInUse'
>;

/** Each method is one statement, whatever the number of keys: lists are read for all their parents at once by lateral joins. */
export function createReads(reading: Reading): Reads {
  const { system, states, now } = reading;
  const rows = async <Row>(query: RawBuilder<Row>): Promise<Row[]> =>
    ask(system, async () => (await query.execute(reading.database)).rows);
  const ticketOf = (row: TicketRow) => toTicket(row, { system, states, asOf: now() });

  return {
    async tickets(scope, ids) {
      const asked = readIds(ids);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<TicketRow>`
        select ${ticketColumns} from tickets.tickets t
        where t.id = any(${asked}::text[]) and ${withinReach(scope, 't.client_id')} and ${visible(scope)}`);
      return new Map(found.map((row) => [row.id, ticketOf(row)]));
    },

    async ticketsOf(scope, clientIds, filter, { first, after }) {
      const asked = within(scope, clientIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<TicketRow>`
        select t.* from unnest(${asked}::text[]) asked(client_id) cross join lateral (
          select ${ticketColumns} from tickets.tickets t
          where t.client_id = asked.client_id and ${visible(scope)} and ${matches(filter, states)}
            and ${afterPosition(after, { time: 't.updated_at', id: 't.id' }, 'desc')}
          order by t.updated_at desc, t.id desc limit ${first + 1}) t
        order by t.client_id, t.updated_at desc, t.id desc`);
      return mapValues(groupBy(found, clientOf), (group) => mapPage(pageOf(group, first, ticketPosition), ticketOf));
    },

    async countTicketsOf(scope, clientIds, filter) {
      const asked = within(scope, clientIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<{ client_id: string; count: number }>`
        select t.client_id, count(*) as count from tickets.tickets t
        where t.client_id = any(${asked}::text[]) and ${visible(scope)} and ${matches(filter, states)} group by t.client_id`);
      return new Map(found.map((row) => [clientOf(row), row.count]));
    },

    async waitingTicketsOf(scope, clientIds, first) {
      const asked = within(scope, clientIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<TicketRow>`
        select t.* from unnest(${asked}::text[]) asked(client_id) cross join lateral (
          select ${ticketColumns} from tickets.tickets t
          where t.client_id = asked.client_id and ${visible(scope)} and ${waitsOnClient(states)}
          order by t.resolution_due_at nulls last, t.state_since, t.id limit ${first}) t
        order by t.client_id, t.resolution_due_at nulls last, t.state_since, t.id`);
      return mapValues(groupBy(found, clientOf), (group) => group.map(ticketOf));
    },

    async eventsOf(scope, clientIds, first) {
      const asked = within(scope, clientIds);
      if (asked.length === 0) return new Map();
      const settled = states.statesWhere('ticket', ({ phase }) => phase === 'DONE');
      const found = await rows(sql<EventRow>`
        select e.*, t.subject from unnest(${asked}::text[]) asked(client_id) cross join lateral (
          select * from (
            (select case when m.opening then 'TICKET_OPENED' else 'MESSAGE_SENT' end as kind, m.id, m.sent_at as at, m.author_name as actor,
                m.ticket_id, m.client_id
              from tickets.messages m where m.client_id = asked.client_id and m.audience = 'PUBLIC'
                and ${ofVisibleTicket(scope, 'm.ticket_id')}
              order by m.sent_at desc, m.id desc limit ${first})
            union all
            (select 'TICKET_CLOSED', s.id, s.changed_at, s.actor_name, s.ticket_id, s.client_id
              from tickets.state_changes s where s.client_id = asked.client_id and s.state = any(${settled}::text[])
                and ${ofVisibleTicket(scope, 's.ticket_id')}
              order by s.changed_at desc, s.id desc limit ${first})
          ) both_kinds order by at desc, kind, id desc limit ${first}) e
        join tickets.tickets t on t.id = e.ticket_id
        order by e.client_id, e.at desc, e.kind, e.id desc`);
      return mapValues(groupBy(found, clientOf), (group) => group.map(toEvent));
    },

    async messages(scope, ids) {
      const asked = readIds(ids);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<MessageRow>`
        select ${messageColumns} from tickets.messages m
        where m.id = any(${asked}::text[]) and ${withinReach(scope, 'm.client_id')} and ${readable(scope)} and ${ofVisibleTicket(scope, 'm.ticket_id')}`);
      return new Map(found.map((row) => [row.id, toMessage(row)]));
    },

    async openAttachment(scope, { messageId, fileId }) {
      const [[message], [file]] = [readIds([messageId]), readIds([fileId])];
      if (message === undefined || file === undefined) return null;
      const [found] = await rows(sql<{ name: string; media_type: string; content: Buffer }>`
        select a.name, a.media_type, a.content from tickets.attachments a join tickets.messages m on m.id = a.message_id
        where a.id = ${file} and m.id = ${message} and a.content is not null
          and ${withinReach(scope, 'm.client_id')} and ${readable(scope)} and ${ofVisibleTicket(scope, 'm.ticket_id')}`);
      return found ? { name: found.name, mediaType: found.media_type, content: found.content } : null;
    },

    async messagesOf(scope, ticketIds, { first, after }) {
      const asked = readIds(ticketIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<MessageRow>`
        select m.* from unnest(${asked}::text[]) asked(id) cross join lateral (
          select ${messageColumns} from tickets.messages m
          where m.ticket_id = asked.id and ${withinReach(scope, 'm.client_id')} and ${readable(scope)} and ${ofVisibleTicket(scope, 'm.ticket_id')}
            and ${afterPosition(after, { time: 'm.sent_at', id: 'm.id' }, 'asc')}
          order by m.sent_at, m.id limit ${first + 1}) m
        order by m.ticket_id, m.sent_at, m.id`);
      return mapValues(groupBy(found, ticketIdOf), (group) => mapPage(pageOf(group, first, messagePosition), toMessage));
    },

    async countMessagesOf(scope, ticketIds) {
      const asked = readIds(ticketIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<{ ticket_id: string; count: number }>`
        select m.ticket_id, count(*) as count from tickets.messages m
        where m.ticket_id = any(${asked}::text[]) and ${withinReach(scope, 'm.client_id')} and ${readable(scope)} and ${ofVisibleTicket(scope, 'm.ticket_id')}
        group by m.ticket_id`);
      return new Map(found.map((row) => [ticketIdOf(row), row.count]));
    },

    async lastMessages(scope, ticketIds) {
      const asked = readIds(ticketIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<MessageRow>`
        select m.* from unnest(${asked}::text[]) asked(id) cross join lateral (
          select ${messageColumns} from tickets.messages m
          where m.ticket_id = asked.id and ${withinReach(scope, 'm.client_id')} and ${readable(scope)} and ${ofVisibleTicket(scope, 'm.ticket_id')}
          order by m.sent_at desc, m.id desc limit 1) m`);
      return new Map(found.map((row) => [ticketIdOf(row), toMessage(row)]));
    },

    async participantsOf(scope, ticketIds) {
      const asked = readIds(ticketIds);
      if (asked.length === 0) return new Map();
      const found = await rows(sql<ParticipantRow>`
        select p.* from tickets.tickets t cross join lateral (
          select ${participantColumns} from tickets.participants p
          where p.ticket_id = t.id order by p.joined_at, p.person limit ${PARTICIPANTS_MAX}) p
        where t.id = any(${asked}::text[]) and ${withinReach(scope, 't.client_id')} and ${visible(scope)}
        order by p.ticket_id, p.joined_at, p.person`);
      return mapValues(groupBy(found, ticketIdOf), (group) => group.map(toParticipant));
    },

    async statesInUse() {
      const found = await rows(sql<{ state: string }>`select distinct t.state from tickets.tickets t order by t.state`);
      return found.map(({ state }) => state);
    },
  };
}

interface EventRow {
  readonly kind: TicketEvent['kind'];
  readonly id: string;
  readonly at: Date;
  readonly actor: string | null;
  readonly ticket_id: string;
  readonly client_id: string;
  readonly subject: string;
}

function toEvent(row: EventRow): TicketEvent {
  return {
    key: `${row.kind === 'TICKET_CLOSED' ? 'state' : 'message'}-${row.id}`,
    kind: row.kind,
    at: row.at,
    ticketId: row.ticket_id,
    clientId: asClientId(row.client_id),
    subject: row.subject,
    actor: row.actor,
  };
}

function clientOf(row: { readonly client_id: string }): ClientId {
  return asClientId(row.client_id);
}

function ticketIdOf(row: { readonly ticket_id: string }): string {
  return row.ticket_id;
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, change: (value: From) => To): Map<Key, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

function mapPage<From, To>(page: Page<From>, change: (record: From) => To): Page<To> {
  return { ...page, items: page.items.map(({ record, position }) => ({ record: change(record), position })) };
}
