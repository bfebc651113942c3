import { sql } from 'kysely';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { AccessDatabase } from '../access/access-database.ts';
import { doneBefore, once } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';

/** One e-mail to one contact of one client. What it says is made when it is sent. */
export interface GatheredMail {
  readonly id: string;
  readonly clientId: ClientId;
  readonly contactId: string;
}

/** Where notices are gathered into e-mails. For the portal itself: nothing of it is shown to anybody. */
export interface MailOutbox {
  /** Gathers what was told to a contact into one e-mail, when the first of it was told `windowMs` ago. Each notice is in one e-mail. */
  gather(windowMs: number, now: Date): Promise<void>;
  /** Those that nobody has handed over yet, the oldest first. */
  unqueued(limit: number): Promise<GatheredMail[]>;
  markQueued(id: string, at: Date): Promise<void>;
  byId(id: string): Promise<GatheredMail | null>;
  doneBefore(command: Command): Promise<Done | 'conflict' | null>;
  /** Keeps what was done under a command. */
  remember(command: Command, recordId: string, at: Date): Promise<Done | 'conflict'>;
}

/** What nobody gathered for so long, because e-mail was off, is no news. */
const news = sql`interval '2 days'`;

export function createMailOutbox(database: AccessDatabase): MailOutbox {
  return {
    async gather(windowMs, now) {
      // Of two processes that gather at once, the second finds the notices taken: its e-mail is empty, and not sent.
      await database.rows(sql`
        with due as (
          select client_id, contact_id from workflow.notices
          where mail is null and contact_id is not null and at > ${now}::timestamptz - ${news}
          group by client_id, contact_id having min(at) <= ${new Date(now.getTime() - windowMs)} limit 200
        ), made as (
          insert into workflow.mails (client_id, contact_id, gathered_at) select client_id, contact_id, ${now} from due
          returning id, client_id, contact_id
        )
        update workflow.notices n set mail = made.id from made
        where n.client_id = made.client_id and n.contact_id = made.contact_id and n.mail is null
          and n.at > ${now}::timestamptz - ${news}`);
    },

    async unqueued(limit) {
      const rows = await database.rows(sql<MailRow>`
        select id, client_id, contact_id from workflow.mails where queued_at is null order by gathered_at, id limit ${limit}`);
      return rows.map(toMail);
    },

    async markQueued(id, at) {
      await database.rows(sql`update workflow.mails set queued_at = ${at} where id = ${id}::uuid`);
    },

    async byId(id) {
      const [row] = await database.rows(
        sql<MailRow>`select id, client_id, contact_id from workflow.mails where id = ${id}::uuid`,
      );
      return row ? toMail(row) : null;
    },

    doneBefore: (command) => doneBefore(database, command),

    async remember(command, recordId, at) {
      const done = await database.transaction((transaction) => once(transaction, command, at, () => Promise.resolve(recordId)));
      return done ?? 'conflict';
    },
  };
}

interface MailRow {
  readonly id: string;
  readonly client_id: string;
  readonly contact_id: string;
}

function toMail({ id, client_id: clientId, contact_id: contactId }: MailRow): GatheredMail {
  return { id, clientId: asClientId(clientId), contactId };
}
