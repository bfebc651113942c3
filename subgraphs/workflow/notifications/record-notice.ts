import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { NotificationKind } from '../domain.ts';

/** Something that happened to an approval or a request for a document, and whom to tell. */
export interface Telling {
  readonly kind: NotificationKind;
  /** With the kind and the record, what makes the event the same: `requested`, a decision's id. */
  readonly part: string;
  /** Those who are asked; besides them, with `everybody`, whoever asked. */
  readonly to: 'asked' | 'everybody';
  /** Who did it, and is not told; null for the portal itself. */
  readonly actor: Actor | null;
  readonly at: Date;
  /** Contacts who are not told besides. */
  readonly except?: readonly string[];
}

const tables = { Approval: 'workflow.approvals', DocumentRequest: 'workflow.document_requests' } as const;

/** Writes down what happened, within the transaction of what happened. An event that is there is not written again. */
export function tellOf(type: keyof typeof tables) {
  return async (transaction: Kysely<unknown>, id: string, telling: Telling): Promise<boolean> => {
    const { kind, part, to, actor, at, except = [] } = telling;
    const exceptContacts = [...except, ...(actor?.contactId ? [actor.contactId] : [])];
    const isToStaff = to === 'everybody';
    // Whoever of the staff did it themselves is not told of it.
    const staff = actor?.kind === 'STAFF' ? actor : { subject: null, issuer: null };
    const { rows } = await sql`
      insert into workflow.notice_events (id, event_key, kind, client_id, at, actor_name, subject_type, subject_id, contact_ids, roles,
        staff_subject, staff_issuer, except_contact_ids)
      select ${randomUUID()}, ${JSON.stringify([type, id, kind, part])}, ${kind}, client_id, ${at}, ${actor?.name ?? null}, ${type}, id,
        contact_ids, roles, case when ${isToStaff}
          and (requested_subject, requested_issuer) is distinct from (${staff.subject}::text, ${staff.issuer}::text)
          then requested_subject end,
        requested_issuer, ${exceptContacts}::text[]
      from ${sql.table(tables[type])} where id = ${id}::uuid
      on conflict (event_key) do nothing returning id`.execute(transaction);
    return rows.length > 0;
  };
}
