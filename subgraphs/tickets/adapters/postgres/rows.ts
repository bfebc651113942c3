import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { CLIENT_ROLES } from '../../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../../kit/domain.ts';
import type { Sharing } from '../../../kit/domain.ts';
import type { Position } from '../../../kit/cursor.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import type { AttachedFile, Message, Ticket, TicketParticipant, TicketPriority, TicketSide } from '../../domain.ts';

export interface TicketRow {
  readonly id: string;
  readonly number: number;
  readonly client_id: string;
  readonly subject: string;
  readonly state: string;
  readonly state_since: Date;
  readonly priority: TicketPriority;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly updated_at_exact: string;
  readonly response_due_at: Date | null;
  readonly resolution_due_at: Date | null;
  readonly first_answered_at: Date | null;
  readonly sharing: Sharing['audience'];
  readonly shared_with: readonly string[];
  readonly opened_by: string | null;
}

export interface ParticipantRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly side: TicketSide;
  readonly opened: boolean;
}

export interface MessageRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly client_id: string;
  readonly audience: Message['audience'];
  readonly author_name: string;
  readonly author_email: string | null;
  readonly author_side: TicketSide;
  readonly body: string;
  readonly sent_at: Date;
  readonly sent_at_exact: string;
  readonly attachments: readonly {
    id: string;
    has_content: boolean;
    name: string;
    media_type: string;
    size_bytes: number | null;
  }[];
}

/** A JavaScript date loses the microseconds, and a position without them would repeat or lose rows. */
function exact(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The columns of `TicketRow`, from a table with the alias `t`. */
export const ticketColumns = sql`t.id, t.number, t.client_id, t.subject, t.state, t.state_since, t.priority, t.created_at, t.updated_at,
  ${exact('t.updated_at')} as updated_at_exact, t.response_due_at, t.resolution_due_at, t.first_answered_at, t.sharing,
  t.shared_with, t.opened_by`;

/** The columns of `ParticipantRow`, from a table with the alias `p` and its ticket with the alias `t`. */
export const participantColumns = sql`p.id, p.ticket_id, p.person, p.name, p.email, p.side, p.joined_at,
  coalesce(p.side = 'CLIENT' and p.person = t.opened_by, false) as opened`;

/** The columns of `MessageRow`, from a table with the alias `m`. */
export const messageColumns = sql`m.id, m.ticket_id, m.client_id, m.audience, m.author_name, m.author_email, m.author_side, m.body,
  m.sent_at, ${exact('m.sent_at')} as sent_at_exact,
  (select coalesce(json_agg(json_build_object('id', a.id, 'has_content', a.has_content, 'name', a.name, 'media_type', a.media_type, 'size_bytes', a.size_bytes) order by a.place), '[]')
    from (select id, name, media_type, size_bytes, place, content is not null as has_content from tickets.attachments where message_id = m.id order by place limit 100) a) as attachments`;

export function ticketPosition(row: TicketRow): Position {
  return [row.updated_at_exact, row.id];
}

export function messagePosition(row: MessageRow): Position {
  return [row.sent_at_exact, row.id];
}

export function toTicket(row: TicketRow, reading: { system: string; states: StatusTable; asOf: Date }): Ticket {
  // Whose turn it is decides which promise counts, so the state is looked up before its time is known.
  const status = reading.states.statusOf('ticket', { state: row.state, since: row.state_since });
  const open = status.phase !== 'DONE' && status.phase !== 'CANCELLED';
  const responseDueBy = open && row.first_answered_at === null ? row.response_due_at : null;
  const resolutionDueBy = open ? row.resolution_due_at : null;
  return {
    id: row.id,
    clientId: asClientId(row.client_id),
    number: String(row.number),
    subject: row.subject,
    status: { ...status, dueBy: status.waitingOn === 'BUSINESS' ? (responseDueBy ?? resolutionDueBy) : resolutionDueBy },
    priority: row.priority,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    responseDueBy,
    resolutionDueBy,
    sharing: toSharing(row),
    openedBy: row.opened_by,
    provenance: { system: reading.system, recordId: row.id, asOf: reading.asOf, stale: false },
  };
}

function toSharing({ sharing: audience, shared_with: sharedWith }: TicketRow): Sharing {
  return {
    audience,
    roles: audience === 'ROLES' ? CLIENT_ROLES.filter((role) => sharedWith.includes(role)) : [],
    contactIds: audience === 'CONTACTS' ? [...sharedWith].sort() : [],
  };
}

/** What `shared_with` holds. */
export function sharedWith({ audience, roles, contactIds }: Sharing): readonly string[] {
  return audience === 'ROLES' ? roles : contactIds;
}

export function toParticipant(row: ParticipantRow): TicketParticipant {
  const { id, name, side, opened } = row;
  return { id, name, email: side === 'CLIENT' ? row.email : null, side, opened };
}

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    clientId: asClientId(row.client_id),
    author: {
      id: null,
      name: row.author_name,
      email: row.author_side === 'CLIENT' ? row.author_email : null,
      side: row.author_side,
      opened: false,
    },
    body: row.body,
    sentAt: row.sent_at,
    attachments: row.attachments.map((attachment): AttachedFile => ({
      fileId: attachment.has_content ? attachment.id : null,
      name: attachment.name,
      mediaType: attachment.media_type,
      sizeBytes: attachment.size_bytes,
    })),
    audience: row.audience,
  };
}
