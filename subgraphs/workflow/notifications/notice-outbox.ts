import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { AccessDatabase } from '../access/access-database.ts';
import type { NotificationKind } from '../domain.ts';
import { contactRecipient, staffRecipient } from './recipient.ts';
import { tellOf } from './record-notice.ts';

/** Something that happened, of which nobody has been told yet. */
export interface PendingEvent {
  readonly id: string;
  readonly clientId: ClientId;
  readonly at: Date;
  readonly contactIds: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly staff: { readonly subject: string; readonly issuer: string | null } | null;
  /** Contacts who are not told: they did it. */
  readonly exceptContactIds: readonly string[];
}

/** Where what happened waits until everybody has been told. For the portal itself: nothing of it is shown to anybody. */
export interface NoticeOutbox {
  /** The oldest first. */
  pending(limit: number): Promise<PendingEvent[]>;
  /** Tells these contacts, and the one of the staff; once for each, however often it is done. */
  distribute(event: PendingEvent, contactIds: readonly string[], at: Date): Promise<void>;
  /** Finds what is due soon or overdue and has not been told of. Says how many there were. */
  remind(now: Date): Promise<number>;
}

/** What is due is told of this long before, at the earliest; where less time was given, when half of it is over. */
const soon = sql`interval '3 days'`;

export function createNoticeOutbox(database: AccessDatabase): NoticeOutbox {
  async function remindOf(type: 'Approval' | 'DocumentRequest', found: RawBuilder<DueRow>, at: Date): Promise<number> {
    const tell = tellOf(type);
    return database.transaction(async (transaction) => {
      const { rows } = await found.execute(transaction);
      let told = 0;
      for (const { id, kind, done } of rows) {
        const to = kind === 'OVERDUE' ? 'everybody' : 'asked';
        if (await tell(transaction, id, { kind, part: 'due', to, actor: null, at, except: done })) told += 1;
      }
      return told;
    });
  }

  return {
    async pending(limit) {
      const rows = await database.rows(sql<EventRow>`
        select id, client_id, at, contact_ids, roles, staff_subject, staff_issuer, except_contact_ids from workflow.notice_events
        where distributed_at is null order by at, id limit ${limit}`);
      return rows.map((row) => ({
        ...{ id: row.id, clientId: asClientId(row.client_id), at: row.at, contactIds: row.contact_ids, roles: row.roles },
        staff: row.staff_subject === null ? null : { subject: row.staff_subject, issuer: row.staff_issuer },
        exceptContactIds: row.except_contact_ids,
      }));
    },

    async distribute({ id, clientId, at, staff }, contactIds, distributedAt) {
      const recipients = [
        ...contactIds.map((contactId) => ({ id: randomUUID(), recipient: contactRecipient(contactId), contactId })),
        ...(staff ? [{ id: randomUUID(), recipient: staffRecipient(staff.subject, staff.issuer), contactId: null }] : []),
      ];
      await database.transaction(async (transaction) => {
        await sql`
          insert into workflow.notices (id, event, client_id, at, recipient, contact_id)
          select g.id, ${id}::uuid, ${clientId}, ${at}, g.recipient, g."contactId"
          from jsonb_to_recordset(${JSON.stringify(recipients)}::jsonb) as g(id uuid, recipient text, "contactId" text)
          on conflict (event, recipient) do nothing`.execute(transaction);
        await sql`update workflow.notice_events set distributed_at = ${distributedAt} where id = ${id}::uuid`.execute(
          transaction,
        );
      });
    },

    async remind(now) {
      const approvals = sql<DueRow>`
        select a.id, ${dueKind('a', now)} as kind, array(select d.contact_id from workflow.approval_decisions d where d.approval = a.id) as done
        from workflow.approvals a where a.state = 'PENDING' and ${isDue('a', 'a.requested_at', now)} limit ${remindedMax}`;
      const requests = sql<DueRow>`
        select r.id, ${dueKind('r', now)} as kind, array[]::text[] as done from workflow.document_requests r
        where r.state in ('OPEN', 'RETURNED') and ${isDue('r', 'r.changed_at', now)} limit ${remindedMax}`;
      return (await remindOf('Approval', approvals, now)) + (await remindOf('DocumentRequest', requests, now));
    },
  };
}

/** At once; the rest comes with the next look. */
const remindedMax = 500;

function dueKind(table: string, now: Date): RawBuilder<unknown> {
  return sql`case when ${sql.ref(`${table}.due_by`)} <= ${now} then 'OVERDUE' else 'DUE_SOON' end`;
}

/** Whether it is due, and nobody has been told of that yet. */
function isDue(table: string, asked: string, now: Date): RawBuilder<unknown> {
  const due = sql.ref(`${table}.due_by`);
  return sql`${due} - least(${soon}, (${due} - ${sql.ref(asked)}) / 2) <= ${now} and not exists (
    select from workflow.notice_events e where e.subject_id = ${sql.ref(`${table}.id`)} and e.kind = ${dueKind(table, now)})`;
}

interface EventRow {
  readonly id: string;
  readonly client_id: string;
  readonly at: Date;
  readonly contact_ids: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly staff_subject: string | null;
  readonly staff_issuer: string | null;
  readonly except_contact_ids: readonly string[];
}

interface DueRow {
  readonly id: string;
  readonly kind: Extract<NotificationKind, 'DUE_SOON' | 'OVERDUE'>;
  /** Contacts who have done their part. */
  readonly done: readonly string[];
}
