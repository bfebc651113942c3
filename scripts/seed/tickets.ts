import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { migrate, openDatabase, SET_UP_PATIENCE } from '../../subgraphs/kit/postgres.ts';
import { migrations } from '../../subgraphs/tickets/adapters/postgres/migrations.ts';
import type { SeedMessage, SeedTicket, World } from './world-types.ts';

/** The part of the world that a help desk keeps. */
export type TicketWorld = Pick<World, 'contacts' | 'tickets'>;

type Row = Readonly<Record<string, unknown>>;

const firstNumber = 1001;

/**
 * Puts the world's tickets into the `tickets` schema, whose tables it makes when they are missing. All or nothing, and nothing when
 * there are tickets already, so that a second start finds what people wrote in the meantime.
 */
export async function seedTickets(world: TicketWorld, databaseUrl: string): Promise<void> {
  const database = openDatabase<unknown>({ url: databaseUrl, connectionsMax: 1, ...SET_UP_PATIENCE });
  try {
    await migrate(database, 'tickets', migrations);
    const tables = await tablesOf(world);
    await database.transaction().execute(async (transaction) => {
      // Two processes that start at once must not both find the schema empty.
      await sql`lock table tickets.tickets in exclusive mode`.execute(transaction);
      const { rows } = await sql`select 1 from tickets.tickets limit 1`.execute(transaction);
      if (rows.length > 0) return;
      for (const [table, columns, values] of tables) await insert(transaction, table, columns, values);
    });
    // The planner does not know freshly filled tables until they are looked at, and the first page would be slow.
    await sql`analyze`.execute(database);
  } finally {
    await database.destroy();
  }
}

/** What scripts/real-systems/request-tracker/seed.pl reads: the same tickets for a Request Tracker. */
export interface RequestTrackerSeed {
  readonly account: string;
  readonly requestors: readonly string[];
  /** By address. */
  readonly names: Readonly<Record<string, string>>;
  readonly tickets: readonly {
    readonly subject: string;
    readonly priority: number;
    readonly state: string;
    /** By the ids of contacts, as the portal keeps it. */
    readonly openedBy: string;
    readonly sharedWith: readonly string[] | null;
    readonly messages: readonly { readonly from: string; readonly body: string; readonly internal: boolean }[];
  }[];
}

export function toRequestTrackerSeed(world: TicketWorld): RequestTrackerSeed[] {
  const clientIds = [...new Set(world.tickets.map(({ clientId }) => clientId))];
  return clientIds.map((clientId) => {
    const tickets = world.tickets.filter((ticket) => ticket.clientId === clientId).sort(byAge);
    const people = tickets.flatMap((ticket) => [...ticket.participants, ...ticket.messages.map(({ author }) => author)]);
    return {
      account: clientId,
      requestors: [...new Set(people.filter(({ side }) => side === 'CLIENT').map(({ email }) => email))],
      names: Object.fromEntries(people.map(({ email, name }) => [email, name])),
      tickets: tickets.map((ticket) => ({
        subject: ticket.subject,
        priority: requestTrackerPriorities[ticket.priority],
        state: requestTrackerStates[ticket.state],
        openedBy: ticket.openedBy,
        sharedWith: ticket.sharedWith,
        messages: ticket.messages.map(({ author, body, audience }) => ({
          from: author.email,
          body,
          internal: audience === 'INTERNAL',
        })),
      })),
    };
  });
}

const requestTrackerPriorities = { LOW: 0, NORMAL: 50, HIGH: 100, URGENT: 150 } as const;

/** RT's default lifecycle has no word for waiting on a third party, and one word for settled. */
const requestTrackerStates = {
  new: 'new',
  open: 'open',
  waiting_on_client: 'stalled',
  waiting_on_third_party: 'open',
  solved: 'resolved',
  closed: 'resolved',
} as const;

/** One statement for a whole table, and one parameter: the rows as JSON, which the server takes apart again. */
async function insert(database: Kysely<unknown>, table: string, types: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = types.split(', ').map((column) => column.split(' ')[0] ?? '');
  const names: RawBuilder<unknown> = sql.join(columns.map((column) => sql.id(column)));
  await sql`
    insert into ${sql.id('tickets', table)} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${sql.raw(types)})`.execute(database);
}

async function tablesOf(world: TicketWorld): Promise<[table: string, columns: string, rows: readonly Row[]][]> {
  // The portal knows a contact by its id, the world's tickets by the address: the same person must not take part twice.
  const contactIds = new Map(world.contacts.map(({ email, id }) => [email, id]));
  const tickets = withIds(world.tickets);
  const messages = tickets.flatMap(({ ticket, id }) =>
    ticket.messages.map((message, place) => ({ ticket, ticketId: id, message, opening: place === 0, id: idOf(id, place) })),
  );
  const attachments = await Promise.all(
    messages.flatMap(({ id, message }) => message.attachments.map((attachment, place) => toAttachment(id, place, attachment))),
  );
  return [
    [
      'tickets',
      'id text, number bigint, client_id text, subject text, state text, state_since timestamptz, priority text, created_at timestamptz, updated_at timestamptz, response_due_at timestamptz, resolution_due_at timestamptz, first_answered_at timestamptz, sharing text, shared_with text[], opened_by text',
      tickets.map(({ ticket, id, number }) => ({
        id,
        number,
        client_id: ticket.clientId,
        subject: ticket.subject,
        state: ticket.state,
        state_since: publicTime(ticket, ticket.stateSince),
        priority: ticket.priority,
        created_at: ticket.createdAt,
        updated_at: publicTime(ticket, ticket.updatedAt),
        response_due_at: ticket.responseDueBy,
        resolution_due_at: ticket.resolutionDueBy,
        first_answered_at: publicMessages(ticket).find(({ author }) => author.side === 'BUSINESS')?.sentAt ?? null,
        sharing: ticket.sharedWith === null ? 'COMPANY' : 'CONTACTS',
        shared_with: ticket.sharedWith ?? [],
        opened_by: ticket.openedBy,
      })),
    ],
    [
      'ticket_numbers',
      'client_id text, last_number bigint',
      [...new Map(tickets.map(({ ticket, number }) => [ticket.clientId, number]))].map(([clientId, number]) => ({
        client_id: clientId,
        last_number: number,
      })),
    ],
    [
      'messages',
      'id text, ticket_id text, client_id text, audience text, opening boolean, author_name text, author_email text, author_side text, body text, sent_at timestamptz',
      messages.map(({ ticket, ticketId, message, opening, id }) => ({
        id,
        ticket_id: ticketId,
        client_id: ticket.clientId,
        audience: message.audience,
        opening,
        author_name: message.author.name,
        author_email: message.author.email,
        author_side: message.author.side,
        body: message.body,
        sent_at: message.sentAt,
      })),
    ],
    [
      'attachments',
      'id text, message_id text, place integer, name text, media_type text, size_bytes bigint, content bytea',
      attachments,
    ],
    [
      'participants',
      'id text, ticket_id text, person text, name text, email text, side text, joined_at timestamptz',
      tickets.flatMap(({ ticket, id }) =>
        publicParticipants(ticket).map(({ name, email, side }) => ({
          id: idOf(id, email),
          ticket_id: id,
          person: contactIds.get(email) ?? email,
          name,
          email,
          side,
          joined_at: publicMessages(ticket).find(({ author }) => author.email === email)?.sentAt ?? ticket.createdAt,
        })),
      ),
    ],
    [
      'state_changes',
      'id text, ticket_id text, client_id text, state text, changed_at timestamptz, actor_name text',
      tickets
        .filter(({ ticket }) => ticket.state === 'solved' || ticket.state === 'closed')
        .map(({ ticket, id }) => ({
          id: idOf(id, 'settled'),
          ticket_id: id,
          client_id: ticket.clientId,
          state: ticket.state,
          changed_at: publicTime(ticket, ticket.stateSince),
          actor_name: publicMessages(ticket).findLast(({ author }) => author.side === 'BUSINESS')?.author.name ?? null,
        })),
    ],
  ];
}

/**
 * The tickets with their ids and numbers, oldest first. Both come from the client's own tickets alone, so that whatever else is in the
 * world, what a client is given is the same.
 */
function withIds(tickets: readonly SeedTicket[]): { ticket: SeedTicket; id: string; number: number }[] {
  const places = new Map<string, number>();
  return [...tickets].sort(byAge).map((ticket) => {
    const place = places.get(ticket.clientId) ?? 0;
    places.set(ticket.clientId, place + 1);
    return { ticket, id: idOf(ticket.clientId, place), number: firstNumber + place };
  });
}

/** As the help desk makes ids, and the same in every start. */
function idOf(parent: string, place: number | string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([parent, place]))
    .digest('hex');
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]].map(([from, to]) => hash.slice(from, to)).join('-'); // prettier-ignore
}

async function toAttachment(
  messageId: string,
  place: number,
  { name, mediaType, content }: SeedMessage['attachments'][number],
): Promise<Row> {
  const bytes = Buffer.from(await content());
  return {
    ...{ id: idOf(messageId, `file ${String(place)}`), message_id: messageId, place, name, media_type: mediaType },
    size_bytes: bytes.byteLength,
    // As PostgreSQL reads bytes out of JSON.
    content: `\\x${bytes.toString('hex')}`,
  };
}

function byAge(one: SeedTicket, other: SeedTicket): number {
  return one.createdAt.getTime() - other.createdAt.getTime();
}

function publicMessages(ticket: SeedTicket): SeedMessage[] {
  return ticket.messages.filter(({ audience }) => audience === 'PUBLIC');
}

/** A time that came from an internal note would tell of it; the last public message stands in for it. */
function publicTime(ticket: SeedTicket, time: Date): Date {
  const fromNote = ticket.messages.some(({ audience, sentAt }) => audience === 'INTERNAL' && sentAt.getTime() === time.getTime());
  return fromNote ? (publicMessages(ticket).at(-1)?.sentAt ?? ticket.createdAt) : time;
}

/** Whoever wrote internal notes alone is nobody that the client knows of. */
function publicParticipants(ticket: SeedTicket): SeedTicket['participants'] {
  const writes = (messages: readonly SeedMessage[], email: string): boolean =>
    messages.some(({ author }) => author.email === email);
  return ticket.participants.filter(({ email }) => writes(publicMessages(ticket), email) || !writes(ticket.messages, email));
}
