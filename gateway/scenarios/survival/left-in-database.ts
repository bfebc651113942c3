import pg from 'pg';
import { leave } from './left.ts';
import type { Left } from './left.ts';

/** What each statement gives is `what` was left, a row for each time. */
const portalTables = [
  `select 'setContactRole ' || person_id || ' ' || role as what from crm.role_changes`,
  `select 'requestApproval ' || message as what from workflow.approvals`,
  `select 'decideApproval ' || comment as what from workflow.approval_decisions`,
  `select 'requestDocument ' || title as what from workflow.document_requests`,
  `select 'fulfilDocumentRequest ' || r.title || ' ' || row_number() over (partition by s.request order by s.number) as what from workflow.document_submissions s
    join workflow.document_requests r on r.id = s.request`,
  // A judgement stands in the row of what was judged; that it was made once, the trail says.
  `select case when summary like '% took "%' then 'acceptDocument ' else 'returnDocument ' end || substring(summary from '"(.*?)"') as what
    from workflow.audit_events where kind = 'ACTION' and (summary like '% took "%' or summary like '% sent "%" back: %')`,
  `select 'requestAttachmentUpload ' || regexp_replace(name, '\\.txt$', '') as what from tickets_uploads.uploads`,
  // The table has one row for a partner however often it was let in; the trail has one for each time.
  `select 'grantPartnerAccess ' || (details::jsonb ->> 'partner') as what from workflow.audit_events where kind = 'PARTNER_GRANTED'`,
  `select 'revokePartnerAccess ' || (details::jsonb ->> 'partner') as what from workflow.audit_events where kind = 'PARTNER_WITHDRAWN'`,
];

const helpDesk = [
  `select 'openTicket ' || subject as what from tickets.tickets`,
  `select 'replyToTicket ' || body as what from tickets.messages where not opening`,
  `select 'closeTicket ' || t.subject as what from tickets.state_changes s join tickets.tickets t on t.id = s.ticket_id
    where s.state = 'closed'`,
  `select 'reopenTicket ' || t.subject as what from tickets.state_changes s join tickets.tickets t on t.id = s.ticket_id
    where s.state = 'open' and s.external_id is not null`,
  `select case c.kind when 'SHARED' then 'shareTicket ' when 'PARTICIPANT_ADDED' then 'addTicketParticipant '
    else 'removeTicketParticipant ' end || t.subject as what
    from tickets.ticket_changes c join tickets.tickets t on t.id = c.ticket_id`,
];

export async function countInDatabase(
  left: Left,
  url: string,
  { hasHelpDesk }: { readonly hasHelpDesk: boolean },
): Promise<void> {
  await withClient(url, async (client) => {
    for (const statement of hasHelpDesk ? [...portalTables, ...helpDesk] : portalTables) {
      for (const { what } of (await client.query<{ what: string }>(statement)).rows) leave(left, what);
    }
  });
}

/**
 * What does not fit together, in words: a state that is not what the actions that were applied make of it, and contacts who changed their role
 * and whose tokens live on.
 */
export async function contradictionsInDatabase(
  url: string,
  { hasHelpDesk }: { readonly hasHelpDesk: boolean },
): Promise<string[]> {
  const statements = [
    `select 'the tokens of ' || c.person_id || ' were not ended' as what from crm.role_changes c
      where not exists (select from workflow.revocations r where r.contact_id = c.person_id)`,
    `select p.id || ' is ' || p.role || ' and should be ' || c.role as what from crm.people p
      join lateral (select role from crm.role_changes where person_id = p.id order by changed_at desc limit 1) c on true
      where p.role <> c.role`,
    `select 'the request ' || r.title || ' was judged to the end and is ' || r.state as what from workflow.document_requests r
      where r.state <> 'ACCEPTED' and exists (select from workflow.document_submissions s where s.request = r.id and s.verdict = 'ACCEPTED')`,
    `select 'the approval ' || a.message || ' is decided and ' || a.state as what from workflow.approvals a
      join workflow.approval_decisions d on d.approval = a.id where a.state <> 'APPROVED'`,
  ];
  if (hasHelpDesk) {
    statements.push(
      `select m.body || ' has not its one file, whole' as what from tickets.messages m
        where m.body like '% one' and m.external_id is not null and 1 <> (select count(*) from tickets.attachments a where a.message_id = m.id
          and a.content = convert_to('Notes of ' || regexp_replace(m.body, ' one$', ''), 'UTF8'))`,
      `select t.subject || ' has a participant who was removed' as what from tickets.tickets t
        join tickets.ticket_changes c on c.ticket_id = t.id and c.kind = 'PARTICIPANT_REMOVED'
        join tickets.participants p on p.ticket_id = t.id and p.email like '%@copy.example'`,
      `select t.subject || ' is not shared as it was asked for' as what from tickets.tickets t
        join tickets.ticket_changes c on c.ticket_id = t.id and c.kind = 'SHARED' where t.sharing <> 'ROLES'`,
    );
  }
  return withClient(url, async (client) => {
    const found: string[] = [];
    for (const statement of statements) {
      found.push(...(await client.query<{ what: string }>(statement)).rows.map(({ what }) => what));
    }
    return found;
  });
}

/** What the portal has accepted and not delivered. */
export async function countPending(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      'select (select count(*) from tickets_actions.outbox) + (select count(*) from workflow_actions.outbox) as count',
    );
    return Number(rows[0]?.count);
  });
}

async function withClient<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
