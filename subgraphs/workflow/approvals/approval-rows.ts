import { sql } from 'kysely';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import { exactTime } from '../access/pages.ts';
import type { Listed } from '../access/pages.ts';
import type { Approval, ApprovalDecision, ApprovalMode, ApprovalState, ApprovalSubject, ApprovalChoice } from '../domain.ts';

/** An approval with its decisions, as PostgreSQL gives it. */
export interface ApprovalRow extends Listed {
  readonly client_id: string;
  readonly title: string;
  readonly subject_type: ApprovalSubject['type'];
  readonly subject_id: string;
  readonly subject_version: number | null;
  readonly checksum: string;
  readonly summary: string;
  readonly has_money: boolean;
  readonly state: ApprovalState;
  readonly contact_ids: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly mode: ApprovalMode;
  readonly due_by: Date | null;
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly message: string | null;
  readonly ended_at: Date | null;
  readonly decisions: readonly DecisionRow[];
}

interface DecisionRow {
  readonly id: string;
  readonly decision: ApprovalChoice;
  readonly comment: string | null;
  readonly checksum: string;
  readonly decided_at: string;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly contact_role: ClientRole | null;
  readonly evidence: string;
}

export const approvalColumns = sql`a.id, a.client_id, a.title, a.subject_type, a.subject_id, a.subject_version, a.checksum, a.summary,
  a.has_money, a.state, a.contact_ids, a.roles, a.mode, a.due_by, a.requested_by, a.requested_at, a.message, a.ended_at,
  ${exactTime('a.requested_at')} as sorted_at,
  (select coalesce(jsonb_agg(to_jsonb(d) order by d.decided_at, d.id), '[]') from (
    select id, decision, comment, checksum, decided_at, contact_id, contact_name, contact_role, evidence
    from workflow.approval_decisions where approval = a.id) d) as decisions`;

export function toApproval(row: ApprovalRow, system: string, asOf: Date): Approval {
  const clientId = asClientId(row.client_id);
  return {
    ...{ __typename: 'Approval', id: row.id, clientId, title: row.title },
    about: { type: row.subject_type, id: row.subject_id },
    subjectVersion: row.subject_version,
    checksum: row.checksum,
    summary: row.summary,
    hasMoney: row.has_money,
    state: row.state,
    contactIds: row.contact_ids,
    roles: row.roles,
    mode: row.mode,
    dueBy: row.due_by,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    message: row.message,
    endedAt: row.ended_at,
    decisions: row.decisions.map((decision): ApprovalDecision => ({
      ...{ id: decision.id, clientId, contactId: decision.contact_id, name: decision.contact_name, role: decision.contact_role },
      ...{ decision: decision.decision, comment: decision.comment, decidedAt: new Date(decision.decided_at) },
      ...{ checksum: decision.checksum, evidence: decision.evidence },
    })),
    provenance: { system, recordId: row.id, asOf, stale: false },
  };
}
