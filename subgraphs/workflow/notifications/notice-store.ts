import { sql } from 'kysely';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import type { AccessDatabase } from '../access/access-database.ts';
import { doneBefore, once } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';
import { askedOf, isShown } from '../approvals/approval-store.ts';
import { isRequestShown } from '../document-requests/document-request-store.ts';
import type { Notification } from '../domain.ts';
import { headlineOf } from './notice-headline.ts';
import type { NoticeKind } from './notice-headline.ts';
import type { Recipient } from './recipient.ts';

/** How many are shown to one person of one client. */
export const NOTICES_MAX = 500;

/** One that is kept. */
export interface Notice extends Notification {
  readonly kind: NoticeKind;
  /** Whether what it is about still waits for the client. */
  readonly isWaiting: boolean;
}

/** What people were told. Whatever is read is judged again: a notice about what the caller does not see is not there. */
export interface NoticeStore {
  /**
   * What one recipient was told about a client and may still see, newest first, at most `NOTICES_MAX`. `documents` are those whose approvals
   * may be shown; with `mail` those of one e-mail alone.
   */
  listOf(scope: Scope, recipient: Recipient, clientId: ClientId, documents: readonly string[], mail?: string): Promise<Notice[]>;
  /** Those of `others`, which are told and not kept here, that the recipient has marked as read. */
  readOf(
    recipient: Recipient,
    clientId: ClientId,
    others: readonly Pick<Notification, 'id' | 'at'>[],
  ): Promise<ReadonlySet<string>>;
  /** Marks as read, once for a command; with `until` also what is not kept here. The answer's `recordId` is the client's. */
  markRead(
    command: Command,
    marks: {
      readonly recipient: Recipient;
      readonly clientId: ClientId;
      readonly ids: readonly string[];
      readonly until: Date | null;
    },
    at: Date,
  ): Promise<Done | 'conflict'>;
  doneBefore(command: Command): Promise<Done | 'conflict' | null>;
}

export function createNoticeStore(database: AccessDatabase): NoticeStore {
  return {
    async listOf(scope, recipient, clientId, documents, mail) {
      const asked = askedOf(scope, [clientId]);
      if (asked === null) return [];
      const rows = await database.rows(sql<NoticeRow>`
        select n.id, n.client_id, e.kind, e.at, e.actor_name, e.subject_type, e.subject_id, coalesce(a.title, r.title) as title,
          coalesce(a.state = 'PENDING', r.state in ('OPEN', 'RETURNED')) as is_waiting, d.notice is not null as is_read
        from ${asked} join workflow.notices n on n.client_id = asked.client_id
          join workflow.notice_events e on e.id = n.event
          left join workflow.approvals a on e.subject_type = 'Approval' and a.id = e.subject_id and a.client_id = n.client_id
          left join workflow.document_requests r
            on e.subject_type = 'DocumentRequest' and r.id = e.subject_id and r.client_id = n.client_id
          left join workflow.notice_reads d
            on d.client_id = n.client_id and d.recipient = n.recipient and d.notice = n.id::text
        where n.recipient = ${recipient} and ${mail === undefined ? sql`true` : sql`n.mail = ${mail}::uuid`}
          and ((a.id is not null and ${isShown(scope, documents)}) or (r.id is not null and ${isRequestShown(scope)}))
        order by n.at desc, n.id desc limit ${NOTICES_MAX}`);
      return rows.map(toNotice);
    },

    async readOf(recipient, clientId, others) {
      if (others.length === 0) return new Set();
      const rows = await database.rows(sql<{ notice: string }>`
        select notice from unnest(${others.map(({ id }) => id)}::text[], ${others.map(({ at }) => at)}::timestamptz[]) given(notice, at)
        where exists (select from workflow.notice_reads d
            where d.client_id = ${clientId} and d.recipient = ${recipient} and d.notice = given.notice)
          or given.at <= (select u.until from workflow.notice_reads_until u
            where u.client_id = ${clientId} and u.recipient = ${recipient})`);
      return new Set(rows.map(({ notice }) => notice));
    },

    async markRead(command, { recipient, clientId, ids, until }, at) {
      const done = await database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          await sql`
            insert into workflow.notice_reads (client_id, recipient, notice, read_at)
            select ${clientId}, ${recipient}, notice, ${at} from unnest(${[...ids].sort()}::text[]) given(notice)
            on conflict do nothing`.execute(transaction);
          if (until !== null) {
            await sql`
              insert into workflow.notice_reads_until as u (client_id, recipient, until) values (${clientId}, ${recipient}, ${until})
              on conflict (client_id, recipient) do update set until = greatest(u.until, excluded.until)`.execute(transaction);
          }
          return clientId;
        }),
      );
      return done ?? 'conflict';
    },

    doneBefore: (command) => doneBefore(database, command),
  };
}

interface NoticeRow {
  readonly id: string;
  readonly client_id: string;
  readonly kind: NoticeKind;
  readonly at: Date;
  readonly actor_name: string | null;
  readonly subject_type: 'Approval' | 'DocumentRequest';
  readonly subject_id: string;
  readonly title: string;
  readonly is_waiting: boolean;
  readonly is_read: boolean;
}

function toNotice(row: NoticeRow): Notice {
  const { kind, title, actor_name: actor, subject_type: about } = row;
  return {
    ...{ id: row.id, clientId: asClientId(row.client_id), kind, at: row.at, actor },
    headline: headlineOf({ kind, title, actor, about }),
    about: { type: about, id: row.subject_id },
    ...{ isRead: row.is_read, isWaiting: row.is_waiting },
  };
}
